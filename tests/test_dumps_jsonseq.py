"""JSON text sequences: a record separator before each object (RFC 7464)."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from cleaner.dumps import ReadOptions, Record, open_dump
from cleaner.dumps.formats import jsonseq
from cleaner.errors import DumpError

ROWS = [{"id": str(n), "html": f"<p>Quay {n}</p>\né"} for n in range(3)]


def sequence(*texts: str) -> bytes:
    return "".join(f"\x1e{text}\n" for text in texts).encode()


def read(path: Path, raw: bytes, **options) -> list[Record]:
    path.write_bytes(raw)
    return list(open_dump(path, ReadOptions(**options)))


def told(records: list[Record]) -> list[str]:
    return ["!" if record.error else record.id for record in records]


@pytest.mark.parametrize("name", ["d.json-seq", "d.jsonseq", "d.jsonl", "d", "d.json-seq.gz"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_sequence_is_read_whatever_its_name_and_lines(tmp_path, name, indent):
    raw = sequence(*(json.dumps(row, indent=indent) for row in ROWS))
    records = read(tmp_path / name, gzip.compress(raw) if name.endswith("gz") else raw)
    assert [(record.id, record.body, record.position) for record in records] == [
        (row["id"], row["html"], number) for number, row in enumerate(ROWS, 1)
    ]


def test_it_is_told_on_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(sequence(*map(json.dumps, ROWS)))))
    assert told(list(open_dump("-"))) == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"\xef\xbb\xbf" + sequence('{"id": "a", "html": "x"}'), ["a"]),
        (b"\x1e\x1e\n" + sequence('{"id": "a", "html": "x"}') + b"\x1e", ["a"]),
        (sequence('{"id": "a", "html": "x"}', '{"id": "b", "ht', '{"id": "c", "html": "x"}'), ["a", "!", "c"]),
        (sequence('{"id": "a", "html": "x"}', "7", '{"id": "c", "html": "x"}'), ["a", "!", "c"]),
        (sequence('{"id": "a", "html": "x"}') + b'\x1e{"id": "b"', ["a", "!"]),
    ],
)
def test_an_element_that_cannot_be_used_costs_itself_alone(tmp_path, raw, found):
    assert told(read(tmp_path / "d.json-seq", raw)) == found


def test_an_element_may_begin_anywhere_in_what_is_read_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonseq, "_CHUNK", 7)
    assert told(read(tmp_path / "d.json-seq", sequence(*map(json.dumps, ROWS)))) == ["0", "1", "2"]


def test_an_element_beyond_the_limit_is_told_and_those_behind_it_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonseq, "row_bytes", lambda _: 100)
    raw = sequence(json.dumps(ROWS[0]), json.dumps({"id": "long", "html": "x" * 200}), json.dumps(ROWS[2]))
    records = read(tmp_path / "d.json-seq", raw)
    assert (told(records), "too large" in (records[1].error or "")) == (["0", "!", "2"], True)


def test_a_file_that_is_damaged_behind_its_beginning_gives_what_is_before(tmp_path):
    raw = gzip.compress(sequence(*map(json.dumps, ROWS)))
    records = read(tmp_path / "d.json-seq.gz", raw[:-9])
    assert "the rest of the file cannot be read" in (records[-1].error or "")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (sequence("nothing", "else"), "no element can be used"),
        (sequence('{"title": "x"}'), "no column is known to hold pages"),
    ],
)
def test_a_sequence_without_pages_is_an_error(tmp_path, raw, message):
    with pytest.raises(DumpError, match=message):
        read(tmp_path / "d.json-seq", raw)
