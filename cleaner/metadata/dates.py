"""Publication and modification dates: candidates from every source, and the choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import chain, islice
from typing import NamedTuple

from cleaner.dom import Node
from cleaner.metadata.date_text import has_month, read_date
from cleaner.metadata.jsonld import Thing, is_article, text_of, types_of
from cleaner.metadata.lead import Lead
from cleaner.metadata.markup import OTHERS_WORK, Markup, ancestors, scope_type, text_in, value_of
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.plain import tidy
from cleaner.metadata.words import MODIFIED_WORDS, MONTHS, PUBLISHED_WORDS, TIME_WORDS, WEEKDAYS
from cleaner.model import Block, Candidate
from cleaner.survey import spots

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
    r"""(?:datePublished|publishedAt|published_at|publishedDate|publish_?[dD]ate|firstPublished\w{0,8}|pubDate|"""
    r"""created-timestamp)(?:(?:\\{0,3}["']|&quot;)\s?:\s?|=)(?:\\{0,3}["']|&quot;)(20\d\d-\d\d-\d\d(?:T[\d:]{5,8}(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)"""
)
_MOST_PAYLOADS = 50
_MOST_WORDS = 1_000
_RIGHT_BELOW = 5
_LONGEST_DATE = 60
_LONGEST_LABEL = 30
_LEAD_BLOCKS = 13
_THREAD_BLOCKS = 60
_BAR = 0.5
_DAY = 10  # letters of a date without a time
_UNNAMED = 0.65  # a `<time>` that nothing but its place speaks for
_SAID_LINE = 0.68
_LINE = 0.6
_LONG_LINE = 0.54
_LABELLED = 0.57
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


def read_dates(
    sources: Sources, ruled: Sequence[str], lead: Lead, *, forum: bool = False
) -> tuple[Candidate | None, list[Candidate]]:
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
    if best is None or best.score <= _UNNAMED:
        dates += (line for line in line_candidates(sources, lead, forum=forum) if line.value[:10] <= latest)
    if choose_date(dates) is None:
        dates += (guess for guess in last_resorts(sources, lead) if guess.value[:10] <= latest)
    if best is not None and best.source != "rule" and (shown := _shown_before(best, lead, sources)):
        dates.append(shown)
    return choose_date(dates), dates


def _latest(crawled: date | None) -> str:
    """The last day that a date may be: east of the crawler it was the next day already."""
    return (crawled + timedelta(days=1)).isoformat() if crawled else "9999"


def _shown_before(best: Candidate, lead: Lead, sources: Sources) -> Candidate | None:
    """An earlier date that stands by itself below the headline, or the day before in the address.

    Such pages were published anew or moved to another system, or count days in the readers' time zone; what is shown
    was right on 12 of the 15 tuning pages that differ. "Updated ..." is no such line, nor is one without a month's
    name, for days and months change places.
    """
    if (
        (day := _url_day(sources.url))
        and len(best.value) > 19
        and best.value[:10] == (day + timedelta(days=1)).isoformat()
    ):
        return Candidate("date", day.isoformat(), "url", min(0.99, best.score + 0.01))
    for block in lead.around(0, _RIGHT_BELOW)[1:] if lead.has_heading else ():
        text = block.text
        if (
            not 8 <= len(text) <= _LONGEST_DATE
            or "20" not in text
            or not has_month(text)
            or MODIFIED_WORDS.search(text)
        ):
            continue
        found = read_date(tidy(text), day_first=sources.day_first)
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
    if day := _url_day(url):
        yield Candidate("date", day.isoformat(), "url", 0.55)


def _url_day(url: str | None) -> date | None:
    match = _URL_DATE.search(url or "")
    with suppress(ValueError):
        return date(*map(int, match.groups())) if match else None
    return None


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
            if found and not markup.is_elsewhere(node) and not OTHERS_WORK.search(scope_type(node)):
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


def line_candidates(sources: Sources, lead: Lead, *, forum: bool = False) -> Iterator[Candidate]:
    """Visible lines near the headline that hold little but a date, then elements whose class says date, then others."""
    day_first = sources.day_first
    if day_first is None:
        # English of no known country: more of it is American than not.
        day_first = bool(observed_order(lead.blocks, sources.url))
    best = 0.0
    for found in chain(_near(lead, day_first, forum=forum), _dated(sources.markup, day_first)):
        yield found
        best = max(best, found.score)
        if best >= _LINE:
            return
    if said := _said(lead.blocks, day_first):
        yield Candidate("date", said, "date line", _LABELLED)
    elif not best:
        yield from _from_payload(sources.markup.page.raw)


def _near(lead: Lead, day_first: bool, *, forum: bool) -> Iterator[Candidate]:
    lines = [tidy(block.text[:200]) for block in lead.around(4, _THREAD_BLOCKS if forum else _LEAD_BLOCKS)]
    for place, line in enumerate(lines):
        if forum and _MEMBER_FACT.match(line) and not PUBLISHED_WORDS.match(line):
            continue
        found = _dated_line(line, lines[place - 1] if place else "", day_first)
        if found:
            yield found


def _dated(markup: Markup, day_first: bool) -> Iterator[Candidate]:
    for node in markup.dated()[:20]:
        if node.tag in {"body", "html", "script", "style", "svg", "input"} or _in_masthead(node, markup):
            continue
        text = text_in(node)
        found = _dated_line(text, "", day_first) if len(text) <= 60 else None
        if found and not markup.is_elsewhere(node):
            yield found._replace(source="class")
            return


def last_resorts(sources: Sources, lead: Lead) -> Iterator[Candidate]:
    """Dates that are better than none: in an article's own footer, or the only date line of a page that is one."""
    markup, head, articles, _, day_first, _ = sources
    for node in markup.found.times[:3]:
        above = list(ancestors(node))
        tags = {element.tag for element in above}
        names = " ".join(element.attributes.get("class") or "" for element in (node, *above))
        if "article" in tags and not tags & {"nav", "aside"} and not _OTHERS.search(names + text_in(node)):
            value = read_date(node.attributes.get("datetime") or "") or read_date(text_in(node), day_first=day_first)
            if value:
                yield Candidate("date", value, "time", _BAR)
                return
    if is_article(articles) or head.first("og:type").lower() == "article":
        lines = (block[0] for block in lead.blocks if len(block[0]) <= _LONGEST_DATE and not block.hidden)
        days = {day for line in lines if (day := _only_date(line, day_first))}
        if len(days) == 1:
            yield Candidate("date", days.pop(), "date line", _BAR)


_OTHERS = re.compile(
    r"(?i)comment|related|recommend|latest|more|card|teaser|reply|recent|popular|widget|carousel|updated|modified"
)


def _only_date(line: str, day_first: bool | None) -> str | None:
    """The date of a line that holds nothing else but, perhaps, a time or a reading time."""
    if "20" not in line or MODIFIED_WORDS.search(line):
        return None
    words = _LETTERS.findall(line.lower())
    return read_date(line, day_first=day_first) if all(word in TIME_WORDS or word in MONTHS for word in words) else None


_LETTERS = re.compile(r"[^\W\d_]+")


_LABEL = re.compile(
    r"(?i)(?:date|date (?:of publication|published)|(?:first |originally )?(?:published|posted)(?: (?:on|date|time))?|"
    r"publi(?:sh|cation) date|post(?:ed)? (?:date|time)|release date|datum|erschienen(?: am)?|veröffentlicht(?: am)?|"
    r"publié(?: le)?|date de publication|publicado(?: el)?|fecha|pubblicato(?: il)?|data)\s?:?"
)
_LABELLED_LINE = re.compile(_LABEL.pattern + r"\s?(?=\W?\d|[a-zà-ÿ]{3,10}\.? \d)", re.IGNORECASE)


def _said(blocks: Sequence[Block], day_first: bool | None) -> str | None:
    """The one date that a line somewhere on the page calls the day of publication."""
    said: set[str] = set()
    labelled: set[str] = set()
    before = ""
    for block in blocks:
        label, before = before, block[0]
        line = before
        if len(line) > _LONGEST_DATE or "20" not in line:
            continue
        if PUBLISHED_WORDS.match(line):
            days = said
        elif _LABELLED_LINE.match(line) or (len(label) < _LONGEST_LABEL and _LABEL.fullmatch(label)):
            days = labelled
        else:
            continue
        if found := read_date(line, day_first=day_first):
            days.add(found)
    return next((days.pop() for days in (said, labelled) if len(days) == 1), None)


def _from_payload(raw: bytes) -> Iterator[Candidate]:
    """The one date of publication in the data that a page's scripts render it from."""
    days = set(islice(_payload_days(raw), _MOST_PAYLOADS))
    if len({day[:10] for day in days}) == 1:
        found = read_date(min(days))
        if found:
            yield Candidate("date", found, "script", _BAR)


def _payload_days(raw: bytes) -> Iterator[str]:
    # Every key of the expression has one of these; searching a whole page for it by itself takes two parses. The page
    # stays bytes: only what is around a word is decoded.
    for word, rare in ((b"ublish", 1), (b"pubDate", 3), (b"created-timestamp", 15)):
        over = -1
        for at in spots(raw, word, rare)[:_MOST_WORDS]:
            if at <= over:
                continue
            before = raw[max(0, at - 64) : at].decode("utf-8", "ignore")[-12:]
            around = before + raw[at : at + 480].decode("utf-8", "ignore")[:120]
            if match := _PAYLOAD_DATE.search(around):
                yield match[1]
                over = at + len(around[: match.end()].encode()) - len(before.encode())


def _in_masthead(node: Node, markup: Markup) -> bool:
    """Whether a node stands in the page's own header, without the headline: a date there is the site's clock."""
    above = list(ancestors(node))
    headers = [element for element in above if element.tag == "header"]
    return (
        bool(headers)
        and not any(element.tag in {"article", "main"} for element in above)
        and (not any(map(markup.holds_headline, headers)))
    )


_SLASHED = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:20\d\d|\d\d)(?![\d./-])")
_URL_MONTH = re.compile(r"(?i)/(?:19|20)\d\d/(\d\d?|[a-z]{3,9})(?:/|$)")


def observed_order(blocks: Sequence[Block], url: str | None) -> bool | None:
    """Whether the day comes first, as the page's numeric dates show, or one and the URL's month; else None."""
    lines = [block[0] for block in blocks if len(block[0]) <= _LONGEST_DATE]
    marked = [line for line in lines if "/" in line or "-" in line]
    dates = [(int(match[1]), int(match[2])) for line in marked if (match := _SLASHED.search(line))]
    found = {first > second for first, second in dates if (first > 12) != (second > 12) and max(first, second) <= 31}
    if len(found) == 1:
        return found.pop()
    match = _URL_MONTH.search(url or "")
    month = int(match[1]) if match and match[1].isdigit() else MONTHS.get(match[1].lower()) if match else None
    found = {second == month for first, second in dates if first != second and month in {first, second}}
    return found.pop() if len(found) == 1 else None


_DIGIT = re.compile(r"\d")
_SEAM = re.compile(r"[·•|∙⋅/»]|\b(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\b|\d:\d\d")  # a caption's sentence has none
_SECTION = re.compile(r"\d\d?(?:\.\d\d?){2}\.? [^\W\d_]+(?!.*\d:\d\d)")  # "1.11.10 Subgroups"
_MEMBER_FACT = re.compile(r"\w+(?: \w+)?: ")  # "Joined: 4 July 2012" beside a post


def _dated_line(line: str, before: str, day_first: bool | None) -> Candidate | None:
    if not 6 <= len(line) <= 120 or not _DIGIT.search(line) or _SECTION.match(line):
        return None
    found = read_date(line, day_first=day_first)
    if found is None:
        return None
    modified = MODIFIED_WORDS.search(line)
    if modified and not PUBLISHED_WORDS.search(line):
        first = read_date(line[: modified.start()], day_first=day_first)
        return Candidate("date", first or found, "date line", _LINE if first else _ONLY_UPDATED)
    if PUBLISHED_WORDS.search(line):
        return Candidate("date", found, "date line", _SAID_LINE)
    words = len(WEEKDAYS.sub("", line).split())
    if PUBLISHED_WORDS.search(before) or words <= 7 or (words <= 14 and _SEAM.search(line)):
        return Candidate("date", found, "date line", _LINE)
    return Candidate("date", found, "date line", _LONG_LINE) if words <= 14 and has_month(line) else None


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
    """The surest candidate above the bar, to the minute if another one knows it; the earlier source wins a tie."""
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    if best is None or best.score < _BAR:
        return None
    if len(best.value) == _DAY:
        exact = (other.value for other in candidates if len(other.value) > _DAY and other.value.startswith(best.value))
        return best._replace(value=next(exact, best.value))
    return best


def prefers_day_first(language: str, url: str | None) -> bool | None:
    """Order of day and month in a page's numeric dates; None for English of no known country."""
    code = language.lower().replace("_", "-")
    if code in {"en-us", "en-ph", "en-ca"}:
        return False
    if code not in {"", "en"}:
        return True
    return True if _DAY_FIRST_HOST.match(url or "") else None


_DAY_FIRST_HOST = re.compile(r"(?i)\w+://[^/]*\.(?:uk|au|nz|ie|za|in|sg|my|ke|ng|pk|bd|lk|hk)(?:[:/]|$)")
