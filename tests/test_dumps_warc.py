from __future__ import annotations

import gzip
import zlib
from datetime import date
from pathlib import Path

import pytest

from cleaner.dumps import ReadOptions, Record, open_dump
from cleaner.errors import DumpError

HTML = b"<html><body><p>The ferry sails again.</p></body></html>"


def warc(block: bytes, kind: str = "response", name: str = "1", length: int | None = None, **headers: str) -> bytes:
    said = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Target-URI": f"https://a.example/{name}",
        "WARC-Date": "2024-05-01T23:30:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block) if length is None else length),
    } | {key.replace("_", "-"): value for key, value in headers.items()}
    head = "".join(f"{key}: {value}\r\n" for key, value in said.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(
    body: bytes = HTML, status: str = "200 OK", headers: str = "Content-Type: text/html; charset=utf-8\r\n"
) -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body


def read(tmp_path: Path, raw: bytes, name: str = "crawl.warc", **options) -> list[Record]:
    (tmp_path / name).write_bytes(raw)
    return list(open_dump(tmp_path / name, ReadOptions(**options)))


def packed(kind: str, *records: bytes) -> bytes:
    if kind == "gz":
        return b"".join(gzip.compress(record) for record in records)
    if kind == "zst":
        zstandard = pytest.importorskip("zstandard")
        return b"".join(zstandard.compress(record) for record in records)
    return b"".join(records)


@pytest.mark.parametrize("kind", ["plain", "gz", "zst"])
def test_a_response_is_a_page_with_everything_its_headers_say(tmp_path, kind):
    first, second = warc(http(), name="1"), warc(http(), name="2")
    records = read(tmp_path, packed(kind, first, second), "crawl.warc.x")
    assert records[1] == Record(
        "urn:uuid:2", "https://a.example/2", HTML, "html", str(tmp_path / "crawl.warc.x"), 2, charset="utf-8",
        crawled=date(2024, 5, 1), name="crawl.warc.x:2", offset=len(packed(kind, first)), http_status=200,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (warc(b"GET / HTTP/1.1\r\n\r\n", "request"), "warc request"),
        (warc(b"x: y\r\n", "warcinfo", Content_Type="application/warc-fields"), "warc warcinfo"),
        (warc(http(b"", "304 Not Modified"), "revisit"), "warc revisit"),
        (warc(http(b"", "301 Moved", "Location: /x\r\n")), "http status 301"),
        (warc(http(HTML, "404 Not Found")), "http status 404"),
        (warc(http(b"\x89PNG", headers="Content-Type: Image/PNG\r\n")), "type image/png"),
        (warc(b"{}", "resource", Content_Type="application/json"), "type application/json"),
    ],
)
def test_what_is_no_page_is_skipped_with_the_reason(tmp_path, raw, reason):
    skipped, page = read(tmp_path, raw + warc(http()))
    assert (skipped.skipped, skipped.body) == (reason, b"")
    assert page.body == HTML


def test_other_answers_count_when_they_are_asked_for(tmp_path):
    (record,) = read(tmp_path, warc(http(HTML, "404 Not Found")), statuses=frozenset({200, 404}))
    assert (record.skipped, record.http_status, record.body) == (None, 404, HTML)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (warc(http(b"words", headers="Content-Type: text/plain\r\n")), "text"),
        (warc(b"words of a page", "conversion", Content_Type="text/plain"), "text"),
        (warc(HTML, "resource", Content_Type="text/html"), "html"),
        (warc(http(HTML, headers="")), "html"),
        (warc(http(b"no tags at all", headers="")), "text"),
    ],
)
def test_text_and_html_are_told_apart_by_the_header_else_by_content(tmp_path, raw, kind):
    (record,) = read(tmp_path, raw)
    assert (record.error, record.skipped, record.body_type) == (None, None, kind)


