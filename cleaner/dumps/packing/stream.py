"""Files as byte streams, unpacked when they are gzip, Zstandard, LZ4, bzip2 or xz."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final, cast

from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.packing.frame import FRAMES, open_frame
from cleaner.dumps.packing.zstd import DICTIONARY, MOST_DICTIONARY, ZSTD_CHUNK, dictionary_at_start

# What a member of gzip begins with.
GZIP: Final = b"\x1f\x8b"

READ_ERRORS: Final = (OSError, EOFError, zlib.error)
"""What reading a damaged or vanished file raises."""

# Bytes that are read at a time, and bytes that tell how a file is packed.
_BUFFER: Final = 1 << 17
_MARK_BYTES: Final = 4
_RECODED: Final = 1 << 14  # characters at a time


@contextmanager
def open_stream(entry: FileEntry, meter: Meter | None = None) -> Iterator[BinaryIO]:
    """Open for reading, unpacking by content: files named .gz often are not, and the other way round."""
    with entry.open() as file, unpacked(file, meter) as stream:
        yield stream


@contextmanager
def unpacked(file: BinaryIO, meter: Meter | None = None) -> Iterator[BinaryIO]:
    """The stream in a buffered file, whatever packed it; `meter` follows the bytes that are read of the file."""
    # A reader that was opened by somebody else need not have `peek`.
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", file))
    magic = buffered.peek(4)[:4]
    source = cast("BinaryIO", io.BufferedReader(_Metered(buffered, meter), _BUFFER)) if meter else buffered
    if magic.startswith(GZIP):
        with gzip.open(source) as stream:
            yield cast("BinaryIO", stream)
    elif magic in FRAMES:
        with io.BufferedReader(_FrameReader(source), _BUFFER) as stream:
            yield cast("BinaryIO", stream)
    else:
        yield source


def is_utf16(stream: BinaryIO) -> bool:
    """Whether what `open_stream` has opened begins with the mark of UTF-16."""
    return begins_utf16(cast("io.BufferedReader", stream).peek(2)) == "utf-16"


def begins_utf16(head: bytes) -> str | None:
    """UTF-16 by its mark or, without one, by JSON's first brace or bracket: the codec's name; None for all else."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith((b"{\0", b"[\0")):
        return "utf-16-le"
    return "utf-16-be" if head.startswith((b"\0{", b"\0[")) else None


def head_as_utf8(head: bytes) -> bytes:
    """The first bytes of a file; of JSON in UTF-16 as `as_utf8` has them."""
    codec = begins_utf16(head)
    text = head.decode(codec, "ignore").removeprefix("\ufeff") if codec else ""
    return text.encode("utf-8", "ignore") if text.lstrip()[:1] in {"{", "["} else head


@contextmanager
def as_utf8(stream: BinaryIO) -> Iterator[BinaryIO]:
    """What `open_stream` has opened, with JSON in it that is UTF-16 made UTF-8; of anything else the same stream."""
    codec = begins_utf16(cast("io.BufferedReader", stream).peek(2))
    if codec is None:
        yield stream
        return
    text = io.TextIOWrapper(cast("io.BufferedReader", stream), codec, "replace", newline="")
    try:
        yield cast("BinaryIO", io.BufferedReader(_Recoded(text), _BUFFER))
    finally:
        text.detach()


class _Recoded(io.RawIOBase):
    """A text in any encoding, read as the bytes of UTF-8."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - as below
        self._held = self._held or self._text.read(_RECODED).encode("utf-8", "replace")
        count = min(len(buffer), len(self._held))
        buffer[:count] = self._held[:count]
        self._held = self._held[count:]
        return count


class _Metered(io.RawIOBase):
    """Tells a meter how many bytes went through."""

    def __init__(self, file: io.BufferedReader, meter: Meter) -> None:
        self._file = file
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - collections.abc.Buffer came with Python 3.12
        count = self._file.readinto(buffer)
        self._meter.at += count or 0
        return count or 0


class _FrameReader(io.RawIOBase):
    """Frames one after the other; unlike zstandard's own reader it notices a file that was cut off."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._dictionary: Any = None
        self._frame: Any = None
        self._is_begun = False
        self._ready = b""
        self._packed = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - collections.abc.Buffer came with Python 3.12
        view = memoryview(buffer)
        while not self._ready:
            if not self._unpack():
                return 0
        count = min(len(view), len(self._ready))
        view[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _begin(self) -> None:
        self._is_begun = True
        self._packed = self._file.read(ZSTD_CHUNK)
        self._frame = open_frame(self._packed)
        if self._packed.startswith(DICTIONARY):
            # The dictionary is read as a frame, too, which unpacks to nothing.
            size = len(DICTIONARY) + 4 + int.from_bytes(self._packed[4:8], "little")
            self._packed += self._file.read(max(0, min(size, MOST_DICTIONARY) - len(self._packed)))
            self._dictionary = dictionary_at_start(io.BytesIO(self._packed).read)

    def _unpack(self) -> bool:
        """Unpack some more; False at the proper end of the file."""
        if not self._is_begun:
            self._begin()
        chunk = self._packed or self._file.read(ZSTD_CHUNK)
        if not chunk:
            if self._frame is not None:
                raise EOFError("the file ends before its last frame is whole")
            return False
        if self._frame is None:
            if len(chunk) < _MARK_BYTES:
                chunk += self._file.read(ZSTD_CHUNK)
            self._frame = open_frame(chunk, self._dictionary)
        self._ready = self._frame.decompress(chunk)
        self._packed = b""
        if self._frame.eof:
            self._packed = self._frame.unused_data
            self._frame = None
        return True
