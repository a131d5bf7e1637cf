"""Feature columns → probabilities, and the choice of blocks that promises the highest F1."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import BLOCK_FEATURES, PAGE_TYPES
from cleaner.judge.features import FEATURES, Features
from cleaner.model import Decider

if TYPE_CHECKING:
    from numpy import float32, float64, int16, intp
    from numpy.typing import NDArray

# Probability of an area taken in one piece (navigation, outer footer): of a sample of the pages that the trees were
# fitted on, 0.2 % of the content of news and 1.4 % of that of mixed pages lay there.
_AREA = 0.01
_VOTED = 0.9
# Log-odds taken off every block before the choice, for each type of page as far as the page is likely to be of it.
# Swept from -1.6 to 1 on pages of domains that the trees had not seen (two of five folds, 625 mixed pages, 107 of news
# by publishers, 394 of DAnIEL): articles' F1 .9605 at 0, .9618 at .5, .9594 at 1, while the stricter news rises up to 1
# and beyond; lists and collections .723 and .773 at -1, at most .707 and .741 at 0; services .8546 at 0, at most .849
# elsewhere; products, threads and manuals gained .008, .002 and .003 by .5. Since lists are told with less doubt, half
# of the lenience does as much: on 738 mixed pages -.3 to -.6 gave .001 and .002 more than -1.
CAUTION = {
    "article": 0.85, "listing": -0.5, "collection": -0.6, "product": 0.4, "forum": 0.4, "documentation": 0.4,
}  # fmt: skip
# A section of a manual is content as a whole or not at all: this part of a block's log-odds is the mean of its section,
# times the square root of the chance that the page is documentation. As a mean of two splits into folds, documentation
# gained an F1 of .0048 (standard error .0017; 40 pages better, 12 worse), other types nothing. By the same means no
# other type gained, and neither smaller units (parents, subsections) nor neighbours did as well.
_SHARED = 0.7
_SHARING_FROM = 0.1
_SECTION_LEVEL = 2
# What repeats stays on a page that is a manual by this chance: as a mean of two splits into folds, documentation gained
# an F1 of .0034, articles .0001.
_REPEATING_FROM = 0.2
# Pages that rather offer services or goods than not: what `cleaner.judge.label` lets go there.
_OFFER_FROM = 0.5
_DISCUSSION_FROM = 0.5
# A block with at least this link density gets no likelier by its section: a table of contents stands in the first one.
_LINKS = 0.8
# A block counts for no more words than this in the choice: of 1,755 pages 27 have a longer one, and none comes out
# differently, while beside one endless line nothing else on its page would count.
_MOST_WORDS = 2000
LEAF_UNIT = 1e-4
"""Log-odds that a leaf's 1 stands for: 1,600 leaves that are rounded to it are out by .001 in all."""
# What is said of the types of a page whose type nobody asked for: nothing.
_UNKNOWN: Mapping[str, float] = MappingProxyType({})
# Log-odds of surer blocks are cut, so that one of them does not outweigh its section.
_SUREST = 1e-4
_WORDS, _HEADING, _DOWN = FEATURES.index("words"), FEATURES.index("heading"), FEATURES.index("lca_down")
# The row of the columns that has the share of a block's characters that are linked.
_LINK_DENSITY = FEATURES.index("link_density")


