"""Web archives (WARC with the text of WET files, and ARC), plain, gzip or Zstandard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from typing import BinaryIO, Final, NamedTuple, cast

from cleaner.dumps.file_entry import FileEntry, Meter, not_readable
from cleaner.dumps.formats.rows import default_name
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.dumps.warc.find import go_on
from cleaner.dumps.warc.segments import PACKED, Broken, Unpacked
from cleaner.dumps.warc.walk import BEHIND_HERE, Fault, next_record


class Steps(NamedTuple):
    """How one kind of archive is read: on to the next record, and on behind damage."""

    next_record: Callable[[Unpacked, FileEntry, ReadOptions], Record | Fault | None]
    go_on: Callable[[Unpacked], bool]


# How a reader of WARC goes from one record to the next.
WARC: Final = Steps(next_record, go_on)


class Damage(NamedTuple):
    """A fault, and where the next record begins, if one does."""

    fault: Fault
    resumed: int | None


def check_warc(entry: FileEntry, options: ReadOptions, steps: Steps = WARC) -> None:
    """Look whether the archive holds a record: damage before it is told with its place when it is read.

    Raises:
        DumpError: the archive holds no record.
        MissingExtra: the archive is packed with Zstandard, and that package is not installed.
    """
    with _opened(entry) as (file, _):
        first = next(walk(file, entry, options, steps=steps), None)
    if isinstance(first, Damage) and first.resumed is None:
        raise not_readable(entry.source, "a web archive", first.fault.reason.removeprefix(BEHIND_HERE))


def read_warc(entry: FileEntry, options: ReadOptions, meter: Meter, steps: Steps = WARC) -> Iterator[Record]:
    """Records of an archive: pages, and for everything else why it is none.

    Behind damage the next record is sought; the damage itself is a record with an error.
    """
    with _opened(entry) as (file, wrapping):
        position = 0
        for position, record in enumerate(through_damage(file, entry, options, steps=steps), 1):
            meter.at = record.offset or meter.at
            yield named(record if wrapping is None else record._replace(offset=None), entry, position)
        if isinstance(wrapping, Broken):
            yield named(
                unreadable("", entry.source, 0, f"what packs the archive ends early: {wrapping}"), entry, position + 1
            )
    meter.at = entry.size


def named(record: Record, entry: FileEntry, position: int, offset: int | None = None) -> Record:
    """The record with its place in the file, and named after that if it has no name."""
    name = default_name(entry, position)
    offset = record.offset if offset is None else offset
    return record._replace(id=record.id or name, name=name, position=position, offset=offset)


def through_damage(
    file: BinaryIO, entry: FileEntry, options: ReadOptions, start: int = 0, steps: Steps = WARC
) -> Iterator[Record]:
    """Records from an offset on, without names and positions; damaged places in a row are told as one."""
    for found in walk(file, entry, options, start, steps):
        yield _told(found, entry) if isinstance(found, Damage) else found


def walk(
    file: BinaryIO, entry: FileEntry, options: ReadOptions, start: int = 0, steps: Steps = WARC
) -> Iterator[Record | Damage]:
    """Records from an offset on, and each damage between them."""
    stream = Unpacked(file, start)
    fault: Fault | None = None
    while (found := steps.next_record(stream, entry, options)) is not None:
        at = found.offset if isinstance(found, Record) else found.at
        # What a record says of itself is not lost among others.
        if fault and (isinstance(found, Record) or found.record):
            yield Damage(fault, at)
            fault = None
        if isinstance(found, Record):
            yield found
            continue
        fault = fault or found
        if not steps.go_on(stream):
            break
    if fault:
        yield Damage(fault, None)


def _told(damage: Damage, entry: FileEntry) -> Record:
    at, reason, record = damage.fault
    where = "nothing readable follows" if damage.resumed is None else f"reading goes on at byte {damage.resumed:,}"
    if damage.resumed == at:
        where = "reading goes on in what is packed there"
    known = record or unreadable("", entry.source, 0, "")
    return known._replace(error=f"{reason} (byte {at:,}; {where})", offset=at)


def is_packed_twice(file: BinaryIO) -> bool:
    """Whether the file is a packed file that was packed again."""
    stream = Unpacked(file, 0)
    with suppress(Broken):
        stream.begin()
    return stream.data.startswith(PACKED) and not stream.segment(0).is_plain


@contextmanager
def _opened(entry: FileEntry) -> Iterator[tuple[BinaryIO, Broken | bool | None]]:
    """The archive, without what packs it a second time; whether that was there, and what is wrong with it."""
    with entry.seekable() as file:
        if not is_packed_twice(file):
            yield file, None
            return
        with TemporaryFile() as copy:
            stream = Unpacked(file, 0)
            fault: Broken | bool = True
            try:
                while stream.fill():
                    copy.write(stream.data)
                    stream.at = len(stream.data)
                    stream.drop()
            except Broken as error:
                copy.write(stream.data)
                fault = error
            yield cast("BinaryIO", copy), fault
