"""Expressions of many words that are tried only where a text has the beginning of one of them.

An expression of eighty alternatives is tried at each letter of a line; that a line has none of their beginnings, as
nearly all have, is told in a twentieth of the time. `_stems.pyx` has the look itself, where it could be built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cleaner import expressions as re

__all__ = ["Opening", "Stemmed", "may_have", "stem_of"]

# Letters of a stem at least: a shorter one is in nearly every text.
_SHORTEST = 2
# Letters at the beginning of an expression that stand for themselves.
_LITERAL = re.compile(r"(?:[^\\()\[\].?*+{}|^$]|\\[^\w\s])*")
# Signs behind a letter that may let it be missing.
_QUANTIFIERS = frozenset("?*{")
# What Python's expressions take for these letters where case does not count.
_TWINS = str.maketrans({"\u0131": "i", "\u0130": "i", "\u017f": "s", "\u212a": "k"})
# Characters that the look cannot tell: all but marks, signs, and letters of Latin and Cyrillic whose lower case is what
# expressions without case match.
_FOREIGN = re.compile(
    "[^\x01-\xb4\xb6-\u012f\u0132-\u017e\u0400-\u045f\u2000-\u206f\u2190-\u24af\u2500-\u2bff\U0001f300-\U0001faff]"
)


def stem_of(word: str) -> str:
    """The letters that whatever an expression matches begins with, in lower case.

    Raises:
        ValueError: there are no letters, or too few of Latin or Cyrillic, or the expression holds alternatives.
    """
    literal = _LITERAL.match(word)
    stem = literal[0] if literal else ""
    rest = word[len(stem) :]
    stem = stem.replace("\\", "").translate(_TWINS).lower()
    if rest[:1] in _QUANTIFIERS:
        stem = stem[:-1]  # may be missing
    if (len(stem) < _SHORTEST and not _FOREIGN.search(stem)) or rest.startswith("|"):
        raise ValueError(f"{word!r} has no stem")
    return stem


class _Stems:
    """The search for stems in Python, where the compiled one could not be built.

    Args:
        stems: small letters, two characters at least, none of them foreign.
    """

    def __init__(self, stems: Iterable[str]) -> None:
        self._stems = tuple(stems)

    def may_be_in(self, text: str) -> bool:
        """Whether a text has one of the stems, whatever its case, or a character that is foreign."""
        line = text.lower()
        return _FOREIGN.search(text) is not None or any(stem in line for stem in self._stems)


def may_have(stems: Iterable[str]) -> Callable[[str], bool]:
    """A look for stems: whether a text has one of them, whatever its case, or a character that this cannot tell.

    Args:
        stems: small letters; those of characters that it cannot tell are only in texts that have them, too.
    """
    wanted = [stem for stem in dict.fromkeys(stems) if not _FOREIGN.search(stem)]
    try:
        from cleaner.lexicon._stems import Stems
    except ImportError:
        return _Stems(wanted).may_be_in
    return Stems(wanted).may_be_in


class Stemmed:
    """An expression, case apart, each match of which has one of some words: with as much of `re.Pattern` as is asked.

    Args:
        expression: with `(?i)` where case does not count.
        words: expressions, one of which every match in a text of Latin letters has in it.

    Raises:
        ValueError: a word has no stem.
    """

    __slots__ = ("_expression", "_may_be_in", "pattern")

    def __init__(self, expression: str, words: Iterable[str]) -> None:
        self.pattern = expression
        self._expression = re.compile(expression)
        self._may_be_in = may_have(map(stem_of, words))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text, wherever it begins."""
        return self._expression.search(text) if self._may_be_in(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """A match at the start."""
        return self._expression.match(text) if self._may_be_in(text) else None

    def sub(self, new: str, text: str) -> str:
        """The text with every match replaced."""
        return self._expression.sub(new, text) if self._may_be_in(text) else text


class Opening:
    """An expression of words that a line begins with, case and marks before them apart: with `match` of `re.Pattern`.

    It is tried where the first two letters are those of a word, or no ASCII, or where a sign of copyright is.

    Args:
        expression: with `(?i)` where case does not count.
        words: expressions, with one of which a match begins, if not with such a sign.

    Raises:
        ValueError: a word has no stem.
    """

    __slots__ = ("_expression", "_starts")

    def __init__(self, expression: str, words: Iterable[str]) -> None:
        self._expression = re.compile(expression)
        self._starts = frozenset(stem_of(word)[:_SHORTEST] for word in words)

    def match(self, text: str) -> re.Match[str] | None:
        """A match at the start."""
        opening = _FIRST_LETTERS.match(text)
        first = opening[1] if opening else ""
        likely = first.lower() in self._starts or not first.isascii() or "(" in text or "\u00a9" in text
        return self._expression.match(text) if likely else None


# The first two letters of a text, behind its marks.
_FIRST_LETTERS = re.compile(r"\W*(\w{1,2})")
