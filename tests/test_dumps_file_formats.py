from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_dumps_warc import http, warc

from cleaner.dumps import Dump, ReadOptions, Record, expand, open_dump
from cleaner.dumps.file_entry import stdin_entry
from cleaner.dumps.formats.csvfile import looks_like_csv
from cleaner.errors import DumpError

pa = pytest.importorskip("pyarrow")
PAGE = "<html><p>A page of the harbour.</p></html>"


def read(path: Path | str, **options) -> list[Record]:
    return list(open_dump(path, ReadOptions(**options)))


def pages(records: list[Record]) -> list[tuple[str, str]]:
    """Id and kind of what is neither skipped nor broken."""
    return [(record.id, record.body_type) for record in records if not record.skipped and not record.error]


class TestCsv:
    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_rows_are_pages_whatever_parts_the_cells(self, tmp_path, mark):
        (tmp_path / "d.csv").write_text(f'id{mark}html{mark}url\n7{mark}"{PAGE}\n""x"""{mark}https://a.example/\n')
        (record,) = read(tmp_path / "d.csv")
        assert (record.id, record.url, record.body) == ("7", "https://a.example/", f'{PAGE}\n"x"')

    def test_bytes_that_are_not_utf8_reach_the_page_as_they_are(self, tmp_path):
        (tmp_path / "d.csv").write_bytes(b"\xef\xbb\xbfhtml\n<p>caf\xe9</p>\n")
        assert read(tmp_path / "d.csv")[0].body == b"<p>caf\xe9</p>"

    def test_a_bad_row_is_a_record_with_an_error_and_its_neighbours_are_read(self, tmp_path):
        (tmp_path / "d.csv").write_text("id,html\n1,a\n2,b,c,d\n\n3,c\n")
        records = read(tmp_path / "d.csv")
        assert [(record.id, bool(record.error)) for record in records] == [
            ("1", False),
            ("d.csv:2", True),
            ("3", False),
        ]
        assert "4 cells under 2 columns" in (records[1].error or "")

    def test_its_header_tells_it_without_a_name(self, tmp_path):
        (tmp_path / "export").write_text(f'url,html\nhttps://a.example/,"{PAGE}"\n')
        assert [(record.url, record.body) for record in read(tmp_path / "export")] == [("https://a.example/", PAGE)]

    @pytest.mark.parametrize("start", ["text, html and more\n", "content\n", "a,b\n", "html,text"])
    def test_a_page_that_begins_with_a_few_words_is_none(self, start):
        assert not looks_like_csv(start.encode())

    def test_a_file_without_a_column_for_pages_is_an_error(self, tmp_path):
        (tmp_path / "d.csv").write_text("a,b\n1,2\n")
        with pytest.raises(DumpError, match="no column is known to hold pages"):
            open_dump(tmp_path / "d.csv")

    def test_a_page_in_the_place_of_a_name_is_not_told_whole(self, tmp_path):
        (tmp_path / "d.csv").write_text(f"1,{'x' * 5000}\n")
        with pytest.raises(DumpError, match=r"the columns are: 1, x{40}\.\.\.$"):
            open_dump(tmp_path / "d.csv")

    @pytest.mark.parametrize("tail", ['"cut', '"two\nlines, cut', '"', '"a ""word"" and'])
    def test_a_file_that_ends_inside_a_cell_has_a_last_row_that_failed(self, tmp_path, tail):
        (tmp_path / "d.csv").write_text(f'id,url,html\n1,a,"x\ny"\n2,b,{tail}')
        whole, cut = read(tmp_path / "d.csv")
        assert (whole.id, whole.body, whole.error) == ("1", "x\ny", None)
        assert (cut.id, cut.url, cut.body) == ("2", "b", b"")
        assert cut.error == "the file ends inside a quoted cell, in the row that begins in line 4"

    @pytest.mark.parametrize("tail", ["", "\n", "\r\n", "\n\n"])
    def test_a_file_that_ends_behind_a_cell_is_whole(self, tmp_path, tail):
        (tmp_path / "d.csv").write_bytes(f'id,html\n1,"x"{tail}'.encode())
        assert [(record.body, record.error) for record in read(tmp_path / "d.csv")] == [("x", None)]

    def test_rows_may_end_with_a_carriage_return_alone(self, tmp_path):
        (tmp_path / "d.csv").write_bytes(b"id,html\r1,x\r2,y\r")
        assert [record.body for record in read(tmp_path / "d.csv")] == ["x", "y"]

    @pytest.mark.parametrize("line", [b"\rid,html\n", b"id,\rhtml\n", b"<html>\r<p>x, y\n"])
    def test_a_carriage_return_in_the_first_line_is_no_header(self, line):
        assert not looks_like_csv(line)

    def test_names_of_columns_that_are_not_csv_are_an_error_with_the_file(self, tmp_path):
        (tmp_path / "d.csv").write_text(f'id,html{"x" * 65_530},"a')
        with pytest.raises(DumpError, match=r"d\.csv: "):
            open_dump(tmp_path / "d.csv")


