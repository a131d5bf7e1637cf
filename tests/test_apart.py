"""What stands before or behind the story, doubtful as a whole, and apart from it or all links."""

from __future__ import annotations

import numpy as np
import pytest
from stories import PARAGRAPHS

from cleaner.judge.apart import stand_apart
from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import BLOCK_FEATURES, PAGE_TYPES
from cleaner.judge.features import Features
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

STORY = f"<article>{''.join(PARAGRAPHS)}</article>"
PLAIN = "<p>Teaser: the mayor of the lower town has read all of the letters</p>"
LINKED = "<p><a href='/n'>Teaser: the mayor of the lower town has read all letters</a></p>"
BUTTON = "<div>Button</div>"


def left_out(body: str, *, likely: float = 0.5, kind: str = "article") -> int:
    """How many blocks go, when what begins with "Teaser" is so likely, and no button was chosen."""
    segmentation = segment_page(parse(f"<body><div>{body}</div></body>"))
    blocks = segmentation.blocks
    probabilities = [likely if block.text.startswith("Teaser") else 0.95 for block in blocks]
    columns = np.zeros((len(BLOCK_FEATURES), len(blocks)), np.float32)
    columns[len(BLOCK_FEATURES) - len(PAGE_TYPES) + PAGE_TYPES.index(kind)] = 0.9
    features = Features(columns, list(range(len(blocks))), [len(block.text.split()) for block in blocks])
    kept = [block.text != "Button" for block in blocks]
    sure = [index for index, block in enumerate(blocks) if kept[index] and not block.text.startswith("Teaser")]
    choice = Choice(segmentation, Scores(np.asarray(probabilities), features), kept, probabilities, (), sure, {})
    out = stand_apart(choice, ())
    assert all(blocks[index].text.startswith("Teaser") for index in out)
    return len(out)


@pytest.mark.parametrize("kind", ["article", "listing"])
def test_doubtful_lines_far_below_the_story_go(kind: str):
    assert left_out(STORY + BUTTON * 2 + PLAIN * 3, kind=kind) == 3


def test_doubtful_lines_right_below_the_story_stay():
    assert left_out(STORY + PLAIN * 3) == 0


def test_links_right_below_the_story_go():
    assert left_out(STORY + LINKED * 3) == 3


def test_links_above_the_story_go():
    assert left_out(LINKED * 3 + STORY) == 3


def test_a_lead_above_the_story_stays():
    assert left_out(LINKED * 3 + BUTTON * 4 + STORY, likely=0.65) == 0


def test_likely_lines_far_below_the_story_stay():
    assert left_out(STORY + BUTTON * 2 + PLAIN * 3, likely=0.7) == 0


def test_a_list_with_more_words_than_its_paragraphs_stays():
    assert left_out(STORY + BUTTON * 2 + PLAIN * 40, kind="listing") == 0


def test_on_offers_all_stay():
    assert left_out(STORY + BUTTON * 2 + LINKED * 3, kind="product") == 0


def test_posts_far_below_the_first_one_stay():
    assert left_out(STORY + BUTTON * 2 + PLAIN * 3, kind="forum") == 0
