"""Inputs of which nothing can be read: an error, and whatever was written before stays."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cleaner.cli import app

PAGE = b"<html><title>A page</title><p>Some words that stand on it.</p></html>"
JUNK = bytes(range(1, 255)) * 9
BROKEN = {
    "a.zip": b"PK\x03\x04" + JUNK,
    "a.wacz": JUNK,
    "a.tar": JUNK,
    "a.tar.gz": gzip.compress(JUNK),
    "a.warc.gz": b"\x1f\x8b\x08\x00" + JUNK,
    "a.warc": JUNK,
    "a.parquet": b"PAR1" + JUNK,
    "a.arrow": JUNK,
    "a.jsonl": JUNK,
    "a.jsonl.gz": gzip.compress(b'{"html": "x"}\n')[:12],
    "a.html.gz": gzip.compress(PAGE)[:-9],
}


def batch(folder: Path, *inputs: str, stdin: bytes | None = None):
    paths = [str(folder / given) if (folder / given).exists() else given for given in inputs]
    return CliRunner().invoke(app, ["batch", *paths, "-o", str(folder / "out.jsonl"), "-q", "-j", "1"], input=stdin)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    output = tmp_path / "out.jsonl"
    output.write_text("an earlier output")
    return output


@pytest.mark.parametrize("name", BROKEN)
def test_the_only_input_that_cannot_be_read_is_status_2_and_named(tmp_path, earlier, name):
    (tmp_path / name).write_bytes(BROKEN[name])
    done = batch(tmp_path, name)
    assert (done.exit_code, earlier.read_text()) == (2, "an earlier output")
    assert f"{tmp_path / name}: cannot be read" in done.stderr


def test_empty_standard_input_is_told_as_that(tmp_path):
    done = batch(tmp_path, "-", stdin=b"")
    assert (done.exit_code, done.stderr.startswith("cleaner: -: there is nothing in it")) == (2, True)


def test_an_empty_file_of_no_known_kind_is_told_as_that(tmp_path):
    (tmp_path / "a.bin").touch()
    done = batch(tmp_path, "a.bin")
    assert (done.exit_code, done.stderr) == (2, f"cleaner: {tmp_path / 'a.bin'}: the file is empty\n")


def test_standard_input_that_cannot_be_read_is_status_2(tmp_path, earlier):
    done = batch(tmp_path, "-", stdin=BROKEN["a.zip"])
    assert (done.exit_code, earlier.read_text()) == (2, "an earlier output")
    assert "-: cannot be read as zip" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"html": \nnope\n', "-: the line is not valid JSON"),
        (b'{"name": "x"}\n' * 9, "-: no column is known to hold pages"),
        (b'[{"name": "x"}]', "-: no column is known to hold pages"),
        (b'[{"html": "x]', "-: the rest of the file cannot be read"),
        (b"id,ur\rl,html\n", "-: cannot tell what this is"),
    ],
)
def test_rows_of_which_none_can_be_used_are_status_2_on_standard_input_too(tmp_path, earlier, raw, message):
    done = batch(tmp_path, "-", "--shard-size", "2", stdin=raw)
    assert (done.exit_code, earlier.read_text()) == (2, "an earlier output")
    assert message in done.stderr


def test_broken_lines_before_one_that_is_sound_are_failed_rows(tmp_path):
    done = batch(tmp_path, "-", "--shard-size", "1", stdin=b'{nope\n[]\n{"html": "<p>x"}\nnope\n')
    found = [json.loads(line)["status"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert (done.exit_code, found) == (1, ["failed", "failed", "empty", "failed"])


def test_a_folder_of_nothing_but_broken_files_is_status_2(tmp_path, earlier):
    (tmp_path / "in").mkdir()
    for name in ("a.zip", "a.html.gz"):
        (tmp_path / "in" / name).write_bytes(BROKEN[name])
    done = batch(tmp_path, "in")
    assert (done.exit_code, earlier.read_text()) == (2, "an earlier output")


def test_beside_an_input_that_can_be_read_it_is_a_failed_row_told_at_the_start(tmp_path):
    (tmp_path / "a.zip").write_bytes(BROKEN["a.zip"])
    (tmp_path / "b.html").write_bytes(PAGE)
    done = batch(tmp_path, "a.zip", "b.html")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert (done.exit_code, [row["status"] for row in found]) == (1, ["failed", "ok"])
    assert done.stderr.startswith(f"cleaner: {tmp_path / 'a.zip'}: cannot be read as zip")


def test_a_lone_page_that_is_too_large_could_be_read_and_is_a_failed_row(tmp_path):
    (tmp_path / "b.html").write_bytes(PAGE * 20)
    done = CliRunner().invoke(
        app, ["batch", str(tmp_path / "b.html"), "-o", str(tmp_path / "o.jsonl"), "-q", "-j", "1", "--max-size", "1K"]
    )
    assert done.exit_code == 1


def null_pages(folder: Path, name: str) -> None:
    if name.endswith(".parquet"):
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        pq.write_table(pa.table({"html": pa.array([None, None], pa.string())}), folder / name)
        return
    rows = ['{"html": null}', '{"html": 5}']
    (folder / name).write_text(f"[{','.join(rows)}]" if name.endswith(".json") else "\n".join(rows))


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.parquet"])
def test_rows_without_any_page_could_be_read_and_are_failed_rows_of_every_kind_of_file(tmp_path, name):
    null_pages(tmp_path, name)
    done = batch(tmp_path, name)
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert (done.exit_code, [row["status"] for row in found]) == (1, ["failed", "failed"])
    assert all(row["reason"].startswith("no page: ") for row in found)
