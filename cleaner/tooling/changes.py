"""Two texts → what changed between them, paragraph by paragraph and, inside a paragraph, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

# Below this share of common words two paragraphs are two paragraphs, not versions of one.
_ALIKE: Final = 0.4
# Of paragraphs with more words only the beginnings and the ends are compared. For shorter ones difflib, which begins no
# match at a frequent word, bounds the time: without that, 1,500 times the same word took two minutes.
_MAX_WORDS: Final = 1500
# Chinese and Japanese have no blanks between words: there, a character is one.
_DENSE: Final = "\u2e80-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_DENSE}]\s*|[^\s{_DENSE}]+\s*|\s+")


class Piece(NamedTuple):
    """A stretch of words that both have (`=`), only the old (`-`) or only the new one (`+`)."""

    sign: Literal["=", "-", "+"]
    text: str


class Change(NamedTuple):
    """One paragraph: in both (`=`), gone (`-`), come (`+`), or reworded (`~`)."""

    sign: Literal["=", "-", "+", "~"]
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        """The paragraph as it was."""
        return "".join(piece.text for piece in self.pieces if piece.sign != "+")

    @property
    def new(self) -> str:
        """The paragraph as it is."""
        return "".join(piece.text for piece in self.pieces if piece.sign != "-")


class Size(NamedTuple):
    """Words that came and went; words that only moved are neither."""

    come: int
    gone: int


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """What changed from the old paragraphs to the new ones, in reading order."""
    found: list[Change] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if step == "equal":
            found += [Change("=", (Piece("=", text),)) for text in old[a:b]]
        elif step == "replace":
            found += _pair(old[a:b], new[c:d])
        else:
            found += [_whole("-", text) for text in old[a:b]] + [_whole("+", text) for text in new[c:d]]
    return tuple(found)


def changed_words(old: str, new: str) -> Size:
    """How many words came and went from one text to the other."""
    before, after = _bag(old), _bag(new)
    return Size((after - before).total(), (before - after).total())


def _whole(sign: Literal["-", "+"], text: str) -> Change:
    return Change(sign, (Piece(sign, text),))


def _pair(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Match reworded paragraphs in order; what has no partner is gone or come."""
    at = 0
    for text in old:
        partner = next((i for i in range(at, min(len(new), at + 20)) if _alike(text, new[i])), None)
        if partner is None:
            yield _whole("-", text)
            continue
        yield from (_whole("+", other) for other in new[at:partner])
        yield Change("~", _reword(text, new[partner]))
        at = partner + 1
    yield from (_whole("+", other) for other in new[at:])


def _alike(one: str, other: str) -> bool:
    a, b = _bag(one), _bag(other)
    return (a & b).total() >= _ALIKE * max(a.total(), b.total())


def _bag(text: str) -> Counter[str]:
    return Counter(word for found in _WORD.findall(text) if (word := found.rstrip()))


def _reword(old: str, new: str) -> tuple[Piece, ...]:
    a, b = _WORD.findall(old), _WORD.findall(new)
    if max(len(a), len(b)) > _MAX_WORDS:
        return tuple(_ends(a, b))
    pieces: list[Piece] = []
    for step, i, j, k, m in SequenceMatcher(None, a, b).get_opcodes():
        if step == "equal":
            pieces.append(Piece("=", "".join(a[i:j])))
            continue
        pieces += [Piece("-", "".join(a[i:j]))] if j > i else []
        pieces += [Piece("+", "".join(b[k:m]))] if m > k else []
    return tuple(pieces)


def _ends(a: Sequence[str], b: Sequence[str]) -> Iterator[Piece]:
    """What two long paragraphs begin and end with in common, and the middle of each."""
    shorter = min(len(a), len(b))
    head = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    tail = next((i for i in range(shorter - head) if a[-1 - i] != b[-1 - i]), shorter - head)
    parts: tuple[tuple[Literal["=", "-", "+"], Sequence[str]], ...] = (
        ("=", a[:head]), ("-", a[head : len(a) - tail]), ("+", b[head : len(b) - tail]), ("=", a[len(a) - tail :]),
    )  # fmt: skip
    yield from (Piece(sign, "".join(words)) for sign, words in parts if words)
