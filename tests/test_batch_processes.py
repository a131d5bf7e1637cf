"""How workers come to be: copies of a template where the system can, fresh starts elsewhere."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from contextlib import closing

import pytest
from batch_doubles import plan, plan_that_cannot_start, plan_that_dies, record

from cleaner.batch import Limits, Outcome, supervise
from cleaner.batch.workers import processes
from cleaner.batch.workers.supervisor import supervise_sharing
from cleaner.errors import CleanerError

forking = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux alone")


@pytest.fixture(params=["a copy of this process", "a fresh start", "no template"])
def way(request, monkeypatch):
    """Every way in which a worker can be started; the first one also where this process has threads."""
    if request.param == "no template":
        monkeypatch.setattr(processes, "_CAN_FORK", False)
    elif not processes._CAN_FORK:
        pytest.skip("workers are forked on Linux alone")
    else:
        monkeypatch.setattr(processes, "_is_alone", lambda: request.param == "a copy of this process")


# A copy of this process has all that other tests have loaded in its address space.
ROOM = 64 << 30


def run(*bodies: str, jobs: int = 1) -> list[Outcome]:
    records = [record(number, body) for number, body in enumerate(bodies)]
    return list(supervise(records, plan, Limits(jobs=jobs, timeout_s=60, memory_bytes=ROOM)))


@pytest.mark.usefixtures("way")
def test_workers_do_the_same_however_they_are_started():
    outcomes = run("fine", "abort", "raise no", "kill", "fine")
    assert [(outcome.status, (outcome.reason or "")[:46]) for outcome in outcomes] == [
        ("ok", ""),
        ("failed", "crash: the process ended with exit code 11, tw"),
        ("failed", "ValueError: no (batch_doubles.py:24)"),
        ("failed", "crash: the process was ended by SIGKILL, twice"),
        ("ok", ""),
    ]


@pytest.mark.usefixtures("way")
def test_runs_can_share_what_starts_their_workers():
    limits = Limits(jobs=2, timeout_s=60, memory_bytes=ROOM)
    with closing(processes.starter(plan, limits)) as start:
        for _ in range(2):
            records = [record(n, "kill" if n == 1 else "fine") for n in range(4)]
            outcomes = list(supervise_sharing(records, plan, limits, start))
            assert [outcome.status for outcome in outcomes] == ["ok", "failed", "ok", "ok"]


@pytest.mark.usefixtures("way")
def test_a_start_that_fails_ends_the_run_however_it_is_done():
    with pytest.raises(CleanerError, match="ValueError: no weights"):
        list(supervise([record(0)], plan_that_cannot_start))
    with pytest.raises(CleanerError, match="exit code 7"):
        list(supervise([record(0)], plan_that_dies))


@forking
def test_workers_have_one_parent_which_is_not_this_process():
    outcomes = run(*["fine"] * 40, "kill", *["fine"] * 40, jobs=2)
    parents = {outcome.article["parent"] for outcome in outcomes if outcome.article}
    assert len(parents) == 1
    assert os.getpid() not in parents


@forking
def test_a_template_that_was_killed_costs_no_page():
    outcomes = run(*["fine"] * 20, "orphan", "fine", "kill", "fine", "abort", "fine", jobs=2)
    assert [outcome.record_id for outcome in outcomes if outcome.status != "ok"] == ["r22", "r24"]


@forking
def test_a_copy_of_this_process_lets_go_of_its_files(monkeypatch):
    monkeypatch.setattr(processes, "_is_alone", lambda: True)
    here, there = os.pipe()
    outcomes = supervise([record(0)], plan, Limits(jobs=1, memory_bytes=ROOM))
    os.close(there)
    # As long as anybody else holds the other end, there is no end to be read.
    assert select.select([here], [], [], 60)[0] == [here]
    assert os.read(here, 1) == b""
    os.close(here)
    assert [outcome.status for outcome in outcomes] == ["ok"]


@forking
def test_numpy_makes_no_threads_where_a_template_is_started():
    script = "import numpy, os; print(len(os.listdir('/proc/self/task')))"
    with processes._one_thread():
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


# With a thread of its own, the script's process is none to be copied: workers start anew and import the script.
UNGUARDED = """
import threading

stop = threading.Event()
threading.Thread(target=stop.wait, daemon=True).start()
print("begun")
from cleaner.batch import CleanerPlan, Limits, supervise
from cleaner.dumps import Record

page = Record("a", None, "<p>Rain fell on the mill.</p>", "html", "pages", 0)
print(len(list(supervise([page], CleanerPlan(), Limits(jobs=1)))))
"""


def test_a_script_that_starts_workers_wherever_it_is_imported_hears_what_to_do(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert 'put its work under `if __name__ == "__main__":`' in done.stderr.splitlines()[-1]
    assert done.stderr.count("Traceback") == 1
    assert done.stdout.splitlines() == ["begun"] * 2  # and no page was cleaned twice


def test_a_script_that_came_through_a_pipe_hears_what_to_do():
    done = subprocess.run([sys.executable, "-"], input=UNGUARDED, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].endswith("<stdin> is no file; save it")


def test_a_worker_that_starts_afresh_loads_neither_readers_nor_reports():
    """Only what it needs: it imports the package anew, and a third of that was for the process that starts it."""
    code = """
import sys
import cleaner.batch.workers.processes
from cleaner.batch import CleanerPlan, Limits
CleanerPlan()()
print(*[name for name in sys.modules if name.startswith(("cleaner.batch.", "cleaner.dumps."))])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"cleaner.batch.workers.worker", "cleaner.dumps.record"} <= loaded
    others = ("job", "report", "split", "store", "memory", "inputs")
    assert not [name for name in loaded if name.startswith(tuple(f"cleaner.batch.{other}" for other in others))]
    assert not [name for name in loaded if name.startswith(("cleaner.dumps.formats", "cleaner.dumps.file_formats"))]
