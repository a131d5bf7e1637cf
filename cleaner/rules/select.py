"""Selectors of rules × page → nodes: simple ones in one compiled pass where that is built, all others by the parser."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from cleaner.page import survey
from cleaner.page.dom import Node, Page
from cleaner.page.selectors import parts_of

__all__ = ["find", "has_text", "prepare", "text_length", "text_lengths"]

_CLASS = re.compile(r"\.[\w-]+")
_ONE_NAME = re.compile(r"[.#]?[\w-]+")
_PROP = re.compile(r"\[itemprop=([A-Za-z]+)\]")
# Of so many nodes, the texts are counted one by one: they are the whole page, or neighbours.
_FEW = 8


def find(page: Page, selectors: Sequence[str], scopes: Sequence[int] = ()) -> Mapping[int, str]:
    """Id of each node that matches, with the selector that `explain` shows for it.

    Args:
        page: read only.
        selectors: of one list of a rule.
        scopes: nodes that hold what is wanted or are it; the whole page without.
    """
    if not selectors:
        return {}
    if not scopes and (props := _props(tuple(selectors))):
        return {
            node.mem_id: selectors[place]
            for place, prop in reversed(list(enumerate(props)))
            for node in survey.places(page).items.get(prop, ())
            if node.attributes.get("itemprop") == prop
        }
    compiled = survey.compiled
    scopes = _outermost(page, scopes)
    # Of such pages, lexbor takes `.Promo` for `.promo`, as browsers do.
    if compiled is None or page.root is None or compiled.is_quirky(page.root.mem_id):
        return _by_parser(page, selectors, selectors, scopes)
    simple, others = _parted(tuple(selectors))
    found = {}
    if simple is not None:
        wanted, names = simple
        found = {node: names[at] for node, at in compiled.find(list(scopes) or [page.root.mem_id], wanted).items()}
    if others:
        found = {**_by_parser(page, others, selectors, scopes), **found}
    return found


@lru_cache(maxsize=1024)
def _props(selectors: tuple[str, ...]) -> tuple[str, ...]:
    """The item properties where selectors ask for nothing else: those were looked up for the metadata, too."""
    found = [_PROP.fullmatch(selector) for selector in selectors]
    return tuple(match[1] for match in found if match) if all(found) else ()


def prepare(*lists: tuple[str, ...]) -> None:
    """Compile lists of selectors before they are needed."""
    for selectors in lists:
        if selectors:
            _parted(selectors)


def has_text(page: Page, nodes: Sequence[int], least: int) -> bool:
    """Whether these nodes hold so many characters, scripts and styles aside."""
    if survey.compiled is not None:
        return bool(survey.compiled.has_text(list(nodes), least))
    chars = 0
    for node in _nodes(page, nodes):
        for text in _texts(node):
            chars += len(text.strip())
            if chars >= least:
                return True
    return False


def _outermost(page: Page, scopes: Sequence[int]) -> Sequence[int]:
    """The scopes that lie in no other one: what is looked for in those is looked for in all."""
    if len(scopes) < 2:
        return scopes
    if survey.compiled is not None:
        found: Sequence[int] = survey.compiled.outermost(list(scopes))
        return found
    inside: dict[int, bool] = {}
    wanted = frozenset(scopes)
    nodes = {scope: page.found[scope] for scope in scopes if scope in page.found}
    return [scope for scope in scopes if scope not in nodes or not _lies_in(nodes[scope].parent, wanted, inside)]


def text_lengths(page: Page, nodes: Sequence[int]) -> list[int]:
    """Characters of the text in each of some nodes, scripts and styles aside; nodes may lie in one another."""
    if len(nodes) <= _FEW:
        return [text_length(page, node) for node in nodes]
    if survey.compiled is not None and page.root is not None:
        lengths = survey.compiled.text_lengths(page.root.mem_id, set(nodes))
        return [lengths[node] for node in nodes]
    found = dict.fromkeys(nodes, 0)
    around: dict[int, int] = {}  # an element's nearest one of the nodes, itself or above it, and 0 where there is none
    above: dict[int, int] = {}
    for inner in page.root.traverse(include_text=True) if page.root is not None else ():
        parent = inner.parent
        nearest = around.get(parent.mem_id, 0) if parent is not None else 0
        if inner.tag == "-text":
            if nearest and parent is not None and parent.tag not in ("script", "style"):
                found[nearest] += len(inner.text() or "")
            continue
        if inner.mem_id in found:
            above[inner.mem_id], nearest = nearest, inner.mem_id
        around[inner.mem_id] = nearest
    for node in reversed(above):  # in document order, so that those within come first now
        if above[node]:
            found[above[node]] += found[node]
    return [found[node] for node in nodes]


def text_length(page: Page, node: int) -> int:
    """Characters of the text in a node, scripts and styles aside."""
    if survey.compiled is not None:
        return int(survey.compiled.text_length(node))
    return sum(len(text) for inner in _nodes(page, [node]) for text in _texts(inner))


def _texts(node: Node) -> Iterator[str]:
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            parent = inner.parent
            if parent is None or parent.tag not in ("script", "style"):
                yield inner.text() or ""


def _nodes(page: Page, ids: Iterable[int]) -> list[Node]:
    """The parser's own nodes of these ids."""
    wanted = set(ids)
    return [node for node in page.select("*") if node.mem_id in wanted]


