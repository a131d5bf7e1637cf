"""One run: dumps in, a file of articles out."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Final

from cleaner.batch.progress import show_progress
from cleaner.batch.report import Report
from cleaner.batch.supervisor import Limits, supervise
from cleaner.batch.worker import CleanerPlan
from cleaner.dumps import Dump, ReadOptions, open_dump, open_sink
from cleaner.dumps.record import readable
from cleaner.dumps.schema import BODY_COLUMNS, COLUMNS
from cleaner.errors import DumpError

ERROR_COLUMNS: Final = tuple(
    column for column in COLUMNS if column.name in {"id", "url", "source", "position", "status", "reason"}
)


@dataclass(frozen=True, slots=True)
class Job:
    """What to read, how to clean it and where to write.

    Attributes:
        inputs: folders and files.
        output: file of articles, one row for each record.
        errors: file of failures, if wanted.
        reading: columns and limits of the inputs.
        plan: rules, engine and renderings.
        limits: processes, time and memory.
    """

    inputs: tuple[Path, ...]
    output: Path
    errors: Path | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)
    plan: CleanerPlan = field(default_factory=CleanerPlan)
    limits: Limits = field(default_factory=Limits)


def run(job: Job, *, quiet: bool = True) -> Report:
    """Clean every record; the output appears when it is whole, and not at all after an error or Ctrl-C.

    Raises:
        DumpError: an input cannot be read at all, or the output cannot be written.
        RuleError: a rule file cannot be used.
        MissingExtra: a package that the input, the output or the engine needs is not installed.
    """
    job.plan.cleaner()  # a wrong rule is said here, once, and not by each worker
    dumps = _open(job)
    total = None if any(dump.records is None for dump in dumps) else sum(dump.records or 0 for dump in dumps)
    columns = COLUMNS + tuple(column for column in BODY_COLUMNS if column.name in job.plan.bodies)
    report = Report()
    with ExitStack() as stack:
        errors = stack.enter_context(open_sink(job.errors, ERROR_COLUMNS)) if job.errors else None
        output = stack.enter_context(open_sink(job.output, columns))
        tell = stack.enter_context(show_progress(total, quiet=quiet))
        outcomes = supervise(chain.from_iterable(dumps), job.plan, job.limits)
        stack.callback(outcomes.close)
        for outcome in outcomes:
            row = outcome.row()
            output.write(row)
            if errors and outcome.status == "failed":
                errors.write(row)
            report.count(outcome)
            tell(report)
    return report


def _open(job: Job) -> list[Dump]:
    written = [path for path in (job.output, job.errors) if path]
    skip = frozenset(path.resolve() for path in written)
    if len(skip) < len(written):
        raise DumpError(f"{readable(job.output)}: articles and errors cannot go to the same file")
    if overwritten := [path for path in job.inputs if path.resolve() in skip]:
        raise DumpError(f"{readable(overwritten[0])}: is both input and output")
    options = replace(job.reading, skip=skip)
    return [open_dump(path, options) for path in job.inputs]
