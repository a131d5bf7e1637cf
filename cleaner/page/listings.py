"""Listings of code → their lines, however the page marks them up; without line numbers and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from cleaner.model import StandIn
from cleaner.page.dom import TEXT
from cleaner.page.listing_labels import is_label, language

if TYPE_CHECKING:
    from cleaner.page.dom import Node, Page

# What highlighters make of a listing, beside `pre`: tables with a column of numbers, boxes with a box for each line.
_ROOTS: Final = (
    "pre, table.highlighttable, table.codehilitetable, table.rouge-table, table.lntable, .syntaxhighlighter,"
    " .dp-highlighter, ol.dp-c, .crayon-syntax, .crayon-pre, .enlighter, .prettyprint, .wp_syntax, .geshi,"
    " table.js-file-line-container, figure.highlight table, .CodeMirror-code, .cm-editor .cm-content,"
    " .view-lines, .ace_text-layer"
)
# What stands beside the lines of editors and hosts of code: numbers, where the code came from.
_BESIDE: Final = ".cm-gutters, .ace_gutter, .monaco-editor .margin, .gist-meta, .pre-numbering, .line-numbers-wrapper"
_CODE_LINES: Final = "code"
# The walk would cut a `pre` at these.
_SPLITTING: Final = "br, div, li, table, dt, dd, pre"
# What holds these lays out a page, whatever it is called.
_PROSE: Final = "p, h1, h2, h3, h4, h5, h6, img, blockquote, article, section, dl, form"

_LINES: Final = frozenset(("div", "li", "tr", "p", "ol", "ul", "table", "tbody", "thead", "pre", "dt", "dd"))
_LINE_NAMES: Final = re.compile(
    r"(?:^|\s)(?:line|code-?line|token-line|ec-line|view-line|cm-line|CodeMirror-line|ace_line|loc)(?:\s|$)"
)
_NUMBER_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:gutters?|(?:pre-)?numbering|linenos?|lineno(?:div)?|line-?num(?:ber)?s?(?:-rows)?|lnt?|blob-num|ln-n\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Numbers of lines or those that the code itself is made of; which of both, their row tells.
_ANY_NUMBERS: Final = "[class*='num'], [style*='user-select']"
_BUTTON_NAMES: Final = re.compile(r"copy|clipboard|toolbar|btn|button|(?:^|\s)(?:bar|tools?)(?:\s|$)", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"[\d\s.:|+-]*")
# What tags hold that may be lines, line numbers or buttons; a listing without, as most are, is not read node by node.
_TAGS: Final = re.compile("<[^>]+>")
_MARKS: Final = """
    <br <button <dd <div <dt <li <ol <p <script <select <style <svg <t <ul btn button clipboard copy display gutter line
    ln loc num toolbar user-select
    """.split()  # noqa: SIM905
_CODE: Final = "pre, code, table"
_HOLDS_CODE: Final = frozenset(("pre", "code", "table"))
_MAX_BUTTON_CHARS: Final = 40
_LABELS: Final = "div, header, figcaption, p"
_MAX_LABELS: Final = 8
_UNSEEN: Final = frozenset(("script", "style", "button", "template", "svg", "textarea", "select"))

_MAX_DEPTH: Final = 200
_MAX_DIGITS: Final = 6


def listings(page: Page) -> dict[int, StandIn]:
    """What stands for the page's listings, and nothing for the buttons beside them."""
    found: dict[int, StandIn] = {node.mem_id: StandIn("") for node in page.select(_BESIDE)}
    found |= {root.mem_id: StandIn(code_of(root), tag="pre", language=language(root)) for root in _line_boxes(page)}
    inside = set(found)
    for root in page.select(f"{_ROOTS}, {_CODE_LINES}"):
        if root.mem_id in inside or (root.tag == "code" and root.css_first("br") is None):
            continue
        if root.css_first(_PROSE) is not None:
            continue
        inside.update(node.mem_id for node in root.css("pre, table, code, ol, div"))
        if _is_column_of_numbers(root):
            found[root.mem_id] = StandIn("")
            continue
        named = language(root)
        text = code_of(root, named)
        is_split = root.tag != "pre" or root.css_first(_SPLITTING) is not None
        if text and (named or is_split or text != (root.text() or "").strip("\n")):
            found[root.mem_id] = StandIn(text, tag="pre", language=named)
        for button in _buttons(root, named):
            found[button.mem_id] = StandIn("")
    return found


def _line_boxes(page: Page) -> Iterator[Node]:
    """Lists and boxes that hold nothing but lines of code, each in an element of its own, one of them indented."""
    seen: set[int] = set()
    for line in page.select("li > code, div > code, p > code"):
        item = line.parent
        box = item.parent if item is not None else None
        if box is None or box.mem_id in seen or box.tag not in {"ol", "ul", "div"}:
            continue
        seen.add(box.mem_id)
        items = [child for child in _children(box) if child.tag_id != TEXT or (child.text_content or "").strip()]
        if (
            len(items) > 1
            and all(map(_is_code_alone, items))
            and any((item.text() or " ")[0] in " \u00a0\t" for item in items)
        ):
            yield box


def _is_code_alone(item: Node) -> bool:
    inside = [child for child in _children(item) if child.tag_id != TEXT or (child.text_content or "").strip()]
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


def code_of(root: Node, named: str = "") -> str:
    """The lines of a listing, as they are indented, without a label that says the language."""
    out: list[str] = []
    _read(root, out, 0, _line_numbers(root) | _labels_within(root, named))
    lines = "".join(out).replace("\u00a0", " ").replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _labels_within(root: Node, named: str) -> frozenset[int]:
    """Boxes over the only code of a listing that say its language, or what their buttons do."""
    codes = root.css("code, .cm-content")
    if root.tag != "pre" or len(codes) != 1:
        return frozenset()
    lines = {line.mem_id for line in codes[0].css(_LABELS)}
    boxes = (box for box in root.css(_LABELS) if box.mem_id not in lines and box.css_first("code, .cm-content") is None)
    return frozenset(box.mem_id for box in islice(boxes, _MAX_LABELS) if is_label(box, named))


def _line_numbers(root: Node) -> frozenset[int]:
    """Elements with a class of numbers that count up from one to the next, as lines do and literals seldom."""
    rows: dict[str, list[Node]] = {}
    for node in root.css(_ANY_NUMBERS):
        rows.setdefault(node.attributes.get("class") or "", []).append(node)
    found: set[int] = set()
    for nodes in rows.values():
        if _counts_up([word for node in nodes for word in (node.text() or "").split()]):
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
    return (after is None or (after.tag_id != TEXT and after.tag != "br")) and not (node.text() or "").endswith("\n")


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


def _buttons(root: Node, named: str) -> Iterator[Node]:
    """Buttons and labels right beside a listing, or beside the boxes that hold nothing else."""
    box = root
    for _ in range(2):
        for beside in (*_neighbours(box, forward=False), *_neighbours(box, forward=True)):
            text = (beside.text() or "").strip()
            if not text or len(text) > _MAX_BUTTON_CHARS or beside.tag in _HOLDS_CODE or beside.css_first(_CODE):
                continue
            is_button = beside.tag == "button" or _told_by(beside.attributes.get("class") or "")[1]
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
