"""What a strict reader leaves out of what the trees chose: captions, pointers, doubtful edges."""

from __future__ import annotations

import pytest
from test_label import LONG, decide, p

from cleaner.model import Block, Frame, Mark, Metadata
from cleaner.rules.mark import Marking

STORY = [p(f"{LONG}, said witness number {number}.") for number in range(3)]
NEWS = Metadata(declared_types=("newsarticle",))


def framed(text: str, *tags: str, mark: Mark | None = None) -> Block:
    return Block(text, tags[-1], frames=tuple(Frame(tag, number) for number, tag in enumerate(tags, 1)), mark=mark)


def words(count: int) -> str:
    return " ".join(["word"] * count)


@pytest.mark.parametrize(
    ("block", "stays"),
    [
        (framed("The pier at noon, seen from the mole", "figure", "figcaption"), False),
        (framed(words(100), "figure", "figcaption"), False),
        (framed(words(60), "figure", "div"), False),
        (framed(words(61), "figure", "div"), True),
        (framed("Tonnes of freight in all", "figure", "td"), True),
        (framed("The pier at noon, seen from the mole", "div"), True),
    ],
    ids=["caption", "long caption", "few words in a figure", "many words in a figure", "cell in a figure", "no figure"],
)
def test_captions_of_a_story_go(block, stays):
    _, kept = decide([STORY[0], block, *STORY[1:]], [0.95] * 4, metadata=NEWS)
    assert kept == [True, stays, True, True]


def test_captions_stay_on_a_page_that_is_no_story():
    _, kept = decide([framed("The pier at noon", "figure", "figcaption"), STORY[0]], [0.95] * 2)
    assert kept == [True, True]


def test_five_sure_paragraphs_make_a_story_though_nothing_declares_it():
    paragraphs = [p(f"{LONG}, {LONG.lower()}, said witness number {number}.") for number in range(5)]
    _, kept = decide([framed("The pier at noon", "figure", "figcaption"), *paragraphs], [0.95] * 6)
    assert kept == [False] + [True] * 5


@pytest.mark.parametrize(("metadata", "stays"), [(NEWS, False), (Metadata(), True)], ids=["news", "undeclared"])
def test_what_is_doubtful_outside_a_declared_story_goes(metadata, stays):
    long = [p(f"{LONG}, {LONG.lower()}, said witness number {number}.") for number in range(3)]
    doubtful = p("Seats are still to be had for Sunday")
    _, kept = decide(
        [doubtful, long[0], doubtful._replace(text="Some are left"), *long[1:]], [0.55, *[0.95] * 4], metadata=metadata
    )
    assert kept == [stays] + [True] * 4


def test_captions_that_go_anyway_do_not_make_a_sites_rule_look_old():
    content = Mark("content", ".story", "sites/x")
    story = p(f"{LONG}.", content)
    captions = [framed(f"{LONG}, photograph {number}", "figure", "figcaption") for number in range(3)]
    marking = Marking(rule="sites/x", scope="site", layout="1", marks={0: content}, scoped=True)
    found, kept = decide([story, *captions], [0.95] * 4, marking=marking, metadata=NEWS)
    assert (found.rule, found.stale) == ("sites/x", None)
    assert kept == [True, False, False, False]
