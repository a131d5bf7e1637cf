"""Fixture → what its page cleans to now, how that differs from its expected file, and the mending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cleaner.dumps.atomic import replacing
from cleaner.dumps.pages import read_page
from cleaner.dumps.record import ReadOptions, Record, readable
from cleaner.dumps.trace import trace_record
from cleaner.errors import DumpError
from cleaner.pipeline import Cleaner, Trace
from cleaner.tooling.changes import Change, compare
from cleaner.tooling.expected import RESULTS, Expected, front_lines, one_line, parse_expected, tidy, write_expected
from cleaner.tooling.fixtures import Fixture
from cleaner.tooling.settings import Settings

_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check of one fixture found.

    Attributes:
        fixture: page and expected file.
        fault: why it does not hold, in words; None when it does.
        changes: from what is expected to what comes out, when both could be read.
        now: what the expected file should say; None when the page cannot be cleaned.
    """

    fixture: Fixture
    fault: str | None = None
    changes: tuple[Change, ...] = ()
    now: Expected | None = None

    @property
    def can_be_fixed(self) -> bool:
        """Whether writing the expected file anew mends it."""
        return self.fault is not None and self.now is not None


def check_fixtures(fixtures: Iterable[Fixture], settings: Settings, cleaner: Cleaner) -> Iterator[Verdict]:
    """Check one fixture after the other."""
    for fixture in fixtures:
        yield check_fixture(fixture, settings, cleaner)


def check_fixture(fixture: Fixture, settings: Settings, cleaner: Cleaner) -> Verdict:
    """Clean the page and compare with what is expected; line ends and white space at the end of lines do not count."""
    record = next(iter(read_page(fixture.page, fixture.page.name, ReadOptions())))
    if record.error:
        return Verdict(fixture, f"the page {record.error}")
    expected, fault = _read(fixture, settings)
    if fault:
        return Verdict(fixture, fault, now=_clean_first(fixture, record, settings, cleaner))
    now = _clean(expected, record, settings, cleaner)
    changes = compare(_told(expected, settings), _told(now, settings))
    fault = "cleans to something else" if any(change.sign != "=" for change in changes) else None
    return Verdict(fixture, fault, changes if fault else (), now)


def _read(fixture: Fixture, settings: Settings) -> tuple[Expected, str | None]:
    """What is expected, or why that cannot be told."""
    name = fixture.expected.name
    try:
        expected = parse_expected(fixture.expected.read_bytes(), front_matter=settings.front_matter)
    except FileNotFoundError:
        return Expected(), f"has no expected file {name}"
    except ValueError as error:
        return Expected(), f"has an expected file that {error}: {name}"
    except OSError as error:
        raise DumpError(f"{readable(fixture.expected)}: cannot be read: {error.strerror or error}") from error
    if expected.value("crawled") and _day(expected) is None:
        raise DumpError(f"{readable(fixture.expected)}: `crawled` is a day such as 2021-01-31")
    return expected, None


def fix_fixtures(fixtures: Iterable[Fixture], settings: Settings, cleaner: Cleaner) -> Iterator[Verdict]:
    """Check, and write what comes out now into the expected files that say otherwise; pages are only read.

    Raises:
        DumpError: a file cannot be written.
    """
    for fixture in fixtures:
        verdict = check_fixture(fixture, settings, cleaner)
        if verdict.fault and verdict.now:
            with replacing(fixture.expected.resolve()) as file:
                file.write(write_expected(verdict.now, front_matter=settings.front_matter))
        yield verdict


def results(trace: Trace) -> dict[str, str]:
    """What an expected file says of a page's metadata, by key."""
    article = trace.article
    return {
        "title": one_line(article.title),
        "byline": one_line(article.byline),
        "authors": one_line(article.authors),
        "date": one_line(article.date),
        "rules": " ".join(rule.name for rule in trace.rules),
        "reason": one_line(article.reason),
    }


def _clean(expected: Expected, record: Record, settings: Settings, cleaner: Cleaner) -> Expected:
    """The expected file as it should be, with everything kept in it that is not ours."""
    record = record._replace(url=expected.value("url"), charset=expected.value("charset"), crawled=_day(expected))
    trace = trace_record(cleaner, record)
    kept = {key: value for key, value in expected.front.items() if key not in RESULTS}
    return replace(expected, front=kept | results(trace), body=tidy(getattr(trace.article, settings.form)))


def _clean_first(fixture: Fixture, record: Record, settings: Settings, cleaner: Cleaner) -> Expected:
    """The first expected file of a page: with the address that the page gives itself, else the folder's host."""
    address = trace_record(cleaner, record).article.metadata.canonical_url or ""
    if not address.startswith(("https://", "http://")):
        address = f"https://{fixture.host}/" if _HOST.fullmatch(fixture.host) else ""
    return _clean(Expected({"url": one_line(address)}), record, settings, cleaner)


def _told(expected: Expected, settings: Settings) -> list[str]:
    """What is compared: the metadata that the cleaner writes, then the body, as lines."""
    head = front_lines(expected.front, RESULTS) if settings.front_matter else []
    return [*head, *expected.body.split("\n")]


def _day(expected: Expected) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(expected.value("crawled") or "")
    return None
