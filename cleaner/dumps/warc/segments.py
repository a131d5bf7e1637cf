"""The bytes of a web archive unpacked, in whatever mixture of gzip members, frames and plain bytes it is."""

from __future__ import annotations

import io
import re
import zlib
from contextlib import suppress
from typing import Any, BinaryIO, Final, NamedTuple

from cleaner.dumps.packing.frame import FRAMES, open_frame
from cleaner.dumps.packing.inflate import gzip_errors, gzip_member
from cleaner.dumps.packing.stream import GZIP, READ_ERRORS
from cleaner.dumps.packing.zstd import DICTIONARY, ZSTD_CHUNK, dictionary_at_start

# What a member of gzip begins with: its method is always the same.
GZIP_START: Final = GZIP + b"\x08"
PACKED: Final = (GZIP_START, *FRAMES)
"""What members and frames begin with."""

_MARK_BYTES: Final = 4  # bytes that tell gzip, zstd and plain records apart

_PLAIN_CHUNK: Final = 1 << 18  # bytes that are read at a time where nothing is packed
_GZIP_CHUNK: Final = 1 << 16  # packed bytes that are read at a time
_MOST_UNPACKED: Final = 1 << 20  # bytes that come out of the unpacker at a time
# Bytes behind its cause at which the fault of a member may show at the latest.
_LOOK_BACK: Final = 4 << 20
# Packed bytes that are unpacked at a time, where a member has a fault, to get all that stands before it.
_SALVAGE_STEP: Final = 16

# What crawlers leave between records, what fills up the blocks of tapes and disks, and the byte order marks of editors.
_FILLER: Final = b"\0\r\n \t"
_FILLERS: Final = re.compile(rb"(?:[\0\r\n \t]|\xef\xbb\xbf)*+")


class Broken(Exception):  # noqa: N818 - part of the ordinary course of a damaged file
    """A segment cannot be read any further.

    Attributes:
        offset: byte of the file at which it begins.
        behind: byte behind which a whole one can be sought.
    """

    def __init__(self, offset: int, reason: object, behind: int) -> None:
        super().__init__(str(reason))
        self.offset = offset
        self.behind = behind


class _Segment(NamedTuple):
    """A gzip member, a frame or plain bytes.

    Attributes:
        begins: in the unpacked bytes, where it begins; below 0 when that is no longer held.
        offset: byte of the file at which it begins.
        is_plain: nothing has packed it; the rest of the file belongs to it.
    """

    begins: int
    offset: int
    is_plain: bool


