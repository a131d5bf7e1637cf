"""Title, byline, date and the rest: candidates with their source, then the choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from cleaner import expressions as re
from cleaner.lexicon.metadata import either, words
from cleaner.lexicon.stems import may_have
from cleaner.metadata.byline.by_language import in_language
from cleaner.metadata.byline.candidate import Byline, rule_byline
from cleaner.metadata.byline.choice import choose_byline, prefer_signature, with_addressed
from cleaner.metadata.byline.sources import byline_candidates
from cleaner.metadata.confidence import provenance
from cleaner.metadata.date_order import prefers_day_first
from cleaner.metadata.date_sources import Sources, modified_date
from cleaner.metadata.dates import LATE, read_dates
from cleaner.metadata.facts import is_paywalled, read_facts, read_tags, site_names
from cleaner.metadata.jsonld import Graph, Thing, is_article, is_news, is_thread, text_of
from cleaner.metadata.lead import Lead
from cleaner.metadata.license import read_license
from cleaner.metadata.lines import tagged
from cleaner.metadata.markup import Markup
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.site_name import host_names, site_keys
from cleaner.metadata.title import Setting, agreed_title, choose_title, first_heading, without_count
from cleaner.metadata.title_part import shown_part
from cleaner.model import Block, Candidate, Metadata, Provenance
from cleaner.page.dom import Page

__all__ = ["LATE", "read_metadata"]


class _Told(NamedTuple):
    """What a page tells machines about itself.

    Attributes:
        head: its `<head>`.
        markup: its elements.
        graph: its JSON-LD.
        articles: what in that may be the article, the likeliest first.
        forum: whether the page is a forum's, such as a thread.
    """

    head: Head
    markup: Markup
    graph: Graph
    articles: Sequence[Thing]
    forum: bool


def read_metadata(
    page: Page, blocks: Sequence[Block], fields: Mapping[str, tuple[str, ...]], crawled: date | None = None
) -> Metadata:
    """Read what a page says about its article.

    Args:
        page: the page.
        blocks: its blocks.
        fields: a site rule's values for title, author and date.
        crawled: the day the page was fetched; no date that it states is believed if it is later.
    """
    told = _read_told(page)
    head, markup, graph, articles, forum = told
    names = site_names(head, graph, articles)
    sites = site_keys([*(name.value for name in names), *host_names(page.url)])
    headings = tagged(blocks, "h1")
    named = _titles(head, articles, fields.get("title", ()))
    titles = without_count(_choose_title(named, _genre(head, articles), markup, blocks, headings, sites))
    lead = Lead(page, blocks, titles[0].value if titles else None, headings)
    facts = [*read_facts(head, articles, names), read_license(page, head, graph, articles, blocks)]
    byline, bylines = _choose_author(told, fields.get("author", ()), lead, sites, _value(facts, "description"))
    sources = Sources(markup, head, articles, page.url, prefers_day_first(_locale(head), page.url), crawled)
    published, dates = read_dates(sources, fields.get("date", ()), lead, forum=forum)
    best = [ranked[0] for ranked in (titles, *facts) if ranked]
    best += [day for day in (published, modified_date(sources)) if day]
    # A candidate's field is named as the attribute is, and these are all texts.
    values: dict[str, Any] = {candidate.field: candidate.value for candidate in best}
    return Metadata(
        authors=byline.names if byline else (),
        byline=byline.printed if byline else None,
        tags=read_tags(head, articles),
        paywalled=is_paywalled(head, articles, blocks),
        declared_types=_declared_types(graph, head),
        provenance=_provenance(best, byline),
        candidates=(*titles, *(candidate.listed() for candidate in bylines), *dates, *chain(*facts)),
        **values,
    )


def _choose_author(
    told: _Told, ruled: Sequence[str], lead: Lead, sites: frozenset[str], description: str | None
) -> tuple[Byline | None, Sequence[Byline]]:
    """Who wrote it, and all candidates.

    Args:
        told: what the page tells machines.
        ruled: what the site's rule says.
        lead: the blocks around the headline.
        sites: what the site is called.
        description: of the page.
    """
    head, markup, graph, articles, forum = told
    found = byline_candidates(markup, head, graph, articles, lead, forum=forum)
    byline, bylines = choose_byline(
        chain([(1.0, rule_byline(ruled))], found),
        sites,
        doubt=_doubt(head, lead.h1s, articles, lead.url),
        forum=forum,
    )
    byline = in_language(byline, head.language)
    if articles and is_news(articles[0]) and not (byline and byline.group):
        return with_addressed(byline, lead), bylines
    return prefer_signature(byline, lead, sites, description), bylines


def _choose_title(
    found: Sequence[tuple[str, str]],
    genre: str,
    markup: Markup,
    blocks: Sequence[Block],
    headings: Sequence[int],
    sites: frozenset[str],
) -> list[Candidate]:
    """The title's candidates, the best first: what an `h1` and the head agree on, else the best supported."""
    setting = Setting(genre, sites, markup.page.url)
    shown = () if setting.is_front else [blocks[place].text for place in headings]
    titles = agreed_title(found, shown, sites, markup.first_heading)
    if titles is not None:
        return titles
    whole = next((text for source, text in found if source == "title"), "")
    part = "" if genre == "news" else shown_part(whole, blocks, sites, found, markup.first_is_aside)
    return choose_title(found, markup.headings(), setting, part, blocks) or first_heading(blocks)


