"""The loose reading of a page, kept beside the article until somebody asks for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from cleaner.article.reading import read_blocks
from cleaner.model import Block

if TYPE_CHECKING:
    from cleaner.article.article import Article


class Beside(NamedTuple):
    """Blocks of the page that its loose reading is made of: a page has many more, which need not live on.

    Attributes:
        blocks: those of either reading, in the page's order, and what stood before those that hang on it.
        strict: for each whether the article has it.
        loose: for each whether the loose reading has it.
        probabilities: of each that it is content.
    """

    blocks: tuple[Block, ...]
    strict: tuple[bool, ...]
    loose: tuple[bool, ...]
    probabilities: tuple[float, ...]


def set_aside(
    blocks: Sequence[Block], keeps: Sequence[bool], further: Sequence[int], probabilities: Sequence[float]
) -> Beside:
    """What the loose reading needs.

    Args:
        blocks: of the page.
        keeps: for each block whether the strict reading has it.
        further: index of each block that only the loose reading keeps.
        probabilities: of each block that it is content.
    """
    mask = bytearray(keeps)
    for index in further:
        mask[index] = 1
    chosen = list(compress(range(len(blocks)), mask))
    loose = [True] * len(chosen)
    hanging = [index for index in chosen if blocks[index].continues and index and not mask[index - 1]]
    if hanging:
        wanted = bytes(mask)
        for index in hanging:
            before = index - 1
            while before >= 0 and not mask[before]:
                mask[before] = 1
                before = before - 1 if blocks[before].continues == "inline" else -1
        loose = [wanted[index] == 1 for index in compress(range(len(blocks)), mask)]
    return Beside(
        tuple(compress(blocks, mask)),
        tuple(compress(keeps, mask)),
        tuple(loose),
        tuple(compress(probabilities, mask)),
    )


def read_loosely(article: Article) -> Article:
    """The page's loose reading: the same but for blocks, probabilities and the places of pictures among the blocks."""
    beside = article.beside
    if beside is None:
        return article
    strict = read_blocks(beside.blocks, beside.strict).origins
    kept, origins = read_blocks(beside.blocks, beside.loose)
    # For each number of blocks of the strict reading, how many blocks of the loose one stand before the same place.
    # Where a notice was taken out of the strict reading, a picture's number may be larger than the number of its
    # blocks.
    places = [bisect_left(origins, first) for first in (0, *[origin + 1 for origin in strict])]
    pictures = [
        picture._replace(before=places[picture.before] if picture.before < len(places) else len(kept))
        for picture in article.pictures
    ]
    return replace(
        article,
        blocks=tuple(kept),
        probabilities=tuple([beside.probabilities[index] for index in origins]),
        pictures=tuple(pictures),
        beside=None,
    )
