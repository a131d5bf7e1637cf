from __future__ import annotations

import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.dumps import ReadOptions, Record, open_dump
from cleaner.errors import DumpError

pa = pytest.importorskip("pyarrow")
import pyarrow.parquet as pq  # noqa: E402

PAGE = "<html><p>A page.</p></html>"


def read(path: Path, **options) -> list[Record]:
    return [record for record in open_dump(path, ReadOptions(**options)) if not record.skipped]


def write_lines(path: Path, *lines: bytes | str | dict) -> Path:
    raw = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    path.write_bytes(b"\n".join(raw) + b"\n")
    return path


def write_table(path: Path, columns: dict, **options) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


class TestFolders:
    def test_pages_come_in_the_order_of_their_names_from_every_depth(self, tmp_path):
        (tmp_path / "b").mkdir()
        for name in ("b/z.html", "b/a.htm", "c.txt", "a.xhtml", "notes.css", ".hidden.html"):
            (tmp_path / name).write_text(PAGE)
        assert [record.id for record in read(tmp_path)] == ["a.xhtml", "c.txt", "b/a.htm", "b/z.html"]

    def test_txt_is_text_and_the_rest_is_html(self, tmp_path):
        for name in ("a.html", "b.txt", "c.txt.gz"):
            (tmp_path / name).write_text("x")
        assert [record.body_type for record in read(tmp_path)] == ["html", "text", "text"]

    def test_packed_pages_are_unpacked_by_content_whatever_their_name(self, tmp_path):
        (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
        (tmp_path / "b.html.gz").write_text(PAGE)
        (tmp_path / "c.html").write_bytes(gzip.compress(PAGE.encode()))
        assert {record.body for record in read(tmp_path)} == {PAGE.encode()}

    def test_a_damaged_page_is_a_record_with_an_error(self, tmp_path):
        (tmp_path / "a.html.gz").write_bytes(gzip.compress(os.urandom(5000))[:-100])
        (tmp_path / "b.html").write_text(PAGE)
        damaged, _ = read(tmp_path)
        assert "cannot be read" in (damaged.error or "")

    def test_the_page_behind_a_damaged_one_is_read(self, tmp_path):
        (tmp_path / "a.html.gz").write_bytes(gzip.compress(os.urandom(5000))[:-100])
        (tmp_path / "b.html").write_text(PAGE)
        assert [record.error is None for record in read(tmp_path)] == [False, True]

    def test_a_page_over_the_limit_is_refused_without_unpacking_all_of_it(self, tmp_path):
        (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(bytes(2_000_000)))
        (record,) = read(tmp_path, max_bytes=1000)
        assert record.error == "too large: more than 1,000 bytes"
        assert record.body == b""

    def test_the_output_of_the_run_is_not_read(self, tmp_path):
        write_lines(tmp_path / "out.jsonl", {"html": PAGE})
        (tmp_path / "a.html").write_text(PAGE)
        records = read(tmp_path, skip=frozenset({(tmp_path / "out.jsonl").resolve()}))
        assert [record.id for record in records] == ["a.html"]

    def test_a_file_name_that_is_not_utf8_gives_an_id_that_can_be_written(self, tmp_path):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.html")).write_text(PAGE)
        (record,) = read(tmp_path)
        assert record.id.encode() == "caf\N{REPLACEMENT CHARACTER}.html".encode()

    def test_a_link_to_nothing_is_a_page_that_is_lost(self, tmp_path):
        (tmp_path / "a.html").write_text(PAGE)
        (tmp_path / "b.html").symlink_to(tmp_path / "gone.html")
        (tmp_path / "c.css").symlink_to(tmp_path / "gone.css")
        found = [(record.name, record.error) for record in read(tmp_path)]
        assert found == [("a.html", None), ("b.html", "cannot be read: a link to what is not there")]

    def test_dumps_in_a_folder_are_read_too(self, tmp_path):
        write_lines(tmp_path / "a.jsonl", {"html": PAGE}, {"html": PAGE})
        assert [record.position for record in read(tmp_path)] == [1, 2]

    @pytest.mark.parametrize("content", [None, "x.css"])
    def test_a_folder_without_pages_is_an_error(self, tmp_path, content):
        if content:
            (tmp_path / content).touch()
        with pytest.raises(DumpError, match="holds no file that can be read"):
            open_dump(tmp_path)


class TestKinds:
    def test_a_file_with_another_suffix_is_told_by_its_content(self, tmp_path):
        (tmp_path / "page").write_text(PAGE)
        write_lines(tmp_path / "lines.json", {"html": PAGE})
        write_table(tmp_path / "table.dat", {"html": [PAGE]})
        assert [len(read(tmp_path / name)) for name in ("page", "lines.json", "table.dat")] == [1, 1, 1]

    def test_a_file_that_is_nothing_known_is_an_error_that_says_what_could_be(self, tmp_path):
        (tmp_path / "x.bin").write_bytes(b"\x00\x01\x02")
        with pytest.raises(DumpError, match=r"cannot tell what this is.*\.parquet"):
            open_dump(tmp_path / "x.bin")

    def test_a_missing_file_is_an_error(self, tmp_path):
        with pytest.raises(DumpError, match="no such file"):
            open_dump(tmp_path / "missing.jsonl")


class TestJsonl:
    def test_columns_are_found_by_their_names_in_any_case(self, tmp_path):
        path = write_lines(
            tmp_path / "d.jsonl",
            {
                "Raw-HTML": PAGE,
                "WARC-Target-URI": "https://a.example/1",
                "doc_id": 7,
                "crawl_date": "2024-05-01T10:00Z",
            },
        )
        (record,) = read(path)
        assert record == Record(
            "7", "https://a.example/1", PAGE, "html", str(path), 1, crawled=date(2024, 5, 1), name="d.jsonl:1"
        )

    def test_named_columns_win_over_known_names(self, tmp_path):
        path = write_lines(tmp_path / "d.jsonl", {"html": "no", "seite": PAGE, "url": "no", "adresse": "yes"})
        (record,) = read(path, html_column="seite", url_column="adresse")
        assert (record.body, record.url) == (PAGE, "yes")

    @pytest.mark.parametrize(("body", "kind"), [(PAGE, "html"), ("Just words < 3 of them.", "text")])
    def test_a_column_that_may_be_either_is_told_by_its_content(self, tmp_path, body, kind):
        assert read(write_lines(tmp_path / "d.jsonl", {"content": body}))[0].body_type == kind

    def test_text_is_read_where_the_html_is_empty(self, tmp_path):
        path = write_lines(tmp_path / "d.jsonl", {"html": None, "text": "words"}, {"html": "", "text": "words"})
        assert [(record.body_type, record.body) for record in read(path)] == [("text", "words")] * 2

    def test_an_empty_page_is_a_record_without_error(self, tmp_path):
        assert read(write_lines(tmp_path / "d.jsonl", {"html": ""}))[0].error is None

    @pytest.mark.parametrize(
        ("line", "error"),
        [
            (b'{"html": "x', "not valid JSON"),
            (b'{"html": "\xff"}', "not valid UTF-8"),
            (b"[1, 2]", "holds a list, not an object"),
            (b"null", "holds null, not an object"),
            (b'{"title": "x"}', "no column is known to hold pages; name it with --html-column"),
            (b'{"html": 5}', "column 'html' holds int, not text or bytes"),
            (b'{"html": null}', "no page: html is null"),
            (b"[" * 100_000, "not valid JSON"),
            (b'{"html": "' + b"x" * 2_000_000 + b'"}', "too large"),
        ],
    )
    def test_a_bad_line_is_a_record_with_an_error_and_its_neighbours_are_read(self, tmp_path, line, error):
        path = write_lines(tmp_path / "d.jsonl", {"html": "a"}, line, {"html": "b"})
        first, bad, last = read(path, max_bytes=1000)
        assert error in (bad.error or "")
        assert (bad.id, bad.position) == ("d.jsonl:2", 2)
        assert (first.body, last.body) == ("a", "b")

    def test_blank_lines_and_a_byte_order_mark_are_no_records(self, tmp_path):
        path = tmp_path / "d.jsonl"
        path.write_bytes(b'\xef\xbb\xbf{"html": "a"}\n\n  \n{"html": "b"}')
        assert [(record.body, record.position) for record in read(path)] == [("a", 1), ("b", 4)]

    @pytest.mark.parametrize("kind", ["gz", "zst"])
    def test_a_file_that_is_cut_off_yields_what_it_holds_and_then_an_error(self, tmp_path, kind):
        lines = b"".join(json.dumps({"html": os.urandom(3000).hex()}).encode() + b"\n" for _ in range(100))
        if kind == "gz":
            packed = gzip.compress(lines)
        else:
            packed = pytest.importorskip("zstandard").ZstdCompressor().compress(lines)
        path = tmp_path / f"d.jsonl.{kind}"
        path.write_bytes(packed[: len(packed) // 2])
        *records, last = read(path)
        assert len(records) > 10
        assert all(record.error is None for record in records)
        assert "the rest of the file cannot be read" in (last.error or "")

    def test_zstandard_frames_one_after_the_other_are_one_file(self, tmp_path):
        zstandard = pytest.importorskip("zstandard")
        frames = [zstandard.compress(json.dumps({"html": str(n)}).encode() + b"\n") for n in range(3)]
        path = tmp_path / "d.jsonl.zst"
        path.write_bytes(b"".join(frames))
        assert [record.body for record in read(path)] == ["0", "1", "2"]

    @given(st.lists(st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b"").replace(b"\r", b""))))
    def test_every_line_that_is_not_blank_is_one_record(self, tmp_path_factory, lines):
        path = tmp_path_factory.mktemp("lines") / "d.jsonl"
        path.write_bytes(b"".join(line + b"\n" for line in [b'{"html": "x"}', *lines]))
        assert len(read(path)) == 1 + sum(bool(line.strip()) for line in lines)


class TestParquet:
    def test_bytes_text_and_dictionaries_are_pages(self, tmp_path):
        for kind in (pa.binary(), pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())):
            path = write_table(tmp_path / "d.parquet", {"html": pa.array([PAGE], pa.string()).cast(kind)})
            assert read(path)[0].body in {PAGE, PAGE.encode()}

    def test_rows_are_numbered_through_all_row_groups(self, tmp_path):
        path = write_table(tmp_path / "d.parquet", {"html": [PAGE] * 100, "id": range(100)}, row_group_size=30)
        assert [(record.id, record.position) for record in read(path)] == [(str(n), n + 1) for n in range(100)]

    def test_a_column_of_the_wrong_type_is_passed_over_for_one_that_fits(self, tmp_path):
        path = write_table(tmp_path / "d.parquet", {"html": [1], "body": [PAGE]})
        assert read(path)[0].body == PAGE

    def test_null_pages_are_records_with_an_error(self, tmp_path):
        path = write_table(tmp_path / "d.parquet", {"html": [None, PAGE], "text": pa.array([None, None], pa.string())})
        assert [record.error for record in read(path)] == ["no page: html and text are null", None]

    def test_text_that_is_not_utf8_costs_its_row_alone(self, tmp_path):
        raw = pa.array([b"fine", b"\xff", b"fine"], pa.binary())
        column = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
        path = write_table(tmp_path / "d.parquet", {"html": column})
        assert [bool(record.error) for record in read(path)] == [False, True, False]

    @pytest.mark.parametrize(
        ("options", "error"),
        [
            ({}, "no column is known to hold pages.*columns are: number, words"),
            ({"html_column": "seite"}, "there is no column seite; the columns are: number, words"),
            ({"html_column": "number"}, "column 'number' holds int64, not text or bytes"),
            ({"html_column": "words", "url_column": "link"}, "--url-column: there is no column link"),
        ],
    )
    def test_a_table_without_a_fitting_column_is_an_error_before_the_run(self, tmp_path, options, error):
        path = write_table(tmp_path / "d.parquet", {"number": [1], "words": ["x"]})
        with pytest.raises(DumpError, match=error):
            open_dump(path, ReadOptions(**options))

    def test_a_file_that_is_no_parquet_is_an_error_with_its_name(self, tmp_path):
        (tmp_path / "d.parquet").write_text("x")
        with pytest.raises(DumpError, match=r"d\.parquet: cannot be read as Parquet"):
            open_dump(tmp_path / "d.parquet")

    def test_a_damaged_row_group_costs_its_rows_and_the_next_group_is_read(self, tmp_path):
        pages = [f"<p>{os.urandom(600).hex()}" for _ in range(90)]
        path = write_table(tmp_path / "d.parquet", {"html": pages}, row_group_size=30, use_dictionary=False)
        chunk = pq.ParquetFile(path).metadata.row_group(1).column(0)
        raw = bytearray(path.read_bytes())
        raw[chunk.data_page_offset : chunk.data_page_offset + 2000] = bytes(2000)
        path.write_bytes(raw)
        records = read(path)
        assert [record.position for record in records] == list(range(1, 91))
        assert [bool(record.error) for record in records] == [False] * 30 + [True] * 30 + [False] * 30


def test_a_broken_line_tells_the_column_and_no_other_line(tmp_path: Path):
    path = tmp_path / "d.jsonl"
    path.write_text('{"html": "<p>x"}\n{"html": "<p>no end",\n')
    error = list(open_dump(path))[1].error
    assert error is not None and error.endswith("(column 23)") and "line 2" not in error