@dataclass(frozen=True, slots=True)
class Trees:
    """Symmetric trees: each asks the same few questions on every path.

    A page is evaluated in a handful of array operations instead of a walk per block and tree; with question by
    question in one row, they take a quarter of the time that tree by tree would.

    Attributes:
        feature: column that each question reads, shape (depth, trees).
        threshold: the answer is yes above it, same shape.
        leaves: log-odds in units, shape (trees, 2 ** depth); the answer to question `d` is bit `d` of a leaf's number.
        bias: added to the sum, in log-odds.
        unit: of the leaves, in log-odds; whole numbers add up to the same on every machine, in any order.
        typical: median of each feature over the blocks that the trees were fitted on; reasons compare with it.
        forest: the same, prepared for the compiled loops, where those are there.
    """

    feature: NDArray[intp]
    threshold: NDArray[float32]
    leaves: NDArray[int16]
    bias: float
    unit: float = LEAF_UNIT
    typical: NDArray[float32] | None = None
    forest: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        compiled = load_columns()
        forest = compiled.Forest(self.feature, self.threshold, self.leaves) if compiled else None
        object.__setattr__(self, "forest", forest)

    def __reduce__(self) -> tuple[Callable[..., Trees], tuple[Any, ...]]:
        # The forest holds C memory; whoever unpickles the trees builds their own.
        return Trees, (self.feature, self.threshold, self.leaves, self.bias, self.unit, self.typical)

    def score(self, columns: NDArray[float32]) -> NDArray[float64]:
        """Log-odds of each block, from one column per feature."""
        import numpy as np

        if load_columns() is None:
            return self.sum_leaves(columns)
        found = np.empty(columns.shape[1])
        self.forest.sum_leaves(np.ascontiguousarray(columns), self.unit, self.bias, found)
        return found

    def sum_leaves(self, columns: NDArray[float32]) -> NDArray[float64]:
        """Log-odds of each block with numpy; `cleaner/judge/_forest.pxi` has the compiled twin."""
        import numpy as np

        depth, count = self.feature.shape
        asked = np.take(columns, self.feature.ravel(), axis=0)
        answers = (asked > self.threshold.reshape(-1, 1)).view(np.uint8).reshape(depth, count, columns.shape[1])
        leaf = answers[0].copy()
        for question in range(1, depth):
            leaf += answers[question] << question
        first_leaf = np.arange(count, dtype=np.intp)[:, None] << depth
        units = self.leaves.ravel().take(leaf + first_leaf).sum(axis=0, dtype=np.int64)
        found: NDArray[float64] = units * self.unit + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Scores:
    """For each block the probability that it is content, and who says so.

    Attributes:
        probabilities: of all blocks.
        features: they were told from.
        by: who told them.
        caution: log-odds that `choose` takes off every block.
        manual: the page may well be documentation, where steps and notes stand more than once.
        offer: the page rather offers services or goods, whose buttons and claims stand more than once.
        discussion: the page is rather a discussion than not, in which short posts are content.
    """

    probabilities: NDArray[float64]
    features: Features
    by: Decider = "heuristic"
    caution: float = 0.0
    manual: bool = False
    offer: bool = False
    discussion: bool = False


def classify(features: Features, trees: Trees, types: Mapping[str, float] = _UNKNOWN) -> Scores:
    """Evaluate the fitted trees on each row; areas taken in one piece get a small fixed probability.

    Args:
        features: of the page.
        trees: fitted on blocks.
        types: how likely the page is of each type, by name; none when nothing is known.
    """
    import numpy as np

    features = with_types(features, types)
    if features.fine and (compiled := load_columns()) is not None:
        probabilities = np.empty(len(features.words))
        compiled.classify(features.columns, trees, features.fine, _AREA, probabilities)
    else:
        probabilities = np.full(len(features.words), _AREA)
        if features.fine:
            probabilities[features.fine] = 1.0 / (1.0 + np.exp(-trees.sum_leaves(features.columns)))
    manual = types.get("documentation", 0.0)
    if features.fine and manual > _SHARING_FROM:
        share_evidence(probabilities, features, _SHARED * math.sqrt(manual))
    return Scores(
        probabilities,
        features,
        caution=caution_of(types),
        manual=manual > _REPEATING_FROM,
        offer=types.get("service", 0.0) + types.get("product", 0.0) > _OFFER_FROM,
        discussion=types.get("forum", 0.0) > _DISCUSSION_FROM,
    )


def with_types(features: Features, types: Mapping[str, float]) -> Features:
    """The features with `BLOCK_FEATURES`' last columns: how likely the page is of each type, the same for all blocks.

    Out of fold, 625 mixed pages of WCXB gained an F1 of .0029 by them and DAnIEL's news, left out as a whole, .0058,
    when sets of all sorts were fitted together: what counts as content on a list is none beside a story.
    """
    import numpy as np

    rows, count = features.columns.shape
    columns = np.empty((len(BLOCK_FEATURES), count), np.float32)
    columns[:rows] = features.columns
    columns[rows:] = np.asarray([types.get(name, 0.0) for name in PAGE_TYPES], np.float32)[:, None]
    return Features(columns, features.fine, features.words, features.families)