def gzipped(data: bytes) -> bytes:
    """Gzip without the time: the data are part of a test's name, which each worker of a run must find the same."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"5\r\n<html\r\n%x;e=1\r\n" % (len(HTML) - 5) + HTML[5:] + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
        (HTML, "Transfer-Encoding: chunked\r\n"),
        (gzipped(HTML), "Content-Encoding: gzip\r\n"),
        (gzipped(HTML)[:-4], "Content-Encoding: gzip\r\n"),
        (gzipped(HTML[:9]) + gzipped(HTML[9:]), "Content-Encoding: x-gzip\r\n"),
        (HTML, "Content-Encoding: gzip\r\n"),
        (zlib.compress(HTML), "Content-Encoding: deflate\r\n"),
        (zlib.compress(HTML)[2:-4], "Content-Encoding: deflate\r\n"),
        (gzipped(gzipped(HTML)), "Content-Encoding: gzip, gzip\r\n"),
        (b"%x\r\n" % len(gzipped(HTML)) + gzipped(HTML) + b"\r\n0\r\n\r\n",
         "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (HTML, "Content-Encoding: br\r\n"),
        (HTML, "Content-Encoding: identity\r\n"),
    ],
    ids=range(12),  # what is packed holds the time, and names of tests must not
)  # fmt: skip
def test_chunks_and_compression_are_undone_also_where_only_the_header_has_them(tmp_path, body, headers):
    (record,) = read(tmp_path, warc(http(body, headers=f"Content-Type: text/html\r\n{headers}")))
    assert (record.error, record.body) == (None, HTML)


def test_a_compression_bomb_is_too_large_without_being_unpacked(tmp_path):
    body = gzip.compress(bytes(50_000_000))
    (record,) = read(tmp_path, warc(http(body, headers="Content-Encoding: gzip\r\nContent-Type: text/html\r\n")),
                     max_bytes=1_000_000)  # fmt: skip
    assert record.error == "too large: more than 1,000,000 bytes"


@pytest.mark.parametrize("kind", ["plain", "gz"])
def test_a_record_over_the_limit_is_an_error(tmp_path, kind):
    large, _ = read(tmp_path, packed(kind, warc(http(b"<p>" + b"x" * 200_000)), warc(http(), name="2")), max_bytes=1000)
    assert large.error == "too large: more than 1,000 bytes"


@pytest.mark.parametrize("kind", ["plain", "gz"])
def test_the_record_behind_one_over_the_limit_is_read(tmp_path, kind):
    _, fine = read(tmp_path, packed(kind, warc(http(b"<p>" + b"x" * 200_000)), warc(http(), name="2")), max_bytes=1000)
    assert fine.body == HTML


class TestDamage:
    THREE = tuple(warc(http(), name=name) for name in "123")

    def read(self, tmp_path, raw: bytes) -> tuple[list[str], list[str]]:
        """Ids of the pages, and the errors."""
        records = read(tmp_path, raw)
        positions = [record.position for record in records]
        assert positions == list(range(1, len(records) + 1))
        pages = [record.id.rpartition(":")[2] for record in records if record.error is None]
        return pages, [record.error or "" for record in records if record.error]

    @pytest.mark.parametrize("kind", ["plain", "gz"])
    def test_garbage_between_records_costs_none_of_them(self, tmp_path, kind):
        one, two, three = (packed(kind, record) for record in self.THREE)
        pages, errors = self.read(tmp_path, one + b"garbage and more of it" * 9 + two + three)
        assert pages == ["1", "2", "3"]
        assert len(errors) == 1
        assert "reading goes on at byte" in errors[0]

    def test_a_broken_member_costs_itself_alone(self, tmp_path):
        one, two, three = (bytearray(packed("gz", record)) for record in self.THREE)
        two[60:90] = bytes(30)
        pages, errors = self.read(tmp_path, bytes(one + two + three))
        assert (pages, len(errors)) == (["1", "3"], 1)

    @pytest.mark.parametrize("kind", ["plain", "gz", "zst"])
    def test_a_file_that_is_cut_off_anywhere_says_so(self, tmp_path, kind):
        one, two = (packed(kind, record) for record in self.THREE[:2])
        whole = len(one) + len(two) - (8 if kind == "gz" else 12 if kind == "zst" else 4)
        for cut in range(len(one) + 12, whole, 23):
            pages, errors = self.read(tmp_path, (one + two)[:cut])
            assert pages == ["1"], cut
            assert len(errors) == 1, cut

    @pytest.mark.parametrize("length", [20, 400, 10**9, 10**18])
    @pytest.mark.parametrize("kind", ["plain", "gz"])
    def test_a_wrong_length_loses_no_other_record(self, tmp_path, kind, length):
        wrong = packed(kind, warc(http(), name="wrong", length=length))
        one, two, three = (packed(kind, record) for record in self.THREE)
        pages, errors = self.read(tmp_path, one + wrong + two + three)
        assert [page for page in pages if page != "wrong"] == ["1", "2", "3"]
        assert errors

    def test_a_length_below_zero_or_missing_loses_no_other_record(self, tmp_path):
        one, two, three = self.THREE
        for bad in (warc(http(), length=-5), one.replace(b"Content-Length", b"Content-Size")):
            pages, _ = self.read(tmp_path, one + bad + two + three)
            assert pages[-2:] == ["2", "3"]

    def test_a_file_of_nothing_but_noise_is_no_archive(self, tmp_path):
        with pytest.raises(DumpError, match="cannot be read as a web archive"):
            self.read(tmp_path, b"WARC/1.1\r\nnoise\xff\xfe" * 40)


@pytest.mark.parametrize(
    ("served", "crawled"),
    [
        ("Tue, 06 Aug 2024 07:00:00 GMT", date(2024, 8, 6)),
        ("Tue, 06 Feb 2024 07:00:00 GMT", date(2024, 5, 1)),
        ("yesterday", date(2024, 5, 1)),
        ("Tue, 99 Feb 2024 07:00:00 GMT", date(2024, 5, 1)),
    ],
)
@pytest.mark.parametrize("end", ["", "X-Odd : 1\r\n"])
def test_a_page_was_fetched_no_earlier_than_it_was_served(tmp_path, served, crawled, end):
    headers = f"Content-Type: text/html\r\nDate: {served}\r\n{end}"
    assert read(tmp_path, warc(http(headers=headers)))[0].crawled == crawled
