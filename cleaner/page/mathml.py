"""MathML → TeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from cleaner.page.tex_signs import ACCENTS, FUNCTIONS, LIMITS, SIGNS, VARIANTS

if TYPE_CHECKING:
    from cleaner.page.dom import Node

# Deeper formulas are hostile; their text is taken as it is.
_MAX_DEPTH: Final = 60
_UNIT: Final = ascii_lowercase + "%"
_COMMAND: Final = re.compile(r"\\[A-Za-z]+$")
_LONGEST_COMMAND: Final = 64
_SPECIAL: Final = re.compile(r"([#$%&_{}])")
# A single letter, digit or command: TeX needs no braces around it.
_ATOM: Final = re.compile(r"\\[A-Za-z]+|[^\\{}]|\\[#$%&_{}]")
_BARS: Final = {"|": "|", "‖": r"\|"}
_OPENING: Final = _BARS | dict(zip("([{⟨⌊⌈", ("(", "[", r"\{", r"\langle", r"\lfloor", r"\lceil"), strict=True))
_CLOSING: Final = _BARS | dict(zip(")]}⟩⌋⌉", (")", "]", r"\}", r"\rangle", r"\rfloor", r"\rceil"), strict=True))
_TALL: Final = (r"\frac", r"\begin", r"\sum", r"\int", r"\prod", r"\sqrt")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b\u200c\u200d\ufeff"))
_NAMES: Final = frozenset(("mi", "mn", "mo", "mtext", "ms", "mspace"))
_NOTES: Final = frozenset(("annotation", "annotation-xml"))
_UNWRITTEN: Final = _NOTES | {"mphantom", "none", "mprescripts"}


def tex_of(math: Node, depth: int = 0) -> str:
    """TeX of a MathML element, without dollar signs."""
    name = _name(math)
    if depth > _MAX_DEPTH:
        return written(math.text())
    if name in _UNWRITTEN:
        return ""
    if name in _NAMES:
        return _token(math, name)
    children = [child for child in math.iter() if _name(child) not in _NOTES]
    if name == "mtable":
        return _table(math, depth)
    if name == "mmultiscripts":
        return _multiscripts(children, depth)
    return _built(math, name, children, [tex_of(child, depth + 1) for child in children])


def _name(node: Node) -> str:
    """Name of an element, without the prefix that some pages give to all of them."""
    return (node.tag or "").lower().rpartition(":")[2]


def _built(math: Node, name: str, children: list[Node], parts: list[str]) -> str:
    """What an element makes of its children's TeX."""
    build = _BUILDERS.get(name)
    if build is not None and len(parts) == build[0]:
        return build[1](math, *parts)
    if name == "mfenced":
        return _fenced(math, parts)
    inside = _row(children, parts)
    if name == "msqrt":
        return rf"\sqrt{{{inside}}}"
    return _enclosed(math.attributes.get("notation") or "", inside) if name == "menclose" else inside


def _token(node: Node, name: str) -> str:
    if name == "mspace":
        return _space(node.attributes.get("width") or "")
    text = " ".join(node.text().translate(_UNSEEN).split()) if name != "mtext" else node.text()
    if name in {"mtext", "ms"}:
        return rf"\text{{{_SPECIAL.sub(_escape, text)}}}" if text.strip() else r"\ " if text else ""
    said = written(text)
    plain = unicodedata.normalize("NFKC", text)
    if name != "mn" and len(plain) > 1 and plain.isalpha() and plain.isascii():
        return f"\\{plain}" if plain in FUNCTIONS else rf"\mathrm{{{plain}}}"
    if name == "mo" or not said:
        return said
    look = VARIANTS.get(node.attributes.get("mathvariant") or "")
    return f"{look}{{{said}}}" if look else said


def written(text: str) -> str:
    """Characters as TeX writes them."""
    signs = []
    for char in text.translate(_UNSEEN):
        plain = char if char in SIGNS else unicodedata.normalize("NFKC", char)
        signs.append(SIGNS.get(plain) or _SPECIAL.sub(_escape, plain))
    return joined(*signs)


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[1]}"


def joined(*parts: str) -> str:
    """Parts in a row, with a blank where a command would swallow the letters behind it."""
    out: list[str] = []
    end = ""  # of what there is so far
    for part in parts:
        if part and end and part[0].isalpha() and _COMMAND.search(end):
            out.append(" ")
        out.append(part)
        end = (end + part[-_LONGEST_COMMAND:])[-_LONGEST_COMMAND:]
    return "".join(out)


def _row(children: list[Node], parts: list[str]) -> str:
    """Elements in a row; brackets around something tall grow with it, an open brace before a table makes cases."""
    first, last = (_operator(children[0]), _operator(children[-1])) if children else ("", "")
    inside = joined(*parts[1:-1])
    if len(parts) > 2 and first in _OPENING and last in _CLOSING and any(tall in inside for tall in _TALL):
        return joined(rf"\left{_OPENING[first]}", inside, rf"\right{_CLOSING[last]}")
    if len(parts) == 2 and first == "{" and parts[1].startswith(r"\begin{matrix}"):
        return parts[1].replace("{matrix}", "{cases}")
    return joined(*parts)


