"""Ids that come more than once: counted, whatever happens to the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from batch_doubles import record, supervise_here
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch import Job, Limits, Report, run
from cleaner.batch.outcome import failed
from cleaner.batch.reading import Reading
from cleaner.batch.report.page import page_report
from cleaner.batch.report.progress import counts
from cleaner.batch.store.ids import FILE, Ids


def dump(folder: Path, *names: str) -> Path:
    path = folder / "d.jsonl"
    path.write_text("".join(json.dumps({"id": name, "html": "<p>Words.</p>"}) + "\n" for name in names))
    return path


def report_of(*names: str) -> Report:
    report, ids = Report(), Ids()
    for name in names:
        outcome = failed(record(1), "x")._replace(record_id=name)
        report.count(outcome)
        report.count_id(outcome, ids)
    return report


@given(st.lists(st.text(max_size=3), max_size=60))
def test_an_id_is_there_when_it_came_before(names):
    ids = Ids()
    assert [ids.add(name) for name in names] == [name in names[:n] for n, name in enumerate(names)]


def test_more_ids_than_the_table_began_with_are_all_found_again(monkeypatch):
    monkeypatch.setattr("cleaner.batch.store.ids._FIRST_SLOTS", 4)
    ids = Ids()
    assert not any(ids.add(str(n)) for n in range(3000))
    assert all(ids.add(str(n)) for n in range(3000))


def test_ids_beyond_the_bound_are_not_taken_in(monkeypatch):
    monkeypatch.setattr("cleaner.batch.store.ids._MOST", 2)
    ids = Ids()
    assert [ids.add(name) for name in "abcca"] == [False, False, False, False, True]
    assert ids.is_full


def test_what_was_written_behind_the_last_shard_is_forgotten(tmp_path):
    ids = Ids()
    for name in "abc":
        ids.add(name)
    ids.save(tmp_path)
    again = Ids.load(tmp_path, 2)
    assert [again.add(name) for name in "abc"] == [True, True, False]
    assert (tmp_path / FILE).stat().st_size == 16


def test_repeated_ids_are_told_at_the_end_with_examples():
    told = "warning: 3 pages have the id of one before them, such as a, b"
    assert told in report_of("a", "b", "a", "a", "b", "c").summary().splitlines()


def test_a_count_that_may_be_too_low_says_so(monkeypatch):
    monkeypatch.setattr("cleaner.batch.store.ids._MOST", 1)
    assert "warning: at least 1 pages have the id" in report_of("a", "a").summary()


def test_nothing_is_told_where_no_id_is_repeated():
    assert report_of("a", "b").repeated_told() is None


def test_machines_get_the_count():
    assert counts(report_of("<a>", "<a>"))["repeated_ids"] == 1


def test_the_page_of_the_report_has_the_count():
    told = "1 pages have the id of one before them, such as &lt;a&gt;"
    assert told in page_report(report_of("<a>", "<a>"), {})


def test_a_run_that_goes_on_counts_ids_of_its_earlier_attempt(tmp_path, monkeypatch):
    monkeypatch.setattr("cleaner.batch.job.supervise", supervise_here)
    given_ = dump(tmp_path, *"abcdabcd")

    def job(**more) -> Job:
        return Job((given_,), tmp_path / "out.jsonl", limits=Limits(jobs=1), shard_pages=2, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Reading, "passed", _stopping(Reading.passed, 5))
        with pytest.raises(KeyboardInterrupt):
            run(job())
    assert run(job(resume=True)).repeated == 4
    assert not (tmp_path / ".out.jsonl.unfinished").exists()


def _stopping(real, after: int):
    calls = iter(range(after))

    def passed(self: Reading):
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return real(self)

    return passed
