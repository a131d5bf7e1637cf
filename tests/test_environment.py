from __future__ import annotations

import os
from pathlib import Path

import pytest
from environment import with_path


@pytest.mark.parametrize(
    ("before", "after"), [(None, ["/tests"]), ("/a", ["/tests", "/a"]), (f"/a{os.pathsep}/b", ["/tests", "/a", "/b"])]
)
def test_a_started_process_searches_what_this_one_does(before, after, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    if before:
        monkeypatch.setenv("PYTHONPATH", before)
    assert with_path(Path("/tests"))["PYTHONPATH"].split(os.pathsep) == after
