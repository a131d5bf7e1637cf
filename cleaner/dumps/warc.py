"""Web archives: WARC 1.0 and 1.1, plain, gzip or Zstandard, and the text of WET files."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from cleaner.dumps.member import open_member
from cleaner.dumps.part import Meter, Part, not_readable
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.dumps.rows import default_name
from cleaner.dumps.stream import GZIP, READ_ERRORS, ZSTD
from cleaner.dumps.warc_head import MAGIC, head_of
from cleaner.dumps.warc_record import SWALLOWS, read_record
from cleaner.errors import MissingExtra

_GZIP_START: Final = GZIP + b"\x08"
_WINDOW: Final = 1 << 20
_MOST_HEADER: Final = 65_536
_BEHIND_HERE: Final = "cannot be read behind this place: "


class _Damage(NamedTuple):
    """A place at which the archive cannot be read, and where to try further, if anywhere.

    Without a reason nothing is wrong, and only FastWARC must be set to work anew.
    """

    at: int
    reason: str
    resume: int | None


def check_warc(part: Part, options: ReadOptions) -> None:
    """Look whether the archive holds a record: damage before it is told with its place when it is read.

    Raises:
        DumpError: it holds none.
        MissingExtra: FastWARC is not installed.
    """
    _require_fastwarc()
    with part.seekable() as file:
        first = next(_records(file, 0, part, options), None)
    if isinstance(first, _Damage) and first.resume is None:
        raise not_readable(part.source, "a web archive", first.reason.removeprefix(_BEHIND_HERE))


def read_warc(part: Part, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of an archive: pages, and for everything else why it is none.

    Behind damage the next record is sought; the damage itself is a record with an error.
    """
    _require_fastwarc()
    with part.seekable() as file:
        for position, record in enumerate(through_damage(file, part, options), 1):
            meter.at = record.offset or meter.at
            yield named(record, part, position)
    meter.at = part.size


def _require_fastwarc() -> None:
    try:
        import fastwarc  # noqa: F401
    except ImportError:
        raise MissingExtra("fastwarc", "warc") from None


def named(record: Record, part: Part, position: int) -> Record:
    """The record with its place in the file, and named after that if it has no name."""
    name = default_name(part, position)
    return record._replace(id=record.id or name, name=name, position=position)


def through_damage(file: BinaryIO, part: Part, options: ReadOptions, start: int | None = 0) -> Iterator[Record]:
    """Records from an offset on, without names and positions; damaged places in a row are told as one."""
    damage: _Damage | None = None
    while start is not None:
        began, start = start, None
        for found in _records(file, began, part, options):
            if isinstance(found, _Damage):
                damage = damage or (found if found.reason else None)
                start = found.resume
                break
            if damage:
                yield _told(damage, part, began)
                damage = None
            yield found
    if damage:
        yield _told(damage, part, None)


def _told(damage: _Damage, part: Part, resumed: int | None) -> Record:
    where = "nothing readable follows" if resumed is None else f"reading goes on at byte {resumed:,}"
    return unreadable("", part.source, 0, f"{damage.reason} (byte {damage.at:,}; {where})")._replace(offset=damage.at)


def _records(file: BinaryIO, start: int, part: Part, options: ReadOptions) -> Iterator[Record | _Damage]:
    """Records from an offset on, until the end or the first damage; positions are still to come."""
    from fastwarc.warc import ArchiveIterator

    file.seek(start)
    last = start
    # Only at the end of the file it shows that its last record is not whole.
    held: Record | None = None
    try:
        for raw in ArchiveIterator(file, parse_http=False, fsspec_args=False):
            if held:
                yield held
            held, last = None, raw.stream_pos
            record, fault = read_record(head_of(raw), raw.reader, part, options)
            if fault:
                yield from _after_all(file, last, part, options) if fault == SWALLOWS else ()
                yield _damage(file, last, fault)
                return
            held = record
    except BaseException as error:
        # A panic of compiled code is no Exception; it must not end the run.
        if not isinstance(error, READ_ERRORS) and type(error).__name__ != "PanicException":
            raise
        reason = f"{_BEHIND_HERE}{_fault(file, error)}"
        if held is None:
            yield _damage(file, last, reason)
            return
        yield held
        end = _end_of(file, last)
        yield _damage(file, end or last, reason, end)
        return
    cut = _cut_off(file, last)
    if held and (cut is None or cut.at > last):
        yield held
    if cut:
        yield cut


