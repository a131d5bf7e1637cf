"""Answers in web archives whose heads or bodies are not as they should be: nothing of a page is lost unseen."""

from __future__ import annotations

import gzip

import pytest
from test_dumps_odd_warc import read
from test_dumps_warc import HTML, http, warc

from cleaner.dumps.warc.http import decode_body

MOST = 100_000
LONG = b"<!DOCTYPE html><body>" + b"".join(b"<p>Ferry %d sails at noon.</p>\n" % n for n in range(900)) + b"</body>"
PACKED = pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])


def chunked(raw: bytes, size: int = 1000) -> bytes:
    pieces = [raw[at : at + size] for at in range(0, len(raw), size)]
    return b"".join(b"%x\r\n" % len(piece) + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"


@PACKED
@pytest.mark.parametrize("end", [b"\r\n", b"\n"], ids=["CRLF", "LF"])
@pytest.mark.parametrize("page", [HTML, b"<!DOCTYPE html>\n\n" + HTML, b" <HTML lang=en>\r\n\r\n<p>Ferry.</p>"])
def test_a_page_without_an_empty_line_before_it_is_no_part_of_the_head(tmp_path, pack, end, page):
    answer = end.join((b"HTTP/1.1 200 OK", b"Content-Type: text/html; charset=utf-8", b"Server: quay", page))
    odd, usual = read(tmp_path, pack(warc(answer)) + pack(warc(http())))
    assert odd.body.strip() == page.strip()
    assert (odd.charset, odd.http_status, odd.error, odd.skipped) == ("utf-8", 200, None, None)
    assert usual.body == HTML


@PACKED
def test_what_the_crawler_cut_off_is_told(tmp_path, pack):
    cut, whole = read(tmp_path, pack(warc(http(), WARC_Truncated="length")) + pack(warc(http())))
    assert (cut.body, cut.note) == (HTML, "body_cut: the archive says WARC-Truncated: length")
    assert whole.note is None


def test_a_body_that_was_cut_off_in_packing_says_so():
    raw, note = decode_body(gzip.compress(LONG)[:-200], "", "gzip", MOST)
    assert LONG.startswith(raw or b"-")
    assert note == "body_cut: the gzip body ends early"


def test_a_body_in_brotli_that_was_cut_off_says_so():
    packed = pytest.importorskip("brotli").compress(LONG)
    assert decode_body(packed[: len(packed) // 2], "", "br", MOST).note == "body_cut: the brotli body ends early"
    assert decode_body(packed, "", "br", MOST) == (LONG, None)


def test_a_last_chunk_that_was_cut_off_says_so():
    raw, note = decode_body(chunked(LONG)[:2500], "chunked", "", MOST)
    assert LONG.startswith(raw or b"-")
    assert note == "body_cut: the last chunk of the body ends early"
    assert decode_body(chunked(LONG), "chunked", "", MOST) == (LONG, None)


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_chunks_that_no_header_tells_of_are_put_together(coding):
    body = gzip.compress(LONG) if coding else LONG
    raw, note = decode_body(chunked(body), "", coding, MOST)
    assert raw == LONG
    assert note == "content_encoding_false: nothing says that the body is chunked"


@pytest.mark.parametrize("body", [b"3\r\nabc\r\n", b"3\r\nabc\r\n0\r\n\r\nmore", b"3\r\nabcd\r\n0\r\n\r\n", b"12\r\n"])
def test_what_only_begins_as_chunks_do_is_left_as_it_stands(body):
    assert decode_body(body, "", "", MOST) == (body, None)
