"""Doubted lines in which a story goes on."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.judge.continued import find_continued
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

LONG = "The keepers of the eastern lamp began to count the passing boats again after nine years without a single book."
LAST = (
    "On Friday the council fined three owners of boats, two of the town and one of the island, who said they would pay."
)
SHORT = "Boats of the bay"


def continued(doubted: str, behind: str = "", doubts: int = 1):
    """Whether the block after a paragraph stays, if all but it are sure."""
    found = segment_page(parse(f"<article><p>{LONG}</p>{doubted}{behind}</article>"))
    words = [len(block.text.split()) for block in found.blocks]
    return find_continued(found, [True] * len(words), [doubts], words) == [doubts]


@pytest.mark.parametrize("inside", [LAST, f"<a href=/x>{LAST}</a>"], ids=["text", "link"])
def test_a_sentence_behind_a_paragraph_goes_on(inside: str):
    assert continued(f"<p>{inside}</p>")


@pytest.mark.parametrize(
    "line", [f"<p>{SHORT}</p>", f"<p>{LAST[:-1]}</p>", f"<div><p>{LAST}</p><p>{LAST}</p></div>", f"<h2>{LAST}</h2>"]
)
def test_a_label_a_headline_or_another_box_does_not(line: str):
    assert not continued(line)


def test_a_line_between_two_paragraphs_stays():
    assert continued(f"<div class=n><label>{SHORT}</label></div>", f"<p>{LONG}</p>")
    assert not continued(f"<div class=n><label>{SHORT}</label></div>", f"<p>{SHORT}</p>")


@pytest.mark.parametrize("behind", [f"<p>{LONG}</p>", f"<h2>Steps</h2><p>{LONG}</p>"], ids=["paragraph", "heading"])
def test_a_list_between_what_stays_stays(behind: str):
    found = segment_page(parse(f"<article><p>{LONG}</p><ul><li>two lamps</li><li>rope</li></ul>{behind}</article>"))
    words = [len(block.text.split()) for block in found.blocks]
    doubted = [index for index, block in enumerate(found.blocks) if block.tag in {"li", "h2"}]
    assert {1, 2} <= set(find_continued(found, [True] * len(words), doubted, words))


def test_links_between_two_paragraphs_are_not_the_storys():
    items = "<ul><li><a href=/a>Two lamps</a></li><li><a href=/b>Rope</a></li></ul>"
    found = segment_page(parse(f"<article><p>{LONG}</p>{items}<p>{LONG}</p></article>"))
    words = [len(block.text.split()) for block in found.blocks]
    assert not find_continued(found, [True] * len(words), [1, 2], words)


def test_a_line_between_two_lines_of_its_kind_stays():
    assert continued(f"<p>{SHORT}</p>", "<p>Nets of the bay</p>")
    assert not continued(f"<p><a href=/x>{SHORT}</a></p>", "<p>Nets of the bay</p>")
    assert not continued(f"<p>{SHORT}</p>", "<div><p>Nets of the bay</p><p>Ropes</p></div>")


def test_a_last_paragraph_that_is_a_link_is_not_apart_from_the_story():
    story = "".join(f"<p>{LONG.replace('nine', number)}</p>" for number in ("two", "three", "four", "five", "six"))
    data = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Lamps"}</script>'
    html = f"<html lang=en><head><title>Lamps</title>{data}</head><body><article><h1>Lamps</h1>{story}"
    assert LAST in Cleaner(rules=None).clean(f"{html}<p><a href=/x><b>{LAST}</b></a></p></article></body></html>").text
