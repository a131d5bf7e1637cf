"""The plainer fields: site, language, summary, picture, address, section, tags, and whether there is a paywall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cleaner.lexicon import phrase_category
from cleaner.metadata.jsonld import Graph, Thing, text_of
from cleaner.metadata.lines import appealing
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.plain import MAX_FIELD, squeeze, tidy
from cleaner.model import Block, Candidate

_MOST_TAGS = 30  # tags of a page that are told
_MAX_TAG = 80  # characters; a longer one is no tag
# A language as BCP 47 writes it: "en", "pt-BR".
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# An address, whole, from the host's root or of a file beside the page.
_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>\"']+|/[^\s<>\"']*|[\w.-]++/[^\s<>\"':]*+")
# What parts the tags of one text.
_TAG_SEAM = re.compile(r"(?:(?<!\s)\s++)?[,;|、，]\s*")
_ANCHOR = 0.05  # each source further down the list is less sure
_THIN = 2000  # characters of prose; a page with more is no teaser
# What a page calls its tier where readers must pay, and where they need not.
_LOCKED = frozenset(("locked", "metered", "premium", "paid", "subscriber", "subscribers", "subscription"))
_FREE = frozenset(("free", "public", "open"))


def site_names(head: Head, graph: Graph, articles: Sequence[Thing]) -> list[Candidate]:
    """The site's name in all its spellings."""
    found = [("og", head.first("og:site_name"))]
    found.append(("meta", head.first("application-name", "apple-mobile-web-app-title")))
    found += [("json-ld", text_of(thing.get("publisher"))) for thing in articles[:2]]
    found += [("json-ld", text_of(thing.get("name"))) for thing in graph.of_type(*_SITES)]
    return [name for name in _ranked("site_name", found) if "://" not in name.value]


# The types of JSON-LD whose name is the site's.
_SITES = ("website", "organization", "newsmediaorganization")


def read_facts(head: Head, articles: Sequence[Thing], site: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates of each plain field that holds one text, best first."""
    thing = articles[0] if articles else {}
    descriptions = [("og", head.first("og:description")), ("meta", head.first("description", "twitter:description"))]
    descriptions.append(("json-ld", text_of(thing.get("description"))))
    images = [
        ("og", head.first("og:image", "og:image:url", "og:image:secure_url")),
        ("meta", head.first("twitter:image")),
    ]
    images.append(("json-ld", _image(thing.get("image"))))
    addresses = [("link", head.canonical), ("og", head.first("og:url"))]
    sections = [("meta", head.first("article:section", "parsely-section", "sailthru.section", "section"))]
    sections.append(("json-ld", text_of(thing.get("articleSection"))))
    return [
        list(site[:4]),
        languages(head, thing),
        _ranked("description", descriptions),
        _addresses("image", images),
        _addresses("canonical_url", addresses),
        _ranked("section", sections),
    ]


def _ranked(field: str, found: Iterable[tuple[str, str]]) -> list[Candidate]:
    """The texts, tidied, in the order of their sources, each once."""
    lines: dict[str, str] = {}
    for source, text in found:
        if text:
            lines.setdefault(clip(text), source)
    lines.pop("", None)
    return [Candidate(field, line, lines[line], 0.9 - _ANCHOR * place) for place, line in enumerate(lines)]


def _addresses(field: str, found: Iterable[tuple[str, str]]) -> list[Candidate]:
    plain = [(source, text.strip()) for source, text in found if text]
    return [
        Candidate(field, text, source, 0.9 - _ANCHOR * place)
        for place, (source, text) in enumerate(dict.fromkeys(plain))
        if len(text) <= MAX_FIELD and _ADDRESS.fullmatch(text)
    ]


def clip(text: str) -> str:
    """One line of at most `MAX_FIELD` characters, cut between words."""
    line = tidy(text)
    if len(line) <= MAX_FIELD:
        return line
    start = line[: MAX_FIELD - 1].rpartition(" ")[0] or line[: MAX_FIELD - 1]
    return start.rstrip(" ,;:–—-") + "…"


def _image(value: Any) -> str:  # noqa: ANN401 - JSON is anything
    """The picture's address; of several, the first."""
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
    return value if isinstance(value, str) else ""


def languages(head: Head, thing: Thing) -> list[Candidate]:
    """Declared languages as BCP 47 codes."""
    codes = [("html", head.language), ("meta", head.first("content-language", "language", "dc.language"))]
    codes += [("json-ld", text_of(thing.get("inLanguage"))), ("og", head.first("og:locale"))]
    return [
        Candidate("language", code.strip().replace("_", "-"), source, 0.9 - _ANCHOR * place)
        for place, (source, code) in enumerate(codes)
        if _CODE.fullmatch(code.strip())
    ]


def read_tags(head: Head, articles: Sequence[Thing]) -> tuple[str, ...]:
    """Key words that the page gives its article, each once; those for search engines only where there are no others."""
    for found in (
        head.each("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags"),
        _keywords(articles),
        head.each("news_keywords"),
        head.each("keywords"),
    ):
        tags = {squeeze(tag): tag for text in found for tag in map(tidy, _TAG_SEAM.split(text[:3000])) if tag}
        kept = [tag for key, tag in tags.items() if key and len(tag) <= _MAX_TAG]
        if kept:
            return tuple(kept[:_MOST_TAGS])
    return ()


def _keywords(articles: Sequence[Thing]) -> Iterator[str]:
    value = articles[0].get("keywords") if articles else None
    for item in value if isinstance(value, list) else [value]:
        yield text_of(item)


def is_paywalled(head: Head, articles: Sequence[Thing], blocks: Sequence[Block]) -> bool | None:
    """Whether readers must pay for the article; None where the page says nothing."""
    for thing in articles[:2]:
        free = str(thing.get("isAccessibleForFree", "")).strip().lower().rpartition("/")[2]
        if free in {"true", "false"}:
            return free == "false"
    tier = head.first("article:content_tier", "og:article:content_tier", "content_tier", "cxenseparse:articleaccess")
    if tier.strip().lower() in _LOCKED | _FREE:
        return tier.strip().lower() in _LOCKED
    return True if _is_walled(blocks) else None


def _is_walled(blocks: Sequence[Block]) -> bool:
    """Whether a page of few paragraphs asks for a subscription below them."""
    # The appeal comes after the last paragraph.
    appeals = appealing(blocks, _MAX_APPEAL, _THIN)[:_APPEAL_BLOCKS]
    return any(phrase_category(blocks[place].text) == "paywall" for place in appeals)


_MAX_APPEAL = 100  # characters
# How many lines after the last paragraph may ask for a subscription.
_APPEAL_BLOCKS = 8
