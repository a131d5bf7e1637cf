"""Lines that a cautious choice would leave out, and that stay because the story goes on in them.

Caution leaves out what the trees give about .55. Among these are last paragraphs that are one link, which look like
teasers, and short lines in the midst of a text, which look like labels of a form. Where such a line stands as the
paragraph before it does, or between two that stay in the same box, it stays. No set's mean changed by more than .0003.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleaner.judge.feature_columns import PROSE_WORDS, SENTENCE_END
from cleaner.judge.same_box import around
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.page.elements import HEADINGS, SUBHEADS

# A shorter sentence behind the last paragraph may be one of the site's.
_PARAGRAPH_WORDS: Final = 20


def find_continued(
    segmentation: Segmentation, kept: Sequence[bool], doubted: Sequence[int], words: Sequence[int]
) -> list[int]:
    """Those of the doubted blocks that continue the paragraph before them, or stand between two, alone or as a list.

    Args:
        segmentation: the page's blocks and boxes.
        kept: for each block whether it stays so far; it does not matter whether the doubted ones do.
        doubted: index of each block that is chosen, but left out by a cautious choice; in order.
        words: of each block.
    """
    doubt = frozenset(doubted if segmentation.box_of else ())

    def stands(index: int) -> bool:
        return 0 <= index < len(words) and kept[index] and index not in doubt

    found = [
        index
        for index in sorted(doubt)
        if stands(index - 1)
        and (
            goes_on(segmentation, index, words)
            or (stands(index + 1) and (_is_between(segmentation, index, words) or _is_line(segmentation, index)))
        )
    ]
    for first, end in _runs_of_items(segmentation, sorted(doubt)):
        # A heading below may be in doubt as well, for what it names is not.
        below = end + 1 if end < len(words) and segmentation.blocks[end].tag in HEADINGS else end
        if stands(first - 1) and (stands(end) or stands(below)):
            beside = (around(segmentation, place, place + 1) for place in (first - 1, end))
            found += range(first, end) if len(set(beside)) == 1 else ()
    return found


def _runs_of_items(segmentation: Segmentation, doubted: Sequence[int]) -> list[tuple[int, int]]:
    """First block and end of each run of doubted items of a list that have no link."""
    found: list[tuple[int, int]] = []
    for index in doubted:
        block = segmentation.blocks[index]
        if block.tag != "li" or any(href for _, href, _ in block.runs):
            continue
        if found and found[-1][1] == index:
            found[-1] = found[-1][0], index + 1
        else:
            found.append((index, index + 1))
    return found


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


def _is_line(segmentation: Segmentation, index: int) -> bool:
    """Whether a block without a link stands in one box with what is right above and below it, and is such a block.

    Of 200 such lines on eight sets 140 were in the gold: years, places and labels of sections that look alike.
    """
    blocks = segmentation.blocks
    tag = blocks[index].tag
    if tag not in SUBHEADS and tag not in (blocks[index - 1].tag, blocks[index + 1].tag):
        return False
    if any(href for _, href, _ in blocks[index].runs):
        return False
    box = around(segmentation, index, index + 1)
    return all(around(segmentation, beside, beside + 1) == box for beside in (index - 1, index + 1))
