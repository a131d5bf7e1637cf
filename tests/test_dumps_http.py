"""What a server's answer says of a page in a web archive, and what its body really is."""

from __future__ import annotations

import gzip
import sys
import zlib

import pytest
from test_dumps_odd_warc import ONE, TWO, ids, read
from test_dumps_warc import HTML, http, warc

from cleaner.dumps.warc.http import content_type, decode_body, without_chunks

MOST = 10_000
NOISE = bytes(range(1, 32)) * 9


def packed(coding: str) -> bytes:
    if coding == "gzip":
        return gzip.compress(HTML)
    return pytest.importorskip({"br": "brotli", "zstd": "zstandard"}[coding]).compress(HTML)


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_newer_compressions_are_undone(coding):
    assert decode_body(packed(coding), "", coding, MOST) == (HTML, None)


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_a_newer_compression_that_is_cut_off_is_kept_as_far_as_it_goes(coding):
    module = pytest.importorskip({"br": "brotli", "zstd": "zstandard"}[coding])
    long = b"".join(b"<p>Ferry %d sails.</p>" % number for number in range(50_000))
    found = decode_body(module.compress(long)[:-100], "", coding, len(long)).raw
    assert found
    assert long.startswith(found)


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_a_bomb_of_a_newer_compression_is_too_large(coding):
    module = pytest.importorskip({"br": "brotli", "zstd": "zstandard"}[coding])
    assert decode_body(module.compress(bytes(MOST + 1)), "", coding, MOST).raw is None
    assert decode_body(module.compress(bytes(MOST)), "", coding, MOST).raw == bytes(MOST)


@pytest.mark.parametrize(
    "said", ["utf-8", "binary", "7bit", "text/html", "chunked", "aws-chunked", "lzma", "gzip", "br"]
)
def test_a_plain_body_is_a_page_whatever_coding_is_named(said):
    raw, note = decode_body(HTML, "", said, MOST)
    assert raw == HTML
    assert note == f"content_encoding_false: {said!r}, but the body is not packed"


PACKINGS_SAID = pytest.mark.parametrize("said", ["gzip", "deflate", "br", "zstd", "none-such"])
PACKINGS_REALLY = pytest.mark.parametrize("really", ["gzip", "br", "zstd"])


@PACKINGS_SAID
@PACKINGS_REALLY
def test_a_body_is_unpacked_by_what_it_is_and_not_by_its_name(said, really):
    assert decode_body(packed(really), "", said, MOST)[0] == HTML


@PACKINGS_SAID
@PACKINGS_REALLY
def test_a_body_of_another_packing_than_its_name_says_is_noted(said, really):
    note = decode_body(packed(really), "", said, MOST)[1]
    assert (note is None) == (said == really or (said, really) == ("deflate", "gzip"))


@pytest.mark.parametrize("really", ["gzip", "zstd"])
def test_a_packed_body_without_a_coding_is_unpacked(really):
    raw, note = decode_body(packed(really), "", "", MOST)
    assert raw == HTML
    assert note == f"content_encoding_false: nothing says that the body is {really}"


def test_a_body_packed_once_more_than_it_says_is_unpacked():
    assert decode_body(gzip.compress(packed("gzip")), "", "gzip", MOST).raw == HTML


def test_a_transfer_coding_beside_chunks_is_undone():
    raw = b"%x\r\n" % len(packed("gzip")) + packed("gzip") + b"\r\n0\r\n\r\n"
    assert decode_body(raw, "gzip, chunked", "", MOST) == (HTML, None)


def test_a_coding_may_have_parameters():
    assert decode_body(packed("gzip"), "", "gzip;q=1.0", MOST) == (HTML, None)


@pytest.mark.parametrize(
    ("raw", "coding", "error"),
    [
        (NOISE, "none-such", "content encoding 'none-such' is not known"),
        (gzip.compress(HTML)[:12] + NOISE, "gzip", "the body is not valid gzip"),
        (b"\xff" + NOISE, "br", "the body is not valid Brotli"),
        (b"\x28\xb5\x2f\xfd" + NOISE, "zstd", "the body is not valid Zstandard"),
        (b"\x1f\x9d\x90" + NOISE, "compress", "the body is LZW"),
        (b"\xffDCB" + NOISE, "dcb", "the body is Brotli with a dictionary"),
    ],
    ids=["none-such", "gzip", "br", "zstd", "compress", "dcb"],
)
def test_a_body_that_cannot_be_read_is_an_error_that_says_why(raw, coding, error):
    pytest.importorskip("brotli")
    pytest.importorskip("zstandard")
    with pytest.raises(ValueError, match=error):
        decode_body(raw, "", coding, MOST)


