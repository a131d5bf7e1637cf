"""What the walk in Python asks of one element as a whole: how it is laid out, whether it is hidden, its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.model import Marks, StandIns
from cleaner.page.dom import TEXT, tag_ids
from cleaner.page.elements import BLOCK, DISPLAY, FORMULAS, HEADINGS, INLINE, INVISIBLE, SKIP
from cleaner.page.hiding_styles import HIDDEN, SHOWN, TRANSPARENT, look_of

if TYPE_CHECKING:
    from cleaner.page.dom import Node

NAMES = tag_ids(DISPLAY)
"""The parser's number of each element → its name."""
# The parser's number of each element → what it means for the article; and the numbers of headings.
DISPLAY_BY_NUMBER = {number: DISPLAY[name] for number, name in NAMES.items()}
_HEADINGS = frozenset(tag_ids(HEADINGS).keys())

# What a rule drops, or the page hides, inside a paragraph is taken out of it in one piece, unless it is longer: whole
# cards and stories stand in a `span` or `a`, too.
MAX_ASIDE_CHARS = 1_000


def display_of_other(node: Node) -> int:
    """Kind of a node that the table of elements does not know: custom elements are boxes of their own making."""
    name = node.tag
    if name is None or name.startswith(("-", "!")):
        return SKIP  # comments, doctypes, processing instructions
    return DISPLAY.get(name, BLOCK if "-" in name else INLINE)


def hides(node: Node, attributes: dict[str, str | None]) -> bool:
    """Whether an element's attributes hide it from readers."""
    if attributes.get("aria-hidden") == "true" or _is_hidden(attributes):
        return True
    css = attributes.get("style")
    look = SHOWN if css is None else look_of(css, heading=node.tag_id in _HEADINGS)
    return look == HIDDEN or (look == TRANSPARENT and _begins_with_text(node))


def is_unopened(node: Node, attributes: dict[str, str | None]) -> bool:
    """Whether an element is shown to nobody: a `dialog` that is not open, or what browsers without scripts show."""
    return node.tag == "noscript" or (node.tag == "dialog" and "open" not in attributes)


def hides_inline(attributes: dict[str, str | None]) -> bool:
    """Whether its attributes hide a part of a line; `aria-hidden` says there only that it need not be read out."""
    css = attributes.get("style")
    return _is_hidden(attributes) or (css is not None and look_of(css) != SHOWN)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found"


def _begins_with_text(node: Node) -> bool:
    """Whether an element begins with text of its own; one that only holds other elements lays out the page."""
    first = node.first_child
    return first is not None and first.tag_id == TEXT and not (first.text_content or "").isspace()


def in_head(cell: Node) -> bool:
    """Whether a cell stands in a table's head, whatever it is called."""
    row = cell.parent
    return row is not None and row.parent is not None and row.parent.tag == "thead"


def follows_paragraph(node: Node) -> bool:
    """Whether an `aside` stands right behind a paragraph, or in one that does: it is set into a story."""
    before = node.prev
    if node.tag != "aside":
        return False
    if node.parent is not None and node.parent.tag == "aside":
        return True
    if before is not None and before.tag_id == TEXT:
        if not (before.text_content or "").isspace():
            return False
        before = before.prev
    return before is not None and before.tag == "p"


def keeps_lines(css: str | None) -> bool:
    """Whether a style attribute may say that lines and blanks stay as they stand."""
    return css is not None and "white-space" in css and "pre" in css


def sets_lines(child: Node, css: str | None) -> bool:
    """Whether the style of a part of a line may keep its lines, or set one that is text alone on lines of its own."""
    if css is None or keeps_lines(css):
        return css is not None
    return child.tag_id == TEXT and child.next is None and "display" in css and "block" in css


def has_formula(node: Node) -> bool:
    """Whether an element that shows nothing by itself holds a formula."""
    return node.tag in FORMULAS or (node.tag == "script" and (node.attributes.get("type") or "").startswith("math/"))


def texts(attributes: dict[str, str | None]) -> dict[str, str]:
    """The attributes with an empty text where one has no value."""
    return {name: value or "" for name, value in attributes.items()}


def aside_text(node: Node, marks: Marks, stand_ins: StandIns) -> str | None:
    """Text of an element that is taken out of its paragraph; None when it is too long for that."""
    found = gather(node, marks, stand_ins)
    return found if found is not None and len(found) <= MAX_ASIDE_CHARS else None


def gather(root: Node, marks: Marks, stand_ins: StandIns) -> str | None:
    """Text of a whole area, with a space between its text nodes; None when a rule has its word inside.

    Mostly the parser's own loop does it: areas hold a third of a page's nodes.
    """
    if marks and any(found.action != "drop" for node in root.traverse() if (found := marks.get(node.mem_id))):
        return None
    if not stand_ins and root.css_first(INVISIBLE) is None:
        return " ".join(root.text(separator=" ").split())
    parts: list[str] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.mem_id in stand_ins and node is not root:
            parts.append(stand_ins[node.mem_id].text)
        elif node.tag_id == TEXT:
            parts.append(node.text_content or "")
        elif (DISPLAY_BY_NUMBER[node.tag_id] if node.tag_id in DISPLAY_BY_NUMBER else display_of_other(node)) != SKIP:
            stack += reversed(list(node.iter(include_text=True)))
    return " ".join(" ".join(parts).split())
