"""The byline: who wrote the page, as names and as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from cleaner.lexicon.metadata import JOB_WORDS, THING_WORDS, words
from cleaner.metadata.author_list import settle_names, split_authors
from cleaner.metadata.byline_announced import has_by
from cleaner.metadata.byline_far import member_links, signed_ends, written_by
from cleaner.metadata.byline_language import editors, of_language
from cleaner.metadata.byline_near import lead_bylines
from cleaner.metadata.byline_printed import tidy_byline
from cleaner.metadata.jsonld import Graph, Thing, is_article, is_news, names_of, types_of
from cleaner.metadata.lead import Lead
from cleaner.metadata.markup import OTHERS_WORK, Markup, ancestors, scope, scope_type, text_in, value_of
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.name_likeness import name_likeness
from cleaner.metadata.names import TITLES, is_desk, is_person, is_plain_name
from cleaner.metadata.owner import owners
from cleaner.metadata.plain import MAX_FIELD, squeeze, tidy
from cleaner.model import Candidate
from cleaner.page.dom import Node

_META_NAMES = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "dc.contributor", "citation_author", "citation_authors",
    "byl", "bylineinfo", "authors", "article.author", "og:author", "book:author",
    "rnews:author", "cxenseparse:author", "news_author", "article:author", "mediator_author", "twitter:misc:written by",
    "articleauthor", "article_author",
)  # fmt: skip
_LAST_FIRST = frozenset(("citation_author", "citation_authors", "dc.creator", "dcterms.creator", "dc.contributor"))
_CARD_LABELS = frozenset(words("announce, label of a card"))
_THIN = frozenset(("webpage", "product", "videoobject", "collectionpage", "itempage", "creativework"))
_CLASS_NOISE = re.compile(
    r"(?i)authori[sz]|bio|description|avatar|image|img|photo|social|title|role|job|follow|desc|about|box|icon|archive"
)
_GLUED_YEAR = re.compile(r"(?<=[^\W\d_a-zA-Z])(?=(?:19|20)\d\d\D)")  # 谢若含2017-03-01: style alone sets them apart

_AUTHOR_NAME = re.compile(r"(?i)author[-_\w]{0,60}name")
_NO_BYLINE_TAGS = frozenset(("script", "style", "body", "html", "svg"))
_MOST_NAMES = 200  # of a paper by a collaboration
_MOST_PLACED = 60  # characters of a line with names and where they are
_MAX_RAW = 600  # characters of an element, its white space included, that may be a byline
_GROUP = 0.03  # JSON-LD says that it is an organisation
_GROUP_POST = 0.09  # likewise, and it is a blog's post
_GROUP_OTHER = 0.12  # likewise, and it is neither: manuals and services name their company everywhere


_LOGIN = re.compile(r"[\w.-]{2,30}")


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
    yield 0.82, (_seen(*found) for found in of_language(lead, head.language))
    yield 0.8, _from_nodes(markup, forum=forum)
    if forum:
        yield 0.72, _from_users(markup)
        yield 0.7, (_seen(*found) for found in member_links(lead))
    yield 0.78, (_seen(*found) for found in lead_bylines(lead))
    news = bool(articles) and is_news(articles[0])
    if is_article(articles):
        yield 0.75, (_seen(*found) for found in signed_ends(lead))
    if not news:
        # A news story that names its author neither in JSON-LD nor near the headline has one in one page of forty,
        # and the query for classes costs most of a parse.
        yield 0.72, _from_classes(markup)
    yield 0.6, (_seen(*found) for found in written_by(lead, news=news))
    if not forum:
        yield 0.6, (_seen(*found) for found in editors(lead))
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
    found = [name for text in told for name in split_authors(text, bare=source == "rule")]
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
            sure = score - 0.05 * place - 0.25 * thin - (_less_for_group(thing) if grouped else 0.0)
            proposal = _plain(found, sure) or _proposal(
                [text for text, _ in found], "json-ld", sure, separate=len(found) > 1
            )
            if proposal:
                yield proposal
                break


def _less_for_group(thing: Thing) -> float:
    return _GROUP if is_news(thing) else _GROUP_POST if "blogposting" in types_of(thing) else _GROUP_OTHER


def _from_meta(head: Head) -> Iterator[Byline]:
    """What the head's tags name; a list that holds the first one's names and more goes before it."""
    found = list(_meta_names(head))
    first = set(found[0].names) if found else set()
    yield from sorted(found, key=lambda other: not (first < set(other.names) and all(map(is_plain_name, other.names))))


def _meta_names(head: Head) -> Iterator[Byline]:
    metas = head.metas
    for name in [name for name in _META_NAMES if name in metas]:
        texts = [text.strip().replace("\n", "; ") for text in dict.fromkeys(metas[name])]
        texts = [_first_last(text) if name in _LAST_FIRST or _is_last_first(text) else text for text in texts]
        proposal = _proposal(texts, "meta", 0.75 if name == "article:author" else 0.85)
        if proposal:
            yield proposal
    for place in (1, 2):
        if not _CARD_LABELS.isdisjoint(head.first(f"twitter:label{place}").lower().split()):
            proposal = _proposal([head.first(f"twitter:data{place}")], "meta", 0.8)
            if proposal:
                yield proposal


def _is_last_first(text: str) -> bool:
    """Whether a tag holds one person's name as libraries write it, and no two logins."""
    last, comma, first = text.partition(", ")
    return bool(comma) and not {" ", ","} & set(last + first) and name_likeness(f"{first} {last}") > _LIKELY


