"""Draft + the pages that it was learnt from → fixtures that show each of its lines, and what they bear out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from cleaner.page.dom import parse
from cleaner.pipeline import Cleaner
from cleaner.rules.book import RuleBook
from cleaner.rules.schema import FIELDS
from cleaner.tooling.fixtures.add import NewFixture, make_fixture
from cleaner.tooling.learn.draft import Draft
from cleaner.tooling.learn.evidence import Evidence
from cleaner.tooling.learn.rule import rule_of
from cleaner.tooling.rules.lint_selectors import Remark, remarks, shown_lines

# How many fixtures are made at most, and how often the draft is cut down to what they show.
_MOST: Final = 6
_ROUNDS: Final = 4


class Witnessed(NamedTuple):
    """A draft of which the fixtures show each line, and the fixtures."""

    draft: Draft
    fixtures: tuple[NewFixture, ...]


def witness(draft: Draft, pages: Sequence[Evidence], *, anonymise: bool) -> Witnessed:
    """Make fixtures of as few pages as show what the draft says; a line that they do not show is taken out.

    Each fixture is decided as its page is, by the draft and heuristic as by the heuristic alone; a page that cannot be
    reduced so is passed over. Without a fixture there is nothing to bear the draft out, and it stays as it is.
    """
    chosen = _choose(draft, pages)
    for _ in range(_ROUNDS):
        made = _make(draft, chosen, anonymise=anonymise)
        trees = [parse(fixture.html, fixture.url) for fixture in made]
        found = [remark for remark in remarks(rule_of(draft), trees, ()) if not remark.is_note] if trees else []
        if not found:
            return Witnessed(draft, made)
        draft = _without(draft, found)
    return Witnessed(draft, _make(draft, chosen, anonymise=anonymise))


def _choose(draft: Draft, pages: Sequence[Evidence]) -> list[Evidence]:
    """Pages that together show all lines, those that show most of what is left first."""
    layout = rule_of(draft).layouts[0]
    shown = [(page, set(shown_lines(layout, page.page))) for page in pages]
    chosen: list[Evidence] = []
    seen: set[tuple[str, str]] = set()
    while shown and len(chosen) < _MOST:
        page, lines = max(shown, key=lambda entry: len(entry[1] - seen))
        if chosen and not lines - seen:
            break
        chosen.append(page)
        seen |= lines
        shown = [entry for entry in shown if entry[0] is not page]
    return chosen


def _make(draft: Draft, pages: Sequence[Evidence], *, anonymise: bool) -> tuple[NewFixture, ...]:
    cleaners = [Cleaner(RuleBook.bundled().trying(rule_of(draft))), Cleaner(rules=None)]
    made: dict[str, NewFixture] = {}
    for page in pages:
        fixture = make_fixture(page.page.html, page.page.url or "", cleaners, anonymise=anonymise)
        if not fixture.differences:
            name = next(name for name in _names(fixture.slug) if name not in made)
            made[name] = replace(fixture, slug=name)
    return tuple(made.values())


def _names(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _without(draft: Draft, found: Sequence[Remark]) -> Draft:
    """The draft without the lines that the remarks are about."""
    bad = {(remark.key, remark.selector) for remark in found}
    changed: dict[str, object] = {
        key: tuple(choice for choice in getattr(draft, key) if (key, choice.css) not in bad)
        for key in ("content", "keep", "drop")
    }
    changed["patterns"] = tuple(choice for choice in draft.patterns if ("drop_text", choice.pattern.like) not in bad)
    for key in FIELDS:
        choice = getattr(draft, key)
        changed[key] = None if choice and (key, choice.entry.css) in bad else choice
    return replace(draft, **changed)  # type: ignore[arg-type]


def write_fixtures(fixtures: Sequence[NewFixture], folder: Path, host: str) -> list[Path]:
    """Write the fixtures of a host that are not there yet, never over others.

    Raises:
        DumpError: a fixture cannot be written.
    """
    # One after the other: each name is chosen beside the files of those before.
    named = (fixture.beside_others(folder, host) for fixture in fixtures)
    return [path for fixture in named if not fixture.is_in(folder, host) for path in fixture.write(folder, host)]
