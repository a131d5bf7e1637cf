"""Words of metadata, from `metadata.txt`: what announces a byline, what is no name, labels of dates."""

from __future__ import annotations

from typing import Final

from cleaner import expressions as re
from cleaner.lexicon.months import MONTHS as LONG_MONTHS
from cleaner.lexicon.months import SHORT_MONTHS
from cleaner.lexicon.sections import Sections
from cleaner.lexicon.stems import Opening, Stemmed

# The file of these words.
_SECTIONS = Sections("metadata.txt")
words: Final = _SECTIONS.words
"""The words of a section."""
rows: Final = _SECTIONS.rows
"""The words of a section, by language."""
either: Final = _SECTIONS.either
"""The words of a section as the alternatives of a regular expression."""

# Words that announce a byline ("By"), and those that join two names: "and" of several letters, and of one or two.
BY_WORDS = words("announce a byline")
AND_WORDS = words("and")
SHORT_AND_WORDS = words("and, short")
"""Short words for "and", which also stand inside names and titles."""

AGENCIES = frozenset(words("agencies"))
"""Agencies and desks, which are a byline only when nobody is named."""

# Whole lines that are no name although they look like one.
NOT_NAMES = frozenset(words("no names"))
# Words that no name holds, words of headings, menus and companies, which few people are called, and all of both; and
# particles of surnames, all, and those that are no given name as well.
PLAIN_WORDS = frozenset(words("in no name"))
THING_WORDS = frozenset(words("things"))
NO_NAME_WORDS = PLAIN_WORDS | THING_WORDS
PARTICLES = frozenset(words("particles"))
NO_GIVEN_NAMES = frozenset(words("particles, no given names"))
# Words that stand beside a date and tell nothing else.
TIME_WORDS = frozenset(words("beside a date"))
# What somebody does: "editor", "correspondent".
JOB_WORDS = Stemmed(
    rf"(?i)\b(?:{either('job (patterns)')})\b|{either('job, dense (patterns)')}", words("job (patterns)")
)
# Degrees behind a name: ", PhD".
SUFFIXES = re.compile(rf"(?i)(?<![,\s])[,\s]++(?:{either('degrees (patterns)')})\.?(?=$|[,\s])")

MONTHS = LONG_MONTHS | SHORT_MONTHS
"""Month name or abbreviation, lower case → number. No word means two months in two of these languages but
`listopada`, October in Croatian and November in Polish; the Polish reading, of the larger press, stands."""

# A weekday at a line's beginning, with the mark behind it.
WEEKDAYS = re.compile(
    rf"(?i)^(?:{either('weekdays, English stems (patterns)')})(?:day)?\b[.,]?\s*|"
    rf"^(?:{either('weekdays, opening')})\b[.,]?\s*"
)
# What a line says whose date is that of a change: "updated".
MODIFIED_WORDS = Stemmed(f"(?i){either('modified (patterns)')}", words("modified (patterns)"))
OTHER_MATTER = Opening(
    rf"(?i)\A\W*(?:(?:{either('another matter (patterns)')})(?!\w)|\u00a9|\(c\))", words("another matter (patterns)")
)
"""How a line begins whose date is of something else: a paper's acceptance, a club's founding, an event."""
OTHER_MATTER_INSIDE = re.compile(rf"(?i)\b(?:{either('another matter, anywhere (patterns)')})\b")
"""What a line holds whose date is an offer's, an exhibition's or a version's."""
# What a line says whose date is that of publication: "published".
PUBLISHED_WORDS = Stemmed(f"(?i){either('published (patterns)')}", words("published (patterns)"))
