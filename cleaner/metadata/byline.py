"""The byline: who wrote the page, as names and as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cleaner.lexicon.metadata import words
from cleaner.metadata.announced import has_by
from cleaner.metadata.far import ONLY_LINK, member_links, written_by
from cleaner.metadata.jsonld import Graph, Thing, is_news, names_of, types_of
from cleaner.metadata.lead import Lead, lead_bylines, nearest_author, signature, summed_up
from cleaner.metadata.markup import OTHERS_WORK, Markup, ancestors, scope, scope_type, text_in, value_of
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.names import (
    is_agency,
    is_bare_name,
    is_desk,
    is_person,
    is_plain_name,
    settle_names,
    split_authors,
)
from cleaner.metadata.owner import owners
from cleaner.metadata.plain import MAX_FIELD, squeeze
from cleaner.metadata.printed import tidy_byline
from cleaner.model import Candidate
from cleaner.page.dom import Node

_META_NAMES = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "dc.contributor", "citation_author", "byl", "bylineinfo", "authors", "article.author", "og:author", "book:author",
    "rnews:author", "cxenseparse:author", "news_author", "article:author", "mediator_author", "twitter:misc:written by",
)  # fmt: skip
_LAST_FIRST = frozenset(("citation_author", "dc.creator", "dcterms.creator", "dc.contributor"))
_CARD_LABELS = frozenset(words("announce, label of a card"))
_THIN = frozenset(("webpage", "product", "videoobject", "collectionpage", "itempage", "creativework"))
_CLASS_NOISE = re.compile(
    r"(?i)authori[sz]|bio|description|avatar|image|img|photo|social|title|role|job|follow|date|time|desc|about|box|icon|archive"
)

_AUTHOR_NAME = re.compile(r"(?i)author[-_\w]*name")
_NO_BYLINE_TAGS = frozenset(("script", "style", "body", "html", "svg"))
_MOST_NAMES = 15
_MAX_RAW = 600  # characters of an element, its white space included, that may be a byline
_COSTLY = 0.75  # where the rest of the sources costs as much as half a parse
_SURE = 0.8  # no need to look further
_BAR = 0.5  # null beats a guess below it
# What makes a proposal less sure.
_SITE = 0.35  # it only names the site
_SITE_SHOWN = 0.15  # likewise, but a reader sees it as the byline
_OWN_SITE = 0.2  # likewise, but it is a person's name: the site is theirs
_DESK = 0.05
_AGENCY_SHOWN = 0.12  # a line with an agency's name is more often the source of a picture or a part
_GROUP = 0.03  # JSON-LD says that it is an organisation
_GROUP_BLOG = 0.12  # likewise, and it is no news story
_SINGLE = 0.2  # one word
_SINGLE_SHOWN = 0.12
_HANDLE = 0.5  # a login: `jdoe77`
_HANDLE_SHAPE = re.compile(r"^(?=.*[\d._-])[a-z0-9._-]+$|^\w*\d\w*$|^[a-z]{14,}$|(?i:\badmin\w*)$")


_DATA = frozenset(("json-ld", "meta", "microdata"))
_LINKING = frozenset(("meta", "rel=author"))
_ADMIN = "admin"
_LOGIN = re.compile(r"[\w.-]{2,30}")
_LOGINS = frozenset(("microdata", "member"))  # what names the poster of a thread, by a login as often as not
_LAST = frozenset((ONLY_LINK, "owner"))  # these never go before the site's name
_SHOWN = frozenset(("rel=author", "author link", "byline line", "class", "member"))  # what a reader sees as a byline


@dataclass(frozen=True, slots=True)
class Byline:
    """Names proposed by one source, and the line they were read from; `separate` names came one by one."""

    names: tuple[str, ...]
    printed: str
    source: str
    score: float
    separate: bool = False

    def listed(self) -> Candidate:
        """The proposal as `explain` shows it."""
        return Candidate("authors", ", ".join(self.names), self.source, round(self.score, 2))


def byline_candidates(
    markup: Markup,
    head: Head,
    graph: Graph,
    articles: Sequence[Thing],
    lead: Lead,
    *,
    forum: bool,
) -> Iterator[tuple[float, Iterator[Byline]]]:
    """The sources, the surest first, each with its highest score and lazily, for the later ones cost more."""
    yield 0.95, _from_json(graph, articles)
    yield 0.85, _from_meta(head)
    yield 0.8, _from_nodes(markup, forum=forum)
    if forum:
        yield 0.72, _from_users(markup)
        yield 0.7, (_seen(*found) for found in member_links(lead))
    yield 0.78, (_seen(*found) for found in lead_bylines(lead))
    news = bool(articles) and is_news(articles[0])
    if not news:
        # A news story that names its author neither in JSON-LD nor near the headline has one in one page of forty,
        # and the query for classes costs most of a parse.
        yield 0.72, _from_classes(markup)
    yield 0.6, (_seen(*found) for found in written_by(lead, news=news))
    if not (news or forum):
        yield 0.5, (Byline((name,), name, "owner", 0.5) for name in owners(head, graph, articles, lead))


def _seen(names: tuple[str, ...], line: str, source: str, score: float) -> Byline:
    """A proposal from a visible line, which may hold more than the byline."""
    return Byline(names, tidy_byline(line) or ", ".join(names), source, score)


def rule_byline(values: Sequence[str]) -> Iterator[Byline]:
    """The byline that a site's rule points to."""
    proposal = _proposal(values, "rule", 1.0)
    if proposal:
        yield proposal