_LIKELY = 2.0  # log-odds


def _first_last(text: str) -> str:
    """Turn a library's "Doe, Jane" into Jane Doe, in a list of such as well."""
    if ";" in text:
        return "; ".join(map(_first_last, text.split(";")))
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else text


def _from_nodes(markup: Markup, *, forum: bool) -> Iterator[Byline]:
    told = markup.found.items.get("author", ())
    own = [
        (node, scope(node))
        for node in told
        if not OTHERS_WORK.search(scope_type(node))
        and (not markup.is_elsewhere(node) or (len(told) == 1 and _in_story_footer(node)))
    ]
    if own:
        _, first = own[0]
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
        yield proposal if len(proposal.names) < 4 else replace(proposal, score=0.5)


def _in_story_footer(node: Node) -> bool:
    """Whether a node stands in the footer of an article rather than of the page."""
    tags = [above.tag for above in ancestors(node)]
    return "article" in tags and "footer" in tags[: tags.index("article")] and "nav" not in tags and "aside" not in tags


def _names_in(markup: Markup, node: Node) -> Iterator[str]:
    inner = [
        other
        for other in markup.found.items.get("name", ())
        if any(up.mem_id == node.mem_id for up in ancestors(other))
    ]
    yield from (value_of(other) for other in inner) if inner else (value_of(node),)


def _from_classes(markup: Markup) -> Iterator[Byline]:
    found: list[Byline] = []
    last: Node | None = None
    for node in markup.named()[:40]:
        names = node.attributes.get("class") or ""
        if (_CLASS_NOISE.search(names) and "name" not in names) or node.tag in _NO_BYLINE_TAGS:
            continue
        if len(node.text()) > _MAX_RAW or markup.is_elsewhere(node):
            continue
        text = _GLUED_YEAR.sub(" · ", text_in(node, " · "))
        authors = split_authors(text) if (3 if text.isascii() else 1) < len(text) < 160 else ()
        if authors and len(text) < _MOST_PLACED and is_person(authors[0]):
            authors = tuple(takewhile(is_person, authors))  # the place, the paper or a role after them
        furniture = bool(authors) and not has_by(text) and _is_furniture(authors, text)
        glued = any(name.count(" ") > _LONGEST_LABEL and not is_plain_name(name) for name in authors)
        if furniture or glued or not _are_names(authors):
            authors = _whole_names(node) or (() if furniture else authors)
        if authors and last is not None and (whole := _with_beside(found[-1], last, authors, node, text)):
            found[-1], last = whole, (last if whole is found[-1] else node)
            continue
        if authors and (_AUTHOR_NAME.search(names) or _are_names(authors)):
            last = node
            found.append(Byline(authors, tidy_byline(text) or "", "class", 0.72 if has_by(text) else 0.65))
        if len(found) > 3:
            break
    # Three people in three places are a team page or a list of stories; each of a list's names has an element as well.
    listed = set(found[0].names) if found else set()
    crowd = 0.12 * (len({proposal.names for proposal in found[1:] if not listed.issuperset(proposal.names)}) > 1)
    yield from (replace(proposal, score=proposal.score - crowd) for proposal in found[:3])