def _damage(file: BinaryIO, at: int, reason: str, further: int | None = None) -> _Damage:
    try:
        return _Damage(at, reason, _next_start(file, at + 1 if further is None else further))
    except READ_ERRORS:
        return _Damage(at, reason, None)


def _next_start(file: BinaryIO, start: int) -> int | None:
    """Where the next record begins, at or behind `start`."""
    file.seek(0)
    magic = file.read(4)
    mark = _GZIP_START if magic.startswith(GZIP) else ZSTD if magic == ZSTD else MAGIC
    at = start
    while True:
        file.seek(at)
        window = file.read(_WINDOW)
        found = window.find(mark)
        while found >= 0:
            if _begins_record(file, at + found, mark):
                return at + found
            found = window.find(mark, found + 1)
        if len(window) < _WINDOW:
            return None
        at += _WINDOW - len(mark) + 1


def _after_all(file: BinaryIO, start: int, part: Part, options: ReadOptions) -> Iterator[Record | _Damage]:
    """The record, if it is a whole member and what looks like a next record is part of its page."""
    end = _end_of(file, start)
    if end:
        file.seek(start)
        record = open_member(file.read(end - start), part, options)
        if record:
            yield record._replace(offset=start)
            yield _Damage(end, "", end)


def _fault(file: BinaryIO, error: BaseException) -> object:
    """What is wrong, in words that do not depend on where reading began: FastWARC's do for gzip."""
    file.seek(0)
    is_gzip = file.read(len(GZIP)) == GZIP
    return "no gzip member with a record" if is_gzip and getattr(error, "errno", None) is None else error


def _end_of(file: BinaryIO, start: int) -> int | None:
    """Where a record ends, if that can be told: the damage behind it is there, wherever one began to read."""
    try:
        return _member_end(file, start)
    except READ_ERRORS:
        return None


def _begins_record(file: BinaryIO, at: int, mark: bytes) -> bool:
    file.seek(at)
    head = file.read(512)
    if mark == _GZIP_START:
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    elif mark == ZSTD:
        return True  # a frame's first block cannot be unpacked by halves
    return head.startswith(MAGIC) and head[5:7] in {b"1.", b"0."}


def _cut_off(file: BinaryIO, last: int) -> _Damage | None:
    """Whether the file ends in the middle of something: FastWARC then ends without a word."""
    file.seek(last)
    head = file.read(_MOST_HEADER)
    if head.startswith(MAGIC) and len(head) < _MOST_HEADER and b"\r\n\r\n" not in head and b"\n\n" not in head:
        return _Damage(last, "the file ends in the middle of a header", None)
    if not head.startswith(GZIP):
        # The length of a plain record is checked when it is read; Zstandard says so itself.
        return None
    size = file.seek(0, 2)
    at: int = last
    # A record can be spread over members, and empty ones can follow.
    while at < size:
        end = _end_of(file, at)
        if end is None:
            return _Damage(at, "the file ends in the middle of a record", None)
        at = end
    return None


def _member_end(file: BinaryIO, start: int) -> int | None:
    """Where the gzip member ends; None when it does not."""
    file.seek(start)
    unpacker = zlib.decompressobj(31)
    at = start
    while chunk := file.read(65_536):
        data = chunk
        at += len(chunk)
        while data and not unpacker.eof:
            unpacker.decompress(data, _WINDOW)
            data = unpacker.unconsumed_tail
        if unpacker.eof:
            return at - len(unpacker.unused_data)
    return None
