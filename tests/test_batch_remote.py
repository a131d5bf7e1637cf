"""Inputs and outputs at addresses, against a server that speaks S3 on this machine."""

from __future__ import annotations

import json
import os

import pytest
from batch_doubles import NoStarter, supervise_here

from cleaner.batch import Job, Limits, run
from cleaner.batch.split.merge import merge
from cleaner.batch.task import Splitting
from cleaner.errors import DumpError

s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
moto = pytest.importorskip("moto.server", reason="moto is not installed")

BUCKET = "s3://crawls"


@pytest.fixture(scope="module")
def server():
    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def store(server, monkeypatch):
    known = {"AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    for name, value in {**known, "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("cleaner.batch.job.supervise", supervise_here)
    monkeypatch.setattr("cleaner.batch.split.clean.supervise_sharing", supervise_here)
    monkeypatch.setattr("cleaner.batch.split.run.starter", NoStarter)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("crawls")
    for name in ("a", "b"):
        lines = (json.dumps({"html": f"<p>A page {name}{n}.</p>", "id": f"{name}{n}"}) for n in range(20))
        system.pipe_file(f"crawls/in/{name}.jsonl", "\n".join(lines).encode())
    yield system
    system.rm("crawls", recursive=True)


def lines(store, folder: str) -> list[dict]:
    found = sorted(path for path in store.find(folder) if "articles-" in path)
    return [json.loads(line) for path in found for line in store.cat_file(path).splitlines()]


def job(tmp_path, output: str, **options: object) -> Job:
    from pathlib import Path

    splitting = Splitting(500, options.pop("share", None))
    return Job((f"{BUCKET}/in",), Path(output), format="jsonl", splitting=splitting, limits=Limits(jobs=1), **options)


def test_shards_at_an_address_have_the_rows_of_a_run_on_this_machine(store, tmp_path):
    run(Job((f"{BUCKET}/in",), tmp_path / "one.jsonl", limits=Limits(jobs=1)))
    report = run(job(tmp_path, f"{BUCKET}/out"))
    assert report.pages == 40
    assert lines(store, "crawls/out") == [
        json.loads(line) for line in (tmp_path / "one.jsonl").read_text().splitlines()
    ]
    assert sorted(os.path.basename(path) for path in store.find("crawls/out")) == [  # noqa: PTH119 - an address
        ".finished", "articles-00000.jsonl", "articles-00001.jsonl",
    ]  # fmt: skip


def test_parts_at_an_address_are_put_together_and_a_missing_one_is_told(store, tmp_path):
    run(job(tmp_path, f"{BUCKET}/parts", share=(1, 2)))
    with pytest.raises(DumpError, match=r"splits are not cleaned yet \(numbers 1\)"):
        merge(job(tmp_path, f"{BUCKET}/parts").output, None, None)
    run(job(tmp_path, f"{BUCKET}/parts", share=(2, 2)))
    report = merge(job(tmp_path, f"{BUCKET}/parts").output, tmp_path / "errors.jsonl", tmp_path / "report.html")
    assert (report.pages, len(lines(store, "crawls/parts"))) == (40, 40)
    assert (tmp_path / "report.html").is_file()


def test_further_objects_become_further_shards(store, tmp_path):
    run(job(tmp_path, f"{BUCKET}/grows"))
    store.pipe_file("crawls/in/c.jsonl", b'{"html": "<p>A further page.</p>", "id": "c0"}\n')
    store.invalidate_cache()
    assert run(job(tmp_path, f"{BUCKET}/grows", resume=True)).pages == 1
    assert [row["id"] for row in lines(store, "crawls/grows")][-1] == "c0"


def test_a_bucket_that_is_not_there_is_told_in_a_line(store, tmp_path):
    with pytest.raises(DumpError, match=r"s3://nowhere/out/"):
        run(job(tmp_path, "s3://nowhere/out"))