class Unpacked:
    """A window of the unpacked bytes. What is before `at` is dropped, and indexes change, with `begin` and `drop` only.

    Args:
        file: can seek.
        offset: where to begin.

    Attributes:
        data: the window.
        at: index of where the reader stands.
        ends: indexes behind the last bytes of members and frames.
        is_end: there is nothing behind the window.
        dictionary: of the file's Zstandard frames.
    """

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self.file = file
        self._known_end = (-1, 0)
        self.dictionary: Any = None
        with suppress(*READ_ERRORS):
            file.seek(0)
            self.dictionary = dictionary_at_start(file.read)
        self.restart(offset)

    def restart(self, offset: int, *, is_plain: bool = False) -> None:
        """Go to a place in the file; what is there shows how it is packed, if it is not said to be plain."""
        self.data = bytearray()
        self.at = 0
        self.ends: list[int] = []
        self.is_end = False
        self._segments = [_Segment(0, offset, True)] if is_plain else []
        self._is_plain = is_plain
        self._unpacker: Any = None
        self._is_gzip = False
        self._raw = b""
        self._read_to = offset
        self._broken: Broken | None = None
        try:
            self.file.seek(offset)
        except READ_ERRORS as error:
            self._broken = Broken(offset, error, offset + 1)

    def segment(self, index: int) -> _Segment:
        """The one that the byte at an index belongs to."""
        return next(
            (each for each in reversed(self._segments) if each.begins <= index), _Segment(0, self._read_to, True)
        )

    def offset(self, index: int) -> int:
        """Where in the file that byte is; of a packed one, where its member or frame begins."""
        begins, offset, is_plain = self.segment(index)
        return offset + index - begins if is_plain else offset

    def begin(self) -> bool:
        """Pass over what fills up the room between records; False at the end of the file.

        Raises:
            Broken: the next segment cannot be read.
        """
        while True:
            found = _FILLERS.match(self.data, self.at)
            self.at = found.end() if found else self.at
            self.drop()
            if len(self.data) < _MARK_BYTES and self.fill():
                continue
            if not self.data:
                return False
            if not self.data.startswith(PACKED) or not self.segment(0).is_plain:
                return True
            self.restart(self.offset(0))

    def drop(self) -> None:
        """Forget what is before `at`."""
        cut = self.at
        if not cut and len(self._segments) < 2:
            return
        del self.data[:cut]
        self.at = 0
        self.ends = [end - cut for end in self.ends if end >= cut]
        moved = [each._replace(begins=each.begins - cut) for each in self._segments]
        while len(moved) > 1 and moved[1].begins <= 0:
            del moved[0]
        self._segments = moved

    def fill(self) -> bool:
        """Have more in the window, or an end that was not known; False at the end of the file.

        Raises:
            Broken: that cannot be read.
        """
        if self._broken:
            raise self._broken
        if self.is_end:
            return False
        held = len(self.data)
        try:
            if not self._is_plain and self._unpacker is None and not self._open():
                self.is_end = True
                return False
            return self._more_plain() if self._is_plain else self._more_packed()
        except READ_ERRORS as error:
            begins = self._segments[-1].offset if self._segments and not self._is_plain else self._read_to
            fault = f"not valid gzip: {str(error).rpartition(': ')[2]}" if isinstance(error, zlib.error) else error
            self._broken = Broken(begins, fault, max(begins + 1, self._read_to - _LOOK_BACK))
            if len(self.data) > held:
                return True  # what came before the fault
            raise self._broken from error

    def ends_within(self, count: int) -> int | None:
        """How many bytes there are from `at` on, if it is known from before that there are not so many."""
        begins, offset, is_plain = self.segment(self.at)
        rest = self._known_end[1] - (self.at - begins)
        return max(0, rest) if not is_plain and offset == self._known_end[0] and rest < count else None

    def pass_over(self, count: int, mark: bytes) -> int:
        """Go on by so many bytes; less far when a member or frame in them begins with the mark, or the file ends.

        Returns:
            How many they were. Where the file ends before, `at` may be anywhere.

        Raises:
            Broken: something in them cannot be read.
        """
        segment = self.segment(self.at)
        if segment.is_plain:
            return self._pass_over_plain(count)
        before, passed = self.at - segment.begins, 0
        try:
            while passed < count:
                begins = self._fill_up(min(count - passed, _MOST_UNPACKED), mark, is_first=not passed)
                if begins is not None:
                    self.at, passed = begins, passed + begins - self.at
                    return passed
                step = min(count - passed, _MOST_UNPACKED, len(self.data) - self.at)
                if not step:
                    break
                self.at += step
                passed += step
                self.drop()
        except Broken:
            self._known_end = (segment.offset, before + passed)
            raise
        if passed < count:
            self._known_end = (segment.offset, before + passed)
        return passed

    def _fill_up(self, size: int, mark: bytes, *, is_first: bool) -> int | None:
        """Have so much in the window, up to a member or frame that begins with the mark; the index of that."""
        while True:
            for each in self._segments:
                is_inside = self.at + is_first <= each.begins < self.at + size
                if is_inside and self.data.startswith(mark, each.begins):
                    return each.begins
            if len(self.data) - self.at > size + len(mark) or not self.fill():
                return None

    def _pass_over_plain(self, count: int) -> int:
        begins = self.offset(self.at)
        is_there = False
        try:
            with suppress(OverflowError, OSError):  # no file is that large
                self.file.seek(begins + count - 1)
                is_there = bool(self.file.read(1))
            size = 0 if is_there else self.file.seek(0, io.SEEK_END)
        except READ_ERRORS as error:
            raise Broken(begins, error, begins + 1) from error
        if is_there:
            self.restart(begins + count, is_plain=True)
        return count if is_there else max(0, size - begins)

    def _read(self, size: int) -> bytes:
        chunk = self.file.read(size)
        self._read_to += len(chunk)
        return chunk

    def _open(self) -> bool:
        """Begin with the next segment; False where there is none."""
        self._raw = self._raw.lstrip(_FILLER)
        while len(self._raw) < _MARK_BYTES:
            chunk = self._read(ZSTD_CHUNK)
            if not chunk:
                break
            self._raw = (self._raw + chunk).lstrip(_FILLER)
        if not self._raw:
            return False
        self._is_gzip = self._raw.startswith(GZIP_START)
        self._is_plain = not self._raw.startswith(PACKED)
        self._segments.append(_Segment(len(self.data), self._read_to - len(self._raw), self._is_plain))
        if self._is_gzip and len(self._raw) < _GZIP_CHUNK:
            # What is said of a damaged member must not depend on where reading began.
            self._raw += self._read(_GZIP_CHUNK - len(self._raw))
        if not self._is_plain:
            if self._raw.startswith(DICTIONARY):  # of what follows, in files put together
                self.file.seek(self._read_to - len(self._raw))
                self.dictionary = dictionary_at_start(self.file.read)
                self.file.seek(self._read_to)
            self._unpacker = gzip_member() if self._is_gzip else open_frame(self._raw, self.dictionary)
        return True

    def _more_plain(self) -> bool:
        chunk, self._raw = self._raw or self._read(_PLAIN_CHUNK), b""
        self.data += chunk
        self.is_end = not chunk
        return bool(chunk)

    def _more_packed(self) -> bool:
        raw = self._raw or self._read(_GZIP_CHUNK if self._is_gzip else ZSTD_CHUNK)
        if not raw:
            raise EOFError("the file ends in the middle of a record")
        if self._is_gzip:
            self._more_gzip(raw)
        else:
            self.data += self._unpacker.decompress(raw[:ZSTD_CHUNK])
            self._raw = raw[ZSTD_CHUNK:]
        if self._unpacker.eof:
            self._raw = self._unpacker.unused_data + (b"" if self._is_gzip else self._raw)
            self._unpacker = None
            self.ends.append(len(self.data))
        return True

    def _more_gzip(self, raw: bytes) -> None:
        try:
            self.data += self._unpacker.decompress(raw, _MOST_UNPACKED)
            self._raw = self._unpacker.unconsumed_tail
        except gzip_errors() as error:
            self._salvage(self._read_to - len(raw))
            raise zlib.error(str(error)) from error

    def _salvage(self, sound: int) -> None:
        """What the member holds before its fault; the same whatever unpacks.

        Args:
            sound: byte of the file up to which it was unpacked.

        Raises:
            zlib.error: what it failed with, unless it does not fail again.
        """
        begins, at, _ = self._segments[-1]
        held = len(self.data) - begins
        self.file.seek(at)
        unpacker = zlib.decompressobj(31)
        while not unpacker.eof and (
            raw := self.file.read(min(_GZIP_CHUNK, sound - at) if at < sound else _SALVAGE_STEP)
        ):
            at += len(raw)
            step = unpacker.decompress(raw)
            self.data += step[held:]
            held = max(0, held - len(step))
