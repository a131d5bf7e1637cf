"""Listings of code → their lines, however the page marks them up; without line numbers and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cleaner.model import StandIn
from cleaner.page.dom import TEXT

if TYPE_CHECKING:
    from cleaner.page.dom import Node, Page

# What highlighters make of a listing, beside `pre`: tables with a column of numbers, boxes with a box for each line.
_ROOTS: Final = (
    "pre, table.highlighttable, table.codehilitetable, table.rouge-table, table.lntable, .syntaxhighlighter,"
    " .dp-highlighter, ol.dp-c, .crayon-pre, .enlighter, .prettyprint, table.js-file-line-container,"
    " figure.highlight table"
)
_CODE_LINES: Final = "code"
# The walk would cut a `pre` at these.
_SPLITTING: Final = "br, div, li, table, dt, dd, pre"
# A `pre` around these lays out a page.
_PROSE: Final = "p, h1, h2, h3, h4, h5, h6, img, blockquote, article, section, dl, form"

_LINES: Final = frozenset(("div", "li", "tr", "p", "ol", "ul", "table", "tbody", "thead", "pre", "dt", "dd"))
_LINE_NAMES: Final = re.compile(
    r"(?:^|\s)(?:line|code-?line|token-line|ec-line|view-line|cm-line|CodeMirror-line|ace_line|loc)(?:\s|$)"
)
_NUMBER_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:gutter|linenos?|lineno(?:div)?|line-?num(?:ber)?s?(?:-rows)?|lnt?|blob-num|ln-n\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Numbers of lines or those that the code itself is made of; which of both, their row tells.
_ANY_NUMBERS: Final = "[class*='num']"
_BUTTON_NAMES: Final = re.compile(r"copy|clipboard|toolbar|btn|button", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"[\d\s.:|+-]*")
# What tags hold that may be lines, line numbers or buttons; a listing without, as most are, is not read node by node.
_TAGS: Final = re.compile("<[^>]+>")
_MARKS: Final = """
    <br <button <dd <div <dt <li <ol <p <script <select <style <svg <t <ul btn button clipboard copy display gutter line
    ln loc num toolbar
    """.split()  # noqa: SIM905
_CODE: Final = "pre, code, table"
_HOLDS_CODE: Final = frozenset(("pre", "code", "table"))
_MAX_BUTTON_CHARS: Final = 40
_UNSEEN: Final = frozenset(("script", "style", "button", "template", "svg", "textarea", "select"))

_NAMED: Final = re.compile(
    r"(?:^|\s)(?:(?:language|lang|highlight-source|highlight|brush|syntax|code)[-:]\s*|sourceCode\s+|hljs\s+|brush:\s*)"
    r"([A-Za-z][\w+#-]*)"
)
_LANGUAGE_ATTRIBUTES: Final = ("data-lang", "data-language", "data-code-language")
# Words that stand where a language is named, and name none.
_NO_LANGUAGE: Final = frozenset(
    """
    auto block box default code container content copy group highlight hljs line listing none nohighlight plain
    plaintext snippet source sourcecode table text toolbar txt undefined unknown wrap wrapper
    """.split()  # noqa: SIM905
)
_BOXES: Final = frozenset(("pre", "div", "figure", "td", "code", "span"))
_LEVELS: Final = 3
_MAX_DEPTH: Final = 200
_MAX_DIGITS: Final = 6


def listings(page: Page) -> dict[int, StandIn]:
    """What stands for the page's listings, and nothing for the buttons beside them."""
    found: dict[int, StandIn] = {}
    inside: set[int] = set()
    buttons = _Buttons()
    for root in page.select(f"{_ROOTS}, {_CODE_LINES}"):
        if root.mem_id in inside or (root.tag == "code" and root.css_first("br") is None):
            continue
        if root.css_first(_PROSE) is not None and root.tag == "pre":
            continue
        inside.update(node.mem_id for node in root.css("pre, table, code, ol, div"))
        text = code_of(root)
        named = language(root)
        is_split = root.tag != "pre" or root.css_first(_SPLITTING) is not None
        if text and (named or is_split or text != (root.text() or "").strip("\n")):
            found[root.mem_id] = StandIn(text, tag="pre", language=named)
        for button in buttons.around(root, named):
            found[button.mem_id] = StandIn("")
    return found


def code_of(root: Node) -> str:
    """The lines of a listing, as they are indented."""
    out: list[str] = []
    markup = root.html or ""
    tags = "".join(_TAGS.findall(markup, markup.find(">"))).lower()
    if any([mark in tags for mark in _MARKS]):  # noqa: C419 - a generator would take twice as long
        _read(root, out, 0, _line_numbers(root))
    else:
        out.append(root.text() or "")
    lines = "".join(out).replace("\u00a0", " ").replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def language(root: Node) -> str:
    """Programming language as the page names it; empty where it does not."""
    code = root.css_first("code")
    places = [root] if code is None else [root, code]
    above = root.parent
    while above is not None and len(places) < _LEVELS + 2 and above.tag in _BOXES:
        places.append(above)
        above = above.parent
    for place in places:
        said = place.attributes
        for name in _LANGUAGE_ATTRIBUTES:
            if (value := (said.get(name) or "").strip().lower()) and value not in _NO_LANGUAGE:
                return value
        for match in _NAMED.finditer(said.get("class") or ""):
            if (value := match[1].lower()) not in _NO_LANGUAGE:
                return value
    return ""


