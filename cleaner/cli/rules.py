"""`cleaner rules ...`: look after rule files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.options import OK, SOME_FAILED, fail
from cleaner.render.characters import printable

rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look after rule files.")


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
        fail(f"{folder}: there is no such folder; name the folder of your rules")
    findings = find(folder, fixtures)
    for finding in findings:
        typer.echo(printable(str(finding)))
    typer.echo(f"{len(findings)} findings in {len(list(folder.rglob('*.toml')))} rules")
    raise typer.Exit(SOME_FAILED if findings else OK)
