"""Dumps in CSV and TSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, Final, NamedTuple

from cleaner import expressions as re
from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.formats.rows import Columns, default_name, find_columns, record_of, require_columns
from cleaner.dumps.packing.stream import READ_ERRORS, is_utf16, open_stream
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.errors import DumpError

# What may part the cells of a row.
_DELIMITERS: Final = ",\t;|"
_HEADER_CHARACTERS: Final = 65_536  # most characters of a header, and of the first lines that tell the dialect
# A quote behind a backslash that ends no cell, or a line that ends with a backslash.
_ESCAPED: Final = re.compile(r'\\"(?![",;|\t\r\n])|\\\r?\n')
# MySQL's null, as a whole cell.
_NULL: Final = re.compile(r"(?:(?<=[,;|\t])|^)\\N(?=[,;|\t\r\n]|$)")
_TOLD_DELIMITER: Final = re.compile(r"sep=([,\t;|])", re.IGNORECASE)
# A line that is put behind the file, to see whether a cell is still open there. No cell holds it by chance, and one
# that does on purpose only has its row told as cut off.
_END: Final = "\ufdd0 end of the file \ufdd1"
# The name of a column. Text that begins with a list of words has longer ones, and spaces.
_NAME: Final = re.compile(r"[\w.-]{1,40}")


def looks_like_csv(head: bytes) -> bool:
    """Whether the first line names columns, one of them with pages."""
    line, end, _ = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    try:
        first = line.decode("utf-8", "surrogateescape")
        names = _names(first, _delimiter(first)) if end else []
    except csv.Error:
        return False
    return len(names) > 1 and all(map(_NAME.fullmatch, names)) and bool(find_columns(tuple(names), ReadOptions()).pages)


def _names(head: str, delimiter: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([head.rstrip("\r\n")], delimiter=delimiter), [])]


def _delimiter(head: str) -> str:
    return max(_DELIMITERS, key=head.count)


def check_csv(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the header has the columns that are wanted.

    Raises:
        DumpError: the header has no column with pages, or lacks a column that was named.
    """
    with _rows(entry, options, Meter()) as (_, names):
        require_columns(tuple(names), options, entry.source)


