"""Files packed in frames: Zstandard, also with a dictionary of the file's own, LZ4, bzip2 and xz."""

from __future__ import annotations

import bz2
import io
import lzma
import sys
import tarfile
from pathlib import Path

import pytest
from test_dumps_odd_warc import ids
from test_dumps_warc import HTML, http, warc

from cleaner.dumps import Dump, ReadOptions, Record, open_dump
from cleaner.errors import MissingExtra

zstandard = pytest.importorskip("zstandard")

NAMES = [f"n{number}" for number in range(12)]
RECORDS = [warc(http(HTML + f"<p>Page {name} of the harbour.".encode() * 40), name=name) for name in NAMES]
ROWS = b"".join(b'{"id": "%s", "html": "<p>Page %s"}\n' % (name.encode(), name.encode()) for name in NAMES)


def skippable(content: bytes, number: int = 0x5D) -> bytes:
    return bytes((number,)) + b"\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content


def with_dictionary(*pieces: bytes, is_packed: bool = False, number: int = 7) -> bytes:
    samples = [bytes(record) + str(index).encode() for index, record in enumerate(RECORDS * 20)]
    dictionary = zstandard.train_dictionary(4000, samples, dict_id=number)
    raw = dictionary.as_bytes()
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    return skippable(zstandard.compress(raw) if is_packed else raw) + b"".join(map(packer.compress, pieces))


def lz4(*pieces: bytes) -> bytes:
    frame = pytest.importorskip("lz4.frame")
    return b"".join(map(frame.compress, pieces))


def read(tmp_path: Path, raw: bytes, name: str = "a.warc.zst") -> list[Record]:
    (tmp_path / name).write_bytes(raw)
    return list(Dump(str(tmp_path / name), ReadOptions()))


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("name", ["a.warc.zst", "a"])
def test_an_archive_may_begin_with_its_dictionary(tmp_path, is_packed, name):
    records = read(tmp_path, with_dictionary(*RECORDS, is_packed=is_packed), name)
    assert ids(records) == NAMES
    assert open_dump(tmp_path / name)


def test_archives_with_dictionaries_can_be_put_together(tmp_path):
    raw = with_dictionary(*RECORDS[:5], number=7) + with_dictionary(*RECORDS[5:], number=8)
    assert ids(read(tmp_path, raw)) == NAMES


def test_standard_input_with_a_dictionary_is_read(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(with_dictionary(*RECORDS))))
    assert ids(list(Dump("-", ReadOptions()))) == NAMES


def test_behind_a_damaged_frame_the_dictionary_is_still_known(tmp_path):
    whole = with_dictionary(*RECORDS)
    begins = len(with_dictionary(*RECORDS[:4]))
    found = ids(read(tmp_path, whole[: begins + 9] + b"\xff" * 20 + whole[begins + 29 :]))
    assert found == [*NAMES[:4], "!", *NAMES[5:]]


def test_a_missing_dictionary_is_an_error_that_says_so(tmp_path):
    frames = with_dictionary(*RECORDS)
    frames = frames[8 + int.from_bytes(frames[4:8], "little") :]
    assert "packed with a dictionary" in (read(tmp_path, frames)[0].error or "")


@pytest.mark.parametrize("place", ["before", "behind"])
def test_frames_that_hold_no_data_are_passed_over(tmp_path, place):
    note, rows = skippable(b"an index of what programs like", 0x50), zstandard.compress(ROWS)
    raw = note + rows if place == "before" else rows + note
    assert [record.id for record in read(tmp_path, raw, "a.jsonl.zst")] == NAMES


def test_frames_that_hold_no_data_are_passed_over_between_records(tmp_path):
    note = skippable(b"an index of what programs like", 0x50)
    records = b"".join(note + zstandard.compress(record) for record in RECORDS)
    assert ids(read(tmp_path, records + note)) == NAMES


