"""Function words of many languages, weekdays, and names of social networks."""

from __future__ import annotations

from cleaner.lexicon.sections import Sections

# The file of these words.
_SECTIONS = Sections("words.txt")
words = _SECTIONS.words
"""The words of a section."""
either = _SECTIONS.either
"""The words of a section as the alternatives of a regular expression."""

# Function words ("the", "und"), of which prose has many and menus have few.
STOP_WORDS = frozenset(words("stop words"))

DENSE_PARTICLES = frozenset("".join(words("dense particles")))
"""Characters that hold sentences together in scripts without spaces, and Korean particles."""

# Names of social networks.
SOCIAL_NAMES = frozenset(words("social names"))

FOLLOW_STEMS = tuple(words("follow stems"))
"""How words begin that ask a reader to follow, join or subscribe."""

VIEW_STEMS = tuple(words("view stems"))
"""How words begin that a disclaimer is about: views, responsibility, automatic translation."""

HOST_STEMS = tuple(words("host stems"))
"""How words begin that name who disclaims: site, author, editors."""

# Names of the days of the week.
WEEKDAYS = frozenset(words("weekdays"))


def stopword_share(text: str, limit: int = 24) -> float:
    """Share of function words of any language among the first words; prose has .25 and up, menus near none."""
    start = text[: limit * 12]
    words = start.lower().split(None, limit)[:limit]
    if not words:
        return 0.0
    if len(words) * 12 < len(start) or "\uac00" <= start[0] <= "\ud7a3":
        dense = start[:120]
        return min(1.0, sum(map(DENSE_PARTICLES.__contains__, dense)) * 2 / len(dense))
    return sum(map(STOP_WORDS.__contains__, words)) / len(words)


def count_words(text: str) -> int:
    """Words of a text; scripts without spaces count two characters a word."""
    words = text.count(" ") + 1
    if len(text) > 12 * words and not text.isascii():
        return max(words, len(text) // 2)
    return words


def count_words_of_lines(text: str) -> int:
    """`count_words` of all lines together; empty ones have none."""
    lines = list(filter(None, text.split("\n")))
    words = text.count(" ") + len(lines)
    if text.isascii():
        return words
    # Only lines with so many characters for each space may be in a script without spaces.
    dense = [line for line in lines if len(line) > 12 and len(line) > 12 * (line.count(" ") + 1)]
    return words + sum(count_words(line) - line.count(" ") - 1 for line in dense)
