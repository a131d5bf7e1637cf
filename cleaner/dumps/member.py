"""One gzip member of a web archive: is it one whole record and nothing else, and which."""

from __future__ import annotations

import io
import zlib
from itertools import islice
from typing import Final, Protocol, cast

from cleaner.dumps.part import Part
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.warc import walk
from cleaner.dumps.warc_head import read_head
from cleaner.dumps.warc_record import read_record

# The empty lines that end a record.
_BEHIND_BYTES: Final = 4
# The last four bytes of a member are the size of what it holds.
_SIZE_BYTES: Final = 4


def open_member(raw: bytes, part: Part, options: ReadOptions) -> Record | None:
    """The record of a gzip member, without name and position; None if it is not one whole record and nothing else."""
    plain = _inflate(raw, options.max_bytes)
    head = read_head(plain) if plain else None
    if plain and head and head.length is not None:
        end = len(plain) - _BEHIND_BYTES
        return read_record(head, memoryview(plain)[end - head.length : end], part, options)
    found = list(islice(walk(io.BytesIO(raw), part, options), 2))
    return found[0] if len(found) == 1 and isinstance(found[0], Record) else None


def _inflate(raw: bytes, max_bytes: int) -> bytes | None:
    """The bytes of a whole member; None if it is not that, or holds more than a page may have.

    With ISA-L (`isal`, of the extra `speed`) in half of the time that zlib takes.
    """
    size = int.from_bytes(raw[-_SIZE_BYTES:], "little")
    if size > max_bytes:
        return None
    unpacker, errors = _unpacker()
    try:
        plain = unpacker.decompress(raw, size + 1)
    except errors:
        return None
    return plain if unpacker.eof and not unpacker.unused_data and len(plain) == size else None


def _unpacker() -> tuple[_Unpacker, type[Exception]]:
    try:
        from isal import igzip_lib
    except ImportError:
        return zlib.decompressobj(31), zlib.error
    return igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP), cast("type[Exception]", igzip_lib.error)


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...
