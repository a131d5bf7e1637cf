"""Tables in UTF-16, as spreadsheets and some shells write them."""

from __future__ import annotations

import gzip
import json

import pytest

from cleaner.dumps import Dump, ReadOptions, open_dump
from cleaner.errors import DumpError

PAGE = "<html><p>A page of the harbour.</p></html>"


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_csv_in_utf16_is_read(tmp_path, order, pack):
    raw = "\ufeffid\thtml\r\n1\t<p>caf\xe9 \u6e2f</p>\r\n".encode(f"utf-16-{order}")
    (tmp_path / "d.csv").write_bytes(pack(raw))
    (record,) = open_dump(tmp_path / "d.csv", ReadOptions())
    assert (record.id, record.body) == ("1", "<p>caf\xe9 \u6e2f</p>".encode())


@pytest.mark.parametrize("order", ["le", "be"])
def test_jsonl_in_utf16_is_an_error_that_says_so(tmp_path, order):
    line = json.dumps({"id": "1", "html": PAGE}) + "\n"
    (tmp_path / "d.jsonl").write_bytes(f"\ufeff{line * 3}".encode(f"utf-16-{order}"))
    with pytest.raises(DumpError, match=r"d\.jsonl: cannot be read as JSONL: it is UTF-16"):
        list(open_dump(tmp_path / "d.jsonl", ReadOptions()))


def test_jsonl_in_utf16_in_a_folder_is_one_record_that_says_so(tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps({"html": PAGE}) * 3 + "\n", "utf-16")
    (record,) = Dump(str(tmp_path), ReadOptions())
    assert record.error.startswith("cannot be read as JSONL: it is UTF-16")
