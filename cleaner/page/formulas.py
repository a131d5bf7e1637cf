"""Formulas of a page, however they are marked up or were drawn by a script → TeX between dollar signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from cleaner.model import FORMULA, StandIn
from cleaner.page.mathml import tex_of

if TYPE_CHECKING:
    from cleaner.page.dom import Node, Page

# Elements that hold a whole formula, outermost first: MediaWiki's, KaTeX', MathJax 3's and 4's, MathJax 2's.
_DRAWN: Final = (
    ".mwe-math-element, .katex-display, .katex, mjx-container, .MathJax_Display, .MathJax_SVG_Display,"
    " .MJXc-display, .MathJax, .MathJax_SVG, .MathJax_CHTML, .mjx-chtml, .MathJax_MathML"
)
_PREVIEWS: Final = ".MathJax_Preview, .MJX_Assistive_MathML, mjx-assistive-mml"
_SOURCES: Final = "script[type^='math/']"
_DISPLAYED: Final = re.compile(r"display", re.IGNORECASE)
_SOURCE_ATTRIBUTES: Final = ("data-latex", "data-tex", "data-katex", "data-formula")

# Delimiters that pages write around TeX themselves.
_AROUND: Final = (
    ("$$", "$$"),
    (r"\[", r"\]"),
    (r"\(", r"\)"),
    ("$", "$"),
    ("[tex]", "[/tex]"),
    ("[latex]", "[/latex]"),
)
# What says that a picture shows a formula: the class that plug-ins and wikis give it, the services that draw it.
_PICTURE_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:la)?tex(?:$|[\s_-])|math|equation|formula", re.IGNORECASE)
_PICTURE_SOURCE: Final = re.compile(
    r"latex\.php|codecogs|mimetex|mathtex|/(?:la)?tex(?:render|/|\?)|/math/render|/latexrender|/math/\w+/",
    re.IGNORECASE,
)
_CODED: Final = re.compile(
    r"(?:codecogs\.com/[a-z.]*latex|(?:mimetex|mathtex)\.cgi|latex\.php)\?(?:latex=)?(.+)", re.IGNORECASE
)
# What the address says about the drawing's size and colours.
_SIZES: Final = re.compile(
    r"^(?:\\(?:inline|dpi\{\d+\}|bg_\w+|fn_\w+|large|small|huge)\s*)+|&(?:bg|fg|s|is-pending-load)=.*$"
)
# An alt that tells of a picture instead of saying a formula.
_WORDS: Final = re.compile(r"[A-Za-z]{3,} [A-Za-z]{3,}")
_MAX_CHARS: Final = 8_000


def formulas(page: Page) -> dict[int, StandIn]:
    """What stands for the elements that hold formulas, once each; nothing for previews and copies of them."""
    found: dict[int, StandIn] = {}
    scripts = page.select(_SOURCES)
    for script in scripts:
        if tex := _of_script(script):
            found[script.mem_id] = tex
    has_scripts = bool(found)
    for node in page.select(_PREVIEWS):
        found[node.mem_id] = StandIn("")
    for node in page.select(_DRAWN):
        is_old = "MathJax" in (node.attributes.get("class") or "") and node.tag != "mjx-container"
        if is_old and has_scripts:
            found[node.mem_id] = StandIn("")  # its source stands behind it
        elif tex := _of_drawn(node):
            found[node.mem_id] = tex
    for node in page.select("math"):
        if tex := _of_math(node):
            found[node.mem_id] = tex
    return found


def picture_formula(attributes: Mapping[str, str]) -> StandIn | None:
    """The formula that a picture shows, by its alternative text or its address."""
    alt, source = attributes.get("alt", "").strip(), attributes.get("src", "")
    by_class = _PICTURE_CLASS.search(attributes.get("class", "")) is not None
    if not by_class and not _PICTURE_SOURCE.search(source):
        return None
    coded = _CODED.search(source)
    if coded and (not alt or alt.lower() in {"equation", "formula", "latex"}):
        alt = _SIZES.sub("", unquote(coded[1].replace("+", " ")).strip())
    if not alt or (_WORDS.search(alt) and not re.search(r"[\\^_=]", alt)):
        return None
    return _stand_in(alt, display=False)


def _stand_in(tex: str, *, display: bool) -> StandIn | None:
    tex = tex.strip()
    for start, end in _AROUND:
        if tex.startswith(start) and tex.endswith(end) and len(tex) > len(start) + len(end):
            display = display or start in {"$$", r"\["}
            tex = tex[len(start) : -len(end)].strip()
            break
    tex = " ".join(tex.split())
    if not tex or len(tex) > _MAX_CHARS:
        return None
    return StandIn(f"$${tex}$$", tag="p", style=FORMULA) if display else StandIn(f"${tex}$", style=FORMULA)


def _of_script(script: Node) -> StandIn | None:
    kind = script.attributes.get("type") or ""
    text = script.text() or ""
    text = re.sub(r"^\s*(?:%\s*)?<!\[CDATA\[|(?:%\s*)?\]\]>\s*$", "", text)
    if kind.startswith("math/mml"):
        from cleaner.page.dom import parse

        math = parse(text).first("math")
        return _of_math(math) if math is not None else None
    return _stand_in(text, display=bool(_DISPLAYED.search(kind)))


def _of_drawn(node: Node) -> StandIn | None:
    """The formula of an element that a script has drawn, by the source that it carries along."""
    said = node.attributes
    classes = said.get("class") or ""
    display = bool(_DISPLAYED.search(classes)) or said.get("display") in {"true", "block"}
    math = node.css_first("math")
    display = display or (math is not None and math.attributes.get("display") == "block")
    for name in _SOURCE_ATTRIBUTES:
        holder = node if said.get(name) else node.css_first(f"[{name}]")
        if holder is not None and (tex := holder.attributes.get(name)):
            return _stand_in(tex, display=display)
    if math is not None and (found := _of_math(math)):
        tex = found.text.strip("$")
        return _stand_in(tex, display=display)
    holder = node if said.get("data-mathml") else node.css_first("[data-mathml]")
    if holder is not None:
        from cleaner.page.dom import parse

        math = parse(holder.attributes.get("data-mathml") or "").first("math")
        if math is not None and (found := _of_math(math)):
            return _stand_in(found.text.strip("$"), display=display)
    return None


def _of_math(math: Node) -> StandIn | None:
    display = math.attributes.get("display") == "block" or math.attributes.get("mode") == "display"
    for note in math.css("annotation"):
        if "tex" in (note.attributes.get("encoding") or "").lower() and (tex := (note.text() or "").strip()):
            return _stand_in(tex, display=display)
    written = math.attributes.get("alttext") or tex_of(math)
    return _stand_in(written, display=display)
