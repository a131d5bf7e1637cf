"""A skip for no allowed reason fails a run that asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from environment import with_path

TESTS = """
import pytest

def test_that_passes():
    pass

@pytest.mark.skipif(True, reason={reason!r})
def test_that_is_skipped():
    pass
"""
UNSEEN = "no telescope on the roof"


@pytest.fixture
def run(tmp_path):
    """Runs two tests, one of them skipped for a reason; gives the exit status and the output."""

    def runs(reason: str, *options: str) -> tuple[int, str]:
        (tmp_path / "test_it.py").write_text(TESTS.format(reason=reason), "utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "skips", "-c", os.devnull, "-p", "no:cacheprovider", *options]
        done = subprocess.run(
            [*command, str(tmp_path)],
            capture_output=True, text=True, check=False, cwd=tmp_path, env=with_path(Path(__file__).parent),
        )  # fmt: skip
        return done.returncode, done.stdout

    return runs


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["one process", "two workers"])
def test_a_skip_for_no_allowed_reason_fails_the_run_and_is_named(run, workers):
    if workers:
        pytest.importorskip("xdist")
    status, output = run(UNSEEN, "--fail-on-skip", *workers)
    assert status == 1
    assert f"test_it.py::test_that_is_skipped: {UNSEEN}" in output
    assert "1 passed, 1 skipped" in output.splitlines()[-1]


@pytest.mark.parametrize(
    ("reason", "options"),
    [
        ("the labelled sets are not beside the repository (../shared/data)", ["--fail-on-skip"]),
        (UNSEEN, ["--fail-on-skip", "--allow-skip", "no telescope"]),
        (UNSEEN, []),
    ],
    ids=["on the list", "allowed by the option", "nobody asks"],
)
def test_other_skips_pass(run, reason, options):
    status, output = run(reason, *options)
    assert status == 0
    assert UNSEEN + ":" not in output
