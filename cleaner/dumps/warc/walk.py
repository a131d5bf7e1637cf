"""From one record of a web archive to the next.

A record ends where its Content-Length says, if there the next one begins, or what packs the next one, or if the file
ends. Only where that is not so the length is in doubt: the record may hold others, or be longer.

Every record has to be accounted for, which is why no library walks here: FastWARC passes over what it cannot make sense
of (a Content-Length below zero or given twice, names of headers in lower case, two WARC-Types) and says nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import Final, NamedTuple

from cleaner.dumps.file_entry import FileEntry
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.warc.find import find_record
from cleaner.dumps.warc.head import BLANK_LINE, MAGIC, MOST_HEADER, Head, head_of, with_http
from cleaner.dumps.warc.record import most_bytes, read_record, record_without_page
from cleaner.dumps.warc.segments import PACKED, Broken, Unpacked

# What is said where reading has to end, and of the faults that are found between records.
BEHIND_HERE: Final = "cannot be read behind this place: "
_CUT_HEADER: Final = "the file ends in the middle of a header"
_HOLDS_NEXT: Final = "the record's Content-Length is too large: it holds the beginning of the next record"
_IS_OTHER: Final = "the record's Content-Length is wrong: neither a record nor the end of the file is behind it"
# Lines that end a record, with some to spare.
_LINE_ENDS: Final = re.compile(rb"[\r\n]{0,64}")
_ENDS: Final = (b"\r\n\r\n", b"\n\n")


class Fault(NamedTuple):
    """A place at which the archive cannot be read.

    Attributes:
        at: byte of the file.
        reason: what is wrong there.
        record: what the record says of itself, if its header is there.
    """

    at: int
    reason: str
    record: Record | None = None


class Framing(NamedTuple):
    """How records lie one after the other in a kind of archive.

    Attributes:
        header_end: index in the window behind the header that it begins with; 0 where there is none.
        head_of: what a header, without the end of its last line, says; and what is wrong with it.
        begins: whether a record begins at an index.
        find: index of the first record between two indexes; -1 for none.
        shown: bytes that show whether one begins.
        mark: what members and frames that hold one begin with, if there is such a mark.
    """

    header_end: Callable[[Unpacked], int]
    head_of: Callable[[bytes], tuple[Head, str | None]]
    begins: Callable[[bytearray, int], bool]
    find: Callable[[bytearray, int, int], int]
    shown: int
    mark: bytes


class _Behind(Enum):
    """What there is at the end that a Content-Length names."""

    NEXT = auto()
    EMPTY_LINE = auto()
    OTHER = auto()
    NOTHING = auto()


def next_record(
    stream: Unpacked, entry: FileEntry, options: ReadOptions, framing: Framing | None = None
) -> Record | Fault | None:
    """The record behind the place where the stream stands, without name and position; None at the end of the file.

    The stream then stands behind it, or where the next one is to be sought.
    """
    framing = framing or WARC
    try:
        if not stream.begin():
            return None
        here = stream.offset(0)
        start = framing.header_end(stream)
    except Broken as error:
        return Fault(stream.offset(0) if stream.data else error.offset, f"{BEHIND_HERE}{error}")
    if not start:
        stream.at = 1
        return Fault(here, _no_header(stream))
    head, fault = framing.head_of(bytes(stream.data[:start]).rstrip(b"\r\n"))
    head = head._replace(offset=here)
    known = record_without_page(head, entry) if head.record_type or head.url else None
    stream.at = start
    if fault or head.length is None:
        return Fault(here, fault or "", known)
    if head.length > most_bytes(options):
        found = _large(stream, head, entry, options, framing)
    else:
        stream.at = start
        found = _usual(stream, head, entry, options, framing)
    return Fault(here, found, known) if isinstance(found, str) else found


def _header_end(stream: Unpacked) -> int:
    """Where the content of the record at the beginning of the window begins; 0 where there is no record."""
    looked_at = 0
    while True:
        if len(stream.data) >= len(MAGIC) and not stream.data.startswith(MAGIC):
            return 0
        blank = BLANK_LINE.search(stream.data, max(0, looked_at - 2))
        if blank:
            return blank.end()
        looked_at = len(stream.data)
        if looked_at > MOST_HEADER or not stream.fill():
            return 0


def _no_header(stream: Unpacked) -> str:
    if not stream.data.startswith(MAGIC):
        return "no record begins here"
    return "the header of a record has no end" if len(stream.data) > MOST_HEADER else _CUT_HEADER


def _usual(stream: Unpacked, head: Head, entry: FileEntry, options: ReadOptions, framing: Framing) -> Record | str:
    """The record behind whose header the stream stands, or what is wrong with it."""
    start, stop = stream.at, stream.at + (head.length or 0)
    is_first = stream.segment(0).begins == 0
    try:
        while len(stream.data) < stop and stream.fill():
            pass
        behind = _behind(stream, stop, framing)
    except Broken as error:
        # A member of its own must be whole; of what is packed together, all that is there is read.
        if is_first or len(stream.data) < stop:
            return f"{BEHIND_HERE}{error}"
        behind = _Behind.NEXT
    if behind is not _Behind.NEXT:
        if framing.find(stream.data, start, min(stop, len(stream.data))) >= 0:
            return _HOLDS_NEXT
        if behind is not _Behind.EMPTY_LINE:
            return _IS_OTHER if behind is _Behind.OTHER else _cut_off(len(stream.data) - start, stop - start)
    head = with_http(head, stream.data, start, stop)
    with memoryview(stream.data) as window, window[stop - (head.length or 0) : stop] as payload:
        record = read_record(head, payload, entry, options)
    stream.at = stop
    return record


def _large(stream: Unpacked, head: Head, entry: FileEntry, options: ReadOptions, framing: Framing) -> Record | str:
    """The record behind whose header the stream stands and which is too large to be held, or what is wrong with it."""
    length = head.length or 0
    start = stream.at
    short = stream.ends_within(length)
    if short is not None:
        return _cut_off(short, length)
    with suppress(Broken):  # it will be met again
        while not BLANK_LINE.search(stream.data, start) and len(stream.data) < start + MOST_HEADER and stream.fill():
            pass
    head = with_http(head, stream.data, start, min(start + length, len(stream.data)))
    begin = stream.segment(start)
    inside = start - begin.begins
    fault: str | None = None
    try:
        passed = stream.pass_over(length, framing.mark)
        if passed < length:
            is_next = framing.begins(stream.data, stream.at) and not stream.is_end
            fault = _HOLDS_NEXT if is_next else _cut_off(passed, length)
        elif _behind(stream, stream.at, framing) in {_Behind.OTHER, _Behind.NOTHING}:
            fault = _IS_OTHER
    except Broken as error:
        fault = f"{BEHIND_HERE}{error}"
    if fault is None:
        return read_record(head, None, entry, options)
    # Other records may lie in the record whose length is wrong.
    if begin.is_plain:
        stream.restart(begin.offset + inside, is_plain=True)
    else:
        stream.restart(begin.offset)
        stream.fill()
        stream.pass_over(inside, framing.mark)
    return fault


def _behind(stream: Unpacked, stop: int, framing: Framing) -> _Behind:
    """What there is at this index.

    Raises:
        Broken: what is at the index cannot be read.
    """
    if len(stream.data) < stop:
        return _Behind.NOTHING
    while True:
        lines = _LINE_ENDS.match(stream.data, stop)
        at = lines.end() if lines else stop
        if any(stop <= end <= at for end in stream.ends):
            return _Behind.NEXT
        if len(stream.data) >= at + framing.shown or not stream.fill():
            break
    is_next = at == len(stream.data) or framing.begins(stream.data, at)
    if is_next or (stream.data.startswith(PACKED, at) and stream.segment(at).is_plain):
        return _Behind.NEXT
    return _Behind.EMPTY_LINE if stream.data.startswith(_ENDS, stop) else _Behind.OTHER


def _cut_off(there: int, length: int) -> str:
    return f"the record is cut off, or its Content-Length is too large: {there:,} of {length:,} bytes are there"


# How records stand in a WARC file.
WARC: Final = Framing(
    _header_end, head_of, lambda data, at: data.startswith(MAGIC, at), find_record, shown=len(MAGIC), mark=MAGIC
)
