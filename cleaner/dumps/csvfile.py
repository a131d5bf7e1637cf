"""Dumps in CSV and TSV files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from cleaner.dumps.part import Meter, Part
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.dumps.rows import Columns, default_name, find_columns, record_of, require_columns
from cleaner.dumps.stream import READ_ERRORS, open_stream
from cleaner.errors import DumpError

_DELIMITERS: Final = ",\t;|"
_HEADER_BYTES: Final = 65_536
# Of a column; text that begins with a list of words has longer ones, and spaces.
_NAME: Final = re.compile(r"[\w.-]{1,40}")


def looks_like_csv(head: bytes) -> bool:
    """Whether the first line names columns, one of them with pages."""
    line, end, _ = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    names = _names(line.decode("utf-8", "surrogateescape")) if end else []
    return len(names) > 1 and all(map(_NAME.fullmatch, names)) and bool(find_columns(tuple(names), ReadOptions()).pages)


def _names(head: str) -> list[str]:
    return next(csv.reader([head.rstrip("\r\n")], delimiter=_delimiter(head)), [])


def _delimiter(head: str) -> str:
    return max(_DELIMITERS, key=head.count)


def check_csv(part: Part, options: ReadOptions) -> None:
    """Look whether the header has the columns that are wanted.

    Raises:
        DumpError: it has no column with pages, or lacks one that was named.
    """
    with _rows(part, options, Meter()) as (_, names):
        require_columns(tuple(names), options, part.source)


def read_csv(part: Part, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of a CSV file with a header; positions count its rows, from 1."""
    with _rows(part, options, meter) as (rows, names):
        columns = require_columns(tuple(names), options, part.source)
        position = 0
        while True:
            position += 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield unreadable(default_name(part, position), part.source, position, f"not valid CSV: {error}")
                continue
            except READ_ERRORS as error:
                reason = f"the rest of the file cannot be read: {error}"
                yield unreadable(default_name(part, position), part.source, position, reason)
                return
            if cells:
                yield _record(cells, names, columns, part, position, options)
            else:
                position -= 1


@contextmanager
def _rows(part: Part, options: ReadOptions, meter: Meter) -> Iterator[tuple[Iterator[list[str]], list[str]]]:
    """Rows below the header, and the header.

    Raises:
        DumpError: it has no header.
    """
    csv.field_size_limit(max(options.max_bytes + 1, csv.field_size_limit()))
    with open_stream(part, meter) as stream:
        try:
            head = stream.readline(_HEADER_BYTES).removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        except READ_ERRORS as error:
            raise DumpError(f"{part.source}: cannot be read: {error}") from error
        names = _names(head)
        if not names:
            raise DumpError(f"{part.source}: a CSV file begins with the names of its columns; this one is empty")
        # Bytes that are not UTF-8 come back as they were when the page is decoded.
        text = io.TextIOWrapper(stream, "utf-8", "surrogateescape", newline="")
        try:
            yield csv.reader(text, delimiter=_delimiter(head)), names
        finally:
            text.detach()


def _record(
    cells: list[str], names: list[str], columns: Columns, part: Part, position: int, options: ReadOptions
) -> Record:
    if len(cells) > len(names):
        reason = f"not valid CSV: {len(cells)} cells under {len(names)} columns"
        return unreadable(default_name(part, position), part.source, position, reason)
    row: dict[str, Any] = dict(zip(names, cells, strict=False))
    for column in columns.pages:
        if (cell := row.get(column)) is not None and not cell.isascii():
            row[column] = cell.encode("utf-8", "surrogateescape")
    return record_of(row, columns, part, position, options)
