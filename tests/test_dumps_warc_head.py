"""What headers say: where the quick reader is sure, it reads what the other reads, and FastWARC."""

from __future__ import annotations

import io
from datetime import date

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import event, given, settings
from hypothesis import strategies as st

from cleaner.dumps.warc.head import Head, head_of, read_head, with_http
from cleaner.dumps.warc.record_types import PAGES

ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: x\r\n\r\n"
NAMES = [
    "WARC-Type",
    "warc-type",
    "WARC-Date",
    "WARC-Record-ID",
    "WARC-Target-URI",
    "Content-Type",
    "X",
    "Ü",
    "A b",
    "",
]
VALUES = [
    "response",
    "Request",
    "resource",
    "2026-06-01T10:00:00Z",
    "2026-06-01T10:00:00.25Z",
    "2026-02-30T10:00:00Z",
    "2026-06-01T10:00:60Z",
    "<urn:uuid:0>",
    "http://a.example/é",
    "http://a.example/<b>",
    "application/http; msgtype=response",
    "application/http",
    "application/https",
    "Application/HTTP",
    "text/html",
    "a\tb",
    "",
]
FIRST = ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/1.1 ", "warc/1.1"]
ANSWERS = ["HTTP/1.1 200 OK", "HTTP/1.0 404", "HTTP/1.1  200 OK", "HTTP/2 200", "HTTP/1.1 20 x", "HTTP/1.1 0200 x", "x"]
HTTP_NAMES = ["Content-Type", "content-type", "Content-Type ", "Transfer-Encoding", "Content-Encoding", "X", " y", "Ü"]
HTTP_VALUES = ["text/html", " text/plain ", "text/html; charset=é", "chunked", "gzip", "a: b", "a\r b", "a\x00b", ""]
GAPS = st.sampled_from([*[": "] * 30, ":", ":  ", " : ", ""])
ENDS = st.sampled_from([*["\r\n"] * 30, "\n", "\r\n "])


def fields(names: list[str], values: list[str]) -> st.SearchStrategy[str]:
    line = st.builds("{}{}{}{}".format, st.sampled_from(names), GAPS, st.sampled_from(values), ENDS)
    return st.lists(line, max_size=3).map("".join)


def warc(head: str, block: str, length: int | None = None) -> bytes:
    size = len(block.encode()) if length is None else length
    return f"{head}Content-Length: {size}\r\n\r\n{block}\r\n\r\n".encode()


def in_any_form(raw: bytes) -> Head:
    header, _, _ = raw.partition(b"\r\n\r\n")
    head, _ = head_of(header)
    start = len(header) + 4
    return with_http(head, raw, start, start + (head.length or 0))


def by_fastwarc(raw: bytes) -> Head:
    record = next(iter(ArchiveIterator(io.BytesIO(raw), parse_http=False, fsspec_args=False)))
    headers = record.headers
    kind = headers["WARC-Type"]
    head = Head(
        kind,
        record.record_id.strip("<>"),
        headers["WARC-Target-URI"],
        record.record_date.date(),
        record.stream_pos,
        record.content_length,
        record.is_http,
        content_type=headers["Content-Type"],
    )
    if kind not in PAGES:
        return head
    record.parse_http(auto_decode="none")
    said = record.http_headers
    return head._replace(length=record.content_length, status=said.status_code, content_type=said.get("Content-Type"))


USUAL = (
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-06-01T10:00:00Z\r\n"
    "WARC-Target-URI: http://a.example/\r\nContent-Type: application/http; msgtype=response\r\n"
)


def test_the_headers_of_a_page():
    raw = warc(USUAL, f"{ANSWER}<p>Page.")
    wanted = Head(
        "response",
        "urn:uuid:1",
        "http://a.example/",
        date(2026, 6, 1),
        0,
        len("<p>Page."),
        is_http=True,
        status=200,
        content_type="text/html; charset=utf-8",
    )
    assert [read_head(raw), in_any_form(raw), by_fastwarc(raw)] == [wanted] * 3


@pytest.mark.parametrize("kind", ["request", "metadata", "warcinfo"])
def test_the_headers_of_what_is_no_page(kind):
    raw = warc(USUAL.replace(": response", f": {kind}"), "GET / HTTP/1.1\r\n\r\n")
    assert read_head(raw) == in_any_form(raw) == by_fastwarc(raw)


@pytest.mark.parametrize(
    "raw",
    [
        warc(USUAL, f"{ANSWER}<p>Page.", 5),
        warc(USUAL, f"{ANSWER}<p>Page.").removesuffix(b"\r\n"),
        warc(f"{USUAL}warc-type: response\r\n", f"{ANSWER}<p>Page."),
        warc(USUAL, "<p>Page."),
        warc(USUAL.replace("WARC-Type", "X"), f"{ANSWER}<p>Page."),
        warc(f"{USUAL} folded: on\r\n", f"{ANSWER}<p>Page."),
        b"",
    ],
    ids=["length", "end", "two types", "no answer", "no type", "folded", "empty"],
)
def test_doubtful_headers_are_left_to_the_other(raw):
    assert read_head(raw) is None


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from([*[FIRST[0]] * 10, *FIRST]),
    st.sampled_from([True, True, True, False]),
    st.just("") | fields(["X", "Y", "Z"], VALUES) | fields(NAMES, VALUES),
    st.sampled_from([*[ANSWERS[0]] * 10, *ANSWERS]),
    fields(HTTP_NAMES, HTTP_VALUES),
    st.sampled_from(["", "<p>Page.", "\r\n\r\n", "é\x00"]),
)
def test_where_it_is_sure_it_is_right(first, is_usual, warc_fields, answer, http_fields, body):
    head = USUAL.replace("WARC/1.1", first) if is_usual else f"{first}\r\n"
    raw = warc(f"{head}{warc_fields}", f"{answer}\r\n{http_fields}\r\n{body}")
    found = read_head(raw)
    event("sure" if found else "in doubt")
    assert found is None or found == in_any_form(raw)
