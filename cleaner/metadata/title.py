"""The headline: candidates from every source, without the site's name, and the choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from cleaner.metadata.names import MAX_FIELD, squeeze, tidy
from cleaner.model import Candidate

# Votes by source. An article's JSON-LD and OpenGraph together outvote the `h1` (right in 40 of 58 such cases of the
# tuning pages); elsewhere they repeat a title written for search engines, and the `h1` is what the page shows.
_ARTICLE_VOTES = {"rule": 9.0, "h1": 1.2, "json-ld": 1.2, "og": 0.9, "meta": 0.4, "title": 0.4}
_OTHER_VOTES = {"rule": 9.0, "h1": 1.7, "json-ld": 0.3, "og": 0.7, "meta": 0.2, "title": 0.5}
_STRANGE_H1 = 0.35  # of an h1's votes, when it shares hardly a word with the page's titles
_ONLY_SITE = 0.2  # of the votes of a spelling that is the site's name

# For tidied lines. What a separator begins with is tested first: nearly all places fail there, in a third of the time.
_SEPARATOR = re.compile(
    r"(?=[ |｜¦❘»ㅣ:–—_-])(?: [-–—|»›·•:/~¦｜⋆❘∣«‹+*]{1,3} | ?[|｜¦❘»ㅣ] ?|: | ?[–—] | - ?(?=[A-Z])|"
    r"(?<=\w)--(?=\w)|_(?=[^_]+$))"
)
_SEPARATING = frozenset("-–—|»›·•:/~¦｜⋆❘∣«‹+*ㅣ_")  # a separator has one of them
_SITE_WORDS = re.compile(
    r"(?i)^(?:the|www)\b|\b(?:com|org|net|co|news|online|blog|magazine|official site|website|inc|llc|forums?)$"
)
_SITE_STARTS = ("the", "www")
_SITE_ENDS = tuple("com org net co news online blog magazine site website inc llc forum forums".split())  # noqa: SIM905
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
    return _strip(tidy(title), frozenset(site_keys(site_names)))


def site_keys(names: Iterable[str]) -> set[str]:
    """Spellings of a site's names as they are compared."""
    return {key for name in dict.fromkeys(names) for key in (site_key(name), squeeze(name)) if len(key) > 1}


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


def choose_title(
    found: Sequence[tuple[str, str]], site_names: Sequence[str], *, article: bool
) -> tuple[str | None, list[Candidate]]:
    """Weigh (source, text) pairs against each other; the best-supported spelling wins."""
    votes = _ARTICLE_VOTES if article else _OTHER_VOTES
    keys = frozenset(site_keys(site_names))
    shown = any(source == "h1" for source, _ in found)
    known = {word for source, text in found if source != "h1" for word in _words(text[:_LONGEST])} if shown else set()
    weights: dict[str, float] = {}
    texts: dict[str, tuple[str, str]] = {}
    stripped = {raw: _strip(tidy(raw[:_LONGEST]), keys) for raw in {raw for _, raw in found}}
    for source, raw in found:
        text = tidy(raw[:_LONGEST]) if source == "rule" else stripped[raw]
        if source in {"og", "meta", "title"}:
            text = _before_bar(text)
        key = squeeze(text)
        if not key or len(text) > MAX_FIELD:
            continue
        weight = votes[source] * (_ONLY_SITE if site_key(text) in keys else 1.0)
        if source == "h1" and known and not _akin(text, known):
            weight *= _STRANGE_H1
        weights[key] = weights.get(key, 0.0) + weight
        texts.setdefault(key, (source, text))
    _lend(weights, texts)
    ranked = sorted(texts, key=lambda key: weights[key], reverse=True)
    total = sum(votes[source] for source, _ in found) or 1.0
    candidates = [Candidate("title", texts[key][1], texts[key][0], min(1.0, weights[key] / total)) for key in ranked]
    return (candidates[0].value if candidates else None), candidates


def _before_bar(text: str) -> str:
    """What stands before the first bar: after it come sections, slogans and names, never the headline's rest."""
    for bar in _BARS:
        if bar in text:
            first = text.split(bar)[0].strip()
            if len(squeeze(first)) >= _SHORTEST:
                return first
    return text


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _akin(text: str, known: set[str]) -> bool:
    words = _words(text)
    return not words or len(words & known) >= 0.34 * len(words)


def _lend(weights: dict[str, float], texts: dict[str, tuple[str, str]]) -> None:
    """A spelling that another one only adds a section to gets the other's votes.

    Kickers before a colon or dash stay: pages that print them count them to the headline as often as not.
    """
    if len(texts) < 2:
        return
    own = dict(weights)
    for key, (_, text) in texts.items():
        if _SEPARATING.isdisjoint(text):
            continue
        for cut in _SEPARATOR.finditer(text):
            part = squeeze(text[: cut.start()])
            if ":" not in cut[0] and part in own and part != key and len(part) >= _SHORTEST:
                weights[part] += own[key]
