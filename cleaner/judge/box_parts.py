"""Boxes of a page that show something in parts, and how many: what tells data from layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner import expressions as re
from cleaner.judge.compiled import load_columns
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, TAG

if TYPE_CHECKING:
    from cleaner.page.blocks_and_boxes import Segmentation

# Cells of data are short, those of a layout hold paragraphs and menus: the average number of words tells them apart.
CELL_WORDS = 25
GRID_ROWS = 2
# A row of a table of data has so many cells at least.
_GRID_CELLS = 2
# Blocks for each cell or item, as an average: those of layouts, cards and posts hold many. With a row of buttons taken
# for data, a list of 300 books lost an F1 of .34.
BLOCKS_A_PART = 1.5
# Pages nest deeper only to be hostile; what lies deeper belongs to the structure around it.
_MAX_NESTED = 64

# Elements that are a part of a structure, with the form of that structure; and elements that are a structure, with its
# form. A row, a cell or an item counts for the nearest structure around it that has its form.
_PARTS = {"tr": "table", "td": "table", "th": "table", "li": "list", "dt": "terms", "dd": "terms"}
_FORMS = {
    "table": "table",
    "ul": "list",
    "ol": "list",
    "dl": "terms",
    "pre": "code",
    "blockquote": "quotation",
    "details": "answer",
}
# The classes that social networks give to the posts which others embed.
_POST = re.compile(
    r"(?:twitter|tweet|instagram|tiktok|bluesky|mastodon|facebook|fb|threads|reddit)\w{0,40}-(?:tweet|media|embed|post|card|video)"
    r"|fb-xfbml|text-post-media"
)
_SEEN = frozenset((*_FORMS, *_PARTS))
# The order matters to the compiled count: tables are the first form, and it is given the places at which two kinds
# begin whose size is bounded in other ways, as in `_is_one` of `structures`: from `answer` on, and from `code` on
# (forms that are one block as often as not).
_NAMES = ("table", "list", "terms", "answer", "code", "quotation")
_FIRST_ANSWER, _FIRST_CODE = _NAMES.index("answer"), _NAMES.index("code")
# `_FORMS` and `_PARTS` with the number of each form, its place in `_NAMES`, as the compiled count takes them.
_FORM_NUMBERS = {tag: _NAMES.index(form) for tag, form in _FORMS.items()}
_PART_NUMBERS = {tag: _NAMES.index(form) for tag, form in _PARTS.items()}


@dataclass(slots=True)
class OpenBox:
    """A box that may be a structure, while its parts are counted.

    Attributes:
        form: form of structure, such as `table` or `list`.
        first: index of its first block.
        end: index of the block after its last one.
        parts: how many cells or items it has so far.
        rows: how many of its rows have two cells at least.
        cells: how many cells the row has that was opened last.
        nested: whether it holds another structure of its form.
    """

    form: str
    first: int
    end: int
    parts: int = 0
    rows: int = 0
    cells: int = 0
    nested: bool = False


def open_boxes(segmentation: Segmentation, words: list[int]) -> list[OpenBox]:
    """The boxes that show something in parts (tables, lists, quotations, listings), in document order.

    Compiled code leaves out those that are too large to be one thing, as most of a page's menus are; Python gives them
    all. The caller decides which are one thing.

    Args:
        segmentation: the page's blocks and boxes.
        words: how many words each block has.
    """
    compiled = load_columns()
    if compiled is None:
        return _count_parts(segmentation)
    opened = segmentation.boxes.opened
    ends = segmentation.boxes.end_block
    asked = _PART_NUMBERS, _FORM_NUMBERS, _MAX_NESTED, _GRID_CELLS
    # Read at each call, since the sweep of constants (`bench.sweep`) sets them anew.
    bounds = GRID_ROWS, CELL_WORDS, BLOCKS_A_PART, _FIRST_ANSWER, _FIRST_CODE
    found = compiled.count_parts(opened, ends, *asked, words, bounds)
    return [
        OpenBox(_form_of(_NAMES[form], opened[index][CLASSES]), first, end, parts, rows, nested=nested)
        for index, form, first, end, parts, rows, nested in found
    ]


def _form_of(form: str, classes: str) -> str:
    return "post" if form == "quotation" and classes and _POST.search(classes) else form


def _count_parts(segmentation: Segmentation) -> list[OpenBox]:
    """Every box that shows something in parts, with the number of its rows, cells and items."""
    ends = segmentation.boxes.end_block
    found: list[OpenBox] = []
    around: list[OpenBox] = []
    # A page has hundreds of boxes, few of which matter here: their fields are read one by one where they are needed.
    for index, box in enumerate(segmentation.boxes.opened):
        if (tag := box[TAG]) not in _SEEN:
            continue
        first = box[FIRST_BLOCK]
        while around and around[-1].end <= first:
            around.pop()
        if tag in _PARTS:
            _count_part(tag, around)
        elif len(around) < _MAX_NESTED:
            form = _form_of(_FORMS[tag], box[CLASSES])
            for outer in around:
                outer.nested = outer.nested or outer.form == form
            around.append(OpenBox(form, first, ends[index]))
            found.append(around[-1])
    return found


def _count_part(tag: str, around: Sequence[OpenBox]) -> None:
    """Add a row, a cell or an item to the structure that it is part of; an item also to the lists around its list."""
    form = _PARTS[tag]
    for outer in reversed(around):
        if outer.form != form:
            return
        if tag == "tr":
            outer.cells = 0
        else:
            outer.parts += 1
            outer.cells += 1
            outer.rows += form == "table" and outer.cells == _GRID_CELLS
        if form == "table":
            return
