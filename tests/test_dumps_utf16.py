"""Tables in UTF-16, as spreadsheets and some shells write them."""

from __future__ import annotations

import gzip
import json

import pytest

from cleaner.batch.split.cut import cut
from cleaner.dumps import Dump, ReadOptions, open_dump

PAGE = "<html><p>A page of the harbour.</p></html>"


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_csv_in_utf16_is_read(tmp_path, order, pack):
    raw = "\ufeffid\thtml\r\n1\t<p>caf\xe9 \u6e2f</p>\r\n".encode(f"utf-16-{order}")
    (tmp_path / "d.csv").write_bytes(pack(raw))
    (record,) = open_dump(tmp_path / "d.csv", ReadOptions())
    assert (record.id, record.body) == ("1", "<p>caf\xe9 \u6e2f</p>".encode())


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])
@pytest.mark.parametrize("mark", ["\ufeff", ""], ids=["marked", "bare"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_jsonl_in_utf16_is_read(tmp_path, order, mark, pack):
    lines = "".join(json.dumps({"id": str(n), "html": f"<p>caf\xe9 {n}"}, ensure_ascii=False) + "\n" for n in range(3))
    (tmp_path / "d.jsonl").write_bytes(pack(f"{mark}{lines}".encode(f"utf-16-{order}")))
    records = list(open_dump(tmp_path / "d.jsonl", ReadOptions()))
    assert [(record.id, record.body) for record in records] == [(str(n), f"<p>caf\xe9 {n}") for n in range(3)]


def test_jsonl_in_utf16_is_read_in_a_folder(tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps({"html": PAGE}) + "\n", "utf-16")
    (record,) = Dump(str(tmp_path), ReadOptions())
    assert record.body == PAGE


def test_jsonl_in_utf16_is_one_split(tmp_path):
    line = json.dumps({"id": "1", "html": PAGE}) + "\n"
    (tmp_path / "d.jsonl").write_text(line * 100, "utf-16")
    (split,) = cut(Dump(str(tmp_path / "d.jsonl"), ReadOptions()).entries(), ReadOptions(), 1_000)
    assert split.files[0].span is None


@pytest.mark.parametrize("mark", ["\ufeff", ""], ids=["marked", "bare"])
@pytest.mark.parametrize("name", ["d.json", "d"])
def test_an_array_in_utf16_is_read(tmp_path, name, mark):
    raw = f"{mark}[{json.dumps({'html': PAGE})}, {json.dumps({'html': PAGE})}]".encode("utf-16-le")
    (tmp_path / name).write_bytes(raw)
    assert [record.body for record in open_dump(tmp_path / name, ReadOptions())] == [PAGE] * 2