def test_a_false_coding_is_a_note_of_its_record(tmp_path):
    (record,) = read(tmp_path, warc(http(HTML, headers="Content-Type: text/html\r\nContent-Encoding: UTF-8\r\n")))
    assert (record.error, record.body) == (None, HTML)
    assert record.note == "content_encoding_false: 'utf-8', but the body is not packed"


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_only_a_body_that_needs_a_library_misses_it(tmp_path, monkeypatch, coding):
    coded = http(packed(coding), headers=f"Content-Type: text/html\r\nContent-Encoding: {coding}\r\n")
    monkeypatch.setitem(sys.modules, "brotli", None)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    records = read(tmp_path, gzip.compress(ONE) + gzip.compress(warc(coded, name="coded")) + gzip.compress(TWO))
    assert ids(records) == ["one", "!", "two"]
    assert "pip install 'webpage-cleaner[warc]'" in (records[1].error or "")


def test_chunks_with_nonsense_for_a_size_are_taken_as_they_stand():
    assert without_chunks(b"no chunks") == b"no chunks"
    assert without_chunks(b"3\r\nabc\r\nzz\r\n") == b"abc"
    assert without_chunks(b"ffffffffffffffffff\r\nabc") == b"ffffffffffffffffff\r\nabc"


@pytest.mark.parametrize(
    ("header", "kind", "charset"),
    [
        ("text/html; charset=ISO-8859-1", "text/html", "ISO-8859-1"),
        ("Text/HTML;Charset='utf-8' ; x=y", "text/html", "utf-8"),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=utf-8, text/html", "text/html", "utf-8"),
        ("text/plain; charset=utf-8, text/html", "text/html", None),
        ("text/html, */*", "text/html", None),
        (None, "", None),
    ],
)
def test_the_content_type_is_read_as_servers_write_it(header, kind, charset):
    assert content_type(header) == (kind, charset)


@pytest.mark.parametrize(
    "answer",
    [
        http().replace(b"\r\n", b"\r\r\n"),
        http().replace(b"\r\n", b"\n"),
        http(headers="Content-Type: application/octet-stream\r\nContent-Type: text/html\r\n"),
        b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\n" + HTML,
        b"http/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML,
        b"HTTP 200\r\nContent-Type: text/html\r\n\r\n" + HTML,
        HTML,
        b"HTTP/1.1 100 Continue\r\n\r\n" + http(),
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/2 100\r\n\r\n" + http(),
    ],
    ids=[
        "doubled CR",
        "LF alone",
        "two types",
        "HTTP 2",
        "lower case",
        "no version",
        "no head",
        "continue",
        "early hints",
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])
def test_a_head_may_be_odd(tmp_path, answer, pack):
    odd, usual = read(tmp_path, pack(warc(answer)) + pack(warc(http())))
    assert (odd.error, odd.skipped, odd.body) == (None, None, HTML)
    assert usual.body == HTML


@pytest.mark.parametrize("declared", ["text/html", "message/http", "application/http, application/http"])
def test_an_answer_is_told_by_its_first_line_in_archives_of_older_crawlers(tmp_path, declared):
    (record,) = read(tmp_path, warc(http(), Content_Type=declared).replace(b"WARC/1.1", b"WARC/0.17"))
    assert (record.http_status, record.body) == (200, HTML)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("metadata://gnu.org/software/wget/warc/wget.log", "address metadata:"),
        ("urn:X-wpull:log", "address urn:"),
        ("urn:text:https://a.example/", "address urn:"),
        ("dns:a.example", "address dns:"),
        ("filedesc://a.arc", "address filedesc:"),
    ],
)
def test_records_of_a_crawler_about_itself_are_no_pages(tmp_path, address, reason):
    about = warc(b"Saving to: index.html", "resource", Content_Type="text/plain", WARC_Target_URI=address)
    skipped, page = read(tmp_path, about + warc(http()))
    assert (skipped.skipped, skipped.error) == (reason, None)
    assert page.body == HTML


def test_a_body_of_bare_deflate_is_undone():
    assert decode_body(zlib.compress(HTML)[2:-4], "", "deflate", MOST) == (HTML, None)


@pytest.mark.parametrize("behind", [b"", HTML], ids=["nothing", "a page without a head"])
def test_an_answer_before_the_last_is_no_page_by_itself(tmp_path, behind):
    only, usual = read(tmp_path, warc(b"HTTP/1.1 100 Continue\r\n\r\n" + behind) + warc(http()))
    assert only.skipped == "http status 100"
    assert usual.body == HTML


def test_endless_answers_before_the_last_are_not_followed(tmp_path):
    (record,) = read(tmp_path, warc(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000 + http()))
    assert record.skipped == "http status 100"
