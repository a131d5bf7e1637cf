"""A record of a web archive, as FastWARC parses it, made a record of ours."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from cleaner.dumps.http import HTML_TYPES, TEXT_TYPES, ContentType, content_type, decode_body
from cleaner.dumps.pages import too_large
from cleaner.dumps.part import Part
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.rows import looks_like_html

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

SWALLOWS: Final = "the record's Content-Length is too large: it holds the beginning of the next record"
# A record that its Content-Length makes too long holds the beginning of the next one.
_NEXT_RECORD: Final = b"\r\n\r\nWARC/1."


class Content(Protocol):
    """The bytes of a record behind its headers."""

    def read(self, size: int, /) -> bytes:
        """At most so many of them."""

    def consume(self) -> int:
        """How many are left; they are passed over."""


Fault: TypeAlias = "str | None"
"""What is wrong with the archive at a record."""


def read_record(
    raw: WarcRecord,
    part: Part,
    options: ReadOptions,
    *,
    content: Callable[[int], Content] | None = None,
    is_alone: bool = False,
) -> tuple[Record, Fault]:
    """The record without name and position.

    Args:
        raw: its headers, and its content unless that is given.
        part: the file.
        options: what to read.
        content: the last so many bytes of the record, where FastWARC has its head alone.
        is_alone: where it ends is known from elsewhere.
    """
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
    skip = f"warc {kind[:40]}" if kind not in {"response", "resource", "conversion"} else None
    said = ContentType("", None)
    if skip is None:
        if raw.is_http:
            raw.parse_http(auto_decode="none")
        base, said, skip = _by_headers(raw, base, options)
    length = raw.content_length
    bytes_of = content(length) if content else raw.reader
    if skip is not None:
        return base._replace(skipped=skip), _cut_off(bytes_of.consume(), length)
    return _page(raw, bytes_of, base, said, options, is_alone=is_alone)


def _by_headers(raw: WarcRecord, base: Record, options: ReadOptions) -> tuple[Record, ContentType, str | None]:
    """The record with its status, its type, and why it is no page, if so."""
    if raw.is_http:
        headers = raw.http_headers
        status = headers.status_code if headers is not None else None
        base = base._replace(http_status=status)
        if status not in options.statuses:
            return base, ContentType("", None), f"http status {status or 'missing'}"
        said = content_type(headers.get("Content-Type") if headers is not None else None)
    else:
        said = content_type(raw.headers.get("Content-Type"))
    is_other = said.kind and said.kind not in HTML_TYPES | TEXT_TYPES
    return base, said, f"type {said.kind[:80]}" if is_other else None


def _page(
    raw: WarcRecord, content: Content, base: Record, said: ContentType, options: ReadOptions, *, is_alone: bool
) -> tuple[Record, Fault]:
    # Compressed bodies are smaller than pages, chunked ones by a little larger.
    length, most = raw.content_length, options.max_bytes + 65_536
    payload = content.read(min(length, most))
    if len(payload) < min(length, most):
        return base, _cut_off(len(payload), length)
    if not is_alone and _NEXT_RECORD in payload:
        return base, SWALLOWS
    if length > len(payload):
        return base._replace(error=too_large(options.max_bytes)), _cut_off(len(payload) + content.consume(), length)
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


def _cut_off(there: int, length: int) -> Fault:
    return f"the record is cut off: {there:,} of {length:,} bytes are there" if there < length else None


def _day(raw: WarcRecord) -> date | None:
    with contextlib.suppress(ValueError, OverflowError):
        return raw.record_date.date() if raw.record_date else None
    return None
