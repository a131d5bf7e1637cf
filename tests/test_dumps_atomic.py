from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaner.dumps.output import atomic
from cleaner.errors import DumpError


def test_a_full_disk_leaves_no_unfinished_file(tmp_path: Path):
    with pytest.raises(DumpError, match="No space"), atomic.replacing(tmp_path / "out") as file:
        file.write(b"half")
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


def test_bytes_are_on_the_disk_before_the_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    synced = []

    def fsync(descriptor: int) -> None:
        synced.append((os.fstat(descriptor).st_size, (tmp_path / "out").exists()))

    monkeypatch.setattr(atomic.os, "fsync", fsync)
    with atomic.replacing(tmp_path / "out") as file:
        file.write(b"whole")
    assert synced[0] == (5, False)


class TestTogether:
    def test_none_replaces_an_earlier_file_before_all_are_whole(self, tmp_path: Path):
        (tmp_path / "a").write_text("earlier")
        with pytest.raises(DumpError, match="b: cannot be written: No space"), atomic.Together() as files:
            with files.write(tmp_path / "a") as file:
                file.write(b"new")
            with files.write(tmp_path / "b"):
                raise OSError(28, "No space left on device")
        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "earlier")]

    def test_a_second_name_that_is_there_already_leaves_nothing_behind(self, tmp_path: Path):
        (tmp_path / "shard").write_text("x")
        (tmp_path / "a").hardlink_to(tmp_path / "shard")
        with atomic.Together() as files:
            assert files.link(tmp_path / "shard", tmp_path / "a")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "shard"]


def test_leftovers_of_other_files_stay_for_their_own_run(tmp_path: Path):
    for name in (".a.jsonl.1.partial", ".b.jsonl.1.partial"):
        (tmp_path / name).touch()
    atomic.remove_leftovers(tmp_path / "a.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == [".b.jsonl.1.partial"]
