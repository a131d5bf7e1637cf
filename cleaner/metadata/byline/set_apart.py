"""A line that signs → all whom it names, where elements or lines set the names apart, and whether it names anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from cleaner import expressions as re
from cleaner.lexicon.metadata import MONTHS, PLAIN_WORDS, words
from cleaner.metadata.names.announced import has_by, strip_by
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.person import is_bare_name, is_desk, is_plain_name
from cleaner.metadata.plain import squeeze, tidy
from cleaner.model import Block

_LIKELY = 1.0  # log-odds
# How many lines below the first one are read for more names.
_MOST_BELOW = 6


def in_elements(block: Block) -> tuple[str, ...]:
    """The names of "By <a>Ana Gil</a> <a>Leo Paz</a>", of which each is an element's; empty where marks part them."""
    parts = [line for text, _, _ in block.runs if (line := tidy(text))]
    if len(parts) < 2 or not has_by(f"{parts[0]} "):
        return ()
    rest = strip_by(f"{parts[0]} ").strip()
    names = (rest, *parts[1:]) if rest and rest != parts[0] else tuple(parts[1:])
    return names if len(names) > 1 and all(map(is_plain_name, names)) else ()


def with_lines_below(names: tuple[str, ...], lines: Sequence[tuple[Block, str]], place: int) -> tuple[str, ...]:
    """The names of a line that holds nothing else, and those that fill the lines right below it, as after breaks."""
    block, line = lines[place]
    if squeeze("".join(names)) != squeeze(strip_by(line)):
        return names
    below = lines[place + 1 : place + 1 + _MOST_BELOW]
    more = takewhile(lambda other: other[0].tag == block.tag and _is_name_alone(other[1]), below)
    return (*names, *(name for _, name in more if name not in names))


def with_links_below(
    names: tuple[str, ...], window: Sequence[Block], block: Block, linked: Callable[[Block], tuple[str, ...]]
) -> tuple[str, ...]:
    """The linked names of a line that holds nothing else, and those of the lines right below it, as in a list.

    `linked` tells whom a line links to authors' pages.
    """
    if squeeze("".join(names)) != squeeze(strip_by(tidy(block.text))):
        return names
    place = next(place for place, other in enumerate(window) if other is block)
    for other in window[place + 1 : place + 1 + _MOST_BELOW]:
        more = linked(other) if other.tag == block.tag else ()
        if not more or squeeze("".join(more)) != squeeze(other.text):
            break
        names = (*names, *(name for name in more if name not in names))
    return names


def with_degrees(line: str) -> tuple[str, ...]:
    """The names of "Ana Gil, DVM, PhD; Leo Paz, BA", a list in which nothing else stands."""
    told = [part.split(",") for part in _LAST_OF_LIST.sub(";", line).split(";")]
    names = tuple(name.strip() for name, *_ in told)
    degrees = [degree.strip() for _, *rest in told for degree in rest]
    if len(names) < 2 or not degrees or not all(map(DEGREE.fullmatch, degrees)):
        return ()
    return names if all(is_plain_name(name) and name_likeness(name) > _LEAST for name in names) else ()


# The "&" before the last of a list of names with degrees: "PhD & Leo Paz".
_LAST_OF_LIST = re.compile(r"(?<=[A-Z)]) & (?=[A-Z][a-z])")
_LEAST = -2.0  # log-odds
DEGREE = re.compile(r"(?:[A-Z][a-z]?\.?){2,6}(?: \([\w ]{2,30}\))?")
"""The letters of a degree: "PhD", "M.D.", "RN (retired)"."""


def _is_name_alone(line: str) -> bool:
    return len(line) <= 40 and is_bare_name(line) and name_likeness(line) > _LIKELY


def is_phrase(name: str) -> bool:
    """Whether what follows a "By" is how, when or why, not who: "By popular demand", "Von Anfang an"."""
    parts = [part.strip(".,:;").lower() for part in name.split()]
    if is_desk(name) and len(parts) > 1:
        return False
    small = len(parts) > 1 and name[0].islower() and name_likeness(name.title()) < 0.0
    return small or not _NOBODY.isdisjoint(parts) or any(part in PLAIN_WORDS or part in MONTHS for part in parts)


# Words that follow "By" where it names nobody: "By popular demand".
_NOBODY = frozenset(words("after by, nobody"))
