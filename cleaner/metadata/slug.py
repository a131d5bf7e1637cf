"""The words of an address's telling part, and how much of a line they are."""

from __future__ import annotations

import re
from urllib.parse import unquote

# A word or a number.
_TOKEN = re.compile(r"\w+")
# The ending of a file in an address: `.html`, `.php5`.
_EXTENSION = re.compile(r"\.(?:[a-z]{2,5}|php\d)$")


def slug_words(url: str | None, fewest: int = 3) -> frozenset[str]:
    """Words of the URL's most telling part; empty when it has fewer, as numbers and codes have."""
    path = unquote(re.sub(r"^\w+://[^/]*", "", url or "")).split("?")[0].split("#")[0]
    parts = [line_words(part.replace("_", " ")) for part in path.split("/")]
    best = max(parts, key=len, default=frozenset())
    return best if len(best) >= fewest else frozenset()


def line_words(text: str) -> frozenset[str]:
    """A line's words in lower case, without numbers and single letters."""
    return frozenset(word for word in _TOKEN.findall(text.lower()) if len(word) > 1 and not word.isdigit())


def is_slug(line: str, url: str | None) -> bool:
    """Whether a line's words are those of the last part of an address, in their order, and no others."""
    path = (url or "").partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/")
    last = unquote(path.rpartition("/")[2].lower())
    said = _TOKEN.findall(line.lower())
    return bool(said) and said == _TOKEN.findall(_EXTENSION.sub("", last).replace("_", " "))


def slug_match(words: frozenset[str], slug: frozenset[str]) -> float:
    """How much of the line and of the slug is the same; a slug may leave small words out, a line may add the site."""
    if len(words) < 2:
        return 0.0
    shared = len(words & slug)
    return 0.5 * shared / len(words) + 0.5 * shared / len(slug) if shared >= 2 else 0.0
