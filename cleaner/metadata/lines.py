"""Which of a page's lines may be asked for something: one look at each of its blocks, compiled where it could be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cleaner.model import Block

__all__ = ["dated", "introducing", "is_quoted", "starting", "tagged"]

_DIGIT = re.compile(r"\d")

try:
    from cleaner.metadata import _lines as _compiled
except ImportError:
    _compiled = None  # type: ignore[assignment]


def tagged(blocks: Sequence[Block], tag: str) -> list[int]:
    """Places of the blocks with a tag."""
    if _compiled is not None:
        return _compiled.tagged(list(blocks), tag)
    return [place for place, block in enumerate(blocks) if block[1] == tag]


def dated(blocks: Sequence[Block], longest: int) -> list[int]:
    """Places of the blocks that have a digit and at most so many characters."""
    if _compiled is not None:
        return _compiled.dated(list(blocks), longest)
    return [place for place, block in enumerate(blocks) if len(block[0]) <= longest and _DIGIT.search(block[0])]


def starting(blocks: Sequence[Block], starts: frozenset[str], longest: int) -> list[int]:
    """Places of the blocks whose first two letters are one of these, whatever their case.

    Args:
        blocks: of a page.
        starts: pairs of small letters.
        longest: characters of a block at most.
    """
    if _compiled is not None:
        return _compiled.starting(list(blocks), starts, longest)
    return [place for place, block in enumerate(blocks) if len(block[0]) <= longest and block[0][:2].lower() in starts]


def introducing(blocks: Sequence[Block], longest: int, also: str) -> list[int]:
    """Places of the blocks that the next one may tell about: as a name does above a portrait.

    They have a blank; the next one has twice as many characters and begins with the same one.

    Args:
        blocks: of a page.
        longest: characters of such a block at most.
        also: another character that the next one may begin with.
    """
    if _compiled is not None:
        return _compiled.introducing(list(blocks), longest, also)
    return [
        place
        for place in range(len(blocks) - 1)
        if len(name := blocks[place][0]) <= longest
        and len(told := blocks[place + 1][0]) >= 2 * len(name)
        and told[:1] in {name[:1], also}
        and " " in name
    ]


_DASHES = frozenset("-–—")
_SENTENCE = 60  # letters


def is_quoted(block: Block, line: str, window: Sequence[Block]) -> bool:
    """Whether a name in a block's line stands after a dash, below what somebody said, as in praise of a product."""
    if line[0] not in _DASHES:
        return False
    return any(below is block and len(before[0]) > _SENTENCE for before, below in pairwise(window))
