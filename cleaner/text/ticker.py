"""Runs of other stories' headlines: headline, "By X", date, again and again."""

from __future__ import annotations

from collections.abc import Container, Sequence

from cleaner.text.line_facts import SENTENCE, LineFacts

_STAMPS = 3  # fewest dates and names in a ticker
_HEADS = 2  # fewest headlines in a ticker that have a date or name right below
_LONGEST_HEAD = 22  # words of a headline
# A dump whose tickers hold so many times the words of its densest prose is a list of stories, offers or posts: there
# the headlines are the content. On news pages around a short story tickers hold up to five times its words.
_TIMES = 6


def find_tickers(facts: Sequence[LineFacts], title_at: int, own: Container[int] = ()) -> list[range]:
    """Stretches without prose in which headlines and stamps (a byline or a date) alternate.

    Items need not carry a stamp each; two headlines with theirs and three stamps in all make a ticker. The article's
    own headline, byline and date never belong to one, nor do its lists and tables.

    Args:
        facts: of the lines.
        title_at: the headline, or -1.
        own: lines of lists and tables of the story.
    """
    found, at = [], 0
    while at < len(facts):
        end = at
        while end < len(facts) and end != title_at and end not in own and _in_run(facts[end]):
            end += 1
        start = at
        if at - 1 == title_at and title_at >= 0:
            start = _after_own_stamps(facts, at, end)
        if _is_ticker(facts[start:end]):
            found.append(range(start, end))
        at = max(end, at + 1)
    return found


def are_content(tickers: Sequence[range], facts: Sequence[LineFacts], story: tuple[int, int]) -> bool:
    """Whether the tickers are what the dump is about: there is next to no prose beside them."""
    first, last = story
    prose = sum(fact.words for fact in facts[first : last + 1] if fact.prose)
    return sum(facts[at].words for ticker in tickers for at in ticker) > _TIMES * prose


def _in_run(fact: LineFacts) -> bool:
    return (
        not fact.prose
        and not fact.code
        and (is_stamp(fact) or fact.category is not None or _is_head(fact) or fact.words <= 3)
    )


def is_stamp(fact: LineFacts) -> bool:
    """A line that dates or signs a headline."""
    return fact.is_date or (fact.is_byline and fact.words <= 7)


def _is_head(fact: LineFacts) -> bool:
    if fact.category or is_stamp(fact) or not 2 <= fact.words <= _LONGEST_HEAD:
        return False
    return fact.ending != SENTENCE or fact.text[-1] in "?!？！"


def _after_own_stamps(facts: Sequence[LineFacts], at: int, end: int) -> int:
    while at < end and (is_stamp(facts[at]) or facts[at].words <= 3):
        at += 1
    return at


def _is_ticker(run: Sequence[LineFacts]) -> bool:
    stamps = sum(map(is_stamp, run))
    heads = sum(_is_head(fact) and any(map(is_stamp, run[at + 1 : at + 3])) for at, fact in enumerate(run))
    return stamps >= _STAMPS and heads >= _HEADS
