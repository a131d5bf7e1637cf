"""Trees of any shape as sums of symmetric ones, which is what `cleaner.judge.classify.Trees` evaluates.

A leaf counts where every condition on its path holds, and a symmetric tree whose questions hold those conditions can
say so: its leaf for just these answers gets the number, all its other leaves get 0. Leaves that ask about the same few
things share a tree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

Tree: TypeAlias = "tuple[int, float, Tree, Tree] | float"
"""(feature, threshold, branch when the feature is at most the threshold, other branch), or a leaf's number."""
Question: TypeAlias = tuple[int, float]
Bounds: TypeAlias = dict[int, tuple[float, float]]
"""What values of a feature lead to a place in a tree: above the first number, up to the second."""
MOST_QUESTIONS = 6
"""Of a symmetric tree; the compiled loops look a leaf up among 64."""


class Symmetric(NamedTuple):
    """One tree that asks the same questions on every path.

    Attributes:
        feature: column that each question reads.
        threshold: the answer is yes above it.
        leaves: whole units, 2 to the power of the number of questions; the answer to question `d` is bit `d` of a
            leaf's number.
    """

    feature: list[int]
    threshold: list[float]
    leaves: list[int]


class _Path(NamedTuple):
    """What must hold for a leaf to count: the answer to each question."""

    answers: dict[Question, bool]
    value: float


def as_symmetric(tree: Tree, unit: float) -> list[Symmetric]:
    """Symmetric trees whose sum is the tree, for every row.

    Args:
        tree: of any shape, with at most six conditions on the way to a leaf, those counted out that others imply.
        unit: of the symmetric trees' leaves; the tree's own are rounded to it.

    Raises:
        ValueError: the way to a leaf has more conditions.
    """
    shared: list[tuple[dict[Question, None], list[_Path]]] = []
    for path in _paths(tree, {}):
        if len(path.answers) > MOST_QUESTIONS:
            raise ValueError(f"{len(path.answers)} conditions on the way to a leaf, more than {MOST_QUESTIONS}")
        fits = [held for held in shared if len(held[0].keys() | path.answers.keys()) <= MOST_QUESTIONS]
        if not fits:
            fits = [({}, [])]
            shared += fits
        # The tree that needs the fewest further questions.
        questions, paths = min(fits, key=lambda held: len(path.answers.keys() - held[0].keys()))
        questions.update(dict.fromkeys(path.answers))
        paths.append(path)
    return [_table(list(questions), paths, unit) for questions, paths in shared]


def prune(tree: Tree) -> Tree:
    """The tree, with a leaf of their mean in place of leaves that lie beyond six conditions."""
    return _prune(tree, {})


def _prune(tree: Tree, bounds: Bounds) -> Tree:
    if not isinstance(tree, tuple):
        return tree
    feature, threshold, no, yes = tree
    below = _halves(bounds, feature, threshold)
    if any(len(_answers(half)) > MOST_QUESTIONS for half in below):
        leaves = [path.value for path in _paths(tree, bounds)]
        return sum(leaves) / len(leaves)
    return feature, threshold, _prune(no, below[0]), _prune(yes, below[1])


def _paths(tree: Tree, bounds: Bounds) -> Iterator[_Path]:
    """Each leaf that some row can reach, with the tightest conditions on the way."""
    if not isinstance(tree, tuple):
        yield _Path(_answers(bounds), tree)
        return
    feature, threshold, *branches = tree
    for branch, half in zip(branches, _halves(bounds, feature, threshold), strict=True):
        low, high = half[feature]
        if low < high:
            yield from _paths(branch, half)


def _halves(bounds: Bounds, feature: int, threshold: float) -> tuple[Bounds, Bounds]:
    """What holds of the rows that answer no, and of those that answer yes."""
    low, high = bounds.get(feature, (-math.inf, math.inf))
    return {**bounds, feature: (low, min(high, threshold))}, {**bounds, feature: (max(low, threshold), high)}


def _answers(bounds: Bounds) -> dict[Question, bool]:
    above = {(feature, low): True for feature, (low, _) in bounds.items() if low > -math.inf}
    up_to = {(feature, high): False for feature, (_, high) in bounds.items() if high < math.inf}
    return above | up_to


def _table(questions: list[Question], paths: list[_Path], unit: float) -> Symmetric:
    """The leaves by number; a tree of fewer than six questions asks its first one again."""
    asked = questions or [(0, 0.0)]
    leaves = []
    for number in range(2**MOST_QUESTIONS):
        said = {question: bool(number >> bit & 1) for bit, question in enumerate(asked)}
        counts = [path for path in paths if all(said[question] == answer for question, answer in path.answers.items())]
        leaves.append(sum(round(path.value / unit) for path in counts))
    padded = asked + [asked[0]] * (MOST_QUESTIONS - len(asked))
    return Symmetric([feature for feature, _ in padded], [threshold for _, threshold in padded], leaves)
