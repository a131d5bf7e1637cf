"""Paragraphs that are broken where a link or a stressed word stands in them → lines that hold them whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.lexicon import STOP_WORDS
from cleaner.lexicon.words import words

# How a line begins that goes on behind a link.
_GOES_ON = re.compile(r"[,;.](?:\s+[^\W\d]|$)|[)’”»][,.]\s+[^\W\d]|\)\s+[^\W\d]|[、。，；]")
_TIGHT = re.compile(r"[,;:.!?)’”»%、。，；：！？）」』]")
_OPENS = ("(", "[", "“", "«", "„", "「", "『", "（", "$", "€", "£", "#", "@")
# With at least so many such lines, the dump has each piece of text on a line of its own.
_FEWEST = 3
_STOPS = tuple(words("ends of sentences"))
_CLOSERS = "\"'”’»)]」』*"
_SENTENCE_PART = 3


def mended(lines: Sequence[str]) -> list[str] | None:
    """The lines with the pieces of paragraphs joined, or None where none is broken."""
    if sum(_GOES_ON.match(line.lstrip()) is not None for line in lines) < _FEWEST:
        return None
    paragraphs: list[list[str]] = []
    held, words_held = "", 0
    for line in lines:
        bare = line.strip()
        count = len(bare.split())
        if bare and held and _is_one(held, words_held, bare, count):
            paragraphs[-1] += ("" if _is_tight(held, bare) else " ", bare)
            words_held += count
        else:
            paragraphs.append([line.rstrip()])
            words_held = count
        held = bare
    return ["".join(parts) for parts in paragraphs]


def _is_tight(held: str, bare: str) -> bool:
    dense = not (held[-1].isascii() or bare[0].isascii()) and not (held[-1].isalpha() and bare[0].islower())
    return _TIGHT.match(bare) is not None or held.endswith(_OPENS) or dense


def _is_one(held: str, words_held: int, bare: str, count: int) -> bool:
    """Whether a line goes on with the sentence that the line above ends with."""
    if _GOES_ON.match(bare) or held.endswith(_OPENS):
        return True
    if held.rstrip(_CLOSERS).endswith(_STOPS):
        return False
    if bare[0].islower():
        return words_held >= _SENTENCE_PART or count >= _SENTENCE_PART
    last = held.rsplit(None, 1)[-1]
    return words_held >= _SENTENCE_PART and (last.endswith(",") or (last.islower() and last in STOP_WORDS))
