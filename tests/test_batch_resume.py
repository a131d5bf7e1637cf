"""Runs that are stopped at any moment and taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from batch_doubles import supervise_here
from environment import with_path

from cleaner.batch import Job, Limits, run, unfinished
from cleaner.batch.reading import Cursor, Reading
from cleaner.batch.row_conditions import read_condition
from cleaner.dumps import ReadOptions, open_dump
from cleaner.errors import DumpError

KINDS = {
    "out.jsonl": None,
    "out.jsonl.gz": None,
    "out.parquet": None,
    "shards": "jsonl",
    "pages": "md",
}
# The run is killed from within, at the end of a shard: before the journal knows of it, or after.
KILLER = """
import os, signal, sys
from pathlib import Path
import cleaner.batch.job, cleaner.batch.store.shards as store
from batch_doubles import supervise_here
from cleaner.cli import app
cleaner.batch.job.supervise = supervise_here
moment, shard = sys.argv[1], int(sys.argv[2])
real_save, real_commit, real_remove = store.Journal.save, store.Store.commit, store.remove_work
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
def save(self, work):
    if len(self.shards) == shard + 1 and moment == "before the journal": die()
    real_save(self, work)
    if len(self.shards) == shard + 1 and moment == "after the journal": die()
store.Journal.save = save
if moment == "at the end": store.remove_work = die
def remove(work):
    real = Path.unlink
    def unlink(self, missing_ok=False):
        real(self, missing_ok)
        die()
    Path.unlink = unlink
    real_remove(work)
if moment == "while clearing up": store.remove_work = remove
app(sys.argv[3:])
"""


def page(number: int) -> dict:
    return {"id": f"r{number}", "url": f"https://a.example/{number % 7}", "html": f"<h1>Page {number}</h1>"}


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    (tmp_path / "d.jsonl").write_text("".join(json.dumps(page(n)) + "\n" if n != 5 else "broken\n" for n in range(25)))
    return tmp_path / "d.jsonl"


def job(dump: Path, folder: Path, name: str = "out.jsonl", **more) -> Job:
    folder.mkdir(exist_ok=True)
    known = {"format": KINDS.get(name), "naming": "url", "errors": folder / "errors.jsonl", "shard_pages": 10}
    return Job((dump,), folder / name, limits=Limits(jobs=1), **(known | more))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class StopError(Exception):
    """Ends a run as any surprise would."""


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Worker processes have their own tests; starting one for each run here would take minutes."""
    monkeypatch.setattr("cleaner.batch.job.supervise", supervise_here)


def stop_after(given: Job, pages: int) -> None:
    """Run until so many pages are read."""

    def records(self: Reading):
        for number, record in enumerate(real(self)):
            if number == pages:
                raise StopError
            yield record

    real = Reading.__iter__
    Reading.__iter__ = records  # type: ignore[method-assign]
    try:
        with pytest.raises(StopError):
            run(given)
    finally:
        Reading.__iter__ = real  # type: ignore[method-assign]


@pytest.mark.parametrize("name", KINDS)
def test_a_run_that_was_stopped_ends_with_the_bytes_of_an_undisturbed_one(dump, tmp_path, name):
    whole = run(job(dump, tmp_path / "a", name))
    stop_after(job(dump, tmp_path / "b", name), 24)
    assert unfinished(job(dump, tmp_path / "b", name).target()) in {10, 20}
    again = run(job(dump, tmp_path / "b", name, resume=True))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert (again.pages, again.statuses, again.reasons) == (25, whole.statuses, whole.reasons)


@pytest.mark.parametrize(
    ("moment", "shard"),
    [("before the journal", 1), ("after the journal", 1), ("at the end", 9), ("while clearing up", 9)],
)
@pytest.mark.parametrize("name", ["out.jsonl", "pages"])
def test_a_kill_between_any_two_steps_loses_nothing_and_doubles_nothing(dump, tmp_path, name, moment, shard):
    run(job(dump, tmp_path / "a", name))
    (tmp_path / "b").mkdir()
    kind = ["--format", "md", "--name-from", "url"] if name == "pages" else ["--name-from", "url"]
    options = [
        "batch",
        dump,
        "-o",
        tmp_path / "b" / name,
        "--errors",
        tmp_path / "b" / "errors.jsonl",
        *kind,
        "-j",
        "1",
    ]
    command = [sys.executable, "-c", KILLER, moment, str(shard), *map(str, options), "--shard-size", "10"]
    here = with_path(Path(__file__).parent)
    assert subprocess.run(command, check=False, capture_output=True, env=here).returncode == -signal.SIGKILL
    run(job(dump, tmp_path / "b", name, resume=True))
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_without_resume_an_unfinished_run_is_not_overwritten(dump, tmp_path):
    stop_after(job(dump, tmp_path / "b"), 24)
    with pytest.raises(DumpError, match="an earlier run was stopped before its end; go on with --resume, or remove"):
        run(job(dump, tmp_path / "b"))


