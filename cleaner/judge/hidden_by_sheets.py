"""What a style sheet of the page hides for good: texts for other readers, such as those who print the page.

Sheets of frameworks are not read, but the names that they give to what is not shown are known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import Final

from cleaner import expressions as re
from cleaner.judge.feature_columns import PROSE_WORDS
from cleaner.judge.hidden import GOES_ON, is_button_to_read_on, says_so
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, TAG, Segmentation
from cleaner.page.elements import HEADINGS
from cleaner.page.hiding_styles import says_unseen
from cleaner.page.own_sheets import LETTERS

# What opens at a click is hidden as well, and stays. Such parts come in numbers, hold much, or have names that say so:
# only the text of at most so many boxes, with so many words and such a share of all that stays, is hidden for good.
_FEW_BOXES, _FEW_WORDS = 2, 100
_SHARE: Final = 0.25
# Classes of frameworks whose boxes are not shown, those that show such a box on wider screens, at a click or on paper,
_NOT_SHOWN: Final = re.compile(
    r"(?:^|\s)(?:hidden|d-none|hide|is-hidden|u-hidden|uk-hidden|w-hidden|invisible|display-none)(?:\s|$)",
    re.IGNORECASE,
)
_SHOWN_AGAIN: Final = re.compile(
    r":(?:block|flex|grid|inline|table|contents|visible)|(?:^|\s)(?:d-(?:xs|sm|md|lg|xl|xxl|print)-|show|visible)|live-",
    re.IGNORECASE,
)
# Sign before the names of frameworks: of their boxes only those count that hold what stays, for menus have them, too.
_FRAMEWORK: Final = " "
# A row that a table shows at a click belongs to the table, and a cell left out would put the others into wrong columns.
_PARTS_OF_TABLES: Final = frozenset(("thead", "tbody", "tfoot", "tr", "th", "td"))
PARTS: Final = ("hid", "d-none", "sr-", "reader", "invisible", "display-none", "assistive")
"""Every such name holds one of these parts, so that they are searched first."""


def unseen(page: Segmentation, kept: Sequence[bool], words: Sequence[int], names: Sequence[str]) -> list[int]:
    """Index of each block that stays and that no reader sees.

    Args:
        page: its blocks and boxes, and the classes and ids that its style sheets hide.
        kept: for each block whether it stays.
        words: of each block.
        names: classes of boxes, among them all that hold one of `PARTS`.
    """
    held = _named_by_sheets(page) if page.hidden_selectors else {}
    if any(map(_says_hidden, names)) and True in kept:
        held |= _named_by_frameworks(page, kept.index(True), len(kept) - kept[::-1].index(True))
    if not held:
        return []
    inside = list(compress(range(len(kept)), kept))
    most = min(_FEW_WORDS, _SHARE * sum(compress(words, kept)))
    found: set[int] = set()
    opened = page.boxes.opened
    for selector, boxes in held.items():
        boxes = [box for box in boxes if opened[box][TAG] not in _PARTS_OF_TABLES]
        if selector[0] == _FRAMEWORK:
            boxes = [box for box in boxes if _within(page, box, inside)]
        if not 0 < len(boxes) <= _FEW_BOXES or says_so(selector[1:].lower()) is True:
            continue
        hidden = {
            index for box in boxes if not _is_rest(page, box, kept, words) for index in _within(page, box, inside)
        }
        if sum([words[index] for index in hidden]) <= most:
            found |= hidden
    return sorted(found)


def _named_by_sheets(page: Segmentation) -> dict[str, list[int]]:
    """Class or id that a sheet hides, with its sign → the boxes that have it."""
    held: dict[str, list[int]] = defaultdict(list)
    selectors = page.hidden_selectors
    hidden_classes = {selector[1:]: selector for selector in selectors if selector[0] != "#"}
    for box, (_, _, classes, identifier, _, first) in enumerate(page.boxes.opened):
        if classes and not hidden_classes.keys().isdisjoint(own := classes.split()):
            for name in hidden_classes.keys() & set(own):
                if hidden_classes[name][0] != LETTERS or page.box_of[first] == box:
                    held[hidden_classes[name]].append(box)
        if identifier and (selector := f"#{identifier}") in selectors:
            held[selector].append(box)
    return held


def _named_by_frameworks(page: Segmentation, first: int, end: int) -> dict[str, list[int]]:
    """Classes and id of a box that frameworks do not show, behind a sign → the boxes that begin between two blocks."""
    held: dict[str, list[int]] = defaultdict(list)
    opened = page.boxes.opened
    # Boxes stand in the order of their first blocks.
    begins = bisect_left(opened, first, key=itemgetter(FIRST_BLOCK))
    ends = bisect_left(opened, end, key=itemgetter(FIRST_BLOCK))
    for box in range(begins, ends):
        _, tag, classes, identifier, _, _ = opened[box]
        if classes and tag not in HEADINGS and _says_hidden(classes):
            held[f"{_FRAMEWORK}{classes} {identifier}"].append(box)
    return held


@lru_cache(maxsize=4096)
def _says_hidden(classes: str) -> bool:
    """Whether classes say that a box is not shown, and none that it is shown on other screens."""
    if says_unseen(classes):
        return True
    return _NOT_SHOWN.search(classes) is not None and _SHOWN_AGAIN.search(classes) is None


def _is_rest(page: Segmentation, box: int, kept: Sequence[bool], words: Sequence[int]) -> bool:
    """Whether a box goes on behind a paragraph that stays, and a button to read on stands right before or behind it."""
    blocks, above, below = page.blocks, page.boxes.opened[box][FIRST_BLOCK] - 1, page.boxes.end_block[box]
    if above > 0 and is_button_to_read_on(blocks[above]):
        above -= 1
    elif below == len(blocks) or not is_button_to_read_on(blocks[below]):
        return False
    return above >= 0 and kept[above] and words[above] >= PROSE_WORDS and blocks[above].text[-1:] in GOES_ON


def _within(page: Segmentation, box: int, inside: Sequence[int]) -> Sequence[int]:
    """Index of the blocks that stay and lie in a box, or of too many of them."""
    begins = bisect_left(inside, page.boxes.opened[box][FIRST_BLOCK])
    ends = bisect_left(inside, page.boxes.end_block[box])
    return inside[begins : min(ends, begins + _FEW_WORDS + 1)]
