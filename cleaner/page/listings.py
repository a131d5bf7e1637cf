"""Listings of code → their lines, however the page marks them up; without line numbers and buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from cleaner.model import StandIn
from cleaner.page.dom import TEXT, children
from cleaner.page.listing_labels import is_label, language
from cleaner.page.listing_parts import (
    BREAK_QUERY,
    MAX_BUTTON_CHARS,
    Inside,
    look_inside,
    places,
    read_lines,
    styled,
    told_by,
)
from cleaner.page.outer_nodes import outer_nodes

if TYPE_CHECKING:
    from cleaner.page.dom import Node, Page

# Elements that hold code or data: beside a listing such a one is no button, nor is what holds one.
_CODE: Final = "pre, code, table"
_HOLDS_CODE: Final = frozenset(("pre", "code", "table"))
_MAX_LABELS: Final = 8  # most elements of a listing that are asked whether they are its label
# Elements of a listing around another one: highlighters put five into one another.
_MOST_AROUND: Final = 20
_MAX_DIGITS: Final = 6  # digits of the highest line number
# What gives each number and each line an element of its own.
_LINES: Final = "span, div, td, li"
# Numbers on lines of their own are taken for line numbers where there are at least so many, most of them over a line of
# code that is not empty.
_NUMBERED: Final = 3


def listings(page: Page, *, kept_lines: bool = False) -> dict[int, StandIn]:
    """What stands for the page's listings, by node id; empty texts for the buttons beside them.

    Args:
        page: a parsed page.
        kept_lines: whether boxes whose style keeps their lines are looked for as well.
    """
    beside, codes, roots = places(page)
    found: dict[int, StandIn] = {node.mem_id: StandIn("") for node in beside}
    for root in _line_boxes(codes):
        held = look_inside(root)
        found[root.mem_id] = StandIn(code_of(root, held), tag="pre", language=language(root, held))
    within = set(found)
    for root in outer_nodes(roots, _MOST_AROUND):
        if root.mem_id in within or (root.tag == "code" and root.css_first(BREAK_QUERY) is None):
            continue
        held = look_inside(root)
        if held.has_prose:
            continue
        within.update(held.boxes)
        if _is_column_of_numbers(root):
            found[root.mem_id] = StandIn("")
            continue
        named = language(root, held)
        if text := code_of(root, held, named):
            found[root.mem_id] = StandIn(text, tag="pre", language=named)
        for button in _buttons(root, named):
            found[button.mem_id] = StandIn("")
    for root in styled(page) if kept_lines else ():
        held = look_inside(root)
        has_prose = held.has_prose and (root.tag != "p" or root.css_first("img") is not None)
        if root.mem_id not in within and not has_prose and found.keys().isdisjoint(held.boxes):
            within.update(held.boxes)
            found[root.mem_id] = StandIn(code_of(root, held), tag="pre", language=language(root, held))
    return found


def _line_boxes(codes: Iterable[Node]) -> Iterator[Node]:
    """Lists and boxes that hold nothing but lines of code, each in an element of its own, one of them indented."""
    seen: set[int] = set()
    for line in codes:
        item = line.parent
        box = item.parent if item is not None else None
        if box is None or box.mem_id in seen or box.tag not in {"ol", "ul", "div"}:
            continue
        seen.add(box.mem_id)
        items = [child for child in children(box) if child.tag_id != TEXT or (child.text_content or "").strip()]
        if (
            len(items) > 1
            and all(map(_is_code_alone, items))
            and any((item.text() or " ")[0] in " \u00a0\t" for item in items)
        ):
            yield box


def _is_code_alone(item: Node) -> bool:
    inside = [child for child in children(item) if child.tag_id != TEXT or (child.text_content or "").strip()]
    return len(inside) == 1 and inside[0].tag == "code"


def _is_column_of_numbers(root: Node) -> bool:
    """Whether a `pre` numbers the lines of another one in the next cell."""
    cell = root.parent
    if root.tag != "pre" or cell is None or cell.tag != "td":
        return False
    after = next((beside for beside in _following(cell) if beside.tag == "td"), None)
    return after is not None and after.css_first("pre, code") is not None and _counts_up((root.text() or "").split())


def _following(node: Node) -> Iterator[Node]:
    after = node.next
    while after is not None:
        yield after
        after = after.next


def _counts_up(words: list[str]) -> bool:
    if len(words) < 2 or not all(word.isdecimal() and len(word) <= _MAX_DIGITS for word in words):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(words))


def code_of(root: Node, held: Inside, named: str = "") -> str:
    """The lines of a listing, as they are indented, without a label that says the language."""
    text = read_lines(root, _line_numbers(held) | _labels_within(held, named))
    lines = [line.rstrip() for line in text.replace("\u00a0", " ").replace("\r\n", "\n").strip("\n").split("\n")]
    if lines[0].isdecimal() and root.css_first(_LINES) is not None:
        lines = _without_numbers(lines)
    return "\n".join(lines).strip("\n")


def _without_numbers(lines: list[str]) -> list[str]:
    """The lines of code, where each stands below a line that is nothing but its number.

    Styles that come and go with each build name such numbers, so that no class tells them.
    """
    numbers, code = lines[::2], lines[1::2]
    if len(code) < _NUMBERED or 2 * len([line for line in code if line]) < len(code) or not _counts_up(numbers):
        return lines
    return lines if all(map(str.isdecimal, filter(None, code))) else code


def _labels_within(held: Inside, named: str) -> frozenset[int]:
    """Boxes over the only code of a listing that say its language, or what their buttons do."""
    return frozenset(box.mem_id for box in islice(held.labels, _MAX_LABELS) if is_label(box, named))


def _line_numbers(held: Inside) -> frozenset[int]:
    """Elements with a class of numbers that count up from one to the next, as lines do and literals seldom."""
    rows: dict[str, list[Node]] = {}
    for node in held.counted:
        rows.setdefault(node.attributes.get("class") or "", []).append(node)
    found: set[int] = set()
    for nodes in rows.values():
        if _counts_up([word for node in nodes for word in (node.text() or "").split()]):
            found.update(node.mem_id for node in nodes)
    return frozenset(found)


def _buttons(root: Node, named: str) -> Iterator[Node]:
    """Buttons and labels right beside a listing, or beside the boxes that hold nothing else."""
    box = root
    for _ in range(2):
        for beside in (*_neighbours(box, forward=False), *_neighbours(box, forward=True)):
            text = (beside.text() or "").strip()
            if not text or len(text) > MAX_BUTTON_CHARS or beside.tag in _HOLDS_CODE or beside.css_first(_CODE):
                continue
            is_button = beside.tag == "button" or told_by(beside.attributes.get("class") or "")[1]
            if is_button or is_label(beside, named):
                yield beside
            else:
                yield from beside.css("button")  # what else stands there names the file, or what the code is for
        parent = box.parent
        if parent is None or parent.tag not in {"div", "figure", "pre", "section"}:
            return
        box = parent


def _neighbours(node: Node, *, forward: bool) -> list[Node]:
    """The two elements before or behind, as far as only white space lies between."""
    found: list[Node] = []
    beside = node.next if forward else node.prev
    while beside is not None and len(found) < 2:
        if beside.tag_id != TEXT:
            found.append(beside)
        elif (beside.text_content or "").strip():
            break
        beside = beside.next if forward else beside.prev
    return found
