"""A record of a web archive, made a record of ours."""

from __future__ import annotations

from typing import Final, Protocol, TypeAlias

from cleaner.dumps.http import HTML_TYPES, TEXT_TYPES, ContentType, content_type, decode_body
from cleaner.dumps.pages import too_large
from cleaner.dumps.part import Part
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.rows import looks_like_html
from cleaner.dumps.warc_head import PAGES, Head

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
    head: Head, content: Content, part: Part, options: ReadOptions, *, is_alone: bool = False
) -> tuple[Record, Fault]:
    """The record without name and position.

    Args:
        head: its headers.
        content: what is behind them.
        part: the file.
        options: what to read.
        is_alone: where it ends is known from elsewhere.
    """
    length = head.length
    base = Record(head.id, head.url, b"", "html", part.source, 0, crawled=head.crawled, offset=head.offset)
    if not head.kind or length is None:
        return base, "the header of a record is damaged"
    base = base._replace(http_status=head.status)
    said = content_type(head.content_type)
    skip = _no_page(head, said, options)
    if skip:
        return base._replace(skipped=skip), _cut_off(content.consume(), length)
    # Compressed bodies are smaller than pages, chunked ones by a little larger.
    most = options.max_bytes + 65_536
    payload = content.read(min(length, most))
    if len(payload) < min(length, most):
        return base, _cut_off(len(payload), length)
    if not is_alone and _NEXT_RECORD in payload:
        return base, SWALLOWS
    if length > len(payload):
        return base._replace(error=too_large(options.max_bytes)), _cut_off(len(payload) + content.consume(), length)
    return _page(base, payload, head, said, options), None


def _no_page(head: Head, said: ContentType, options: ReadOptions) -> str | None:
    if head.kind not in PAGES:
        return f"warc {head.kind[:40]}"
    if head.is_http and head.status not in options.statuses:
        return f"http status {head.status or 'missing'}"
    is_other = said.kind and said.kind not in HTML_TYPES and said.kind not in TEXT_TYPES
    return f"type {said.kind[:80]}" if is_other else None


def _page(base: Record, payload: bytes, head: Head, said: ContentType, options: ReadOptions) -> Record:
    try:
        body = decode_body(payload, head.transfer, head.coding, options.max_bytes)
    except ValueError as error:
        return base._replace(error=f"cannot be unpacked: {error}")
    if body is None:
        return base._replace(error=too_large(options.max_bytes))
    is_text = said.kind in TEXT_TYPES or (not said.kind and not looks_like_html(body))
    return base._replace(body=body, charset=said.charset, kind="text" if is_text else "html")


def _cut_off(there: int, length: int) -> Fault:
    return f"the record is cut off: {there:,} of {length:,} bytes are there" if there < length else None