@lru_cache(maxsize=4096)
def _parted(selectors: tuple[str, ...]) -> tuple[tuple[Any, tuple[str, ...]] | None, tuple[str, ...]]:
    """Simple selectors and chains of them, compiled, beside their texts; and the others."""
    simple, names, ranks, others = [], [], [], []
    for place, selector in enumerate(selectors):
        chain = parts_of(selector)
        if not chain:
            others.append(selector)
            continue
        simple.append(chain)
        names.append(selector)
        # What is one name comes first, then the order of the list.
        ranks.append(place + (0 if _ONE_NAME.fullmatch(selector) else len(selectors)))
    if not simple or survey.compiled is None:
        return None, tuple(others)
    return (survey.compiled.SelectorList(simple, ranks), tuple(names)), tuple(others)


def _by_parser(page: Page, selectors: Sequence[str], of: Sequence[str], scopes: Sequence[int]) -> dict[int, str]:
    merged = _merged(tuple(selectors))
    if scopes and all(scope in page.found for scope in scopes):
        # Mostly a tenth of the page.
        nodes = [node for scope in scopes for node in page.found[scope].css(merged)]
    else:
        wanted, inside = frozenset(scopes), dict[int, bool]()
        nodes = [node for node in page.select(merged) if not scopes or _lies_in(node, wanted, inside)]
        page.found.update((node.mem_id, node) for node in nodes)
    return {node.mem_id: _which(node, of) for node in nodes}


def _lies_in(node: Node | None, scopes: Collection[int], known: dict[int, bool]) -> bool:
    """Whether a node is one of the scopes or lies in one; `known` spares the others most of the way up."""
    way = []
    found = False
    while node is not None:
        place = node.mem_id
        if place in scopes or known.get(place) is not None:
            found = place in scopes or known[place]
            break
        way.append(place)
        node = node.parent
    known.update(dict.fromkeys(way, found))
    return found


@lru_cache(maxsize=1024)
def _merged(selectors: tuple[str, ...]) -> str:
    """One selector for all; most nodes of a story have no class and fail at the first test: 0.10 ms instead of 0.18."""
    plain = [selector for selector in selectors if _CLASS.fullmatch(selector)]
    other = [selector for selector in selectors if not _CLASS.fullmatch(selector)]
    return ", ".join([f"[class]:is({', '.join(plain)})", *other] if plain else other)


def _which(node: Node, selectors: Sequence[str]) -> str:
    """The selector of a list that the node itself matches."""
    if len(selectors) == 1:
        return selectors[0]
    attributes = node.attrs
    # Asked in this order because a lookup of an attribute costs a tenth of asking the parser for a match.
    classes = (attributes.get("class") or "").split()
    words = {node.tag, f"#{attributes.get('id')}", *(f".{name}" for name in classes)}
    for selector in selectors:
        if selector in words:
            return selector
    for selector in selectors:
        first = node.css_first(selector)
        if first is not None and first.mem_id == node.mem_id:
            return selector
    return ", ".join(selectors)
