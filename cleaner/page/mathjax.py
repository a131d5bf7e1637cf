"""What MathJax 3 and 4 drew, in boxes or as shapes → MathML, where they left no source of the formula beside it.

Each box and shape is called after the element of MathML that it draws, and each sign after its character.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re

if TYPE_CHECKING:
    from cleaner.page.dom import Node

# The class of a character that is drawn, with its number: `mjx-c1D465`.
_CHARACTER: Final = re.compile(r"(?:^|\s)mjx-c([0-9A-F]{1,6})(?:\s|$)")
# How far down a shape is moved: "translate(120,-450)".
_MOVED: Final = re.compile(r"translate\(\s*[-\d.]+[\s,]+(-?[\d.]+)")
# Elements of MathML that hold a text; and those of a table, which hold each other.
_TOKENS: Final = frozenset(("mi", "mn", "mo", "mtext", "ms"))
_ROWS: Final = frozenset(("mtable", "mtr", "mtd"))
# Where a box keeps the parts of what it draws, in MathML's order.
_PARTS: Final = {
    "mfrac": ("num", "den"),
    "msqrt": ("box",),
    "mroot": ("box", "root"),
    "mover": ("base", "over"),
    "munder": ("base", "under"),
    "munderover": ("base", "under", "over"),
}
_SCRIPTED: Final = {"msup": "msup", "msub": "msub", "mover": "msup", "munder": "msub"}
_PAIRS: Final = frozenset(("msup", "msub", "mfrac", "mover", "munder"))
_BOTH: Final = frozenset(("msubsup", "munderover"))
_FRAMES: Final = frozenset(
    ("mjx-frac", "mjx-dbox", "mjx-dtable", "mjx-row", "mjx-sqrt", "mjx-box", "mjx-munder", "mjx-mover")
)
_SURD: Final = "√"
_MAX_DEPTH: Final = 60


def drawn_mathml(container: Node) -> str:
    """MathML of a formula that was drawn in boxes; empty where there is none."""
    math = container.css_first("mjx-math")
    return _math(_box_parts(math, 0)) if math is not None else ""


def shaped_mathml(container: Node) -> str:
    """MathML of a formula that was drawn as shapes; empty where there is none."""
    math = container.css_first("[data-mml-node=math]")
    return _math("".join(_shape(child, 0) for child in _shapes(math))) if math is not None else ""


def _math(inside: str) -> str:
    return f"<math>{inside}</math>" if re.search(r">[^<\s]", inside) else ""


def _element(name: str, *parts: str) -> str:
    inside = "".join(f"<mrow>{part}</mrow>" for part in parts)
    return f"<{name}>{inside}</{name}>"


def _token(name: str, characters: str) -> str:
    return f"<{name}>{escape(characters)}</{name}>"


def _box(node: Node, depth: int) -> str:
    name = (node.tag or "")[4:].lower()
    if depth > _MAX_DEPTH:
        return ""
    if name in _TOKENS:
        return _token(name, _characters(node))
    scripts = _child(node, "mjx-script")
    if scripts is not None:
        return _scripted(node, name, scripts, depth)
    if name in _PARTS:
        places = [_part(node, f"mjx-{part}") for part in _PARTS[name]]
        return _element(name, *(_box_parts(place, depth) if place is not None else "" for place in places))
    inside = _box_parts(node, depth)
    return f"<{name}>{inside}</{name}>" if name in _ROWS else inside


def _scripted(node: Node, name: str, scripts: Node, depth: int) -> str:
    base = "".join(_box(child, depth + 1) for child in node.iter() if child.tag != "mjx-script")
    written = [part for child in scripts.iter() if (part := _box(child, depth + 1))]
    if name in _BOTH and len(written) == 2:
        return _element("msubsup", base, written[1], written[0])
    return _element(_SCRIPTED.get(name, "msup"), base, "".join(written))


def _box_parts(node: Node, depth: int) -> str:
    return "".join(_box(child, depth + 1) for child in node.iter())


def _child(node: Node, tag: str) -> Node | None:
    return next((child for child in node.iter() if child.tag == tag), None)


def _part(node: Node, tag: str) -> Node | None:
    """The place of a part, through boxes that draw no element of their own."""
    waiting = list(node.iter())
    while waiting:
        child = waiting.pop(0)
        if child.tag == tag:
            return child
        if child.tag in _FRAMES:
            waiting += child.iter()
    return None


def _characters(node: Node) -> str:
    """The signs of a box; of one that is put together from several pieces, the one that they make."""
    if (whole := node.css_first("mjx-stretchy-v, mjx-stretchy-h")) is not None:
        found = _CHARACTER.search(whole.attributes.get("class") or "")
        return chr(int(found[1], 16)) if found else ""
    out = []
    for sign in node.css("mjx-c, mjx-utext"):
        found = _CHARACTER.search(sign.attributes.get("class") or "")
        out.append(chr(min(int(found[1], 16), 0x10FFFF)) if found else sign.text() or "")
    return "".join(out)


def _shapes(node: Node) -> Iterator[Node]:
    """The shapes of the elements within, through groups that only move them."""
    for child in node.iter():
        if "data-mml-node" in child.attributes:
            yield child
        elif child.tag in {"g", "svg"}:
            yield from _shapes(child)


def _shape(node: Node, depth: int) -> str:
    name = (node.attributes.get("data-mml-node") or "").lower()
    if depth > _MAX_DEPTH:
        return ""
    if name in _TOKENS:
        return _token(name, _signs(node))
    children = list(_shapes(node))
    parts = [_shape(child, depth + 1) for child in children]
    if name in {"msqrt", "mroot"}:
        parts = [part for part in parts if part != _token("mo", _SURD)]
        return _element(name, *parts) if name == "mroot" and len(parts) == 2 else _element("msqrt", "".join(parts))
    if name in _BOTH and len(parts) == 3:
        low, high = (1, 2) if _height(children[1]) < _height(children[2]) else (2, 1)
        return _element(name, parts[0], parts[low], parts[high])
    if name in _PAIRS and len(parts) == 2:
        return _element(name, *parts)
    return f"<{name}>{''.join(parts)}</{name}>" if name in _ROWS else "".join(parts)


def _height(shape: Node) -> float:
    found = _MOVED.search(shape.attributes.get("transform") or "")
    return float(found[1]) if found else 0.0


def _signs(node: Node) -> str:
    out = []
    for sign in node.css("[data-c], text"):
        code = sign.attributes.get("data-c")
        out.append(chr(int(code, 16)) if code and re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else sign.text() or "")
    return "".join(out)
