"""Formulas of which KaTeX left only the boxes that it draws → TeX; what is drawn otherwise is read as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re
from cleaner.page.dom import TEXT, children
from cleaner.page.mathml import joined, written
from cleaner.page.tex_signs import FUNCTIONS

if TYPE_CHECKING:
    from cleaner.page.dom import Node

# How far a box is set above or below where it would stand.
_TOP: Final = re.compile(r"(?:^|[\s;])top:\s*(-?\d+(?:\.\d+)?)em")
# Classes that set a font, which are the names of TeX's commands for it as well.
_FONTS: Final = ("mathbb", "mathcal", "mathbf", "mathfrak", "mathscr", "mathsf", "mathtt", "mathrm")
# Classes of boxes without text: they only reserve room. Lines of fractions and signs of roots are among them, since
# the box that they belong to tells the fraction or the root.
_EMPTY: Final = frozenset(
    ("strut", "pstrut", "mspace", "vlist-s", "nulldelimiter", "frac-line", "hide-tail", "katex-mathml", "arraycolsep")
)
# Shapes that are not read: the formula is left as it is.
_UNREAD: Final = frozenset("accent overline underline boxed munder mover x-arrow stretchy cancel-pad".split())  # noqa: SIM905
_MOST_DEPTH: Final = 60


class _UnreadError(Exception):
    """A shape that has no reading here."""


def drawn_tex(root: Node) -> str:
    """TeX of a formula that is drawn in boxes; empty for one that holds shapes which are not read."""
    try:
        return " ".join(_read(root, 0).split())
    except _UnreadError:
        return ""


def _read(node: Node, depth: int) -> str:
    if node.tag_id == TEXT:
        return written((node.text_content or "").replace("\u200b", ""))
    names = (node.attributes.get("class") or "").split()
    if depth > _MOST_DEPTH or not _UNREAD.isdisjoint(names):
        raise _UnreadError
    if not _EMPTY.isdisjoint(names):
        return " " if "mspace" in names else ""
    for name in names:
        if name in _BUILT:
            return _BUILT[name](node, depth)
    return _styled(names, joined(*[_read(child, depth + 1) for child in children(node)]))


def _styled(names: list[str], inside: str) -> str:
    """What is in a box, in its font."""
    if "text" in names:
        return rf"\text{{{inside}}}"
    if "mop" in names and inside in FUNCTIONS:
        return f"\\{inside}"
    font = next((name for name in _FONTS if name in names), "")
    return rf"\{font}{{{inside}}}" if font and inside.strip() else inside


def _rows(node: Node, depth: int) -> list[tuple[Node, str]]:
    """The boxes that are stacked in a node, the uppermost first, each with its TeX."""
    stack = node.css_first(".vlist")
    if stack is None:
        raise _UnreadError
    placed: list[tuple[float, int, Node]] = []
    for child in children(stack):
        top = _TOP.search(child.attributes.get("style") or "") if child.tag_id != TEXT else None
        if top is not None:
            placed.append((float(top[1]), len(placed), child))
    return [(child, _read(child, depth + 1).strip()) for _, _, child in sorted(placed, key=lambda one: one[:2])]


def _scripts(node: Node, depth: int) -> str:
    rows = [tex for _, tex in _rows(node, depth)]
    if len(rows) == 1:
        # A single script is a subscript where there is a second row, which reserves the room below the line.
        return f"_{{{rows[0]}}}" if node.css_first(".vlist-t2") is not None else f"^{{{rows[0]}}}"
    if len(rows) != 2:
        raise _UnreadError
    return f"_{{{rows[1]}}}^{{{rows[0]}}}"


def _fraction(node: Node, depth: int) -> str:
    rows = [tex for _, tex in _rows(node, depth) if tex]
    if len(rows) != 2:
        raise _UnreadError
    return rf"\frac{{{rows[0]}}}{{{rows[1]}}}"


def _root(node: Node, depth: int) -> str:
    degree = next((child for child in children(node) if "root" in (child.attributes.get("class") or "").split()), None)
    stacks = [child for child in children(node) if degree is None or child.mem_id != degree.mem_id]
    inside = [tex for stack in stacks for _, tex in _rows(stack, depth) if tex]
    if len(inside) != 1:
        raise _UnreadError
    of = f"[{_rows(degree, depth)[0][1]}]" if degree is not None else ""
    return rf"\sqrt{of}{{{inside[0]}}}"


def _limits(node: Node, depth: int) -> str:
    rows = _rows(node, depth)
    at = next((place for place, (box, _) in enumerate(rows) if box.css_first(".mop") is not None), -1)
    if at < 0 or len(rows) > 3:
        raise _UnreadError
    below = f"_{{{rows[at + 1][1]}}}" if at + 1 < len(rows) else ""
    above = f"^{{{rows[at - 1][1]}}}" if at else ""
    return f"{rows[at][1]}{below}{above}"


def _table(node: Node, depth: int) -> str:
    columns = [[tex for _, tex in _rows(child, depth)] for child in children(node) if child.css_first(".vlist")]
    if len({len(column) for column in columns}) != 1:
        raise _UnreadError
    lines = r" \\ ".join(" & ".join(row) for row in zip(*columns, strict=True))
    return rf"\begin{{matrix}} {lines} \end{{matrix}}"


# What reads a box that is built of others, by its class.
_BUILT: Final[Mapping[str, Callable[[Node, int], str]]] = {
    "msupsub": _scripts,
    "mfrac": _fraction,
    "sqrt": _root,
    "op-limits": _limits,
    "mtable": _table,
}
