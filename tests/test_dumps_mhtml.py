"""Pages that browsers saved as MHTML."""

from __future__ import annotations

import base64
import gzip
import quopri
from datetime import date
from pathlib import Path

import pytest

from cleaner.dumps import Dump, ReadOptions, Record, open_dump
from cleaner.errors import DumpError

PAGE = "<html><body><p>The keeper’s café – “open”, he said, = all winter.</p></body></html>"
SOURCE = "https://a.example/story"
PICTURE = (b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n", b"iVBORw0KGgo=\r\n")


def part(
    body: bytes, coding: str = "quoted-printable", kind: str = "text/html", location: str | None = SOURCE
) -> bytes:
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(coding, bytes)(body)
    head = f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n"
    head += f"Content-Location: {location}\r\n" if location else ""
    return head.encode() + b"\r\n" + packed.replace(b"\n", b"\r\n") + b"\r\n"


def mhtml(*parts: bytes, end: bytes = b"--b--\r\n", headers: str = "") -> bytes:
    head = (
        f"From: <Saved by a browser>\r\n{headers}Date: Mon, 15 Jan 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n'
    )
    return head.encode() + b"a preamble\r\n" + b"".join(parts) + end


def read(tmp_path: Path, raw: bytes, name: str = "a.mhtml", **options) -> list[Record]:
    (tmp_path / name).write_bytes(raw)
    return list(Dump(str(tmp_path / name), ReadOptions(**options)))


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit", "binary"])
def test_the_page_is_unpacked_with_its_address(tmp_path, coding):
    page, _ = read(tmp_path, mhtml(part(PAGE.encode(), coding), b"".join(PICTURE)))
    assert page._replace(body=b"") == Record(
        "a.mhtml", SOURCE, b"", "html", str(tmp_path / "a.mhtml"), 1, crawled=date(2024, 1, 15), name="a.mhtml"
    )
    assert bytes(page.body).strip() == PAGE.encode()


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit", "binary"])
def test_what_is_beside_the_page_is_passed_over(tmp_path, coding):
    _, picture = read(tmp_path, mhtml(part(PAGE.encode(), coding), b"".join(PICTURE)))
    assert picture.skipped == "type image/png"


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.mhtml.gz", "a", "a.html"])
def test_it_is_told_by_its_name_or_its_headers(tmp_path, name):
    raw = mhtml(part(PAGE.encode()))
    (record,) = read(tmp_path, gzip.compress(raw) if name.endswith("gz") else raw, name)
    assert "café".encode() in record.body
    assert open_dump(tmp_path / name)


def test_the_charset_is_that_of_the_part(tmp_path):
    (record,) = read(tmp_path, mhtml(part(PAGE.encode("cp1252"), kind='text/html; charset="windows-1252"')))
    assert (record.charset, bytes(record.body).strip()) == ("windows-1252", PAGE.encode("cp1252"))


def test_a_page_without_address_has_that_of_the_snapshot(tmp_path):
    raw = mhtml(part(b"<p>", location="cid:frame@a"), headers=f"Snapshot-Content-Location: {SOURCE}\r\n")
    assert read(tmp_path, raw)[0].url == SOURCE


def test_frames_are_no_pages_of_their_own(tmp_path):
    page, frame = read(tmp_path, mhtml(part(PAGE.encode()), part(b"<p>advertisement")))
    assert (page.error, frame.skipped) == (None, "frame of a page")


def test_parts_may_lie_in_parts(tmp_path):
    inner = part(b"plain", kind="text/plain") + part(PAGE.encode())
    within = b"--o\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" + inner + b"--b--\r\n\r\n"
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=o\n\n"
    picture = b"--o\r\nContent-Type: image/png\r\n\r\nx\r\n--o--\r\n"
    records = read(tmp_path, head + within + picture)
    assert [record.skipped for record in records] == ["type text/plain", None, "type image/png"]
    assert "café".encode() in records[1].body


def test_a_message_of_one_part_is_its_page(tmp_path):
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    (record,) = read(tmp_path, head + quopri.encodestring(PAGE.encode()))
    assert (record.body, record.note) == (PAGE.encode(), None)


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
def test_a_page_that_is_cut_off_is_kept_with_a_note(tmp_path, coding):
    whole = PAGE.encode() * 50
    (record,) = read(tmp_path, mhtml(part(whole, coding), end=b"")[:-200])
    assert whole.startswith(bytes(record.body)[:1000])
    assert len(record.body) > 1000
    assert "mhtml_cut_off" in (record.note or "")


def test_a_page_over_the_limit_is_an_error(tmp_path):
    (record,) = read(tmp_path, mhtml(part(PAGE.encode() * 99)), max_bytes=1000)
    assert record.error == "too large: more than 1,000 bytes"


@pytest.mark.parametrize("raw", [mhtml(part(b"x", kind="text/css")), mhtml(), b"no message at all"])
def test_a_message_without_page_is_an_error(tmp_path, raw):
    assert read(tmp_path, raw)[-1].error == "no part of it is a page"
    with pytest.raises(DumpError, match="no part of it is a page"):
        open_dump(tmp_path / "a.mhtml")


def test_packed_and_cut_off_it_says_so(tmp_path):
    packed = gzip.compress(mhtml(part(PAGE.encode()), part(bytes(range(256)) * 400, "base64", "image/png")))
    assert "the rest of the file cannot be read" in (read(tmp_path, packed[:-90], "a.mhtml.gz")[-1].error or "")
