"""Dates that a page states for machines: structured data, meta tags, elements of time, its address and scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from cleaner import expressions as re
from cleaner.lexicon.metadata import MODIFIED_WORDS, MONTHS, OTHER_MATTER, PUBLISHED_WORDS
from cleaner.metadata.date_text import read_date
from cleaner.metadata.jsonld import Thing, text_of, types_of
from cleaner.metadata.markup import OTHERS_WORK, Markup, ancestors, scope_type, text_in, value_of
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.plain import tidy
from cleaner.model import Candidate
from cleaner.page.dom import Node
from cleaner.page.occurrences import occurrences

_PUBLISHED_METAS = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished",
    "date_published", "publishdate", "publish-date", "publish_date", "published", "pubdate", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date.created",
    "rnews:datepublished",
    "article.published", "article:publish_date", "originalpublicationdate", "publication_date", "publication-date",
    "citation_publication_date", "citation_online_date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "ptime", "displaydate", "article_date_original", "article:post_date", "datecreated", "mediator_published_time",
    "lp.article:published_time", "bt:pubdate", "cxenseparse:recs:pubdate", "iso-8601-publish-date",
    "buzzfeed:published_at",
    "published-date", "w-published-date", "published_at", "publish_time", "article:publish_time", "releasedate",
)  # fmt: skip
# Elements that may as well hold the day of a change or of the crawl, and so are less sure.
_VAGUE_METAS = ("date", "dc.date", "dcdate", "article:date", "pub_date", "timestamp", "created", "news_date", "ms.date")
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "modified",
    "dcterms.modified",
    "dc.date.modified", "article:modified", "updated_time", "revised", "date_modified",
)  # fmt: skip
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:/(\d\d?)/(\d\d?)(?=[/?#]|$)|(?:[/-](0[1-9]|1[0-2])[/-]|(0[1-9]|1[0-2]))(0[1-9]|[12]\d|3[01])(?!\d|-\d\d?-))|"
    r"[-_](20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/?#.]|$)"
)
# A year in an address, without which no other expression for addresses matches.
_URL_YEAR = re.compile(r"[/_-](?:19|20)\d\d")
_URL_NAMED = re.compile(r"/((?:19|20)\d\d)/([A-Za-z]{3,9})/(\d\d?)(?=[/?#]|$)")
# "A2026012914320005196": a number that begins with a day and a minute, as Korean papers count their stories.
_URL_MINUTE = re.compile(r"/[A-Z]{0,3}(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\d{2,}(?!\d)")
_OTHER_PROPERTIES = frozenset(
    ("startdate", "enddate", "foundingdate", "birthdate", "deathdate", "validfrom", "expires")
)
_DATE_CLASS = re.compile(
    r"(?i)publish|pubdate|entry-date|post-?date|posted|article-?date|date-?published|created|\bdate\b"
)
_PAYLOAD_DATE = re.compile(
    r"""(?:datePublished|publishedAt|published_at|publishedDate|publish_?[dD]ate|firstPublished\w{0,8}|pubDate|"""
    r"""created-timestamp)(?:(?:\\{0,3}["']|&quot;)\s?:\s?|=)(?:\\{0,3}["']|&quot;)(20\d\d-\d\d-\d\d(?:T[\d:]{5,8}(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)"""
)
_MOST_PAYLOADS = 50
_LONGEST_LABEL = 80  # characters of a line with a date and what it is called
_MOST_WORDS = 1_000
BAR = 0.5  # the least score of a date that is told
ONLY_UPDATED = 0.5  # "Updated March 3, 2024" is what the reader sees as the date where no other is shown
UNNAMED = 0.65  # a `<time>` that nothing but its place speaks for


class Sources(NamedTuple):
    """Where a page's dates are looked for.

    `day_first` is the order of day and month in its numeric dates; `crawled` the day it was fetched.
    """

    markup: Markup
    head: Head
    articles: Sequence[Thing]
    url: str | None
    day_first: bool | None
    crawled: date | None = None


def date_candidates(sources: Sources, ruled: Sequence[str] = ()) -> Iterator[Candidate]:
    """Publication dates that the site's rule and the machine-readable sources propose, surest first and lazily."""
    markup, head, articles, url, day_first, _ = sources
    for text in ruled:
        found = read_date(tidy(text), day_first=day_first)
        if found:
            yield Candidate("date", found, "rule", 1.0)
    yield from _from_json(articles, day_first)
    yield from _from_meta(head, day_first)
    yield from _from_items(markup, day_first)
    yield from _from_times(markup, day_first)
    if day := url_day(url):
        yield Candidate("date", day.isoformat(), "url", 0.55)


def latest_day(crawled: date | None) -> str:
    """The last day that a date may be: east of the crawler it was the next day already."""
    return (crawled + timedelta(days=1)).isoformat() if crawled else "9999"


def url_day(url: str | None) -> date | None:
    """The day that an address names, as in `/2024/03/14/`, `/2024/3/4/`, `/2024/mar/14/` or `-20240314`."""
    if not url or not _URL_YEAR.search(url):
        return None  # as most addresses
    named = _URL_NAMED.search(url)
    if named and (month := MONTHS.get(named[2].lower())):
        with suppress(ValueError):
            return date(int(named[1]), month, int(named[3]))
    return _day_in(_URL_DATE.search(url))


def url_minute(url: str | None) -> date | None:
    """The day that a story's number in an address begins with: other numbers look like it, so only a last resort."""
    return _day_in(_URL_MINUTE.search(url or ""))


def _day_in(match: re.Match[str] | None) -> date | None:
    with suppress(ValueError):
        return date(*(int(part) for part in match.groups() if part and part.isdigit())) if match else None
    return None


def _from_json(articles: Sequence[Thing], day_first: bool | None) -> Iterator[Candidate]:
    for place, thing in enumerate(articles[:3]):
        types = types_of(thing)
        webpage = 0.15 * bool(types & {"webpage", "collectionpage", "itempage", "aboutpage", "faqpage"})
        if "product" in types:
            continue
        for key, score in (("datePublished", 0.95), ("dateCreated", 0.8), ("uploadDate", 0.7)):
            found = read_date(text_of(thing.get(key)), day_first=day_first)
            if found:
                yield Candidate("date", found, "json-ld", score - webpage - 0.05 * place)
                break


def _from_meta(head: Head, day_first: bool | None) -> Iterator[Candidate]:
    for names, score in ((_PUBLISHED_METAS, 0.9), (_VAGUE_METAS, 0.7)):
        for text in head.each(*names):
            found = read_date(text, day_first=day_first)
            if found:
                yield Candidate("date", found, "meta", score)
                break


def _from_items(markup: Markup, day_first: bool | None) -> Iterator[Candidate]:
    for prop, score in (("datePublished", 0.85), ("dateCreated", 0.75), ("uploadDate", 0.65)):
        for node in markup.found.items.get(prop, ())[:3]:
            found = read_date(value_of(node), day_first=day_first)
            if found and not markup.is_elsewhere(node) and not OTHERS_WORK.search(scope_type(node)):
                yield Candidate("date", found, "microdata", score)
                break


def _from_times(markup: Markup, day_first: bool | None) -> Iterator[Candidate]:
    """`<time>` elements; the first after the headline counts most."""
    after = markup.found.order[markup.found.h1[0].mem_id] if markup.found.h1 else -1
    found: list[tuple[Node, str, str]] = []
    for node in markup.found.times[:12]:
        text = text_in(node)
        value = read_date(node.attributes.get("datetime") or "", day_first=day_first) or _shown_day(text, day_first)
        above = markup.found.order[node.mem_id] < after
        if not value or markup.is_elsewhere(node) or of_another_matter(node, text):
            continue
        if not (above and _is_of_item(node)):
            found.append((node, text, value))
    oldest = min((value for _, _, value in found), default="")
    for node, text, value in found:
        names = " ".join(above.attributes.get("class") or "" for above in (node, *list(ancestors(node))[:2]))
        if (MODIFIED_WORDS.search(text) and not PUBLISHED_WORDS.search(text)) or MODIFIED_WORDS.search(names):
            yield Candidate("date", value, "time", ONLY_UPDATED)
            continue
        named = "pubdate" in node.attributes or _DATE_CLASS.search(names) or PUBLISHED_WORDS.search(text)
        near = len(markup.found.times) <= 6 or 0 <= markup.found.order[node.mem_id] - after < 8
        # A thread's first post is its oldest; a list of stories begins with the newest.
        first = value == oldest and node is found[0][0]
        yield Candidate("date", value, "time", (0.75 if named else 0.65) if near else 0.55 if first else 0.45)


def _is_of_item(node: Node) -> bool:
    """Whether a `<time>` stands beside a link in an item of a list: another story's, as in lists of the latest news."""
    around = list(islice(ancestors(node), _ITEM_DEPTH))
    item = next((above for above in around if above.tag == "li"), None)
    if item is None or any(above.tag == "a" for above in around):
        return False
    inside = islice(item.traverse(), _MOST_INSIDE)
    return any(inner.tag == "a" and len(inner.text().strip()) >= _HEADLINE for inner in inside)


_ITEM_DEPTH, _MOST_INSIDE = 3, 20  # elements around a `<time>`, and inside its item, that are looked at
_HEADLINE = 16  # characters


def _shown_day(text: str, day_first: bool | None) -> str | None:
    """The day of a text, of several the one that it calls the day of publication."""
    said = PUBLISHED_WORDS.search(text)
    told = read_date(text[said.start() :], day_first=day_first) if said and said.start() else None
    return told or read_date(text, day_first=day_first)


def of_another_matter(node: Node, text: str) -> bool:
    """Whether a `<time>` is an event's, a founding's or the like, by its property or its label."""
    prop = (node.attributes.get("itemprop") or "").lower()
    if prop in _OTHER_PROPERTIES or OTHER_MATTER.match(text):
        return True
    above = node.parent
    around = tidy(above.text()[:_LONGEST_LABEL]) if above is not None else ""
    return bool(OTHER_MATTER.match(around)) and len(around) < len(text) + _LONGEST_LABEL // 2


def from_payload(raw: bytes) -> Iterator[Candidate]:
    """The one date of publication in the data that a page's scripts render it from."""
    days = set(islice(_payload_days(raw), _MOST_PAYLOADS))
    if len({day[:10] for day in days}) == 1:
        found = read_date(min(days))
        if found:
            yield Candidate("date", found, "script", BAR)


def _payload_days(raw: bytes) -> Iterator[str]:
    # Every key of the expression has one of these; searching a whole page for it by itself takes two parses. The page
    # stays bytes: only what is around a word is decoded.
    for word, rare in ((b"ublish", 1), (b"pubDate", 3), (b"created-timestamp", 15)):
        over = -1
        for at in occurrences(raw, word, rare)[:_MOST_WORDS]:
            if at <= over:
                continue
            before = raw[max(0, at - 64) : at].decode("utf-8", "ignore")[-12:]
            around = before + raw[at : at + 480].decode("utf-8", "ignore")[:120]
            if match := _PAYLOAD_DATE.search(around):
                yield match[1]
                over = at + len(around[: match.end()].encode()) - len(before.encode())


def modified_date(sources: Sources) -> Candidate | None:
    """The date of the last change, where the page states one for itself."""
    markup, head, articles, _, day_first, _ = sources
    for thing in articles[:2]:
        found = read_date(text_of(thing.get("dateModified")))
        if found:
            return Candidate("date_modified", found, "json-ld", 0.95)
    for text in head.each(*_MODIFIED_METAS):
        found = read_date(text, day_first=day_first)
        if found:
            return Candidate("date_modified", found, "meta", 0.85)
    for node in markup.found.items.get("dateModified", ())[:2]:
        found = read_date(value_of(node), day_first=day_first)
        if found and not markup.is_elsewhere(node):
            return Candidate("date_modified", found, "microdata", 0.8)
    return None
