"""Words only: boilerplate phrases and function words by language, and the cheapest look-ups over them."""

from cleaner.lexicon.months import HIJRI_MONTHS, MONTHS
from cleaner.lexicon.phrases import phrase_category, phrase_table
from cleaner.lexicon.words import (
    FOLLOW_STEMS,
    HOST_STEMS,
    SOCIAL_NAMES,
    STOP_WORDS,
    VIEW_STEMS,
    WEEKDAYS,
    stopword_share,
)

__all__ = [
    "FOLLOW_STEMS",
    "HIJRI_MONTHS",
    "HOST_STEMS",
    "MONTHS",
    "SOCIAL_NAMES",
    "STOP_WORDS",
    "VIEW_STEMS",
    "WEEKDAYS",
    "phrase_category",
    "phrase_table",
    "stopword_share",
]
