"""Function words of many languages, months, weekdays, and names of social networks."""

from __future__ import annotations

from pathlib import Path


def _sections() -> dict[str, str]:
    sections: dict[str, str] = {}
    name = ""
    for row in Path(__file__).with_name("words.txt").read_text("utf-8").splitlines():
        if row.startswith("["):
            name = row.strip("[]")
        elif row and not row.startswith("#"):
            sections[name] = f"{sections.get(name, '')} {row}"
    return sections


_SECTIONS = _sections()

STOP_WORDS = frozenset(_SECTIONS["stop words"].split())

DENSE_PARTICLES = frozenset(_SECTIONS["dense particles"].strip())
"""Characters that hold sentences together in scripts without spaces, and Korean particles."""

SOCIAL_NAMES = frozenset(_SECTIONS["social names"].split())

MONTHS = {name: number for number in range(1, 13) for name in _SECTIONS[f"month {number}"].split()}
"""Name or abbreviation of a month → its number."""

HIJRI_MONTHS = frozenset(_SECTIONS["hijri months"].split())

FOLLOW_STEMS = tuple(_SECTIONS["follow stems"].split())
"""How words begin that ask a reader to follow, join or subscribe."""

VIEW_STEMS = tuple(_SECTIONS["view stems"].split())
"""How words begin that a disclaimer is about: views, responsibility, automatic translation."""

HOST_STEMS = tuple(_SECTIONS["host stems"].split())
"""How words begin that name who disclaims: site, author, editors."""

WEEKDAYS = frozenset(_SECTIONS["weekdays"].split())


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
