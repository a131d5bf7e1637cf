"""What the headers of a web archive's record say of it: in whatever form, or quickly where they are plain."""

from __future__ import annotations

import contextlib
from datetime import date
from email.utils import parsedate
from typing import Final, NamedTuple

from cleaner import expressions as re
from cleaner.dumps.formats.wrapped import looks_like_html
from cleaner.dumps.warc.http import content_type
from cleaner.dumps.warc.record_types import PAGES

# What a record begins with.
MAGIC: Final = b"WARC/"

# Some servers end their lines with two carriage returns.
BLANK_LINE: Final = re.compile(rb"\n\r{0,2}\n")
MOST_HEADER: Final = 1 << 20
"""Bytes of a header, WARC's or HTTP's, up to the empty line behind it; cookies and policies make 100 KB."""

# What ends a header, and twice over a record.
_END: Final = b"\r\n\r\n"
# Both headers, WARC's and HTTP's, with room to spare.
_MOST: Final = 16_384
_PLAIN: Final = bytes(range(0x20, 0x7F))
_VERSIONS: Final = frozenset({"WARC/1.0", "WARC/1.1"})
_STATUS: Final = re.compile(r"HTTP/1\.[01] ([1-9]\d\d)(?: .*)?")
_ANY_STATUS: Final = re.compile(r"HTTP(?:/\d(?:\.\d+)?)?[ \t]+(\d{3})(?!\d)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_SHOWN: Final = 40  # characters of a header's value that a note shows
_PAGE_LINE: Final = re.compile(rb"\n(?=[ \t]*<(?:!doctype|html|head|body|\?xml)[\s>])", re.IGNORECASE)
# Bytes of a page that show that it is one.
_SNIFFED: Final = 1000
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z")
# The second by drafts of the standard before WARC 1.0, and by crawlers that followed them.
_HTTP: Final = frozenset({"application/http", "message/http"})
_ANSWER: Final = b"HTTP/"
_INTERIM: Final = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]++1\d\d(?!\d)")
_MOST_INTERIM: Final = 8


class Head(NamedTuple):
    """The headers of a record; of HTTP's only where the record can hold a page.

    Attributes:
        record_type: `WARC-Type` in lower case.
        id: without angle brackets; may be empty.
        url: the record's address.
        crawled: the day of `WARC-Date`, or that of a server's answer where this is later: who packs an archive anew may
            date its records by a clock that is wrong, but no answer comes before it is given.
        offset: byte of the file at which the record begins.
        length: bytes that should be there behind the headers; None when the archive does not say.
        is_http: whether a server's answer is kept with its headers.
        status: of that answer.
        content_type: of the page, as it was declared.
        transfer: `Transfer-Encoding`.
        coding: `Content-Encoding`.
        truncated: `WARC-Truncated`: why the crawler did not keep all of the content.
    """

    record_type: str
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
    truncated: str = ""


def head_of(header: bytes) -> tuple[Head, str | None]:
    """What a record says of itself, in whatever form, and what is wrong with it; of HTTP's headers nothing yet.

    Args:
        header: its lines without the empty one behind them.
    """
    _, fields, is_all = _lines(header)
    several = {name: [value] for name, value in fields.items()} if is_all else _loose(header.decode("utf-8", "replace"))
    first = {name: _joined(name, values) for name, values in several.items()}
    length, fault = _length(several.get("content-length", []))
    declared = first.get("content-type")
    head = Head(
        first.get("warc-type", "").lower(),
        _bare(first.get("warc-record-id")),
        _bare(first.get("warc-target-uri")) or None,
        _day(first.get("warc-date", "")),
        0,
        length,
        is_http=_is_http(declared),
        content_type=declared,
        truncated=first.get("warc-truncated", ""),
    )
    return head, fault if head.record_type else "the record has no WARC-Type"


def with_http(head: Head, raw: bytes | bytearray, start: int, stop: int) -> Head:
    """The head with what the server said, if its answer is kept with headers: the body is what is left of the length.

    Args:
        head: of a record that says how long it is.
        raw: holds its content, at least as far as the headers go.
        start: where that begins.
        stop: where that ends, as far as it is there.
    """
    if head.record_type not in PAGES or head.length is None:
        return head
    has_answer = raw.startswith(_ANSWER, start, stop)
    if not head.is_http and (head.record_type != "response" or not has_answer):
        return head
    if head.is_http and not has_answer and _begins_page(raw, start, stop):
        # HTTP 0.9 has no headers, and some crawlers leave them out.
        return head._replace(is_http=False, content_type=None)
    final = _final_answer(raw, start, stop)
    head, start = head._replace(length=head.length - (final - start)), final
    blank = BLANK_LINE.search(raw, start, min(stop, start + MOST_HEADER))
    end, body = (blank.start(), blank.end()) if blank else (stop, stop)
    if page := _PAGE_LINE.search(raw, start, min(end, start + MOST_HEADER)):
        end, body = page.start(), page.end()  # the empty line is missing, or the first one is the page's own
    header = bytes(raw[start:end]).rstrip(b"\r")
    first, fields, _ = _lines(header)
    if not first:
        text = header.decode("latin-1")
        first = text.partition("\n")[0]
        fields = {name: _joined(name, values) for name, values in _loose(text).items()}
    status = _ANY_STATUS.match(first)
    return head._replace(
        is_http=True,
        crawled=_later(head.crawled, fields.get("date", "")),
        length=max(0, (head.length or 0) - (body - start)),
        status=int(status[1]) if status else None,
        content_type=fields.get("content-type"),
        transfer=fields.get("transfer-encoding", ""),
        coding=fields.get("content-encoding", ""),
    )


