"""A name → without what clings to it: a city or a desk before it, a picture's initials, a place behind capitals."""

from __future__ import annotations

from cleaner import expressions as re
from cleaner.lexicon.metadata import JOB_WORDS
from cleaner.metadata.names.person import is_bare_name, is_desk


def behind_city(name: str) -> str:
    """The person behind a city or a desk and a dash: "Cairo - Ana Gil"."""
    city, dash, rest = name.partition(" - ")
    return rest if dash and (" " not in city or is_desk(city)) and is_bare_name(rest) else name


def without_initials(name: str) -> str:
    """The name behind initials that stand for a picture: "AG Ana Gil", "AGAna Gil"."""
    if not name[1:2].isupper():
        return name  # as most
    first, _, rest = name.partition(" ")
    if glued := _GLUED_INITIALS.match(name):
        first, rest = glued[1], name[glued.end() :]
    return rest if len(first) > 1 and first.isupper() and first == "".join(word[0] for word in rest.split()) else name


# Initials right before a name with no blank between them: "AGAna Gil".
_GLUED_INITIALS = re.compile(r"([A-ZÀ-Þ]{2,3})(?=[A-ZÀ-Þ][a-zß-ÿ])")


def before_small(name: str) -> str:
    """The name in capitals that only a place with small letters follows: "ANA GIL Madrid"."""
    whole = _CAPITALS_FIRST.match(name)
    return whole[0].strip() if whole and not JOB_WORDS.search(name) and is_bare_name(whole[0].strip()) else name


def without_letters(name: str) -> str:
    """The name before letters that are no word, a house's or a degree's: "Ana Gil CNN", "Leo J. Paz CPP"."""
    letters = _LETTERS.search(name)
    return name[: letters.start()] if letters and is_bare_name(name[: letters.start()]) else name


# Three to five capitals without a vowel behind a name: a house or a degree, not a surname.
_LETTERS = re.compile(r"(?<=[a-zß-ÿ]) [BCDFGHJ-NP-TVWXZ]{3,5}$")


# A name in capitals before a place in small letters: "ANA GIL Madrid".
_CAPITALS_FIRST = re.compile(r"(?:[A-ZÀ-Þ]{2}[A-ZÀ-Þ'’-]* ){2,4}(?=[A-ZÀ-Þ][a-zß-ÿ]{2,}(?: [A-ZÀ-Þ][a-zß-ÿ]+){0,3}$)")
