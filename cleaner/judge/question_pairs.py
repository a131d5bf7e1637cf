"""Questions in a row, each with its answer below it, as in lists of what is often asked: a pair is one decision.

A question stands out by its look, and its answer is one of the plain lines that caution doubts, the more so behind the
last long paragraph: lists of questions came out with half of their answers.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cleaner.judge.structures import Structure
from cleaner.judge.traits import ending_in
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, PARENT
from cleaner.page.elements import HEADINGS

if TYPE_CHECKING:
    from cleaner.model import Block, Frame
    from cleaner.page.blocks_and_boxes import Segmentation

ASKING: Final = tuple(mark + quote for mark in "?？؟" for quote in ("", *"\"'”’»“）)"))
"""How the text of a question ends."""
# So many questions in a row are a series, each with an answer of so many blocks at most.
_SERIES, _ANSWER = 2, 3
# Stands behind the last question, where the next one would stand if there was one.
_NEVER: Final = sys.maxsize
# The parts of structures, and listings: a question and its answer are in the same one, or both are in none.
_PARTS: Final = frozenset(("li", "td", "th", "dt", "dd", "pre"))
# What may stand between two pairs, in blocks: a button, a number.
_BETWEEN: Final = 1
# A question of more words is a paragraph that ends in one.
_QUESTION_WORDS: Final = 25


def find_pairs(segmentation: Segmentation, words: Sequence[int], phrases: Collection[int]) -> Iterator[Structure]:
    """Each question of a series with its answer.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
        phrases: index of each block that is a stock phrase: none is part of an answer.
    """
    blocks = segmentation.blocks
    asked = [index for index in ending_in(blocks, None, ASKING) if words[index] <= _QUESTION_WORDS]
    if len(asked) < _SERIES or not segmentation.box_of:
        return
    series: list[Structure] = []
    for index, following in zip(asked, (*asked[1:], _NEVER), strict=True):
        if series and index - series[-1].end > _BETWEEN:
            yield from series if len(series) >= _SERIES else ()
            series = []
        # The largest heading is the story's, not a question of it.
        if index in phrases or blocks[index].tag == "h1" or _leads_away(blocks[index]):
            continue
        end = index + 1
        limit = _end_of_answer(segmentation, index, following)
        while end < limit and not (end in phrases or blocks[end].tag in HEADINGS or _leads_away(blocks[end])):
            end += 1
        if sum(words[index + 1 : end]):
            series.append(Structure("pair", index, end))
    yield from series if len(series) >= _SERIES else ()


def _end_of_answer(segmentation: Segmentation, asked: int, following: int) -> int:
    """The block behind the answer to a question: the end of the box of both; without such a box the next block's."""
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    box = segmentation.box_of[asked]
    while box and ends[box] <= asked + 1:
        box = opened[box][PARENT]
    # A box that begins with the question is that of the pair; one that begins before it may hold the whole series.
    if opened[box][FIRST_BLOCK] == asked and ends[box] <= min(following, asked + 1 + _ANSWER):
        return ends[box]
    end = min(asked + 2, following, len(segmentation.blocks))
    return end if _held(segmentation.blocks[end - 1]) == _held(segmentation.blocks[asked]) else asked + 1


def _held(block: Block) -> list[Frame]:
    """The items and cells that a block is in; an answer is in the same ones as its question."""
    return [frame for frame in block.frames if frame[0] in _PARTS]


def _leads_away(block: Block) -> bool:
    """Whether a block is a link as a whole, to more than a place on this page."""
    return any(href for _, href, _ in block.runs) and all(
        href and href[0] != "#" for text, href, _ in block.runs if text.strip()
    )
