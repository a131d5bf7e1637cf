"""ARC files of both versions, with the faults that crawlers left in them."""

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_dumps_members import wounded
from test_dumps_warc import HTML, http

from cleaner.dumps import Dump, ReadOptions, Record, open_dump
from cleaner.dumps.warc import walk as warc_walk
from cleaner.dumps.warc.arc import arc_head
from cleaner.errors import DumpError

TIME = "20080430204825"
LINES = "1 0 Harbour Archive\nURL IP-address Archive-date Content-type Archive-length\n"
SECOND = (
    "2 0 Harbour Archive\n"
    "URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length\n"
)
PACKINGS = {
    "plain": b"".join,
    "gz": lambda records: b"".join(map(gzip.compress, records)),
    "one gz": lambda records: gzip.compress(b"".join(records)),
}
every_packing = pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)


def heading(lines: str = LINES, length: int | None = None, end: str = "\n") -> bytes:
    said = len(lines) if length is None else length
    return f"filedesc://a.arc 0.0.0.0 {TIME} text/plain {said}\n{lines}{end}".encode()


def arc(name: str, block: bytes | None = None, kind: str = "text/html", length: int | None = None) -> bytes:
    block = http(HTML + name.encode()) if block is None else block
    said = len(block) if length is None else length
    return f"https://a.example/{name} 192.0.2.7 {TIME} {kind} {said}\n".encode() + block + b"\n"


def read(tmp_path: Path, raw: bytes, name: str = "a.arc", **options) -> list[Record]:
    (tmp_path / name).write_bytes(raw)
    return list(Dump(str(tmp_path / name), ReadOptions(**options)))


def told(records: list[Record]) -> list[str]:
    """The last part of addresses; `!` for an error and `-` for what is skipped."""
    return ["!" if each.error else "-" if each.skipped else (each.url or "").rpartition("/")[2] for each in records]


@every_packing
def test_a_page_has_all_that_line_and_answer_say(tmp_path, pack):
    raw = pack([heading(), arc("one"), arc("two")])
    _, _, record = read(tmp_path, raw, "a.x")
    assert record._replace(offset=None) == Record(
        "a.x:3", "https://a.example/two", HTML + b"two", "html", str(tmp_path / "a.x"), 3, charset="utf-8",
        crawled=date(2008, 4, 30), name="a.x:3", http_status=200,
    )  # fmt: skip


@every_packing
@pytest.mark.parametrize("name", ["a.arc", "a.arc.gz", "a"])
def test_an_archive_is_told_by_its_name_or_its_first_line(tmp_path, pack, name):
    assert told(read(tmp_path, pack([heading(), arc("one"), arc("two")]), name)) == ["-", "one", "two"]
    assert open_dump(tmp_path / name)


@every_packing
def test_standard_input_is_read_as_the_file_is(monkeypatch, pack):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pack([heading(), arc("one")]))))
    assert told(list(Dump("-", ReadOptions()))) == ["-", "one"]


@every_packing
def test_the_second_version_is_read(tmp_path, pack):
    block = http()
    line = f"https://a.example/one 192.0.2.7 {TIME} text/html 200 abc= - 12345678 a.arc {len(block)}\n".encode()
    heads = f"filedesc://a.arc 0.0.0.0 {TIME} text/plain 200 - - 0 a.arc {len(SECOND)}\n{SECOND}\n".encode()
    assert told(read(tmp_path, pack([heads, line + block + b"\n", arc("two")]))) == ["-", "one", "two"]


@every_packing
@pytest.mark.parametrize("wrong", [-5, 5, 900])
def test_a_wrong_length_of_the_heading_is_no_error(tmp_path, pack, wrong):
    assert told(read(tmp_path, pack([heading(length=len(LINES) + wrong), arc("one"), arc("two")]))) == [
        "-",
        "one",
        "two",
    ]


@every_packing
@pytest.mark.parametrize("length", [20, 100, 999_999, -7])
def test_a_wrong_length_is_an_error_of_its_record_alone(tmp_path, pack, length):
    records = read(tmp_path, pack([heading(), arc("one"), arc("wrong", length=length), arc("two"), arc("three")]))
    assert told(records) == ["-", "one", "!", "two", "three"]
    assert (records[2].url, "ength" in (records[2].error or "")) == ("https://a.example/wrong", True)


@every_packing
@pytest.mark.parametrize("behind", [b"", b"\n\n\n", b"\r\n"])
def test_lines_between_records_may_be_missing_or_more(tmp_path, pack, behind):
    records = [heading().rstrip(b"\n") + b"\n", arc("one")[:-1] + behind, arc("two")[:-1] + behind]
    assert told(read(tmp_path, pack(records))) == ["-", "one", "two"]


