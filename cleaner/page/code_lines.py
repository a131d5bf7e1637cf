"""Listings without `pre` or `code`: boxes that are called code, with one element a line, often behind a number."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re
from cleaner.model import StandIn
from cleaner.page.dom import TEXT, children
from cleaner.page.elements import BOUNDARIES
from cleaner.page.outer_nodes import outer_nodes

if TYPE_CHECKING:
    from cleaner.page.dom import Node, Page

# A box of code, and a line in one, by their class; "postcode" and "headline" are none.
_BOX: Final = re.compile(r"(?:^|[\W_])code(?:-?(?:block|snippet|box|listing|lines?|wrap\w*))?(?:$|[\W_])|Code(?![a-z])")
_LINE: Final = re.compile(r"(?:^|[\W_])line(?:$|[^a-z])|Line(?![a-z])")
_NAMED: Final = ", ".join(
    f"{tag}[class*='{said}']" for tag in ("div", "section", "figure", "ol") for said in ("code", "Code")
)
_HOLDERS: Final = "div, ol, ul, section"
# Fewest lines of such a listing: one line with a number before it may as well be a value and its label.
_LINES: Final = 2
# Most digits of a line's number; longer ones are values.
_MAX_DIGITS: Final = 6
# Most boxes of code around one that is still read. Each is read whole, so that without a bound boxes in boxes would
# take time that grows with the square of their number.
_MOST_AROUND: Final = 20


def names_code(classes: str) -> bool:
    """Whether an element's classes say that it holds code."""
    return _BOX.search(classes) is not None


def code_lines(page: Page, known: Container[int]) -> dict[int, StandIn]:
    """What stands for the elements that hold the lines of such listings.

    Args:
        page: a parsed page.
        known: ids of elements that something stands for already.
    """
    named = [box for box in page.select(_NAMED) if names_code(box.attributes.get("class") or "")]
    found: dict[int, StandIn] = {}
    seen: set[int] = set()
    for box in outer_nodes(named, _MOST_AROUND):
        for holder in (box, *box.css(_HOLDERS)):
            if holder.mem_id in seen or holder.mem_id in known:
                continue
            seen.add(holder.mem_id)
            if code := _code_of(holder):
                found[holder.mem_id] = StandIn(code, tag="pre")
    return found


def _code_of(holder: Node) -> str:
    """The code of an element that holds nothing but lines of it; empty for any other."""
    lines = [child for child in children(holder) if child.tag_id != TEXT or (child.text_content or "").strip()]
    if len(lines) < _LINES or lines[0].tag not in BOUNDARIES or any(line.tag != lines[0].tag for line in lines):
        return ""
    numbers = _numbers(lines)
    if not numbers and not all(_LINE.search(line.attributes.get("class") or "") for line in lines):
        return ""
    if any(part.tag in BOUNDARIES for line in lines for part in children(line)):
        return ""
    return "\n".join(_text_of(line, numbers) for line in lines).strip("\n")


def _numbers(lines: Sequence[Node]) -> frozenset[int]:
    """Elements at the beginnings of the lines that count these; none where they do not."""
    first = [next((part for part in children(line) if not _is_blank(part)), None) for line in lines]
    found: set[int] = set()
    following = -1
    for part in first:
        text = part.first_child if part is not None and part.tag_id != TEXT else None
        said = (text.text_content or "").strip() if text is not None and text.next is None else ""
        if part is None or not said.isdecimal() or len(said) > _MAX_DIGITS or following not in (-1, int(said)):
            return frozenset()
        following = int(said) + 1
        found.add(part.mem_id)
    return frozenset(found)


def _is_blank(node: Node) -> bool:
    return node.tag_id == TEXT and not (node.text_content or "").strip()


def _text_of(line: Node, numbers: Container[int]) -> str:
    """The text of a line without its number, as it is indented."""
    parts = [
        _without_line_ends((part.text_content if part.tag_id == TEXT else part.text()) or "")
        for part in children(line)
        if part.mem_id not in numbers and part.tag != "button"
    ]
    return "".join(parts).replace("\u00a0", " ").rstrip()


def _without_line_ends(text: str) -> str:
    """The text without the line ends of the markup and the blanks around them."""
    if "\n" not in text:
        return text
    first, *between, last = text.split("\n")
    return "".join((first.rstrip(), *map(str.strip, between), last.lstrip()))
