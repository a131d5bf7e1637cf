"""Dumps of JSON texts behind a record separator each (RFC 7464, `application/json-seq`).

Such a text may have lines of its own, and one that was cut off ends where the next separator stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.formats.jsonobjects import Value, check_objects, object_record, row_bytes, value_of
from cleaner.dumps.formats.rows import default_name
from cleaner.dumps.packing.stream import READ_ERRORS, open_stream
from cleaner.dumps.record import ReadOptions, Record, unreadable

# What stands before each text; what may stand around one; and bytes that are read at a time.
_SEPARATOR: Final = b"\x1e"
_BEFORE: Final = b"\xef\xbb\xbf \t\r\n"
_CHUNK: Final = 1 << 18


def looks_like_sequence(head: bytes) -> bool:
    """Whether a file begins with a separator and an object or array."""
    start = head.lstrip(_BEFORE)
    return start.startswith(_SEPARATOR) and start.lstrip(_SEPARATOR + _BEFORE)[:1] in {b"{", b"["}


def check_sequence(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the first objects have the columns that are wanted.

    Raises:
        DumpError: no object has a column with pages, or a column that was named; or no object can be read.
    """
    check_objects(entry, options, "element", _values, "a JSON text sequence", "no element can be used, the first: ")


def read_sequence(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of a sequence; an element that cannot be used becomes a record with an error."""
    position = 0
    try:
        with open_stream(entry, meter) as stream:
            for position, value in enumerate(_values(stream, options), 1):
                yield object_record(value, "element", entry, position, options)
    except READ_ERRORS as error:
        position += 1
        reason = f"the rest of the file cannot be read: {error}"
        yield unreadable(default_name(entry, position), entry.source, position, reason)


def _values(stream: BinaryIO, options: ReadOptions) -> Iterator[Value]:
    return (value_of(raw, "element") for raw in _elements(stream, row_bytes(options)))


def _elements(stream: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """What stands between separators and is not blank; None for what is too long."""
    held, is_long = bytearray(), False
    # By lines, since of a damaged file these are given up to the damage.
    while chunk := stream.readline(_CHUNK):
        first, *others = chunk.split(_SEPARATOR)
        held += first
        for begun in others:
            yield from _element(held, is_long=is_long or len(held) > max_bytes)
            held, is_long = bytearray(begun), False
        if len(held) > max_bytes:
            held, is_long = bytearray(), True
    yield from _element(held, is_long=is_long)


def _element(held: bytearray, *, is_long: bool) -> Iterator[bytes | None]:
    raw = bytes(held).strip(_BEFORE)
    if is_long or raw:
        yield None if is_long else raw
