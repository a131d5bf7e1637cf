"""What a style sheet of the page hides for good: texts for other readers, such as those who print the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from cleaner.judge.feature_columns import PROSE_WORDS
from cleaner.judge.hidden import GOES_ON, is_button_to_read_on, says_so
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, Segmentation

# What opens at a click is hidden as well, and stays. Such parts come in numbers, hold much, or have names that say so:
# only the text of at most so many boxes, with so many words and such a share of all that stays, is hidden for good.
_FEW_BOXES, _FEW_WORDS = 2, 100
_SHARE: Final = 0.25


def unseen(page: Segmentation, kept: Sequence[bool], words: Sequence[int]) -> list[int]:
    """Index of each block that stays and that no reader sees.

    Args:
        page: its blocks and boxes, and the classes and ids that its style sheets hide.
        kept: for each block whether it stays.
        words: of each block.
    """
    if not page.hidden_selectors:
        return []
    held: dict[str, list[int]] = defaultdict(list)
    hidden_classes = {selector[1:] for selector in page.hidden_selectors if selector[0] == "."}
    for box, (_, _, classes, identifier, _, _) in enumerate(page.boxes.opened):
        if classes and not hidden_classes.isdisjoint(own := classes.split()):
            for name in hidden_classes.intersection(own):
                held[f".{name}"].append(box)
        if identifier and (selector := f"#{identifier}") in page.hidden_selectors:
            held[selector].append(box)
    all_words = sum([count for count, stays in zip(words, kept, strict=True) if stays]) if held else 0
    found: set[int] = set()
    for selector, boxes in held.items():
        if len(boxes) <= _FEW_BOXES and says_so(selector[1:].lower()) is not True:
            inside = _inside(page, [box for box in boxes if not _is_rest(page, box, kept, words)], kept)
            if sum([words[index] for index in inside]) <= min(_FEW_WORDS, _SHARE * all_words):
                found.update(inside)
    return sorted(found)


def _is_rest(page: Segmentation, box: int, kept: Sequence[bool], words: Sequence[int]) -> bool:
    """Whether a box goes on behind a paragraph that stays, and a button to read on stands right before or behind it."""
    blocks, above, below = page.blocks, page.boxes.opened[box][FIRST_BLOCK] - 1, page.boxes.end_block[box]
    if above > 0 and is_button_to_read_on(blocks[above]):
        above -= 1
    elif below == len(blocks) or not is_button_to_read_on(blocks[below]):
        return False
    return above >= 0 and kept[above] and words[above] >= PROSE_WORDS and blocks[above].text[-1:] in GOES_ON


def _inside(page: Segmentation, boxes: Sequence[int], kept: Sequence[bool]) -> list[int]:
    """Index of each block that stays and lies in one of these boxes."""
    opened, ends = page.boxes.opened, page.boxes.end_block
    return sorted({index for box in boxes for index in range(opened[box][FIRST_BLOCK], ends[box]) if kept[index]})
