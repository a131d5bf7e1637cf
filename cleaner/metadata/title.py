"""The headline: candidates from every source, without the site's name, and the choice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from cleaner.lexicon.metadata import either, words
from cleaner.metadata.markup import Heading
from cleaner.metadata.plain import MAX_FIELD, squeeze, tidy
from cleaner.model import Block, Candidate

# Votes by source and genre of page. In news, JSON-LD and OpenGraph together outvote the `h1`; blogs and shops repeat a
# title written for search engines there, and the `h1` is what the page shows.
VOTES = {
    "news": {"rule": 9.0, "h1": 1.2, "json-ld": 1.2, "og": 1.0, "meta": 0.2, "title": 0.3},
    "article": {"rule": 9.0, "h1": 1.8, "json-ld": 0.2, "og": 0.7, "meta": 0.2, "title": 0.4},
    "other": {"rule": 9.0, "h1": 1.4, "json-ld": 0.6, "og": 0.7, "meta": 0.2, "title": 0.5},
}
_STRANGE_H1 = 0.6  # of an h1's votes, when it shares hardly a word with the page's titles
_ASIDE_H1 = 0.02  # of an h1's votes, when it stands in the breadcrumbs or is the logo
_SEO_TITLE = 0.2  # of the others' votes, when they only repeat what such an h1 says
_LATER_H1 = 0.6  # of an h1's votes, when it is not the first
_SHOWN_PART = 1.5  # votes for the part of the title that is a line of the page, but not its first h1
_ONLY_SITE = 0.2  # of the votes of a spelling that is the site's name

_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
# For tidied lines. What a separator begins with is tested first: nearly all places fail there, in a third of the time.
_SEPARATOR = re.compile(
    r"(?=[ |｜¦❘»ㅣ:–—_-])(?: [-–—|»›·•:/~¦｜⋆❘∣«‹+*]{1,3} | ?[|｜¦❘»ㅣ] ?|: | ?[–—] | - ?(?=[A-Z])|"
    rf"(?<=\w)--(?=\w)|_(?=[^_]+$)|(?<=[{_UNSPACED}])[_-]+(?=\w))"
)
# Where words are not parted by blanks, separators are not either: headline-section_site.
_SECTIONS_AFTER = re.compile(rf"(?<=[{_UNSPACED}\]])(?:_+|-+)[^\W_]{{1,12}}(?:(?:_+|-+)[^\W_]{{1,12}})*$")
_SEPARATING = frozenset("-–—|»›·•:/~¦｜⋆❘∣«‹+*ㅣ_")  # a separator has one of them
_SITE_WORDS = re.compile(rf"(?i)^(?:{either('site opens')})\b|\b(?:{either('site closes (patterns)')})$")
_SITE_STARTS = words("site opens")
_SITE_ENDS = words("site closes, one word")
_WORD = re.compile(r"\w+")
_HOST = re.compile(r"(?i)\w+://(?:www\d?\.)?([^/:?#]+)")
_BARS = ("|", "｜", "¦", "❘", "ㅣ")
_LONGEST = 1000  # characters that are looked at; what is longer than a field after tidying is no title
_MOST_PARTS = 24  # of a title that are looked at; the longest real ones have seven
_SHORTEST = 8  # letters; shorter parts are section names more often than headlines


def host_names(url: str | None) -> tuple[str, ...]:
    """Names that a URL's host suggests for the site: `theverge.com` and `theverge` for www.theverge.com."""
    match = _HOST.match(url or "")
    if not match:
        return ()
    labels = match[1].lower().split(".")
    return (match[1], *(label for label in labels[:-1] if len(label) > 2 and label not in _HOST_PARTS))


_HOST_PARTS = frozenset(("www", "com", "co", "org", "net", "gov", "edu", "blog", "news", "docs", "forum", "community"))


def strip_site_name(title: str, site_names: Iterable[str]) -> str:
    """Drop the site's name from either end of a title, whatever separates it; a title that is only the name stays."""
    return _strip(tidy(title), site_keys(site_names))


def site_keys(names: Iterable[str]) -> frozenset[str]:
    """Spellings of a site's names as they are compared."""
    return frozenset(key for name in dict.fromkeys(names) for key in (site_key(name), squeeze(name)) if len(key) > 1)


@lru_cache(maxsize=4096)
def site_key(name: str) -> str:
    """A site's name without "The", "News", ".com" and the like, letters and digits only."""
    bare = name.strip().lower()
    for _ in range(2):
        if bare.startswith(_SITE_STARTS) or bare.endswith(_SITE_ENDS):
            bare = _SITE_WORDS.sub("", bare)
        bare = bare.strip(" .")
    return squeeze(bare) or squeeze(name)


