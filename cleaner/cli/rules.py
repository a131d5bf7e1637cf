"""`cleaner rules ...`: look after rule files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.exit_status import OK, SOME_FAILED, complain, fail, user_errors
from cleaner.cli.option_values import choice_list, one_of
from cleaner.cli.options import Rules
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.tooling.learn.command import Learnt
    from cleaner.tooling.rules.lint import Linted
    from cleaner.tooling.settings import Settings

rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look after rule files.")


FixturesFolder = Annotated[
    Path | None,
    typer.Option(
        "--fixtures",
        metavar="DIR",
        help="Folder of <host>/<slug>.html with <slug>.md beside it; default: as the settings say.",
    ),
]


@rules_app.command()
def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="A folder of rules, default: those of the settings, or rules; files: only the rules they touch.",
            show_default=False,
        ),
    ] = None,
    fixtures: FixturesFolder = None,
    notes: Annotated[bool, typer.Option("--notes", help="Say also what may be right as it is.")] = False,
) -> None:
    """Check rule files. Looked at are form, selectors, names, and that a fixture shows each rule at work.

    A rule is touched by its own file, by pages and expected files of its host or that name it, and by the settings.
    Exit status: 0 nothing found, 1 findings, 2 wrong usage.
    """
    from cleaner.tooling.settings import find_settings

    with user_errors():
        settings = find_settings()
        folders = [path for path in paths or () if path.is_dir() and is_rule_folder(path, settings)]
        settings = settings.with_rules(*folders) if folders else settings
        settings = settings.with_fixtures(fixtures) if fixtures else settings
        if not settings.own_rules:
            if not paths:
                fail("rules: there is no such folder; name the folder of your rules")
            # Most commits that a hook sees touch no rule: what lints is not even loaded.
            typer.echo("no rule is touched by these files; the project has none of its own")
            raise typer.Exit(OK)
        from cleaner.tooling.rules.lint import lint as find

        linted = find(settings, [path for path in paths or () if path not in folders])
    raise typer.Exit(SOME_FAILED if _show_findings(linted, notes=notes) else OK)


def _show_findings(linted: Linted, *, notes: bool) -> int:
    """Print what was found in rule files; how many faults there are."""
    from cleaner.tooling.counted import counted

    faults = sum(not finding.is_note for finding in linted.findings)
    for finding in linted.findings:
        if notes or not finding.is_note:
            typer.echo(printable(str(finding)))
    unsaid = 0 if notes else len(linted.findings) - faults
    more = f"; {counted(unsaid, 'note')}, shown with --notes" if unsaid else ""
    typer.echo(f"{counted(faults, 'finding')} in {counted(len(linted.files), 'rule')}{more}")
    return faults


def is_rule_folder(path: Path, settings: Settings) -> bool:
    """Whether a folder that is named holds rules by itself, rather than being one within a folder of rules."""
    own = [folder.resolve() for folder in settings.own_rules]
    if path.name in ("sites", "platforms") and path.resolve().parent in own:
        return False
    return any(any((path / place).glob("*.toml")) for place in (".", "sites", "platforms"))


@rules_app.command("test")
def try_rules(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR", help="Folder of rules; default: those of the settings, or rules.", show_default=False
        ),
    ] = None,
    fixtures: FixturesFolder = None,
    host: Annotated[str | None, typer.Option("--host", metavar="HOST", help="Only the fixtures of this one.")] = None,
) -> None:
    """Clean every fixture and show what differs from what is expected: `fixtures check --rule-alone` for one folder.

    `alone` is how much the rule's selectors by themselves have in common with what comes out: a low one means that
    the heuristic does the work. Exit status: 0 all as expected, 1 some are not, 2 wrong usage.
    """
    from cleaner.cli.fixtures import check_touched
    from cleaner.tooling.settings import find_settings

    with user_errors():
        settings = find_settings()
        folders = (folder,) if folder else settings.own_rules
        settings = settings.with_rules(*folders) if folders and (folder or not settings.no_rules) else settings
        settings = settings.with_fixtures(fixtures) if fixtures else settings
        is_well = check_touched([], settings, measure_alone=True, host=host)
    raise typer.Exit(OK if is_well else SOME_FAILED)


class Order(StrEnum):
    """What hosts without a rule are ordered by."""

    GAIN = "gain"
    PAGES = "pages"
    WEAKNESS = "weakness"


@rules_app.command()
def coverage(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Pages, folders of pages, dumps.")],
    rules: Rules = None,
    by: Annotated[
        Order,
        typer.Option(
            "--by",
            parser=one_of(Order),
            metavar=choice_list(Order),
            help="Order of hosts without a rule: pages times weakness of the heuristic, or one of the two.",
        ),
    ] = Order.GAIN,
) -> None:
    """Show what rules do on a dump. Told are hosts without one, selectors that match nowhere, stale rules.

    Exit status: 0 none is stale, 1 some are, 2 wrong usage.
    """
    from cleaner.pipeline import Cleaner
    from cleaner.tooling.rules.coverage import cover
    from cleaner.tooling.settings import choose_rules

    with user_errors():
        chosen = choose_rules(rules)
        found = cover(inputs, Cleaner(chosen.rules))
        for line in found.lines(by.value):
            typer.echo(printable(line))
    if found.has_stale:
        complain(f"rules: {chosen.told}")
    raise typer.Exit(SOME_FAILED if found.has_stale else OK)


@rules_app.command()
def schema() -> None:
    """Print the JSON Schema of rule files. Editors with TOML support take it."""
    import json

    from cleaner.tooling.rules.json_schema import rule_schema

    typer.echo(json.dumps(rule_schema(), indent=2))


@rules_app.command()
def learn(
    pages: Annotated[list[Path], typer.Argument(metavar="PAGE", help="Pages, folders of pages, dumps.")],
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where pages came from that do not tell it themselves.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Rule file, or a folder when there are several hosts."),
    ] = None,
    least: Annotated[int, typer.Option("--least", metavar="N", help="Leave out hosts with fewer pages.", min=2)] = 2,
    force: Annotated[bool, typer.Option("--force", help="Write over rule files that are there.")] = False,
    fixtures: Annotated[
        Path | None,
        typer.Option("--fixtures", metavar="DIR", help="Write fixtures, too, that show each line; needs --output."),
    ] = None,
    anonymise: Annotated[
        bool, typer.Option("--anonymise", help="Replace all words of the fixtures by invented ones of the same shape.")
    ] = False,
) -> None:
    """Draft a site's rule from 2 to 50 of its pages. Each line has its evidence: read it before you keep it.

    A line stays only when it does right on pages that were left out when it was learnt. Without -o the draft is
    printed. Exit status: 0 all drafted, 1 nothing was learnt of some host, 2 wrong usage.
    """
    from cleaner.tooling.learn.command import draft_hosts

    missed = 0
    with user_errors():
        if fixtures and not output:
            fail("--fixtures: a fixture shows a rule; say where that goes with --output")
        found, notes = draft_hosts(pages, url, least)
        if output and len(found) > 1 and output.suffix == ".toml":
            fail(f"{output}: the pages are of {len(found)} hosts; name a folder, and each gets its file in it")
        for learnt in found:
            missed += learnt.draft.is_empty
            _deliver(learnt, output, fixtures, force=force, anonymise=anonymise)
        for note in notes:
            complain(note)
    raise typer.Exit(SOME_FAILED if missed else OK)


def _deliver(learnt: Learnt, output: Path | None, fixtures: Path | None, *, force: bool, anonymise: bool) -> None:
    """Print or write a host's draft; say so where nothing was learnt."""
    if learnt.draft.is_empty:
        complain(f"{learnt.draft.host}: nothing to say that the heuristic does not know")
    elif output is None:
        typer.echo(learnt.draft.toml())
    else:
        _write(learnt, output, fixtures, force=force, anonymise=anonymise)