def _plain(found: Sequence[tuple[str, bool]], score: float) -> Byline | None:
    """The people that JSON-LD lists one by one, where no word of theirs needs a second look: as nearly all do."""
    names = tuple(dict.fromkeys(" ".join(text.split()) for text, _ in found))
    if not 0 < len(names) <= _MOST_NAMES or any(group for _, group in found) or not all(map(is_plain_name, names)):
        return None
    return Byline(names, ", ".join(names), "json-ld", score)


def _proposal(texts: Iterable[str], source: str, score: float, *, separate: bool = False) -> Byline | None:
    """Names of some texts; `separate` texts are one author each, and an agency among them was meant as one."""
    told = list(texts)
    printed = [line for line in map(tidy_byline, told) if line]
    found = [name for text in told for name in split_authors(text)]
    names = tuple({squeeze(name): name for name in reversed(found)}.values())[::-1] if separate else settle_names(found)
    if not names:
        return None
    line = ", ".join(dict.fromkeys(printed))
    printed_line = line if len(line) <= MAX_FIELD else ", ".join(names[:3])
    return Byline(names[:_MOST_NAMES], printed_line, source, score, separate)


def _from_json(graph: Graph, articles: Sequence[Thing]) -> Iterator[Byline]:
    for place, thing in enumerate(articles[:3]):
        thin = bool(types_of(thing) & _THIN)
        for key, score in (("author", 0.95), ("creator", 0.85)):
            found = list(names_of(thing.get(key), graph))
            grouped = bool(found) and all(group for _, group in found)
            sure = score - 0.05 * place - 0.25 * thin - (_GROUP if is_news(thing) else _GROUP_BLOG) * grouped
            proposal = _plain(found, sure) or _proposal(
                [text for text, _ in found], "json-ld", sure, separate=len(found) > 1
            )
            if proposal:
                yield proposal
                break


def _from_meta(head: Head) -> Iterator[Byline]:
    """What the head's tags name; a list that holds the first one's names and more goes before it."""
    found = list(_meta_names(head))
    first = set(found[0].names) if found else set()
    yield from sorted(found, key=lambda other: not (first < set(other.names) and all(map(is_plain_name, other.names))))


def _meta_names(head: Head) -> Iterator[Byline]:
    for name in _META_NAMES:
        texts = list(dict.fromkeys(head.metas.get(name, ())))
        if not texts:
            continue
        if name in _LAST_FIRST:
            texts = [_first_last(text) for text in texts]
        proposal = _proposal(texts, "meta", 0.75 if name == "article:author" else 0.85)
        if proposal:
            yield proposal
    if set(head.first("twitter:label1").lower().split()) & _CARD_LABELS:
        proposal = _proposal([head.first("twitter:data1")], "meta", 0.8)
        if proposal:
            yield proposal