def _final_answer(raw: bytes | bytearray, start: int, stop: int) -> int:
    """Where the answer begins that has the page: before it servers send others, such as `100 Continue`."""
    for _ in range(_MOST_INTERIM):
        blank = BLANK_LINE.search(raw, start, min(stop, start + MOST_HEADER))
        if not (blank and _INTERIM.match(raw, start, stop) and raw.startswith(_ANSWER, blank.end(), stop)):
            break
        start = blank.end()
    return start


def read_head(record: bytes) -> Head | None:
    """What the headers of a whole record say, in a fifth of the time, where nothing about them is in doubt.

    Args:
        record: with its headers and the empty lines that end it.

    Returns:
        What `head_of` and `with_http` give for it; None where these are to be asked.
    """
    start = record.find(_END, 0, _MOST) + len(_END)
    if not record.startswith(MAGIC) or not record.endswith(_END) or start < len(_END):
        return None
    version, fields, is_all = _lines(record[: start - len(_END)])
    length = fields.get("content-length", "")
    day = _TIME.fullmatch(fields.get("warc-date", ""))
    record_type = fields.get("warc-type", "").lower()
    if version not in _VERSIONS or not is_all or not record_type or not day or not length.isdigit():
        return None
    if int(length) != len(record) - len(_END) - start:
        return None
    try:
        crawled = date.fromisoformat(day[1])
    except ValueError:
        return None
    declared = fields.get("content-type")
    is_http = _is_http(declared)
    if record_type == "response" and not is_http:
        return None
    uri = _bare(fields.get("warc-target-uri")) or None
    head = Head(
        record_type, _bare(fields.get("warc-record-id")), uri, crawled, 0, int(length), is_http, content_type=declared,
        truncated=fields.get("warc-truncated", ""),
    )  # fmt: skip
    return _with_http(head, record, start) if is_http and record_type in PAGES else head


def _with_http(head: Head, record: bytes, start: int) -> Head | None:
    end = record.find(_END, start, start + _MOST)
    if end < 0:
        return None
    first, fields, _ = _lines(record[start:end])
    status = _STATUS.fullmatch(first)
    if not status or status[1].startswith("1"):
        return None
    return head._replace(
        crawled=_later(head.crawled, fields.get("date", "")),
        length=len(record) - 2 * len(_END) - end,
        status=int(status[1]),
        content_type=fields.get("content-type"),
        transfer=fields.get("transfer-encoding", ""),
        coding=fields.get("content-encoding", ""),
    )


def _later(crawled: date | None, served: str) -> date | None:
    """The later of two days, the second as HTTP writes it; the first where that one is none."""
    parts = parsedate(served) if served and crawled else None
    with contextlib.suppress(ValueError):
        return max(crawled, date(*parts[:3])) if parts and crawled else crawled
    return crawled


def _lines(raw: bytes) -> tuple[str, dict[str, str], bool]:
    """The first line, the fields by their names in lower case, and whether these were all; no line when in doubt.

    Of several fields of one name it is the first; of several Content-Types all.
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
        name = name.lower()
        fields[name] = _joined(name, [fields[name], value.strip()]) if name in fields else value.strip()
    return first, fields, len(fields) == len(others)


def _joined(name: str, values: list[str]) -> str:
    """Of several fields of one name the first; Content-Types as one list, which is what two of them mean."""
    return ", ".join(values) if name == "content-type" else values[0]


def _is_http(declared: str | None) -> bool:
    return content_type(declared).media_type in _HTTP


def _begins_page(raw: bytes | bytearray, start: int, stop: int) -> bool:
    first = bytes(raw[start : min(stop, start + _SNIFFED)]).lstrip(b"\xef\xbb\xbf \t\r\n")
    return first[:1] == b"<" and looks_like_html(first)


def _loose(text: str) -> dict[str, list[str]]:
    """All fields by their names in lower case: folded lines are put together, what is no field is passed over."""
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in text.split("\n")[1:]:
        name, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and values:
            values[-1] = f"{values[-1]} {line.strip()}"
        elif colon:
            values = fields.setdefault(name.strip().lower(), [])
            values.append(value.strip())
    return fields


def _length(said: list[str]) -> tuple[int | None, str | None]:
    """The Content-Length, or what is wrong with it."""
    if not said:
        return None, "the record has no Content-Length"
    if len(set(said)) > 1:
        return None, f"the record has more than one Content-Length: {', '.join(value[:_SHOWN] for value in said[:3])}"
    if not _NUMBER.fullmatch(said[0]):
        return None, f"the record's Content-Length is no number of bytes: {said[0][:_SHOWN]!r}"
    return int(said[0]), None


def _bare(value: str | None) -> str:
    return (value or "").strip("<> ")


def _day(value: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(value[:10])
    return None
