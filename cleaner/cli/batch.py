"""`cleaner batch`: dumps to articles."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.options import (
    INTERRUPTED,
    OK,
    SOME_FAILED,
    TERMINATED,
    Engine,
    EngineOption,
    NoRules,
    Rules,
    complain,
    end_tidily_when_terminated,
    fail,
    plan,
    user_errors,
)
from cleaner.cli.values import decimal, names, one_of, whole
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.batch import Job, Limits


class Body(StrEnum):
    """A further rendering of the body in a batch's output."""

    MARKDOWN = "markdown"
    HTML = "html"


class Format(StrEnum):
    """What a folder of output holds."""

    JSONL = "jsonl"
    JSONL_GZ = "jsonl.gz"
    JSONL_ZST = "jsonl.zst"
    PARQUET = "parquet"
    MD = "md"
    TXT = "txt"
    HTML = "html"


class NameFrom(StrEnum):
    """What the files of a folder of pages are named by."""

    PATH = "path"
    URL = "url"
    ID = "id"
    HASH = "hash"


def batch(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="Folders, pages, .jsonl, .csv, .parquet, .arrow, .warc, .wet, .wacz, .zip, .tar (also .gz, .zst), "
            "patterns, addresses such as s3://bucket/key, or - for standard input.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Articles: .jsonl, .jsonl.gz, .jsonl.zst, .parquet; or a folder."
        ),
    ] = None,
    listed: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Read further inputs from this file, one a line.")
    ] = None,
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="Failures alone, with reasons (.jsonl).")
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            parser=one_of(Format),
            metavar=names(Format),
            help="What a folder gets: shards of rows, or a file for each page.",
        ),
    ] = None,
    name_from: Annotated[
        NameFrom, typer.Option(parser=one_of(NameFrom), metavar=names(NameFrom), help="What such files are named by.")
    ] = NameFrom.PATH,
    with_metadata: Annotated[
        bool, typer.Option("--with-metadata", help="Title, byline and date above the body in such files.")
    ] = False,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="COLUMN,...", help="Columns of the output; default: all.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="CONDITION", help="Rows to keep: confidence>=0.7, language=en,de, characters>=500, ..."
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")] = False,
    shard_size: Annotated[
        int, typer.Option("--shard-size", metavar="N", parser=whole(1), help="Pages that are made safe together.")
    ] = 5000,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="A page (.html) about the run at its end.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", "--parallel", metavar="N", parser=whole(1), help="Worker processes; default: one per core."
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", parser=decimal(0.1), help="Time for one page.")
    ] = 30.0,
    max_memory: Annotated[
        str, typer.Option("--max-memory", metavar="SIZE", help="Memory (address space) of a worker.")
    ] = "2G",
    max_size: Annotated[str, typer.Option("--max-size", metavar="SIZE", help="Largest page.")] = "10M",
    http_status: Annotated[
        list[int] | None,
        typer.Option(
            "--http-status",
            metavar="N",
            parser=whole(100, 599),
            help="Answers that are pages, in web archives; repeatable: 200.",
        ),
    ] = None,
    bodies: Annotated[
        list[Body] | None,
        typer.Option(
            "--add",
            metavar=names(Body),
            parser=one_of(Body),
            help="A further column with the body in this format; repeatable.",
        ),
    ] = None,
    rules: Rules = None,
    no_rules: NoRules = False,
    engine: EngineOption = Engine.CLEANER,
    html_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with the HTML.")] = None,
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with plain text.")] = None,
    url_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with the address.")] = None,
    id_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with the page's name.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Progress and failures as JSON lines on standard error.")
    ] = False,
) -> None:
    """Clean dumps: a row or a file for each page, in their order, also for those that fail.

    Pages are cleaned in worker processes (also with --jobs 1): one that crashes or hangs costs itself alone.
    Columns of tables are found by their names; the column options name others.

    Exit status: 0 all well, 1 some pages failed, 2 wrong usage or nothing that can be read, 130 interrupted.
    """
    from cleaner.batch import Job, Sight, read_condition, run, write_report
    from cleaner.dumps import ReadOptions

    end_tidily_when_terminated()
    if output is None:
        fail("say where the articles go: --output FILE")
    with user_errors():
        job = Job(
            inputs=(*(inputs or ()), *(_listed(listed) if listed else ())),
            output=output,
            errors=errors,
            kind=format_.value if format_ else None,
            naming=name_from.value,
            with_metadata=with_metadata,
            select=tuple(name.strip() for names in select or () for name in names.split(",")),
            only=tuple(map(read_condition, only or ())),
            resume=resume,
            shard_pages=shard_size,
            reading=ReadOptions(
                html_column,
                text_column,
                url_column,
                id_column,
                max_bytes=_bytes(max_size, "--max-size"),
                statuses=frozenset(http_status or {200}),
            ),
            plan=plan(rules, no_rules, engine, [body.value for body in bodies or ()]),
            limits=_limits(jobs, timeout, _bytes(max_memory, "--max-memory")),
        )
        sight = Sight("json" if log_json else "none" if quiet else "people")
        with _saying_how_to_go_on(job):
            found = run(job, sight=sight, warn=complain)
        if report:
            write_report(found, report, job.settings())
    typer.echo(printable(found.summary()))
    if found.pages or not job.resume:
        typer.echo(f"written   {printable(str(output))}")
    raise typer.Exit(SOME_FAILED if found.failed else OK)


def _limits(jobs: int | None, timeout: float, memory_bytes: int) -> Limits:
    from cleaner.batch import Limits

    if jobs is None:
        return Limits(timeout_s=timeout, memory_bytes=memory_bytes)
    return Limits(jobs, timeout, memory_bytes)


def _listed(path: Path) -> list[str]:
    """Inputs from a list, `-` for standard input; blank lines are none."""
    from cleaner.errors import DumpError

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8", "surrogateescape")
    except OSError as error:
        raise DumpError(f"--from {path}: cannot be read: {error.strerror or error}") from error
    return [line for line in text.splitlines() if line.strip()]


def _bytes(text: str, option: str) -> int:
    """A size such as 500M or 2G in bytes.

    Raises:
        DumpError: it is none.
    """
    from cleaner.errors import DumpError

    units = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
    number, unit = text.strip().upper().removesuffix("B"), ""
    if number[-1:] in units:
        number, unit = number[:-1], number[-1:]
    try:
        size = int(float(number) * units[unit])
    except (ValueError, OverflowError):
        size = 0
    if size <= 0:
        raise DumpError(f"{option} {text}: not a size; they look like 500M or 2G")
    return size


@contextmanager
def _saying_how_to_go_on(job: Job) -> Iterator[None]:
    """After Ctrl-C or the end of the terminal, say what is safe and how to go on."""
    from cleaner.batch import unfinished

    try:
        yield
    except (KeyboardInterrupt, SystemExit) as stop:
        safe = unfinished(job.target())
        if safe:
            command = shlex.join([*sys.argv[1:], *(() if job.resume else ("--resume",))])
            complain(f"stopped; {safe:,} pages are safe, go on with: cleaner {command}")
        else:
            complain("stopped; nothing was finished, no output was written")
        raise typer.Exit(INTERRUPTED if isinstance(stop, KeyboardInterrupt) else TERMINATED) from None
