"""Cards of other stories that stand below a line such as "More stories" and in no box with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.judge.same_box import around
from cleaner.page.blocks_and_boxes import is_all_linked

if TYPE_CHECKING:
    from cleaner.judge.choice import Choice
    from cleaner.model import Block

# A headline that links, and in so many blocks more its date, its excerpt: each in so many words at most.
_TEXTS, _MOST_WORDS = 2, 35
# Fewer cards that say more than a headline may be links of the story's own.
_FEWEST_CARDS = 3
# How far below the line they are looked for: no page is walked again for each of its lines.
_FARTHEST: Final = 60


def find_cards_below(choice: Choice, line: int) -> list[int]:
    """Chosen blocks of the cards below a line, by index; none where fewer stand there, or most say a headline alone.

    Links without a sentence may be a list of the story's own, and a paragraph behind the last of them the story's.
    """
    segmentation, words = choice.segmentation, choice.scores.features.words
    blocks, boxes = segmentation.blocks, segmentation.boxes
    if not segmentation.box_of:
        return []
    box = around(segmentation, line, line + 1)
    end = min(boxes.end_block[box] if box else len(blocks), line + 1 + _FARTHEST)
    cards: list[tuple[int, int]] = []
    index = line + 1
    while index < end and is_all_linked(blocks[index]):
        first = index
        index += 1
        while index < end and index - first <= _TEXTS and words[index] < _MOST_WORDS and not _has_link(blocks[index]):
            index += 1
        cards.append((first, index))
    told = sum(last - first > 1 for first, last in cards)
    if told < _FEWEST_CARDS or told < len(cards) - 1:
        return []
    return [index for first, last in cards for index in range(first, last) if choice.kept[index]]


def _has_link(block: Block) -> bool:
    return any(href for text, href, _ in block.runs if text.strip())