def _first_last(text: str) -> str:
    """Turn a library's "Doe, Jane" into Jane Doe."""
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first and ";" not in text else text


def _from_nodes(markup: Markup, *, forum: bool) -> Iterator[Byline]:
    own = [
        (node, scope(node))
        for node in markup.found.items.get("author", ())
        if not markup.is_elsewhere(node) and not OTHERS_WORK.search(scope_type(node))
    ]
    if own:
        first = own[0][1]
        same = [node for node, thing in own if (thing and thing.mem_id) == (first and first.mem_id)]
        names = [inner for node in same[:6] for inner in _names_in(markup, node)]
        proposal = _proposal(names, "microdata", 0.8)
        if proposal:
            yield proposal
        elif forum and names and _LOGIN.fullmatch(names[0]):
            yield Byline((names[0],), names[0], "microdata", 0.8)
    linked = [node for node in markup.found.rel_authors if node.tag != "link" and not markup.is_elsewhere(node)]
    proposal = _proposal(dict.fromkeys(text_in(node) for node in linked[:5]), "rel=author", 0.8)
    if proposal:
        yield proposal if len(proposal.names) < 4 else replace(proposal, score=0.55)


def _names_in(markup: Markup, node: Node) -> Iterator[str]:
    inner = [
        other
        for other in markup.found.items.get("name", ())
        if any(up.mem_id == node.mem_id for up in ancestors(other))
    ]
    yield from (value_of(other) for other in inner) if inner else (value_of(node),)


def _from_classes(markup: Markup) -> Iterator[Byline]:
    found: list[Byline] = []
    for node in markup.named()[:40]:
        names = node.attributes.get("class") or ""
        if (_CLASS_NOISE.search(names) and "name" not in names) or node.tag in _NO_BYLINE_TAGS:
            continue
        if len(node.text()) > _MAX_RAW or markup.is_elsewhere(node):
            continue
        text = text_in(node, " · ")
        authors = split_authors(text) if 3 < len(text) < 160 else ()
        if authors and (_AUTHOR_NAME.search(names) or all(is_person(name) or is_desk(name) for name in authors)):
            found.append(Byline(authors, tidy_byline(text) or "", "class", 0.72 if has_by(text) else 0.65))
        if len(found) > 3:
            break
    # Three people in three places are a team page or a list of stories.
    crowd = 0.12 * (len({proposal.names for proposal in found}) > 2)
    yield from (replace(proposal, score=proposal.score - crowd) for proposal in found[:3])


def _from_users(markup: Markup) -> Iterator[Byline]:
    """A forum's first poster; several user names make it a forum."""
    users = [text_in(node) for node in markup.users()[:6]]
    names = [name for name in users if 2 <= len(name) <= 30]
    if len(set(names)) > 1:
        yield Byline((names[0],), names[0], "member", 0.72)


def choose_byline(
    sources: Iterable[tuple[float, Iterable[Byline]]], keys: frozenset[str], *, doubt: float, forum: bool
) -> tuple[Byline | None, list[Byline]]:
    """The first sure candidate, else the best above the bar, and all that were seen.

    `keys` are the site's names; `doubt` is how little the page is like an article.
    """
    seen: list[Byline] = []
    best: Byline | None = None
    site: Byline | None = None  # the best that only names the site: anybody else goes before it
    for highest, candidates in sources:
        if best and best.score >= min(_SURE, highest - doubt):
            break
        if highest - doubt < _BAR or (site and site.score >= _BAR and highest < _COSTLY):
            break
        for candidate in candidates:
            weighed = _weigh(candidate, keys, doubt, forum)
            seen.append(weighed)
            if weighed.source != "rule" and _is_site(weighed.names, keys):
                site = weighed if site is None or weighed.score > site.score else site
            elif best is None or weighed.score > best.score:
                best = weighed
            if weighed.score >= _SURE:
                break
    if best and site and site.score > best.score:
        person = best.score >= _BAR and all(map(is_plain_name, best.names)) and best.source not in _LAST
        best = best if person else site
    best = best or site
    if best and any(" " not in name for name in best.names):
        best = replace(best, names=tuple(_in_full(name, seen) for name in best.names))
    return (best if best and best.score >= _BAR else None), seen


