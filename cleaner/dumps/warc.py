"""Web archives: WARC 1.0 and 1.1, plain, gzip or Zstandard, and the text of WET files."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from cleaner.dumps.http import HTML_TYPES, TEXT_TYPES, ContentType, content_type, decode_body
from cleaner.dumps.pages import too_large
from cleaner.dumps.part import Meter, Part, not_readable
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.dumps.rows import default_name, looks_like_html
from cleaner.dumps.stream import GZIP, READ_ERRORS, ZSTD
from cleaner.errors import MissingExtra

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MAGIC: Final = b"WARC/"
# A record that its Content-Length makes too long holds the beginning of the next one.
_NEXT_RECORD: Final = b"\r\n\r\nWARC/1."
_GZIP_START: Final = GZIP + b"\x08"
_WINDOW: Final = 1 << 20
_MOST_HEADER: Final = 65_536
_BEHIND_HERE: Final = "cannot be read behind this place: "
_SWALLOWS: Final = "the record's Content-Length is too large: it holds the beginning of the next record"
# FastWARC does not say where a member ends. Behind one that is whole it finds this one, and it cannot be mistaken.
_BEHIND: Final = zlib.compress(b"WARC/1.1\r\nWARC-Type: x-behind\r\nContent-Length: 0\r\n\r\n\r\n\r\n", wbits=31)


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
            record, fault = _record(raw, part, options)
            if fault:
                yield from _after_all(file, last, part, options) if fault == _SWALLOWS else ()
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


def open_member(raw: bytes, part: Part, options: ReadOptions) -> Record | None:
    """The record of a gzip member, without name and position; None if it is not one whole record and nothing else."""
    from fastwarc.warc import ArchiveIterator

    try:
        found = iter(ArchiveIterator(io.BytesIO(raw + _BEHIND), parse_http=False, fsspec_args=False))
        record, fault = _record(next(found), part, options, is_alone=True)
        behind = None if fault else next(found, None)
    except MemoryError:
        raise
    except BaseException as error:
        if not isinstance(error, (*READ_ERRORS, StopIteration)) and type(error).__name__ != "PanicException":
            raise
        return None
    return record if behind is not None and behind.headers.get("WARC-Type") == "x-behind" else None


def _record(raw: WarcRecord, part: Part, options: ReadOptions, *, is_alone: bool = False) -> tuple[Record, str | None]:
    """The record, and what is wrong with the archive at this place."""
    kind = (raw.headers.get("WARC-Type") or "").strip().lower()
    base = Record(
        (raw.record_id or "").strip("<> "),
        (raw.headers.get("WARC-Target-URI") or "").strip("<> ") or None,
        b"",
        "html",
        part.source,
        0,
        crawled=_day(raw),
        offset=raw.stream_pos,
    )
    if not kind or raw.headers.get("Content-Length") is None:
        return base, "the header of a record is damaged"
    if kind not in {"response", "resource", "conversion"}:
        return _skipped(raw, base, f"warc {kind[:40]}")
    length = raw.content_length
    if raw.is_http:
        raw.parse_http(auto_decode="none")
        length = raw.content_length
        headers = raw.http_headers
        status = headers.status_code if headers is not None else None
        base = base._replace(http_status=status)
        if status not in options.statuses:
            return _skipped(raw, base, f"http status {status or 'missing'}")
        said = content_type(headers.get("Content-Type") if headers is not None else None)
    else:
        said = content_type(raw.headers.get("Content-Type"))
    if said.kind and said.kind not in HTML_TYPES | TEXT_TYPES:
        return _skipped(raw, base, f"type {said.kind[:80]}")
    return _page(raw, base, said, length, options, is_alone=is_alone)


def _page(
    raw: WarcRecord, base: Record, said: ContentType, length: int, options: ReadOptions, *, is_alone: bool
) -> tuple[Record, str | None]:
    # Compressed bodies are smaller than pages, chunked ones by a little larger.
    payload = raw.reader.read(min(length, options.max_bytes + 65_536))
    if len(payload) < min(length, options.max_bytes + 65_536):
        return base, f"the record is cut off: {len(payload):,} of {length:,} bytes are there"
    if not is_alone and _NEXT_RECORD in payload:
        return base, _SWALLOWS
    if length > len(payload):
        there = len(payload) + raw.reader.consume()
        fault = f"the record is cut off: {there:,} of {length:,} bytes are there" if there < length else None
        return base._replace(error=too_large(options.max_bytes)), fault
    transfer, coding = "", ""
    if raw.is_http and raw.http_headers is not None:
        transfer = raw.http_headers.get("Transfer-Encoding") or ""
        coding = raw.http_headers.get("Content-Encoding") or ""
    try:
        body = decode_body(payload, transfer, coding, options.max_bytes)
    except ValueError as error:
        return base._replace(error=f"cannot be unpacked: {error}"), None
    if body is None:
        return base._replace(error=too_large(options.max_bytes)), None
    is_text = said.kind in TEXT_TYPES or (not said.kind and not looks_like_html(body))
    return base._replace(body=body, charset=said.charset, kind="text" if is_text else "html"), None


def _skipped(raw: WarcRecord, base: Record, reason: str) -> tuple[Record, str | None]:
    length = raw.content_length
    there = raw.reader.consume()
    fault = f"the record is cut off: {there:,} of {length:,} bytes are there" if there < length else None
    return base._replace(skipped=reason or None), fault


def _day(raw: WarcRecord) -> date | None:
    with contextlib.suppress(ValueError, OverflowError):
        return raw.record_date.date() if raw.record_date else None
    return None


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
