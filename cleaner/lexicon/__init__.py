"""Words only: boilerplate phrases and function words by language, and the cheapest look-ups over them."""

from cleaner.lexicon.phrases import boilerplate_kind, phrase_table
from cleaner.lexicon.words import (
    HIJRI_MONTHS,
    MONTHS,
    SOCIAL_NAMES,
    STOP_WORDS,
    WEEKDAYS,
    stopword_share,
)

__all__ = [
    "HIJRI_MONTHS",
    "MONTHS",
    "SOCIAL_NAMES",
    "STOP_WORDS",
    "WEEKDAYS",
    "boilerplate_kind",
    "phrase_table",
    "stopword_share",
]
