"""One gzip member of a web archive: is it one whole record and nothing else, and which."""

from __future__ import annotations

import io
import zlib
from typing import Final, Protocol, cast

from cleaner.dumps.part import Part
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.stream import READ_ERRORS
from cleaner.dumps.warc_head import head_of, read_head
from cleaner.dumps.warc_record import read_record

# FastWARC does not say where a member ends. Behind one that is whole it finds this one, and it cannot be mistaken.
_BEHIND: Final = zlib.compress(b"WARC/1.1\r\nWARC-Type: x-behind\r\nContent-Length: 0\r\n\r\n\r\n\r\n", wbits=31)
_BEHIND_BYTES: Final = 4
# The last four bytes of a member are the size of what it holds.
_SIZE_BYTES: Final = 4


def open_member(raw: bytes, part: Part, options: ReadOptions) -> Record | None:
    """The record of a gzip member, without name and position; None if it is not one whole record and nothing else."""
    plain = _inflate(raw, options.max_bytes)
    head = read_head(plain) if plain else None
    if plain and head and head.length is not None:
        end = len(plain) - _BEHIND_BYTES
        record, fault = read_record(head, _Content(plain, end - head.length, end), part, options, is_alone=True)
        return None if fault else record
    return _of_any_form(raw, part, options)


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


def _of_any_form(raw: bytes, part: Part, options: ReadOptions) -> Record | None:
    from fastwarc.warc import ArchiveIterator

    try:
        found = iter(ArchiveIterator(io.BytesIO(raw + _BEHIND), parse_http=False, fsspec_args=False))
        first = next(found)
        record, fault = read_record(head_of(first), first.reader, part, options, is_alone=True)
        behind = None if fault else next(found, None)
    except MemoryError:
        raise
    except BaseException as error:
        # A panic of compiled code is no Exception.
        if not isinstance(error, (*READ_ERRORS, StopIteration)) and type(error).__name__ != "PanicException":
            raise
        return None
    return record if behind is not None and behind.headers.get("WARC-Type") == "x-behind" else None


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Content:
    """The content of a record that is there as a whole."""

    def __init__(self, plain: bytes, start: int, end: int) -> None:
        self._plain = plain
        self._at = start
        self._end = end

    def read(self, size: int, /) -> bytes:
        start, self._at = self._at, min(self._at + size, self._end)
        return self._plain[start : self._at]

    def consume(self) -> int:
        left, self._at = self._end - self._at, self._end
        return left
