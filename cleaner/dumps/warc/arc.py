"""ARC files, which web archives were before WARC: a line about each record, then the server's answer as it came.

Version 1 has five words in that line (address, IP address, time, type, length), version 2 has ten. Addresses hold
blanks, types are missing or hold blanks of their own, and nothing but this line shows where a record begins. So it is
read from its end, and where a length is in doubt the next such line is sought.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Final

from cleaner import expressions as re
from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.packing.stream import READ_ERRORS
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.warc.head import Head
from cleaner.dumps.warc.reader import Steps, check_warc, read_warc
from cleaner.dumps.warc.segments import GZIP_START, Broken, Unpacked
from cleaner.dumps.warc.walk import Fault, Framing, next_record

# How the line before a record begins, alone and behind another line; and where a record may begin in a packed file,
# too.
_ADDRESS: Final = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]{1,20}:[^\s]")
_LINE: Final = re.compile(rb"(?<=\n)[A-Za-z][A-Za-z0-9+.-]{1,20}:[^\s]")
_MARKS: Final = re.compile(_LINE.pattern + b"|" + re.escape(GZIP_START))
# A time of the crawl, "20080430204825", with or without its seconds; an address of the network; a length; a status of
# HTTP.
_TIME: Final = re.compile(r"(?:19|20)\d{10}(?:\d\d)?")
_IP: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+|-")
_LENGTH: Final = re.compile(r"-?[0-9]{1,18}")
_STATUS: Final = re.compile(r"-|[0-9]{1,3}")
# What stands in place of a media type where the server told none.
_NO_TYPE: Final = frozenset({"", "-", "no-type", "unk", "unknown"})
# Words that version 2 has between type and length: status, checksum, location, offset and name of the file.
_MORE: Final = 5
_HEADING: Final = "filedesc:"
# Longest line before a record: twice the longest address that servers take.
_MOST_LINE: Final = 16_384
_WINDOW: Final = 1 << 20  # bytes in which the next record is looked for at a time
_HEAD: Final = 4096  # bytes that tell whether a packed record begins


def check_arc(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the archive holds a record.

    Raises:
        DumpError: the archive holds no record.
    """
    check_warc(entry, options, _STEPS)


def read_arc(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of an archive: pages, and for everything else why it is none.

    Behind damage the next record is sought; the damage itself is a record with an error.
    """
    yield from read_warc(entry, options, meter, _STEPS)


def begins_arc(head: bytes) -> bool:
    """Whether a file begins as an archive does: with the line of its heading or of a record."""
    return _begins(bytearray(head.lstrip(b"\r\n")), 0)


def arc_head(line: bytes) -> tuple[Head, str | None] | None:
    """What the line before a record says, and what is wrong with it; None if it is no such line."""
    if not _ADDRESS.match(line):
        return None
    words = line.decode("utf-8", "replace").split()
    at = next((index for index in range(len(words) - 2, 0, -1) if _TIME.fullmatch(words[index])), 0)
    if not at or not _LENGTH.fullmatch(words[-1]):
        return None
    *words_of_type, length = words[at + 1 :]
    if (
        len(words_of_type) >= _MORE
        and _STATUS.fullmatch(words_of_type[-_MORE])
        and _LENGTH.fullmatch(words_of_type[-2])
    ):
        words_of_type = words_of_type[:-_MORE]
    declared = " ".join(words_of_type)
    address = words[: at - 1] if at > 1 and _IP.fullmatch(words[at - 1]) else words[:at]
    fault = "the record's length is below zero" if length.startswith("-") else None
    head = Head(
        "response",
        "",
        "%20".join(address),
        _day(words[at]),
        0,
        None if fault else int(length),
        content_type=None if declared.lower() in _NO_TYPE else declared,
    )
    return head, fault


def _day(time: str) -> date | None:
    try:
        return date(int(time[:4]), int(time[4:6]), int(time[6:8]))
    except ValueError:
        return None


def _header_end(stream: Unpacked) -> int:
    while (end := stream.data.find(b"\n", 0, _MOST_LINE)) < 0:
        if len(stream.data) > _MOST_LINE or not stream.fill():
            return 0
    return end + 1 if arc_head(bytes(stream.data[:end])) else 0


def _head_of(line: bytes) -> tuple[Head, str | None]:
    return arc_head(line) or (Head("", "", None, None, 0, None), "no record begins here")


def _begins(data: bytearray, at: int) -> bool:
    end = data.find(b"\n", at, at + _MOST_LINE)
    return end >= 0 and arc_head(bytes(data[at:end])) is not None


def _find(data: bytearray, start: int, stop: int) -> int:
    for found in _LINE.finditer(data, start, stop):
        if _begins(data, found.start()):
            return found.start()
    return -1


# No member begins with a mark of ARC's own.
_FRAMING: Final = Framing(_header_end, _head_of, _begins, _find, shown=_MOST_LINE, mark=b"\0\0filedesc")


def _next(stream: Unpacked, entry: FileEntry, options: ReadOptions) -> Record | Fault | None:
    found = next_record(stream, entry, options, _FRAMING)
    if isinstance(found, Fault) and found.record and (found.record.url or "").startswith(_HEADING):
        # Many programs count the lines of the heading wrongly; there is nothing to lose in it.
        _go_on(stream)
        return found.record._replace(skipped=f"address {_HEADING}")
    return found


def _go_on(stream: Unpacked) -> bool:
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
        found = _find_raw(stream.file, start)
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
        begun = [end for end in stream.ends if stream.at <= end < stop and _begins(stream.data, end)]
        found = min([*begun, _find(stream.data, stream.at, stop)], key=lambda index: (index < 0, index))
        if found >= 0 or last.is_plain:
            stream.at = found if found >= 0 else stop
            return found >= 0
        # A line that is not yet all there is looked at again.
        stream.at = max(stream.at, stop - _MOST_LINE)
        stream.drop()
        if not stream.fill():
            return False
    return False


def _find_raw(file: BinaryIO, at: int) -> int | None:
    """Byte of the file, at or behind a place, at which a record begins, or a member that holds one."""
    while True:
        begins = max(0, at - 1)  # with the end of the line before
        file.seek(begins)
        window = bytearray(file.read(_WINDOW))
        for found in _MARKS.finditer(window, at - begins):
            place = begins + found.start()
            if _begins(window, found.start()):
                return place
            if found[0] == GZIP_START:
                file.seek(place)
                if _holds_record(file.read(_HEAD)):
                    return place
        if len(window) < _WINDOW:
            return None
        at += _WINDOW - _MOST_LINE


def _holds_record(member: bytes) -> bool:
    try:
        return begins_arc(zlib.decompressobj(31).decompress(member, _MOST_LINE))
    except zlib.error:
        return False


# How a reader of archives goes from one record to the next.
_STEPS: Final = Steps(_next, _go_on)
