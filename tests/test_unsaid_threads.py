"""A piece of news with comments below it that is taken for a thread."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.judge.classify import Scores, with_types
from cleaner.judge.feature_columns import PAGE_TYPES
from cleaner.judge.features import read_features
from cleaner.judge.unsaid_threads import heed_story
from cleaner.model import Metadata

CLEANER = Cleaner(rules=None)
LONG = "The crane on the north quay lifts its last barrel this week, and forty people have come to watch it go."
FIRST, SECOND = f"<p>{LONG}</p>", f"<p>{LONG.replace('week', 'year')}</p>"
COMMENT = "<div class=says><p>I never liked that crane, and neither did my uncle, who oiled it for years.</p></div>"


def told(body: str, sure: int, *, thread: bool = False, **odds: float) -> str:
    """The likeliest type of a page whose first blocks are sure, once it is asked whether it is a story."""
    types = dict.fromkeys(PAGE_TYPES, 0.0) | odds
    trace = CLEANER.trace(f"<html><body><main>{body}</main></body></html>")
    assert trace.segmentation is not None
    features = read_features(trace.segmentation, Metadata(), None, CLEANER.weights.tokens)
    likely = np.asarray([0.9 if index < sure else 0.4 for index in range(len(trace.blocks))])
    scores = Scores(likely, with_types(features, types))
    found, _ = heed_story(types, scores, trace.segmentation, features, CLEANER.weights.blocks, thread=thread)
    return max(found, key=lambda name: found[name])


def test_a_doubtful_thread_that_begins_with_paragraphs_side_by_side_is_a_story():
    assert told(f"<div>{FIRST}{SECOND}</div>{COMMENT * 3}", 2, forum=0.4, article=0.35) == "article"


def test_a_sure_thread_on_which_nothing_answers_is_a_story_as_well():
    assert told(f"<div>{FIRST}{SECOND}</div>", 2, forum=0.7, article=0.3) == "article"


@pytest.mark.parametrize("body", [f"<div>{FIRST}</div><div>{SECOND}</div>", f"<div>{FIRST}</div>{COMMENT}"])
def test_posts_that_are_apart_stay_a_thread(body: str):
    assert told(body, 2, forum=0.4, article=0.35) == "forum"


def test_other_types_stay_what_they_are():
    assert told(f"<div>{FIRST}{SECOND}</div>", 2, listing=0.5, article=0.35) == "listing"


def test_a_page_that_says_it_is_a_thread_is_one():
    assert told(f"<div>{FIRST}{SECOND}</div>", 2, thread=True, forum=0.4, article=0.35) == "forum"
