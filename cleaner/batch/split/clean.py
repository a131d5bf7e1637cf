"""One split → its shard, and what the run must know of it; the same in every engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final

from cleaner.batch.outcome import Outcome
from cleaner.batch.reading import Cursor, Reading
from cleaner.batch.report.counts import Report
from cleaner.batch.split.cut import Split
from cleaner.batch.split.folder import WORK, open_folder
from cleaner.batch.store.ids import Ids
from cleaner.batch.store.repeats import Entry, save_entries
from cleaner.batch.store.shards import ERROR_COLUMNS
from cleaner.batch.store.target import shard_name, waiting_name
from cleaner.batch.task import Task, make_row
from cleaner.batch.workers.processes import Starter
from cleaner.batch.workers.supervisor import supervise_sharing
from cleaner.dumps.output.sink import Sink, open_sink

# What a split leaves in the folder of work: its record, its failures, its ids, and what the search for duplicates
# compares.
RECORD: Final = "split"
ERRORS: Final = "errors.jsonl"
IDS: Final = "ids"
COMPARED: Final = "compared"


def rows_name(task: Task, number: int) -> str:
    """Where the rows of a split go: under their final name, or, when they are still to be changed, into the work."""
    return f"{WORK}/{waiting_name(number, task.suffix)}" if task.waits else shard_name(number, task.suffix)


def work_name(number: int, what: str) -> str:
    """What is known of a split beside its rows."""
    return f"{WORK}/{number:05}.{what}"


class _Writing:
    """The rows of one split while they are written, and what the run must know of them.

    Attributes:
        report: counts of the pages.
        ids: of the pages.
        entries: what tells each row's likeness to others.
    """

    def __init__(self, task: Task, rows: Sink, failures: Sink) -> None:
        self.report, self.ids = Report(), Ids()
        self.entries: list[Entry] = []
        self._task, self._rows, self._failures = task, rows, failures
        self._written = 0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and write its row unless it is left out."""
        self.report.count(outcome)
        if outcome.status == "skipped":
            return
        self.report.count_id(outcome, self.ids)
        row, unmet = make_row(outcome, self._task.made_by, self._task.only)
        if unmet:
            self.report.left_out[unmet] += 1
        else:
            self._rows.write(row)
            if outcome.likeness:
                self.entries.append(Entry(outcome.source, outcome.position, self._written, outcome.likeness))
            self._written += 1
        if outcome.status == "failed":
            self._failures.write(row)


def clean_split(task: Task, split: Split, start: Starter | None = None) -> dict[str, Any]:
    """Clean a split into its shard.

    Every file is there whole or not at all, and the split's record is written last: cleaning a split once more, because
    a machine was lost, writes the same bytes.

    Args:
        task: what to do with each page.
        split: what to read.
        start: starts the workers of several splits, so that rules and weights are loaded once; None for one of its own.

    Returns:
        What the split held, as it stands in its record.

    Raises:
        DumpError: something cannot be written.
    """
    folder = open_folder(task.output)
    with folder.scratch() as scratch, ExitStack() as stack:
        shard, errors = scratch / f"shard{task.suffix}", scratch / ERRORS
        reading = Reading([split], Cursor())
        with open_sink(shard, task.columns) as rows, open_sink(errors, ERROR_COLUMNS) as failures:
            writing = _Writing(task, rows, failures)
            for outcome in stack.enter_context(closing(supervise_sharing(reading, task.plan, task.limits, start))):
                reading.passed()
                writing.add(outcome)
        report, ids, entries = writing.report, writing.ids, writing.entries
        (scratch / IDS).write_bytes(ids.pending.tobytes())
        save_entries(scratch / COMPARED, entries)
        record = {"bytes": shard.stat().st_size, "report": report.to_json()}
        (scratch / RECORD).write_text(json.dumps(record))
        folder.put(shard, rows_name(task, split.number))
        _put_all(folder, split.number, scratch)
    return record


def _put_all(folder: Any, number: int, scratch: Path) -> None:  # noqa: ANN401 - a Folder, which tests replace
    # The record is written last, since a split that has one counts as finished.
    for what in (ERRORS, IDS, COMPARED, RECORD):
        folder.put(scratch / what, work_name(number, what))


def finished(task: Task, numbers: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """The records of those splits that are finished, whose shards are there as they were written."""
    folder = open_folder(task.output)
    work, shards = folder.sizes(WORK), folder.sizes("")
    found: dict[int, Mapping[str, Any]] = {}
    for number in numbers:
        name = work_name(number, RECORD)
        raw = folder.read(name) if name.rsplit("/", 1)[-1] in work else None
        record = json.loads(raw) if raw else None
        held = (work if task.waits else shards).get(rows_name(task, number).rsplit("/", 1)[-1], -1)
        if record and record["bytes"] == held:
            found[number] = record
    return found
