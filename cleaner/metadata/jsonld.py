"""Scripts of type `application/ld+json` → the object that describes this page's article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from cleaner.page.json_scripts import parse_script

Thing = dict[str, Any]

_MAX_THINGS = 400  # things of a page that are read
_DEEPEST = 5  # levels of values in which things are looked for
# Most values of a page that are looked at for names: people are few, but references may lead in circles.
_MOST_LOOKED_AT = 5_000
_SMALL = 2000  # characters of a script that is read whatever is in it
_LONGEST_TYPE = 100  # characters of the name of a thing's type
_TELLING = ("datePublished", '"headline"', '"author"', "@graph", "dateModified")  # long lists without these say nothing


# How surely an object of the type is what the page is about.
_TYPE_WEIGHT = {
    "newsarticle": 10, "reportagenewsarticle": 10, "analysisnewsarticle": 10, "opinionnewsarticle": 10,
    "reviewnewsarticle": 10, "backgroundnewsarticle": 10, "liveblogposting": 10, "advertisercontentarticle": 9,
    "article": 9, "blogposting": 9, "techarticle": 9, "scholarlyarticle": 9, "report": 9, "satiricalarticle": 9,
    "medicalscholarlyarticle": 9, "medicalwebpage": 6, "discussionforumposting": 8, "socialmediaposting": 8,
    "recipe": 8, "howto": 7, "question": 7, "blog": 4, "creativework": 6, "podcastepisode": 6, "newsvideo": 5,
    "videoobject": 4, "qapage": 3, "webpage": 3, "itempage": 3, "collectionpage": 2, "aboutpage": 2, "faqpage": 2,
    "profilepage": 1, "product": 3,
}  # fmt: skip
_CLEAR = 5  # where one type weighs so much more than the others, addresses are not compared
# Where the page's own article may hang; other places (hasPart, itemListElement, comment) hold other people's work.
_DESCEND = ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "blogPost", "hasPart")
_DEEPEST_NAMES = 6  # levels of lists, values and references in which names are looked for
_SHALLOW = frozenset(("hasPart", "blogPost", "liveBlogUpdate"))


class Graph:
    """All objects of a page's scripts, each with its types, found by `@id`, with the article picked out."""

    def __init__(self, scripts: Iterable[str]) -> None:
        self.things: list[Thing] = []
        self.types: list[frozenset[str]] = []
        self._by_id: dict[str, Thing] = {}
        self._looked_at = 0
        for script in scripts:
            if len(script) < _SMALL or any(key in script for key in _TELLING):
                for value in parse_script(script):
                    self._collect(value)

    def _collect(self, value: Any) -> None:  # noqa: ANN401 - JSON is anything
        # By a stack and not by recursion, since lists may lie in one another a thousand deep.
        stack: list[tuple[Any, int]] = [(value, 0)]
        while stack and len(self.things) < _MAX_THINGS:
            value, depth = stack.pop()
            if isinstance(value, list):
                stack += [(item, depth) for item in reversed(value)]
            elif isinstance(value, dict) and depth < _DEEPEST:
                ref = value.get("@id")
                if isinstance(ref, str) and len(value) > 1:
                    self._by_id.setdefault(ref, value)
                if "@type" in value:
                    self.things.append(value)
                    self.types.append(types_of(value))
                inner = [key for key in _DESCEND if key in value and not (key in _SHALLOW and depth > 0)]
                stack += [(value[key], depth + 1) for key in reversed(inner)]

    def resolve(self, value: Any) -> Any:  # noqa: ANN401 - JSON is anything
        """The object that a bare `{"@id": ...}` points to; anything else as it is."""
        if isinstance(value, dict) and len(value) <= 2 and "name" not in value:
            ref = value.get("@id")
            return self._by_id.get(ref, value) if isinstance(ref, str) else value
        return value

    def called(self, ref: str) -> Thing | None:
        """The named object of an `@id` that stands where an object should; None for other texts."""
        thing = self._by_id.get(ref) if ref[:1] == "#" or "://" in ref else None
        return thing if thing is not None and "name" in thing else None

    def may_look(self) -> bool:
        """Whether one more value may be looked at: one allowance for the whole graph."""
        self._looked_at += 1
        return self._looked_at <= _MOST_LOOKED_AT

    def articles(self, url: str | None) -> list[Thing]:
        """Objects that may be the page's article, the likeliest first."""
        types = zip(self.things, self.types, strict=True)
        weighed = [(weight, thing) for thing, names in types if (weight := _type_weight(names))]
        if len(weighed) < 2:
            return [thing for _, thing in weighed]
        here = _path(url)
        most, heaviest = max(weighed, key=lambda entry: entry[0])
        rest = [weight for weight, thing in weighed if thing is not heaviest]
        if most - max(rest) > _CLEAR and _path(text_of(heaviest.get("url"))) in {"", "/", here}:
            weighed.sort(key=lambda entry: entry[0], reverse=True)
            return [thing for _, thing in weighed]
        ranked = [(_weight(weight, thing, here), thing) for weight, thing in weighed]
        ranked.sort(key=lambda entry: entry[0], reverse=True)  # stable: the earlier one wins a tie
        return [thing for weight, thing in ranked if weight > 0]

    def of_type(self, *types: str) -> Iterator[Thing]:
        """Objects of one of the types (lower case)."""
        pairs = zip(self.things, self.types, strict=True)
        return (thing for thing, names in pairs if not names.isdisjoint(types))


