"""Class and id tokens, and what was learned about them and about the words of short lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# A name has boundaries at capitals and at digits as it has at hyphens: `articleBody2` is article, body.
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])")
LONGEST = 160  # characters of a class attribute that are read; generated ones run to kilobytes
CACHE_SIZE = 50_000
_NOTHING = (0.0, 0.0, 0.0)


def name_tokens(name: str) -> list[str]:
    """Tokens of one class or id: its parts, and all of them together. `ad` never matches inside `header`."""
    parts = [part.lower() for part in _PARTS.findall(name) if len(part) > 1]
    if len(parts) > 1:
        parts.append("-".join(parts)[:40])
    return parts


def class_tokens(names: str) -> frozenset[str]:
    """Tokens of all names of a class attribute."""
    return frozenset(token for name in names[:LONGEST].split() for token in name_tokens(name))


@dataclass(frozen=True, slots=True)
class TokenOdds:
    """Learned log-odds that what lies under a class or id token, or a short line with a word, is content.

    Attributes:
        classes: by token of a class or id.
        words: by word of a short line.
        cache: what is known of whole names; filled on the way.
        tables: tables that the compiled loops make of `classes` and `words`, kept here.
    """

    classes: Mapping[str, float]
    words: Mapping[str, float]
    cache: dict[str, tuple[float, float, float]] = field(default_factory=dict, repr=False, compare=False)
    tables: list[Any] = field(default_factory=list, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[Callable[..., TokenOdds], tuple[Any, ...]]:
        # The tables hold C memory; whoever unpickles the odds makes their own.
        return TokenOdds, (self.classes, self.words)

    def of_names(self, names: str) -> tuple[float, float, float]:
        """(sum, least, greatest) of the tokens' log-odds; least and greatest are 0 where nothing is known."""
        if not names:
            return _NOTHING
        total = least = most = 0.0
        cached = self.cache
        for name in names[:LONGEST].split():
            found = cached.get(name)
            if found is None:
                found = self.of_name(name)
                if len(cached) >= CACHE_SIZE:
                    cached.clear()
                cached[name] = found
            if found[0]:
                total += found[0]
                if found[1] < least:
                    least = found[1]
                if found[2] > most:
                    most = found[2]
        return total, least, most

    def of_name(self, name: str) -> tuple[float, float, float]:
        """(sum, least, greatest) of one name, not cached."""
        total = least = most = 0.0
        known = self.classes
        for token in name_tokens(name):
            if token in known:
                value = known[token]
                total += value
                if value < least:
                    least = value
                elif value > most:
                    most = value
        return (total, least, most) if least or most else _NOTHING

    def of_text(self, text: str) -> float:
        """Mean log-odds of those words of a lower-case line that are known."""
        known = self.words
        odds = [value for value in map(known.get, text.split()) if value is not None]
        return sum(odds) / len(odds) if odds else 0.0
