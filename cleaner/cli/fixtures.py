"""`cleaner fixtures ...`: keep fixture pages and their expected files together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.exit_status import OK, SOME_FAILED, complain, user_errors
from cleaner.cli.fixtures_add import add
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.tooling.settings import Settings

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


RuleAlone = Annotated[
    bool,
    typer.Option(
        "--rule-alone", help="Name each fixture's rule, and how much it holds by itself; a low share is a weak rule."
    ),
]


def check(paths: Paths = None, config: SettingsFile = None, rule_alone: RuleAlone = False) -> None:
    """Clean fixture pages and compare with their expected files.

    Exit status: 0 all as expected, 1 some not, 2 wrong usage, settings or rules that cannot be used.
    """
    with user_errors():
        is_well = check_touched(paths or [], _settings(config), measure_alone=rule_alone)
    raise typer.Exit(OK if is_well else SOME_FAILED)


def fix(paths: Paths = None, config: SettingsFile = None) -> None:
    """Write the expected files anew, as the pages are cleaned now. Pages are only read.

    Exit status: 0 nothing to do, 1 files were written or could not be mended, 2 as for check.
    """
    from cleaner.tooling.fixtures.project import find_touched

    with user_errors():
        settings = _settings(config)
        touched = find_touched(paths or [], settings)
        if not any(touched):
            _tell([untouched(settings)])
            raise typer.Exit(OK)
        from cleaner.tooling.fixtures.check import fix_fixtures
        from cleaner.tooling.fixtures.lines import fix_lines

        verdicts = list(fix_fixtures(touched.fixtures, settings, settings.cleaner()))
    _tell(fix_lines(verdicts, touched.orphans))
    raise typer.Exit(SOME_FAILED if touched.orphans or not all(verdict.is_well for verdict in verdicts) else OK)


def check_touched(
    paths: Sequence[Path], settings: Settings, *, measure_alone: bool = False, host: str | None = None
) -> bool:
    """Check the fixtures that some paths touch, or those of one host, and print the report; whether all is well.

    Raises:
        CleanerError: a path, the settings or a rule cannot be used, or the host has no fixtures.
    """
    from cleaner.tooling.fixtures.project import find_touched, of_host

    touched = of_host(find_touched(paths, settings), host)
    if not any(touched):
        # Most commits that a hook sees touch no fixture: the cleaner is not even loaded.
        _tell([untouched(settings)])
        return True
    from cleaner.tooling.fixtures.check import check_fixtures
    from cleaner.tooling.fixtures.lines import alone_line, check_lines

    verdicts = []
    for verdict in check_fixtures(touched.fixtures, settings, settings.cleaner(), measure_alone=measure_alone):
        verdicts.append(verdict)
        if measure_alone:
            _tell([alone_line(verdict)])
    _tell(check_lines(verdicts, touched.orphans, settings))
    if not all(verdict.is_well for verdict in verdicts):
        complain(f"rules: {settings.rule_choice().told}")
    return not touched.orphans and all(verdict.is_well for verdict in verdicts)


def untouched(settings: Settings) -> str:
    """What is said where a commit touches no fixture."""
    return f"no fixture is touched by these files; {settings.told}"


def _settings(config: Path | None) -> Settings:
    from cleaner.tooling.settings import find_settings, read_settings

    return read_settings(config) if config else find_settings()


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(printable(line))


# A further command is a module beside this one and a name here.
fixtures_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Keep fixture pages and their expected files together."
)
for _command in (check, fix, add):
    fixtures_app.command()(_command)
