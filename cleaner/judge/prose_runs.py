"""Paragraphs of the box that holds the story, which the choice left out among others that it took, or in a long tail.

The longer a text, the less its later paragraphs look like content, and in a row of clauses every second one misses the
bound by little. A page that loses most of a coherent run of prose is the worst that can come out, so that it takes more
than a doubt: of 2,300 words of such paragraphs between others, by weights that had not seen four of six sets, all but
50 were in the gold on pages that are no offers, and of 3,700 in long tails all.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import compress
from operator import not_

from cleaner.judge.feature_columns import PROSE_WORDS, SENTENCE_END
from cleaner.judge.same_box import around, find_story
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, Segmentation

# How likely such a paragraph must be between others of the story, and in a tail.
_LEAST_BETWEEN, _LEAST_BEHIND = 0.25, 0.05
# So many paragraphs behind the last block that stays are a tail, with such a part of the words of the sure ones.
_TAIL, _PART = 5, 0.25


def keep_runs(
    segmentation: Segmentation,
    words: Sequence[int],
    kept: list[bool],
    likely: Sequence[float],
    sure: list[int],
    phrases: Container[int],
) -> frozenset[int]:
    """Let paragraphs of the story's boxes stay, in place; the index of each.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
        kept: for each block whether it stays so far.
        likely: of each block.
        sure: index of each paragraph that nobody doubts.
        phrases: index of each block that is a stock phrase.
    """
    found: list[int] = []
    for box in find_story(segmentation, sure):
        first, end = segmentation.boxes.opened[box][FIRST_BLOCK], segmentation.boxes.end_block[box]
        held = kept[first:end]
        if False not in held:
            continue
        missing = [
            index
            for index in compress(range(first, end), map(not_, held))
            if words[index] >= PROSE_WORDS
            and likely[index] >= _LEAST_BEHIND
            and index not in phrases
            and _is_prose(segmentation, index, box)
        ]
        if missing:
            last = end - 1 - held[::-1].index(True)
            between = [index for index in missing if index < last and likely[index] >= _LEAST_BETWEEN]
            found += [index for index in between if index > first + held.index(True)]
            found += _tail([index for index in missing if index > last], words, sure)
    for index in found:
        kept[index] = True
    return frozenset(found)


def _tail(behind: list[int], words: Sequence[int], sure: Sequence[int]) -> list[int]:
    """These paragraphs behind the last block that stays, if they are a good part of the story."""
    if len(behind) < _TAIL:
        return []
    enough = _PART * sum([words[index] for index in sure])
    return behind if sum([words[index] for index in behind]) >= enough else []


def _is_prose(segmentation: Segmentation, index: int, box: int) -> bool:
    """Whether a block is a paragraph right in a box, without links, and ends as a sentence does."""
    block = segmentation.blocks[index]
    return (
        block.tag == "p"
        and not block.hidden
        and block.text[-1:] in SENTENCE_END
        and not any(href for _, href, _ in block.runs)
        and around(segmentation, index, index + 1) == box
    )
