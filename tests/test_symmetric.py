"""Trees of any shape come out as sums of symmetric ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.symmetric import MOST_QUESTIONS, Symmetric, Tree, as_symmetric, prune
from cleaner.judge.classify import LEAF_UNIT, Trees

COLUMNS = 4
LEAVES = st.integers(-4000, 4000).map(lambda units: units * LEAF_UNIT)
QUESTIONS = st.tuples(st.integers(0, COLUMNS - 1), st.sampled_from([-1.5, 0.0, 0.5, 3.0]))

ROWS = st.lists(st.sampled_from([-2.0, -1.5, 0.25, 0.5, 9.0]), min_size=COLUMNS, max_size=COLUMNS)


def grown(depth: int) -> st.SearchStrategy[Tree]:
    if not depth:
        return LEAVES
    below = st.deferred(lambda: grown(depth - 1))
    return LEAVES | st.builds(lambda question, low, high: (*question, low, high), QUESTIONS, below, below)


def walked(tree: Tree, row: list[float]) -> float:
    while isinstance(tree, tuple):
        feature, threshold, low, high = tree
        tree = high if row[feature] > threshold else low
    return tree


def evaluated(trees: list[Symmetric], row: list[float]) -> float:
    whole = Trees(
        feature=np.ascontiguousarray(np.asarray([tree.feature for tree in trees], np.intp).T),
        threshold=np.ascontiguousarray(np.asarray([tree.threshold for tree in trees], np.float32).T),
        leaves=np.asarray([tree.leaves for tree in trees], np.int16),
        bias=0.0,
    )
    return float(whole.score(np.asarray([row], np.float32).T)[0])


@given(grown(MOST_QUESTIONS), ROWS)
def test_the_sum_is_what_a_walk_down_the_tree_gives(tree: Tree, row: list[float]):
    assert evaluated(as_symmetric(tree, LEAF_UNIT), row) == pytest.approx(walked(tree, row), abs=1e-9)


def chain(questions: list[tuple[int, float]]) -> Tree:
    tree: Tree = 0.1
    for feature, threshold in questions:
        tree = (feature, threshold, -0.1, tree)
    return tree


def test_leaves_that_ask_about_the_same_share_a_tree():
    assert len(as_symmetric(chain([(at, 0.0) for at in range(6)]), LEAF_UNIT)) == 1


def test_a_condition_that_a_tighter_one_implies_takes_no_question():
    tree = chain([(0, float(border)) for border in range(9, 0, -1)])
    for value in (0.5, 4.5, 9.5):
        assert evaluated(as_symmetric(tree, LEAF_UNIT), [value]) == pytest.approx(walked(tree, [value]))


def test_more_conditions_than_a_symmetric_tree_has_questions_are_an_error():
    with pytest.raises(ValueError, match="7 conditions"):
        as_symmetric(chain([(at, 0.0) for at in range(7)]), LEAF_UNIT)


def test_leaves_beyond_six_conditions_become_their_mean():
    tree = (9, 0.0, 0.2, (8, 0.0, 0.4, 0.6))
    for feature in range(5):
        tree = (feature, 0.0, -0.1, tree)
    pruned = as_symmetric(prune(tree), LEAF_UNIT)
    assert evaluated(pruned, [1.0] * 10) == pytest.approx(0.5)
    assert evaluated(pruned, [1.0] * 9 + [-1.0]) == pytest.approx(0.2)


def test_a_tree_within_six_conditions_is_left_as_it_is():
    tree = chain([(at, 0.0) for at in range(6)])
    assert prune(tree) == tree
