"""Names of months in nearly a hundred languages, and other calendars' months and eras.

Those of `months.txt` are read with the package; those that CLDR has, of `generated_months.txt`, at the first question.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from cleaner.lexicon.sections import Sections

# The names that CLDR has, and those that were added by hand.
_CLDR = Sections("generated_months.txt")
_OWN = Sections("months.txt")
# A word of a month's name, without the marks around it.
_TOKEN = re.compile(r"[^\s\d.,/()\u2019'-]+")

MONTHS = {name: month for month in range(1, 13) for name in _OWN.words(f"month {month}")}
"""Name or abbreviation of a month, lower case → its number."""

SHORT_MONTHS = {name: month for month in range(1, 13) for name in _OWN.words(f"short month {month}")}
"""Abbreviations that are words of other languages, too: months only where a day and a year stand beside them."""

# Months of the Islamic calendar: a line with one is a date, and none that is told.
HIJRI_MONTHS = frozenset(_OWN.words("hijri months"))


def fold(text: str) -> str:
    """A text as names of months are compared: composed, lower case, the Turkish i with its dot like any other."""
    return unicodedata.normalize("NFC", text).lower().replace("i\u0307", "i")


@cache
def month_names() -> dict[str, int]:
    """Folded words of a month's name, a blank between them → its number; of no name that means two months."""
    found = {name: month for month in range(1, 13) for name in _CLDR.words(f"month {month}")}
    own = {" ".join(_TOKEN.findall(fold(name))): month for name, month in MONTHS.items()}
    return found | {name: month for name, month in own.items() if len(name) > 2}


@cache
def jalali_months() -> dict[str, int]:
    """Folded names of the months of the Iranian calendar, Persian and Afghan ones → their numbers."""
    return {fold(name): month for month in range(1, 13) for name in _OWN.words(f"jalali month {month}")}


@cache
def dotted_months() -> dict[str, str]:
    """Names that mean another month after a day with a dot → its number."""
    return dict(map(str.split, _OWN.words("months after a dotted day")))


@cache
def eras() -> dict[str, int]:
    """Name of an era → what is added to its years."""
    return {name: int(years) for name, years in map(str.split, _OWN.words("eras"))}


def era_letters() -> tuple[str, ...]:
    """Letter of an era, a blank, and what is added to its years."""
    return tuple(_OWN.words("eras, one letter"))
