"""Blocks of tables → their cells, in the simple case: most tables hold a word in each of a hundred cells.

What is not simple goes by way of an outline (`cleaner.render.outline`), which takes longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaner.model import Block
from cleaner.page.elements import HEADINGS
from cleaner.render.data_tables import Row
from cleaner.render.outline import MAX_DEPTH
from cleaner.render.tree import CELLS

# Of what lies around a table, these are no containers in an outline: layout tables, and headings that were left open.
_NO_CONTAINERS: Final = HEADINGS | CELLS | {"table", "tr", "caption", "pre"}
# A table and its rows and cells; and the element that an outline may put before each container.
_LEVELS, _BRIDGED = 3, 2


class Table(NamedTuple):
    """A table as the texts of its captions and cells.

    Attributes:
        captions: the texts of each.
        rows: with the texts of each cell.
    """

    captions: list[list[str]]
    rows: list[Row[list[str]]]


def tables_of(blocks: Sequence[Block], grids: frozenset[int]) -> list[Table] | None:
    """The tables that blocks are cells and captions of; None where an outline may make anything else of them.

    Args:
        blocks: one behind the other, with text.
        grids: serials of the tables of data.
    """
    tables: list[Table] = []
    table = part = cell = None
    for block in blocks:
        frames = block.frames
        at = _place(block, grids)
        if at < 0:
            return None
        if frames[at] != table:
            table, part = frames[at], None
            tables.append(Table([], []))
        captions, rows = tables[-1]
        inner = frames[at + 1]
        if inner[0] == "caption":
            if inner != part:
                captions.append([])
            captions[-1].append(block.text)
        else:
            if inner != part:
                rows.append(Row(inner[1], []))
                cell = None
            cells, serial = rows[-1].cells, frames[at + 2][1]
            if frames[at + 2] != cell:
                cells.append((serial, max(serial, frames[-1][1]), [block.text]))
            else:
                _, last, texts = cells[-1]
                texts.append(block.text)
                cells[-1] = (serial, max(last, frames[-1][1]), texts)
            cell = frames[at + 2]
        part = inner
    return tables


def _place(block: Block, grids: frozenset[int]) -> int:
    """Where in a block's frames the table of data is that it is a cell or caption of; -1 where it may be neither."""
    frames = block.frames
    around = 0
    for at, (tag, serial) in enumerate(frames):
        if tag == "table" and serial in grids:
            rest = len(frames) - at
            is_cell = rest > 2 and frames[at + 1][0] == "tr" and frames[at + 2][0] in CELLS
            is_caption = rest == 2 and frames[at + 1][0] == "caption"
            fits = _BRIDGED * around + _LEVELS <= MAX_DEPTH and block.continues != "inline"
            return at if fits and (is_cell or is_caption) else -1
        around += tag not in _NO_CONTAINERS
    return -1
