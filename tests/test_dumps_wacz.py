"""WACZ files: what they say of themselves is checked, and only their archives are read."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from test_dumps_odd_warc import ids
from test_dumps_warc import http, warc

from cleaner.dumps import Dump, ReadOptions, Record, open_dump
from cleaner.errors import DumpError

ARCHIVE = gzip.compress(warc(http(), name="one")) + gzip.compress(warc(http(), name="two"))
MEMBERS = {"archive/data.warc.gz": ARCHIVE, "pages/pages.jsonl": b'{"url": "https://a.example/", "text": "listed"}\n'}


def package(**changes: object) -> bytes:
    resources = [
        {"name": path, "path": path, "bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
        for path, raw in MEMBERS.items()
    ]
    resources[0] |= changes
    return json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()


def write(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return path


def read(path: Path) -> list[Record]:
    return list(Dump(str(path), ReadOptions()))


@pytest.mark.parametrize("name", ["a.wacz", "a.zip"])
def test_a_valid_one_gives_the_pages_of_its_archives(tmp_path, name):
    path = write(tmp_path / name, MEMBERS | {"datapackage.json": package()})
    assert ids(read(path)) == ["one", "two", "-", "-"]
    assert open_dump(path)


INVALID = pytest.mark.parametrize(
    ("members", "error"),
    [
        (MEMBERS, "there is no datapackage.json in it"),
        ({"datapackage.json": package()}, "there is no web archive in it"),
        (MEMBERS | {"datapackage.json": b"{"}, "datapackage.json cannot be read"),
        (MEMBERS | {"datapackage.json": b"[]"}, "holds no list of resources"),
        (MEMBERS | {"datapackage.json": package(path="archive/other.warc.gz")}, "names archive/other.warc.gz"),
        (MEMBERS | {"datapackage.json": package(bytes=5)}, "and datapackage.json says 5"),
        (MEMBERS | {"datapackage.json": package(path=None)}, "resources without a path"),
    ],
    ids=["no package", "no archive", "no JSON", "no object", "other path", "other size", "no path"],
)


@INVALID
def test_an_invalid_one_cannot_be_opened(tmp_path, members, error):
    with pytest.raises(DumpError, match=error):
        open_dump(write(tmp_path / "a.wacz", members))


@INVALID
def test_an_invalid_one_is_a_record_that_says_what_is_wrong(tmp_path, members, error):
    (record,) = read(write(tmp_path / "a.wacz", members))
    assert error in (record.error or "")


def test_an_archive_that_differs_from_its_checksum_is_an_error_beside_its_pages(tmp_path):
    path = write(tmp_path / "a.wacz", MEMBERS | {"datapackage.json": package(hash=f"sha256:{'0' * 64}")})
    records = read(path)
    assert ids(records) == ["!", "one", "two", "-", "-"]
    assert "and datapackage.json says 000" in (records[0].error or "")


def test_an_archive_without_checksum_is_read(tmp_path):
    path = write(tmp_path / "a.wacz", MEMBERS | {"datapackage.json": package(hash=None, bytes=None)})
    assert ids(read(path)) == ["one", "two", "-", "-"]