def _with_beside(before: Byline, last: Node, authors: tuple[str, ...], node: Node, text: str) -> Byline | None:
    """The byline before with the names of an element beside its last one; itself if the element is a part of that."""
    if set(authors) <= set(before.names):
        return before
    plain = all(map(is_plain_name, (*before.names, *authors)))
    if has_by(text) or not plain or len(before.names) >= _MOST_BESIDE or not _are_beside(last, node):
        return None
    names = tuple(dict.fromkeys((*before.names, *authors)))
    return replace(before, names=names, printed=", ".join(names))


def _are_beside(one: Node, other: Node) -> bool:
    """Whether two elements of one class are of one byline: side by side, or each in a box with a role and no more."""
    above, beside = one.parent, other.parent
    if one.attributes.get("class") != other.attributes.get("class") or above is None or beside is None:
        return False
    if above.mem_id == beside.mem_id:
        return True
    boxes, around = (above, beside), (above.parent, beside.parent)
    if around[0] is None or around[1] is None or around[0].mem_id != around[1].mem_id:
        return False
    return all(len(box.text()) <= _MOST_PLACED and JOB_WORDS.search(box.text()) for box in boxes)


_MOST_BESIDE = 4  # names; more are a list of all who write there


def _are_names(names: tuple[str, ...]) -> bool:
    return all(is_person(name) or is_desk(name) for name in names)


def _whole_names(node: Node) -> tuple[str, ...]:
    """The names that an element's texts are, one by one, beside initials and what somebody is."""
    texts = (inner.text(deep=False) or "" for inner in node.traverse(include_text=True) if inner.is_text_node)
    lines = [line for text in islice(texts, _MOST_TEXTS) if (line := tidy(text))]
    found = (line for line in lines if is_plain_name(line) and not _is_label(line) and name_likeness(line) > 0.0)
    return tuple(dict.fromkeys(found))


_MOST_TEXTS = 20


def _is_furniture(names: tuple[str, ...], text: str) -> bool:
    """Whether an element that nothing announces holds a label, a button or what somebody is, rather than who."""
    if all(" " not in name for name in names) and not any(map(is_person, names)):
        return JOB_WORDS.search(text) is not None and not all(map(is_desk, names))
    return all(is_person(name) and _is_label(name) for name in names)


def _is_label(name: str) -> bool:
    """Whether two or three words are a label rather than a name: "Reading Time"."""
    bare = TITLES.sub("", name)
    if bare in THING_WORDS:
        return True
    if not 1 <= bare.count(" ") <= _LONGEST_LABEL or "." in bare:
        return False
    return name_likeness(bare) < (_UNLIKELY if THING_WORDS.isdisjoint(bare.lower().split()) else _LABEL_UNLIKELY)


_LONGEST_LABEL = 2  # blanks
_UNLIKELY, _LABEL_UNLIKELY = -4.0, -2.0  # log-odds that the names of elements called "author" are told to be none by


def _from_users(markup: Markup) -> Iterator[Byline]:
    """A forum's first poster; several user names make it a forum."""
    users = [text_in(node) for node in markup.users()[:6]]
    names = [name for name in users if 2 <= len(name) <= 30]
    if len(set(names)) > 1:
        yield Byline((names[0],), names[0], "member", 0.72)
