from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.dumps import open_sink
from cleaner.dumps.output.atomic import Together
from cleaner.dumps.output.row_columns import BODY_COLUMNS, COLUMNS
from cleaner.dumps.output.sink import join, json_encoder
from cleaner.errors import DumpError

ROW = {"id": "1", "position": 1, "status": "ok", "text": "Fünf.", "authors": ["A", "B"], "confidence": 0.5}
KINDS = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")


def write(path: Path, rows: list[dict]) -> None:
    with open_sink(path) as sink:
        for row in rows:
            sink.write(row)


def read(path: Path) -> list[dict]:
    if path.suffix == ".parquet":
        return pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    if path.suffix == ".zst":
        raw = pytest.importorskip("zstandard").ZstdDecompressor().decompressobj().decompress(raw)
    return [json.loads(line) for line in raw.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_holds_the_same_rows_with_all_columns(tmp_path, kind):
    path = tmp_path / f"out.{kind}"
    write(path, [ROW, {"id": "2"}])
    nulls = dict.fromkeys(column.name for column in COLUMNS)
    assert read(path) == [nulls | ROW, nulls | {"id": "2"}]


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_give_a_whole_file(tmp_path, kind):
    write(tmp_path / f"out.{kind}", [])
    assert read(tmp_path / f"out.{kind}") == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("end", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_when_writing_ends_early(tmp_path, kind, end):
    with pytest.raises(end), open_sink(tmp_path / f"out.{kind}") as sink:
        sink.write(ROW)
        raise end
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_earlier_output_stays_until_the_new_one_is_whole(tmp_path, kind):
    path = tmp_path / f"out.{kind}"
    write(path, [{"id": "old"}])
    with open_sink(path) as sink:
        sink.write({"id": "new"})
        assert read(path)[0]["id"] == "old"
    assert read(path)[0]["id"] == "new"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_give_the_same_bytes(tmp_path, kind):
    for name in ("a", "b"):
        write(tmp_path / f"{name}.{kind}", [ROW])
    assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_halves_of_surrogate_pairs_can_be_written(tmp_path, kind):
    write(tmp_path / f"out.{kind}", [{"id": "\ud800x", "authors": ["\udfff"]}])
    assert read(tmp_path / f"out.{kind}")[0]["id"] == "?x"


@given(
    st.text(st.characters(codec=None)),
    st.lists(st.text(st.characters(max_codepoint=0x2100))),
    st.integers(0, 2**53),
    st.floats(0, 1).map(lambda value: round(value, 4)),
)
def test_the_faster_encoder_gives_the_same_bytes(text, authors, position, confidence):
    pytest.importorskip("orjson", reason="needs the extra speed")
    row = {"text": text, "authors": authors, "position": position, "confidence": confidence, "url": None}
    quick = json_encoder()(row)
    with patch.dict(sys.modules, {"orjson": None}):
        assert json_encoder()(row) == quick


def test_many_rows_fill_several_row_groups(tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    write(tmp_path / "out.parquet", [{"id": str(number), "text": "x" * 20_000} for number in range(2_500)])
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert (file.metadata.num_rows, file.num_row_groups > 2) == (2_500, True)


def test_folders_of_the_output_are_made(tmp_path):
    write(tmp_path / "new" / "folder" / "out.jsonl", [ROW])
    assert (tmp_path / "new" / "folder" / "out.jsonl").exists()


def test_an_unknown_suffix_is_an_error_that_names_the_known_ones(tmp_path):
    with pytest.raises(DumpError, match=r"out\.csv: .*\.jsonl or .*\.parquet"), open_sink(tmp_path / "out.csv"):
        pass


def test_an_output_that_cannot_be_written_is_an_error_with_its_name(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DumpError, match=r"file/out\.jsonl: cannot be written"), open_sink(tmp_path / "file/out.jsonl"):
        pass


def test_columns_are_named_once():
    names = [column.name for column in COLUMNS + BODY_COLUMNS]
    assert len(set(names)) == len(names)


def test_columns_are_explained():
    assert all(column.meaning for column in COLUMNS + BODY_COLUMNS)


def test_a_shard_is_copied_where_the_file_system_has_no_second_names(tmp_path, monkeypatch):
    def link(*_names: object) -> None:
        raise OSError(95, "Operation not supported")

    (tmp_path / "0.jsonl").write_text("row")
    monkeypatch.setattr(os, "link", link)
    with Together() as files:
        join([tmp_path / "0.jsonl"], tmp_path / "out.jsonl", COLUMNS, files)
    assert (tmp_path / "out.jsonl").read_text() == "row"


def test_an_output_that_cannot_get_its_name_leaves_nothing_unfinished(tmp_path):
    (tmp_path / "0.jsonl").write_text("row")
    (tmp_path / "out.jsonl").mkdir()
    with pytest.raises(DumpError, match=r"out\.jsonl: cannot be written"), Together() as files:
        join([tmp_path / "0.jsonl"], tmp_path / "out.jsonl", COLUMNS, files)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.jsonl", "out.jsonl"]
