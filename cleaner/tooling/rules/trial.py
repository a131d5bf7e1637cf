"""Fixtures × rules → what comes out otherwise than expected, by the rule alone and by rule and heuristic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from cleaner.lexicon import boilerplate_kind
from cleaner.page.dom import Page, parse
from cleaner.page.segment import segment
from cleaner.pipeline import Cleaner
from cleaner.rules.book import RuleBook
from cleaner.rules.mark import mark
from cleaner.tooling.fixtures.add import expected


class Trial(NamedTuple):
    """One fixture.

    Attributes:
        page: its file.
        rule: that took part; None when only the heuristic did.
        alone: likeness, 0 to 1, of what the rule's selectors hold by themselves to what comes out.
        difference: as a unified diff; empty as it should be.
    """

    page: Path
    rule: str | None
    alone: float | None
    difference: str

    def told(self) -> str:
        """The line of a report."""
        state = "differs" if self.difference else "ok"
        alone = "" if self.alone is None else f", alone {self.alone:.2f}"
        return f"{state:8}{self.page.parent.name}/{self.page.stem}  ({self.rule or 'no rule'}{alone})"


def try_rules(folder: Path, fixtures: Path, host: str | None = None) -> Iterator[Trial]:
    """Try each fixture that has an expected result, or those of one host.

    Raises:
        RuleError: a rule cannot be used.
    """
    book = RuleBook.of(folder)
    cleaner = Cleaner(book)
    for beside in sorted(fixtures.glob(f"{host or '*'}/*.md")):
        page = beside.with_suffix(".html")
        if page.is_file():
            yield _try(page, beside.read_text("utf-8"), cleaner, book)


def _try(path: Path, wanted: str, cleaner: Cleaner, book: RuleBook) -> Trial:
    front = dict(line.split(": ", 1) for line in wanted.split("\n---\n")[0].splitlines() if ": " in line)
    url = front.get("url")
    article = cleaner.clean(path.read_bytes(), url)
    found = expected(article, url or "", front.get("rules", ""))
    rows = unified_diff(_rows(wanted), _rows(found), "expected", "found", lineterm="", n=1)
    text = alone(parse(path.read_text("utf-8"), url), book)
    share = None if text is None else _likeness(article.text, text)
    return Trial(path, article.rule, share, "\n".join(rows))


def alone(page: Page, book: RuleBook) -> str | None:
    """What marks and text patterns keep when nothing else has a say, a repeated block once; None without content."""
    marking = mark(page, book.lookup(page))
    if not marking.scoped:
        return None
    blocks = [
        block
        for block in segment(page, marking.marks).blocks
        if block.mark and block.mark.kind != "drop" and not block.hidden
    ]
    kept = [
        block.text.strip()
        for place, block in enumerate(blocks)
        if not any(pattern.matches(block.text, place, len(blocks)) for pattern in marking.drop_text)
        and boilerplate_kind(block.text) != "disclaimer"
    ]
    return "\n".join(dict.fromkeys(kept))


def _likeness(one: str, other: str) -> float:
    words, others = Counter(one.split()), Counter(other.split())
    return 2 * (words & others).total() / ((words.total() + others.total()) or 1)


def _rows(text: str) -> list[str]:
    """Lines that count: fields that a fixture may leave out are compared when they are there."""
    return [line.rstrip() for line in text.strip().splitlines() if not line.startswith("rules:")]
