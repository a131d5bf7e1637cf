"""`cleaner batch`: dumps to one file of articles."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.options import (
    OK,
    SOME_FAILED,
    Engine,
    EngineOption,
    NoRules,
    Rules,
    end_tidily_when_terminated,
    plan,
    user_errors,
)
from cleaner.render.characters import printable


class Body(StrEnum):
    """A further rendering of the body in a batch's output."""

    MARKDOWN = "markdown"
    HTML = "html"


def batch(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Folders, pages, .jsonl or .parquet files.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Articles: .jsonl, .jsonl.gz, .jsonl.zst or .parquet."),
    ],
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="Failures alone, with reasons (.jsonl).")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", "--parallel", metavar="N", min=1, help="Worker processes; default: one per core."),
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Time for one page.")] = 30.0,
    bodies: Annotated[
        list[Body] | None,
        typer.Option(
            "--add", metavar="markdown|html", help="A further column with the body in this format; repeatable."
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
) -> None:
    """Clean dumps into one file: a row for each page, in their order, also for those that fail.

    Pages are cleaned in worker processes (also with --jobs 1): one that crashes or hangs costs itself alone.
    Columns of .jsonl and .parquet files are found by their names; the column options name others.

    Exit status: 0 all well, 1 some pages failed, 2 wrong usage or an input that cannot be read, 130 interrupted.
    """
    from cleaner.batch import Job, Limits, run
    from cleaner.dumps import ReadOptions

    end_tidily_when_terminated()
    with user_errors():
        report = run(
            Job(
                inputs=tuple(inputs),
                output=output,
                errors=errors,
                reading=ReadOptions(html_column, text_column, url_column, id_column),
                plan=plan(rules, no_rules, engine, [body.value for body in bodies or ()]),
                limits=Limits(timeout_s=timeout) if jobs is None else Limits(jobs, timeout),
            ),
            quiet=quiet,
        )
    typer.echo(printable(report.summary()))
    typer.echo(f"written   {printable(str(output))}")
    raise typer.Exit(SOME_FAILED if report.failed else OK)
