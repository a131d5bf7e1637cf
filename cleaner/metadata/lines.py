"""Which of a page's lines may be asked for something: one look at each of its blocks, compiled where it could be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.model import Block

__all__ = ["appealing", "dated", "introducing", "opening", "starting", "tagged"]

# Any digit, of which a line with a date has one.
_DIGIT = re.compile(r"\d")
# Elements whose lines are counted as prose, or may ask for a subscription.
_PROSE = frozenset(("p", "div", "h2", "h3", "h4", "section"))

try:
    from cleaner.metadata import _lines as _compiled
except ImportError:
    _compiled = None  # type: ignore[assignment]


def tagged(blocks: Sequence[Block], tag: str) -> list[int]:
    """Places of the blocks with a tag."""
    if _compiled is not None:
        return _compiled.tagged(list(blocks), tag)
    return [place for place, block in enumerate(blocks) if block.tag == tag]


def dated(blocks: Sequence[Block], longest: int) -> list[int]:
    """Places of the blocks that have a digit and at most so many characters."""
    if _compiled is not None:
        return _compiled.dated(list(blocks), longest)
    return [place for place, block in enumerate(blocks) if len(block.text) <= longest and _DIGIT.search(block.text)]


def starting(blocks: Sequence[Block], starts: frozenset[str], longest: int) -> list[int]:
    """Places of the blocks whose first two letters are one of these, whatever their case.

    Args:
        blocks: of a page.
        starts: pairs of small letters.
        longest: characters of a block at most.
    """
    if _compiled is not None:
        return _compiled.starting(list(blocks), starts, longest)
    return [
        place for place, block in enumerate(blocks) if len(block.text) <= longest and block.text[:2].lower() in starts
    ]


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
        if len(name := blocks[place].text) <= longest
        and len(told := blocks[place + 1].text) >= 2 * len(name)
        and told[:1] in {name[:1], also}
        and " " in name
    ]


def opening(blocks: Sequence[Block], letters: frozenset[str], shortest: int, longest: int) -> list[int]:
    """Places of the blocks that may begin with one of some letters, marks apart.

    Args:
        blocks: of a page.
        letters: small ones.
        shortest: characters of such a block at least; those of an `h1` may be fewer, and begin with any letter.
        longest: at most.
    """
    if _compiled is not None:
        return _compiled.opening(list(blocks), letters, shortest, longest)
    return [
        place
        for place, (text, tag, *_) in enumerate(blocks)
        if len(text) <= longest
        and (tag == "h1" or (len(text) >= shortest and (not text[:1].isalnum() or text[0].lower()[0] in letters)))
    ]


def appealing(blocks: Sequence[Block], longest: int, most: int) -> list[int]:
    """Places of the short paragraphs and headings after the last long one, of a page that has at least one.

    Args:
        blocks: of a page.
        longest: characters of a short one at most.
        most: characters of all long ones; a page with more has none of these places.
    """
    if _compiled is not None:
        return _compiled.appealing(list(blocks), _PROSE, longest, most)
    prose = 0
    short: list[int] = []
    for place, block in enumerate(blocks):
        size = len(block.text)
        if block.tag not in _PROSE or block.hidden:
            continue
        if size <= longest:
            short.append(place)
            continue
        prose += size
        short.clear()
        if prose > most:
            return []
    return short if prose else []
