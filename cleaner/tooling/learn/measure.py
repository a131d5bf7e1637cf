"""A draft × the pages it was learnt from → how close what it leaves comes to what is content there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.pipeline import Cleaner
from cleaner.rules.book import RuleBook
from cleaner.rules.schema import Rule
from cleaner.tooling.learn.evidence import Evidence

_WORD = re.compile(r"\w+")


class Effect(NamedTuple):
    """Means over pages, each from 0 to 1."""

    f1: float
    precision: float
    recall: float

    def told(self) -> str:
        """Both halves in words, of what is kept against the content."""
        return f"precision {self.precision:.1%}, recall {self.recall:.1%}"


def measure(pages: Sequence[Evidence], rule: Rule) -> Effect:
    """Clean the pages with a rule and compare words, as multisets, with those of the content."""
    cleaner = Cleaner(RuleBook.bundled().trying(rule))
    scores = [_compare(cleaner.clean(page.page.html, page.page.url).text, page) for page in pages]
    count = len(scores) or 1
    return Effect(*(sum(score[part] for score in scores) / count for part in range(3)))


def _compare(text: str, page: Evidence) -> tuple[float, float, float]:
    got = Counter(_WORD.findall(text.lower()))
    wanted = Counter(
        word
        for block, kept in zip(page.blocks, page.decisions, strict=True)
        if kept
        for word in _WORD.findall(block.text.lower())
    )
    shared = (got & wanted).total()
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / got.total(), shared / wanted.total()
    return 2 * precision * recall / (precision + recall), precision, recall
