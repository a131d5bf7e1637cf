"""Blocks of a page and which of them stay → the blocks as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from cleaner.article.edit_block import as_read, edited
from cleaner.article.melted_parts import part_words
from cleaner.article.written_tex import over_breaks
from cleaner.model import Block


class Reading(NamedTuple):
    """The blocks of an article.

    Attributes:
        blocks: the blocks as they are read.
        origins: for each its index in the page, in ascending order; the first index, where it was joined from several.
    """

    blocks: list[Block]
    origins: list[int]


def read_blocks(blocks: Sequence[Block], keeps: Sequence[bool]) -> Reading:
    """The blocks of the article."""
    found = _read(blocks, keeps)
    part_words(found.blocks, blocks)
    return found


def _read(blocks: Sequence[Block], keeps: Sequence[bool]) -> Reading:
    """The blocks of the article before blanks are put between parts of lines (`part_words`)."""
    kept: list[Block] = []
    origins: list[int] = []
    differs = edited(blocks, keeps)
    staying = list(compress(blocks, keeps))
    if True not in differs and not any(map(attrgetter("continues"), staying)):
        return Reading(staying, list(compress(range(len(blocks)), keeps)))  # as of most pages
    joined_to = -1
    for at in compress(range(len(blocks)), keeps):
        block = blocks[at]
        if not (block.continues or differs[at]):  # as most
            kept.append(block)
            origins.append(at)
            continue
        if at <= joined_to:
            continue
        origin, differs_here, hangs = at, differs[at], bool(block.continues) and _hangs(blocks, keeps, at)
        if block.continues == "line" and hangs and (whole := over_breaks(blocks, keeps, at)) is not None:
            kept.pop()
            origin = origins.pop()
            block, joined_to = whole
            differs_here = True
        # Where the beginning of a line was dropped, the rest of it begins a paragraph.
        if block.continues and not hangs:
            block = block._replace(continues="")
        found = as_read(block) if differs_here else block
        if found is not None:
            kept.append(found)
            origins.append(origin)
    return Reading(kept, origins)


def _hangs(blocks: Sequence[Block], keeps: Sequence[bool], at: int) -> bool:
    """Whether what comes before a block in its line stays; what was taken out of a line stands before it."""
    at -= 1
    while at >= 0 and not keeps[at]:
        if blocks[at].continues != "inline":
            return False
        at -= 1
    return True
