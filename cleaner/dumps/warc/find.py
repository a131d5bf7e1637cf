"""Where in damaged bytes a record of a web archive begins again."""

from __future__ import annotations

import io
import sys
import zlib
from typing import Any, BinaryIO, Final

from cleaner import expressions as re
from cleaner.dumps.packing.frame import LZ4, open_frame
from cleaner.dumps.packing.stream import READ_ERRORS
from cleaner.dumps.packing.zstd import ZSTD
from cleaner.dumps.warc.head import BLANK_LINE, MAGIC
from cleaner.dumps.warc.segments import GZIP_START, Broken, Unpacked
from cleaner.errors import MissingExtra

# Enough to see that a record begins: larger headers are read, but not sought.
_HEADER: Final = 16_384
_BEGINS: Final = re.compile(rb"WARC/[01]\.\d{1,2}[ \t]*\r{0,2}\n(?=[!-9;-~]+[ \t]*:)")
_SAYS_WHAT: Final = re.compile(rb"\n(?:WARC-Type|Content-Length)[ \t]*:", re.IGNORECASE)
_MARKS: Final = re.compile(b"|".join(map(re.escape, (GZIP_START, ZSTD, LZ4, MAGIC))))
_LONGEST_MARK: Final = 8
_WINDOW: Final = 1 << 20  # bytes in which the next record is looked for at a time
# The first block of a Zstandard frame has at most 128 KB.
_FIRST_BLOCK: Final = 1 << 18
_STEP: Final = 1024
_GZIP_HEAD: Final = 512  # bytes that tell whether a packed record begins


def find_record(raw: bytes | bytearray, start: int, stop: int) -> int:
    """Index of the first whole header of a record; -1 for none. Prose about archives has none."""
    # What every header has is sought once, and not from each beginning: a page may repeat that without end.
    blank, says = _Ahead(BLANK_LINE, raw), _Ahead(_SAYS_WHAT, raw)
    while (found := raw.find(MAGIC, start, stop)) >= 0:
        start = found + 1
        if _BEGINS.match(raw, found):
            end = blank.end(found)
            if end - found <= _HEADER and says.end(found) <= end:
                return found
    return -1


class _Ahead:
    """Where the next find of a pattern ends, seen from places of which each lies behind the one before."""

    def __init__(self, pattern: re.Pattern[bytes], raw: bytes | bytearray) -> None:
        self._pattern = pattern
        self._raw = raw
        self._begins = self._end = -1

    def end(self, at: int) -> int:
        """Index behind it; beyond all when there is none."""
        if self._begins < at:
            found = self._pattern.search(self._raw, at)
            self._begins, self._end = found.span() if found else (sys.maxsize, sys.maxsize)
        return self._end


def holds_record(raw: bytes) -> bool:
    """Whether a record, or what packs one, begins anywhere in a piece of a file."""
    return _find_raw(io.BytesIO(raw), 0) is not None


def go_on(stream: Unpacked) -> bool:
    """Go to the next record, or what packs it; False where nothing more can be read."""
    try:
        if _find_unpacked(stream):
            return True
        if not stream.segment(stream.at).is_plain:
            return False
        start = stream.offset(stream.at)
    except Broken as error:
        start = error.behind
    try:
        found = _find_raw(stream.file, start, stream.dictionary)
    except READ_ERRORS:
        return False
    if found is not None:
        stream.restart(found)
    return found is not None


def _find_unpacked(stream: Unpacked) -> bool:
    """Whether a record begins in what packs this place; the stream then stands there, else at the plain bytes behind.

    Raises:
        Broken: something cannot be unpacked.
    """
    while not stream.segment(stream.at).is_plain:
        last = stream.segment(len(stream.data))
        stop = last.begins if last.is_plain else len(stream.data)
        found = stream.data.find(MAGIC, stream.at, stop)
        while found >= 0:
            while not _shows(stream.data, found) and stream.fill():
                pass
            if _is_header(stream.data, found):
                stream.at = found
                return True
            found = stream.data.find(MAGIC, found + 1, stop)
        if last.is_plain:
            stream.at = stop
            return False
        stream.at = max(stream.at, stop - len(MAGIC) + 1)
        stream.drop()
        if not stream.fill():
            return False
    return False


def _find_raw(file: BinaryIO, start: int, dictionary: Any = None) -> int | None:  # noqa: ANN401 - zstandard's
    """Byte of the file, at or behind `start`, at which a record, member or frame begins."""
    at = start
    while True:
        file.seek(at)
        window = file.read(_WINDOW)
        for found in _MARKS.finditer(window):
            if _begins_record(file, at + found.start(), dictionary):
                return at + found.start()
        if len(window) < _WINDOW:
            return None
        at += _WINDOW - _LONGEST_MARK


def _begins_record(file: BinaryIO, at: int, dictionary: Any) -> bool:  # noqa: ANN401
    file.seek(at)
    raw = file.read(_GZIP_HEAD)
    if raw.startswith(GZIP_START):
        try:
            return zlib.decompressobj(31).decompress(raw, len(MAGIC)) == MAGIC
        except zlib.error:
            return False
    file.seek(at)
    if raw.startswith((ZSTD, LZ4)):
        return _frame_begins_record(file, dictionary)
    return _is_header(file.read(_HEADER), 0)


def _frame_begins_record(file: BinaryIO, dictionary: Any) -> bool:  # noqa: ANN401
    try:
        raw = file.read(_STEP)
        unpacker = open_frame(raw, dictionary)
        # No more than it takes: four bytes, as a frame begins, may stand anywhere and often.
        for _ in range(0, _FIRST_BLOCK, _STEP):
            head = unpacker.decompress(raw)
            raw = file.read(_STEP)
            if head or unpacker.eof:
                return bool(head.startswith(MAGIC))
    except (MissingExtra, *READ_ERRORS):
        pass
    return False


def _shows(raw: bytearray, at: int) -> bool:
    """Whether enough is there to say if a record begins."""
    return len(raw) >= at + _HEADER or BLANK_LINE.search(raw, at) is not None


def _is_header(raw: bytes | bytearray, at: int) -> bool:
    if not _BEGINS.match(raw, at):
        return False
    blank = BLANK_LINE.search(raw, at, at + _HEADER)
    return blank is not None and _SAYS_WHAT.search(raw, at, blank.end()) is not None