def _strip(line: str, keys: frozenset[str]) -> str:
    for _ in range(3):
        shorter = _strip_once(line, keys)
        if shorter == line:
            break
        line = shorter
    return line.strip().rstrip("¶#").strip()


def _strip_once(line: str, keys: frozenset[str]) -> str:
    if _SEPARATING.isdisjoint(line):
        return line
    cuts = list(islice(_SEPARATOR.finditer(line), _MOST_PARTS))
    for cut in reversed(cuts):
        if _names_site(line[cut.end() :], keys) and line[: cut.start()].strip():
            return line[: cut.start()].strip()
    for cut in cuts[:2]:
        if site_key(line[: cut.start()]) in keys and line[cut.end() :].strip():
            return line[cut.end() :].strip()
    return line


def _names_site(part: str, keys: frozenset[str]) -> bool:
    key = site_key(part)
    if key in keys or squeeze(part) in keys:
        return True
    # "Doom9's Forum" on forum.doom9.org, "Bridgestone Tires" on tires.bridgestone.com: short, and the name is in it.
    return len(part.split()) <= 4 and any(len(name) > 3 and key.startswith(name) for name in keys)


def agreed_title(
    found: Sequence[tuple[str, str]], shown: Sequence[str], keys: frozenset[str], first: Callable[[], Heading | None]
) -> list[Candidate] | None:
    """The headline where it needs no ballot: an `h1` says what JSON-LD or OpenGraph says.

    That `h1` wins every ballot unless it stands in the breadcrumbs, which is looked up (`first` reads the page's first
    one) where the two differ. `shown` are the texts of the page's `h1` blocks. None where a ballot is needed.
    """
    machine = [text for source, text in found if source in _AGREEING]
    if not machine or not shown or found[0][0] == "rule":
        return None
    texts = {squeeze(text): text for text in (_strip(tidy(raw[:_LONGEST]), keys) for raw in dict.fromkeys(machine))}
    key = next((key for key in map(squeeze, shown[:4]) if key in texts), "")
    if not key or len(texts[key]) > MAX_FIELD or site_key(texts[key]) in keys:
        return None
    if len(texts) > 1:
        heading = first()
        if heading is None or heading.aside or squeeze(heading.bare) != key or not _SEPARATING.isdisjoint(texts[key]):
            return None
    return [Candidate("title", texts[key], "h1", 1.0)]


_AGREEING = frozenset(("json-ld", "og"))


def choose_title(
    found: Sequence[tuple[str, str]],
    headings: Sequence[Heading],
    keys: frozenset[str],
    genre: str,
    shown_part: str = "",
) -> list[Candidate]:
    """Weigh (source, text) pairs and `h1`s against each other; the best-supported spelling comes first.

    `genre` is the page's: `news`, `article` or `other`; `shown_part` is the function's answer.
    """
    votes = VOTES[genre]
    ballot = _Ballot(votes, keys)
    shown = {squeeze(heading.bare) for heading in headings if not heading.aside}
    bare = {heading.text: heading.bare for heading in headings}
    for source, raw in found:
        text = tidy(raw[:_LONGEST])
        if source == "rule":
            text = bare.get(text, text)
        else:
            text = _strip(text, keys)
            if source != "json-ld" and squeeze(text) not in shown:
                text = _before_bar(text)
        ballot.add(source, text, 1.0)
    _add_headings(ballot, headings, keys)
    ballot.lend()
    if shown_part:
        ballot.favour(shown_part)
    return ballot.count()


def shown_part(title: str, blocks: Iterable[Block], keys: frozenset[str], found: Sequence[tuple[str, str]] = ()) -> str:
    """The part of the page's `<title>` that is a line of the page, though not its first `h1`; "" without one.

    It tells the headline from the site's name, which templates put into the first `h1`, and from `h1`s of sections and
    widgets, which are no part of the title at all. A headline in the (source, text) pairs of `found` that JSON-LD or
    OpenGraph gives has to hold that part.
    """
    line = tidy(title[:_LONGEST])
    parts = _parts(line, keys)
    longest = len(line)
    shortest = min(map(len, parts), default=longest + 1)
    first = ""
    shown: set[str] = set()
    headed: set[str] = set()
    for block in blocks:
        text = block[0]
        if len(text) > longest or block.hidden or (len(text) < shortest and (first or block[1] != "h1")):
            continue
        key = squeeze(text)
        tag = block[1]
        if tag == "h1" and not first:
            first = key
        if key in parts:
            (headed if tag in _HEADINGS else shown).add(key)
    best = max(headed or shown, key=len, default="")
    machine = [squeeze(text[:_LONGEST]) for source, text in found if source in _AGREEING]
    if not best or best == first or (machine and not any(best in told for told in machine)):
        return ""
    whole = squeeze(line)
    if first and first in whole:
        further = len(best) > len(first) and whole.endswith(first)
        if not further and len(best) <= _MUCH_LONGER * len(first):
            return ""
    return parts[best]


