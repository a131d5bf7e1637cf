"""Feature rows → probabilities, by the fitted trees in `data/lines.json`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

Tree: TypeAlias = "tuple[int, float, Tree, Tree] | float"


def freeze(node: Any) -> Tree:  # noqa: ANN401 - JSON
    """A tree of a data file: (feature, threshold, branch when not above it, other branch), or a leaf's number."""
    if isinstance(node, int | float):
        return float(node)
    return node[0], float(node[1]), freeze(node[2]), freeze(node[3])


def probability(row: list[float], trees: Sequence[Tree]) -> float:
    """Probability that the line with these features is content."""
    total = 0.0
    for tree in trees:
        node = tree
        while not isinstance(node, float):
            feature, threshold, low, high = node
            node = low if row[feature] <= threshold else high
        total += node
    return 1.0 / (1.0 + math.exp(-total))