def _write(learnt: Learnt, output: Path, fixtures: Path | None, *, force: bool, anonymise: bool) -> None:
    """Write a host's draft, and the fixtures that show each line of it."""
    from cleaner.tooling.learn.command import write_draft
    from cleaner.tooling.learn.fixtures import witness, write_fixtures

    draft = learnt.draft
    if fixtures and learnt.pages:
        draft, made = witness(draft, learnt.pages, anonymise=anonymise)
        if not made:
            complain(f"{draft.host}: no page could be reduced to a fixture; make one with cleaner fixtures add")
        typer.echo(printable(str(write_draft(draft, output, force=force))))
        for path in write_fixtures(made, fixtures, draft.host):
            typer.echo(printable(str(path)))
    else:
        typer.echo(printable(str(write_draft(draft, output, force=force))))


class Format(StrEnum):
    """Whose rules can be imported."""

    FTR = "ftr"


@rules_app.command("import")
def import_rules(
    form: Annotated[  # noqa: ARG001 - there is only one yet, which the parser has made sure of
        Format, typer.Argument(metavar="FORMAT", parser=one_of(Format), help="ftr: site configurations of fivefilters.")
    ],
    checkout: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a checkout, with <host>.txt files.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the rules.")],
) -> None:
    """Translate rules that were written for another program. What cannot be carried over is told by file and line.

    Imported rules are as old as they are: try them with `rules coverage` before you trust them.
    Exit status: 0 every line was carried over, 1 some were not, 2 wrong usage.
    """
    from cleaner.tooling.rules.importers.ftr import import_ftr

    made = whole = files = 0
    if not checkout.is_dir():
        fail(f"{checkout}: there is no such folder")
    with user_errors():
        for found in import_ftr(checkout, output):
            files += 1
            made += bool(found.lists)
            whole += bool(found.lists) and not found.problems
            for problem in found.problems:
                typer.echo(printable(str(problem)))
    typer.echo(f"{files} files: {made} rules made, {whole} of them whole")
    raise typer.Exit(OK if whole == files else SOME_FAILED)
