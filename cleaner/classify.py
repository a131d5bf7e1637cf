"""Feature columns → probabilities, and the choice of blocks that promises the highest F1."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.features import FEATURES, Features
from cleaner.native import load_columns

if TYPE_CHECKING:
    from numpy import float32, float64, intp
    from numpy.typing import NDArray

# Probability of an area taken in one piece (navigation, outer footer): of a sample of the pages that the trees were
# fitted on, 0.2 % of the content of news and 1.4 % of that of mixed pages lay there.
_AREA = 0.01
_VOTED = 0.9
# Log-odds taken off every block of an article before the choice. The trees judge all kinds of pages, and most want more
# than a story's body. Out of fold, on pages told to be articles, subheads left alone, .6 gave news an F1 of .0013 and a
# precision of .0034 to .0042 more, mixed pages the same as before. For other kinds no figure gained on several fits.
CAUTION = {"article": 0.6}


@dataclass(frozen=True, slots=True)
class Trees:
    """Symmetric trees: each asks the same few questions on every path.

    A page is evaluated in a handful of array operations instead of a walk per block and tree; with question by
    question in one row, they take a quarter of the time that tree by tree would.

    Attributes:
        feature: column that each question reads, shape (depth, trees).
        threshold: the answer is yes above it, same shape.
        leaves: log-odds, shape (trees, 2 ** depth); the answer to question `d` is bit `d` of a leaf's number.
        bias: added to the sum.
        typical: median of each feature over the blocks that the trees were fitted on; reasons compare with it.
    """

    feature: NDArray[intp]
    threshold: NDArray[float32]
    leaves: NDArray[float32]
    bias: float
    typical: NDArray[float32] | None = None

    def score(self, columns: NDArray[float32]) -> NDArray[float64]:
        """Log-odds of each block, from one column per feature."""
        import numpy as np

        compiled = load_columns()
        if compiled is None:
            return self.sum_leaves(columns)
        found = np.empty(columns.shape[1])
        compiled.score(np.ascontiguousarray(columns), self.threshold, self.feature, self.leaves, self.bias, found)
        return found

    def sum_leaves(self, columns: NDArray[float32]) -> NDArray[float64]:
        """The same with numpy; `cleaner/native/columns.pyx` has its compiled twin."""
        import numpy as np

        depth, count = self.feature.shape
        asked = np.take(columns, self.feature.ravel(), axis=0)
        answers = (asked > self.threshold.reshape(-1, 1)).view(np.uint8).reshape(depth, count, columns.shape[1])
        leaf = answers[0].copy()
        for question in range(1, depth):
            leaf += answers[question] << question
        first_leaf = np.arange(count, dtype=np.intp)[:, None] << depth
        found: NDArray[float64] = self.leaves.ravel().take(leaf + first_leaf).sum(axis=0, dtype=np.float64) + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Scores:
    """For each block the probability that it is content, and who says so; `caution` is what `choose` takes."""

    probabilities: NDArray[float64]
    features: Features
    by: str = "heuristic"
    caution: float = 0.0


def classify(features: Features, trees: Trees | None = None, page_type: str | None = None) -> Scores:
    """Evaluate the fitted trees on each row; areas taken in one piece get a small fixed probability."""
    import numpy as np

    trees = trees or bundled_trees()
    caution = CAUTION.get(page_type or "", 0.0)
    if features.fine and (compiled := load_columns()) is not None:
        found = np.empty(len(features.words))
        compiled.classify(features.columns, trees, features.fine, _AREA, found)
        return Scores(found, features, caution=caution)
    probabilities = np.full(len(features.words), _AREA)
    if features.fine:
        log_odds = trees.sum_leaves(features.columns)
        probabilities[features.fine] = 1.0 / (1.0 + np.exp(-log_odds))
    return Scores(probabilities, features, caution=caution)


def vote(features: Features, votes: list[bool]) -> Scores:
    """Another engine's votes as scores: it gives no probabilities, so all its blocks are equally likely."""
    import numpy as np

    return Scores(np.where(votes, _VOTED, _AREA), features, "trafilatura")


def choose(probabilities: NDArray[float64], words: list[int], caution: float = 0.0) -> tuple[list[bool], float]:
    """Choose the blocks with the highest expected F1 over words, and tell that expectation.

    With the blocks sorted by probability, each prefix has the expected F1 of about 2·Σpw / (Σw kept + Σpw of all);
    the best prefix is taken. What it promises is the page's confidence.

    Args:
        probabilities: of each block.
        words: of each block.
        caution: log-odds by which the probabilities are lowered for the choice, not for the promise.

    Returns:
        For each block whether it is kept; and the expected F1, 0 when there is no block.
    """
    if not words:
        return [], 0.0
    compiled = load_columns()
    if compiled is None:
        return best_prefix(probabilities, words, caution)
    found: tuple[list[bool], float] = compiled.choose(probabilities, words, caution)
    return found


def best_prefix(probabilities: NDArray[float64], words: list[int], caution: float = 0.0) -> tuple[list[bool], float]:
    """The same with numpy; `cleaner/native/columns.pyx` has its compiled twin."""
    import numpy as np

    weight = np.asarray(words, dtype=np.float64)
    order = np.argsort(-probabilities, kind="stable")
    ranked, weight = probabilities[order], weight[order]
    kept = np.cumsum(weight)
    hits = np.cumsum(ranked * weight)
    wary = np.cumsum(ranked / (ranked + (1 - ranked) * math.exp(caution)) * weight) if caution else hits
    best = int(np.argmax(2 * wary / (kept + wary[-1])))
    chosen = np.zeros(len(words), dtype=bool)
    chosen[order[: best + 1]] = True
    return chosen.tolist(), float(2 * hits[best] / (kept[best] + hits[-1]))


@cache
def bundled_trees() -> Trees:
    """The trees shipped with the package."""
    return read_trees(Path(__file__).parent / "data" / "trees.json")


def read_trees(path: Path) -> Trees:
    """Read trees from a data file as `bench.fit` writes it."""
    import numpy as np

    data = json.loads(path.read_text("utf-8"))
    if data["features"] != list(FEATURES):
        raise RuntimeError(f"{path.name} was fitted on other features; run python -m bench.fit")
    trees = data["trees"]
    return Trees(
        feature=np.ascontiguousarray(np.asarray([tree["feature"] for tree in trees], dtype=np.intp).T),
        threshold=np.ascontiguousarray(np.asarray([tree["threshold"] for tree in trees], dtype=np.float32).T),
        leaves=np.asarray([tree["leaves"] for tree in trees], dtype=np.float32),
        bias=float(data["bias"]),
        typical=np.asarray(data["typical"], dtype=np.float32),
    )
