"""One gzip member of a web archive: is it one whole record and nothing else, and which."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from cleaner.dumps.part import Part
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.stream import READ_ERRORS
from cleaner.dumps.warc_record import read_record

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MAGIC: Final = b"WARC/"
# FastWARC does not say where a member ends. Behind one that is whole it finds this one, and it cannot be mistaken.
_BEHIND: Final = zlib.compress(b"WARC/1.1\r\nWARC-Type: x-behind\r\nContent-Length: 0\r\n\r\n\r\n\r\n", wbits=31)
_END_OF_HEAD: Final = b"\r\n\r\n"
# Both headers, WARC's and HTTP's, with room to spare.
_HEAD: Final = 16_384
# The last four bytes of a member are the size of what it holds.
_SIZE_BYTES: Final = 4


def open_member(raw: bytes, part: Part, options: ReadOptions) -> Record | None:
    """The record of a gzip member, without name and position; None if it is not one whole record and nothing else."""
    plain = _inflate(raw, options.max_bytes)
    record = _of_usual_form(plain, part, options) if plain else None
    return record or _of_any_form(raw, part, options)


def _inflate(raw: bytes, max_bytes: int) -> bytes | None:
    """The bytes of a whole member, in less than half of the time that FastWARC takes for it; None if it is not that.

    None, too, without ISA-L (`isal`, of the extra `speed`).
    """
    try:
        from isal import igzip_lib
    except ImportError:
        return None
    size = int.from_bytes(raw[-_SIZE_BYTES:], "little")
    if size > max_bytes:
        return None
    unpacker = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
    try:
        plain = unpacker.decompress(raw, size + 1)
    except igzip_lib.error:  # type: ignore[misc]  # its stub says that it is an instance
        return None
    return plain if unpacker.eof and not unpacker.unused_data and len(plain) == size else None


def _of_usual_form(plain: bytes, part: Part, options: ReadOptions) -> Record | None:
    """The record, when its headers are short and its length is what it says; FastWARC is given its head alone."""
    from fastwarc.warc import ArchiveIterator

    head = plain[:_HEAD]
    start = head.find(_END_OF_HEAD) + len(_END_OF_HEAD)
    end = len(plain) - len(_END_OF_HEAD)
    if not plain.startswith(MAGIC) or not plain.endswith(_END_OF_HEAD) or b"\n\n" in head[:start]:
        return None
    try:
        raw: WarcRecord = next(iter(ArchiveIterator(io.BytesIO(head), parse_http=False, fsspec_args=False)))
        if raw.content_length != end - start:
            return None
        record, fault = read_record(
            raw, part, options, content=lambda length: _Content(plain, end - length, end), is_alone=True
        )
    except BaseException as error:
        if isinstance(error, MemoryError) or not _is_of_reading(error):
            raise
        return None
    # Of headers that are longer, FastWARC has seen a part.
    is_seen = end - raw.content_length < len(head) or len(head) == len(plain)
    return record if is_seen and not fault else None


def _of_any_form(raw: bytes, part: Part, options: ReadOptions) -> Record | None:
    from fastwarc.warc import ArchiveIterator

    try:
        found = iter(ArchiveIterator(io.BytesIO(raw + _BEHIND), parse_http=False, fsspec_args=False))
        record, fault = read_record(next(found), part, options, is_alone=True)
        behind = None if fault else next(found, None)
    except MemoryError:
        raise
    except BaseException as error:
        if not _is_of_reading(error):
            raise
        return None
    return record if behind is not None and behind.headers.get("WARC-Type") == "x-behind" else None


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


def _is_of_reading(error: BaseException) -> bool:
    """Whether it says that the bytes are no record; a panic of compiled code is no Exception."""
    return isinstance(error, (*READ_ERRORS, StopIteration)) or type(error).__name__ == "PanicException"
