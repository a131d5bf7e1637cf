"""Which tables hold data, and their rows; other tables only lay out the page, and their blocks are read one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from cleaner.judge.traits import framed
from cleaner.model import Block
from cleaner.render.tree import Branch, branches, leaves

# What stands in a cell.
_T = TypeVar("_T")

# Blocks and characters of a cell at most: tables with larger cells lay out a page.
MAX_CELL_BLOCKS = 8
MAX_CELL_CHARS = 1_000

# How much of a grid may be padding. A ragged table of 3,000 rows with one row of 100,000 cells would otherwise
# become 300 million cells.
_MAX_PADDING = 3

# The frame that is looked for, as a set.
_TABLES = frozenset(("table",))


@dataclass(slots=True)
class _Table:
    """A table's cells while its blocks are counted; `flows` where it holds something that no data table does."""

    flows: bool = False
    rows: dict[int, dict[int, list[int]]] = field(default_factory=dict)

    def add(self, row: int, cell: int, chars: int) -> None:
        sizes = self.rows.setdefault(row, {}).setdefault(cell, [0, 0])
        sizes[0] += 1
        sizes[1] += chars

    def is_grid(self) -> bool:
        if self.flows or len(self.rows) < 2:
            return False
        width = max(len(cells) for cells in self.rows.values())
        cells = [sizes for row in self.rows.values() for sizes in row.values()]
        if width < 2 or width * len(self.rows) > (1 + _MAX_PADDING) * len(cells):
            return False
        return all(count <= MAX_CELL_BLOCKS and chars <= MAX_CELL_CHARS for count, chars in cells)


def find_grids(blocks: Iterable[Block]) -> frozenset[int]:
    """Serials of the tables of data: two rows and two columns at least, short cells, no table or code inside."""
    tables: dict[int, _Table] = {}
    outside = _Table()
    every = list(blocks)
    for index in framed(every, list(range(len(every))), _TABLES):
        _count(every[index], tables, outside)
    return frozenset(serial for serial, table in tables.items() if table.is_grid())


def _count(block: Block, tables: dict[int, _Table], outside: _Table) -> None:
    table = outside
    row = cell = caption = 0
    for tag, serial in block.frames:
        if tag == "table":
            table.flows = True
            if serial not in tables:
                tables[serial] = _Table()
            table = tables[serial]
            row = cell = caption = 0
        elif tag == "tr":
            row = serial
        elif tag in {"td", "th"}:
            cell = serial
        elif tag == "caption":
            caption = serial
        elif tag in {"pre", "blockquote"} and (row or caption):
            table.flows = True
    if row and cell:
        table.add(row, cell, len(block.text))
    elif not caption:
        table.flows = True


class Row(NamedTuple, Generic[_T]):
    """A row of a table.

    Attributes:
        serial: of its frame.
        cells: for each cell the serial of its frame, the serial of the last frame in it, and the cell's content.
    """

    serial: int
    cells: list[tuple[int, int, _T]]


def row_of(row: Branch) -> Row[Branch]:
    """A row as it stands in an outline."""
    return Row(row.serial, [(cell.serial, max(cell.serial, _last_serial(cell)), cell) for cell in branches(row)])


def aligned(rows: Sequence[Row[_T]]) -> list[list[_T | None]]:
    """Rows of equal length; None stands for a cell without text.

    Cells without text have no blocks, so they are inferred: serials count up through the page, and one that is
    missing before a cell is most likely an empty cell, or a column that a cell before or above reaches over. Where
    that would widen the table much, the cells are taken as they come.
    """
    dense: list[list[_T | None]] = [[cell for _, _, cell in row.cells] for row in rows]
    widest = max(map(len, dense))
    spread = [_spread(row, widest) for row in rows]
    if max(map(len, spread)) > 2 * widest:
        spread = dense
    width = max(map(len, spread))
    return [[*row, *[None] * (width - len(row))] for row in spread]


def is_head(row: Sequence[Branch | None]) -> bool:
    """Whether a row names the columns."""
    return all(cell is None or cell.tag == "th" for cell in row)


def _spread(row: Row[_T], widest: int) -> list[_T | None]:
    out: list[_T | None] = []
    expected = row.serial + 1
    for serial, last, cell in row.cells:
        if serial > expected:
            missing = serial - expected
            if len(out) + missing > max(2 * len(row.cells), widest):
                return [cell for _, _, cell in row.cells]
            out.extend([None] * missing)
        out.append(cell)
        expected = last + 1
    return out


def _last_serial(cell: Branch) -> int:
    blocks = (block for leaf in leaves(cell) for line in leaf.lines for block in line)
    return max((block.frames[-1].serial for block in blocks if block.frames), default=0)