def _read_told(page: Page) -> _Told:
    head, markup = Head(page), Markup(page)
    graph, articles = _read_graph(head, markup, page.url)
    forum = is_thread(articles) or (not is_article(articles) and _is_forum(head, page.url))
    return _Told(head, markup, graph, articles, forum)


def _read_graph(head: Head, markup: Markup, url: str | None) -> tuple[Graph, list[Thing]]:
    """The page's JSON-LD and what in it may be the article; the body's scripts only where the head's say too little."""
    graph = Graph(head.scripts)
    articles = graph.articles(url)
    if articles and is_article(articles) and all(key in articles[0] for key in ("headline", "author", "datePublished")):
        return graph, articles
    scripts = markup.scripts()
    if len(scripts) > len(head.scripts):
        graph = Graph(scripts)
        articles = graph.articles(url)
    return graph, articles


def _value(facts: Iterable[Sequence[Candidate]], name: str) -> str | None:
    return next((ranked[0].value for ranked in facts if ranked and ranked[0].field == name), None)


def _declared_types(graph: Graph, head: Head) -> tuple[str, ...]:
    types = sorted(frozenset().union(*graph.types))
    social = head.first("og:type").lower()
    return (*types, f"og:{social}") if social else tuple(types)


def _provenance(chosen: Sequence[Candidate], byline: Byline | None) -> dict[str, Provenance]:
    found = {best.field: provenance(best.field, best.source, best.score) for best in chosen}
    if byline:
        found["authors"] = found["byline"] = provenance("authors", byline.source, byline.score)
    return found


# Addresses of threads: a host or folder such as `forum.` and `/threads/`, the scripts of forum software
# (`viewtopic.php`), and short paths of well-known sites (`/r/mills/`, `/t/a-title/12`).
_FORUM_URL = re.compile(
    r"(?i)(?://|\.|/)(?:forums?|community|discuss|boards?|bbs)\.|/(?:forums?|threads?|topics?|comments|questions|boards?)/|"
    r"viewtopic|showthread|showtopic|/thread-\d|index\.php\?topic=|/t/[^/]+/\d|/d/\d|/r/\w+/|/s/\w{6}/|/item\?id="
)
# What the software of forums calls itself in `<meta name="generator">`.
_FORUM_SOFTWARE = re.compile(
    r"(?i)phpbb|vbulletin|discourse|xenforo|mybb|simple machines|flarum|invision|vanilla|fluxbb"
)


# Every address that `_FORUM_URL` matches holds one of these parts.
_may_be_forum = may_have(
    ("forum", "communit", "discuss", "board", "bbs", "thread", "topic", "comments", "questions", "/t/", "/d/", "/r/",
     "/s/", "item?id")
)  # fmt: skip


