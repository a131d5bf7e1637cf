"""`cleaner rules ...`: look after rule files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.options import OK, SOME_FAILED, complain, fail, user_errors
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


@rules_app.command()
def learn(
    pages: Annotated[list[Path], typer.Argument(metavar="PAGES...", help="Pages, folders of pages, dumps.")],
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where pages came from that do not tell it themselves.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Rule file, or a folder when there are several hosts."),
    ] = None,
    least: Annotated[int, typer.Option("--least", metavar="N", help="Leave out hosts with fewer pages.", min=1)] = 2,
    force: Annotated[bool, typer.Option("--force", help="Write over rule files that are there.")] = False,
) -> None:
    """Draft a site's rule from 2 to 50 of its pages, each line with its evidence. Read it before you keep it.

    Without -o the draft is printed. Exit status: 0 all drafted, 1 nothing was learnt of some host, 2 wrong usage.
    """
    from cleaner.tooling.learn.command import draft_hosts, write_draft

    missed = 0
    with user_errors():
        drafts, notes = draft_hosts(pages, url, least)
        if output and len(drafts) > 1 and output.suffix == ".toml":
            fail(f"{output}: the pages are of {len(drafts)} hosts; name a folder, and each gets its file in it")
        for draft in drafts:
            missed += draft.is_empty
            if draft.is_empty:
                complain(f"{draft.host}: nothing to say that the heuristic does not know")
            elif output is None:
                typer.echo(draft.toml())
            else:
                typer.echo(str(write_draft(draft, output, force=force)))
        for note in notes:
            complain(note)
    raise typer.Exit(SOME_FAILED if missed else OK)
