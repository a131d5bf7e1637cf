"""Columns within columns, named by a path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.dumps import Dump, ReadOptions, Record, open_dump
from cleaner.errors import DumpError

PAGE = "<html><body><p>The ferry sails again.</p></body></html>"
ROWS = [
    {"key": number, "response": {"body": PAGE, "meta": {"url": f"https://a.example/{number}", "id": f"n{number}"}}}
    for number in range(3)
]
PATHS = ReadOptions(html_column="response.body", url_column="response.meta.url", id_column="response.meta.id")


def jsonl(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def array(path: Path, rows: list[dict]) -> Path:
    path.write_text(json.dumps(rows))
    return path


def parquet(path: Path, rows: list[dict]) -> Path:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def arrow(path: Path, rows: list[dict]) -> Path:
    pa = pytest.importorskip("pyarrow")
    table = pa.Table.from_pylist(rows)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    return path


every_kind = pytest.mark.parametrize(
    ("write", "name"),
    [(jsonl, "a.jsonl"), (array, "a.json"), (parquet, "a.parquet"), (arrow, "a.arrow")],
    ids=["jsonl", "json", "parquet", "arrow"],
)


def read(path: Path, options: ReadOptions = PATHS) -> list[Record]:
    return list(open_dump(path, options))


@every_kind
def test_a_column_within_others_is_named_by_its_path(tmp_path, write, name):
    records = read(write(tmp_path / name, ROWS))
    assert [(record.id, record.url, record.body, record.error) for record in records] == [
        (f"n{number}", f"https://a.example/{number}", PAGE, None) for number in range(3)
    ]


@every_kind
def test_a_column_whose_own_name_has_a_dot_comes_first(tmp_path, write, name):
    rows = [{"response.body": PAGE, "response": {"body": "<p>Another."}}]
    assert [record.body for record in read(write(tmp_path / name, rows), ReadOptions(html_column="response.body"))] == [
        PAGE
    ]


@every_kind
def test_a_path_that_leads_nowhere_is_an_error_with_its_neighbours(tmp_path, write, name):
    with pytest.raises(DumpError, match=r"there is no column response\.page; the columns are: .*response\.body"):
        read(write(tmp_path / name, ROWS), ReadOptions(html_column="response.page"))


@every_kind
def test_a_row_without_what_the_path_leads_to_is_an_error_of_its_own(tmp_path, write, name):
    rows = [ROWS[0], {"key": 9, "response": None}, ROWS[2]]
    first, second, third = Dump(str(write(tmp_path / name, rows)), PATHS)
    assert (first.error, third.error) == (None, None)
    assert "response.body" in (second.error or "")


@pytest.mark.parametrize("write", [parquet, arrow])
def test_a_page_within_a_column_may_be_bytes(tmp_path, write):
    rows = [{"response": {"body": PAGE.encode(), "status": 200}}]
    (record,) = read(write(tmp_path / f"a.{write.__name__}", rows), ReadOptions(html_column="response.body"))
    assert record.body == PAGE.encode()


@pytest.mark.parametrize("write", [parquet, arrow])
def test_a_path_to_what_holds_no_page_is_an_error_with_its_type(tmp_path, write):
    path = write(tmp_path / f"a.{write.__name__}", ROWS)
    with pytest.raises(DumpError, match=r"'response\.meta' holds struct"):
        read(path, ReadOptions(html_column="response.meta"))
