"""Parts of a line that are there for those who have the page read out: what they say beside what is shown.

The compiled walk has the same in `_unseen.pxi`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.page.areas import DISPLAY_BY_NUMBER, display_of_other
from cleaner.page.dom import TEXT
from cleaner.page.elements import LINK, SKIP, STYLE
from cleaner.page.hiding_styles import says_unseen

if TYPE_CHECKING:
    from cleaner.page.dom import Node

# So many nodes are looked at on either side, so many inside each of them, so many letters of each text, and so many
# elements around; where more stand side by side, what is around is not asked, so that each text is read a few times.
MOST_BESIDE: Final = 8
MOST_WITHIN: Final = 24
MOST_READ: Final = 64
MOST_AROUND: Final = 3
# What stands on one side: no more of the line, a number, words, or the end of the line, or too much to look at.
_NOTHING, _NUMBER, _WORDS, _END = range(4)


def is_unseen(node: Node, attributes: dict[str, str | None]) -> bool:
    """Whether a part of a line is there for screen readers alone, beside words that are shown.

    What stands alone is the text of a picture: "Yes" for a tick in a cell, the name of a link. Beside a number alone it
    says what the number is: the price before and the price now.
    """
    classes = attributes.get("class")
    return bool(classes) and says_unseen(classes or "") and _is_beside_words(node)


def _is_beside_words(node: Node) -> bool:
    at = node
    for _ in range(MOST_AROUND):
        before, behind = _beside(at, ahead=False), _beside(at, ahead=True)
        if before or behind:
            return _NUMBER not in (before, behind) and _WORDS in (before, behind)
        if at.parent is None or not _may_look_around(at.parent):
            return False
        at = at.parent
    return False


def _may_look_around(node: Node) -> bool:
    """Whether an element only wraps a part of the line: it is no link, and has no title that readers are shown."""
    display = _display(node)
    return display <= STYLE and display != LINK and "title" not in node.attributes


def _beside(node: Node, *, ahead: bool) -> int:
    """What the nearest part of the line says on one side."""
    other = node.next if ahead else node.prev
    for _ in range(MOST_BESIDE):
        if other is None:
            return _NOTHING
        if SKIP != _display(other) > STYLE:
            return _END
        if found := _said_in(other):
            return found
        other = other.next if ahead else other.prev
    return _END


def _said_in(root: Node) -> int:
    """Whether an element has words, or a number alone; what screen readers alone are told is not counted."""
    found, node = _NOTHING, root
    for _ in range(MOST_WITHIN):
        child = node.first_child
        if node.tag_id == TEXT:
            text = (node.text_content or "")[:MOST_READ]
            if any(map(str.isalpha, text)):
                return _WORDS
            if any(map(str.isdigit, text)):
                found = _NUMBER
        elif child is not None and _display(node) != SKIP and not says_unseen(node.attributes.get("class") or ""):
            node = child
            continue
        while node.mem_id != root.mem_id and node.next is None:
            node = node.parent  # type: ignore[assignment]
        if node.mem_id == root.mem_id:
            break
        node = node.next  # type: ignore[assignment]
    return found


def parts_words(before: str, node: Node) -> bool:
    """Whether what stands before an element and what stands right behind it would be one word without it."""
    behind = node.next
    if behind is not None and behind.tag_id != TEXT and _display(behind) <= STYLE:
        behind = behind.first_child
    if behind is None or behind.tag_id != TEXT:
        return False
    return before[-1:].isalnum() and (behind.text_content or "")[:1].isalnum()


def _display(node: Node) -> int:
    return DISPLAY_BY_NUMBER[node.tag_id] if node.tag_id in DISPLAY_BY_NUMBER else display_of_other(node)
