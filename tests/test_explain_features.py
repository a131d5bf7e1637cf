from __future__ import annotations

import pytest

from cleaner import Cleaner, pipeline
from cleaner.judge.explain_features import reasons

STORY = "The harbour board voted on Wednesday to lease the ferry to the islands, members said after the meeting. "
PAGE = f"""
<nav>Home News</nav><article><h1>Ferry</h1><p>{STORY * 2}</p><p>{STORY}{STORY}</p><p>{STORY}</p></article>
<div class="related-stories"><h3>Related stories</h3><p><a href=/a>Bridge opens</a></p></div><footer>Imprint</footer>
"""


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    trace = Cleaner(rules=None).trace(PAGE)
    return {block.text: decision.reason for block, decision in zip(trace.blocks, trace.decisions, strict=True)}


def test_every_decision_has_a_reason(told):
    assert all(told.values())


def test_an_area_is_named(told):
    assert told["Home News"] == "nav area"


def test_a_dropped_link_is_told_by_the_class_around_it(told):
    assert "class token 'related'" in told["Bridge opens"]


def test_a_kept_paragraph_is_told_by_what_speaks_for_it(told):
    reason = told[(STORY * 2).strip()]
    assert "link density around" not in reason
    assert "little prose" not in reason


def test_another_engine_is_named_as_the_judge():
    trace = Cleaner(rules=None).trace(PAGE)
    weights = trace.weights
    scores = pipeline.vote(trace.scores.features, [True] * len(trace.blocks))
    told = reasons(trace.segmentation, scores, [True] * len(trace.blocks), weights.blocks, weights.tokens)
    assert set(told) == {"in the engine's text"}


def test_asking_for_reasons_changes_no_decision():
    trace = Cleaner().trace(PAGE)
    assert [decision[:2] for decision in trace.decisions] == [verdict[:2] for verdict in trace.verdicts]
