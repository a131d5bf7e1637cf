"""Columns of a table whose values are not of the usual type."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest

from cleaner.batch import Job, Limits, run
from cleaner.dumps import ReadOptions, Record, open_dump
from cleaner.dumps.formats.row_values import day_of

PAGE = "<html><body><p>The ferry sails again on Monday, the harbour board said.</p></body></html>"
DAY = dt.date(2024, 3, 14)


def rows_of(path: Path, rows: list[dict]) -> list[Record]:
    (path / "d.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return list(open_dump(path / "d.jsonl"))


def table_of(path: Path, options: ReadOptions | None = None, **columns) -> list[Record]:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path / "d.parquet")
    return list(open_dump(path / "d.parquet", options))


@pytest.mark.parametrize(
    ("url", "what"),
    [
        (7, "a number, not text"),
        (7.5, "a number, not text"),
        (True, "a boolean, not text"),
        (["https://a.example/"], "a list, not text"),
        (
            {"href": "https://a.example/"},
            "an object, not text: name what is in it, such as --url-column url.href",
        ),
    ],
)
def test_an_address_that_is_no_text_is_told(tmp_path, url, what):
    (record,) = rows_of(tmp_path, [{"url": url, "html": PAGE}])
    assert (record.url, record.body, record.error) == (None, PAGE, None)
    assert record.note == f"column_unread: url holds {what}"


@pytest.mark.parametrize("url", [None, "", float("nan")])
def test_an_address_that_is_not_there_is_no_news(tmp_path, url):
    (record,) = rows_of(tmp_path, [{"url": url, "html": PAGE}])
    assert (record.url, record.note) == (None, None)


def test_the_next_column_stands_in_for_an_address_that_is_no_text(tmp_path):
    (record,) = rows_of(tmp_path, [{"url": 7, "link": "https://a.example/", "html": PAGE}])
    assert (record.url, record.note) == ("https://a.example/", None)


@pytest.mark.parametrize("kind", ["binary", "large_binary", "large_string", "string_view"])
def test_bytes_and_wide_types_are_text_in_every_column(tmp_path, kind):
    pa = pytest.importorskip("pyarrow")
    held = {"url": "https://a.example/é", "id": "one", "charset": "utf-8", "html": PAGE}
    columns = {name: pa.array([value.encode() if "binary" in kind else value], kind) for name, value in held.items()}
    (record,) = table_of(tmp_path, **columns)
    assert (record.id, record.url, record.charset, record.note) == ("one", "https://a.example/é", "utf-8", None)


def test_bytes_that_are_no_text_are_told(tmp_path):
    (record,) = table_of(tmp_path, url=[b"https://a.example/\xff"], html=[PAGE])
    assert (record.url, record.note) == (None, "column_unread: url holds bytes that are not UTF-8, not text")


def test_whole_numbers_that_became_floats_are_names(tmp_path):
    first, second = table_of(tmp_path, id=[1.0, None], html=[PAGE, PAGE])
    assert (first.id, first.note) == ("1", None)
    assert (second.id, second.note) == (
        "d.parquet:2",
        "id_missing: id is empty or no name; file and position serve as id",
    )


def test_a_charset_and_a_day_of_another_type_are_told_beside_each_other(tmp_path):
    (record,) = rows_of(tmp_path, [{"html": PAGE, "charset": ["utf-8"], "crawled": "03/14/2024"}])
    assert (record.charset, record.crawled) == (None, None)
    assert (record.note or "").split("\n") == [
        "column_unread: charset holds a list, not text",
        "column_unread: crawled holds text that is no day such as 2024-03-14",
    ]


def test_a_column_of_pages_that_holds_lists_is_told_where_another_one_is_read(tmp_path):
    (record,) = rows_of(tmp_path, [{"html": [PAGE], "text": "The ferry sails."}])
    (in_table,) = table_of(tmp_path, html=[[PAGE]], text=["The ferry sails."])
    for each in (record, in_table):
        assert (each.body, each.body_type) == ("The ferry sails.", "text")
        assert each.note == "column_unread: html holds a list, not text or bytes"


def test_a_name_of_a_column_cannot_begin_another_warning(tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps({"html": PAGE, "the\nurl": 7}) + "\n")
    (record,) = open_dump(tmp_path / "d.jsonl", ReadOptions(url_column="the\nurl"))
    assert record.note == "column_unread: the url holds a number, not text"


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        dt.datetime(2024, 3, 14, 6, 30, tzinfo=dt.UTC),
        "2024-03-14",
        "2024-03-14T06:30:00Z",
        b"2024-03-14 06:30",
        20240314,
        "20240314",
        "20240314063000",
        20240314063000,
        1710397800,
        1710397800.25,
        "1710397800",
        1710397800000,
        1710397800000000,
        1710397800000000000,
        "Thu, 14 Mar 2024 06:30:00 GMT",
    ],
)
def test_a_day_is_read_in_the_forms_of_crawlers(value):
    assert day_of(value) == DAY


@pytest.mark.parametrize(
    "value", [None, "", True, 7, 99999999, "soon", "2024-13-40", [2024, 3, 14], float("nan"), b"\xff"]
)
def test_what_is_no_day_is_none(value):
    assert day_of(value) is None


def run_of_two_warnings(tmp_path):
    """The warnings of a row with two columns of another type, and the report of its run."""
    (tmp_path / "d.jsonl").write_text(json.dumps({"html": PAGE, "url": 7, "charset": 8}) + "\n")
    report = run(Job((tmp_path / "d.jsonl",), tmp_path / "out.jsonl", limits=Limits(jobs=1)))
    return json.loads((tmp_path / "out.jsonl").read_text())["warnings"], report


TWO_WARNINGS = ["column_unread: url holds a number, not text", "column_unread: charset holds a number, not text"]


def test_each_warning_of_a_row_stands_by_itself_in_the_output(tmp_path):
    assert run_of_two_warnings(tmp_path)[0] == TWO_WARNINGS


def test_each_warning_of_a_row_stands_by_itself_in_the_summary(tmp_path):
    summary = run_of_two_warnings(tmp_path)[1].summary()
    assert all(f"warning: {each} on 1 pages" in summary for each in TWO_WARNINGS)


def test_bytes_that_were_never_written_cost_no_line_behind_them(tmp_path):
    line = json.dumps({"html": PAGE}).encode() + b"\n"
    (tmp_path / "d.jsonl").write_bytes(line + bytes(4096) + b"\n" + bytes(512) + line)
    first, lost, last = open_dump(tmp_path / "d.jsonl")
    assert lost.error == "the line is empty: 4,096 NUL bytes, where something was never written"
    assert (first.body, last.body) == (PAGE, PAGE)


def test_pages_of_archives_within_an_archive_are_named_by_the_way_to_them(tmp_path):
    for number in (1, 2):
        with zipfile.ZipFile(tmp_path / f"{number}.zip", "w") as inner:
            inner.writestr("a.html", PAGE)
            inner.writestr("d.jsonl", json.dumps({"html": PAGE, "id": "own"}))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as outer:
        outer.writestr("a.html", PAGE)
        for number in (1, 2):
            outer.write(tmp_path / f"{number}.zip", f"day/{number}.zip")
    found = [(record.id, record.name) for record in open_dump(tmp_path / "all.zip")]
    assert found == [
        ("a.html", "a.html"),
        ("day/1.zip/a.html", "day/1.zip/a.html"),
        ("own", "day/1.zip/d.jsonl:1"),
        ("day/2.zip/a.html", "day/2.zip/a.html"),
        ("own", "day/2.zip/d.jsonl:1"),
    ]
