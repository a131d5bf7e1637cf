"""The command line: one module a command; here they meet."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.cli.batch import batch
from cleaner.cli.clean import clean
from cleaner.cli.diff import diff
from cleaner.cli.explain import explain
from cleaner.cli.fixtures import fixtures_app
from cleaner.cli.memory import memory_app
from cleaner.cli.rules import rules_app

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    # Markup would be read in paths and titles too.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (clean, batch, explain, diff):
    app.command()(_command)
app.add_typer(rules_app, name="rules")
app.add_typer(fixtures_app, name="fixtures")
app.add_typer(memory_app, name="memory")


def _version(wanted: bool) -> None:
    if wanted:
        from cleaner import __version__
        from cleaner.page import segment, survey  # noqa: F401  # each tries what is compiled
        from cleaner.page.compiled import missing
        from cleaner.page.dom import PARSER

        reason = missing(PARSER)
        loops = f"compiled loops missing, Python's run instead: {reason}" if reason else "compiled"
        typer.echo(f"cleaner {__version__} ({loops})")
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
