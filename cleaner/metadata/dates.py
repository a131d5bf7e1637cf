"""Publication and modification dates: candidates from every source, and the choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from cleaner.dom import Node
from cleaner.metadata.date_text import has_month, read_date
from cleaner.metadata.jsonld import Thing, text_of, types_of
from cleaner.metadata.lead import Lead
from cleaner.metadata.markup import Markup, ancestors, text_in, value_of
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.plain import tidy
from cleaner.metadata.words import MODIFIED_WORDS, PUBLISHED_WORDS, WEEKDAYS
from cleaner.model import Candidate

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
_VAGUE_METAS = ("date", "dc.date", "dcdate", "article:date", "pub_date", "timestamp", "created", "news_date", "ms.date")
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "modified",
    "dcterms.modified",
    "dc.date.modified", "article:modified", "updated_time", "revised", "date_modified",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATE_CLASS = re.compile(
    r"(?i)publish|pubdate|entry-date|post-?date|posted|article-?date|date-?published|created|\bdate\b"
)
_PAYLOAD_DATE = re.compile(
    r"""(?:datePublished|publishedAt|published_at|publishedDate|publish_?[dD]ate|firstPublished\w{0,8}|pubDate)"""
    r"""(?:\\{0,3}["']|&quot;)\s?:\s?(?:\\{0,3}["']|&quot;)(20\d\d-\d\d-\d\d(?:T[\d:]{5,8}(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)"""
)
_MOST_PAYLOADS = 50
_MOST_WORDS = 1_000
_RIGHT_BELOW = 5
_LONGEST_DATE = 60
_LEAD_BLOCKS = 13
_BAR = 0.5
SURE = 0.85  # no need to look further
_ONLY_UPDATED = 0.5  # "Updated March 3, 2024" is what the reader sees as the date where no other is shown


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


def read_dates(sources: Sources, ruled: Sequence[str], lead: Lead) -> tuple[Candidate | None, list[Candidate]]:
    """The date of publication, and all that were weighed."""
    dates: list[Candidate] = []
    latest = _latest(sources.crawled)
    for candidate in date_candidates(sources, ruled):
        if candidate.value[:10] > latest:
            continue
        dates.append(candidate)
        if candidate.score >= SURE:
            break
    best = choose_date(dates)
    if best is None:
        dates += (line for line in line_candidates(sources, lead) if line.value[:10] <= latest)
    elif best.source != "rule" and (shown := _shown_before(best, lead, sources.day_first)):
        dates.append(shown)
    return choose_date(dates), dates


def _latest(crawled: date | None) -> str:
    """The last day that a date may be: east of the crawler it was the next day already."""
    return (crawled + timedelta(days=1)).isoformat() if crawled else "9999"


def _shown_before(best: Candidate, lead: Lead, day_first: bool | None) -> Candidate | None:
    """An earlier date that stands by itself below the headline.

    Such pages were published anew or moved to another system, or count days in the readers' time zone; what is shown
    was right on 12 of the 15 tuning pages that differ. "Updated ..." is no such line, nor is one without a month's
    name, for days and months change places.
    """
    for block in lead.around(0, _RIGHT_BELOW)[1:] if lead.has_heading else ():
        text = block.text
        if (
            not 8 <= len(text) <= _LONGEST_DATE
            or "20" not in text
            or MODIFIED_WORDS.search(text)
            or not has_month(text)
        ):
            continue
        found = read_date(tidy(text), day_first=day_first)
        if found:
            earlier = found[:10] < best.value[:10]
            return Candidate("date", found, "date line", min(0.99, best.score + 0.01)) if earlier else None
    return None


def date_candidates(sources: Sources, ruled: Sequence[str] = ()) -> Iterator[Candidate]:
    """Publication dates that the site's rule and the machine-readable sources propose, surest first and lazily."""
    markup, head, articles, url, day_first, _ = sources
    for text in ruled:
        found = read_date(tidy(text), day_first=day_first)
        if found:
            yield Candidate("date", found, "rule", 1.0)
    yield from _from_json(articles)
    yield from _from_meta(head, day_first)
    yield from _from_items(markup, day_first)
    yield from _from_times(markup, day_first)
    match = _URL_DATE.search(url or "")
    if match:
        found = read_date("-".join(match.groups()))
        if found:
            yield Candidate("date", found, "url", 0.55)


def _from_json(articles: Sequence[Thing]) -> Iterator[Candidate]:
    for place, thing in enumerate(articles[:3]):
        kinds = types_of(thing)
        webpage = 0.15 * bool(kinds & {"webpage", "collectionpage", "itempage", "aboutpage", "faqpage"})
        if "product" in kinds:
            continue
        for key, score in (("datePublished", 0.95), ("dateCreated", 0.8), ("uploadDate", 0.7)):
            found = read_date(text_of(thing.get(key)))
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
            if found and not markup.is_elsewhere(node):
                yield Candidate("date", found, "microdata", score)
                break


def _from_times(markup: Markup, day_first: bool | None) -> Iterator[Candidate]:
    """`<time>` elements; the first after the headline counts most."""
    after = markup.found.order[markup.found.h1[0].mem_id] if markup.found.h1 else -1
    found: list[tuple[Node, str, str]] = []
    for node in markup.found.times[:12]:
        text = text_in(node)
        value = read_date(node.attributes.get("datetime") or "") or read_date(text, day_first=day_first)
        if value and not markup.is_elsewhere(node):
            found.append((node, text, value))
    oldest = min((value for _, _, value in found), default="")
    for node, text, value in found:
        names = " ".join(above.attributes.get("class") or "" for above in (node, *list(ancestors(node))[:2]))
        if MODIFIED_WORDS.search(text) or MODIFIED_WORDS.search(names):
            yield Candidate("date", value, "time", _ONLY_UPDATED)
            continue
        named = "pubdate" in node.attributes or _DATE_CLASS.search(names) or PUBLISHED_WORDS.search(text)
        near = len(markup.found.times) <= 6 or 0 <= markup.found.order[node.mem_id] - after < 8
        # A thread's first post is its oldest; a list of stories begins with the newest.
        first = value == oldest and node is found[0][0]
        yield Candidate("date", value, "time", (0.75 if named else 0.65) if near else 0.55 if first else 0.45)


def line_candidates(sources: Sources, lead: Lead) -> Iterator[Candidate]:
    """Visible lines near the headline that hold little but a date, then elements whose class says date, then others."""
    markup, day_first = sources.markup, sources.day_first
    near = [tidy(block.text[:200]) for block in lead.around(4, _LEAD_BLOCKS)]
    for place, line in enumerate(near):
        found = _dated_line(line, near[place - 1] if place else "", day_first)
        if found:
            yield found
            if found.score > _ONLY_UPDATED:
                return
    for node in markup.dated()[:20]:
        if node.tag in {"body", "html", "script", "style", "svg", "input"} or _in_masthead(node):
            continue
        text = text_in(node)
        found = _dated_line(text, "", day_first) if len(text) <= 60 else None
        if found and not markup.is_elsewhere(node):
            yield found._replace(source="class")
            return
    said = {day for block in lead.blocks if (day := _said(block.text, day_first))}
    if len(said) == 1:
        yield Candidate("date", said.pop(), "date line", _BAR)
    elif not said:
        yield from _from_payload(markup.page.html)


def _said(line: str, day_first: bool | None) -> str | None:
    """The date of a line that begins with "Published", wherever it stands."""
    if len(line) > _LONGEST_DATE or not PUBLISHED_WORDS.match(line):
        return None
    return read_date(line, day_first=day_first)


def _from_payload(html: str) -> Iterator[Candidate]:
    """The one date of publication in the data that a page's scripts render it from."""
    days = set(islice(_payload_days(html), _MOST_PAYLOADS))
    if len({day[:10] for day in days}) == 1:
        found = read_date(min(days))
        if found:
            yield Candidate("date", found, "script", _BAR)


def _payload_days(html: str) -> Iterator[str]:
    # Every key of the expression has one of these; searching a whole page for it by itself takes two parses.
    for word in ("ublish", "pubDate"):
        at = html.find(word)
        for _ in range(_MOST_WORDS):
            if at < 0:
                break
            if match := _PAYLOAD_DATE.search(html, max(0, at - 12), at + 120):
                yield match[1]
                at = match.end()
            at = html.find(word, at + 1)


def _in_masthead(node: Node) -> bool:
    """Whether a node stands in the page's own header: a date there is the site's clock."""
    above = [element.tag for element in ancestors(node)]
    return "header" in above and not {"article", "main"} & set(above)


def _dated_line(line: str, before: str, day_first: bool | None) -> Candidate | None:
    if not 6 <= len(line) <= 120 or not any(char.isdigit() for char in line):
        return None
    found = read_date(line, day_first=day_first)
    if found is None:
        return None
    if MODIFIED_WORDS.search(line) and not PUBLISHED_WORDS.search(line):
        return Candidate("date", found, "date line", _ONLY_UPDATED)
    words = len(WEEKDAYS.sub("", line).split())
    if (
        PUBLISHED_WORDS.search(line)
        or PUBLISHED_WORDS.search(before)
        or words <= 7
        or (words <= 14 and has_month(line))
    ):
        return Candidate("date", found, "date line", 0.6)
    return None


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


def choose_date(candidates: Sequence[Candidate]) -> Candidate | None:
    """The surest candidate above the bar; the earlier source wins a tie."""
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    return best if best and best.score >= _BAR else None


def prefers_day_first(language: str, url: str | None) -> bool | None:
    """Order of day and month in a page's numeric dates; None for English of no known country."""
    code = language.lower().replace("_", "-")
    if code in {"en-us", "en-ph", "en-ca"}:
        return False
    if code not in {"", "en"}:
        return True
    return True if _DAY_FIRST_HOST.match(url or "") else None


_DAY_FIRST_HOST = re.compile(r"(?i)\w+://[^/]*\.(?:uk|au|nz|ie|za|in|sg|my|ke|ng|pk|bd|lk|hk)(?:[:/]|$)")