def test_rows_packed_with_a_dictionary_are_read(tmp_path):
    raw = with_dictionary(ROWS[:300], ROWS[300:])
    assert [record.id for record in read(tmp_path, raw, "a.jsonl.zst")] == NAMES


@pytest.mark.parametrize("name", ["a.warc.lz4", "a"])
def test_an_archive_of_lz4_frames_is_read(tmp_path, name):
    assert ids(read(tmp_path, lz4(*RECORDS), name)) == NAMES
    assert ids(read(tmp_path, lz4(b"".join(RECORDS)), name)) == NAMES


def test_rows_of_lz4_are_read(tmp_path):
    assert [record.id for record in read(tmp_path, lz4(ROWS[:300], ROWS[300:]), "a.jsonl.lz4")] == NAMES


def test_a_damaged_frame_of_lz4_costs_its_record_alone(tmp_path):
    raw, begins = lz4(*RECORDS), len(lz4(*RECORDS[:4]))
    found = ids(read(tmp_path, raw[: begins + 30] + b"\xff" * 20 + raw[begins + 50 :]))
    assert found == [*NAMES[:4], "!", *NAMES[5:]]


def test_an_archive_of_lz4_that_is_cut_off_ends_in_an_error(tmp_path):
    assert ids(read(tmp_path, lz4(*RECORDS)[:-9], "a.warc.lz4")) == [*NAMES[:-1], "!"]


def test_rows_of_lz4_that_are_cut_off_say_so(tmp_path):
    rows = read(tmp_path, lz4(ROWS)[:-9], "a.jsonl.lz4")
    assert "the rest of the file cannot be read" in (rows[-1].error or "")


def test_without_the_library_for_lz4_the_command_that_installs_it_is_told(tmp_path, monkeypatch):
    raw = lz4(*RECORDS)
    monkeypatch.setitem(sys.modules, "lz4.frame", None)
    (tmp_path / "a.warc.lz4").write_bytes(raw)
    with pytest.raises(MissingExtra, match=r"pip install 'webpage-cleaner\[lz4\]'"):
        open_dump(tmp_path / "a.warc.lz4")


PACKERS = pytest.mark.parametrize(("pack", "suffix"), [(bz2.compress, "bz2"), (lzma.compress, "xz")])


@PACKERS
def test_what_python_itself_unpacks_is_read(tmp_path, pack, suffix):
    assert ids(read(tmp_path, b"".join(map(pack, RECORDS)), f"a.warc.{suffix}")) == NAMES
    assert ids(read(tmp_path, pack(b"".join(RECORDS)), "a")) == NAMES
    assert [record.id for record in read(tmp_path, pack(ROWS[:300]) + pack(ROWS[300:]), f"a.jsonl.{suffix}")] == NAMES


@PACKERS
def test_of_such_rows_that_are_cut_off_the_first_are_read(tmp_path, pack, suffix):
    rows = b"".join(b'{"id": "%d", "html": "<p>%s"}\n' % (n, str(n * 7**90).encode()) for n in range(3000))
    pieces = [pack(rows[at : at + 90_000]) for at in range(0, len(rows), 90_000)]
    *found, fault = read(tmp_path, b"".join(pieces)[:-40], f"a.jsonl.{suffix}")
    assert len(found) > 1000
    assert "the rest of the file cannot be read" in fault.error


@PACKERS
def test_a_tar_of_them_is_read(tmp_path, pack, suffix):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("p.html")
        member.size = len(HTML)
        archive.addfile(member, io.BytesIO(HTML))
    for name in (f"a.tar.{suffix}", f"a.t{suffix}"):
        assert [record.id for record in read(tmp_path, pack(out.getvalue()), name)] == ["p.html"]


def test_a_python_without_the_module_says_so(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "bz2", None)
    (record,) = read(tmp_path, bz2.compress(ROWS), "a.jsonl.bz2")
    assert "built without bzip2" in record.error
