"""Dumps of one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from cleaner.dumps.record import ReadOptions, Record, readable, unreadable
from cleaner.dumps.rows import default_name, find_columns, record_of
from cleaner.dumps.stream import READ_ERRORS, open_stream

# JSON writes a control character or a surrogate half as six bytes; one kilobyte and more is left for the other columns.
_BYTES_PER_BYTE: Final = 6
_ROOM: Final = 1_000_000


def read_jsonl(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Records of a JSONL file; a line that cannot be used becomes a record with an error."""
    source = readable(path)
    position = 0
    try:
        with open_stream(path) as stream:
            for position, line in _lines(stream, options.max_bytes * _BYTES_PER_BYTE + _ROOM):
                yield _record(line, source, position, options)
    except READ_ERRORS as error:
        position += 1
        yield unreadable(
            default_name(source, position), source, position, f"the rest of the file cannot be read: {error}"
        )


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not blank, with their numbers; None for one that is too long."""
    position = 0
    while line := stream.readline(max_bytes):
        position += 1
        if len(line) == max_bytes and not line.endswith(b"\n"):
            while (rest := stream.readline(max_bytes)) and not rest.endswith(b"\n"):
                pass
            yield position, None
            continue
        if position == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield position, line


def _record(line: bytes | None, source: str, position: int, options: ReadOptions) -> Record:
    name = default_name(source, position)
    if line is None:
        return unreadable(name, source, position, "too large: the line is longer than any page may be")
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        return unreadable(name, source, position, f"the line is not valid UTF-8: {error.reason} at byte {error.start}")
    except (ValueError, RecursionError) as error:
        return unreadable(name, source, position, f"the line is not valid JSON: {error}")
    if not isinstance(row, dict):
        return unreadable(name, source, position, f"the line holds a JSON {type(row).__name__}, not an object")
    return record_of(row, find_columns(tuple(row), options), source, position, options)
