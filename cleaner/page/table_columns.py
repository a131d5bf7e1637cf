"""Which columns of a table the cells of its rows stand in, with cells that reach over several columns or rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# A cell that says it reaches over more columns than any table has is most likely meant to fill its row. The bound on
# rows is the HTML standard's.
_MAX_COLUMNS: Final = 100
_MAX_ROWS: Final = 65_534
# Columns in which cells that reach down are followed. Each row steps over the columns that are taken: without a bound,
# rows whose first cell reaches to the end of the table take time that grows with the square of their number.
_MAX_FOLLOWED: Final = 300


class TableColumns:
    """The columns of one table while its rows are walked."""

    __slots__ = ("_column", "_row", "_skipped", "_until")

    def __init__(self) -> None:
        self._until: list[int] = []  # the first row that the cell above does not reach, for each column
        self._row = self._column = self._skipped = 0

    def begin_group(self) -> None:
        """The next rows stand in a new group, into which no cell above reaches."""
        self._until.clear()

    def begin_row(self) -> None:
        """The next cells stand in a new row."""
        self._row += 1
        self._column = self._skipped = 0

    def begin_cell(self, attributes: Mapping[str, str | None]) -> int:
        """How many columns lie between this cell and the one before that are no cells of their own."""
        until, column = self._until, self._column
        while column < len(until) and until[column] > self._row:
            column += 1
            self._skipped += 1
        skipped = self._skipped
        wide = min(_MAX_COLUMNS, _number(attributes.get("colspan")) or 1)
        down = _rows(attributes.get("rowspan"))
        end = min(column + wide, _MAX_FOLLOWED)
        if column < end and (down > 1 or until):
            until += [0] * (end - len(until))
            until[column:end] = [self._row + down] * (end - column)
        self._column = column + wide
        self._skipped = wide - 1
        return skipped


def _rows(value: str | None) -> int:
    """How many rows a cell reaches over: 0 says all that are left of its group."""
    if value is not None and value.strip() == "0":
        return _MAX_ROWS
    return min(_MAX_ROWS, _number(value) or 1)


def _number(value: str | None) -> int:
    value = (value or "").strip()
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 6 else 0
