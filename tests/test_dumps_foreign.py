"""Files that hold pages in a way that is not read say what they are and what to do."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile

import pytest

from cleaner.dumps import ReadOptions, open_dump
from cleaner.errors import DumpError

pa = pytest.importorskip("pyarrow")
orc = pytest.importorskip("pyarrow.orc")
pq = pytest.importorskip("pyarrow.parquet")
PAGE = "<html><body><p>A page of the harbour.</p></body></html>"


def refused(path, told: str) -> None:
    with pytest.raises(DumpError, match=told):
        list(open_dump(path, ReadOptions()))


def test_a_table_in_orc_is_no_page(tmp_path):
    orc.write_table(pa.table({"html": [PAGE] * 20}), tmp_path / "d.orc")
    refused(tmp_path / "d.orc", "it is ORC; Parquet can be")


def test_a_text_that_begins_with_the_letters_of_orc_is_a_page(tmp_path):
    (tmp_path / "d").write_text(f"ORCHARDS {PAGE}")
    assert [record.error for record in open_dump(tmp_path / "d", ReadOptions())] == [None]


def test_a_database_is_named(tmp_path):
    with sqlite3.connect(tmp_path / "d.db") as base:
        base.execute("create table pages(html)")
    refused(tmp_path / "d.db", "cannot be read, it is sqlite")


def test_har_says_what_makes_an_archive_of_it(tmp_path):
    (tmp_path / "d.har").write_text(json.dumps({"log": {"entries": []}}))
    refused(tmp_path / "d.har", "it is HAR.*har2warc")


def test_a_collection_of_wacz_files_is_named(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("datapackage.json", "{}")
    with zipfile.ZipFile(tmp_path / "d.wacz", "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "multi-wacz-package", "resources": []}))
        archive.writestr("first.wacz", inner.getvalue())
    refused(tmp_path / "d.wacz", "it is a collection of .wacz files: unpack it and name those")


def test_a_column_of_structs_names_the_field_to_ask_for(tmp_path):
    pq.write_table(pa.table({"response": [{"status": 200, "body": PAGE}]}), tmp_path / "d.parquet")
    refused(tmp_path / "d.parquet", "--html-column response.body")


def test_two_objects_on_a_line_are_told(tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps({"html": PAGE}) + ",\n")
    refused(tmp_path / "d.jsonl", "the line holds more than one value \\(from column")


def test_rows_in_a_list_within_an_object_say_what_takes_them_out(tmp_path):
    (tmp_path / "d.json").write_text(json.dumps({"count": 1, "pages": [{"html": PAGE}]}))
    refused(tmp_path / "d.json", r"the rows lie in a list within 'pages': `jq -c '.pages\[\]'`")