def test_a_run_that_finished_no_shard_leaves_nothing(dump, tmp_path):
    stop_after(job(dump, tmp_path / "b"), 5)
    assert files(tmp_path / "b") == {}
    assert list((tmp_path / "b").iterdir()) == []


def test_a_finished_run_has_nothing_to_resume(dump, tmp_path):
    run(job(dump, tmp_path / "a"))
    told: list[str] = []
    assert run(job(dump, tmp_path / "a", resume=True), warn=told.append).pages == 0
    assert [line.partition(", it is")[0] for line in told] == [f"{tmp_path / 'a' / 'out.jsonl'}: nothing to resume"]


def test_a_dump_that_is_younger_than_a_finished_output_is_no_reason_to_do_nothing(dump, tmp_path):
    run(job(dump, tmp_path / "a"))
    later = (tmp_path / "a" / "out.jsonl").stat().st_mtime + 10
    os.utime(dump, (later, later))
    with pytest.raises(DumpError, match=r"out\.jsonl is finished, and .* has changed since then: leave --resume out"):
        run(job(dump, tmp_path / "a", resume=True))


def test_a_dump_that_has_changed_meanwhile_is_noticed(dump, tmp_path):
    stop_after(job(dump, tmp_path / "b"), 24)
    with dump.open("a") as file:
        file.write(json.dumps(page(99)) + "\n")
    with pytest.raises(DumpError, match=r"d\.jsonl has changed since the run began"):
        run(job(dump, tmp_path / "b", resume=True))


def test_other_records_behind_the_same_size_and_time_are_noticed(dump, tmp_path):
    stop_after(job(dump, tmp_path / "b"), 24)
    before = dump.stat()
    dump.write_text(dump.read_text().replace("Page 3<", "Page 8<"))
    os.utime(dump, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(DumpError, match="holds other records than when the run began"):
        run(job(dump, tmp_path / "b", resume=True))


def test_other_options_are_noticed(dump, tmp_path):
    stop_after(job(dump, tmp_path / "b"), 24)
    other = job(dump, tmp_path / "b", resume=True, only=(read_condition("confidence>0.5"),))
    with pytest.raises(DumpError, match="--resume: conditions was "):
        run(other)


def test_a_shard_that_is_gone_is_noticed(dump, tmp_path):
    given = job(dump, tmp_path / "b")
    stop_after(given, 24)
    (given.target().work / "00000.jsonl").unlink()
    with pytest.raises(DumpError, match="shard 0 of the earlier run is missing or has changed"):
        run(job(dump, tmp_path / "b", resume=True))


def test_two_runs_do_not_write_the_same_output(dump, tmp_path):
    given = job(dump, tmp_path / "b")
    given.target().work.mkdir()
    code = "import sys; from pathlib import Path; from cleaner.batch.store.journal import locked\n"
    code += "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(given.target().work)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(DumpError, match="another run is writing here"):
            run(given)
        other.communicate()


def test_a_full_disk_is_an_error_that_keeps_what_is_finished(dump, tmp_path, monkeypatch):
    real = os.fsync
    count = 0

    def fsync(descriptor: int) -> None:
        nonlocal count
        count += 1
        if count >= 9:
            raise OSError(28, "No space left on device")
        real(descriptor)

    with monkeypatch.context() as patched, pytest.raises(DumpError) as error:
        patched.setattr(os, "fsync", fsync)
        run(job(dump, tmp_path / "b"))
    assert "No space left on device" in str(error.value)
    assert "10 pages are safe: --resume goes on from there" in str(error.value)
    run(job(dump, tmp_path / "a"))
    run(job(dump, tmp_path / "b", resume=True))
    assert files(tmp_path / "a") == files(tmp_path / "b")


@pytest.mark.parametrize("start", range(0, 26))
def test_reading_goes_on_behind_any_record(dump, start):
    dumps = [open_dump(dump, ReadOptions())]
    cursors, places = [Cursor()], []
    whole = Reading(dumps, Cursor())
    for record in whole:
        places.append(record.position)
        cursors.append(whole.passed())
    assert [record.position for record in Reading(dumps, cursors[start])] == places[start:]


def test_a_disk_that_is_full_before_the_first_shard_says_to_start_again(dump, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cleaner.batch.store.target.OneFile.open", full)
    monkeypatch.setattr("cleaner.batch.job.supervise", supervise_here)
    with pytest.raises(DumpError, match=r"No space left on device\. Nothing was kept; make room and start again"):
        run(job(dump, tmp_path / "o"))
