"""Blocks by a trait that few of them have: a tag, a frame, an ending.

Most stages look at a few blocks of a page, and finding these costs more than all else that they do; compiled code does
it in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.compiled import load_columns
from cleaner.lexicon import phrase_category
from cleaner.model import Block

_OF_LISTS = frozenset(("li", "td", "th"))


def tagged(blocks: list[Block], inside: list[int], tags: frozenset[str], *, hidden: bool = False) -> list[int]:
    """Index of each block among `inside` whose tag is one of these.

    Args:
        blocks: of the page.
        inside: index of each block that is looked at.
        tags: the tags.
        hidden: whether blocks that the page hides are given as well, whatever their tag.
    """
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_tagged(blocks, inside, tags, hidden)
        return found
    return [index for index in inside if blocks[index].tag in tags or (hidden and blocks[index].hidden)]


def framed(blocks: list[Block], inside: list[int], tags: frozenset[str]) -> list[int]:
    """Index of each block among `inside` that stands in a frame with one of these tags."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_framed(blocks, inside, tags)
        return found
    return [index for index in inside if any(tag in tags for tag, _ in blocks[index].frames)]


def ending_in(blocks: list[Block], inside: list[int] | None, endings: tuple[str, ...]) -> list[int]:
    """Index of each block whose text ends in one of `endings`, among `inside`, or among all where that is None."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_ending(blocks, inside, endings)
        return found
    return [
        index for index in (range(len(blocks)) if inside is None else inside) if blocks[index].text.endswith(endings)
    ]


def broken(blocks: list[Block]) -> list[int]:
    """Index of each block that hangs on the one before by a single line break."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_broken(blocks)
        return found
    return [index for index, block in enumerate(blocks) if block.continues == "line"]


def sized(blocks: list[Block], inside: list[int], size: int) -> list[int]:
    """Index of each block among `inside` whose text has exactly `size` characters."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_sized(blocks, inside, size)
        return found
    return [index for index in inside if len(blocks[index].text) == size]


def names_own_list(blocks: Sequence[Block], line: int, end: int) -> bool:
    """Whether a stock phrase names a list or table of the story's own: what it points to elsewhere would have links.

    With a colon it announces what is of other stories, even where a script sets the links.
    """
    return (
        blocks[line + 1].tag in _OF_LISTS
        and not blocks[line].text.endswith((":", "："))
        and phrase_category(blocks[line].text) == "related"
        and not any(href for block in blocks[line + 1 : end] for _, href, _ in block.runs)
    )
