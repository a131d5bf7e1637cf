"""A story in the box that its buttons to share it begin."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.judge.aside import find_asides
from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.judge.features import Features
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

SENTENCE = "<p>The first fever of the winter came on Monday.</p>"
LINKED = "<p><a href='/n'>The first fever of the winter came on Monday.</a></p>"
LABEL = "<p>The first fever of the winter</p>"


def goes(body: str, *, category: str = "share", likely: float = 0.8, discussion: bool = False) -> bool:
    """Whether a box that begins with a phrase of this category goes."""
    segmentation = segment_page(parse(f"<body><div><p>Font size:</p>{body}</div>{'<h4>Keeper</h4>' * 9}</body>"))
    blocks = segmentation.blocks
    end = next(index for index, block in enumerate(blocks) if block.tag == "h4")
    sure = list(range(end, len(blocks)))
    features = Features(np.zeros((len(BLOCK_FEATURES), len(blocks)), np.float32), [], [8] * len(blocks))
    scores = Scores(np.full(len(blocks), likely), features, discussion=discussion)
    choice = Choice(segmentation, scores, [True] * len(blocks), [likely] * len(blocks), (), sure, {})
    return bool(find_asides(choice, [], {0: (end, category)}))


def test_paragraphs_in_a_row_are_the_story():
    assert not goes(SENTENCE * 3)


@pytest.mark.parametrize("body", [SENTENCE * 2, LINKED * 4, LABEL * 4], ids=["two", "linked", "labels"])
def test_fewer_links_and_labels_are_no_story(body: str):
    assert goes(body)


def test_a_box_of_comments_is_none():
    assert goes(SENTENCE * 3, category="comment form")


@pytest.mark.parametrize(("likely", "gone"), [(0.92, False), (0.8, True)])
def test_on_a_discussion_one_sure_sentence_is_a_post(likely: float, gone: bool):
    assert goes(SENTENCE, likely=likely, discussion=True) is gone
