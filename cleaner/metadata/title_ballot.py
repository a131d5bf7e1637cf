"""Spellings of a headline and the votes for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from cleaner.metadata.plain import MAX_FIELD, squeeze
from cleaner.metadata.site_name import MOST_PARTS, SEPARATING, SEPARATOR, site_key
from cleaner.metadata.title_part import SHORTEST
from cleaner.model import Candidate

# Votes by source and genre of page. In news, JSON-LD and OpenGraph together outvote the `h1`; blogs and shops repeat a
# title written for search engines there, and the `h1` is what the page shows.
VOTES = {
    "news": {"rule": 9.0, "h1": 1.2, "json-ld": 1.2, "og": 1.0, "meta": 0.2, "title": 0.3},
    "article": {"rule": 9.0, "h1": 1.8, "json-ld": 0.2, "og": 0.7, "meta": 0.2, "title": 0.4},
    "other": {"rule": 9.0, "h1": 1.4, "json-ld": 0.6, "og": 0.7, "meta": 0.2, "title": 0.5},
}
_SEO_TITLE = 0.2  # of the others' votes, when they only repeat what an `h1` in the breadcrumbs says
_SHOWN_PART = 1.5  # votes for a spelling that the page shows as a line or its address spells
_ONLY_SITE = 0.2  # of the votes of a spelling that is the site's name

# A word or a number.
_WORD = re.compile(r"\w+")


class Ballot:
    """Spellings and the votes for them."""

    def __init__(self, votes: Mapping[str, float], site_keys: frozenset[str]) -> None:
        self.texts: dict[str, tuple[str, str]] = {}
        self._votes = votes
        self._site_keys = site_keys
        self._weights: dict[str, float] = {}
        self._cast = 0.0

    def add(self, source: str, text: str, share: float) -> None:
        """Give a spelling the share of its source's votes."""
        key = squeeze(text)
        if not key or len(text) > MAX_FIELD:
            return
        self._cast += self._votes[source] * share
        weight = self._votes[source] * share * (_ONLY_SITE if site_key(text) in self._site_keys else 1.0)
        self._weights[key] = self._weights.get(key, 0.0) + weight
        held = self.texts.setdefault(key, (source, text))
        if source == "h1":
            self.texts[key] = (held[0], better_spaced(held[1], text))

    def part_of(self, whole: str) -> str | None:
        """The longest spelling that the whole one begins or ends with, when it is most of it."""
        parts = [
            key
            for key in self.texts
            if len(whole) > len(key) >= max(SHORTEST, 0.4 * len(whole)) and whole.startswith(key) | whole.endswith(key)
        ]
        if parts:
            return max(parts, key=len)
        # A label before the headline, which the page's title has without it: "Sponsored by ..." in the same h1.
        starts = (text[: cut.start()] for _, text in list(self.texts.values()) if (cut := SEPARATOR.search(text)))
        start = next((text for text in starts if len(text) >= SHORTEST and whole.endswith(squeeze(text))), "")
        if start:
            self.texts.setdefault(squeeze(start), ("title", start))
        return squeeze(start) or None

    def favour(self, text: str) -> None:
        """Give a spelling that the page's title and a line of the page share more votes than any single source has."""
        key = squeeze(text)
        self.texts.setdefault(key, ("title", text))
        self._weights[key] = self._weights.get(key, 0.0) + _SHOWN_PART
        self._cast += _SHOWN_PART

    def belittle(self, key: str) -> None:
        """Take votes from a spelling that stands where titles for search engines stand, if there is another one."""
        if key in self._weights and len(self._weights) > 1:
            self._weights[key] *= _SEO_TITLE

    def lend(self, favourite: str = "") -> None:
        """A spelling that another one only adds a section to gets the other's votes; the favourite is no section.

        Kickers before a colon or dash stay: pages that print them count them to the headline as often as not.
        """
        self._complete()
        own = dict(self._weights)
        for key, (source, text) in self.texts.items() if len(self.texts) > 1 else ():
            if favourite and key != favourite and key.endswith(favourite):
                continue
            if not SEPARATING.isdisjoint(text):
                for cut in islice(SEPARATOR.finditer(text), MOST_PARTS):
                    part = squeeze(text[: cut.start()])
                    if ":" not in cut[0] and part in own and part != key and len(part) >= SHORTEST:
                        self._weights[part] += own[key]
                        break
                else:
                    for part in own if source in _MACHINE else ():
                        if key != part and len(part) >= SHORTEST and key.startswith(part) and _is_section(text, part):
                            self._weights[part] += own[key]

    def _complete(self) -> None:
        """Give the votes of a spelling that was cut off to the one that goes on."""
        for key in [key for key, (_, text) in self.texts.items() if text.endswith(_CUT_OFF) and len(key) >= SHORTEST]:
            whole = next((other for other in self.texts if len(other) > len(key) and other.startswith(key)), "")
            if whole:
                self._weights[whole] += self._weights[key]
                self._weights[key] = 0.0

    def count(self) -> list[Candidate]:
        """All spellings, best first; their scores are shares of the votes that were cast."""
        total = self._cast or 1.0
        ranked = sorted(self.texts, key=lambda key: self._weights[key], reverse=True)
        return [
            Candidate("title", self.texts[key][1], self.texts[key][0], min(1.0, self._weights[key] / total))
            for key in ranked
        ]


# How a spelling ends that was cut off.
_CUT_OFF = ("...", "…")
# The sources of spellings that are written for machines, which may have a section behind the headline.
_MACHINE = frozenset(("og", "meta", "title"))
# A short section behind a dash, a bar or a colon without blanks: "Mill burns-News".
_SECTION = re.compile(r"\s?[-–—|/·:]\s?([^-–—|/·:]{1,20})$")


def _is_section(text: str, part: str) -> bool:
    """Whether a title is the part and a short section after a dash without blanks."""
    cut = _SECTION.search(text)
    return cut is not None and squeeze(text[: cut.start()]) == part


def better_spaced(told: str, shown: str) -> str:
    """Of two spellings the one that is told, unless the shown one has more words or, unlike it, small letters.

    "301/8" is "30 1/8" there.
    """
    if told.isupper() and not shown.isupper():
        return shown
    return shown if len(_WORD.findall(shown)) > len(_WORD.findall(told)) else told
