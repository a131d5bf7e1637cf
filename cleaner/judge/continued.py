"""Doubted lines that stand as a story's paragraphs do, or between two of them: the story goes on in them.

A last paragraph that is a link as a whole looks like a teaser, and a label in the midst of a text like a form's: the
trees give both about .55. On eight sets nine pages come out otherwise, and no set by more than .0003.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleaner.judge.feature_columns import PROSE_WORDS, SENTENCE_END
from cleaner.judge.same_box import around
from cleaner.page.blocks_and_boxes import Segmentation

_PARAGRAPH_WORDS: Final = 20


def find_continued(
    segmentation: Segmentation, kept: Sequence[bool], doubted: Sequence[int], words: Sequence[int]
) -> list[int]:
    """Those of the doubted blocks that continue the paragraph before them, or stand alone between two paragraphs.

    Args:
        segmentation: the page's blocks and boxes.
        kept: for each block whether it stays so far, as the choice without caution has it or with it.
        doubted: index of each block that only caution leaves, in order.
        words: of each block.
    """
    doubt = frozenset(doubted if segmentation.box_of else ())

    def stands(index: int) -> bool:
        return 0 <= index < len(words) and kept[index] and index not in doubt

    return [
        index
        for index in sorted(doubt)
        if stands(index - 1)
        and (goes_on(segmentation, index, words) or (stands(index + 1) and _is_between(segmentation, index, words)))
    ]


def goes_on(segmentation: Segmentation, index: int, words: Sequence[int]) -> bool:
    """Whether a block is a sentence of some length that stands where the paragraph before it does."""
    block, before = segmentation.blocks[index], segmentation.blocks[index - 1]
    return (
        block.tag == before.tag == "p"
        and words[index] >= _PARAGRAPH_WORDS
        and block.text[-1:] in SENTENCE_END
        and around(segmentation, index, index + 1) == around(segmentation, index - 1, index)
    )


def _is_between(segmentation: Segmentation, index: int, words: Sequence[int]) -> bool:
    """Whether a block stands between two paragraphs of one box, in that box."""
    box = around(segmentation, index, index + 1)
    return all(
        words[beside] >= PROSE_WORDS and around(segmentation, beside, beside + 1) == box
        for beside in (index - 1, index + 1)
    )
