"""Runs that are cut into splits: whoever cleans which of them, the rows are those of one run."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batch_doubles import NoStarter, supervise_here
from test_dumps_warc import http, warc

from cleaner.batch import Job, Limits, Report, run
from cleaner.batch.reading import Cursor, Reading
from cleaner.batch.report.whole import whole_of, whole_told
from cleaner.batch.split.cut import cut
from cleaner.batch.split.merge import merge
from cleaner.batch.store.finished import FINISHED, Finished
from cleaner.batch.task import Splitting
from cleaner.dumps import ReadOptions, open_dump
from cleaner.dumps.record import Misread
from cleaner.errors import DumpError

PAGE = "<p>The page of number {} has a sentence of its own.</p>"


def supervise_rereading(records, *_):
    """Outcomes as `supervise` gives them: where a record was misread, from it on once more."""
    reader = iter(records)
    while (given := next(reader, None)) is not None:
        try:
            outcome = next(supervise_here([given]))
        except Misread:
            reader = iter(records)
            continue
        yield outcome


@pytest.fixture(autouse=True)
def without_processes(monkeypatch):
    monkeypatch.setattr("cleaner.batch.job.supervise", supervise_rereading)
    monkeypatch.setattr("cleaner.batch.split.clean.supervise_sharing", supervise_rereading)
    monkeypatch.setattr("cleaner.batch.split.run.starter", NoStarter)


def jsonl(path: Path, count: int = 40, first: int = 0) -> Path:
    lines = [json.dumps({"id": f"r{n}", "html": PAGE.format(n) * (1 + n % 5)}) for n in range(first, first + count)]
    lines[count // 2] = ""
    lines[count // 3] = "no object"
    path.write_text("\r\n".join(lines))
    return path


def parquet(path: Path) -> Path:
    table = pa.table({"html": [PAGE.format(n) * (1 + n % 5) for n in range(40)], "id": [f"p{n}" for n in range(40)]})
    pq.write_table(table, path, row_group_size=3)
    return path


def archive(path: Path) -> Path:
    members = []
    for n in range(40):
        body = http(PAGE.format(n).encode() * (1 + n % 5), status="404 Gone" if n % 9 == 4 else "200 OK")
        members.append(gzip.compress(warc(body, name=str(n))))
    members[20] = members[20][:40] + b"damaged" + members[20][47:]
    members[-1] = members[-1][:-9]
    path.write_bytes(b"".join(members))
    return path


def plain_archive(path: Path) -> Path:
    path.write_bytes(b"".join(warc(http(PAGE.format(n).encode()), name=str(n)) for n in range(40)))
    return path


FILES = {"d.jsonl": jsonl, "d.parquet": parquet, "d.warc.gz": archive, "d.warc": plain_archive}


@pytest.fixture
def dump(tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    for name, make in FILES.items():
        make(folder / name)
    for n in range(6):
        (folder / f"page{n}.html").write_text(PAGE.format(f"p{n}"))
    with gzip.open(folder / "packed.jsonl.gz", "wt") as file:
        file.write("".join(json.dumps({"html": PAGE.format(f"z{n}")}) + "\n" for n in range(30)))
    return folder


def job(inputs: Path, output: Path, size: int = 4_000, **options: object) -> Job:
    share, is_ray = options.pop("share", None), options.pop("is_ray", False)
    splitting = Splitting(size, share, is_ray)
    return Job((inputs,), output, format="jsonl", splitting=splitting, limits=Limits(jobs=1), **options)


def rows(output: Path) -> list[dict]:
    files = sorted(output.glob("articles-*")) if output.is_dir() else [output]
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("of", [1, 3, 8])
def test_parts_have_the_rows_of_one_run_none_lost_and_none_twice(dump, tmp_path, of):
    whole = run(Job((dump,), tmp_path / "one.jsonl", limits=Limits(jobs=1)))
    for part in range(1, of + 1):
        run(job(dump, tmp_path / "parts", share=(part, of)))
    report = merge(tmp_path / "parts", None, None)
    assert rows(tmp_path / "parts") == rows(tmp_path / "one.jsonl")
    for name in ("statuses", "reasons", "hosts", "languages", "confidence", "repeated"):
        assert getattr(report, name) == getattr(whole, name), name
    assert names(tmp_path / "parts")[0] == ".finished"
    assert ".unfinished" not in names(tmp_path / "parts")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [197, 3000, 10_000_000])
def test_a_large_file_is_cut_within_and_each_record_belongs_to_one_split(tmp_path, name, size):
    path = FILES[name](tmp_path / name)
    options = ReadOptions()
    known = list(open_dump(path, options))
    splits = list(cut(open_dump(path, options).entries(), options, size))
    found = [outcome for split in splits for outcome in _outcomes(split)]
    assert [(each.record_id, each.position, each.reason) for each in found] == [
        (each.record_id, each.position, each.reason) for each in supervise_here(known)
    ]
    assert len(splits) == -(-path.stat().st_size // (4 * size if "warc" in name else size))


def _outcomes(split):
    reading = Reading([split], Cursor())
    for outcome in supervise_rereading(reading):
        reading.passed()
        yield outcome


def test_splits_are_of_about_equal_size(dump):
    splits = list(cut(open_dump(dump).entries(), ReadOptions(), 4_000))
    assert all(split.size <= 4_000 or len(split.files) == 1 for split in splits)
    assert [split.number for split in splits] == list(range(len(splits)))


def test_small_files_are_gathered_in_one_split(dump):
    assert any(len(split.files) > 3 for split in cut(open_dump(dump).entries(), ReadOptions(), 4_000))


def test_standard_input_cannot_be_split():
    with pytest.raises(DumpError, match="one process alone"):
        list(cut([replace(next(open_dump(__file__).entries()), source="-")], ReadOptions(), 10))


def test_a_part_that_is_missing_is_named_and_nothing_is_finished(dump, tmp_path):
    for part in (1, 3):
        run(job(dump, tmp_path / "out", share=(part, 3)))
    with pytest.raises(DumpError, match=r"splits are not cleaned yet \(numbers 1, 4, 7"):
        merge(tmp_path / "out", None, None)
    run(job(dump, tmp_path / "out", share=(2, 3)))
    assert merge(tmp_path / "out", None, None).pages > 0


def test_a_part_that_was_stopped_goes_on_with_the_split_it_was_at(dump, tmp_path, monkeypatch):
    run(job(dump, tmp_path / "whole"))
    passed = []

    def failing(records, *_):
        for outcome in supervise_rereading(records):
            passed.append(outcome)
            if len(passed) == 60:
                raise KeyboardInterrupt
            yield outcome

    monkeypatch.setattr("cleaner.batch.split.clean.supervise_sharing", failing)
    with pytest.raises(KeyboardInterrupt):
        run(job(dump, tmp_path / "out"))
    with pytest.raises(DumpError, match="cleaned already; go on with --resume"):
        run(job(dump, tmp_path / "out"))
    report = run(job(dump, tmp_path / "out", resume=True))
    assert len(passed) < 60 + report.statuses.total()
    assert [(tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")] == [
        (tmp_path / "whole" / name).read_bytes() for name in names(tmp_path / "whole")
    ]


def test_a_shard_that_is_gone_or_was_cut_off_is_cleaned_again(dump, tmp_path):
    run(job(dump, tmp_path / "whole"))
    run(job(dump, tmp_path / "out", share=(1, 1)))
    (tmp_path / "out" / "articles-00001.jsonl").unlink()
    (tmp_path / "out" / "articles-00002.jsonl").write_text("")
    run(job(dump, tmp_path / "out", resume=True))
    assert rows(tmp_path / "out") == rows(tmp_path / "whole")


def test_parts_with_other_options_do_not_mix(dump, tmp_path):
    run(job(dump, tmp_path / "out", share=(1, 3)))
    with pytest.raises(DumpError, match="selected columns was"):
        run(job(dump, tmp_path / "out", share=(2, 3), select=("text",)))


def test_parts_with_other_inputs_do_not_mix(dump, tmp_path):
    run(job(dump, tmp_path / "out", share=(1, 3)))
    (dump / "page0.html").write_text("<p>Another page, and a longer one.</p>")
    with pytest.raises(DumpError, match=r"page0.html has changed, was added or removed"):
        run(job(dump, tmp_path / "out", share=(2, 3)))


def test_failures_of_all_parts_are_in_the_file_of_errors_and_the_page_is_about_the_whole(dump, tmp_path):
    run(Job((dump,), tmp_path / "one.jsonl", tmp_path / "one.errors.jsonl", limits=Limits(jobs=1)))
    for part in (1, 2):
        run(job(dump, tmp_path / "out", share=(part, 2)))
    report = merge(tmp_path / "out", tmp_path / "errors.jsonl", tmp_path / "report.html")
    assert rows(tmp_path / "errors.jsonl") == rows(tmp_path / "one.errors.jsonl")
    assert f"{report.pages:,} pages" in (tmp_path / "report.html").read_text()


@pytest.mark.parametrize("wanted", ["mark", "drop"])
def test_duplicates_are_told_across_parts(tmp_path, monkeypatch, wanted):
    pytest.importorskip("datasketch")
    from cleaner.batch.likeness import likeness

    def supervise(records, *_):
        for outcome in supervise_here(records):
            yield outcome._replace(likeness=likeness(outcome.article["text"], outcome.url))

    monkeypatch.setattr("cleaner.batch.job.supervise", supervise)
    monkeypatch.setattr("cleaner.batch.split.clean.supervise_sharing", supervise)
    given = tmp_path / "in.jsonl"
    given.write_text("".join(json.dumps({"text": f"A text of number {n % 7}."}) + "\n" for n in range(60)))
    run(Job((given,), tmp_path / "one.jsonl", duplicates=wanted, limits=Limits(jobs=1)))
    for part in (1, 2, 3):
        run(job(given, tmp_path / "out", 100, share=(part, 3), duplicates=wanted))
    assert not list((tmp_path / "out").glob("articles-*"))
    assert merge(tmp_path / "out", None, None).duplicates == {"text": 53}
    assert rows(tmp_path / "out") == rows(tmp_path / "one.jsonl")


@pytest.mark.parametrize("splitting", [None, Splitting(500)], ids=["shards of pages", "splits"])
def test_further_inputs_become_further_shards_and_the_earlier_ones_stay(tmp_path, splitting):
    folder = tmp_path / "in"
    folder.mkdir()
    jsonl(folder / "b.jsonl", 20)
    given = replace(job(folder, tmp_path / "out"), splitting=splitting, shard_pages=6)
    run(given)
    before = {name: (tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out") if name != ".finished"}
    jsonl(folder / "a.jsonl", 10, 100)
    report = run(replace(given, resume=True))
    assert report.pages == 9
    assert {name: (tmp_path / "out" / name).read_bytes() for name in before} == before
    found = [row["id"] for row in rows(tmp_path / "out")]
    assert len(found) == len(set(found)) == 19 + 9
    assert run(replace(given, resume=True)).statuses.total() == 0
    assert len(rows(tmp_path / "out")) == 28


@pytest.mark.parametrize("splitting", [None, Splitting(500)], ids=["shards of pages", "splits"])
def test_a_report_on_further_inputs_says_what_it_leaves_out(tmp_path, splitting):
    folder, page = tmp_path / "in", tmp_path / "report.html"
    folder.mkdir()
    jsonl(folder / "b.jsonl", 3)
    given = replace(job(folder, tmp_path / "out"), splitting=splitting, report=page)
    first = run(given)
    assert (first.earlier, "earlier runs" in page.read_text()) == ((0, 0), False)
    jsonl(folder / "a.jsonl", 3, 100)
    told = "of this run alone; the folder's first shard is from earlier runs, of 1 input"
    assert told in run(replace(given, resume=True)).summary()
    assert f"These figures are {told}." in page.read_text()


@pytest.mark.parametrize("splitting", [None, Splitting(500)], ids=["shards of pages", "splits"])
def test_a_report_on_further_inputs_tells_of_the_whole_folder(tmp_path, splitting):
    folder, page = tmp_path / "in", tmp_path / "report.html"
    folder.mkdir()
    given = replace(job(folder, tmp_path / "out"), splitting=splitting, report=page)
    jsonl(folder / "a.jsonl", 4)
    assert (whole_told(run(given)), "The whole folder" in page.read_text()) == (None, False)
    for name, pages in (("b", 5), ("c", 6)):
        jsonl(folder / f"{name}.jsonl", pages, ord(name))
        report = run(replace(given, resume=True))
    one = run(replace(job(folder, tmp_path / "one.jsonl"), splitting=None, format=None))
    assert whole_of(report).statuses == one.statuses
    assert whole_of(report).page_types == one.page_types
    assert f"The whole folder: {one.pages} pages" in page.read_text()
    assert f"{one.pages}   pages in the folder" in whole_told(report)


def test_a_folder_whose_first_run_kept_no_counts_tells_none(tmp_path):
    given = job(jsonl(tmp_path / "a.jsonl", 4), tmp_path / "out")
    run(given)
    assert Finished.from_bytes((tmp_path / "out" / FINISHED).read_bytes(), "").tallies["statuses"]["ok"] == 2
    finished = Finished.from_bytes((tmp_path / "out" / FINISHED).read_bytes(), "")
    (tmp_path / "out" / FINISHED).write_bytes(replace(finished, tallies={}).to_bytes())
    for name in ("b", "c"):
        further = replace(given, inputs=(*given.inputs, jsonl(tmp_path / f"{name}.jsonl", 5, ord(name))), resume=True)
        assert whole_told(run(further)) is None


@pytest.mark.parametrize("splitting", [None, Splitting(500)], ids=["shards of pages", "splits"])
def test_an_input_that_has_changed_since_is_passed_over_and_counted(tmp_path, splitting):
    given = replace(job(jsonl(tmp_path / "in.jsonl"), tmp_path / "out"), splitting=splitting)
    run(given)
    jsonl(tmp_path / "in.jsonl", 50)
    told: list[str] = []
    assert run(replace(given, resume=True), warn=told.append).changed == 1
    assert "passed over: it has changed since it was cleaned" in told[0]


def test_further_inputs_of_a_run_with_other_options_are_an_error(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    jsonl(folder / "a.jsonl")
    given = replace(job(folder, tmp_path / "out"), splitting=None)
    run(given)
    jsonl(folder / "b.jsonl", 10, 100)
    with pytest.raises(DumpError, match="selected columns was"):
        run(replace(given, resume=True, select=("text",)))


def test_files_for_each_article_cannot_be_split(tmp_path):
    with pytest.raises(DumpError, match="splits become shards of a folder"):
        run(replace(job(jsonl(tmp_path / "in.jsonl"), tmp_path / "out"), format="md"))


def test_reports_of_parts_add_up():
    one, other = Report(), Report()
    one.statuses["ok"], other.statuses["ok"], other.reasons["empty"]["no article"] = 1, 2, 3
    one.add(other)
    assert (one.statuses["ok"], one.reasons["empty"]) == (3, {"no article": 3})
