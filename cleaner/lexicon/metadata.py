"""Words of metadata, from `metadata.txt`: what announces a byline, what is no name, labels of dates."""

from __future__ import annotations

from typing import Final

from cleaner import expressions as re
from cleaner.lexicon.months import MONTHS as LONG_MONTHS
from cleaner.lexicon.months import SHORT_MONTHS
from cleaner.lexicon.sections import Sections
from cleaner.lexicon.stems import Opening, Stemmed

_SECTIONS = Sections("metadata.txt")
words: Final = _SECTIONS.words
"""The words of a section."""
rows: Final = _SECTIONS.rows
"""The words of a section, by language."""
either: Final = _SECTIONS.either
"""The words of a section as the alternatives of a regular expression."""

BY_WORDS = words("announce a byline")
AND_WORDS = words("and")
SHORT_AND_WORDS = words("and, short")
"""These also stand inside names and titles."""

AGENCIES = frozenset(words("agencies"))
"""Agencies and desks, which are a byline only when nobody is named."""

NOT_NAMES = frozenset(words("no names"))
PLAIN_WORDS = frozenset(words("in no name"))
THING_WORDS = frozenset(words("things"))
PARTICLES = frozenset(words("particles"))
NO_GIVEN_NAMES = frozenset(words("particles, no given names"))
TIME_WORDS = frozenset(words("beside a date"))
JOB_WORDS = Stemmed(
    rf"(?i)\b(?:{either('job (patterns)')})\b|{either('job, dense (patterns)')}", words("job (patterns)")
)
SUFFIXES = re.compile(rf"(?i)(?<![,\s])[,\s]++(?:{either('degrees (patterns)')})\.?(?=$|[,\s])")

MONTHS = LONG_MONTHS | SHORT_MONTHS
"""Month name or abbreviation, lower case → number. No word means two months in two of these languages but
`listopada`, October in Croatian and November in Polish; the Polish reading, of the larger press, stands."""

WEEKDAYS = re.compile(
    rf"(?i)^(?:{either('weekdays, English stems (patterns)')})(?:day)?\b[.,]?\s*|"
    rf"^(?:{either('weekdays, opening')})\b[.,]?\s*"
)
MODIFIED_WORDS = Stemmed(f"(?i){either('modified (patterns)')}", words("modified (patterns)"))
OTHER_MATTER = Opening(
    rf"(?i)\A\W*(?:(?:{either('another matter (patterns)')})(?!\w)|\u00a9|\(c\))", words("another matter (patterns)")
)
"""How a line begins whose date is of something else: a paper's acceptance, a club's founding, an event."""
OTHER_MATTER_INSIDE = re.compile(rf"(?i)\b(?:{either('another matter, anywhere (patterns)')})\b")
"""What a line holds whose date is an offer's, an exhibition's or a version's."""
PUBLISHED_WORDS = Stemmed(f"(?i){either('published (patterns)')}", words("published (patterns)"))
