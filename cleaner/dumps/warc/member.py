"""One gzip member of a web archive: is it one whole record and nothing else, and which."""

from __future__ import annotations

import io
from itertools import islice
from typing import Final

from cleaner.dumps.file_entry import FileEntry
from cleaner.dumps.packing.inflate import whole_member
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.warc.head import read_head
from cleaner.dumps.warc.reader import walk
from cleaner.dumps.warc.record import read_record

# The empty lines that end a record.
_BEHIND_BYTES: Final = 4
# The last four bytes of a member are the size of what it holds.
_SIZE_BYTES: Final = 4


def open_member(raw: bytes, entry: FileEntry, options: ReadOptions) -> Record | None:
    """The record of a gzip member, without name and position; None if it is not one whole record and nothing else."""
    plain = _inflate(raw, options.max_bytes)
    head = read_head(plain) if plain else None
    if plain and head and head.length is not None:
        end = len(plain) - _BEHIND_BYTES
        return read_record(head, memoryview(plain)[end - head.length : end], entry, options)
    found = list(islice(walk(io.BytesIO(raw), entry, options), 2))
    return found[0] if len(found) == 1 and isinstance(found[0], Record) else None


def _inflate(raw: bytes, max_bytes: int) -> bytes | None:
    """The bytes of a whole member; None if it is not that, or holds more than a page may have."""
    size = int.from_bytes(raw[-_SIZE_BYTES:], "little")
    return whole_member(raw, size) if size <= max_bytes else None
