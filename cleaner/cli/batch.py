"""`cleaner batch`: dumps to articles."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cleaner.cli import batch_options, options, run_options
from cleaner.cli.exit_status import (
    INTERRUPTED,
    OK,
    SOME_FAILED,
    TERMINATED,
    complain,
    end_tidily_when_terminated,
    user_errors,
)
from cleaner.cli.option_groups import with_groups
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.batch import CleanerPlan, Job, Report, Sight
    from cleaner.tooling.settings import RuleChoice


@with_groups
def batch(
    files: batch_options.Files,
    rows: batch_options.Rows,
    course: run_options.Course,
    worker: run_options.WorkerLimits,
    reading: batch_options.Reading,
    further: batch_options.FurtherBodies,
    judging: options.Judging,
    memory: run_options.Memory,
    columns: batch_options.TableColumns,
    progress: run_options.Progress,
) -> None:
    """Clean dumps into one file or folder. Each page gets a row or a file, in order, also one that fails.

    Pages are cleaned in worker processes (also with --jobs 1): one that crashes or hangs costs itself alone.
    Columns of tables are found by their names; the column options name others.

    Exit status: 0 all well, 1 some pages failed, 2 wrong usage or nothing that can be read, 130 interrupted,
    143 terminated.
    """
    end_tidily_when_terminated()
    warn, say = (partial(_log, "warning"), partial(_log, "error")) if progress.log_json else (complain, complain)
    with user_errors(say):
        output = files.required_output()
        if warning := rows.warning():
            warn(warning)
        if course.merge:
            raise typer.Exit(_merge(output, files.errors, course.report))
        chosen = judging.chosen()
        job = replace(
            _job(files, rows, course, memory),
            reading=reading.with_columns(columns, rows.kept_columns),
            plan=_plan(chosen, judging, further, rows, memory),
            limits=worker.limits(course.engine),
        )
        found = _run(job, progress.sight(), warn, say)
        if found.failed or found.stale:
            warn(f"rules: {chosen.told}")
    raise typer.Exit(SOME_FAILED if found.failed or found.changed else OK)


def _job(
    files: batch_options.Files, rows: batch_options.Rows, course: run_options.Course, memory: run_options.Memory
) -> Job:
    """What is read and written, and how the run goes."""
    from cleaner.batch import Job, read_condition

    output = files.required_output()
    return Job(
        inputs=files.all_inputs(),
        output=output,
        errors=files.errors,
        format=rows.format_,
        naming=rows.name_from.value,
        with_metadata=rows.with_metadata,
        select=rows.selected,
        only=tuple(read_condition(condition, rows.kept_columns) for condition in rows.only or ()),
        duplicates=rows.duplicates.value if rows.duplicates else None,
        resume=course.resume,
        shard_pages=course.shard_size,
        splitting=course.splitting(output),
        report=course.report,
        spared=tuple(path for path in (files.listed, memory.memory) if path),
        learns=memory.site_memory,
    )


def _plan(
    chosen: RuleChoice,
    judging: options.Judging,
    further: batch_options.FurtherBodies,
    rows: batch_options.Rows,
    memory: run_options.Memory,
) -> CleanerPlan:
    """How each page is cleaned."""
    from cleaner.batch import CleanerPlan

    return CleanerPlan(
        chosen.rules,
        judging.judge.value,
        tuple(further.bodies or ()),
        rows.detect_language,
        kind=judging.kind.value,
        images=further.images,
        memory=memory.known(),
    )


def _run(job: Job, sight: Sight, warn: Callable[[str], None], say: Callable[[str], None]) -> Report:
    """Run the job and print its summary."""
    from cleaner.batch import run

    with _saying_how_to_go_on(job, say):
        found = run(job, sight=sight, warn=warn)
    if found.pages or not job.resume:  # else there was nothing to do
        _tell(found)
    if job.splitting and job.splitting.share:
        part, of = job.splitting.share
        command = shlex.join(["cleaner", "batch", "--merge", "-o", str(job.output)])
        typer.echo(printable(f"part      {part} of {of}; when all are cleaned: {command}"))
    elif found.pages or not job.resume:
        typer.echo(f"written   {printable(str(job.output))}")
    return found


def _merge(output: Path, errors: Path | None, report: Path | None) -> int:
    """Make the whole of a run's parts and print its summary; the exit status."""
    from cleaner.batch.split.merge import merge

    found = merge(output, errors, report)
    _tell(found)
    typer.echo(f"written   {printable(str(output))}")
    return SOME_FAILED if found.failed else OK


def _tell(report: Report) -> None:
    from cleaner.batch.report.whole import whole_told

    typer.echo(printable(report.summary()))
    if told := whole_told(report):
        typer.echo(told)


def _log(event: str, message: str) -> None:
    """Tell machines of an event, as one line of JSON."""
    from cleaner.batch import log_event

    log_event(event, message=message)


@contextmanager
def _saying_how_to_go_on(job: Job, say: Callable[[str], None]) -> Iterator[None]:
    """After Ctrl-C or the end of the terminal, say what is safe and how to go on."""
    from cleaner.batch import unfinished

    try:
        yield
    except (KeyboardInterrupt, SystemExit) as stop:
        safe = 0 if job.splitting else unfinished(job.target())
        if job.splitting:
            again = shlex.join([*sys.argv[1:], *(() if job.resume else ("--resume",))])
            say(f"stopped; the splits that are finished are safe, go on with: cleaner {again}")
        elif safe:
            command = shlex.join([*sys.argv[1:], *(() if job.resume else ("--resume",))])
            say(f"stopped; {safe:,} pages are safe, go on with: cleaner {command}")
        else:
            say("stopped; nothing was finished, no output was written")
        raise typer.Exit(INTERRUPTED if isinstance(stop, KeyboardInterrupt) else TERMINATED) from None