def caution_of(types: Mapping[str, float]) -> float:
    """Log-odds to be taken off the blocks of a page, from how likely it is of each type."""
    return sum(weight * types.get(name, 0.0) for name, weight in CAUTION.items())


def share_evidence(probabilities: NDArray[float64], features: Features, share: float) -> None:
    """Draw the blocks of each section towards their mean, in place.

    A section begins at a heading of the first or second level; its blocks inside the page's main container and those
    outside, such as a table of contents, are apart. Nothing makes links likelier.

    Args:
        probabilities: of all blocks.
        features: of the same page, with at least one fine block.
        share: of the mean in what a block's log-odds become, 0 to 1.
    """
    import numpy as np

    columns = features.columns
    own = np.clip(probabilities[features.fine], _SUREST, 1 - _SUREST)
    log_odds = np.log(own / (1 - own))
    headings, words = columns[_HEADING], columns[_WORDS].astype(np.float64)
    section = 2 * np.cumsum((headings > 0) & (headings <= _SECTION_LEVEL)) + (columns[_DOWN] == 0)
    held = np.bincount(section, words)
    mean = np.bincount(section, words * log_odds) / np.maximum(held, 1.0)
    change = share * (mean[section] - log_odds)
    change[(columns[_LINK_DENSITY] > _LINKS) & (change > 0)] = 0
    log_odds += change
    probabilities[features.fine] = 1.0 / (1.0 + np.exp(-log_odds))


def vote(features: Features, votes: list[bool]) -> Scores:
    """Another engine's votes as scores: it gives no probabilities, so all its blocks are equally likely."""
    import numpy as np

    return Scores(np.where(votes, _VOTED, _AREA), features, "trafilatura")


def choose(probabilities: Sequence[float], words: list[int], caution: float = 0.0) -> tuple[list[bool], float]:
    """Choose the blocks with the highest expected F1 over words, and tell that expectation.

    With the blocks sorted by probability, each prefix has the expected F1 of about 2·Σpw / (Σw kept + Σpw of all);
    the best prefix is taken. What it promises is the page's confidence.

    Args:
        probabilities: of each block.
        words: of each block; of one with more than two thousand, two thousand count.
        caution: log-odds by which the probabilities are lowered for the choice, not for the promise; below 0 raised.

    Returns:
        For each block whether it is kept; and the expected F1, 0 when there is no word.
    """
    kept, promised, _, _ = choose_both(list(probabilities), words, caution)
    return kept, promised


def choose_both(
    probabilities: list[float], words: list[int], caution: float
) -> tuple[list[bool], float, list[bool], list[int]]:
    """The choice with caution and without it.

    Args:
        probabilities: of each block.
        words: of each block.
        caution: as for `choose`.

    Returns:
        What `choose` gives; for each block whether it would be kept without caution; and the index of each block that
        is left out only because of caution.
    """
    compiled = load_columns()
    if compiled is not None:
        found: tuple[list[bool], float, list[bool], list[int]]
        found = compiled.choose(probabilities, words, caution, _MOST_WORDS)
        return found
    words = [min(count, _MOST_WORDS) for count in words]
    if not any(words):
        return [False] * len(words), 0.0, [False] * len(words), []
    kept, promised = best_prefix(probabilities, words, caution)
    plain, _ = best_prefix(probabilities, words)
    return kept, promised, plain, [index for index, bold in enumerate(plain) if bold and not kept[index]]


def best_prefix(probabilities: Sequence[float], words: list[int], caution: float = 0.0) -> tuple[list[bool], float]:
    """What `choose` gives, with numpy; `cleaner/judge/_choice.pxi` has the compiled twin."""
    import numpy as np

    likely = np.asarray(probabilities, dtype=np.float64)
    weight = np.asarray(words, dtype=np.float64)
    order = np.argsort(-likely, kind="stable")
    ranked, weight = likely[order], weight[order]
    kept = np.cumsum(weight)
    hits = np.cumsum(ranked * weight)
    wary = np.cumsum(ranked / (ranked + (1 - ranked) * math.exp(caution)) * weight) if caution else hits
    best = int(np.argmax(2 * wary / (kept + wary[-1])))
    chosen = np.zeros(len(words), dtype=bool)
    chosen[order[: best + 1]] = True
    return chosen.tolist(), float(2 * hits[best] / (kept[best] + hits[-1]))
