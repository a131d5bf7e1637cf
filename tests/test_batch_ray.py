"""Splits as tasks of a real Ray with two nodes on this machine."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner.batch import Job, Limits, run
from cleaner.batch.task import Splitting
from cleaner.errors import DumpError

ray = pytest.importorskip("ray", reason="Ray is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")

NICENESS = "RAY_worker_niceness"
STORY = "".join(f"<p>Sentence {n} stands in the body of the page, and it is long enough.</p>" for n in range(5))


@pytest.fixture(scope="module")
def cluster():
    from ray.cluster_utils import Cluster

    # By default Ray's processes stand behind all others: on a machine that is busy the tests would take minutes.
    patch = pytest.MonkeyPatch()
    patch.setenv(NICENESS, "0")

    head = {"num_cpus": 1, "object_store_memory": 80_000_000, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=head)
    made.add_node(num_cpus=1, object_store_memory=80_000_000)
    ray.init(address=made.address, log_to_driver=False, logging_level="ERROR")
    yield made
    ray.shutdown()
    made.shutdown()
    patch.undo()


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": f"r{n}", "html": f"<h1>Page {n}</h1>{STORY}"}) + "\n" for n in range(24)))
    return path


def job(given: Path, output: Path, *, is_ray: bool = True, **options: object) -> Job:
    splitting = Splitting(-(-given.stat().st_size // 4), is_ray=is_ray)
    return Job((given,), output, format="jsonl", splitting=splitting, limits=Limits(jobs=1), **options)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_nodes_write_the_bytes_of_a_local_run_with_the_same_splits(cluster, dump, tmp_path):
    report = run(job(dump, tmp_path / "ray"))
    run(job(dump, tmp_path / "local", is_ray=False))
    assert (report.pages, report.statuses["ok"]) == (24, 24)
    assert files(tmp_path / "ray") == files(tmp_path / "local")
    assert len(files(tmp_path / "ray")) == 5


def test_a_node_that_is_lost_costs_only_what_it_was_at(cluster, dump, tmp_path):
    lost = cluster.add_node(num_cpus=2, object_store_memory=80_000_000)
    given = job(dump, tmp_path / "out")
    import threading

    def lose() -> None:
        # As soon as a split has begun: its scratch folder is there.
        until = time.monotonic() + 60
        while time.monotonic() < until and not list((tmp_path / "out").glob(".unfinished/scratch-*")):
            time.sleep(0.01)
        cluster.remove_node(lost, allow_graceful=False)

    thread = threading.Thread(target=lose)
    thread.start()
    report = run(given)
    thread.join()
    run(job(dump, tmp_path / "local", is_ray=False))
    assert report.pages == 24
    assert files(tmp_path / "out") == files(tmp_path / "local")


def test_what_is_wrong_with_a_split_is_told_in_our_words(cluster, dump, tmp_path, monkeypatch):
    from cleaner.batch.workers.worker import CleanerPlan

    with pytest.raises(DumpError, match="of memory"):
        run(
            Job(
                (dump,), tmp_path / "out", format="jsonl", splitting=Splitting(is_ray=True),
                limits=Limits(jobs=1, memory_bytes=1_000), plan=CleanerPlan(rules=None),
            )
        )  # fmt: skip
    assert not any(name.startswith("articles") for name in os.listdir(tmp_path / "out"))  # noqa: PTH208 - names


def test_more_workers_than_any_machine_has_cores_are_refused(cluster, dump, tmp_path):
    given = replace(job(dump, tmp_path / "out"), limits=Limits(jobs=2))
    with pytest.raises(DumpError, match="--jobs 2: no machine of the cluster has as many cores"):
        run(given)


@pytest.mark.parametrize(
    "fault", [Exception("The node timed out.\nSee its log."), ConnectionError("The node timed out.")]
)
def test_a_cluster_that_does_not_start_is_told_in_one_line(dump, tmp_path, monkeypatch, fault):
    def fail(**_):
        raise fault

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", fail)
    with pytest.raises(DumpError, match=r"^Ray cannot be started or reached: The node timed out\.$"):
        run(job(dump, tmp_path / "out"))


@pytest.mark.parametrize(("said", "found"), [(None, "0"), ("7", "7")])
def test_workers_of_a_cluster_that_is_started_here_stand_behind_nobody(dump, tmp_path, monkeypatch, said, found):
    seen = []

    def fail(**_):
        seen.append(os.environ.get(NICENESS))
        raise ConnectionError("no more")

    monkeypatch.delenv(NICENESS, raising=False)
    if said:
        monkeypatch.setenv(NICENESS, said)
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", fail)
    with pytest.raises(DumpError, match="no more"):
        run(job(dump, tmp_path / "out"))
    assert (seen, os.environ.get(NICENESS)) == ([found], said)
