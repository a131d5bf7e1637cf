"""A gzip member opened quickly is what the careful reader makes of it, with ISA-L and without."""

from __future__ import annotations

import gzip
import io
import sys
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_dumps_members import RECORDS, WOUNDS, wounded
from test_dumps_warc import http, warc

from cleaner.dumps import ReadOptions, Record
from cleaner.dumps.file_entry import FileEntry
from cleaner.dumps.warc import member
from cleaner.dumps.warc.member import open_member

pytest.importorskip("isal", reason="needs the extra speed")  # else two of the ways are one

PART = FileEntry("a.warc.gz", "a.warc.gz", io.BytesIO)
OPTIONS = ReadOptions(max_bytes=5_000)
UNUSUAL = {
    "long header": warc(http(b"<p>Page.", headers=f"X-Long: {'x' * 20_000}\r\nContent-Type: text/html\r\n")),
    "too large": warc(http(b"<p>Page." * 9_000)),
    "no http": warc(b"<p>Page.", "resource"),
    "line feeds alone": warc(http(b"<p>Page.")).replace(b"\r\n", b"\n"),
    "nothing behind": warc(http(b"<p>Page.")).removesuffix(b"\r\n\r\n"),
    "two": warc(http(b"<p>Page.")) * 2,
    "short": warc(http(b"<p>Page.")).replace(b"Content-Length: ", b"Content-Length: 1"),
    "empty": b"",
    "chunked": warc(http(b"3\r\n<p>\r\n0\r\n\r\n", headers="Transfer-Encoding: chunked\r\n")),
    "compressed": warc(http(gzip.compress(b"<p>" * 3_000), headers="Content-Encoding: gzip\r\n")),
}


def all_ways(raw: bytes, options: ReadOptions = OPTIONS) -> list[Record | None]:
    """As the careful reader opens it, first; quickly, with ISA-L and with zlib."""
    with patch.object(member, "read_head", return_value=None):
        careful = open_member(raw, PART, options)
    with patch.dict(sys.modules, {"isal": None}):
        with_zlib = open_member(raw, PART, options)
    return [careful, open_member(raw, PART, options), with_zlib]


@pytest.mark.parametrize("raw", RECORDS, ids=range(len(RECORDS)))
def test_a_usual_record_is_not_read_twice(raw):
    with patch.object(member, "walk", side_effect=AssertionError):
        assert open_member(gzip.compress(raw), PART, ReadOptions()) is not None


@pytest.mark.parametrize("raw", RECORDS, ids=range(len(RECORDS)))
def test_a_usual_record_is_the_same(raw):
    careful, *quick = all_ways(gzip.compress(raw), ReadOptions())
    assert careful is not None
    assert quick == [careful, careful]


@pytest.mark.parametrize("raw", UNUSUAL.values(), ids=UNUSUAL)
def test_an_unusual_record_is_the_same(raw):
    careful, *quick = all_ways(gzip.compress(raw))
    assert quick == [careful, careful]


def test_a_member_with_a_wrong_checksum_is_no_record():
    raw = bytearray(gzip.compress(RECORDS[1]))
    raw[-8] ^= 1
    assert all_ways(bytes(raw)) == [None, None, None]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(RECORDS), WOUNDS, WOUNDS)
def test_a_damaged_record_is_the_same(record, inside, outside):
    careful, *quick = all_ways(wounded(gzip.compress(wounded(record, inside)), outside))
    assert quick == [careful, careful]
