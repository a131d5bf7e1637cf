"""All splits of a run, cleaned by whomever → the whole: nothing is missing, one report, duplicates told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from cleaner.batch.report.counts import Report
from cleaner.batch.report.page import page_report
from cleaner.batch.report.whole import add_earlier, tallies
from cleaner.batch.split.clean import COMPARED, ERRORS, IDS, finished, rows_name, work_name
from cleaner.batch.split.folder import WORK, Folder, open_folder
from cleaner.batch.store.finished import FINISHED, Finished
from cleaner.batch.store.ids import Ids
from cleaner.batch.store.repeats import Repeats, find_repeats
from cleaner.batch.store.shards import ERROR_COLUMNS
from cleaner.batch.store.target import shard_name
from cleaner.batch.task import Task
from cleaner.batch.workers.worker import CleanerPlan, Limits
from cleaner.dumps.output.atomic import Together
from cleaner.dumps.output.rewrite import rewrite
from cleaner.dumps.output.sink import open_sink, read_lines
from cleaner.errors import DumpError

# Where a run over splits says what it is to be when it is finished.
PLAN: Final = f"{WORK}/plan"
_TOLD: Final = 10  # most missing splits that the error numbers


def merge(output: Path, errors: Path | None, report_page: Path | None, *, first: int | None = None) -> Report:
    """Put the splits of a run together, when all of them are cleaned.

    Args:
        output: folder of the shards, or its address as a path.
        errors: file of failures, if wanted.
        report_page: page about the run, if wanted.
        first: number of the first split; those before belong to earlier runs into the same folder.

    Raises:
        DumpError: a split is not cleaned yet, there is nothing to put together, or something cannot be written.
    """
    folder = open_folder(output)
    plan, before = _read_plans(folder, output)
    first = before.shards if first is None else first
    numbers = range(first, plan.shards)
    wanted = plan.settings["duplicates"]
    task = Task(output, plan.settings["suffix"], (), (), {}, CleanerPlan(), Limits(), waits=wanted is not None)
    report = _whole(folder, _require_all(task, numbers), list(numbers))
    add_earlier(report, before.tallies, *before.counts)
    with folder.scratch() as scratch, Together() as files:
        repeats = None
        if wanted is not None:
            entries = [(number, folder.fetch(work_name(number, COMPARED), scratch)) for number in numbers]
            repeats = find_repeats(entries, wanted)
            report.duplicates = repeats.by()
        if errors:
            _join_errors(folder, list(numbers), errors, scratch)
        if report_page:
            with files.write(report_page) as file:
                file.write(page_report(report, plan.settings).encode("utf-8", "replace"))
        if repeats is not None:
            _name_shards(folder, task, repeats, list(numbers), scratch)
        (scratch / FINISHED).write_bytes(replace(plan, tallies=tallies(report)).to_bytes())
        folder.put(scratch / FINISHED, FINISHED)
    folder.remove_work()
    return report


def _read_plans(folder: Folder, output: Path) -> tuple[Finished, Finished]:
    """What the run is to be when it is finished, and what earlier ones into the same folder are.

    Raises:
        DumpError: the folder holds no such run.
    """
    raw, earlier = folder.read(PLAN), folder.read(FINISHED)
    if raw is None:
        raise DumpError(f"{output}: there is nothing to merge: no part of a run was cleaned here, or it is finished")
    plan = Finished.from_bytes(raw, str(output))
    return plan, Finished.from_bytes(earlier, str(output)) if earlier else Finished({}, 0)


def _require_all(task: Task, numbers: range) -> list[Any]:
    """The records of all splits.

    Raises:
        DumpError: some splits are not cleaned yet.
    """
    records = finished(task, numbers)
    if missing := [number for number in numbers if number not in records]:
        told = ", ".join(str(number) for number in missing[:_TOLD]) + (", ..." if len(missing) > _TOLD else "")
        raise DumpError(
            f"{task.output}: {len(missing)} of {len(numbers)} splits are not cleaned yet (numbers {told}): number S "
            "belongs to part S mod N + 1 of N. Clean these parts, with --resume if they were begun"
        )
    return [records[number] for number in numbers]


def _whole(folder: Folder, records: list[Any], numbers: list[int]) -> Report:
    """The report of all splits, with the ids that repeat across them."""
    report, ids = Report(), Ids()
    for record in records:
        report.add(Report.from_json(record["report"]))
    report.repeated = sum(ids.take(folder.read(work_name(number, IDS)) or b"") for number in numbers)
    report.has_all_ids = not ids.is_full
    return report


def _join_errors(folder: Folder, numbers: list[int], path: Path, scratch: Path) -> None:
    with open_sink(path, ERROR_COLUMNS) as sink:
        for number in numbers:
            for row in read_lines(folder.fetch(work_name(number, ERRORS), scratch)):
                sink.write(row)


def _name_shards(folder: Folder, task: Task, repeats: Repeats, numbers: list[int], scratch: Path) -> None:
    """Give the shards that waited their names, with their marks or without what repeats others."""
    for number in numbers:
        waiting = folder.fetch(rows_name(task, number), scratch)
        changed = scratch / f"changed{task.suffix}"
        rewrite(waiting, repeats.edits(number), changed)
        folder.put(changed, shard_name(number, task.suffix))