def _is_forum(head: Head, url: str | None) -> bool:
    if url and _may_be_forum(url) and _FORUM_URL.search(url):
        return True
    software = head.first("generator")
    return bool(software) and _FORUM_SOFTWARE.search(software) is not None


def _locale(head: Head) -> str:
    """The declared language, with a country where the head names one."""
    code = head.language.strip()
    locale = head.first("og:locale").replace("_", "-")
    return locale if len(code) <= 2 and locale.lower().startswith(code.lower()) else code


def _titles(head: Head, articles: Sequence[Thing], ruled: Sequence[str]) -> list[tuple[str, str]]:
    found = [("rule", text) for text in ruled[:1]]
    if articles:
        found.append(("json-ld", text_of(articles[0].get("headline") or articles[0].get("name"))))
    found += [("og", text) for text in head.each("og:title")][:1]
    found += [("meta", text) for text in head.each("twitter:title", "parsely-title", "sailthru.title", "dc.title")][:1]
    found.append(("title", head.title))
    return [
        (source, text) for source, text in found if text and not (len(text) < _NO_TITLE and _PLACEHOLDER.match(text))
    ]


_NO_TITLE = 40  # characters
# Titles that systems put where nobody has written one.
_PLACEHOLDER = re.compile(
    rf"(?i)\s*(?:(?:{either('titles never written (patterns)')})|[\w-]+\.(?:html?|php|aspx?|jsp))\s*$"
)


def _genre(head: Head, articles: Sequence[Thing]) -> str:
    if articles and is_news(articles[0]):
        return "news"
    return "article" if is_article(articles) or head.first("og:type").lower() == "article" else "other"


# Folders of an address in which stories are (data of the lexicon), and those that hold goods or lists.
_STORY_FOLDERS = frozenset(words("folders of stories"))
_GOODS_FOLDERS = frozenset(
    ("product", "products", "dp", "pdp", "pr", "shop", "collections", "category", "categories", "topic", "topics",
     "tag", "tags", "browse", "listing", "listings")
)  # fmt: skip
# The folders of a year and a month, as blogs and newspapers have them: `/2024/03/`.
_MONTH_FOLDERS = re.compile(r"/(?:19|20)?\d\d/\d\d?/")
# Words in the last part of an address, with a dash or an underscore between them: `mill-burns`.
_SLUG = re.compile(r"[a-z]{3}[-_]")


def _parts(url: str) -> tuple[str, list[str], str]:
    """Host of an address, the folders of its path and what follows the last slash, in lower case."""
    host, *folders = url.lower().partition("//")[2].split("/")
    return host, folders[:-1], folders[-1] if folders else ""


def _is_story_url(url: str) -> bool:
    """Whether an address looks like a story's: on a blog, or in a folder of stories or a month, with words in its name.

    Its parts are looked at one by one: one expression could match `/p/p/p.../a/a/a...` in exponentially many ways.
    """
    host, folders, name = _parts(url)
    if not _SLUG.search(name):
        return False
    path = f"/{'/'.join(folders)}/"
    return host.startswith("blog.") or not _STORY_FOLDERS.isdisjoint(folders) or bool(_MONTH_FOLDERS.search(path))


_MOST_HEADINGS = 8  # first ones, of a page that is one article


def _doubt(head: Head, headings: int, articles: Sequence[Thing], url: str | None) -> float:
    """How little a page is like one article: 0 when it says that it is one."""
    social = head.first("og:type").lower()
    if is_article(articles) or social == "article" or head.first("article:published_time"):
        return 0.0
    path = (url or "").split("://", 1)[-1].partition("/")[2].split("?")[0].strip("/")
    if url and not path:
        return 0.4  # a site's front page
    if social.startswith("product") or headings > _MOST_HEADINGS or not _GOODS_FOLDERS.isdisjoint(_parts(url or "")[1]):
        return 0.3
    return 0.0 if _is_story_url(url or "") else 0.05 if articles else 0.1