def first_heading(blocks: Iterable[Block]) -> list[Candidate]:
    """The first heading, for a page that has neither a title nor an `h1`."""
    for block in blocks:
        if block[1] in _HEADINGS and not block.hidden and _SHORTEST <= len(block[0]) <= MAX_FIELD:
            return [Candidate("title", tidy(block[0]), block[1], _GUESS)]
    return []


_GUESS = 0.4
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_MUCH_LONGER = 2.5
_MOST_CUTS = 6


def _parts(line: str, keys: frozenset[str]) -> dict[str, str]:
    """The parts of a title between any two separators, and the whole one, but for the site's name."""
    cuts = list(islice(_SEPARATOR.finditer(line), _MOST_CUTS)) if not _SEPARATING.isdisjoint(line) else []
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(line)]
    found = (line[start:end].strip() for place, start in enumerate(starts) for end in ends[place:])
    found = (part for part in found if not any(bar in part for bar in _BARS))
    return {key: part for part in found if len(key := squeeze(part)) >= _SHORTEST and site_key(part) not in keys}


def _add_headings(ballot: _Ballot, headings: Sequence[Heading], keys: frozenset[str]) -> None:
    known = {word for _, text in ballot.texts.values() for word in _words(text)}
    main = [heading for heading in headings if not heading.aside]
    for heading in headings:
        whole = squeeze(heading.text)
        text = _strip((heading.text if whole in ballot.texts else heading.bare)[:_LONGEST], keys)
        share = _ASIDE_H1 if heading.aside else 1.0 if heading is main[0] else _LATER_H1
        if known and not heading.aside and not _akin(text, known):
            share *= _STRANGE_H1
        whole = squeeze(text)
        inner = ballot.part_of(whole) if heading.parted else None
        if heading.aside:
            ballot.belittle(whole)
        ballot.add("h1", ballot.texts[inner][1] if inner else text, share)


class _Ballot:
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
        self.texts.setdefault(key, (source, text))

    def part_of(self, whole: str) -> str | None:
        """The longest spelling that the whole one begins or ends with, when it is most of it."""
        parts = [
            key
            for key in self.texts
            if len(whole) > len(key) >= max(_SHORTEST, 0.4 * len(whole)) and whole.startswith(key) | whole.endswith(key)
        ]
        return max(parts, key=len, default=None)

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

    def lend(self) -> None:
        """A spelling that another one only adds a section to gets the other's votes.

        Kickers before a colon or dash stay: pages that print them count them to the headline as often as not.
        """
        own = dict(self._weights)
        for key, (source, text) in self.texts.items() if len(self.texts) > 1 else ():
            if not _SEPARATING.isdisjoint(text):
                for cut in islice(_SEPARATOR.finditer(text), _MOST_PARTS):
                    part = squeeze(text[: cut.start()])
                    if ":" not in cut[0] and part in own and part != key and len(part) >= _SHORTEST:
                        self._weights[part] += own[key]
                        break
                else:
                    for part in own if source in _MACHINE else ():
                        if key != part and len(part) >= _SHORTEST and key.startswith(part) and _is_section(text, part):
                            self._weights[part] += own[key]

    def count(self) -> list[Candidate]:
        """All spellings, best first; their scores are shares of the votes that were cast."""
        total = self._cast or 1.0
        ranked = sorted(self.texts, key=lambda key: self._weights[key], reverse=True)
        return [
            Candidate("title", self.texts[key][1], self.texts[key][0], min(1.0, self._weights[key] / total))
            for key in ranked
        ]


_MACHINE = frozenset(("og", "meta", "title"))
_SECTION = re.compile(r"\s?[-–—|/·:]\s?([^-–—|/·:]{1,20})$")


def _is_section(text: str, part: str) -> bool:
    """Whether a title is the part and a short section after a dash without blanks."""
    cut = _SECTION.search(text)
    return cut is not None and squeeze(text[: cut.start()]) == part


def _before_bar(text: str) -> str:
    """What stands before the first bar: after it come sections, slogans and names, never the headline's rest.

    Likewise before short parts after dashes without blanks, in scripts that have none.
    """
    for bar in _BARS:
        if bar in text:
            first = text.split(bar)[0].strip()
            if len(squeeze(first)) >= _SHORTEST:
                text = first
                break
    if not text.isascii() and (cut := _SECTIONS_AFTER.search(text)) and len(squeeze(text[: cut.start()])) >= _SHORTEST:
        return text[: cut.start()]
    return text


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _akin(text: str, known: set[str]) -> bool:
    words = _words(text)
    return not words or len(words & known) >= 0.34 * len(words)
