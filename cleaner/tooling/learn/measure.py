"""A draft × the pages it was learnt from → how close what it leaves comes to what is content there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.pipeline import Cleaner
from cleaner.rules.book import RuleBook
from cleaner.rules.schema import Rule
from cleaner.tooling.learn.evidence import Evidence
from cleaner.tooling.word_overlap import overlap

# A word or a number.
_WORD = re.compile(r"\w+")


class Effect(NamedTuple):
    """Of one page, or means over pages, each from 0 to 1."""

    f1: float
    precision: float
    recall: float

    def told(self) -> str:
        """Both halves in words, of what is kept against the content."""
        return f"precision {self.precision:.1%}, recall {self.recall:.1%}"


def measure(pages: Sequence[Evidence], rule: Rule) -> list[Effect]:
    """Clean the pages with a rule and compare the words of each, as multisets, with those of its content."""
    cleaner = Cleaner(RuleBook.bundled().trying(rule))
    return [_compare(cleaner.clean(page.page.html, page.page.url).text, page) for page in pages]


def mean(effects: Iterable[Effect]) -> Effect:
    """The mean over pages; nothing without pages."""
    columns = list(zip(*effects, strict=True))
    return Effect(*(sum(column) / len(column) for column in columns)) if columns else Effect(0.0, 0.0, 0.0)


def _compare(text: str, page: Evidence) -> Effect:
    got = Counter(_WORD.findall(text.lower()))
    wanted = Counter(
        word
        for block, kept in zip(page.blocks, page.decisions, strict=True)
        if kept
        for word in _WORD.findall(block.text.lower())
    )
    found = overlap(got, wanted)
    return Effect(found.f1, found.precision, found.recall)
