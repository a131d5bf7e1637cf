"""Where on the page of a thread a block stands: in comments below an answer, in a bar beside the posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaner.judge.aside import is_of_comments
from cleaner.page.blocks_and_boxes import CLASSES, PARENT, Segmentation

# Comments stand in a box of that name, at most so far above their text.
_LEVELS: Final = 6
# What bars beside the posts are called.
_BAR: Final = re.compile(
    r"(?:left|right|main|page)?[-_]?side(?:[-_]?(?:bar|rail|col|column|content)s?)?(?:[-_]?(?:left|right|inner))?"
)


def find_answered(segmentation: Segmentation, likely: Sequence[int]) -> set[int]:
    """Boxes around likely blocks that are in none of comments, and not beside: a question, and its answers."""
    opened, aside = segmentation.boxes.opened, are_beside(segmentation)
    boxes = {index: opened[segmentation.box_of[index]][PARENT] for index in likely}
    return {box for index, box in boxes.items() if not (aside[box] or is_in_comments(segmentation, index))}


def are_beside(segmentation: Segmentation) -> list[bool]:
    """For each box whether it, or one around it, is called a bar beside the posts: the rules of a board, its news."""
    beside: list[bool] = []
    for parent, _, classes, *_ in segmentation.boxes.opened:
        beside.append(bool(beside and beside[parent]) or ("side" in classes and _is_bar(classes)))
    return beside


def _is_bar(classes: str) -> bool:
    return any(map(_BAR.fullmatch, classes.lower().split()))


def is_in_comments(segmentation: Segmentation, index: int) -> bool:
    """Whether a block stands in a box that is named after comments."""
    box, opened = segmentation.box_of[index], segmentation.boxes.opened
    for _ in range(_LEVELS):
        if is_of_comments(opened[box][CLASSES]):
            return True
        box = opened[box][PARENT]
    return False