def read_csv(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of a CSV file with a header; positions count its rows, from 1."""
    with _rows(entry, options, meter) as (rows, names):
        columns = require_columns(tuple(names), options, entry.source)
        position = 0
        while True:
            position += 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield unreadable(default_name(entry, position), entry.source, position, f"not valid CSV: {error}")
                continue
            except READ_ERRORS as error:
                reason = f"the rest of the file cannot be read: {error}"
                yield unreadable(default_name(entry, position), entry.source, position, reason)
                return
            if rows.cut_line:
                # What stands before the cell tells which page it is.
                record = _record(cells[:-1], names, columns, entry, position, options)
                reason = f"the file ends inside a quoted cell, in the row that begins in line {rows.cut_line}"
                yield record._replace(body=b"", error=reason)
            elif cells:
                yield _record(cells, names, columns, entry, position, options)
            else:
                position -= 1


class _Header(NamedTuple):
    """How a file begins, which tells how the rest is read.

    Attributes:
        delimiter: what parts its cells.
        names: of the columns.
        lines: up to the names and with them; before them stand blank ones, and what Excel says of the delimiter.
    """

    delimiter: str
    names: list[str]
    lines: int


class _Rows:
    """Rows of cells, which notice when the file ends inside a cell.

    The reader of the standard library takes the end of the file for the end of the cell. It is given one line more than
    the file has, which is a row of its own unless a cell is open, whose end it then is.

    Attributes:
        cut_line: line in which the last row that was given begins, from 1, when it ends with such a cell; else 0.
    """

    def __init__(self, lines: Iterable[str], header: _Header, escape: str | None) -> None:
        lines = (_NULL.sub("", line) for line in lines) if escape else lines
        self._reader = csv.reader(chain(lines, [_END]), delimiter=header.delimiter, escapechar=escape)
        self._first_line = header.lines + 1
        self.cut_line = 0

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        line = self._reader.line_num + self._first_line
        cells = next(self._reader)
        if cells == [_END]:
            raise StopIteration
        if cells and cells[-1].endswith(_END):
            self.cut_line = line
        return cells


@contextmanager
def _rows(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[tuple[_Rows, list[str]]]:
    """Rows below the header, and the header.

    Raises:
        DumpError: the file has no header.
    """
    csv.field_size_limit(max(options.max_bytes + 1, csv.field_size_limit()))
    with open_stream(entry, meter) as stream:
        # Bytes that are not UTF-8 come back as they were when the page is decoded. Lines may also end with a carriage
        # return alone, as those of old Macintosh programs do. UTF-16 is what spreadsheets call "Unicode text".
        encoding = ("utf-16", "replace") if is_utf16(stream) else ("utf-8-sig", "surrogateescape")
        text = io.TextIOWrapper(stream, *encoding, newline="")
        try:
            header = _header(text, entry)
            sample, lines = _looked_at(text)
            yield _Rows(lines, header, "\\" if _has_escapes(sample, header) else None), header.names
        finally:
            text.detach()


def _looked_at(text: io.TextIOWrapper) -> tuple[list[str], Iterator[str]]:
    """The first lines, and all of them again; what is wrong with the file shows where it is."""
    sample: list[str] = []
    fault: Exception | None = None
    left = _HEADER_CHARACTERS
    try:
        while left > 0 and (line := text.readline()):
            sample.append(line)
            left -= len(line)
    except READ_ERRORS as error:
        fault = error
    return sample, _again(sample, text, fault)


def _again(sample: list[str], text: io.TextIOWrapper, fault: Exception | None) -> Iterator[str]:
    yield from sample
    if fault:
        raise fault
    yield from text


def _has_escapes(sample: list[str], header: _Header) -> bool:
    """Whether quotes and line ends within cells stand behind a backslash, as Spark and MySQL write them.

    That is certain where rows have as many cells as there are columns with it, and others without it.
    """
    if not any(_ESCAPED.search(line) for line in sample):
        return False
    columns, mark = len(header.names), header.delimiter
    try:
        plain = [cells for cells in csv.reader(sample, delimiter=mark) if cells]
        escaped = [cells for cells in csv.reader(sample, delimiter=mark, escapechar="\\") if cells]
    except csv.Error:
        return False
    is_whole = all(len(cells) == columns for cells in escaped[:-1]) and len(escaped[-1]) <= columns
    return is_whole and any(len(cells) != columns for cells in plain[:-1])


def _header(text: io.TextIOWrapper, entry: FileEntry) -> _Header:
    try:
        head, lines = text.readline(_HEADER_CHARACTERS), 1
        while head.isspace():
            head, lines = text.readline(_HEADER_CHARACTERS), lines + 1
        told = _TOLD_DELIMITER.fullmatch(head.rstrip("\r\n"))
        if told:
            head, lines = text.readline(_HEADER_CHARACTERS), lines + 1
        delimiter = told[1] if told else _delimiter(head)
        names = _names(head, delimiter)
    except csv.Error as error:
        raise DumpError(f"{entry.source}: the names of the columns are not valid CSV: {error}") from error
    except READ_ERRORS as error:
        raise DumpError(f"{entry.source}: cannot be read: {error}") from error
    if not names:
        raise DumpError(f"{entry.source}: a CSV file begins with the names of its columns; this one is empty")
    return _Header(delimiter, names, lines)


def _record(
    cells: list[str], names: list[str], columns: Columns, entry: FileEntry, position: int, options: ReadOptions
) -> Record:
    if len(cells) > len(names):
        reason = f"not valid CSV: {len(cells)} cells under {len(names)} columns"
        return unreadable(default_name(entry, position), entry.source, position, reason)
    row: dict[str, Any] = dict(zip(names, cells, strict=False))
    for column in columns.pages:
        if (cell := row.get(column)) is not None and not cell.isascii():
            row[column] = cell.encode("utf-8", "surrogateescape")
    return record_of(row, columns, entry, position, options)
