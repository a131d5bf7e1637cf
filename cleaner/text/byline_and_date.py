"""What the lines around the headline say of the article: byline and date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.lexicon.metadata import words
from cleaner.metadata.date_text import read_date
from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.person import is_desk, is_person
from cleaner.metadata.names.printed import tidy_byline
from cleaner.text.analysis import Analysis
from cleaner.text.line_facts import SENTENCE, LineFacts, is_hijri

# The words that announce a byline in the line below them ("By", "Von").
_BY_ALONE = frozenset(words("announce, below, dump"))
# A line of so many words that ends as a sentence does belongs to the story, whatever date is in it.
_SENTENCE_WORDS = 8
_BELOW_STORY = 4
"""A standfirst is prose, so the story may begin a few lines above byline and date."""


class About(NamedTuple):
    """Byline and date, and the lines that hold them."""

    byline: str | None
    authors: tuple[str, ...]
    date: str | None
    lines: dict[int, str]


def read_about(analysis: Analysis) -> About:
    """Read byline and date between the headline and the story; None where only a guess is left.

    A date above the headline is the site's clock, and so is one beside an Islamic calendar date.
    """
    facts, first = analysis.facts, analysis.story[0]
    start = analysis.title_at + 1 if analysis.title_at >= 0 else max(0, first - 4)
    zone = range(start, min(len(facts), max(first + _BELOW_STORY, start + 3), analysis.story[1] + 1 or len(facts)))
    lines: dict[int, str] = {}
    byline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    for at in zone:
        if at in analysis.excerpts or at in analysis.copies:
            continue
        signed = _byline(facts, at)
        if signed:
            lines[at] = "byline"
            if facts[at].text.lower().strip(" :") in _BY_ALONE:
                lines[at + 1] = "byline"
            if byline is None:
                byline, authors = signed
        if _is_dateline(facts, at) and (analysis.title_at >= 0 or lines):
            lines[at] = lines.get(at, "date")
            date = date or read_date(facts[at].text)
    return About(byline, authors, date, lines)


def _byline(facts: Sequence[LineFacts], at: int) -> tuple[str, tuple[str, ...]] | None:
    fact = facts[at]
    text = fact.text
    if text.lower().strip(" :") in _BY_ALONE and at + 1 < len(facts):
        text = facts[at + 1].text
        if not is_person(text.strip(" ,")):
            return None
    elif not fact.is_byline and not _is_bare_name(facts, at):
        return None
    authors = split_authors(text)
    byline = tidy_byline(text)
    if byline is None or not authors or not all(map(_is_name, authors)):
        return None
    return byline, authors


def _is_bare_name(facts: Sequence[LineFacts], at: int) -> bool:
    """A name without "By", the date right below it; only in scripts with capitals, which tell a name from a label."""
    fact = facts[at]
    return fact.capitals >= 0.5 and _is_name(fact.text) and any(near.is_date for near in facts[at + 1 : at + 3])


def _is_name(text: str) -> bool:
    return is_person(text) or is_desk(text)


def _is_dateline(facts: Sequence[LineFacts], at: int) -> bool:
    fact = facts[at]
    if not (fact.is_date or (fact.is_byline and any(map(str.isdigit, fact.text)))):
        return False
    if fact.ending == SENTENCE and fact.words >= _SENTENCE_WORDS:
        return False  # the story's own: "The pier shall be closed from 3 March to 31 May."
    near = facts[max(0, at - 1) : at + 2]
    return not any(is_hijri(other.text.lower().replace(",", " ").split()) for other in near)
