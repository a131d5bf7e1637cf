"""The headline: candidates from every source, without the site's name, and the choice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from cleaner.lexicon.metadata import words
from cleaner.metadata.markup import Heading
from cleaner.metadata.plain import MAX_FIELD, squeeze, tidy
from cleaner.metadata.site_name import MOST_PARTS, SEPARATING, SEPARATOR, behind_host, site_key, without_names
from cleaner.metadata.slug import is_slug, line_words, slug_match, slug_words
from cleaner.metadata.title_part import AGREEING, LONGEST, SHORTEST, before_bar, begins_with
from cleaner.model import Block, Candidate
from cleaner.page.elements import HEADLINES

# Votes by source and genre of page. In news, JSON-LD and OpenGraph together outvote the `h1`; blogs and shops repeat a
# title written for search engines there, and the `h1` is what the page shows.
VOTES = {
    "news": {"rule": 9.0, "h1": 1.2, "json-ld": 1.2, "og": 1.0, "meta": 0.2, "title": 0.3},
    "article": {"rule": 9.0, "h1": 1.8, "json-ld": 0.2, "og": 0.7, "meta": 0.2, "title": 0.4},
    "other": {"rule": 9.0, "h1": 1.4, "json-ld": 0.6, "og": 0.7, "meta": 0.2, "title": 0.5},
}
_STRANGE_H1 = 0.6  # of an h1's votes, when it shares hardly a word with the page's titles
_WHOLE_TITLE = 1.05  # of an h1's votes, when it says all that a title says: that one is a short form for menus
_ASIDE_H1 = 0.02  # of an h1's votes, when it stands in the breadcrumbs or is the logo
_TEASER_H1 = 0.2  # of an h1's votes, when it leads from a site's front page to a story
_SEO_TITLE = 0.2  # of the others' votes, when they only repeat what such an h1 says
_LATER_H1 = 0.6  # of an h1's votes, when it is not the first
_SHOWN_PART = 1.5  # votes for the part of the title that is a line of the page, but not its first h1
_ONLY_SITE = 0.2  # of the votes of a spelling that is the site's name

_WORD = re.compile(r"\w+")


class Setting(NamedTuple):
    """What a title stands on: the page's genre (`news`, `article` or `other`), the site's names and the address."""

    genre: str
    keys: frozenset[str]
    url: str | None

    @property
    def is_front(self) -> bool:
        """Whether it is a site's front page, which is called what its title says: the site's name and a slogan."""
        path = (self.url or "").partition("://")[2].partition("/")[2]
        return bool(self.url) and not path.partition("?")[0].strip("/")


def agreed_title(
    found: Sequence[tuple[str, str]], shown: Sequence[str], keys: frozenset[str], first: Callable[[], Heading | None]
) -> list[Candidate] | None:
    """The headline where it needs no ballot: an `h1` says what JSON-LD or OpenGraph says.

    That `h1` wins every ballot unless it stands in the breadcrumbs, which is looked up (`first` reads the page's first
    one) where the two differ. `shown` are the texts of the page's `h1` blocks. None where a ballot is needed.
    """
    machine = [text for source, text in found if source in AGREEING]
    if not machine or not shown or next(source for source, _ in found) == "rule":
        return None
    lines = [tidy(raw[:LONGEST]) for raw in dict.fromkeys(machine)]
    heads = {squeeze(text): text for text in shown[:4]}
    # What is left of a line is a part of it. (Some letters beyond ASCII get another small one at a part's end.)
    if not any(not line.isascii() or any(map(squeeze(line).__contains__, heads)) for line in lines):
        return None
    texts = {squeeze(text): text for text in (without_names(line, keys) for line in lines)}
    key = next((key for key in heads if key in texts), "")
    if not key or len(texts[key]) > MAX_FIELD or site_key(texts[key]) in keys or key in _HOME:
        return None
    if len(texts) > 1:
        heading = first()
        if heading is None or heading.aside or squeeze(heading.bare) != key or not SEPARATING.isdisjoint(texts[key]):
            return None
    return [Candidate("title", _better_spaced(texts[key], tidy(heads[key])), "h1", 1.0)]


def choose_title(
    found: Sequence[tuple[str, str]],
    headings: Sequence[Heading],
    setting: Setting,
    shown_part: str = "",
) -> list[Candidate]:
    """Weigh (source, text) pairs and `h1`s against each other; the best-supported spelling comes first.

    `shown_part` is the function's answer.
    """
    keys, front = setting.keys, setting.is_front
    # A front page is called what its site is.
    ballot = _Ballot(VOTES[setting.genre], frozenset() if front else keys)
    all_shown = {squeeze(heading.text) for heading in headings} | {squeeze(heading.bare) for heading in headings}
    shown = {squeeze(heading.bare) for heading in headings if not heading.aside}
    bare = {heading.text: heading.bare for heading in headings}
    tagged = [heading.text for heading in headings if "<" in heading.text]
    for source, raw in found:
        text = tidy(raw[:LONGEST])
        if tagged and any(told in (line := tidy(raw[:LONGEST], is_shown=True)) for told in tagged):
            text = line
        if source == "rule":
            text = bare.get(text, text)
        else:
            text = _without_site(text, setting, all_shown)
            if source != "json-ld" and not front and squeeze(text) not in shown:
                text = before_bar(text)
            if front and text.lower() in _HOME:
                text = _beside_home(raw)
        ballot.add(source, text, 1.0)
    _add_headings(ballot, headings, setting)
    favourite = shown_part or _alone(found, headings, setting)
    ballot.lend(squeeze(favourite))
    if favourite:
        ballot.favour(favourite)
    if not front and (named := _named_by_address(headings, setting)):
        ballot.favour(named)
    return ballot.count()


def _without_site(line: str, setting: Setting, shown: set[str]) -> str:
    """A title without the site's name, but one in front that an `h1` shows as well: the page is called so."""
    if squeeze(line) not in shown:
        line = without_names(line, setting.keys, leading=False)
    return without_names(line, setting.keys, leading=not setting.is_front and squeeze(line) not in shown)


