"""The command line: clean, batch, explain, rules."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cleaner.errors import CleanerError, DumpError
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.batch import CleanerPlan

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    # Markup would be read in paths and titles too.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look after rule files.")
app.add_typer(rules_app, name="rules")

OK, SOME_FAILED, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class Engine(StrEnum):
    """Who decides which blocks stay."""

    CLEANER = "cleaner"
    TRAFILATURA = "trafilatura"


class Style(StrEnum):
    """How an article is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class Listing(StrEnum):
    """How an explanation is printed."""

    TABLE = "table"
    JSON = "json"


class Body(StrEnum):
    """A further rendering of the body in a batch's output."""

    MARKDOWN = "markdown"
    HTML = "html"


Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="Folder of your own rules, before the bundled ones; repeatable."),
]
NoRules = Annotated[bool, typer.Option("--no-rules", help="Use no site rules at all.")]
EngineOption = Annotated[Engine, typer.Option("--engine", help="Who decides which blocks stay.")]
Url = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="Where the page came from: finds its rule, resolves links.")
]
IsText = Annotated[bool, typer.Option("--text", help="The page is plain text, not HTML (known by itself for .txt).")]


def _version(wanted: bool) -> None:
    if wanted:
        from cleaner import __version__

        typer.echo(f"cleaner {__version__}")
        raise typer.Exit


@app.callback()
def cleaner(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Keep the article and its byline, drop everything else.

    Start with `cleaner clean page.html`; for many pages, `cleaner batch FOLDER --output articles.jsonl`.
    """


@app.command()
def clean(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE", help="Files (.html, .txt, also .gz), - for stdin.")],
    url: Url = None,
    style: Annotated[Style, typer.Option("--format", help="How to print the article.")] = Style.TEXT,
    with_metadata: Annotated[
        bool,
        typer.Option("--with-metadata", help="Print title, byline and date above the body (JSON always has them)."),
    ] = False,
    rules: Rules = None,
    no_rules: NoRules = False,
    engine: EngineOption = Engine.CLEANER,
    is_text: IsText = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of standard output.")
    ] = None,
) -> None:
    """Print the article of one or several pages.

    Exit status: 0 all well, 1 a page holds no article, 2 wrong usage or a page that cannot be read.
    """
    from cleaner.tooling.pages import print_pages, read_pages

    with _user_errors():
        one = _plan(rules, no_rules, engine).cleaner()
        records = read_pages(pages, url=url, is_text=is_text)
        printout = print_pages(records, one, style.value, with_metadata=with_metadata)
        _write(printout.text, output)
    for complaint in printout.complaints:
        _complain(complaint)
    raise typer.Exit(USAGE if printout.is_unreadable else SOME_FAILED if printout.complaints else OK)


@app.command()
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

    _end_tidily_when_terminated()
    with _user_errors():
        report = run(
            Job(
                inputs=tuple(inputs),
                output=output,
                errors=errors,
                reading=ReadOptions(html_column, text_column, url_column, id_column),
                plan=_plan(rules, no_rules, engine, bodies or ()),
                limits=Limits(timeout_s=timeout) if jobs is None else Limits(jobs, timeout),
            ),
            quiet=quiet,
        )
    typer.echo(printable(report.summary()))
    typer.echo(f"written   {printable(str(output))}")
    raise typer.Exit(SOME_FAILED if report.failed else OK)


@app.command()
def explain(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A file, - for stdin.")],
    url: Url = None,
    style: Annotated[Listing, typer.Option("--format", help="How to print the blocks.")] = Listing.TABLE,
    rules: Rules = None,
    no_rules: NoRules = False,
    engine: EngineOption = Engine.CLEANER,
    is_text: IsText = False,
) -> None:
    """Show every block of a page: kept or dropped, by whom, and why."""
    from cleaner.batch.outcome import trace_record
    from cleaner.tooling.explain import print_json, print_table
    from cleaner.tooling.pages import read_pages

    with _user_errors():
        (record,) = read_pages([page], url=url, is_text=is_text)
        if record.error:
            raise DumpError(f"{record.source}: {record.error}")
        trace = trace_record(_plan(rules, no_rules, engine).cleaner(), record)
    (print_json if style is Listing.JSON else print_table)(trace)


@rules_app.command()
def lint(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Folder of rules; default: rules, here.", show_default=False)
    ] = None,
    fixtures: Annotated[
        Path, typer.Option("--fixtures", metavar="DIR", help="Folder of <host>/<slug>.html with <slug>.md beside it.")
    ] = Path("tests/fixtures"),
) -> None:
    """Check rule files: form, selectors, names, and that a fixture shows each rule at work.

    Exit status: 0 nothing found, 1 findings, 2 wrong usage.
    """
    from cleaner.tooling.lint import lint as find

    folder = folder or Path("rules")
    if not folder.is_dir():
        _fail(f"{folder}: there is no such folder; name the folder of your rules")
    findings = find(folder, fixtures)
    for finding in findings:
        typer.echo(printable(str(finding)))
    typer.echo(f"{len(findings)} findings in {len(list(folder.rglob('*.toml')))} rules")
    raise typer.Exit(SOME_FAILED if findings else OK)


def _plan(rules: list[Path] | None, no_rules: bool, engine: Engine, bodies: Sequence[Body] = ()) -> CleanerPlan:
    from cleaner.batch import CleanerPlan
    from cleaner.pipeline import BUNDLED

    if rules and no_rules:
        _fail("--rules and --no-rules exclude each other")
    book = None if no_rules else tuple(str(folder) for folder in rules) if rules else BUNDLED
    return CleanerPlan(book, engine.value, tuple(body.value for body in bodies))


def _write(text: str, output: Path | None) -> None:
    from cleaner.dumps.atomic import replacing

    if output is None:
        typer.echo(text)
        return
    with replacing(output) as file:
        file.write(text.encode() + b"\n")


def _end_tidily_when_terminated() -> None:
    """Let SIGTERM and a closed terminal unwind the stack, so that workers end and unfinished output is removed."""

    def end(_signal: int, _frame: object) -> NoReturn:
        raise SystemExit(TERMINATED)

    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if number := getattr(signal, name, None):
            signal.signal(number, end)


@contextmanager
def _user_errors() -> Iterator[None]:
    """Say what the user can mend in one line; a traceback is for our own faults."""
    try:
        yield
    except CleanerError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _complain("interrupted; no output was written")
        raise typer.Exit(INTERRUPTED) from None


def _complain(message: str) -> None:
    typer.echo(f"cleaner: {printable(message)}", err=True)


def _fail(message: str) -> NoReturn:
    _complain(message)
    raise typer.Exit(USAGE)
