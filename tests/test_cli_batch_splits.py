"""The exit statuses of `cleaner batch` on runs whose parts are cleaned apart."""

from __future__ import annotations

import json
import os

import pytest
from batch_doubles import NoStarter, supervise_here
from typer.testing import CliRunner

from cleaner.cli import app

PAGE = "<p>The page of number {} has a sentence of its own.</p>"


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Clean in this process: starting others takes longer than all else here."""
    monkeypatch.setattr("cleaner.batch.split.clean.supervise_sharing", supervise_here)
    monkeypatch.setattr("cleaner.batch.split.run.starter", NoStarter)


@pytest.fixture
def given(tmp_path):
    """An input of several splits."""
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"html": PAGE.format(n)}) + "\n" for n in range(30)))
    return path


@pytest.fixture
def batch(tmp_path, given):
    """The command on `given`: called with further options, it gives the exit status."""
    command = ["batch", str(given), "-q", "-j1", "-o", str(tmp_path / "out"), "--format", "jsonl"]

    def status(*further: str) -> int:
        return CliRunner().invoke(app, [*command, *further]).exit_code

    return status


def test_the_command_refuses_to_merge_before_all_parts_are_cleaned(tmp_path, batch):
    assert batch("--part", "2/2", "--split-size", "1K") == 0
    merging = CliRunner().invoke(app, ["batch", "--merge", "-o", str(tmp_path / "out")])
    assert (merging.exit_code, "number S belongs to part S mod N + 1" in merging.stderr) == (2, True)


def test_the_command_merges_the_parts_of_a_run(tmp_path, batch):
    assert [batch("--part", part, "--split-size", "1K") for part in ("1/2", "2/2")] == [0, 0]
    assert CliRunner().invoke(app, ["batch", "--merge", "-o", str(tmp_path / "out")]).exit_code == 0


def test_the_command_goes_on_with_a_finished_run_only_when_asked_to(batch):
    assert [batch("--split-size", "1K", *further) for further in ((), (), ("--resume",))] == [0, 2, 0]


def test_the_command_tells_that_an_input_of_a_finished_run_is_another(given, batch):
    assert batch("--split-size", "1K") == 0
    os.utime(given, (1, 1))
    assert batch("--split-size", "1K", "--resume") == 1


@pytest.mark.parametrize("further", [("--part", "3/2"), ("--address", "ray://x")])
def test_the_command_refuses_a_part_or_an_address_that_cannot_be(batch, further):
    assert batch(*further) == 2
