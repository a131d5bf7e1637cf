"""How much a line is like a person's name: pieces of its words against the names of eighty countries.

`bench.fit_names` fits the weights. A line that only has the shape of a name ("Riverside Heights", "Staff Directory") is
told from one ("Naufal Zuhdi", "谢若含") by what its words begin and end with, in every script.
"""

from __future__ import annotations

import json
import re
from array import array
from base64 import b64decode
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from cleaner.lexicon.metadata import words

# How many numbers the pieces of words are shared out to; the weights have one value for each.
BUCKETS: Final = 8192
# The file of the fitted weights.
DATA: Final = Path(__file__).parents[2] / "data" / "names.json"
# Words of a line that are looked at: names have no more.
_MOST_WORDS = 6
# A capital within a word, as in "McCoy".
_CAMEL = re.compile("[a-z][A-Z]")
# Where scripts begin in Unicode: Latin, Greek, Cyrillic, others with blanks, kana, ideographs, Hangul.
_SCRIPTS = ((0xAC00, "K"), (0x3400, "I"), (0x3040, "J"), (0x0530, "O"), (0x0400, "C"), (0x0250, "G"), (0, "L"))


class NameWeights(NamedTuple):
    """Weights of the buckets in units, and what is added to their sum."""

    weights: array[int]
    unit: float
    bias: float


@cache
def bundled_names() -> NameWeights:
    """The weights that come with the package."""
    data = json.loads(DATA.read_text("utf-8"))
    return NameWeights(array("b", b64decode(data["weights"])), data["unit"], data["bias"])


@lru_cache(maxsize=1024)
def name_likeness(line: str) -> float:
    """Log-odds that a line which has the shape of a name is one, where names are as frequent as other such lines."""
    held = bundled_names()
    spaced = _GLUED_INITIAL.sub(" ", line) if "." in line else line
    told = held.bias + held.unit * sum(held.weights[bucket] for bucket in buckets(spaced))
    return told if line.isascii() or not _is_vietnamese(line) else max(told, _WITH_FAMILY)


def _is_vietnamese(line: str) -> bool:
    """Whether syllables of Vietnam begin with a family's name: a few dozen begin nearly all names there."""
    first, *given = line.split()
    if first not in _FAMILIES or not 2 <= len(given) <= _MOST_GIVEN or not _VIETNAMESE.search(line):
        return False
    return all(word.isalpha() and word.istitle() and len(word) <= _LONGEST_SYLLABLE for word in given)


_GLUED_INITIAL = re.compile(r"(?<=\b[A-Z]\.)(?=[A-Z])")  # "J.K. Gil"
# Family names of Vietnam, with which names begin there.
_FAMILIES = frozenset(words("family names of Vietnam"))
# Letters that hardly any other language has.
_VIETNAMESE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_MOST_GIVEN, _LONGEST_SYLLABLE = 4, 7  # words behind a family's name, letters of each
_WITH_FAMILY = 3.0  # log-odds of a name that begins with a family's


def buckets(line: str) -> set[int]:
    """The numbers of a line's pieces."""
    return {crc32(piece.encode()) % BUCKETS for piece in _pieces(line.split()[:_MOST_WORDS])}


def _pieces(words: list[str]) -> Iterator[str]:
    yield f"n{len(words)}"
    if len(words) == 1:
        yield from _pieces_of_one(words[0])
        return
    for place, word in enumerate(words):
        at = "a" if not place else "z" if place == len(words) - 1 else "m"
        bare = word.lower().strip(".,'’")
        if bare:
            yield from (f"{at}={bare}", f"={bare}", f"{at}<{bare[:2]}", f"{at}<{bare[:3]}")
            yield from (f"{at}>{bare[-2:]}", f"{at}>{bare[-3:]}", f">{bare[-4:]}", f"{at}#{_shape(word, bare)}")


def _pieces_of_one(word: str) -> Iterator[str]:
    """Of a name without blanks, as in Chinese: its ends, its length and its pairs of letters."""
    yield from (
        f"S{word[:1]}",
        f"S{word[:2]}",
        f"E{word[-1:]}",
        f"E{word[-2:]}",
        f"L{min(len(word), 8)}{_script(word)}",
    )
    yield from (f"M{word[at : at + 2]}" for at in range(len(word) - 1))


def _shape(word: str, bare: str) -> str:
    case = "i" if len(bare) == 1 else "U" if word.isupper() else "l" if word[0].islower() else "T"
    marks = [mark for mark in ".-'’" if mark in word]
    marks += ["C"] * bool(_CAMEL.search(word)) + ["0"] * any(map(str.isdigit, word))
    return f"{case}{''.join(marks)}{_script(bare)}"


def _script(word: str) -> str:
    code = ord(word[0])
    return next(script for first, script in _SCRIPTS if code >= first)
