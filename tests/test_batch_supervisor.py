from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from batch_doubles import plan, plan_that_cannot_start, plan_that_dies, plan_that_starts_late, record

from cleaner.batch import Limits, Outcome, supervise
from cleaner.dumps import Record
from cleaner.errors import CleanerError

TWO = Limits(jobs=2, timeout_s=60)


def run(bodies: list[str], limits: Limits = TWO) -> list[Outcome]:
    return list(supervise([record(number, body) for number, body in enumerate(bodies)], plan, limits))


def failures(outcomes: list[Outcome]) -> dict[str, str | None]:
    return {outcome.record_id: outcome.reason for outcome in outcomes if outcome.status == "failed"}


def test_outcomes_come_in_the_order_of_the_records_from_several_processes():
    outcomes = run([f"page {number}" for number in range(200)])
    assert [outcome.article["text"] for outcome in outcomes] == [f"page {number}" for number in range(200)]
    assert os.getpid() not in {outcome.article["pid"] for outcome in outcomes}


def test_no_records_give_no_outcomes():
    assert run([]) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise bad markup", "ValueError: bad markup (batch_doubles.py:"),
        ("exit", "SystemExit: 3"),
        ("abort", "crash: the process ended with exit code 11, twice"),
        ("kill", "crash: the process was ended by SIGKILL, twice"),
        ("memory", "out of memory"),
        ("huge", "too large: the article has 70,"),
    ],
)
def test_a_page_that_misbehaves_costs_itself_alone(body: str, reason: str):
    outcomes = run(["fine"] * 17 + [body] + ["fine"] * 22)
    (lost,) = failures(outcomes).items()
    assert lost[0] == "r17"
    assert str(lost[1]).startswith(reason)
    assert [outcome.record_id for outcome in outcomes] == [f"r{number}" for number in range(40)]


def test_a_page_over_the_time_limit_is_ended_and_its_neighbours_are_kept():
    outcomes = run(["fine", "fine", "hang", "fine"], Limits(jobs=1, timeout_s=1))
    assert failures(outcomes) == {"r2": "timeout: no result after 1 s"}


def test_what_a_worker_loads_at_its_start_is_no_part_of_its_first_pages_time():
    outcomes = list(supervise([record(0)], plan_that_starts_late, Limits(jobs=1, timeout_s=1)))
    assert [outcome.status for outcome in outcomes] == ["ok"]


def test_a_page_whose_worker_was_killed_from_outside_is_tried_again(tmp_path):
    outcomes = run(["fine", f"kill-once {tmp_path / 'killed'}", "fine"], Limits(jobs=1))
    assert failures(outcomes) == {}
    assert (tmp_path / "killed").exists()


def test_one_job_is_still_a_process_of_its_own():
    assert failures(run(["kill"], Limits(jobs=1))) == {"r0": "crash: the process was ended by SIGKILL, twice"}


def test_a_record_that_could_not_be_read_is_a_failure_in_its_place():
    broken = record(1)._replace(error="the line is not valid JSON")
    outcomes = list(supervise([record(0), broken, record(2)], plan, TWO))
    assert [(outcome.record_id, outcome.status) for outcome in outcomes] == [
        ("r0", "ok"),
        ("r1", "failed"),
        ("r2", "ok"),
    ]


def test_records_are_read_only_as_far_as_needed():
    read = 0

    def endless() -> Iterator[Record]:
        nonlocal read
        while True:
            read += 1
            yield record(read, "x" * 1000)

    outcomes = supervise(endless(), plan, TWO)
    for _ in range(100):
        next(outcomes)
    outcomes.close()
    assert read < 100 + 4_000 + 16


def test_workers_that_cannot_load_their_cleaner_end_the_run_with_the_cause():
    with pytest.raises(CleanerError, match="ValueError: no weights"):
        list(supervise([record(0)], plan_that_cannot_start, TWO))


def test_workers_that_die_at_their_start_end_the_run():
    with pytest.raises(CleanerError, match="exit code 7"):
        list(supervise([record(0)], plan_that_dies, TWO))


def test_leaving_early_ends_the_workers():
    outcomes = supervise([record(0), record(1, "hang")], plan, TWO)
    pid = next(outcomes).article["pid"]
    outcomes.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, signal.SIG_DFL)
