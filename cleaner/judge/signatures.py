"""Signatures below the posts of a thread: what an author says under whatever he writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaner.judge.choice import Choice
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, PARENT

SIGNATURE: Final = "an author's signature"
"""Why such lines are let go."""
# The words in the name of a class that say it is a signature: `post-signature`, `user_sig`.
_NAMES: Final = frozenset(("signature", "signatures", "sig"))
# Words that begin the class of a post that tells whether it has a signature, such as `has-signature`.
_HAVING: Final = frozenset(("has", "no", "with", "without", "show", "hide"))
_PART: Final = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
# The box of a signature lies at most four boxes above its lines, and has at most twelve blocks.
_LEVELS, _MOST_BLOCKS = 4, 12


def find_signatures(choice: Choice, inside: Sequence[int]) -> Iterator[int]:
    """Index of each of these blocks of a discussion that stands in a box which is called a signature.

    Args:
        choice: what was chosen.
        inside: index of each block that stays.
    """
    segmentation = choice.segmentation
    if not choice.scores.discussion or not segmentation.box_of:
        return
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    for index in inside:
        box = segmentation.box_of[index]
        for _ in range(_LEVELS):
            if ends[box] - opened[box][FIRST_BLOCK] > _MOST_BLOCKS:
                break
            if "sig" in opened[box][CLASSES].lower() and _is_signature(opened[box][CLASSES]):
                yield index
                break
            box = opened[box][PARENT]


def _is_signature(classes: str) -> bool:
    for name in classes.split():
        parts = [part.lower() for part in _PART.split(name) if part]
        if parts and parts[0] not in _HAVING and not _NAMES.isdisjoint(parts):
            return True
    return False
