"""Which columns of a table the cells of its rows stand in, with cells that reach over several columns or rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# As HTML has it. A cell of more columns than any table has is most likely meant to fill its row.
_MAX_COLUMNS: Final = 100
_MAX_ROWS: Final = 65_534


class Columns:
    """The columns of one table while its rows are walked."""

    __slots__ = ("_column", "_left", "_skipped", "_taken")

    def __init__(self) -> None:
        self._left: list[int] = []  # rows that a cell above reaches down to, for each column
        self._taken: list[bool] = []  # columns of this row that such a cell holds
        self._column = self._skipped = 0

    def begin_row(self) -> None:
        """The next cells stand in a new row."""
        self._taken = [rows > 0 for rows in self._left]
        self._left = [max(0, rows - 1) for rows in self._left]
        self._column = self._skipped = 0

    def begin_cell(self, attributes: Mapping[str, str | None]) -> int:
        """How many columns lie between this cell and the one before that are no cells of their own."""
        column = self._column
        while column < len(self._taken) and self._taken[column]:
            column += 1
            self._skipped += 1
        skipped = self._skipped
        wide = min(_MAX_COLUMNS, _number(attributes.get("colspan")) or 1)
        down = min(_MAX_ROWS, _number(attributes.get("rowspan")) or 1)
        if down > 1 or self._left:
            self._left += [0] * (column + wide - len(self._left))
            self._left[column : column + wide] = [down - 1] * wide
        self._column = column + wide
        self._skipped = wide - 1
        return skipped


def _number(value: str | None) -> int:
    value = (value or "").strip()
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 6 else 0
