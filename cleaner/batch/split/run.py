"""A run over splits: which are to be cleaned here, and by whom."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.report.counts import Report, one_line
from cleaner.batch.report.progress import Sight, log_event
from cleaner.batch.split.clean import clean_split, finished
from cleaner.batch.split.cut import Split, cut
from cleaner.batch.split.folder import WORK, Folder, open_folder
from cleaner.batch.split.merge import PLAN, merge
from cleaner.batch.split.ray_tasks import clean_with_ray
from cleaner.batch.store.finished import FINISHED, Finished, facts_of
from cleaner.batch.store.target import SHARD
from cleaner.batch.task import Task
from cleaner.batch.workers.processes import starter
from cleaner.dumps import Dump
from cleaner.dumps.file_entry import FileEntry
from cleaner.errors import DumpError

if TYPE_CHECKING:
    from cleaner.batch.job import Job

Warn = Callable[[str], None]
# The formats in which splits can be written: shards of rows, not files of pages.
SPLIT_FORMATS: Final = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")


def run_splits(job: Job, dumps: Sequence[Dump], task: Task, sight: Sight, warn: Warn) -> Report:
    """Clean the splits that are this process's, and put the whole together unless it has only a part of them.

    Args:
        job: what to do.
        dumps: its inputs.
        task: what to do with each page.
        sight: shows how far it is.
        warn: told about what is passed over.

    Raises:
        DumpError: an input or the output does not fit what was begun, or something cannot be written.
    """
    splitting = job.splitting
    if splitting is None:
        raise AssertionError("a job without splits")
    folder = open_folder(job.output)
    settings = job.settings()
    found = [entry for dump in dumps for entry in dump.entries()]
    earlier, entries, changed = _further(folder, job, settings, found, warn)
    splits = list(cut(entries, dumps[0].options, splitting.size, earlier.shards if earlier else 0))
    total = (earlier.shards if earlier else 0) + len(splits)
    _require_plan(folder, job, Finished(settings, total, [*(earlier.files if earlier else ()), *facts_of(entries)]))
    share, shares = splitting.share or (1, 1)
    mine = [split for split in splits if split.number % shares == share - 1]
    done = finished(task, [split.number for split in mine])
    if done and not job.resume:
        raise DumpError(f"{job.output}: {len(done)} of these splits are cleaned already; go on with --resume")
    report = Report()
    for record in done.values():
        report.add(Report.from_json(record["report"]))
    left = [split for split in mine if split.number not in done]
    _clean(job, task, left, report, sight, (len(done), len(mine)))
    if splitting.share is None:
        report = merge(job.output, job.errors, job.report, first=earlier.shards if earlier else 0)
    report.changed = len(changed)
    return report


def _clean(job: Job, task: Task, splits: list[Split], report: Report, sight: Sight, count: tuple[int, int]) -> None:
    done, total = count

    def heard(split: Split, record: Mapping[str, Any]) -> None:
        nonlocal done
        done += 1
        report.add(Report.from_json(record["report"]))
        if sight.style == "json":
            log_event("split", number=split.number, done=done, splits=total, pages=report.pages)
        elif sight.style == "people":
            print(one_line(f"{done} of {total} splits, {report.line()}"), file=sys.stderr, flush=True)

    if job.splitting and job.splitting.is_ray:
        clean_with_ray(task, splits, job.splitting.address, heard)
        return
    if splits:
        # At once, when there are no threads yet that a sink may have.
        with closing(starter(task.plan, task.limits)) as start:
            for split in splits:
                heard(split, clean_split(task, split, start=start))


def _further(
    folder: Folder, job: Job, settings: dict[str, Any], entries: list[FileEntry], warn: Warn
) -> tuple[Finished | None, list[FileEntry], list[str]]:
    """What the folder holds already, the files that are new, and those that have changed since they were cleaned."""
    raw = folder.read(FINISHED)
    if raw is None:
        return None, entries, []
    if not job.resume:
        raise DumpError(f"{job.output}: holds the shards of a finished run; add further inputs with --resume")
    earlier = Finished.from_bytes(raw, f"{job.output}/{FINISHED}")
    new, changed = further_files(earlier, settings, entries, warn)
    if new and job.duplicates:
        raise DumpError("--duplicates looks at all rows of a run: clean earlier and further inputs into a new folder")
    return earlier, new, changed


def further_files(
    earlier: Finished, settings: dict[str, Any], entries: Iterable[FileEntry], warn: Warn
) -> tuple[list[FileEntry], list[str]]:
    """Files that are new, and the names of those that are passed over because they have changed since.

    Raises:
        DumpError: their rows would be of another kind.
    """
    new, changed = earlier.further(entries)
    for name in changed:
        warn(f"{name}: passed over: it has changed since it was cleaned; its rows are those of then")
    if new:
        earlier.require_same(settings)
    else:
        warn("nothing to do: the rows of all these inputs are there")
    return new, changed


def _require_plan(folder: Folder, job: Job, plan: Finished) -> None:
    """See that all who clean splits of this run mean the same ones; the first of them says which.

    Raises:
        DumpError: this plan is not that of the first, or the folder holds something else.
    """
    raw = folder.read(PLAN)
    if raw is None:
        if any(name.startswith(SHARD) for name in folder.sizes("")) and folder.read(FINISHED) is None:
            raise DumpError(f"{job.output}: the folder is not empty; name a new one")
        with folder.scratch() as scratch:
            (scratch / "plan").write_bytes(plan.to_bytes())
            folder.put(scratch / "plan", PLAN)
        return
    begun = Finished.from_bytes(raw, f"{job.output}/{WORK}")
    begun.require_same(plan.settings)
    if begun != plan and (begun.files, begun.shards) != (plan.files, plan.shards):
        before, now = ({each[0]: each for each in files} for files in (begun.files, plan.files))
        name = next((name for name in {**before, **now} if before.get(name) != now.get(name)), "a file")
        raise DumpError(f"{name} has changed, was added or removed since the run began; finish it first, or start anew")
