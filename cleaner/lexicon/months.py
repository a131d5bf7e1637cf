"""Names of months in nearly a hundred languages, and other calendars' eras and months, read at the first question."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from cleaner.lexicon.sections import Sections
from cleaner.lexicon.words import MONTHS

_CLDR = Sections("generated_months.txt")
_OWN = Sections("metadata.txt")
_TOKEN = re.compile(r"[^\s\d.,/()\u2019'-]+")


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
    """The same for the months of the Iranian calendar, by their Persian and Afghan names."""
    return {fold(name): month for month in range(1, 13) for name in _OWN.words(f"jalali month {month}")}


@cache
def eras() -> dict[str, int]:
    """Name of an era → what is added to its years."""
    return {name: int(years) for name, years in map(str.split, _OWN.words("eras"))}