def is_article(articles: Sequence[Thing]) -> bool:
    """Whether the likeliest object is an article, news or blog post."""
    for name in types_of(articles[0]) if articles else ():  # noqa: SIM110 - a generator costs more than the look, and pages ask often
        if "article" in name or name.endswith("posting"):
            return True
    return False


def is_news(thing: Thing) -> bool:
    """Whether an object is a news story."""
    for name in types_of(thing):  # noqa: SIM110 - likewise
        if "newsarticle" in name or name == "liveblogposting":
            return True
    return False


def is_thread(articles: Sequence[Thing]) -> bool:
    """Whether the likeliest object is a forum's thread or question."""
    return bool(articles) and not types_of(articles[0]).isdisjoint(("discussionforumposting", "question", "qapage"))


def types_of(thing: Thing) -> frozenset[str]:
    """Types of an object, lower case, without the vocabulary's address."""
    declared = thing.get("@type")
    if isinstance(declared, str) and len(declared) < _LONGEST_TYPE:
        return _types(declared)
    listed = declared if isinstance(declared, list) else [declared]
    return frozenset(_bare_type(name) for name in listed if isinstance(name, str))


@lru_cache(maxsize=256)
def _types(name: str) -> frozenset[str]:
    return frozenset((_bare_type(name),))


def _bare_type(name: str) -> str:
    return name.lower().rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _type_weight(types: frozenset[str]) -> int:
    return max([_TYPE_WEIGHT.get(name, 0) for name in types], default=0)


def _weight(of_type: int, thing: Thing, here: str) -> float:
    weight = of_type + 1.0 * ("headline" in thing) + 1.0 * ("datePublished" in thing) + 0.5 * ("author" in thing)
    if not here:
        return weight
    address = _path(text_of(thing.get("url")))
    if here == address or any(here == _path(text_of(thing.get(key))) for key in ("@id", "mainEntityOfPage")):
        return weight + 4
    return weight - 2 if address.strip("/") else weight  # the object has the address of another page


def _path(url: str | None) -> str:
    rest = (url or "").partition("://")[2] or (url or "")
    return "/" + rest.partition("/")[2].partition("?")[0].partition("#")[0].rstrip("/").lower() if rest else ""


def text_of(value: Any) -> str:  # noqa: ANN401 - JSON is anything
    """The first text in a value: itself, its `@value`, `name`, `url` or `@id`, or that of a list's first item."""
    if value is None:
        return ""
    for _ in range(4):
        if isinstance(value, str):
            return value
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = next((value[key] for key in ("@value", "name", "url", "@id") if value.get(key)), None)
        else:
            break
    return ""


def names_of(value: Any, graph: Graph, depth: int = 0) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - JSON
    """Names in an author value, each with whether it is an organisation's."""
    if not graph.may_look():
        return
    value = graph.resolve(value)
    if isinstance(value, str):
        thing = graph.called(value) if depth < _DEEPEST_NAMES else None
        if thing is None:
            yield value, False
        else:
            yield from names_of(thing, graph, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST_NAMES:
        for item in value[:30]:
            yield from names_of(item, graph, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST_NAMES:
        group = bool(types_of(value) & {"organization", "newsmediaorganization", "corporation", "website"})
        name = value.get("name") or " ".join(
            part for part in (value.get("givenName"), value.get("familyName")) if isinstance(part, str)
        )
        for text, _ in names_of(name, graph, depth + 1):
            yield text, group
