"""Columns that hold a page in another form, or a word for nothing: read, or told, and never taken for an article."""

from __future__ import annotations

import gzip
import html
import json
import zlib
from base64 import b64encode
from pathlib import Path

import pytest

from cleaner.dumps import ReadOptions, Record, open_dump

PAGE = "<!DOCTYPE html><html><body>" + "<p>The ferry’s crew sails again on Monday.</p>\n" * 12 + "</body></html>"
RAW = PAGE.encode()


def row(path: Path, **columns: object) -> Record:
    (path / "d.jsonl").write_text(json.dumps(columns) + "\n")
    (record,) = open_dump(path / "d.jsonl")
    return record


def cell(path: Path, value: bytes, most: int = 100_000) -> Record:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"html": pa.array([value], "binary")}), path / "d.parquet")
    (record,) = open_dump(path / "d.parquet", ReadOptions(max_bytes=most))
    return record


def in_zstandard(raw: bytes) -> bytes:
    return pytest.importorskip("zstandard").compress(raw)


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (html.escape(PAGE), "markup whose signs are escaped (&lt;): unescape it first"),
        (PAGE.replace("<", "\\u003c"), "markup whose signs are escaped (\\u003c): decode it first"),
        (PAGE.replace("<", "\\x3C"), "markup whose signs are escaped (\\u003c): decode it first"),
        (repr(RAW), "bytes as Python writes them (b'...'): write their text, or the bytes themselves"),
        (repr(b"\n " + RAW + b"'"), "bytes as Python writes them (b'...'): write their text, or the bytes themselves"),
        (json.dumps(PAGE), "a string of JSON within the one of the row: decode it first"),
        (RAW.hex(), "hexadecimal digits: decode it first"),
        (b64encode(RAW).decode(), "Base64: decode it first"),
        (b64encode(b"<p>Short.</p> ").decode(), "Base64: decode it first"),
        (b64encode(gzip.compress(RAW)).decode(), "Base64: decode it first"),
        ("data:text/html;charset=utf-8;base64," + b64encode(RAW).decode(), "Base64: decode it first"),
    ],
    ids=["entities", "u003c", "x3C", "Python", "Python's quotes", "JSON", "hex", "Base64", "short", "packed", "data:"],
)
def test_a_page_in_another_form_is_told_with_what_to_do(tmp_path, written, what):
    assert row(tmp_path, html=written).error == f"no page: column 'html' holds {what}"


@pytest.mark.parametrize(
    "written",
    [
        "&lt; is the sign for less",
        "&lt;p&gt; begins a paragraph. <b>So</b> it is written.",
        '"<p>The ferry sails',
        "b'<p> is no page of ours",
        "deadbeef" * 100,
        "Donaudampfschifffahrtsgesellschaft" * 20,
    ],
)  # fmt: skip
def test_what_only_begins_like_one_is_a_page(tmp_path, written):
    assert (row(tmp_path, html=written).body, row(tmp_path, html=written).error) == (written, None)


def test_a_text_about_markup_is_a_text(tmp_path):
    assert row(tmp_path, text=html.escape(PAGE)).error is None


@pytest.mark.parametrize("word", ["None", "null", "NaN", "undefined", "\\N"])
def test_a_word_for_nothing_is_no_page(tmp_path, word):
    assert row(tmp_path, html=word).error == f"no page: column 'html' holds {word!r}, which stands for nothing"


def test_beside_a_word_for_nothing_another_column_is_read(tmp_path):
    record = row(tmp_path, html="None", text="The ferry sails.", url="nan", link="https://a.example/", id="NULL")
    assert (record.body, record.body_type, record.url) == ("The ferry sails.", "text", "https://a.example/")
    assert (record.id, record.note) == (
        "d.jsonl:1",
        "id_missing: id is empty or no name; file and position serve as id",
    )


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, in_zstandard])
def test_packed_bytes_of_a_column_are_unpacked(tmp_path, pack):
    record = cell(tmp_path, pack(RAW))
    assert (record.body, record.error, record.note) == (RAW, None, None)
    assert cell(tmp_path, pack(RAW), 100).error == "too large: more than 100 bytes"
    assert cell(tmp_path, pack(RAW + bytes(200_000))).error == "too large: more than 100,000 bytes"


@pytest.mark.parametrize(("pack", "head"), [(gzip.compress, 10), (zlib.compress, 2)])
def test_packed_bytes_that_are_damaged_stay_as_they_are(tmp_path, pack, head):
    damaged = pack(RAW)[:head] + b"\xff" * 40
    assert cell(tmp_path, damaged).body == damaged