def prefer_signature(
    byline: Byline | None, lead: Lead, keys: frozenset[str], summary: str | None = None
) -> Byline | None:
    """What is printed below the headline, where the page's data name somebody else or only some of them.

    `keys` are the site's names, which such lines hold too; `summary` is the page's own description.
    """
    if byline is not None and byline.source in _LINKING:
        near = nearest_author(lead)
        other = len(byline.names) == 1 and byline.source == "meta" and byline.names[0] not in near
        others = byline.source == "rel=author" or not all(map(is_plain_name, byline.names))
        more = others and set(near) < set(byline.names)
        shown = other and near and lead.mentions(byline.names[0])
        if near and (more or (other and not shown)):  # the publishing house, or other stories' authors as well
            return Byline(near, ", ".join(near), "author link", byline.score)
    if byline is None or byline.source not in _DATA:
        return byline
    signed_by = summed_up(lead, summary) or signature(lead)
    names = tuple(name for name in signed_by if squeeze(name) not in keys)
    known, signed = {squeeze(name) for name in byline.names}, {squeeze(name) for name in names}
    if len(signed) < len(known) or any(one.endswith(two) for one in signed for two in known if len(signed) == 1):
        return byline  # some are missing, or it is the same name with a title
    return Byline(names, ", ".join(names), "byline line", byline.score)


def _in_full(name: str, seen: Iterable[Byline]) -> str:
    """A given name, with the surname that another source has."""
    full = (other for byline in seen for other in byline.names if other.startswith(f"{name} ") and is_plain_name(other))
    return name if " " in name else next(full, name)


def _is_site(names: Sequence[str], keys: frozenset[str]) -> bool:
    """Whether a byline only repeats the site's name, and the site is not called after its author."""
    return all(squeeze(name) in keys and not is_bare_name(name) for name in names)


def _weigh(candidate: Byline, keys: frozenset[str], doubt: float, forum: bool) -> Byline:
    people = tuple(name for name in candidate.names if squeeze(name) not in keys)
    if people and candidate.separate:  # the site that JSON-LD lists beside people was meant as an author
        people = candidate.names
    if len(people) == len(candidate.names) and candidate.source == "json-ld" and all(map(is_plain_name, people)):
        return Byline(candidate.names, candidate.printed, candidate.source, candidate.score - doubt, candidate.separate)
    if not candidate.separate and len(people) > 1 and is_person(people[0]):
        people = people[:1] + tuple(name for name in people[1:] if not _begins_with_site(name, keys))
    names = people or candidate.names
    shown = candidate.source in _SHOWN
    score = candidate.score - (0 if candidate.source == "rule" else doubt)
    if not people:
        own = doubt < 0.2 and all(map(is_bare_name, names)) and not shown
        score -= 0 if candidate.source == "owner" else _SITE_SHOWN if shown else _OWN_SITE if own else _SITE
    elif all(map(is_desk, people)):
        score -= _AGENCY_SHOWN if shown and all(map(is_agency, people)) else _DESK
    elif not (forum or candidate.source in _LOGINS or len(people) > 1 or is_person(people[0])):
        handle = _HANDLE_SHAPE.search(people[0]) and not (shown and _ADMIN not in people[0].lower())
        score -= _HANDLE if handle else _SINGLE_SHOWN if shown else _SINGLE
    return Byline(names, candidate.printed, candidate.source, score)


def _begins_with_site(name: str, keys: frozenset[str]) -> bool:
    """Whether it is the site's desk, as "MDR THÜRINGEN" on mdr.de."""
    key = squeeze(name)
    return any(len(site) > 2 and key.startswith(site) for site in keys)
