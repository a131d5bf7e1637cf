"""Files in a folder whose names promise something else, or half of what is there: no record is lost unseen."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from base64 import b64encode, encodebytes
from pathlib import Path

import pytest
from test_dumps_warc import http, warc

from cleaner.dumps import Dump, ReadOptions, Record

PAGE = "<html><p>A page of the harbour.</p></html>"
RECORDS = b"".join(warc(http(PAGE.encode()), name=str(number)) for number in range(3))
LINES = b"".join(json.dumps({"id": str(number), "html": PAGE}).encode() + b"\n" for number in range(3))
ARRAY = json.dumps([{"id": str(number), "html": PAGE} for number in range(3)]).encode()


def read(folder: Path, **options) -> list[Record]:
    return [record for record in Dump(str(folder), ReadOptions(**options)) if not record.skipped]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])
@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.html", RECORDS),
        ("a.txt", RECORDS),
        ("a.txt", LINES),
        ("a.html", LINES),
        ("a.csv", LINES),
        ("a.txt", ARRAY),
    ],
    ids=["archive.html", "archive.txt", "lines.txt", "lines.html", "lines.csv", "array.txt"],
)
def test_a_dump_under_a_wrong_name_gives_all_its_records(tmp_path, name, raw, pack):
    (tmp_path / name).write_bytes(pack(raw))
    records = read(tmp_path)
    assert [record.error for record in records] == [None] * 3
    assert {record.body for record in records} <= {PAGE, PAGE.encode()}


def test_one_that_is_too_large_for_a_page_is_read_too(tmp_path):
    (tmp_path / "a.html").write_bytes(RECORDS)
    assert len(read(tmp_path, max_bytes=len(PAGE) + 200)) == 3


@pytest.mark.parametrize(
    "text", ['{"a": 1} is JSON.', "{ An aside } begins.", '[{"a": 1}] is an array.', "WARC files."]
)
def test_a_text_about_formats_is_a_text(tmp_path, text):
    (tmp_path / "a.txt").write_text(text)
    (record,) = read(tmp_path)
    assert (record.body, record.body_type) == (text.encode(), "text")


def test_an_archive_that_was_cut_off_behind_one_that_it_holds_is_told(tmp_path):
    whole = zipped({"a.html": PAGE, "inner.zip": zipped({"b.html": PAGE}), "c.html": PAGE})
    (tmp_path / "a.zip").write_bytes(whole[: whole.rindex(b"PK\x01\x02")])
    fault, *others = read(tmp_path)
    assert "cut off" in fault.error
    assert [record.id for record in others] == ["b.html"]


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def test_of_a_tar_that_was_cut_off_all_that_lies_before_is_read(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number in range(9):
            member = tarfile.TarInfo(f"{number}.html")
            member.size = len(PAGE)
            archive.addfile(member, io.BytesIO(PAGE.encode()))
    packed = gzip.compress(out.getvalue()[: 9 * 1024], 0)
    (tmp_path / "a.tgz").write_bytes(packed[: 7 * 1024 + 100])
    *pages, fault = read(tmp_path)
    assert [record.id for record in pages] == [f"{number}.html" for number in range(7)]
    assert "the rest of the archive cannot be read" in fault.error


def test_a_page_that_cannot_be_opened_says_why_once(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_text(PAGE)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (record,) = read(tmp_path)
    assert record.error == "cannot be read: Permission denied"


@pytest.mark.parametrize(("kind", "raw"), [("7z", b"7z\xbc\xaf\x27\x1c\x00\x04"), ("rar", b"Rar!\x1a\x07\x01\x00")])
def test_an_archive_that_cannot_be_read_is_no_file_to_pass_over(tmp_path, kind, raw):
    (tmp_path / f"a.{kind}").write_bytes(raw + bytes(90))
    (record,) = read(tmp_path)
    assert record.error == f"cannot be read, it is {kind}: unpack it first"


MARKUP = f"<!doctype html>{PAGE * 20}"


@pytest.mark.parametrize("column", ["html", "content"])
@pytest.mark.parametrize("encode", [b64encode, encodebytes])
def test_a_page_in_base64_is_no_article_of_one_word(tmp_path, column, encode):
    (tmp_path / "a.jsonl").write_text(json.dumps({column: encode(MARKUP.encode()).decode()}) + "\n")
    (record,) = read(tmp_path)
    assert record.error == f"no page: column '{column}' holds Base64: decode it first"


@pytest.mark.parametrize("text", ["a" * 900, "Q" * 900, b64encode(b"A line of text. " * 90).decode(), "words " * 900])
def test_a_text_of_one_long_word_is_no_base64(tmp_path, text):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text}) + "\n")
    (record,) = read(tmp_path)
    assert (record.error, record.body) == (None, text)


def test_an_object_where_a_page_should_be_tells_how_to_name_it(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"response": {"body": PAGE}}) + "\n")
    (record,) = read(tmp_path)
    assert record.error.endswith("holds an object: name the page in it, such as --html-column response.body")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a"])
def test_objects_over_several_lines_are_read_one_behind_the_other(tmp_path, name):
    texts = [json.dumps({"id": str(number), "html": PAGE}, indent=1) for number in range(3)]
    (tmp_path / name).write_text("\n".join(texts) + "\n")
    assert [(record.id, record.error) for record in read(tmp_path)] == [("0", None), ("1", None), ("2", None)]


def write_pages_of_json(folder: Path) -> None:
    """Three files with a page each, in as many ways."""
    (folder / "a.json").write_text(json.dumps({"url": "https://a.example/", "html": PAGE}))
    (folder / "b.json").write_text(json.dumps({"url": "https://b.example/", "html": PAGE}, indent=2))
    (folder / "c.json").write_text(json.dumps([{"url": "https://c.example/", "html": PAGE}]))


def test_json_of_a_page_each_in_a_folder_is_read(tmp_path):
    write_pages_of_json(tmp_path)
    assert [record.url for record in Dump(str(tmp_path), ReadOptions())] == [f"https://{n}.example/" for n in "abc"]


def test_other_json_in_a_folder_is_passed_over(tmp_path):
    write_pages_of_json(tmp_path)
    (tmp_path / "package.json").write_text(json.dumps({"name": "a", "version": 1}, indent=2))
    (tmp_path / "broken.json").write_text("{")
    records = list(Dump(str(tmp_path), ReadOptions()))
    assert [record.skipped for record in records if record.skipped] == ["file .json"] * 2
    assert len(records) == 5


def test_an_encrypted_member_says_so(tmp_path):
    raw = bytearray(zipped({"a.html": PAGE}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(mark) + place] |= 1
    (tmp_path / "a.zip").write_bytes(raw)
    (record,) = read(tmp_path)
    assert record.error == "cannot be read: the member cannot be opened: it is encrypted"