def _named_by_address(headings: Sequence[Heading], setting: Setting) -> str:
    """The first `h1` whose words the address ends with: both name the page; the head may tell search engines more."""
    main = next((heading for heading in headings if not heading.aside), None)
    if main is None or not is_slug(main.bare, setting.url):
        return ""
    return without_names(main.bare[:LONGEST], setting.keys)


def _beside_home(title: str) -> str:
    """What a front page's title says beside "Home": the site's name."""
    parts = SEPARATOR.split(tidy(title[:LONGEST]))
    return next((part for part in parts if part.strip().lower() not in _HOME), "").strip()


_HOME = frozenset(words("title of a front page"))


def _alone(found: Sequence[tuple[str, str]], headings: Sequence[Heading], setting: Setting) -> str:
    """The page's `<title>` where the head names no other headline and it holds no site's name; "" otherwise.

    Somebody wrote it for this one page, so that it is right more often than an `h1` that says something else, which is
    a section's or a widget's. Not where it only adds a name to the `h1`, or the address has rather the `h1`'s words.
    """
    main = next((heading for heading in headings if not heading.aside), None)
    texts = {raw for _, raw in found}
    if main is None or len(texts) != 1 or not _UNSURE.issuperset(source for source, _ in found):
        return ""
    raw = texts.pop()
    line = tidy(raw[:LONGEST])
    line = behind_host(line, setting.keys) or line
    lower, said = line.lower(), main.bare.lower()
    if SEPARATOR.search(line) or site_key(line) in setting.keys or any(line == heading.text for heading in headings):
        return ""
    if lower.endswith(said) or begins_with(lower, said) or said.startswith(lower.partition(". ")[0]):
        return ""
    slug = slug_words(setting.url, _FEWEST)
    if " " not in line:
        return line if lower in slug else ""
    return "" if slug_match(line_words(said), slug) > slug_match(line_words(line), slug) else line


_SAME_START = 4  # words
_UNSURE = frozenset(("title", "meta"))  # cards of social networks repeat the title
_FEWEST = 2  # words of an address that tell anything


def first_heading(blocks: Iterable[Block]) -> list[Candidate]:
    """The first heading, for a page that has neither a title nor an `h1`."""
    for block in blocks:
        if block.tag in HEADLINES and not block.hidden and SHORTEST <= len(block.text) <= MAX_FIELD:
            return [Candidate("title", tidy(block.text), block.tag, _GUESS)]
    return []


_GUESS = 0.4


def _add_headings(ballot: _Ballot, headings: Sequence[Heading], setting: Setting) -> None:
    told = [_words(text) for _, text in ballot.texts.values()]
    known = set().union(*told)
    first = _first_main(headings, known, [text for _, text in ballot.texts.values()])
    for heading in headings:
        whole = squeeze(heading.text)
        text = heading.text[:LONGEST]
        if whole not in ballot.texts:
            text = without_names(heading.bare[:LONGEST], setting.keys)
        share = _ASIDE_H1 if heading.aside else 1.0 if heading is first else _LATER_H1
        if known and not heading.aside:
            whole_title = any(map(_words(text).issuperset, told))
            share *= _WHOLE_TITLE if whole_title else 1.0 if _akin(text, known) else _STRANGE_H1
        if heading.linked and setting.is_front:
            share *= _TEASER_H1
        whole = squeeze(text)
        inner = ballot.part_of(whole) if heading.parted else None
        if heading.aside:
            ballot.belittle(whole)
        ballot.add("h1", ballot.texts[inner][1] if inner else text, share)


def _first_main(headings: Iterable[Heading], known: set[str], told: Sequence[str]) -> Heading | None:
    """The first `h1` that may be the headline: a teaser, which links another page, comes after all others.

    One that begins as a title does goes before a first one that has hardly a word of the titles.
    """
    main = [heading for heading in headings if not heading.aside]
    if len(main) > 1 and known and not _akin(main[0].text, known):
        starts = {tuple(text.lower().split()[:_SAME_START]) for text in told}
        same = (heading for heading in main[1:] if tuple(heading.text.lower().split()[:_SAME_START]) in starts)
        if (heading := next(same, None)) and len(heading.text.split()) >= _SAME_START:
            return heading
    own = (
        heading
        for heading in main
        if (known and _akin(heading.text, known)) or not (heading.linked or len(squeeze(heading.text)) < SHORTEST)
    )
    return next(own, main[0] if main else None)


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
        held = self.texts.setdefault(key, (source, text))
        if source == "h1":
            self.texts[key] = (held[0], _better_spaced(held[1], text))

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


_CUT_OFF = ("...", "…")
_MACHINE = frozenset(("og", "meta", "title"))
_SECTION = re.compile(r"\s?[-–—|/·:]\s?([^-–—|/·:]{1,20})$")


def _is_section(text: str, part: str) -> bool:
    """Whether a title is the part and a short section after a dash without blanks."""
    cut = _SECTION.search(text)
    return cut is not None and squeeze(text[: cut.start()]) == part


def _better_spaced(told: str, shown: str) -> str:
    """Of two spellings the one that is told, unless the shown one has more words: "301/8" for "30 1/8"."""
    return shown if len(_WORD.findall(shown)) > len(_WORD.findall(told)) else told


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _akin(text: str, known: set[str]) -> bool:
    words = _words(text)
    return not words or len(words & known) >= 0.34 * len(words)
