"""Verdicts on fixtures → what a person reads on the terminal or in a failed hook."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cleaner.dumps.record import readable
from cleaner.render.characters import printable
from cleaner.tooling.change_lines import change_lines
from cleaner.tooling.changes import Change, Size, count_words
from cleaner.tooling.fixture_check import Verdict
from cleaner.tooling.settings import Settings

# After a change of the heuristic all may differ: the first few tell what happened, of the others the name will do.
_DIFFS: Final = 20
_NAMED: Final = 5


def verdict_lines(verdict: Verdict, settings: Settings, *, diff: bool = True) -> Iterator[str]:
    """A failing fixture: its page, what is wrong, and how what comes out differs from what is expected."""
    yield f"{_path(verdict.fixture.page, settings)}: {verdict.fault}"
    if diff and verdict.changes:
        yield f"--- {_path(verdict.fixture.expected, settings)}"
        yield "+++ what comes out now"
        yield from change_lines(verdict.changes, "line")
        yield ""


def orphan_line(path: Path, settings: Settings) -> str:
    """An expected file without its page."""
    return f"{_path(path, settings)}: its page is gone; remove this file, too, or bring back the page"


def check_lines(verdicts: Sequence[Verdict], orphans: Sequence[Path], settings: Settings) -> Iterator[str]:
    """All that failed, then what to do about it."""
    failing = [verdict for verdict in verdicts if verdict.fault]
    for place, verdict in enumerate(failing):
        yield from verdict_lines(verdict, settings, diff=place < _DIFFS)
    yield from (orphan_line(path, settings) for path in orphans)
    bad = len(failing) + len(orphans)
    if not bad:
        yield f"{_count(len(verdicts))} as expected"
        return
    yield f"{len(failing)} of {_count(len(verdicts))} not as expected" + (
        f", {len(orphans)} expected file{'s' if len(orphans) > 1 else ''} without a page" if orphans else ""
    )
    if fixable := [verdict for verdict in failing if verdict.can_be_fixed]:
        pages = [shlex.quote(_path(verdict.fixture.page, settings)) for verdict in fixable]
        named = " ".join(pages) if len(pages) <= _NAMED else ""
        yield f"  to see why:                 cleaner explain {pages[0]}{_options(fixable[0], settings)}"
        yield f"  to expect what comes out:   cleaner fixtures fix {named}".rstrip()


def fix_lines(verdicts: Sequence[Verdict], orphans: Sequence[Path], settings: Settings) -> Iterator[str]:
    """What became of the fixtures that did not hold, after the mending."""
    failing = [verdict for verdict in verdicts if verdict.fault]
    for verdict in failing:
        yield _fix_line(verdict, settings)
    yield from (orphan_line(path, settings) for path in orphans)
    if not failing and not orphans:
        yield f"{_count(len(verdicts))} as expected; nothing to write"


def _fix_line(verdict: Verdict, settings: Settings) -> str:
    expected = _path(verdict.fixture.expected, settings)
    if verdict.now is None:
        return f"{_path(verdict.fixture.page, settings)}: {verdict.fault}"
    if verdict.changes:
        size = _size(verdict.changes)
        return f"{expected}: written anew (+{size.come} -{size.gone} words); read the difference before you add it"
    missing = "" if verdict.now.value("url") else "; complete its line `url:`, which finds the site's rule"
    return f"{expected}: written, as the page {verdict.fault}; read it before you add it{missing}"


def _size(changes: Sequence[Change]) -> Size:
    changed = [change for change in changes if change.sign != "="]
    old = " ".join(change.old for change in changed if change.sign != "+")
    return count_words(old, " ".join(change.new for change in changed if change.sign != "-"))


def _options(verdict: Verdict, settings: Settings) -> str:
    """What `cleaner explain` needs to clean the page as the check did."""
    url = verdict.now.value("url") if verdict.now else None
    rules = ["--no-rules"] if settings.no_rules else [word for folder in settings.rules for word in ("--rules", folder)]
    words = [*(["--url", printable(url)] if url else []), *rules]
    return "".join(f" {shlex.quote(word)}" for word in words)


def _path(path: Path, settings: Settings) -> str:
    return readable(path.relative_to(settings.root))


def _count(number: int) -> str:
    return f"{number} fixture{'' if number == 1 else 's'}"
