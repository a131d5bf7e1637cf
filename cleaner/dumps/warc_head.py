"""What the headers of a web archive's record say of it: as FastWARC reads them, or quickly where they are plain."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MAGIC: Final = b"WARC/"
PAGES: Final = frozenset({"response", "resource", "conversion"})
"""Types of records that can hold a page."""

_END: Final = b"\r\n\r\n"
# Both headers, WARC's and HTTP's, with room to spare.
_MOST: Final = 16_384
_PLAIN: Final = bytes(range(0x20, 0x7F))
_VERSIONS: Final = frozenset({"WARC/1.0", "WARC/1.1"})
_STATUS: Final = re.compile(r"HTTP/1\.[01] ([1-9]\d\d)(?: .*)?")
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z")
_HTTP: Final = "application/http"


class Head(NamedTuple):
    """The headers of a record; of HTTP's only where the record can hold a page.

    Attributes:
        kind: `WARC-Type` in lower case.
        id: without angle brackets; may be empty.
        url: the record's address.
        crawled: the day of `WARC-Date`.
        offset: byte of the file at which the record begins.
        length: bytes that should be there behind the headers; None when the archive does not say.
        is_http: whether a server's answer is kept with its headers.
        status: of that answer.
        content_type: of the page, as it was declared.
        transfer: `Transfer-Encoding`.
        coding: `Content-Encoding`.
    """

    kind: str
    id: str
    url: str | None
    crawled: date | None
    offset: int
    length: int | None
    is_http: bool = False
    status: int | None = None
    content_type: str | None = None
    transfer: str = ""
    coding: str = ""


def head_of(raw: WarcRecord) -> Head:
    """The headers as FastWARC has them; its reader then stands behind them."""
    headers = raw.headers
    kind = (headers.get("WARC-Type") or "").strip().lower()
    head = Head(
        kind,
        _bare(raw.record_id),
        _bare(headers.get("WARC-Target-URI")) or None,
        _day(raw),
        raw.stream_pos,
        None if headers.get("Content-Length") is None else raw.content_length,
        raw.is_http,
        content_type=headers.get("Content-Type"),
    )
    if kind not in PAGES or not raw.is_http or head.length is None:
        return head
    raw.parse_http(auto_decode="none")
    said = raw.http_headers
    if said is None:
        return head._replace(length=raw.content_length, content_type=None)
    return head._replace(
        length=raw.content_length,
        status=said.status_code,
        content_type=said.get("Content-Type"),
        transfer=said.get("Transfer-Encoding") or "",
        coding=said.get("Content-Encoding") or "",
    )


def read_head(record: bytes) -> Head | None:
    """The same of a whole record, in a fifth of the time, where nothing about its headers is in doubt.

    Args:
        record: with its headers and the empty lines that end it.

    Returns:
        What `head_of` gives for it, with 0 for the offset; None where that is to be asked.
    """
    start = record.find(_END, 0, _MOST) + len(_END)
    if not record.startswith(MAGIC) or not record.endswith(_END) or start < len(_END):
        return None
    version, fields, is_all = _lines(record[: start - len(_END)])
    length = fields.get("content-length", "")
    day = _TIME.fullmatch(fields.get("warc-date", ""))
    kind = fields.get("warc-type", "").lower()
    # Behind a second type FastWARC reads nothing.
    if version not in _VERSIONS or not is_all or not kind or not day or not length.isdigit():
        return None
    if int(length) != len(record) - len(_END) - start:
        return None
    try:
        crawled = date.fromisoformat(day[1])
    except ValueError:
        return None
    declared = fields.get("content-type")
    is_http = declared is not None and (declared == _HTTP or declared.startswith(f"{_HTTP};"))
    if not is_http and declared and declared.startswith(_HTTP):
        return None
    uri = _bare(fields.get("warc-target-uri")) or None
    head = Head(kind, _bare(fields.get("warc-record-id")), uri, crawled, 0, int(length), is_http, content_type=declared)
    return _with_http(head, record, start) if is_http and kind in PAGES else head


def _with_http(head: Head, record: bytes, start: int) -> Head | None:
    end = record.find(_END, start, start + _MOST)
    if end < 0:
        return None
    first, fields, _ = _lines(record[start:end])
    status = _STATUS.fullmatch(first)
    if not status:
        return None
    return head._replace(
        length=len(record) - 2 * len(_END) - end,
        status=int(status[1]),
        content_type=fields.get("content-type"),
        transfer=fields.get("transfer-encoding", ""),
        coding=fields.get("content-encoding", ""),
    )


def _lines(raw: bytes) -> tuple[str, dict[str, str], bool]:
    """The first line, the fields by their names in lower case, and whether these were all; no line when in doubt.

    Of several fields of one name it is the first.
    """
    lines = raw.split(b"\r\n")
    if raw.translate(None, _PLAIN) != b"\r\n" * (len(lines) - 1):
        return "", {}, False
    first, *others = raw.decode("ascii").split("\r\n")
    fields: dict[str, str] = {}
    for line in others:
        name, colon, value = line.partition(":")
        if not colon or not name or " " in name:
            return "", {}, False
        fields.setdefault(name.lower(), value.strip())
    return first, fields, len(fields) == len(others)


def _bare(value: str | None) -> str:
    return (value or "").strip("<> ")


def _day(raw: WarcRecord) -> date | None:
    with contextlib.suppress(ValueError, OverflowError):
        return raw.record_date.date() if raw.record_date else None
    return None
