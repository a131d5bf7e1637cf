"""Blocks of a page and which of them stay → the blocks as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.article.wording import as_read, edited
from cleaner.article.written_tex import over_breaks
from cleaner.model import Block


class Reading(NamedTuple):
    """The blocks of an article.

    Attributes:
        blocks: as they are read.
        places: for each block of the page how many of the article stand before it.
        origins: for each block of the article its index in the page; the first, where it was joined from several.
    """

    blocks: list[Block]
    places: list[int]
    origins: list[int]


def read_blocks(blocks: Sequence[Block], keeps: Sequence[bool]) -> Reading:
    """The blocks of the article."""
    kept: list[Block] = []
    places: list[int] = []
    origins: list[int] = []
    differs = edited(blocks, keeps)
    before = True
    at = joined_to = -1
    for block, keep in zip(blocks, keeps, strict=True):
        places.append(len(kept))
        at += 1
        origin = at
        if keep and at > joined_to:
            if block[6] == "line" and before and (whole := over_breaks(blocks, keeps, at)) is not None:
                kept.pop()
                origin = origins.pop()
                block, joined_to = whole
                differs_here = True
            else:
                differs_here = differs[at]
            # A line whose beginning was dropped hangs on nothing that is left.
            if not before and block[6]:
                block = block._replace(continues="")
            found = as_read(block) if differs_here else block
            if found is not None:
                kept.append(found)
                origins.append(origin)
        # What was taken out of a line stands before it and begins nothing.
        before = keep or (before and block[6] == "inline")
    return Reading(kept, places, origins)
