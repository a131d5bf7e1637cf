"""Web archives of a gzip member for each record: cut where a record seems to begin, opened by another process.

Where a member ends shows only when it is unpacked, which is what the reader is to be spared. So it cuts wherever there
is what a packed WARC header begins with. Such bytes lie inside a member, too, when a server sent an archive. Whoever
opens a piece sees whether it is one record and nothing else; where it is not, the file is read with care.
"""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import BinaryIO, Final, NamedTuple

from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.record import Misread, Origin, Packed, ReadOptions, Record, Start
from cleaner.dumps.warc.head import MAGIC
from cleaner.dumps.warc.member import open_member
from cleaner.dumps.warc.reader import is_packed_twice, named, read_warc, through_damage
from cleaner.dumps.warc.segments import GZIP_START
from cleaner.page.occurrences import occurrences

_HEAD: Final = 512  # bytes that tell whether a packed record begins
_WINDOW: Final = 1 << 20  # bytes in which the next member is looked for at a time
# Largest member, in bytes, that is handed to another process; the reader opens larger ones, and need not hold all of
# them.
_MOST_PACKED: Final = 8 << 20


class _Progress(NamedTuple):
    """A place in the file, and the records before it."""

    offset: int
    position: int


def pack_members(entry: FileEntry, options: ReadOptions, meter: Meter, start: Start) -> Iterator[Record | Packed]:
    """Records of an archive as `read_warc` gives them, packed where that can be.

    A `Packed` is a guess until it was opened. After one that is a `Misread`, and all that came behind it, begin again
    at a record for which the guess was right, with as many `exact` ones as make the wrong one one of them.
    """
    origin = Origin(entry.source, entry.name, replace(options, skip=frozenset()), _open, entry.path)
    with entry.seekable() as file:
        if file.read(len(GZIP_START)) == GZIP_START and _can_look_ahead(file) and not is_packed_twice(file):
            first = _Progress(start.offset, start.position)
            place = (yield from _packed(file, first, origin, meter, 1)) if start.is_sure else first
            exact = start.exact
            while place is not None:
                if not exact:
                    place = yield from _packed(file, place, origin, meter)
                if place is not None:
                    place = yield from _with_care(file, place, max(1, exact), entry, origin, meter)
                exact = 0
            meter.at = entry.size
            return
    yield from read_warc(entry, options, meter)


def _open(packed: Packed) -> Record:
    """The record of a piece.

    Raises:
        Misread: it is not one whole record.
    """
    origin = packed.origin
    entry = FileEntry(origin.source, origin.name, io.BytesIO)
    record = open_member(packed.bytes(), entry, origin.options)
    if record is None:
        raise Misread
    return named(record, entry, packed.position, packed.offset)


def _can_look_ahead(file: BinaryIO) -> bool:
    """Whether it is a file of this machine, of which bytes can be read without moving the place in it."""
    try:
        return hasattr(os, "pread") and file.fileno() >= 0
    except OSError:
        return False


def _packed(
    file: BinaryIO, place: _Progress, origin: Origin, meter: Meter, most: int = sys.maxsize
) -> Generator[Packed, None, _Progress | None]:
    """Pieces from a place on, up to one that is too large or begins with something else; where that is."""
    position, descriptor = place.position, file.fileno()
    for offset, size in _pieces(descriptor, place.offset):
        meter.at = offset
        if not size:
            return _Progress(offset, position)
        position += 1
        yield Packed(size if origin.path else os.pread(descriptor, size, offset), position, offset, origin)
        if position - place.position >= most:
            return _Progress(offset + size, position)
    return None


def _pieces(descriptor: int, at: int) -> Iterator[tuple[int, int]]:
    """Offset and size of each piece; without size, at the end, where none can be cut off."""
    if not _begins_record(os.pread(descriptor, _HEAD, at)):
        if os.pread(descriptor, 1, at):
            yield at, 0
        return
    base = at + len(GZIP_START)
    while window := os.pread(descriptor, _WINDOW, base):
        is_end = len(window) < _WINDOW
        # A mark near the end of a window is looked at in the next one, with what follows it.
        stop = len(window) if is_end else _WINDOW - _HEAD
        for found in occurrences(window, GZIP_START, 1):  # a sixth of the time that `bytes.find` takes for them
            if found < stop and _begins_record(window[found : found + _HEAD]):
                yield at, base + found - at
                at = base + found
        base += stop
        if base - at > _MOST_PACKED and not is_end:
            yield at, 0
            return
    yield at, base - at


def _begins_record(head: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(head, len(MAGIC)) == MAGIC
    except zlib.error:
        return False


def _with_care(
    file: BinaryIO, place: _Progress, exact: int, entry: FileEntry, origin: Origin, meter: Meter
) -> Generator[Record, None, _Progress | None]:
    """Records as the careful reader finds them, up to the first from which they can be packed; where that is."""
    position = place.position
    last: Record | None = None
    for record in through_damage(file, entry, origin.options, place.offset):
        if last and position - place.position >= exact:
            if record.offset is not None and _can_be_cut(file.fileno(), last, record.offset, origin):
                return _Progress(record.offset, position)
            exact *= 2
        position += 1
        last = named(record, entry, position)
        meter.at = record.offset or meter.at
        yield last
    return None


def _can_be_cut(descriptor: int, last: Record, end: int, origin: Origin) -> bool:
    """Whether the record is what lies before this place, from its first byte to its last."""
    if last.offset is None or not 0 < end - last.offset <= _MOST_PACKED:
        return False
    raw = os.pread(descriptor, end - last.offset, last.offset)
    try:
        return Packed(raw, last.position, last.offset, origin).record() == last
    except Misread:
        return False
