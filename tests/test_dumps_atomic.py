from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaner.dumps import atomic
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
