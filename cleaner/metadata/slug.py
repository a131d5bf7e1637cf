"""The words of an address's telling part, and how much of a line they are."""

from __future__ import annotations

import re
from urllib.parse import unquote

_TOKEN = re.compile(r"\w+")


def slug_words(url: str | None, fewest: int = 3) -> frozenset[str]:
    """Words of the URL's most telling part; empty when it has fewer, as numbers and codes have."""
    path = unquote(re.sub(r"^\w+://[^/]*", "", url or "")).split("?")[0].split("#")[0]
    parts = [line_words(part.replace("_", " ")) for part in path.split("/")]
    best = max(parts, key=len, default=frozenset())
    return best if len(best) >= fewest else frozenset()


def line_words(text: str) -> frozenset[str]:
    """A line's words in lower case, without numbers and single letters."""
    return frozenset(word for word in _TOKEN.findall(text.lower()) if len(word) > 1 and not word.isdigit())


def slug_match(words: frozenset[str], slug: frozenset[str]) -> float:
    """How much of the line and of the slug is the same; a slug may leave small words out, a line may add the site."""
    if len(words) < 2:
        return 0.0
    shared = len(words & slug)
    return 0.5 * shared / len(words) + 0.5 * shared / len(slug) if shared >= 2 else 0.0
