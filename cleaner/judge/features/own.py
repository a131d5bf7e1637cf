"""What a block is by itself: its words, links, punctuation, phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import (
    HEADING_LEVEL,
    OTHER_PHRASE,
    OTHER_TAG,
    OWN,
    OWN_FEATURES,
    PHRASE_RANK,
    PHRASE_WORDS,
    SENTENCE_END,
    SHORT_WORDS,
    TAG_RANK,
)
from cleaner.lexicon import phrase_category

if TYPE_CHECKING:
    from numpy import float32, float64
    from numpy.typing import NDArray

    from cleaner.lexicon.tokens import TokenOdds
    from cleaner.model import Block, Metadata
    from cleaner.page.blocks_and_boxes import Segmentation


def is_phrase(text: str, category: str) -> bool:
    """Whether a text consists of a stock phrase of this category, one of those that have a rank."""
    compiled = load_columns()
    if compiled is None:
        return phrase_category(text) == category
    rank: float = compiled.phrase_rank(text)
    return rank == PHRASE_RANK[category] and (rank != OTHER_PHRASE or phrase_category(text) == category)


def phrase_ranks(columns: NDArray[float32], fine: list[int]) -> dict[int, int]:
    """Rank of the stock phrase of each block that is one, by index.

    Args:
        columns: of the page's features.
        fine: index of the block that each entry of a column is about.
    """
    compiled = load_columns()
    if compiled is not None:
        found: dict[int, int] = compiled.phrase_ranks(columns, fine)
        return found
    ranks = columns[OWN["phrase"]]
    return {fine[place]: int(ranks[place]) for place in ranks.nonzero()[0].tolist()}


def folded(text: str | None) -> str:
    """A title or description as it is compared with blocks."""
    return " ".join((text or "").lower().split())


def read_own(segmentation: Segmentation, words: list[int], metadata: Metadata, odds: TokenOdds) -> NDArray[float64]:
    """Columns of `OWN_FEATURES` for all blocks; all zeros but the link density for areas taken in one piece."""
    import numpy as np

    title, summary = folded(metadata.title), folded(metadata.description)
    # An area is navigation, a banner, a footer: links.
    nothing = tuple(float(name == "link_density") for name in OWN_FEATURES)
    rows = [
        nothing if area else _row(block, count, title, summary, odds)
        for block, count, area in zip(segmentation.blocks, words, segmentation.coarse, strict=True)
    ]
    return np.ascontiguousarray(np.array(rows, dtype=np.float64).T)


def _row(block: Block, words: int, title: str, summary: str, odds: TokenOdds) -> tuple[float, ...]:
    text, tag, runs = block.text, block.tag, block.runs
    last = text[-1]
    (_, _, first_style), (_, _, last_style) = runs[0], runs[-1]
    same = begins = phrase = 0
    text_odds = 0.0
    if words <= PHRASE_WORDS:
        if category := phrase_category(text):
            phrase = PHRASE_RANK.get(category, OTHER_PHRASE)
        lower = text.lower()
        if words <= SHORT_WORDS:
            text_odds = odds.of_text(lower)
        if len(text) <= 2 * len(title) + 20:
            same = _alike(lower, title)
        begins = _begins(lower, summary)
    return (
        words,
        _link_density(runs, len(text)),
        2 if last in SENTENCE_END else 1 if last in ",;" else 0,
        TAG_RANK.get(tag, OTHER_TAG),
        HEADING_LEVEL.get(tag, 0),
        block.hidden,
        phrase,
        first_style != 0 and last_style != 0,
        text_odds,
        same,
        begins,
    )


def _link_density(runs: tuple[tuple[str, str, int], ...], size: int) -> float:
    if len(runs) == 1:
        ((_, href, _),) = runs
        return 1.0 if href else 0.0
    return min(1.0, sum([len(text) for text, href, _ in runs if href]) / size)


def _alike(text: str, title: str) -> int:
    return 2 if text == title else 1 if title and len(text) > 3 and (text in title or title in text) else 0


def _begins(text: str, summary: str) -> int:
    if len(summary) < 30 or text[:30] != summary[:30]:
        return 0
    return 2 if text == summary else 1
