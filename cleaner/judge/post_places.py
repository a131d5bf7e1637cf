"""Where on the page of a thread a block stands: at which place of its post, in comments, in a bar beside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from cleaner.judge.aside import is_of_comments
from cleaner.page.blocks_and_boxes import CLASSES, PARENT, TAG, Segmentation

if TYPE_CHECKING:
    from numpy import intp
    from numpy.typing import NDArray

Place: TypeAlias = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
"""Tag and classes of a box and of the two around it."""

# How many boxes above the text of a comment the box that is named after comments may lie.
_LEVELS: Final = 6
# The class of a bar beside the posts: `sidebar`, `right-side`, `page-side-col` and the like.
_BAR: Final = re.compile(
    r"(?:left|right|main|page)?[-_]?side(?:[-_]?(?:bar|rail|col|column|content)s?)?(?:[-_]?(?:left|right|inner))?"
)


def find_answered(segmentation: Segmentation, likely: Sequence[int]) -> set[int]:
    """Boxes around likely blocks that are neither comments nor in a bar beside: a question and its answers."""
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


def groups_of(segmentation: Segmentation, fine: list[int]) -> list[NDArray[intp]]:
    """Groups of blocks at alike places, quotations left out.

    Two blocks are at alike places if their boxes, and the two boxes around each, have the same tags and classes.

    Args:
        segmentation: the page's blocks and boxes.
        fine: index of each block that is no area taken in one piece.

    Returns:
        For each group the places of its blocks in `fine`.
    """
    import numpy as np

    opened = segmentation.boxes.opened
    looks = [(box[TAG], box[CLASSES]) for box in opened]
    aside = are_beside(segmentation)
    held: dict[Place, list[int]] = defaultdict(list)
    for place, index in enumerate(fine):
        box = segmentation.box_of[index]
        if aside[box]:
            continue
        parent = opened[box][PARENT]
        held[looks[box], looks[parent], looks[opened[parent][PARENT]]].append(place)
    return [
        np.asarray(group)
        for levels, group in held.items()
        if len(group) > 1 and not any(tag == "blockquote" for tag, _ in levels)
    ]
