"""`cleaner diff`: what changed between two outputs, or two sets of rules."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options
from cleaner.cli.exit_status import OK, SOME_FAILED, end_tidily_when_terminated, fail, user_errors, write_report
from cleaner.cli.option_values import choice_list, one_of
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.batch import CleanerPlan
    from cleaner.tooling.diff.compare import Diff


class Key(StrEnum):
    """What says that two rows are the same article."""

    ID = "id"
    URL = "url"


# How the help of `--old-rules` and of `--new-rules` begins.
_BY_RULES = "Clean the dump INPUT by these rules: a folder, or the word bundled or none."
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", help="Two outputs of batch, the old and the new; with --old-rules or --new-rules, a dump."
    ),
]
OldRules = Annotated[
    str | None, typer.Option("--old-rules", metavar="DIR", help=f"{_BY_RULES} Default: those of the settings.")
]
NewRules = Annotated[str | None, typer.Option("--new-rules", metavar="DIR", help="Likewise, to compare with.")]
KeyOption = Annotated[
    Key, typer.Option("--key", parser=one_of(Key), metavar=choice_list(Key), help="Column that pairs the rows.")
]
Columns = Annotated[
    list[str] | None, typer.Option("--column", metavar="NAME", help="A further column to compare; repeatable.")
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=0, help="Show so many of the largest changes in full.")]
Report = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write a report for a browser, too, one file.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print the counts alone, and no progress.")]


def diff(
    inputs: Inputs,
    old_rules: OldRules = None,
    new_rules: NewRules = None,
    key: KeyOption = Key.ID,
    columns: Columns = None,
    limit: Limit = 20,
    report: Report = None,
    jobs: options.Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Show which articles changed between two outputs of batch. The largest change comes first.

    Compared are status, reason, title, byline, authors, date and text. With --old-rules or --new-rules, INPUT is a
    dump that is cleaned twice. For two versions of cleaner, run batch with each and compare the outputs.

    Exit status: 0 all the same, 1 something changed, 2 wrong usage or an input that cannot be read.
    """
    from cleaner.dumps.same_file import require_other

    is_dump = old_rules is not None or new_rules is not None
    if not is_dump and len(inputs) != 2:
        fail("give two outputs of cleaner batch; or a dump with --old-rules or --new-rules")
    with user_errors():
        if report:
            require_other(report, inputs)
        if is_dump:
            found = _clean_twice(inputs, old_rules, new_rules, jobs, limit, quiet)
            names = [f"rules {rules or 'of the settings'}" for rules in (old_rules, new_rules)]
        else:
            found, names = _read_both(inputs, key, columns or [], limit), inputs
        _show(found, names, limit, report, quiet=quiet)
    raise typer.Exit(SOME_FAILED if found.changes else OK)


def _show(found: Diff, names: list[str], limit: int, report: Path | None, *, quiet: bool) -> None:
    """Print what changed, and write it for a browser where that is asked for."""
    from cleaner.tooling.diff.lines import diff_lines, summary

    for line in [summary(found)] if quiet else diff_lines(found, detailed=limit):
        typer.echo(printable(line))
    if report:
        from cleaner.tooling.diff.html import diff_html

        write_report(report, diff_html(found, *names))


def _read_both(outputs: list[str], key: Key, columns: list[str], limit: int) -> Diff:
    from cleaner.tooling.diff.compare import diff_outputs

    old, new = map(Path, outputs)
    return diff_outputs(old, new, key=key.value, columns=columns, detailed=limit)


def _clean_twice(dump: list[str], old: str | None, new: str | None, jobs: int | None, limit: int, quiet: bool) -> Diff:
    from cleaner.batch import Limits, Sight
    from cleaner.tooling.diff.rules import diff_rules

    end_tidily_when_terminated()
    sight = Sight("none" if quiet else "people")
    limits = Limits() if jobs is None else Limits(jobs)
    return diff_rules(dump, _plan(old), _plan(new), limits=limits, detailed=limit, sight=sight)


def _plan(rules: str | None) -> CleanerPlan:
    from cleaner.batch import CleanerPlan
    from cleaner.rules import BUNDLED
    from cleaner.tooling.settings import choose_rules

    if rules is None:
        return CleanerPlan(choose_rules().rules)
    return CleanerPlan(None if rules == "none" else BUNDLED if rules == BUNDLED else (rules,))
