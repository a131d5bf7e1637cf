"""Selectors of rules × page → nodes: simple ones in one compiled pass where that is built, all others in Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from cleaner.page import survey
from cleaner.page.dom import Node, Page
from cleaner.page.selector_matching import lies_in, select_nodes
from cleaner.page.selector_parser import is_straight
from cleaner.page.simple_selectors import parts_of

__all__ = ["find", "find_nodes", "has_text", "text_length", "text_lengths", "texts"]

# A selector that is one class.
_CLASS = re.compile(r"\.[\w-]+")
_ONE_NAME = re.compile(r"[.#]?[\w-]+")
# A selector that is one item property.
_PROP = re.compile(r"\[itemprop=([A-Za-z]+)\]")
# Up to so many nodes, the texts of each are counted by themselves; of more nodes, which may lie in one another, in one
# pass.
_FEW = 8


def find(page: Page, selectors: Sequence[str], scopes: Sequence[int] = ()) -> Mapping[int, str]:
    """Id of each node that matches, with the selector that `explain` shows for it.

    Args:
        page: read only.
        selectors: of one list of a rule.
        scopes: ids of the nodes that are searched, themselves included; the whole page is, where there are none.
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
    if compiled is None or page.root is None:
        return _in_python(page, selectors, selectors, scopes)
    # On such pages `.promo` asks for `.Promo`, too, as in browsers.
    simple, others = _parted(tuple(selectors), compiled.is_quirky(page.root.mem_id))
    found = {}
    if simple is not None:
        wanted, names = simple
        named = None if scopes else survey.places(page).classed
        hits = compiled.find(list(scopes) or [page.root.mem_id], wanted, named)
        found = {node: names[at] for node, at in hits.items()}
    if others:
        found = {**_in_python(page, others, selectors, scopes), **found}
    return found


def find_nodes(page: Page, css: str, top: Node | None = None) -> list[Node] | None:
    """Nodes that match, in document order, where the compiled survey knows the selector; None where it does not.

    Args:
        page: read only.
        css: one selector.
        top: what is searched with all below it; the whole page without.
    """
    compiled = survey.compiled
    if compiled is None or page.root is None:
        return None
    simple, others = _parted((css,), compiled.is_quirky(page.root.mem_id))
    if simple is None or others:
        return None
    named = survey.places(page).classed if top is None else None
    hits = compiled.find([page.root.mem_id if top is None else top.mem_id], simple[0], named)
    found: list[Node] = compiled.views(list(hits), page.tree)
    return found


@lru_cache(maxsize=1024)
def _props(selectors: tuple[str, ...]) -> tuple[str, ...]:
    """The item properties where selectors ask for nothing else: those were looked up for the metadata, too."""
    found = [_PROP.fullmatch(selector) for selector in selectors]
    return tuple(match[1] for match in found if match) if all(found) else ()


def has_text(page: Page, nodes: Sequence[int], least: int) -> bool:
    """Whether these nodes hold so many characters, scripts and styles aside."""
    if survey.compiled is not None:
        return bool(survey.compiled.has_text(list(nodes), least))
    chars = 0
    for node in _nodes(page, nodes):
        for text in texts(node):
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
    above = {scope: page.found[scope] for scope in scopes if scope in page.found}
    return [scope for scope in scopes if scope not in above or not lies_in(above[scope].parent, wanted, inside)]


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
    return sum(len(text) for inner in _nodes(page, [node]) for text in texts(inner))


def texts(node: Node) -> Iterator[str]:
    """Texts in a node, scripts and styles aside."""
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
def _parted(selectors: tuple[str, ...], is_quirky: bool) -> tuple[tuple[Any, tuple[str, ...]] | None, tuple[str, ...]]:
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
    return (survey.compiled.SelectorList(simple, ranks, is_quirky), tuple(names)), tuple(others)


def _in_python(page: Page, selectors: Sequence[str], of: Sequence[str], scopes: Sequence[int]) -> dict[int, str]:
    """What `find` gives for some selectors of a list."""
    straight = tuple(filter(is_straight, selectors))
    wanted, inside = frozenset(scopes), dict[int, bool]()
    found = []
    if straight:
        merged = _merged(straight)
        if scopes and all(scope in page.found for scope in scopes):
            # The scopes are mostly a tenth of the page, so that only they are searched.
            found = [node for scope in scopes for node in page.found[scope].css(merged)]
        else:
            found = [node for node in page.select(merged) if not scopes or lies_in(node, wanted, inside)]
    for selector in selectors:
        if selector not in straight:
            found += [node for node in select_nodes(page, selector) if not scopes or lies_in(node, wanted, inside)]
    if not scopes:
        page.found.update((node.mem_id, node) for node in found)
    which = _Which(page, of)
    return {node.mem_id: which.of(node) for node in found}


@lru_cache(maxsize=1024)
def _merged(selectors: tuple[str, ...]) -> str:
    """One selector for all; most nodes of a story have no class and fail at the first test: 0.10 ms instead of 0.18."""
    plain = [selector for selector in selectors if _CLASS.fullmatch(selector)]
    other = [selector for selector in selectors if not _CLASS.fullmatch(selector)]
    return ", ".join([f"[class]:is({', '.join(plain)})", *other] if plain else other)


class _Which:
    """Which selector of a list a node matches."""

    def __init__(self, page: Page, selectors: Sequence[str]) -> None:
        self._page = page
        self._selectors = selectors
        self._found: dict[str, set[int]] = {}

    def of(self, node: Node) -> str:
        """The plainest selector, else the first one."""
        if len(self._selectors) == 1:
            return self._selectors[0]
        attributes = node.attrs
        # Asked in this order because a lookup of an attribute costs a tenth of asking the parser for matches.
        classes = (attributes.get("class") or "").split()
        words = {node.tag, f"#{attributes.get('id')}", *(f".{name}" for name in classes)}
        for selector in self._selectors:
            if selector in words:
                return selector
        for selector in self._selectors:
            if selector not in self._found:
                self._found[selector] = {node.mem_id for node in select_nodes(self._page, selector)}
            if node.mem_id in self._found[selector]:
                return selector
        return ", ".join(self._selectors)
