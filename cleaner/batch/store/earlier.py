"""Whether a file that would be replaced is what an earlier run has written there."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Final

from cleaner.batch.report.page import MADE_BY
from cleaner.dumps.output.row_columns import BODY_COLUMNS, COLUMNS, DUPLICATE_COLUMNS, FILE_COLUMN
from cleaner.dumps.output.sink import suffix_of
from cleaner.dumps.packing.stream import READ_ERRORS, unpacked
from cleaner.errors import MissingExtra
from cleaner.render.report_page import maker

# Dumps of pages have addresses, texts and the status of answers, too; nearly no output is without both of these.
_TELLING: Final = frozenset({"status", "reason"})
_MADE_BY: Final = frozenset({"source", "position", "code_version", "weights_version"})
_REPORT_HEAD: Final = 512  # bytes at the beginning of a report in which it says who made it
_LONGEST_ROW: Final = 1 << 26  # bytes of a row that is looked at


def is_earlier_output(path: Path, columns: Collection[str]) -> bool:
    """Whether a file of rows begins as this run's would, or as that of another run of cleaner; also if it is empty."""
    if path.stat().st_size == 0:
        return True
    known = {column.name for column in (*COLUMNS, *BODY_COLUMNS, *DUPLICATE_COLUMNS, FILE_COLUMN)}
    found = set(_columns(path))
    is_output = found >= _TELLING and (found <= known or found >= _MADE_BY)  # columns of the input may be kept
    return bool(found) and (found == set(columns) or is_output)


def is_earlier_report(path: Path) -> bool:
    """Whether the file is a page about a run; also if it is empty."""
    try:
        with path.open("rb") as file:
            found = file.read(_REPORT_HEAD)
    except OSError:
        return False
    return not found or maker(MADE_BY).encode() in found


def _columns(path: Path) -> list[str]:
    """Columns of the first row; none when it cannot be read."""
    try:
        if suffix_of(path) == ".parquet":
            import pyarrow.parquet as pq

            return list(pq.read_schema(path).names)
        with path.open("rb") as file, unpacked(file) as stream:
            row = json.loads(stream.readline(_LONGEST_ROW))
    except (*READ_ERRORS, ValueError, RecursionError, ImportError, MissingExtra):
        return []
    return list(row) if isinstance(row, dict) else []
