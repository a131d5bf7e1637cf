"""A record of a web archive, made a record of ours."""

from __future__ import annotations

from typing import Final

from cleaner.dumps.file_entry import FileEntry
from cleaner.dumps.formats.pages import too_large
from cleaner.dumps.formats.wrapped import looks_like_html
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.warc.codings import CUT
from cleaner.dumps.warc.head import Head
from cleaner.dumps.warc.http import HTML_TYPES, TEXT_TYPES, ContentType, content_type, decode_body
from cleaner.dumps.warc.record_types import PAGES
from cleaner.errors import MissingExtra

# What crawlers write into an archive about themselves: Wget's log and arguments (metadata), the log of Wpull, and views
# and texts that Browsertrix makes of a page (urn), names looked up (dns, whois), headings of ARC files (filedesc).
_OF_CRAWLERS: Final = frozenset(
    {"metadata", "urn", "dns", "whois", "filedesc", "warcinfo", "screenshot", "thumbnail", "youtube-dl"}
)
_SHOWN: Final = 40  # characters of a header's value that a note shows


def most_bytes(options: ReadOptions) -> int:
    """How large a record's content may be to be looked into."""
    # Packed bodies are smaller than pages, chunked ones larger by a little.
    return options.max_bytes + 65_536


def record_without_page(head: Head, entry: FileEntry) -> Record:
    """What the headers alone say, without name and position."""
    return Record(head.id, head.url, b"", "html", entry.source, 0, crawled=head.crawled, offset=head.offset)


def read_record(head: Head, payload: memoryview | None, entry: FileEntry, options: ReadOptions) -> Record:
    """The record without name and position.

    Args:
        head: its headers, HTTP's too.
        payload: what is behind them; None for too much of it.
        entry: the file.
        options: what to read.
    """
    base = record_without_page(head, entry)._replace(http_status=head.status)
    said = content_type(head.content_type)
    skip = _no_page(head, said, options)
    if skip:
        return base._replace(skipped=skip)
    if payload is None or len(payload) > most_bytes(options):
        return base._replace(error=too_large(options.max_bytes))
    return _page(base, bytes(payload), head, said, options)


def _no_page(head: Head, said: ContentType, options: ReadOptions) -> str | None:
    if head.record_type not in PAGES:
        return f"warc {head.record_type[:40]}"
    scheme = (head.url or "").partition(":")[0].lower()
    if scheme in _OF_CRAWLERS:
        return f"address {scheme}:"
    if head.is_http and head.status not in options.statuses:
        return f"http status {head.status or 'missing'}"
    is_other = said.media_type and said.media_type not in HTML_TYPES and said.media_type not in TEXT_TYPES
    return f"type {said.media_type[:80]}" if is_other else None


def _page(base: Record, payload: bytes, head: Head, said: ContentType, options: ReadOptions) -> Record:
    try:
        body = decode_body(payload, head.transfer, head.coding, options.max_bytes)
    except (ValueError, MissingExtra) as error:
        return base._replace(error=f"cannot be unpacked: {error}")
    if body.raw is None:
        return base._replace(error=too_large(options.max_bytes))
    cut = head.truncated and f"{CUT}the archive says WARC-Truncated: {head.truncated[:_SHOWN]}"
    note = "\n".join(filter(None, (body.note, cut))) or None
    is_text = said.media_type in TEXT_TYPES or (not said.media_type and not looks_like_html(body.raw))
    return base._replace(body=body.raw, charset=said.charset, body_type="text" if is_text else "html", note=note)
