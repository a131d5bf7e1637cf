"""How nearly a hundred languages say "2 hours ago" and "yesterday"; read at the first question."""

from __future__ import annotations

from functools import cache

from cleaner.lexicon.metadata import words
from cleaner.lexicon.sections import Sections

NUMBER = "#"
"""What stands for the number in a phrase."""

# Sections of phrases that CLDR has not, and their units.
_OWN = (("minutes ago", "minute"), ("hours ago", "hour"))
_CLDR = Sections("generated_ages.txt")


@cache
def age_phrases() -> dict[str, str]:
    """Words of a phrase, a blank between them → its unit, such as `hour`, or how many days ago it is, such as "1"."""
    minutes, hours = (dict.fromkeys(words(section), unit) for section, unit in _OWN)
    told = {phrase: unit.partition(" days ago")[0] for unit in _CLDR.names() for phrase in _CLDR.words(unit)}
    return minutes | hours | told