def _line_numbers(root: Node) -> frozenset[int]:
    """Elements with a class of numbers that count up from one to the next, as lines do and literals seldom."""
    rows: dict[str, list[Node]] = {}
    for node in root.css(_ANY_NUMBERS):
        rows.setdefault(node.attributes.get("class") or "", []).append(node)
    found: set[int] = set()
    for nodes in rows.values():
        words = [word for node in nodes for word in (node.text() or "").split()]
        if len(words) > 1 and all(word.isdecimal() and len(word) <= _MAX_DIGITS for word in words):
            numbers = list(map(int, words))
            if all(after == before + 1 for before, after in pairwise(numbers)):
                found.update(node.mem_id for node in nodes)
    return frozenset(found)


def _read(node: Node, out: list[str], depth: int, numbers: frozenset[int]) -> None:
    for child in _children(node):
        if child.tag_id == TEXT:
            text = child.text_content or ""
            if text.strip() or not _is_between_lines(child):
                out.append(text)
        elif child.tag == "br":
            out.append("\n")
        elif depth < _MAX_DEPTH and not (_is_no_code(child) or (child.mem_id in numbers and _at_start(out))):
            is_line = _is_line(child)
            if is_line and not _at_start(out):
                out.append("\n")
            before = len(out)
            _read(child, out, depth + 1, numbers)
            if is_line and (len(out) == before or not _at_start(out)):
                out.append("\n")


def _children(node: Node) -> Iterator[Node]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _at_start(out: list[str]) -> bool:
    """Whether the next character begins a line."""
    for text in reversed(out):
        if text:
            return text[-1] == "\n"
    return True


def _is_line(node: Node) -> bool:
    """Whether an element stands on lines of its own."""
    if node.tag in _LINES:
        return True
    said = node.attributes
    if "style" in said and "display:block" in (said["style"] or "").replace(" ", ""):
        return True
    if not ("data-line" in said or _told_by(said.get("class") or "")[2]):
        return False
    # Where a line end stands between them, or within, the element itself makes none.
    after = node.next
    return (after is None or after.tag_id != TEXT) and not (node.text() or "").endswith("\n")


def _is_between_lines(text: Node) -> bool:
    """Whether white space only lays out the markup of lines."""
    if text.parent is not None and text.parent.tag in {"ol", "ul", "table", "tbody", "thead", "tr"}:
        return True
    return any(beside is not None and beside.tag in _LINES for beside in (text.prev, text.next))


def _is_no_code(node: Node) -> bool:
    if node.tag in _UNSEEN:
        return True
    names = node.attributes.get("class") or ""
    if not names:
        return False
    is_number, is_button, _ = _told_by(names)
    if is_number:
        return _NUMBERS.fullmatch(node.text() or "") is not None
    return is_button and len(node.text() or "") <= _MAX_BUTTON_CHARS


@lru_cache(maxsize=1024)
def _told_by(names: str) -> tuple[bool, bool, bool]:
    """Whether a class says line number, button, line; a listing has hundreds of elements, and a handful of classes."""
    return (
        _NUMBER_NAMES.search(names) is not None,
        _BUTTON_NAMES.search(names) is not None,
        _LINE_NAMES.search(names) is not None,
    )


class _Buttons:
    """Buttons and labels around listings: the siblings of each, and those of the box that holds nothing else.

    Each box is looked through once, however many listings it holds.
    """

    def __init__(self) -> None:
        self._short: dict[int, list[tuple[Node, str]]] = {}

    def around(self, root: Node, named: str) -> Iterator[Node]:
        """What stands beside a listing and is a button, or says the name of its language."""
        box = root
        for _ in range(2):
            parent = box.parent
            if parent is None or parent.tag not in {"div", "figure", "pre", "section"}:
                return
            known = self._short.get(parent.mem_id)
            if known is None:
                known = self._short[parent.mem_id] = list(_short_texts(parent))
                yield from (beside for beside, _ in known if _is_button(beside))
            if named:
                yield from (beside for beside, text in known if text == named)
            box = parent


def _short_texts(parent: Node) -> Iterator[tuple[Node, str]]:
    """Children that hold a short text and no listing, with that text in lower case."""
    for child in _children(parent):
        if child.tag_id == TEXT or child.tag in _HOLDS_CODE:
            continue
        text = " ".join((child.text() or "").split())
        if text and len(text) <= _MAX_BUTTON_CHARS and child.css_first(_CODE) is None:
            yield child, text.lower()


def _is_button(node: Node) -> bool:
    if node.tag == "button" or node.css_first("button") is not None:
        return True
    return _BUTTON_NAMES.search(node.attributes.get("class") or "") is not None
