"""Labels that stay in one section stay in the next one."""

from __future__ import annotations

import pytest

from cleaner.judge.like_lines import keep_like_lines
from cleaner.model import Block

TEXTS = [
    "The oak door is heavy.",
    "In short",
    "It keeps out the wind.",
    "The ash door is light.",
    "In short",
    "It sings.",
]


def kept(stays: list[bool], likely: float = 0.3, *, phrases: tuple[int, ...] = (), last: Block | None = None):
    """Which blocks stay; `last` stands for the second label."""
    blocks = [Block(text, "p") for text in TEXTS]
    blocks[4] = last or blocks[4]
    keep_like_lines(blocks, stays, [likely] * 6, [len(text.split()) for text in TEXTS], phrases)
    return stays


def gap() -> list[bool]:
    return [True, True, True, True, False, True]


def test_a_label_stays_that_stays_elsewhere():
    assert all(kept(gap()))


def test_a_label_that_goes_everywhere_goes():
    stays = [True, False, True, True, False, True]
    assert kept(stays.copy()) == stays


@pytest.mark.parametrize("last", [Block("In short", "h3"), Block("In short", "p", runs=(("In short", "/x", 0),))])
def test_a_label_of_another_element_or_that_links_tells_nothing(last: Block):
    assert kept(gap(), last=last) == gap()


def test_what_is_a_stock_phrase_or_surely_none_goes():
    assert kept(gap(), phrases=(4,)) == gap()
    assert kept(gap(), likely=0.1) == gap()


def test_a_gap_with_another_line_in_it_stays_one():
    stays = [True, True, True, False, False, True]
    assert kept(stays.copy()) == stays
