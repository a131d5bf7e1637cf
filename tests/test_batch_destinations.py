"""What a run writes never replaces what it reads, and is looked at before it reads."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from batch_doubles import supervise_here

from cleaner.batch import Job, Limits, run
from cleaner.errors import DumpError


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    """A folder with a dump and an earlier output; worker processes have their own tests."""
    monkeypatch.setattr("cleaner.batch.job.supervise", supervise_here)
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text("".join(json.dumps({"id": n, "html": f"page {n}"}) + "\n" for n in range(3)))
    Path("out.jsonl").write_text("earlier")
    return tmp_path


def job(*inputs: str, output: str = "out.jsonl", **more) -> Job:
    return Job(inputs or ("in.jsonl",), Path(output), limits=Limits(jobs=1), **more)


def files(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def assert_refused(given: Job, folder: Path, message: str) -> None:
    """The run is refused before anything is read or written."""
    before = files(folder)
    with pytest.raises(DumpError, match=message):
        run(given)
    assert files(folder) == before


@pytest.mark.parametrize("other", ["out.jsonl", "./out.jsonl", "sub/../out.jsonl", "link.jsonl"])
@pytest.mark.parametrize("role", ["errors", "report"])
def test_two_outputs_cannot_be_one_file(here, role, other):
    Path("sub").mkdir()
    Path("link.jsonl").symlink_to("out.jsonl")
    assert_refused(job(**{role: Path(other)}), here, f"output and {role} cannot go to the same file")


def test_errors_and_report_cannot_be_one_file_that_is_still_missing(here):
    given = job(errors=Path("new/e.jsonl"), report=here / "new" / "e.jsonl")
    assert_refused(given, here, "errors and report cannot go to the same")


@pytest.mark.parametrize("path", ["in.jsonl", "./in.jsonl", "link.jsonl", "hard.jsonl"])
@pytest.mark.parametrize("role", ["output", "errors", "report"])
def test_no_output_is_an_input(here, role, path):
    Path("link.jsonl").symlink_to("in.jsonl")
    Path("hard.jsonl").hardlink_to("in.jsonl")
    given = job(output=path) if role == "output" else job(**{role: Path(path)})
    assert_refused(given, here, f"is both input and {role}")


def test_an_input_may_also_be_named_by_an_address(here):
    assert_refused(job(f"file://{here}/in.jsonl", output="in.jsonl"), here, "is both input and output")


def test_an_input_may_also_come_on_standard_input(here, monkeypatch):
    with Path("in.jsonl").open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert_refused(job("-", output="in.jsonl"), here, "standard input: is both input and output")


def test_no_output_is_the_list_of_inputs(here):
    Path("list.jsonl").write_text("in.jsonl\n")
    assert_refused(job(errors=Path("./list.jsonl"), spared=("list.jsonl",)), here, "is both list of inputs and errors")


@pytest.mark.parametrize("report", [".out.jsonl.unfinished/r.html", "out/index.jsonl", "out/.unfinished/r.html"])
def test_no_report_is_the_outputs_own(here, report):
    given = {"output": "out", "format": "md"} if report.startswith("out/") else {}
    assert_refused(job(report=Path(report), **given), here, "belongs to the output; name another file for the report")


def test_pages_keep_away_from_the_name_of_the_report(here):
    run(job(output="out", format="md", naming="id", report=Path("out/1.md")))
    assert "page 1" not in Path("out/1.md").read_text()
    names = [json.loads(line)["file"] for line in Path("out/index.jsonl").read_text().splitlines()]
    assert (names[0], names[2]) == ("0.md", "2.md")
    assert "page 1" in Path("out", names[1]).read_text()


def test_an_output_is_no_address(here):
    assert_refused(job(output="s3://bucket/out.jsonl"), here, "outputs are files of this machine")


@pytest.mark.parametrize("role", ["output", "errors", "report"])
def test_a_folder_in_the_place_of_a_file_is_told_before_anything_is_cleaned(here, role):
    Path("folder.jsonl").mkdir()
    given = job(output="folder.jsonl") if role == "output" else job(**{role: Path("folder.jsonl")})
    assert_refused(given, here, r"folder\.jsonl: is a folder; name a file")
    assert sorted(os.listdir()) == ["folder.jsonl", "in.jsonl", "out.jsonl"]  # noqa: PTH208 - names


def test_a_pipe_or_device_is_not_replaced_by_a_file(here):
    os.mkfifo("pipe")
    assert_refused(job(report=Path("pipe")), here, "pipe: is no regular file; name a file")
    assert Path("pipe").is_fifo()


@pytest.mark.parametrize("role", ["errors", "report"])
def test_what_cannot_be_written_is_told_before_anything_is_cleaned(here, monkeypatch, role):
    Path("shut").mkdir()
    real = io.open

    def closed(path, mode="r", *rest, **more):
        if "shut" in str(path) and "w" in mode:
            raise PermissionError(13, "Permission denied")
        return real(path, mode, *rest, **more)

    monkeypatch.setattr(io, "open", closed)
    assert_refused(job(**{role: Path("shut/x.jsonl")}), here, r"shut/x\.jsonl: cannot be written: Permission denied")


@pytest.mark.parametrize("name", ["e.txt", "e"])
def test_errors_of_no_known_kind_are_told_by_their_own_name(here, name):
    assert_refused(job(errors=Path(name)), here, f"^{name}: cannot tell the kind of output; the name must end in ")


@pytest.mark.parametrize("late", ["e.jsonl", "r.html"])
def test_a_disk_that_is_full_at_the_end_leaves_every_earlier_file(here, monkeypatch, late):
    for name in ("e.jsonl", "r.html"):
        Path(name).write_text("earlier")
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if late in os.readlink(f"/proc/self/fd/{descriptor}"):  # noqa: PTH115 - it is no path
            raise OSError(28, "No space left on device")
        real(descriptor)

    given = job(errors=Path("e.jsonl"), report=Path("r.html"), shard_pages=2)
    with monkeypatch.context() as patched, pytest.raises(DumpError, match=r"No space .*3 pages are safe: --resume"):
        patched.setattr(os, "fsync", fsync)
        run(given)
    assert [Path(name).read_text() for name in ("out.jsonl", "e.jsonl", "r.html")] == ["earlier"] * 3


def test_a_run_that_is_resumed_at_its_end_leaves_nothing_unfinished(here, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("cleaner.batch.store.shards.remove_work", _interrupt)
        run(job(report=Path("r.html")))
    run(job(report=Path("r.html"), resume=True))
    assert sorted(os.listdir()) == ["in.jsonl", "out.jsonl", "r.html"]  # noqa: PTH208 - names


def _interrupt(_work: Path) -> None:
    raise KeyboardInterrupt


def test_a_finished_run_keeps_its_report(here):
    run(job(report=Path("r.html")))
    before = Path("r.html").read_text()
    run(job(report=Path("r.html"), resume=True))
    assert Path("r.html").read_text() == before


def test_every_file_that_will_be_replaced_is_named(here):
    Path("r.html").write_text("earlier")
    told: list[str] = []
    run(job(report=Path("r.html")), warn=told.append)
    assert [line.split(": ")[0] for line in told] == ["out.jsonl", "r.html"]


@pytest.mark.parametrize("role", ["output", "errors", "report"])
def test_a_file_of_a_folder_that_is_read_is_not_replaced(here, role):
    given = job(".", output="in.jsonl") if role == "output" else job(".", output="o.jsonl", **{role: Path("in.jsonl")})
    assert_refused(given, here, rf"in\.jsonl: lies in the input \., and no earlier run .* free for the {role}")


@pytest.mark.parametrize("name", ["o.jsonl.gz", "o.parquet"])
@pytest.mark.parametrize("select", [("text",), ("status", "id")])
def test_an_earlier_output_in_a_folder_that_is_read_is_replaced(here, name, select):
    given = job(".", output=name, select=select)
    Path("out.jsonl").unlink()
    assert [run(given).pages, run(given).pages] == [3, 3]


def test_an_earlier_output_of_other_columns_is_known_by_its_status(here):
    Path("out.jsonl").unlink()
    run(job("."))
    assert run(job(".", select=("text",))).pages == 3


def test_a_dump_with_further_columns_is_no_earlier_output(here):
    Path("out.jsonl").write_text(json.dumps({"status": 200, "reason": "OK", "crawled_by": "us", "html": "page"}) + "\n")
    assert_refused(job("."), here, r"out\.jsonl: lies in the input \., and no earlier run")


def test_what_the_run_writes_is_no_input_of_the_next(here):
    Path("out.jsonl").unlink()
    given = job(".", errors=Path("e.jsonl"), report=Path("r.html"))
    assert [run(given).pages, run(given).pages] == [3, 3]