def _operator(node: Node) -> str:
    return node.text().strip() if _name(node) == "mo" else ""


def _braced(part: str) -> str:
    return f"{{{part}}}"


def _base(part: str) -> str:
    return part if _ATOM.fullmatch(part) else _braced(part)


def _sub(_: Node, base: str, low: str) -> str:
    return f"{_base(base)}_{_braced(low)}"


def _sup(_: Node, base: str, high: str) -> str:
    primes = {"'": "'", "′": "'", "″": "''", r"\prime": "'"}.get(high)
    return f"{_base(base)}{primes}" if primes else f"{_base(base)}^{_braced(high)}"


def _subsup(_: Node, base: str, low: str, high: str) -> str:
    return f"{_base(base)}_{_braced(low)}^{_braced(high)}"


def _frac(node: Node, above: str, below: str) -> str:
    if (node.attributes.get("linethickness") or "1").strip() in {"0", "0px", "0pt", "0em"}:
        return rf"{{{above} \atop {below}}}"
    return rf"\frac{{{above}}}{{{below}}}"


def _root(_: Node, inside: str, degree: str) -> str:
    return rf"\sqrt[{degree}]{{{inside}}}"


def _over(node: Node, base: str, above: str) -> str:
    if base in LIMITS:
        return f"{base}^{_braced(above)}"
    accent = ACCENTS.get((_last_text(node), True))
    return f"{accent}{{{base}}}" if accent else rf"\overset{{{above}}}{{{base}}}"


def _under(node: Node, base: str, below: str) -> str:
    if base in LIMITS:
        return f"{base}_{_braced(below)}"
    accent = ACCENTS.get((_last_text(node), False))
    return f"{accent}{{{base}}}" if accent else rf"\underset{{{below}}}{{{base}}}"


def _underover(_: Node, base: str, below: str, above: str) -> str:
    if base in LIMITS:
        return f"{base}_{_braced(below)}^{_braced(above)}"
    return rf"\overset{{{above}}}{{\underset{{{below}}}{{{base}}}}}"


def _last_text(node: Node) -> str:
    children = list(node.iter())
    return (children[-1].text() or "").strip()


def _fenced(node: Node, parts: list[str]) -> str:
    start, end = node.attributes.get("open", "("), node.attributes.get("close", ")")
    marks = (node.attributes.get("separators", ",") or "").replace(" ", "")
    out = parts[:1]
    for place, part in enumerate(parts[1:]):
        out += [written(marks[min(place, len(marks) - 1)]) if marks else "", part]
    opening, closing = _OPENING.get(start or "", start or "."), _CLOSING.get(end or "", end or ".")
    return joined(rf"\left{opening}", *out, rf"\right{closing}")


def _enclosed(notation: str, inside: str) -> str:
    if "strike" in notation:
        return rf"\cancel{{{inside}}}"
    if "box" in notation:
        return rf"\boxed{{{inside}}}"
    return rf"\sqrt{{{inside}}}" if "radical" in notation else inside


def _space(width: str) -> str:
    try:
        size = float(width.strip().rstrip(_UNIT) or 0)
    except ValueError:
        return r"\;"
    return "" if size <= 0 else r"\," if size < 0.25 else r"\;" if size < 0.9 else r"\quad "


def _table(table: Node, depth: int) -> str:
    rows = []
    for row in table.iter():
        if _name(row) in {"mtr", "mlabeledtr"}:
            cells = [cell for cell in row.iter() if _name(cell) == "mtd"]
            rows.append(" & ".join(tex_of(cell, depth + 1) for cell in cells))
    align = (table.attributes.get("columnalign") or "").split()
    environment = "aligned" if align[:2] == ["right", "left"] else "matrix"
    inside = r" \\ ".join(rows)
    return rf"\begin{{{environment}}}{inside}\end{{{environment}}}"


def _multiscripts(children: list[Node], depth: int) -> str:
    """`{}_{a}^{b}X_{c}^{d}`: pairs of scripts behind the base, then those before it."""
    if not children:
        return ""
    scripts: list[str] = []
    before: list[str] = []
    into = scripts
    for child in children[1:]:
        if _name(child) == "mprescripts":
            into = before
        else:
            into.append(tex_of(child, depth + 1))
    return f"{_pairs(before, '{}')}{_pairs(scripts, _base(tex_of(children[0], depth + 1)))}"


def _pairs(scripts: list[str], base: str) -> str:
    if not scripts:
        return base if base != "{}" else ""
    low = "".join(scripts[::2])
    high = "".join(scripts[1::2])
    return base + (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")


# Name → how many children it has, and what is made of them.
_BUILDERS: Final[dict[str, tuple[int, Callable[..., str]]]] = {
    "msub": (2, _sub),
    "msup": (2, _sup),
    "msubsup": (3, _subsup),
    "mfrac": (2, _frac),
    "mroot": (2, _root),
    "mover": (2, _over),
    "munder": (2, _under),
    "munderover": (3, _underover),
}
