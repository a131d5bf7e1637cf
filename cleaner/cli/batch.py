"""`cleaner batch`: dumps to articles."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from cleaner.cli import batch_options, options
from cleaner.cli.batch_options import ARTICLE_FILES, Engine, NameFrom
from cleaner.cli.exit_status import (
    INTERRUPTED,
    OK,
    SOME_FAILED,
    TERMINATED,
    complain,
    end_tidily_when_terminated,
    user_errors,
)
from cleaner.cli.option_values import byte_size, choice_list, listed_inputs
from cleaner.errors import DumpError
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.batch import Job, Limits, Report
    from cleaner.batch.task import Splitting
    from cleaner.dumps import ReadOptions
    from cleaner.memory.site_memory import FixedMemory

# Names of the columns of HTML, text, address, id and kind.
_Columns = tuple[str | None, str | None, str | None, str | None, str | None]


def batch(
    inputs: batch_options.Inputs = None,
    output: batch_options.Output = None,
    listed: batch_options.Listed = None,
    errors: batch_options.Errors = None,
    format_: batch_options.FolderFormat = None,
    name_from: batch_options.NamedFrom = NameFrom.PATH,
    with_metadata: batch_options.WithMetadata = False,
    select: batch_options.Select = None,
    keep: batch_options.Keep = None,
    only: batch_options.Only = None,
    detect_language: batch_options.DetectLanguage = False,
    duplicates: batch_options.Duplicates = None,
    resume: batch_options.Resume = False,
    part: batch_options.PartOf = None,
    merge: batch_options.Merge = False,
    split_size: batch_options.SplitSize = None,
    engine: batch_options.EngineOption = Engine.LOCAL,
    address: batch_options.Address = None,
    shard_size: batch_options.ShardSize = 5000,
    report: batch_options.ReportPage = None,
    jobs: batch_options.Jobs = None,
    timeout: batch_options.Timeout = 30.0,
    max_memory: batch_options.MaxMemory = "2G",
    max_size: batch_options.MaxSize = "10M",
    http_status: batch_options.HttpStatus = None,
    follow_links: batch_options.FollowLinks = False,
    bodies: batch_options.Bodies = None,
    images: options.Images = False,
    rules: options.Rules = None,
    no_rules: options.NoRules = False,
    judge: options.JudgeOption = options.Judge.CLEANER,
    kind: options.KindOption = options.Kind.AUTO,
    site_memory: batch_options.Learns = False,
    memory: options.MemoryFile = None,
    html_column: batch_options.HtmlColumn = None,
    text_column: batch_options.TextColumn = None,
    url_column: batch_options.UrlColumn = None,
    id_column: batch_options.IdColumn = None,
    kind_column: batch_options.KindColumn = None,
    quiet: batch_options.Quiet = False,
    log_json: batch_options.LogJson = False,
) -> None:
    """Clean dumps into one file or folder. Each page gets a row or a file, in order, also one that fails.

    Pages are cleaned in worker processes (also with --jobs 1): one that crashes or hangs costs itself alone.
    Columns of tables are found by their names; the column options name others.

    Exit status: 0 all well, 1 some pages failed, 2 wrong usage or nothing that can be read, 130 interrupted,
    143 terminated.
    """
    from cleaner.batch import CleanerPlan, Job, read_condition
    from cleaner.tooling.settings import choose_rules

    end_tidily_when_terminated()
    warn, say = (partial(_log, "warning"), partial(_log, "error")) if log_json else (complain, complain)
    with user_errors(say):
        output = _required(output)
        if (with_metadata or name_from is not NameFrom.PATH) and format_ not in ARTICLE_FILES:
            warn(f"--with-metadata and --name-from change nothing without --format {choice_list(ARTICLE_FILES)}")
        if merge:
            raise typer.Exit(_merge(output, errors, report))
        chosen = choose_rules(rules, no_rules=no_rules)
        named = (html_column, text_column, url_column, id_column, kind_column)
        plan = CleanerPlan(
            chosen.rules, judge.value, tuple(bodies or ()), detect_language, kind=kind.value, images=images
        )
        job = Job(
            inputs=(*(inputs or ()), *listed_inputs(listed)),
            output=output,
            errors=errors,
            format=format_,
            naming=name_from.value,
            with_metadata=with_metadata,
            select=_columns(select),
            only=tuple(read_condition(condition, _columns(keep)) for condition in only or ()),
            duplicates=duplicates.value if duplicates else None,
            resume=resume,
            shard_pages=shard_size,
            reading=_reading(named, max_size, http_status, follow_links=follow_links, keep=_columns(keep)),
            plan=replace(plan, memory=_known(memory, learns=site_memory)),
            limits=_limits(1 if jobs is None and engine is Engine.RAY else jobs, timeout, max_memory),
            splitting=_splitting(output, part, split_size, engine, address),
            report=report,
            spared=tuple(path for path in (listed, memory) if path),
            learns=site_memory,
        )
        found = _run(job, "json" if log_json else "none" if quiet else "people", warn, say)
        if found.failed or found.stale:
            warn(f"rules: {chosen.told}")
    raise typer.Exit(SOME_FAILED if found.failed or found.changed else OK)


def _run(
    job: Job, sight: Literal["json", "none", "people"], warn: Callable[[str], None], say: Callable[[str], None]
) -> Report:
    """Run the job and print its summary."""
    from cleaner.batch import Sight, run

    with _saying_how_to_go_on(job, say):
        found = run(job, sight=Sight(sight), warn=warn)
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


def _splitting(
    output: Path, part: str | None, split_size: str | None, engine: Engine, address: str | None
) -> Splitting | None:
    """How the run is cut into splits, if it is.

    Raises:
        DumpError: an option says nothing that can be.
    """
    from cleaner.batch.split.folder import address_of
    from cleaner.batch.task import SPLIT_BYTES, Splitting

    is_ray = engine is Engine.RAY
    if address and not is_ray:
        raise DumpError("--address is Ray's: use it with --engine ray")
    if not (part or split_size or is_ray or address_of(output)):
        return None
    size = byte_size(split_size, "--split-size") if split_size else SPLIT_BYTES
    return Splitting(size, _share(part) if part else None, is_ray, address)


def _required(output: Path | None) -> Path:
    if output is None:
        raise DumpError("say where the articles go: --output FILE")
    return output


def _known(memory: Path | None, *, learns: bool) -> FixedMemory | None:
    """What was learnt of the sites before.

    Raises:
        DumpError: the file cannot be read, or the dump is to teach it anew.
    """
    if learns and memory:
        raise DumpError("--site-memory learns from the dump, --memory FILE was learnt before: use one of them")
    return options.read_memory(memory)


def _share(part: str) -> tuple[int, int]:
    """Which part of how many.

    Raises:
        DumpError: it is none.
    """
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", part.strip())
    share = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= share[0] <= share[1]:
        raise DumpError(f"--part {part}: not a part; they look like 3/64, from 1/64 to 64/64")
    return share


def _log(event: str, message: str) -> None:
    """A message for machines."""
    from cleaner.batch import log_event

    log_event(event, message=message)


def _reading(
    columns: _Columns, max_size: str, http_status: list[int] | None, *, follow_links: bool, keep: tuple[str, ...]
) -> ReadOptions:
    """Options of reading."""
    from cleaner.dumps import ReadOptions

    return ReadOptions(
        *columns,
        max_bytes=byte_size(max_size, "--max-size"),
        statuses=frozenset(http_status or {200}),
        follow_links=follow_links,
        keep=keep,
    )


def _limits(jobs: int | None, timeout: float, max_memory: str) -> Limits:
    from cleaner.batch import Limits

    limits = Limits(timeout_s=timeout, memory_bytes=byte_size(max_memory, "--max-memory"))
    return limits if jobs is None else replace(limits, jobs=jobs)


def _columns(select: list[str] | None) -> tuple[str, ...]:
    return tuple(name.strip() for names in select or () for name in names.split(","))


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
