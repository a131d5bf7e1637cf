"""Blocks → feature columns: what the classifier sees of each block, computed from one walk's output."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import FEATURES, OWN, PROSE_LINKS, PROSE_WORDS
from cleaner.judge.features.boxes import read_boxes
from cleaner.judge.features.order import read_order
from cleaner.judge.features.own import folded, read_own
from cleaner.judge.features.page import declared_kind, read_page, url_shape
from cleaner.lexicon.class_families import FAMILIES, family_bits
from cleaner.lexicon.tokens import TokenOdds
from cleaner.lexicon.words import count_words
from cleaner.page.blocks_and_boxes import CLASSES, IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32
    from numpy.typing import NDArray

    from cleaner.model import Metadata
    from cleaner.page.blocks_and_boxes import Segmentation

__all__ = ["FEATURES", "Features", "read_features"]


@dataclass(slots=True)
class Features:
    """A column for each feature, with an entry for each block that is not an area taken in one piece.

    Attributes:
        columns: shape (len(FEATURES), fine blocks).
        fine: index of the block that each entry of a column is about.
        words: words of every block.
        families: for each of `cleaner.lexicon.class_families` the share of the page's boxes that are called so.
    """

    columns: NDArray[float32]
    fine: list[int]
    words: list[int]
    families: Sequence[float] = ()


def read_features(segmentation: Segmentation, metadata: Metadata, url: str | None, odds: TokenOdds) -> Features:
    """Compute the columns of `FEATURES` for the fine blocks.

    Args:
        segmentation: the page's blocks and boxes.
        metadata: for title, description and what the page says it is.
        url: where it came from; its shape tells stories from fronts.
        odds: log-odds of class tokens and of the words of short lines.
    """
    import numpy as np

    fine = list(compress(range(len(segmentation.coarse)), map(not_, segmentation.coarse)))
    if fine and (compiled := load_columns()) is not None:
        columns = np.empty((len(FEATURES), len(fine)), np.float32)
        stated = (declared_kind(metadata.declared_types), *url_shape(url or ""))
        titles = folded(metadata.title), folded(metadata.description)
        called = np.zeros(len(FAMILIES))
        words = compiled.fill(columns, called, segmentation, fine, *titles, stated, odds)
        return Features(columns, fine, words, (called / len(segmentation.boxes.opened)).tolist())
    return read_columns(segmentation, fine, metadata, url, odds)


def read_columns(
    segmentation: Segmentation, fine: list[int], metadata: Metadata, url: str | None, odds: TokenOdds
) -> Features:
    """The features of the page with numpy; `cleaner/judge/_columns.pyx` is the compiled twin."""
    import numpy as np

    blocks, coarse = segmentation.blocks, segmentation.coarse
    words = [count_words(block.text) for block in blocks]
    if not fine:
        return Features(np.zeros((len(FEATURES), 0), np.float32), fine, words, [0.0] * len(FAMILIES))
    own = read_own(segmentation, words, metadata, odds)
    count = np.asarray(words, dtype=np.float64)
    links = count * own[OWN["link_density"]]
    sure = (count >= PROSE_WORDS) & (links < PROSE_LINKS * count) & ~np.asarray(coarse)
    columns = [
        own,
        read_boxes(segmentation, odds, count, links, sure),
        read_order(segmentation, own, count, links, sure),
        read_page(url, metadata, segmentation, count, links, sure),
    ]
    families = _count_families(segmentation)
    return Features(np.concatenate(columns)[:, fine].astype(np.float32), fine, words, families)


def _count_families(segmentation: Segmentation) -> list[float]:
    """For each family of names the share of the boxes that are called so; the page itself is called nothing."""
    opened = segmentation.boxes.opened
    bits = [family_bits(box[CLASSES]) | family_bits(box[IDENTIFIER]) for box in opened[1:]]
    return [sum(called >> number & 1 for called in bits) / len(opened) for number in range(len(FAMILIES))]