class TestArrow:
    @pytest.mark.parametrize("kind", ["file", "stream"])
    def test_batches_are_read_one_after_the_other(self, tmp_path, kind):
        table = pa.table({"html": [PAGE] * 100, "id": range(100), "other": [b"x"] * 100})
        maker = pa.ipc.new_file if kind == "file" else pa.ipc.new_stream
        with maker(tmp_path / "d.arrow", table.schema) as writer:
            writer.write_table(table, max_chunksize=30)
        records = read(tmp_path / "d.arrow")
        assert [(record.id, record.position) for record in records] == [(str(n), n + 1) for n in range(100)]

    def test_a_file_that_is_cut_short_is_an_error_with_its_name(self, tmp_path):
        table = pa.table({"html": [PAGE] * 100})
        with pa.ipc.new_file(tmp_path / "d.arrow", table.schema) as writer:
            writer.write_table(table)
        raw = (tmp_path / "d.arrow").read_bytes()
        (tmp_path / "d.arrow").write_bytes(raw[: len(raw) // 2])
        with pytest.raises(DumpError, match=r"d\.arrow: cannot be read as Arrow"):
            open_dump(tmp_path / "d.arrow")


MEMBERS = {"b/x.html": PAGE, "a.txt": "words", "b/y.htm": PAGE, "look.css": "a {}", "rows.jsonl": '{"html": "x"}\n' * 2}


class TestArchives:
    EXPECTED = (("b/x.html", "html"), ("a.txt", "text"), ("b/y.htm", "html"), ("rows.jsonl:1", "html"),
                ("rows.jsonl:2", "html"))  # fmt: skip

    def test_zip_holds_pages_and_dumps_in_its_order(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in MEMBERS.items():
                archive.writestr(name, text)
        records = read(tmp_path / "d.zip")
        assert pages(records) == list(self.EXPECTED)
        assert [record.position for record in records] == list(range(1, 7))
        assert {record.source for record in records} == {str(tmp_path / "d.zip")}
        assert [record.skipped for record in records if record.skipped] == ["file .css"]

    @pytest.mark.parametrize("mode", ["w", "w:gz"])
    def test_tar_holds_the_same_packed_or_not(self, tmp_path, mode):
        with tarfile.open(tmp_path / "d.tar.gz", mode) as archive:
            for name, text in MEMBERS.items():
                member = tarfile.TarInfo(name)
                member.size = len(text)
                archive.addfile(member, io.BytesIO(text.encode()))
        assert pages(read(tmp_path / "d.tar.gz")) == list(self.EXPECTED)

    def test_a_broken_member_of_a_zip_costs_itself_alone(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "d.zip", "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("a.html", PAGE)
            archive.writestr("b.html", PAGE)
        raw = (tmp_path / "d.zip").read_bytes()
        (tmp_path / "d.zip").write_bytes(raw.replace(b"A page", b"B page", 1))
        broken, fine = read(tmp_path / "d.zip")
        assert "CRC" in (broken.error or "")
        assert fine.error is None

    def test_a_tar_that_is_cut_off_says_so_behind_what_it_holds(self, tmp_path):
        with tarfile.open(tmp_path / "d.tar", "w") as archive:
            for name in ("a.html", "b.html"):
                member = tarfile.TarInfo(name)
                member.size = 5000
                archive.addfile(member, io.BytesIO(b"x" * 5000))
        (tmp_path / "d.tar").write_bytes((tmp_path / "d.tar").read_bytes()[:7000])
        records = read(tmp_path / "d.tar")
        assert records[0].error is None
        assert "the rest of the archive cannot be read" in (records[-1].error or "")

    def test_only_the_archives_of_a_wacz_are_read(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "d.wacz", "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("archive/data.warc.gz", gzip.compress(warc(http(), name="7")))
            archive.writestr("pages/pages.jsonl", '{"url": "https://a.example/", "text": "listed"}\n')
            archive.writestr("datapackage.json", "{}")
        records = read(tmp_path / "d.wacz")
        assert pages(records) == [("urn:uuid:7", "html")]
        assert [record.skipped for record in records[1:]] == ["wacz index", "wacz index"]

    @given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=4))
    def test_a_damaged_zip_ends_no_run_whatever_its_packing(self, tmp_path_factory, wounds):
        packings = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for number, packing in enumerate(packings):
                archive.writestr(zipfile.ZipInfo(f"ä{number}.html"), PAGE * 9, packing)
        raw = bytearray(held.getvalue())
        for place, byte in wounds:
            raw[int(place * len(raw))] = byte
        path = tmp_path_factory.mktemp("d") / "d.zip"
        path.write_bytes(raw)
        assert all(isinstance(record, Record) for record in Dump(str(path), ReadOptions()))

    @pytest.mark.parametrize("kind", ["zip", "tar"])
    def test_hidden_members_are_passed_over_as_in_folders(self, tmp_path, kind):
        names = {
            "./a.html": None,
            "../b.html": None,
            ".DS_Store": "hidden file",
            "c/._a.html": "hidden file",
            "__MACOSX/a.html": "hidden folder",
            "c/.git/a.html": "hidden folder",
        }
        if kind == "zip":
            with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
                for name in names:
                    archive.writestr(name, PAGE)
        else:
            with tarfile.open(tmp_path / "d.tar", "w") as archive:
                for name in names:
                    member = tarfile.TarInfo(name)
                    member.size = len(PAGE)
                    archive.addfile(member, io.BytesIO(PAGE.encode()))
        assert [record.skipped for record in read(tmp_path / f"d.{kind}")] == list(names.values())

    def test_an_encrypted_member_is_a_record_with_an_error(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
            archive.writestr("a.html", PAGE)
        raw = bytearray((tmp_path / "d.zip").read_bytes())
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            raw[raw.index(mark) + flags] |= 1
        (tmp_path / "d.zip").write_bytes(raw)
        (record,) = read(tmp_path / "d.zip")
        assert "is encrypted" in (record.error or "")

    def test_a_file_that_is_no_zip_is_an_error_with_its_name(self, tmp_path):
        (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 and no more")
        with pytest.raises(DumpError, match=r"d\.zip: cannot be read as zip"):
            read(tmp_path / "d.zip")


class TestNames:
    def test_a_web_archive_is_known_by_its_content_in_a_folder_too(self, tmp_path):
        (tmp_path / "crawl").write_bytes(warc(http(), name="7"))
        assert pages(read(tmp_path)) == [("urn:uuid:7", "html")]

    def test_pages_without_suffix_are_found_in_a_folder_and_the_rest_is_counted(self, tmp_path):
        (tmp_path / "index.php?id=3").write_text(PAGE)
        (tmp_path / "notes").write_text("neither page nor dump")
        (tmp_path / "x.png").write_bytes(b"\x89PNG")
        records = read(tmp_path)
        assert pages(records) == [("index.php?id=3", "html")]
        assert sorted(record.skipped for record in records if record.skipped) == ["file .png", "file of no known kind"]

    def test_patterns_are_replaced_by_what_they_fit(self, tmp_path):
        for name in ("b.html", "a.html", "c.txt"):
            (tmp_path / name).write_text(PAGE)
        assert expand([f"{tmp_path}/*.html"]) == [f"{tmp_path}/a.html", f"{tmp_path}/b.html"]
        with pytest.raises(DumpError, match="nothing fits"):
            expand([f"{tmp_path}/*.warc"])

    def test_a_name_that_looks_like_a_pattern_is_a_name_when_there_is_such_a_file(self, tmp_path):
        (tmp_path / "a[1].html").write_text(PAGE)
        assert expand([tmp_path / "a[1].html"]) == [f"{tmp_path}/a[1].html"]

    def test_a_folder_that_cannot_be_read_is_a_record_with_an_error(self, tmp_path, monkeypatch):
        (tmp_path / "closed").mkdir()
        (tmp_path / "page.html").write_text(PAGE)
        real = os.scandir

        def scandir(path):
            if str(path).endswith("closed"):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", scandir)
        page, closed = read(tmp_path)
        assert page.error is None
        assert closed.error == "the folder cannot be read: Permission denied"

    @pytest.mark.parametrize("name", ["d.jsonl", "d.parquet", "d.warc.gz", "d.csv", "d.arrow", "d.zip", "d.tar"])
    def test_an_empty_dump_is_an_error(self, tmp_path, name):
        (tmp_path / name).touch()
        with pytest.raises(DumpError, match="the file is empty"):
            open_dump(tmp_path / name)


class TestElsewhere:
    @pytest.mark.parametrize(
        ("raw", "found"),
        [
            (warc(http(), name="7"), ("urn:uuid:7", "html")),
            (gzip.compress(b'{"html": "x", "id": "7"}\n', mtime=0), ("7", "html")),
            (PAGE.encode(), ("stdin", "html")),
        ],
        ids=["archive", "packed rows", "page"],
    )
    def test_standard_input_is_told_by_its_content(self, monkeypatch, raw, found):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        assert pages(read("-")) == [found]

    def test_formats_that_need_to_seek_are_read_from_standard_input_too(self, monkeypatch):
        held = io.BytesIO()
        pytest.importorskip("pyarrow.parquet").write_table(pa.table({"html": [PAGE] * 3}), held)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(held.getvalue())))
        assert len(pages(read("-"))) == 3

    def test_what_was_looked_at_is_read_again(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"0123456789" * 100_000)))
        entry = stdin_entry()
        with entry.open() as file:
            assert file.read(4) == b"0123"
        with entry.open() as file:
            assert file.read() == b"0123456789" * 100_000

    def test_addresses_are_read_through_fsspec(self):
        fsspec = pytest.importorskip("fsspec")
        memory = fsspec.filesystem("memory")
        memory.pipe("/crawl/b/x.html", PAGE.encode())
        memory.pipe("/crawl/a.jsonl.gz", gzip.compress(b'{"html": "x"}\n'))
        records = read("memory://crawl/")
        assert pages(records) == [("a.jsonl.gz:1", "html"), ("b/x.html", "html")]
        assert records[1].source == "memory:///crawl/b/x.html"
        assert len(read("memory://crawl/*.gz")) == 1

    def test_an_address_with_nothing_behind_it_is_an_error(self):
        pytest.importorskip("fsspec")
        with pytest.raises(DumpError, match="nowhere"):
            open_dump("memory://nowhere/x.jsonl")

    def test_a_fault_on_the_way_is_a_record_with_an_error_whatever_its_kind(self, monkeypatch):
        memory = pytest.importorskip("fsspec").filesystem("memory")
        memory.pipe("/fault/a.jsonl", json.dumps({"html": PAGE}).encode())
        monkeypatch.setattr(
            "fsspec.implementations.memory.MemoryFile.read", lambda *_: (_ for _ in ()).throw(ValueError("no ranges"))
        )
        (record,) = read("memory://fault/a.jsonl")
        assert "no ranges" in (record.error or "")


def test_a_wrong_column_is_an_error_of_usage_in_jsonl_as_in_parquet(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"html": "x", "id": 1}\n')
    for option, column in (("html_column", "seite"), ("id_column", "nr"), ("url_column", "wo")):
        with pytest.raises(DumpError, match=f"there is no column {column}; the columns are: html, id"):
            open_dump(tmp_path / "d.jsonl", ReadOptions(**{option: column}))


def test_an_id_that_is_missing_where_others_have_one_is_noted(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"html": "x", "id": "a"}\n{"html": "x", "id": null}\n{"html": "x"}\n')
    notes = [record.note for record in read(tmp_path / "d.jsonl")]
    assert notes == [None, "id_missing: id is empty or no name; file and position serve as id", None]


@pytest.mark.parametrize(("address", "package"), [("s3://bucket/key", "s3fs"), ("https://a.example/d", "aiohttp")])
def test_a_package_that_an_address_needs_is_named_with_its_command(address, package, monkeypatch):
    core = pytest.importorskip("fsspec.core")

    def missing(_url):
        raise ImportError(f"Install {package}")

    monkeypatch.setattr(core, "url_to_fs", missing)
    with pytest.raises(DumpError, match=f"pip install {package}$"):
        open_dump(address)