@pytest.mark.parametrize(
    ("line", "url", "kind"),
    [
        (f"http://a.example/a b 192.0.2.7 {TIME} text/html 5", "http://a.example/a%20b", "text/html"),
        (f"http://a.example/ 192.0.2.7 {TIME} 5", "http://a.example/", None),
        (f"http://a.example/ 192.0.2.7 {TIME} no-type 5", "http://a.example/", None),
        (f"http://a.example/ - {TIME} text/html; charset=utf-8 5", "http://a.example/", "text/html; charset=utf-8"),
        (f"http://a.example/ 2001:db8::7 {TIME[:12]} text/html 5", "http://a.example/", "text/html"),
        (f"http://a.example/ {TIME} text/html 5\r", "http://a.example/", "text/html"),
        (
            f"http://a.example/20010101000000 192.0.2.7 {TIME} text/html 5",
            "http://a.example/20010101000000",
            "text/html",
        ),
    ],
)
def test_the_line_before_a_record_may_be_odd(line, url, kind):
    found = arc_head(line.encode())
    assert found is not None
    head, fault = found
    assert (head.url, head.content_type, head.length, fault) == (url, kind, 5, None)


@pytest.mark.parametrize("line", ["", "<p>Harbour: 20010101000000 5", f"http://a.example/ {TIME} text/html x", "a: b"])
def test_other_lines_begin_no_record(line):
    assert arc_head(line.encode()) is None


@every_packing
def test_what_is_no_page_is_skipped_with_the_reason(tmp_path, pack):
    looked_up = f"dns:a.example 192.0.2.1 {TIME} text/dns 9\n192.0.2.7\n".encode()
    gone = arc("gone", http(HTML, "404 Not Found"))
    picture = arc("picture", http(b"GIF89a", headers="Content-Type: image/gif\r\n"), "image/gif")
    records = read(tmp_path, pack([heading(), looked_up, gone, picture, arc("one")]))
    assert [record.skipped for record in records] == [
        "address filedesc:", "address dns:", "http status 404", "type image/gif", None,
    ]  # fmt: skip


@every_packing
def test_a_page_without_answer_is_what_its_line_says(tmp_path, pack):
    records = read(
        tmp_path, pack([heading(), arc("one", HTML), arc("two", HTML, "no-type"), arc("x", b"GIF", "image/gif")])
    )
    assert [(record.body, record.skipped) for record in records[1:]] == [
        (HTML, None), (HTML, None), (b"", "type image/gif"),
    ]  # fmt: skip


@every_packing
def test_a_page_may_hold_the_line_of_a_record(tmp_path, pack):
    about = arc("about", http(b"<pre>A record:\n" + arc("inner") + b"</pre>"))
    assert told(read(tmp_path, pack([heading(), about, arc("two")]))) == ["-", "about", "two"]


def read_with_a_large_one(tmp_path, monkeypatch, pack) -> list[Record]:
    """The records of an archive whose first page is over the limit."""
    monkeypatch.setattr(warc_walk, "most_bytes", lambda options: options.max_bytes)
    return read(tmp_path, pack([heading(), arc("large", http(HTML * 9000)), arc("two")]), max_bytes=3000)


@every_packing
def test_a_record_over_the_limit_is_an_error(tmp_path, monkeypatch, pack):
    assert "too large" in (read_with_a_large_one(tmp_path, monkeypatch, pack)[1].error or "")


@every_packing
def test_the_record_behind_one_over_the_limit_is_read(tmp_path, monkeypatch, pack):
    assert told(read_with_a_large_one(tmp_path, monkeypatch, pack)) == ["-", "!", "two"]


@every_packing
def test_a_file_that_is_cut_off_gives_what_is_before_and_an_error(tmp_path, pack):
    raw = pack([heading(), arc("one"), arc("two", http(HTML * 5000))])
    assert told(read(tmp_path, raw[: -len(raw) // 9])) == ["-", "one", "!"]


def test_a_damaged_member_costs_itself_alone(tmp_path):
    members = [gzip.compress(each) for each in (heading(), arc("one"), arc("two"), arc("three"))]
    members[2] = members[2][:30] + b"\xff" * 30 + members[2][60:]
    assert told(read(tmp_path, b"".join(members), "a.arc.gz")) == ["-", "one", "!", "three"]


@pytest.mark.parametrize("packing", ["plain", "gz"])
@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["cut", "flip", "insert", "zeros"]), st.floats(0, 1), st.integers(1, 90))))
def test_whatever_is_wrong_no_more_than_a_few_records_are_lost(tmp_path_factory, packing, wounds):
    names = [f"n{number}" for number in range(40)]
    raw = wounded(PACKINGS[packing]([heading(), *map(arc, names)]), wounds)
    found = told(read(tmp_path_factory.mktemp("a"), raw))
    # A wound of at most 90 bytes touches no more than two records of 175, and the one whose end it hides.
    assert len(set(names) & set(found)) >= len(names) - 3 * len(wounds)


def test_a_file_named_as_an_archive_that_is_none_is_an_error(tmp_path):
    (tmp_path / "a.arc").write_bytes(b"<html><p>No archive</p></html>" * 50)
    with pytest.raises(DumpError, match="no record begins here"):
        open_dump(tmp_path / "a.arc")
