"""Where a page's listings of code are, what each holds, and its lines.

The compiled survey looks all of this up on the way through the page and each listing once; where it is missing,
selectors find the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner import expressions as re
from cleaner.page.dom import TEXT, Node, children
from cleaner.page.elements import BREAKS, OWN_LINES
from cleaner.page.simple_selectors import parts_of
from cleaner.page.survey import compiled

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from cleaner.page.dom import Page

# What highlighters make of a listing, beside `pre`: tables with a column of numbers, boxes with a box for each line.
_ROOTS: Final = (
    "pre, xmp, listing, code, table.highlighttable, table.codehilitetable, table.rouge-table, table.lntable,"
    " .syntaxhighlighter, .dp-highlighter, ol.dp-c, .crayon-syntax, .crayon-pre, .enlighter, .prettyprint, .wp_syntax,"
    " .geshi, table.js-file-line-container, table.highlight, figure.highlight table, .CodeMirror-code,"
    " .cm-editor .cm-content, .view-lines, .ace_text-layer"
)
# What stands beside the lines of editors and hosts of code: numbers, where the code came from.
_BESIDE: Final = ".cm-gutters, .ace_gutter, .monaco-editor .margin, .gist-meta, .pre-numbering, .line-numbers-wrapper"
# Boxes that keep their lines by style, as code that is pasted does; text that only wraps in them is rather prose.
_STYLED: Final = (
    "div[style*='white-space'], code[style*='white-space'], figure[style*='white-space'], p[style*='white-space']"
)
_KEEPS_LINES: Final = re.compile(r"white-space:\s*pre\s*(?:;|!|$)")
_WRAPS_LINES: Final = re.compile(r"white-space:\s*(?:pre-wrap|break-spaces)\s*(?:;|!|$)")
_MONOSPACED: Final = re.compile(r"monospace|courier|consolas|menlo|monaco", re.IGNORECASE)
# A line that begins with a tab or two blanks, as lines of code do, and of verse that is indented on purpose.
INDENTED: Final = re.compile(r"\n(?:\t|  )[^\S\n]*+\S")
_AROUND_LINES: Final = frozenset(("li", "div", "p"))
# An element that holds one of these lays out a page and is no listing, whatever its class says.
_PROSE: Final = "p, h1, h2, h3, h4, h5, h6, img, blockquote, article, section, dl, form"
_BOXES: Final = "pre, table, code, ol, div"
_NAMED: Final = "code, pre, ol"
_MOST_NAMED: Final = 3
_LABELS: Final = "div, header, figcaption, p"
_CODES: Final = "code, .cm-content"
# Elements that may number lines. They may as well be numbers in the code, which highlighters give a class of numbers;
# `cleaner.page.listings` tells by whether they count up.
_ANY_NUMBERS: Final = "[class*='num'], [style*='user-select']"
_SAYS: Final = ".crayon-language"

# The selector of elements that end a line.
BREAK_QUERY: Final = ", ".join(sorted(BREAKS))
# White space in these only lays out the markup of lines.
_ROWS: Final = frozenset(("ol", "ul", "table", "tbody", "thead", "tr"))
_UNSEEN: Final = frozenset(("script", "style", "button", "template", "svg", "textarea", "select"))
_LINE_NAMES: Final = re.compile(r"(?:^|[\s_-])line(?:\s|$)|(?:^|\s)(?:codeline|loc)(?:\s|$)")
_NUMBER_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:gutters?|(?:pre-)?numbering|linenos?|lineno(?:div)?|line-?num(?:ber)?s?(?:-rows)?|lnt?|blob-num|ln-n\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Classes of buttons, and of the box that says the language in words.
_BUTTON_NAMES: Final = re.compile(
    r"copy|clipboard|toolbar|btn|button|(?:^|\s)(?:bar|tools?|shcb-language)(?:\s|$)", re.IGNORECASE
)
_NUMBERS: Final = re.compile(r"[\d\s.:|+-]*")
MAX_BUTTON_CHARS: Final = 40
_MAX_DEPTH: Final = 200


class Inside(NamedTuple):
    """What a listing holds, itself among it.

    Attributes:
        has_prose: whether there is anything that lays out a page.
        boxes: ids of what may be a listing in it.
        named: the first elements that may name its language.
        codes: how many elements hold its code.
        labels: of a `pre` with only one of these, what may be a label over it.
        counted: what may number a line.
        says: what says the language and nothing else, or None.
    """

    has_prose: bool
    boxes: list[int]
    named: list[Node]
    codes: int
    labels: list[Node]
    counted: list[Node]
    says: Node | None


def places(page: Page) -> tuple[list[Node], list[Node], list[Node]]:
    """Elements that stand beside the lines of listings; `code` that may be one line; and all that may be a listing."""
    if compiled is None or page.root is None or compiled.is_quirky(page.root.mem_id):
        beside, roots = page.select(_BESIDE), page.select(_ROOTS)
        if compiled is not None:
            beside, roots = (compiled.views([node.mem_id for node in nodes], page.tree) for nodes in (beside, roots))
        near = {node.mem_id for node in beside}
        return beside, _line_codes(roots), [root for root in roots if root.mem_id not in near]
    found = compiled.find([page.root.mem_id], _SELECTORS)
    nodes = compiled.views(list(found), page.tree)
    beside = [node for node, at in zip(nodes, found.values(), strict=True) if at < _COUNT_BESIDE]
    roots = [node for node, at in zip(nodes, found.values(), strict=True) if at >= _COUNT_BESIDE]
    return beside, _line_codes(nodes), roots


def styled(page: Page) -> list[Node]:
    """Boxes of several lines that a style attribute keeps as they stand."""
    found = [node for node in page.select(_STYLED) if _is_styled(node) and _has_lines(node)]
    return compiled.views([node.mem_id for node in found], page.tree) if compiled is not None else found


def _is_styled(node: Node) -> bool:
    css = node.attributes.get("style") or ""
    if node.tag == "p" and not _MONOSPACED.search(css) and not INDENTED.search(node.text() or ""):
        return False  # a paragraph of verse, or of prose
    if _KEEPS_LINES.search(css) or (node.tag == "p" and _WRAPS_LINES.search(css)):
        return True
    return _WRAPS_LINES.search(css) is not None and _MONOSPACED.search(css) is not None


def _has_lines(node: Node) -> bool:
    return "\n" in (node.text() or "").strip() or node.css_first(BREAK_QUERY) is not None


def _line_codes(nodes: Iterable[Node]) -> list[Node]:
    codes = ((node, node.parent) for node in nodes if node.tag == "code")
    return [node for node, around in codes if around is not None and around.tag in _AROUND_LINES]


def look_inside(root: Node) -> Inside:
    """Find what a listing holds."""
    if _reader is not None and not isinstance(root, Node):
        return Inside(*_reader.inside(root))
    codes = root.css(_CODES)
    labels: list[Node] = []
    if root.tag == "pre" and len(codes) == 1:
        lines = {line.mem_id for line in codes[0].css(_LABELS)}
        labels = [box for box in root.css(_LABELS) if box.mem_id not in lines and box.css_first(_CODES) is None]
    return Inside(
        root.css_first(_PROSE) is not None,
        [node.mem_id for node in root.css(_BOXES)],
        root.css(_NAMED)[:_MOST_NAMED],
        len(codes),
        labels,
        root.css(_ANY_NUMBERS),
        root.css_first(_SAYS),
    )


def read_lines(root: Node, skipped: AbstractSet[int]) -> str:
    """The text of a listing, with a line end wherever its markup ends a line.

    Args:
        root: the listing.
        skipped: ids of what is left out where it begins a line.
    """
    if _reader is not None and not isinstance(root, Node):
        return str(_reader.read(root, skipped))
    out: list[str] = []
    _read(root, out, 0, skipped)
    return "".join(out)


@lru_cache(maxsize=1024)
def told_by(names: str) -> tuple[bool, bool, bool]:
    """Whether a class says that its element is a line's number, a button, a line.

    Answers are remembered: a listing has hundreds of elements, and a handful of classes.
    """
    return (
        _NUMBER_NAMES.search(names) is not None,
        _BUTTON_NAMES.search(names) is not None,
        _LINE_NAMES.search(names) is not None,
    )


def _read(node: Node, out: list[str], depth: int, skipped: AbstractSet[int]) -> None:
    for child in children(node):
        if child.tag_id == TEXT:
            text = child.text_content or ""
            if text.strip() or not _is_between_lines(child):
                out.append(text)
        elif child.tag in BREAKS:
            out.append("\n")
        elif depth < _MAX_DEPTH and not (_is_no_code(child) or (child.mem_id in skipped and _at_start(out))):
            is_line = _is_line(child)
            if is_line and not _at_start(out):
                out.append("\n")
            before = len(out)
            _read(child, out, depth + 1, skipped)
            if is_line and (len(out) == before or not _at_start(out)):
                out.append("\n")


def _at_start(out: list[str]) -> bool:
    """Whether the next character begins a line."""
    for text in reversed(out):
        if text:
            return text[-1] == "\n"
    return True


def _is_line(node: Node) -> bool:
    """Whether an element stands on lines of its own."""
    if node.tag in OWN_LINES:
        return True
    said = node.attributes
    if "style" in said and "display:block" in (said["style"] or "").replace(" ", ""):
        return True
    if not ("data-line" in said or told_by(said.get("class") or "")[2]):
        return False
    # Where a line end stands behind such an element, or at its end, the element itself makes no other one.
    after = node.next
    if after is not None and (after.tag_id == TEXT or after.tag in BREAKS):
        return False
    return not (node.text() or "").endswith("\n")


def _is_between_lines(text: Node) -> bool:
    """Whether white space only lays out the markup of lines."""
    if text.parent is not None and text.parent.tag in _ROWS:
        return True
    return any(beside is not None and beside.tag in OWN_LINES for beside in (text.prev, text.next))


def _is_no_code(node: Node) -> bool:
    if node.tag in _UNSEEN:
        return True
    names = node.attributes.get("class") or ""
    if not names:
        return False
    is_number, is_button, _ = told_by(names)
    if is_number:
        return _NUMBERS.fullmatch(node.text() or "") is not None
    return is_button and len(node.text() or "") <= MAX_BUTTON_CHARS


_beside, _roots = _BESIDE.split(", "), _ROOTS.split(", ")
# How many of the selectors are of what stands beside lines.
_COUNT_BESIDE: Final = len(_beside)
# The compiled search tells for each node the first selector that matches. Those of what stands beside lines come first,
# so that an element which matches both kinds counts as beside.
_SELECTORS: Final = (
    compiled.SelectorList([parts_of(each) for each in (*_beside, *_roots)], list(range(len(_beside + _roots))))
    if compiled is not None
    else None
)
_reader: Final = (
    compiled.Listings(
        (OWN_LINES, _UNSEEN, _ROWS, *(tags.split(", ") for tags in (_PROSE, _BOXES, _NAMED, _LABELS)), BREAKS),
        told_by,
        _NUMBERS.fullmatch,
    )
    if compiled is not None
    else None
)
