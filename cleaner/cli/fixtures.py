"""`cleaner fixtures ...`: keep fixture pages and their expected files together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.fixtures_add import add
from cleaner.cli.options import OK, SOME_FAILED, user_errors
from cleaner.render.characters import printable

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Pages, expected files, rules or folders: only the fixtures they touch; default: all.",
        show_default=False,
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings; default: .cleaner.toml or pyproject.toml, here or above."),
]


def check(paths: Paths = None, config: SettingsFile = None) -> None:
    """Clean fixture pages and compare with their expected files.

    Exit status: 0 all as expected, 1 some not, 2 wrong usage, settings or rules that cannot be used.
    """
    _run(paths or [], config, write=False)


def fix(paths: Paths = None, config: SettingsFile = None) -> None:
    """Write the expected files anew, as the pages are cleaned now. Pages are only read.

    Exit status: 0 nothing to do, 1 files were written or could not be mended, 2 as for check.
    """
    _run(paths or [], config, write=True)


def _run(paths: list[Path], config: Path | None, *, write: bool) -> None:
    from cleaner.tooling.fixtures.project import find_touched
    from cleaner.tooling.settings import find_settings, read_settings

    with user_errors():
        settings = read_settings(config) if config else find_settings()
        touched = find_touched(paths, settings)
        if not any(touched):
            # A hook sees many commits like this: the cleaner is not even loaded.
            _tell([f"no fixture is touched by these files; {settings.told}"])
            raise typer.Exit(OK)
        from cleaner.tooling.fixtures.check import check_fixtures, fix_fixtures
        from cleaner.tooling.fixtures.lines import check_lines, fix_lines

        verdicts = list((fix_fixtures if write else check_fixtures)(touched.fixtures, settings, settings.cleaner()))
    _tell((fix_lines if write else check_lines)(verdicts, touched.orphans, settings))
    raise typer.Exit(SOME_FAILED if touched.orphans or any(verdict.fault for verdict in verdicts) else OK)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(printable(line))


# A further command is a module beside this one and a name here.
fixtures_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Keep fixture pages and their expected files together."
)
for _command in (check, fix, add):
    fixtures_app.command()(_command)
