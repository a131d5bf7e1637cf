"""Formulas of a page, however they are marked up or were drawn by a script → TeX between dollar signs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from cleaner import expressions as re
from cleaner.model import FORMULA, StandIn
from cleaner.page.dom import TEXT
from cleaner.page.elements import DRAWN_FORMULA
from cleaner.page.further_trees import parse_markup, parse_whole
from cleaner.page.katex import drawn_tex
from cleaner.page.mathjax import drawn_mathml, shaped_mathml
from cleaner.page.mathml import tex_of
from cleaner.page.outer_nodes import outer_nodes

if TYPE_CHECKING:
    from cleaner.page.dom import Node, Page

# Elements that hold a whole formula, outermost first: Quill's, MediaWiki's, KaTeX', MathJax 3's and 4's, MathJax 2's.
_DRAWN: Final = (
    ".ql-formula[data-value], .mwe-math-element, .katex-display, .katex, mjx-container, .MathJax_Display,"
    " .MathJax_SVG_Display, .MJXc-display, .MathJax, .MathJax_SVG, .MathJax_CHTML, .mjx-chtml, .MathJax_MathML"
)
_PREVIEWS: Final = ".MathJax_Preview, .MJX_Assistive_MathML, mjx-assistive-mml"
_SOURCES: Final = "script[type^='math/']"
# Elements whose text is a formula's source; MathML of pages that give its names a prefix.
_CUSTOM: Final = "tex-math, d-math, math-renderer"
_PREFIXED: Final = r"m\:math, mml\:math"
# Elements that hold TeX for a script to draw, where their attributes or names say so.
_UNDRAWN: Final = "[data-tex], .ztext-math, .js-render-math, span.math, div.math"
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
_DELIMITERS: Final = tuple(start for start, _ in _AROUND)
_TEX_SIGNS: Final = re.compile(r"\\[A-Za-z]|[\^_]")
# Journals give each formula as a document of LaTeX.
_DOCUMENT: Final = re.compile(r"\\begin\{document\}((?:(?!\\begin\{document\}).)*?)\\end\{document\}", re.DOTALL)
# What says that a picture shows a formula: the class that plug-ins and wikis give it, the services that draw it.
_PICTURE_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:la)?tex(?:$|[\s_-])|math|equation|formula", re.IGNORECASE)
_PICTURE_SOURCE: Final = re.compile(
    r"latex\.php|codecogs|equation\?tex=|mimetex|mathtex|/(?:la)?tex(?:render|/|\?)|/math/render|/latexrender|/math/\w+/",
    re.IGNORECASE,
)
_CODED: Final = re.compile(
    r"(?:codecogs\.com/[a-z.]+|(?:mimetex|mathtex)\.cgi|latex\.php|/equation)\?(?:latex=|tex=)?(.+)", re.IGNORECASE
)
# The part of such an address that is about the drawing's size and colours.
_SIZES: Final = re.compile(
    r"^(?:\\(?:inline|dpi\{\d+\}|bg_\w+|fn_\w+|large|small|huge)(?:&space;|\s)*)+|&(?:bg|fg|s|is-pending-load)=.*$"
)
# How WIRIS' editor writes MathML into an attribute.
_WIRIS: Final = str.maketrans("«»¨§", '<>"&')
# An alt that tells of a picture instead of saying a formula.
_WORDS: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]{4,}+ | [A-Za-z]{4}")
# A command of TeX before its argument, which no description of a picture and no path of a file holds.
_COMMAND: Final = re.compile(
    r"(?<![:\\])\\(?:[A-Za-z]{2,20}+\s?\{|(?:d?frac|sqrt|sum|int|cdot|times|pi|alpha|beta|lambda|sigma|Delta)\b)"
)
# An equation written out: letters by ones and twos, functions, numbers and signs on both sides of `=`.
_EQUATION: Final = re.compile(
    r"(?=[^=]*[^=\s]\s*=\s*[^=\s])"
    r"(?:\\[A-Za-z]{2,20}+|(?<![A-Za-z])(?:sin|cos|tan|log|exp|lim|max|min|det|[A-Za-z]{1,2}+)(?![A-Za-z])"
    r"|[\d.,Α-ω∂∇∑∏∫√∞±×·⋅−=<>≤≥≈≠+*/^_{}()\[\]|!'′\s-])++"
)
_BREAK: Final = re.compile(r"<br\s*/?>")
# A longer text is not taken for a formula.
_MAX_CHARS: Final = 8_000
# A longer alternative text is a description that has an equation in it.
_EQUATION_CHARS: Final = 200
# Links and looks, of which MathML has none: a text with more than `_MOST_LOOKS` of them is not read as such.
_LOOKS: Final = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>]", re.IGNORECASE)
_MOST_LOOKS: Final = 20
# Most formulas that are read on a page; the others stay the text that they are. A page of mathematics has hundreds,
# and each takes a tenth of a millisecond.
_MOST_READ: Final = 10_000
# Most elements of formulas around one that is still read; the scripts that draw them put three into one another.
_MOST_AROUND: Final = 8


def formulas(page: Page) -> dict[int, StandIn]:
    """What stands for the elements that hold formulas, by node id; empty texts for previews and copies of them.

    A formula is found by its markup, or by what the script that drew it left: its source, or the boxes and shapes.
    """
    found: dict[int, StandIn] = {}
    _add(found, page.select(_SOURCES)[:_MOST_READ], _of_script)
    has_scripts = bool(found)
    found |= {node.mem_id: StandIn("") for node in page.select(_PREVIEWS)}
    for node in _outer(page.select(_DRAWN)):
        is_old = "MathJax" in (node.attributes.get("class") or "") and node.tag != "mjx-container"
        if is_old and has_scripts:
            found[node.mem_id] = StandIn("")  # the script with its source stands behind it and is read instead
        elif tex := _of_drawn(node):
            found[node.mem_id] = tex
    _add(found, _outer(page.select(f"math, {_PREFIXED}")), _of_math)
    _add(found, _outer(page.select(_CUSTOM)), lambda node: _of_drawn(node) or _of_text(node))
    return found | _shaped(page, found)


def _add(found: dict[int, StandIn], nodes: Iterable[Node], read: Callable[[Node], StandIn | None]) -> None:
    for node in nodes:
        if tex := read(node):
            found[node.mem_id] = tex


def _outer(nodes: Sequence[Node]) -> Sequence[Node]:
    return outer_nodes(nodes[:_MOST_READ], _MOST_AROUND)


def _shaped(page: Page, found: Mapping[int, StandIn]) -> dict[int, StandIn]:
    """What stands for formulas of which MathJax left only shapes.

    The tree has no drawings (`cleaner.page.trim` cuts them), so the whole page is parsed once more.
    """
    containers = page.select("mjx-container")
    if all(container.mem_id in found for container in containers):
        return {}
    if (read := parse_whole(page)) is None:
        return {}
    whole = read.select("mjx-container")
    if len(whole) != len(containers):
        return {}
    outer = {container.mem_id for container in _outer(containers)} - found.keys()
    shaped = {}
    for container, drawing in zip(containers, whole, strict=True):
        if container.mem_id in outer and (tex := _of_source(shaped_mathml(drawing))):
            display = drawing.attributes.get("display") == "true"
            shaped[container.mem_id] = _stand_in(tex.text.strip("$"), display=display) or tex
    return shaped


def undrawn(page: Page) -> dict[int, StandIn]:
    """What stands for elements that hold nothing but TeX that a script was to draw, by node id."""
    found: dict[int, StandIn] = {}
    for node in page.select(_UNDRAWN):
        first = node.first_child
        if first is not None and first.next is None and first.tag_id == TEXT and (tex := _of_undrawn(node)):
            found[node.mem_id] = tex
    return found


def _of_undrawn(node: Node) -> StandIn | None:
    if said := node.attributes.get("data-tex"):
        return _stand_in(said, display=False)
    written = node.text() or ""
    # A text with delimiters stays as it is, since they mark the formula in it; without TeX's own signs it may be words.
    return _of_text(node) if _TEX_SIGNS.search(written) and not written.lstrip().startswith(_DELIMITERS) else None


def _of_text(node: Node) -> StandIn | None:
    written = node.text() or ""
    whole = _DOCUMENT.search(written)
    classes = node.attributes.get("class") or ""
    return _stand_in(whole[1] if whole else written, display=node.tag == "div" or "display" in classes)


def picture_formula(attributes: Mapping[str, str]) -> StandIn | None:
    """The formula that a picture shows, by its alternative text or its address."""
    alt, source = attributes.get("alt", "").strip(), attributes.get("src", "")
    by_class = _PICTURE_CLASS.search(attributes.get("class", "")) is not None
    if not (by_class or _PICTURE_SOURCE.search(source) or _COMMAND.search(alt) or _is_equation(alt)):
        return None
    if mathml := attributes.get("data-mathml", ""):
        return _of_source(mathml.translate(_WIRIS))
    alt = alt or attributes.get("title", "").strip()
    coded = _CODED.search(source)
    if coded and (not alt or alt.lower() in {"equation", "formula", "latex"}):
        alt = _SIZES.sub("", unquote(coded[1].replace("+", " ")).strip()).replace("&space;", " ")
    if not alt or (_WORDS.search(alt) and not re.search(r"[\\^_=]", alt)):
        return None
    return _stand_in(alt, display=False)


def _is_equation(alt: str) -> bool:
    """Whether an alternative text is an equation and nothing else, whatever the picture is called."""
    return "=" in alt and len(alt) <= _EQUATION_CHARS and _EQUATION.fullmatch(alt) is not None


def _stand_in(tex: str, *, display: bool) -> StandIn | None:
    tex = tex.strip()
    for start, end in _AROUND:
        if tex.startswith(start) and tex.endswith(end) and len(tex) > len(start) + len(end):
            display = display or start in {"$$", r"\["}
            tex = tex[len(start) : -len(end)].strip()
            break
    tex = " ".join(_BREAK.sub(" ", tex).split())  # forums leave their line ends in it
    if not tex or len(tex) > _MAX_CHARS:
        return None
    return StandIn(f"$${tex}$$", tag="p", style=FORMULA) if display else StandIn(f"${tex}$", style=FORMULA)


def _of_script(script: Node) -> StandIn | None:
    media_type = script.attributes.get("type") or ""
    text = script.text() or ""
    text = re.sub(r"^\s*(?:%\s*)?<!\[CDATA\[|(?:%\s*)?\]\]>\s*$", "", text)
    if media_type.startswith("math/mml"):
        return _of_source(text)
    return _stand_in(text, display=bool(_DISPLAYED.search(media_type)))


def _of_drawn(node: Node) -> StandIn | None:
    """The formula of an element that a script has drawn, by the source that it carries along."""
    said = node.attributes
    classes = said.get("class") or ""
    display = bool(_DISPLAYED.search(classes)) or said.get("display") in {"true", "block"}
    math = node.css_first("math")
    display = display or (math is not None and math.attributes.get("display") == "block")
    if "ql-formula" in classes and (written := said.get("data-value")):
        return _stand_in(written, display=display)
    for name in _SOURCE_ATTRIBUTES:
        holder = node if said.get(name) else node.css_first(f"[{name}]")
        if holder is not None and (tex := holder.attributes.get(name)):
            return _stand_in(tex, display=display)
    if math is not None and (found := _of_math(math)):
        tex = found.text.strip("$")
        return _stand_in(tex, display=display)
    if (boxes := node.css_first(f".{DRAWN_FORMULA}")) is not None:
        return _stand_in(drawn_tex(boxes), display=display)
    holder = node if said.get("data-mathml") else node.css_first("[data-mathml]")
    source = (holder.attributes.get("data-mathml") if holder is not None else "") or drawn_mathml(node)
    found = _of_source(source)
    return _stand_in(found.text.strip("$"), display=display) if found else None


def _of_source(mathml: str) -> StandIn | None:
    """The formula of a text that is MathML."""
    # MathML has no such tags, and a parser would open unclosed ones anew in each paragraph that follows.
    if not mathml or sum(1 for _ in islice(_LOOKS.finditer(mathml), _MOST_LOOKS + 1)) > _MOST_LOOKS:
        return None
    read = parse_markup(mathml)
    math = read.first("math") if read is not None else None
    return _of_math(math) if math is not None else None


def _of_math(math: Node) -> StandIn | None:
    display = math.attributes.get("display") == "block" or math.attributes.get("mode") == "display"
    for note in math.css("annotation"):
        if "tex" in (note.attributes.get("encoding") or "").lower() and (tex := (note.text() or "").strip()):
            return _stand_in(tex, display=display)
    written = math.attributes.get("alttext") or tex_of(math)
    return _stand_in(written, display=display)
