"""Paragraphs of the story's box that the choice left out come back where they are parts of a run of prose."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS

from cleaner.judge.prose_runs import keep_runs
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

STORY = "".join(PARAGRAPHS)
DOUBTED = "<p>Doubted: any claim that the keepers bring against the bay is heard by the council of the bay.</p>"
LABEL = "<p>Doubted: any claim that the keepers bring against the bay is heard by the council</p>"
LINKED = "<p>Doubted: any claim that the keepers bring against <a href='/b'>the bay</a> is heard by the council.</p>"


def brought_back(body: str, likely: float = 0.4, *, phrases: tuple[int, ...] = ()) -> int:
    """How many blocks stay of those that begin with "Doubted", are so likely, and were not chosen."""
    segmentation = segment_page(parse(f"<body><article>{body}</article><p>Footer.</p></body>"))
    blocks = segmentation.blocks
    doubted = [block.text.startswith("Doubted") for block in blocks]
    kept = [not doubt and not block.text.startswith("Footer") for doubt, block in zip(doubted, blocks, strict=True)]
    words = [len(block.text.split()) for block in blocks]
    sure = [index for index, stays in enumerate(kept) if stays]
    probabilities = [likely if doubt else 0.9 for doubt in doubted]
    found = keep_runs(segmentation, words, kept, probabilities, sure, phrases)
    assert found == {index for index, doubt in enumerate(doubted) if doubt and kept[index]}
    return len(found)


def test_a_doubted_paragraph_between_others_stays():
    assert brought_back(STORY + DOUBTED + STORY) == 1


@pytest.mark.parametrize("paragraph", [LABEL, LINKED], ids=["label", "linked"])
def test_what_is_no_sentence_or_has_links_goes(paragraph: str):
    assert brought_back(STORY + paragraph + STORY) == 0


def test_a_stock_phrase_goes():
    assert brought_back(STORY + DOUBTED + STORY, phrases=(len(PARAGRAPHS),)) == 0


def test_what_is_unlikely_goes():
    assert brought_back(STORY + DOUBTED + STORY, 0.1) == 0


def test_a_paragraph_in_a_box_of_its_own_goes():
    assert brought_back(f"{STORY}<div class='note'><h3>Rules</h3>{DOUBTED}</div>{STORY}") == 0


@pytest.mark.parametrize(("many", "stay"), [(1, 0), (8, 8)], ids=["a note", "a tail"])
def test_a_long_tail_stays_and_a_note_behind_the_story_goes(many: int, stay: int):
    assert brought_back(STORY + DOUBTED * many, 0.1) == stay
