"""A page as the memory of its site sees it: for each block its text and its place, as numbers."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest
from typing import Final

from cleaner.judge.feature_columns import PROSE_WORDS
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import Segmentation

# Most blocks of a page that are held: those whose texts have the smallest numbers, so that of a text that two pages
# share both blocks are held, or neither.
_MOST_BLOCKS: Final = 400
# A place is told by the elements around a block, up to the second one that has a class or id: `li < ul` alone may be a
# menu or a story's list.
_NAMED: Final = 2
_MOST_LEVELS: Final = 6
_NAME_CHARS: Final = 60
MOST_SHOWN: Final = 160
"""Characters of a text that are held for people."""
# Blocks of a lower probability look unlikely.
_LIKELY: Final = 0.5
# A letter or a digit: without any a block is only a mark.
_SAYS_SOMETHING: Final = re.compile(r"[^\W_]")
# What numbers one page's elements, such as `post-1234`.
_DIGITS: Final = re.compile(r"\d+")
UNLIKELY, LIKELY, PARAGRAPH = range(3)
NO_PLACE: Final = 0
"""The number of the place of a line in a text dump, which has none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. The sequences are parallel.

    Attributes:
        page: number of the page, by its content.
        title: its headline, empty where there is none.
        blocks: index of each block that is held.
        texts: number of its text, within the nearest element that has a name.
        places: number of its place.
        looks: what it looks like to the heuristic: `UNLIKELY`, `LIKELY` content, or a likely `PARAGRAPH` of it.
        shown: the beginning of its text, for people.
        names: number of a place → its selector.
    """

    page: int
    title: str
    blocks: array[int]
    texts: array[int]
    places: array[int]
    looks: bytes
    shown: tuple[str, ...]
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class HeldPage:
    """What is held of a page; see `Sheet`."""

    page: int
    title: str
    texts: array[int]
    places: array[int]
    looks: bytes

    def paragraphs(self) -> set[int]:
        """Numbers of the texts of its likely paragraphs."""
        return {text for text, look in zip(self.texts, self.looks, strict=True) if look == PARAGRAPH}


def page_sheet(segmentation: Segmentation, likely: Sequence[float], words: Sequence[int], title: str | None) -> Sheet:
    """The sheet of a page.

    Args:
        segmentation: of the page.
        likely: how likely each block is content.
        words: of each block.
        title: the page's headline.
    """
    boxes, coarse = segmentation.box_of, segmentation.coarse
    held = [index for index, area in enumerate(coarse) if not area]
    place_of = {box: _place(segmentation, box) for box in {boxes[index] for index in held}}
    return _sheet(segmentation.blocks, held, [place_of[boxes[index]] for index in held], likely, words, title)


def text_sheet(blocks: Sequence[Block], likely: Sequence[float], words: Sequence[int], title: str | None) -> Sheet:
    """The sheet of a text dump, whose lines have no places."""
    return _sheet(blocks, range(len(blocks)), [("", "")] * len(blocks), likely, words, title)


def _sheet(
    blocks: Sequence[Block],
    held: Sequence[int],
    places: Sequence[tuple[str, str]],
    likely: Sequence[float],
    words: Sequence[int],
    title: str | None,
) -> Sheet:
    rows: list[tuple[int, int, str, str]] = []  # number of the text, index of the block, place, text
    for index, (near, far) in zip(held, places, strict=True):
        block = blocks[index]
        text = " ".join(block.text.split())
        if _SAYS_SOMETHING.search(text):
            place = far if not far or far.startswith(block.tag) else f"{block.tag} < {far}"
            rows.append((number_of(f"{block.tag} {near}\0{text}"), index, place, text[:MOST_SHOWN]))
    if len(rows) > _MOST_BLOCKS:
        rows = sorted(nsmallest(_MOST_BLOCKS, rows), key=lambda row: row[1])
    numbers = {place: _number_of_place(place) for _, _, place, _ in rows}
    heading = " ".join((title or "").lower().split())
    texts = array("Q", [row[0] for row in rows])
    return Sheet(
        number_of(" ".join([heading, *map(str, sorted(texts))])),
        heading[:MOST_SHOWN],
        array("I", [row[1] for row in rows]),
        texts,
        array("Q", [numbers[row[2]] for row in rows]),
        bytes(_look(likely[index], words[index]) for _, index, _, _ in rows),
        tuple(row[3] for row in rows),
        {number: place for place, number in numbers.items()},
    )


def _look(likely: float, words: int) -> int:
    if likely < _LIKELY:
        return UNLIKELY
    return PARAGRAPH if words >= PROSE_WORDS else LIKELY


def _place(segmentation: Segmentation, box: int) -> tuple[str, str]:
    """Elements from a box outwards, up to the first with a name, and up to the second."""
    opened = segmentation.boxes.opened
    path: list[str] = []
    named = first = 0
    while box and len(path) < _MOST_LEVELS and named < _NAMED:
        box, tag, classes, identifier, _, _ = opened[box]
        path.append(_step(tag, classes, identifier))
        if classes or identifier:
            named += 1
            first = first or len(path)
    return " < ".join(path[: first or None]), " < ".join(path)


@lru_cache(maxsize=8192)  # the pages of a site are told by the same names
def _step(tag: str, classes: str, identifier: str) -> str:
    if tag in ("html", "body"):
        return tag
    name = "".join(f".{each}" for each in _DIGITS.sub("0", classes).split())
    return (tag + name + (f"#{_DIGITS.sub('0', identifier)}" if identifier else ""))[:_NAME_CHARS]


@lru_cache(maxsize=8192)
def _number_of_place(place: str) -> int:
    return number_of(place) if place else NO_PLACE


def number_of(text: str) -> int:
    """A number of 64 bits for a text, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
