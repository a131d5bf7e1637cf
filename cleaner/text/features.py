"""Lines with their neighbours → feature rows for the forest, and the stretch of lines where the story stands."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence

from cleaner.lexicon import STOP_WORDS
from cleaner.text.line_facts import LineFacts

# How strong a sign of what is no story a stock phrase is, by its category; the categories that are not here count as
# `_STRONG`.
_WEAK = {"navigation": 1.0, "read more": 1.0, "related": 2.0, "follow us": 2.0, "share": 2.0, "login": 1.0, "tags": 2.0}
_STRONG = 3.0
# How many words a short line, and a stock phrase, takes from the stretch of lines that it stands in, when the story is
# looked for; and what stands for a distance in lines where there is none, which bounds all others.
_SHORT_COST, _PHRASE_COST = 7.0, 15.0
_FAR = 99.0


# Cost of a line that a question or a colon above announces: it is the story's own.
_OPENED_COST = 1.0


def find_story(facts: Sequence[LineFacts], opened: Container[int]) -> tuple[int, int]:
    """First and last line of the stretch with the most prose: each other line inside costs some words.

    A stretch is a maximal subarray; the costs let a story run over subheads and pull quotes, not over a menu.

    Args:
        facts: of the lines.
        opened: lines that belong to the paragraphs around them, which cost little.
    """
    best, best_at, run, start = 0.0, (0, -1), 0.0, 0
    for at, fact in enumerate(facts):
        if fact.prose:
            run += min(fact.words, 120)
        elif at in opened or fact.code:
            run -= _OPENED_COST
        else:
            run -= _PHRASE_COST if fact.category else _SHORT_COST
        if run <= 0:
            run, start = 0.0, at + 1
        elif run > best and fact.prose:
            best, best_at = run, (start, at)
    return best_at


def read_rows(
    facts: Sequence[LineFacts],
    counts: Sequence[int],
    title_at: int,
    title_words: frozenset[str],
    skip: Container[int],
    story: tuple[int, int],
) -> dict[int, list[float]]:
    """A row of `cleaner.text.feature_names.FEATURES` for each line that may be content.

    Lines that are skipped, known phrases, and labels far from prose have none.

    Labels of up to four words, four lines and more from any prose, are half of all lines and 4 % of the gold words.
    """
    page = _Page(facts, title_at, title_words, story)
    return {
        at: page.row(at, counts[at])
        for at, fact in enumerate(facts)
        if fact.category is None
        and at not in skip
        and (fact.words > 4 or page.since_prose[at] < 4 or page.to_prose[at] < 4)
    }


class _Page:
    """Running sums over a dump's lines."""

    def __init__(
        self, facts: Sequence[LineFacts], title_at: int, title_words: frozenset[str], story: tuple[int, int]
    ) -> None:
        self.facts = facts
        self.title_at, self.title_words = title_at, title_words
        self.phrases = [0.0 if fact.category is None else _WEAK.get(fact.category, _STRONG) for fact in facts]
        self.words_before = _sums([fact.words for fact in facts])
        self.prose = [fact.prose for fact in facts]
        self.prose_before = _sums([fact.words if fact.prose else 0 for fact in facts])
        self.phrases_before = _sums([int(phrase > 0) for phrase in self.phrases])
        self.short_before = _sums([int(fact.words <= 5) for fact in facts])
        told = [fact.prose or fact.code for fact in facts]
        self.since_prose = _distances(told)
        self.to_prose = _distances(told[::-1])[::-1]
        self.since_phrase = _distances([phrase > 1 for phrase in self.phrases])
        self.code_before = _sums([int(fact.code) for fact in facts])
        self.first, self.last = story
        self.vocabulary = {
            word for fact in facts[self.first : self.last + 1] if fact.prose for word in fact.text.lower().split()[:80]
        } - STOP_WORDS
        self.logs = [math.log1p(fact.words) for fact in facts]

    def row(self, at: int, copies: int) -> list[float]:
        return self._own(at, copies) + self._near(at) + self._whole(at)

    def _own(self, at: int, copies: int) -> list[float]:
        fact = self.facts[at]
        total = self.words_before[-1] or 1
        tokens = [token for token in fact.text.lower().split()[:40] if token not in STOP_WORDS]
        count = len(tokens) or 1
        after = at - self.title_at if self.title_at >= 0 else -_FAR
        return [
            self.logs[at], fact.ending, fact.stop_words, fact.digits, fact.capitals, min(fact.indent, 12),
            fact.blank_before, at + 1 == len(self.facts) or self.facts[at + 1].blank_before, fact.is_date,
            fact.sentences, min(copies, 4), self.words_before[at] / total,
            self.words_before[at] - self.words_before[self.title_at] if self.title_at >= 0 else -1,
            max(-_FAR, min(_FAR, after)), sum(token in self.title_words for token in tokens) / count,
            sum(token in self.vocabulary for token in tokens) / count if not self.first <= at <= self.last else 1.0,
        ]  # fmt: skip

    def _near(self, at: int) -> list[float]:
        size = len(self.facts)
        low, high = max(0, at - 3), min(size, at + 4)
        return [
            self.logs[at - 1] if at else -1.0, self.logs[at + 1] if at + 1 < size else -1.0,
            self.prose_before[high] - self.prose_before[low], self.short_before[high] - self.short_before[low],
            self.phrases_before[min(size, at + 6)] - self.phrases_before[max(0, at - 5)],
        ]  # fmt: skip

    def _whole(self, at: int) -> list[float]:
        size = len(self.facts)
        words, prose = self.words_before[-1] or 1, self.prose_before[-1] or 1
        off = at - self.first if at < self.first else max(0, at - self.last)
        edge = self.words_before[min(at, self.first)] if at < self.first else self.words_before[min(at, self.last + 1)]
        story = self.prose_before[self.last + 1] - self.prose_before[self.first]
        anchor = self.words_before[self.first] if at < self.first else self.words_before[self.last + 1]
        between = (edge - anchor if at < self.first else self.words_before[at] - anchor) if off else 0
        return [
            self.since_prose[at], self.to_prose[at], self.prose_before[at] / prose, not off,
            max(-_FAR, min(_FAR, off)), max(-900, min(900, between)), story / words, math.log1p(story),
            self.since_phrase[at], min(40, self.phrases_before[at] - self.phrases_before[max(0, self.title_at)]),
            math.log1p(words), prose / words, words / size, math.log1p(size), self.facts[at].code,
            self.code_before[min(size, at + 4)] - self.code_before[max(0, at - 3)],
        ]  # fmt: skip


def _sums(values: Sequence[int]) -> list[int]:
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _distances(flags: Sequence[bool]) -> list[float]:
    """Lines since the last flagged one before each line."""
    out, count = [], _FAR
    for flag in flags:
        out.append(min(count, _FAR))
        count = 1.0 if flag else count + 1
    return out
