"""Whole-line boilerplate phrases: the table in `phrases.txt`, read once, and the look-up over it."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

_CHOICE = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"(\.\.\.|\*|#)")
_EDGES = " \t\u00a0\u200b\u200e\u200f.…:;,!?¿¡>»›→▶►▸▼▾▲|•·*-–—_+=[]{}()（）<←‹«\"'“”‘’「」『』【】✕✖×✔↓↑：。！？、☰↗⇒"
_ENDS = ".…:;,!?>»›→|)]\"'”’：。！？、"
_SEPARATOR = "[ :：|–—>»!?,.-]"
# A shape of one word and a slot ("follow *") would swallow short sentences; such lines are labels, so: short, no stop.
_LABEL_LENGTH = 48
_LONGEST = 620
_DENSE = "\u2e80"
"""Scripts from here on write words without spaces."""


class _Shape(NamedTuple):
    """A phrase with slots, as found under one of its words."""

    phrase: str
    kind: str
    label_only: bool


_exact: dict[str, str] = {}
_by_start: dict[str, list[_Shape]] = {}
_by_end: dict[str, list[_Shape]] = {}
_pair_starts: set[str] = set()


def boilerplate_kind(text: str) -> str | None:
    """Say what boilerplate the whole text is (`share`, `comments`, `copyright`, ...), or None.

    Meant for every block of a page: a text that starts and ends like no phrase costs about a microsecond.
    """
    size = len(text)
    if size > _LONGEST:
        return None
    if not _exact:
        _load()
    line = text.lower() if size <= 64 else text[:64].lower()
    if "’" in line:
        line = line.replace("’", "'")
    if size <= 64:
        kind = _exact.get(line) or _exact.get(line := line.replace("\u00a0", " ").strip(_EDGES))
        if kind is not None or not line:
            return kind
    else:
        line = line.lstrip(_EDGES)
    first, _, rest = line.partition(" ")
    if first[-1:] in _ENDS or first >= _DENSE or ":" in first or first < ":":
        first = _key(first)
    shapes = _by_start.get(first)
    if rest and first in _pair_starts:
        shapes = _by_start.get(f"{first} {rest.partition(' ')[0].rstrip(_ENDS)}", []) + (shapes or [])
    ending = _by_end.get(_last_key(text[-20:].rstrip(_EDGES).lower()))
    if ending:
        shapes = (shapes or []) + ending
    return _match(text, shapes) if shapes else None


def _match(text: str, shapes: list[_Shape]) -> str | None:
    line = " ".join(text.lower().replace("’", "'").strip(_EDGES).split())
    sentence = len(line) > _LABEL_LENGTH or text.rstrip().endswith((".", "。"))
    for shape in shapes:
        if not (shape.label_only and sentence) and _pattern(shape.phrase).fullmatch(line):
            return shape.kind
    return None


def _key(word: str) -> str:
    """What a phrase is found by: its first word without punctuation; two characters in scripts without spaces."""
    word = word.partition(":")[0].partition("：")[0].rstrip(_ENDS)
    if word[:1].isdigit():
        return "#"
    return word[:2] if word >= _DENSE else word


def _last_key(line: str) -> str:
    word = line.rpartition(" ")[2]
    return word[-2:] if word >= _DENSE else word


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    gap = _SEPARATOR + ("{0,4}" if re.sub(r"[^\w]", "", phrase)[:1] >= _DENSE else "{1,4}")
    parts = _CHOICE.split(phrase)
    out = "".join(
        f"(?:{'|'.join(map(_piece, part.split('|')))})" if at % 2 else _piece(part) for at, part in enumerate(parts)
    )
    out = re.sub(r"(?<!^) ?(?=\(\?:)|(?<=\)) (?!\?)", " ?", out)
    return re.compile(re.sub(r" (?=\.\{0,300\}|\[\^)", lambda _: gap, out))


def _piece(text: str) -> str:
    slots = {"...": ".{0,300}", "*": "[^.!?。]{1,60}", "#": r"\d[\d., ]{0,9}[km]?"}
    return "".join(
        slots.get(part) or re.escape(part).replace(r"\ ", " ").replace(":", " ?[:：|–—>»-]")
        for part in _SLOT.split(text)
    )


def _expand(phrase: str) -> list[str]:
    """The phrase with its choices written out."""
    if "[" not in phrase:
        return [phrase]
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(_CHOICE.split(phrase))]
    return [" ".join("".join(pick).split()).replace(" :", ":") for pick in product(*choices)]


def _load() -> None:
    """Read the table: plain phrases into one dictionary, those with slots under the words they start or end with."""
    exact: dict[str, str] = {}
    for kind, phrase in phrase_table():
        for text in _expand(phrase):
            if "*" in text or "..." in text or "#" in text:
                _register(_Shape(phrase, kind, label_only=False), text)
            elif text:
                exact.setdefault(text.strip(_EDGES), kind)
    exact.pop("", None)
    _exact.update(exact)


def _register(shape: _Shape, text: str) -> None:
    words = text.split()
    literal = sum(not _SLOT.search(word) for word in words)
    shape = shape._replace(label_only=literal < 2 and "..." not in text and ":" not in text and "#" not in text)
    if words[0] == "#":
        pair = len(words) > 1 and not _SLOT.search(words[1])
        table, key = _by_start, f"# {words[1].rstrip(_ENDS)}" if pair else "#"
        _pair_starts.add("#")
    elif not _SLOT.match(words[0]):
        first = words[0].rstrip(_ENDS) if _SLOT.search(words[0]) is None else _SLOT.split(words[0])[0]
        table, key = _by_start, _key(first)
        if len(words) > 1 and key[0] < _DENSE and ":" not in words[0] and not _SLOT.search(words[0] + words[1]):
            key = f"{words[0]} {words[1].rstrip(_ENDS)}"
            _pair_starts.add(words[0])
    else:
        table, key = _by_end, _last_key(text.rstrip(_EDGES))
    shapes = table.setdefault(key, [])
    if shape not in shapes:
        shapes.append(shape)


def phrase_table() -> list[tuple[str, str]]:
    """Every phrase of the table with its kind, in the table's own notation."""
    found: list[tuple[str, str]] = []
    kind = ""
    for row in Path(__file__).with_name("phrases.txt").read_text("utf-8").splitlines():
        if row.startswith("["):
            kind = row.strip("[]")
        elif row and not row.startswith("#"):
            found.extend((kind, phrase.strip()) for phrase in row.partition(":")[2].split(";") if phrase.strip())
    return found
