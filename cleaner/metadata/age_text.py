"""Texts that tell how long ago something was: "2 hours ago", "vor 2 Tagen", "2日前", "yesterday"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from cleaner import expressions as re
from cleaner.lexicon.ages import NUMBER, age_phrases
from cleaner.lexicon.metadata import PUBLISHED_WORDS, TIME_WORDS, words
from cleaner.lexicon.months import fold
from cleaner.metadata.date_calendars import DIGITS, without_hours

# A number, or a word between blanks and marks.
_TOKEN = re.compile(r"\d+|[^\s\d.,()|•·:;!?\u2013\u2014/'\u2019-]+")
_MOST_NUMBERS = 6  # of a line
_BEFORE, _AFTER = 4, 4  # words around the number
_LONGEST_NUMBER = 3  # digits
_SHORTEST = 3  # letters of a word that says anything beside a time
_DAY_OF = {"minute": 0, "hour": 0, "day": 1}  # days of a unit; of weeks and longer ones no day is known


class Age(NamedTuple):
    """How long ago something was, where a text says so, and the unit that it says it in."""

    start: int
    end: int
    number: int
    unit: str


def find_age(text: str) -> Age | None:
    """The first phrase in a text that counts hours, days or other units back from the time of reading."""
    text = text.translate(DIGITS)
    tokens = list(_TOKEN.finditer(text))
    said = [fold(token[0]) for token in tokens]
    beside = _words_beside()
    numbers = [
        place
        for place, word in enumerate(said)
        if _is_number(word) and not beside.isdisjoint(said[max(0, place - 1) : place + 2])
    ]
    for place in numbers[:_MOST_NUMBERS]:
        for before in range(min(_BEFORE, place), -1, -1):
            for after in range(min(_AFTER, len(said) - place - 1), -1, -1):
                phrase = [*said[place - before : place], NUMBER, *said[place + 1 : place + 1 + after]]
                unit = age_phrases().get(" ".join(phrase))
                if unit and not (not before and _clings(text, tokens[place].start())):
                    number = int(said[place]) if said[place].isdecimal() else 1
                    return Age(tokens[place - before].start(), tokens[place + after].end(), number, unit)
    return None


@cache
def _words_beside() -> frozenset[str]:
    """The words that stand right before or behind the number of a phrase."""
    sides = (phrase.split(NUMBER) for phrase in age_phrases() if NUMBER in phrase)
    return frozenset(word for before, after in sides for word in (*before.split()[-1:], *after.split()[:1]))


def _is_number(word: str) -> bool:
    return (word.isdecimal() and len(word) <= _LONGEST_NUMBER) or word in _ONE


# Words that stand for the number one before a unit: the "an" of "an hour ago".
_ONE = frozenset(words("one, before a unit"))


def _clings(text: str, start: int) -> bool:
    """Whether a letter stands right before a number: the "3日前" of "12月3日前" is a day of December."""
    return start > 0 and text[start - 1].isalpha()


def day_of_age(line: str, read_on: date) -> date | None:
    """The day that a line names by how long ago it was when the page was read; None where it says anything else."""
    if (age := find_age(line)) is not None:
        apart = [*_TOKEN.findall(line[: age.start]), *_TOKEN.findall(line[age.end :])]
        days = age.number * _DAY_OF[age.unit] if age.unit in _DAY_OF else None
        return read_on - timedelta(days=days) if days is not None and _say_nothing_else(apart) else None
    said = [word for word in map(fold, _TOKEN.findall(without_hours(line))) if not _is_beside(word)]
    counted = age_phrases().get(" ".join(said), "")
    return read_on - timedelta(days=int(counted)) if counted.isdecimal() else None


def _say_nothing_else(words: Sequence[str]) -> bool:
    return all(map(_is_beside, map(fold, words)))


def _is_beside(word: str) -> bool:
    """Whether a word may stand beside a time: "Published 2 hours ago", "Yesterday at 16:12"."""
    if len(word) < _SHORTEST:
        return True
    said = PUBLISHED_WORDS.search(word)
    return word.isdecimal() or word in TIME_WORDS or (said is not None and said[0] == word)
