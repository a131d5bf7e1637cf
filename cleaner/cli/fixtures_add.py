"""`cleaner fixtures add`: make a fixture of a real page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from cleaner.cli.exit_status import SOME_FAILED, complain, fail, user_errors
from cleaner.cli.option_groups import with_groups
from cleaner.render.characters import printable

_RulesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="Your own rules, before the bundled ones; default: those of the settings, as for check.",
    ),
]


@dataclass(eq=False, repr=False)
class NewFixture:
    """Where the fixture goes, and whether its words are the page's."""

    fixtures: Annotated[
        Path | None,
        typer.Option(
            "--fixtures", metavar="DIR", help="Folder of fixtures; default: where the settings look for them."
        ),
    ] = None
    slug: Annotated[str | None, typer.Option("--slug", metavar="NAME", help="File name; else from the title.")] = None
    anonymise: Annotated[
        bool, typer.Option("--anonymise", help="Replace all words by invented ones of the same shape.")
    ] = False


@with_groups
def add(
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="A page's file, or a dump with --id.")],
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where the page came from; a dump tells it itself.")
    ] = None,
    record: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Which record of a dump: its id, or its address.")
    ] = None,
    *,
    new: NewFixture,
    rules: _RulesOption = None,
) -> None:
    """Reduce a real page to a fixture. The markup that matters stays, and the same decision on every block.

    Writes <host>/<slug>.html and, beside it, what comes out now. Read that before you commit it: it is what you will
    be held to. Exit status: 0 written, 1 not written, for the page would be decided otherwise, 2 wrong usage.
    """
    from cleaner.pipeline import Cleaner
    from cleaner.tooling.fixtures.add import MAX_BYTES, fixture_host, make_fixture, read_one
    from cleaner.tooling.settings import choose_rules, find_settings
    from cleaner.tooling.shown_path import shown

    with user_errors():
        body, address = read_one(page, record, url)
        chosen = choose_rules(rules)
        cleaners = [Cleaner(rules=chosen.rules), Cleaner(rules=None)]
        made = make_fixture(body, address, cleaners, anonymise=new.anonymise, slug=new.slug)
        if made.differences:
            _refuse(page, made.differences, chosen.told)
        if made.size > MAX_BYTES:
            fail(f"{page}: {made.size:,} bytes are left, more than {MAX_BYTES:,}; take a shorter page of the site")
        folder, host = new.fixtures or find_settings().fixture_folder, fixture_host(address)
        made = made if new.slug else made.beside_others(folder, host)
        for path in made.write(folder, host):
            typer.echo(printable(shown(path)))


def _refuse(page: Path, differences: Sequence[str], rules: str) -> NoReturn:
    """Tell what the reduced page decides otherwise, and end."""
    for line in differences:
        complain(f"{page}: {line}")
    complain("nothing was written: the reduced page is not decided as the real one")
    complain(f"rules: {rules}")
    raise typer.Exit(SOME_FAILED)
