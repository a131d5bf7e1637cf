"""Dumps of one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO, Final

from cleaner.dumps.file_entry import FileEntry, Meter, Span
from cleaner.dumps.formats.jsonobjects import Value, check_objects, object_record, row_bytes, value_of
from cleaner.dumps.formats.rows import default_name, find_columns, names_in
from cleaner.dumps.packing.stream import READ_ERRORS, as_utf8, open_stream
from cleaner.dumps.record import Origin, Packed, ReadOptions, Record, Start, unreadable

_ROOM: Final = 1_000_000  # bytes that are read at a time from a line that is passed over


def check_jsonl(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the first lines have the columns that are wanted.

    Raises:
        DumpError: no line has a column with pages, or a column that was named; or no line can be used.
    """
    check_objects(entry, options, "line", _looked_at, "JSONL", "no line can be used, the first: ")


def _looked_at(stream: BinaryIO, options: ReadOptions) -> Iterator[Value]:
    for _, line in _lines(stream, row_bytes(options)):
        yield value_of(line, "line")


def read_jsonl(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of a JSONL file; a line that cannot be used becomes a record with an error."""
    for packed in pack_jsonl(entry, options, meter):
        yield packed.record() if isinstance(packed, Packed) else packed


def pack_jsonl(
    entry: FileEntry, options: ReadOptions, meter: Meter, _start: Start | None = None
) -> Iterator[Record | Packed]:
    """Records of a JSONL file as lines that another process opens, where that is safe."""
    origin = Origin(entry.source, entry.name, replace(options, skip=frozenset()), _open_line)
    position = 0
    # A file was looked at before. Standard input could not be: until a line has a page, it may be no JSONL at all, and
    # lines are opened here, so that it shows.
    is_sure = not entry.is_stream
    try:
        with open_stream(entry, meter) as packed_stream, as_utf8(packed_stream) as stream:
            for position, line in _lines(stream, row_bytes(options), entry.span):
                if line is None:
                    yield object_record(value_of(None, "line"), "line", entry, position, options)
                    continue
                packed = Packed(line, position, None, origin)
                is_sure = is_sure or _has_page(line, options)
                yield packed if is_sure else packed.record()
    except READ_ERRORS as error:
        position += 1
        yield unreadable(
            default_name(entry, position), entry.source, position, f"the rest of the file cannot be read: {error}"
        )


def _has_page(line: bytes, options: ReadOptions) -> bool:
    """Whether the line is an object with a column for a page."""
    row = value_of(line, "line").held
    return isinstance(row, dict) and bool(find_columns(names_in(row, options), options).pages)


def _lines(stream: BinaryIO, max_bytes: int, span: Span | None = None) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not blank, with their numbers; None for one that is too long. Of a span those that begin in it."""
    position, at = _lines_before(stream, span.begin) if span else (0, 0)
    while (span is None or at < span.end) and (line := stream.readline(max_bytes)):
        position += 1
        at += len(line)
        if len(line) == max_bytes and not line.endswith(b"\n"):
            at += _skip_line(stream)
            yield position, None
            continue
        if position == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield position, line


def _lines_before(stream: BinaryIO, begin: int) -> tuple[int, int]:
    """Read up to the first line that begins at a byte or behind it; how many lines and bytes lie before."""
    lines, left, last = 0, begin, b"\n"
    while left and (chunk := stream.read(min(left, _ROOM))):
        lines += chunk.count(b"\n")
        left -= len(chunk)
        last = chunk[-1:]
    if last == b"\n":
        return lines, begin - left
    return lines + 1, begin - left + _skip_line(stream)


def _skip_line(stream: BinaryIO) -> int:
    """Read the rest of a line; how many bytes it has."""
    size = 0
    while rest := stream.readline(_ROOM):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size


def _open_line(packed: Packed) -> Record:
    origin, position = packed.origin, packed.position
    entry = FileEntry(origin.source, origin.name, BytesIO)
    return object_record(value_of(packed.bytes(), "line"), "line", entry, position, origin.options)
