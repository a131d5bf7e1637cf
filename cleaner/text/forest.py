"""Feature rows → probabilities, by the fitted trees in `data/lines.json`."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

Tree: TypeAlias = "tuple[int, float, Tree, Tree] | float"


@cache
def load_trees() -> tuple[Tree, ...]:
    """The trees, read once: (feature, threshold, branch when not above it, other branch), or a leaf's number."""
    held: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "lines.json").read_text("utf-8"))
    return tuple(map(_freeze, held["trees"]))


def _freeze(node: Any) -> Tree:  # noqa: ANN401 - JSON
    if isinstance(node, int | float):
        return float(node)
    return node[0], float(node[1]), _freeze(node[2]), _freeze(node[3])


def probability(row: list[float]) -> float:
    """Probability that the line with these features is content."""
    total = 0.0
    for tree in load_trees():
        node = tree
        while not isinstance(node, float):
            feature, threshold, low, high = node
            node = low if row[feature] <= threshold else high
        total += node
    return 1.0 / (1.0 + math.exp(-total))
