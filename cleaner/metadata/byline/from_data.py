"""JSON-LD and the head's tags → whom they name as the author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaner import expressions as re
from cleaner.lexicon.metadata import words
from cleaner.metadata.byline.candidate import MOST_NAMES, Byline, proposed
from cleaner.metadata.jsonld import Graph, Thing, is_news, names_of, types_of
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.person import is_plain_name

_META_NAMES = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "dc.contributor", "citation_author", "citation_authors",
    "byl", "bylineinfo", "authors", "article.author", "og:author", "book:author",
    "rnews:author", "cxenseparse:author", "news_author", "article:author", "mediator_author", "twitter:misc:written by",
    "articleauthor", "article_author",
)  # fmt: skip
# Elements in which libraries and journals write the surname first: "Gil, Ana".
_LAST_FIRST = frozenset(("citation_author", "citation_authors", "dc.creator", "dcterms.creator", "dc.contributor"))
# Words by which a card for social networks labels an author: "Written by".
_CARD_LABELS = frozenset(words("announce, label of a card"))
# Types that describe a page or what it shows rather than a story: their authors are less sure.
_THIN = frozenset(("webpage", "product", "videoobject", "collectionpage", "itempage", "creativework"))
_GROUP = 0.03  # JSON-LD says that it is an organisation
_GROUP_POST = 0.09  # likewise, and it is a blog's post
_GROUP_OTHER = 0.12  # likewise, and it is neither: manuals and services name their company everywhere
_LIKELY = 2.0  # log-odds


def in_json(graph: Graph, articles: Sequence[Thing]) -> Iterator[Byline]:
    """Whom the first articles of the JSON-LD have as author, else as creator; a group is less sure."""
    for place, thing in enumerate(articles[:3]):
        thin = bool(types_of(thing) & _THIN)
        for key, score in (("author", 0.95), ("creator", 0.85)):
            found = _given_first(list(names_of(thing.get(key), graph)))
            grouped = bool(found) and all(group for _, group in found)
            sure = score - 0.05 * place - 0.25 * thin - (_less_for_group(thing) if grouped else 0.0)
            proposal = _plain(found, sure) or proposed(
                [text for text, _ in found], "json-ld", sure, separate=len(found) > 1
            )
            if proposal:
                yield replace(proposal, group=True) if grouped else proposal
                break


def _given_first(found: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Names and whether they are groups', each in its usual order where all are as libraries write them."""
    if not found or "," not in found[0][0] or not all(_LIBRARY.fullmatch(text) for text, _ in found):
        return found
    if len(found) == 1 and not _is_last_first(found[0][0]):
        return found  # "Rowntree, Reporter"
    return [(_first_last(text), group) for text, group in found]


# A name as libraries write it: "Gil, Ana M.".
_LIBRARY = re.compile(r"[^\W\d_a-z][\w'’-]+, [^\W\d_a-z][\w'’-]*\.?(?: [^\W\d_a-z]\w*\.?)?")


def _plain(found: Sequence[tuple[str, bool]], score: float) -> Byline | None:
    """The people that JSON-LD lists one by one, where no word of theirs needs a second look: as nearly all do."""
    names = tuple(dict.fromkeys(" ".join(text.split()) for text, _ in found))
    if not 0 < len(names) <= MOST_NAMES or any(group for _, group in found) or not all(map(is_plain_name, names)):
        return None
    return Byline(names, ", ".join(names), "json-ld", score)


def _less_for_group(thing: Thing) -> float:
    return _GROUP if is_news(thing) else _GROUP_POST if "blogposting" in types_of(thing) else _GROUP_OTHER


def in_meta_tags(head: Head) -> Iterator[Byline]:
    """What the head's tags name; a list that holds the first one's names and more goes before it."""
    found = list(_meta_names(head))
    first = set(found[0].names) if found else set()
    yield from sorted(found, key=lambda other: not (first < set(other.names) and all(map(is_plain_name, other.names))))


def _meta_names(head: Head) -> Iterator[Byline]:
    metas = head.metas
    for name in [name for name in _META_NAMES if name in metas]:
        texts = [text.strip().replace("\n", "; ") for text in dict.fromkeys(metas[name])]
        texts = [_first_last(text) if name in _LAST_FIRST or _is_last_first(text) else text for text in texts]
        proposal = proposed(texts, "meta", 0.75 if name == "article:author" else 0.85)
        if proposal:
            yield proposal
    for place in (1, 2):
        if not _CARD_LABELS.isdisjoint(head.first(f"twitter:label{place}").lower().split()):
            proposal = proposed([head.first(f"twitter:data{place}")], "meta", 0.8)
            if proposal:
                yield proposal


def _is_last_first(text: str) -> bool:
    """Whether a tag holds one person's name as libraries write it, and no two logins."""
    last, comma, first = text.partition(", ")
    return bool(comma) and not {" ", ","} & set(last + first) and name_likeness(f"{first} {last}") > _LIKELY


def _first_last(text: str) -> str:
    """Turn a library's "Doe, Jane" into Jane Doe, in a list of such as well."""
    if ";" in text:
        return "; ".join(map(_first_last, text.split(";")))
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else text
