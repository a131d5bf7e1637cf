"""A page → the few nodes that metadata and rules ask for, in one pass; the compiled survey where it could be built."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from cleaner.model import Block
from cleaner.page.compiled import TRIAL, load_survey, refuse
from cleaner.page.dom import PARSER, Node, Page, parse, probe, tag_ids
from cleaner.page.elements import DISPLAY
from cleaner.page.simple_selectors import parts_of

__all__ = ["Places", "compiled", "linked", "places"]

compiled = load_survey(PARSER, tag_ids(DISPLAY), probe)
"""The compiled survey; None where it could not be built, and then callers find the same with selectors."""

# What metadata and rules ask every page for.
_QUERY = 'h1, time, [itemprop], [rel~="author"], script[type="application/ld+json" i]'

# Links to a licence, by what they say or where they lead.
_LICENSES = 'link[rel~="license" i], a[rel~="license" i], a[href*="creativecommons.org/" i]'


class Places:
    """What the one query found, by kind, in document order.

    Attributes:
        h1: the page's first-level headings.
        times: its `time` elements.
        items: elements with `itemprop`.
        rel_authors: elements whose `rel` says author.
        scripts: scripts of JSON-LD.
        order: node id → place among all nodes of the kinds above.
        licenses: links that may name a licence.
        ages: elements whose class is `age` alone, as forums mark the time of a post.
        sources: the `source` elements of pictures.
        item_types: values of `itemtype`.
        classed: what the compiled survey looks through for classes.
    """

    __slots__ = (
        "ages", "classed", "h1", "item_types", "items", "licenses", "order", "rel_authors", "scripts", "sources",
        "times",
    )  # fmt: skip

    def __init__(self, page: Page) -> None:
        self.h1: list[Node] = []
        self.times: list[Node] = []
        self.rel_authors: list[Node] = []
        self.scripts: list[Node] = []
        self.items: dict[str, list[Node]] = {}
        self.order: dict[int, int] = {}
        self.classed: Any = None
        if compiled is not None and page.root is not None:
            found = compiled.read_places(page.root.mem_id, page.tree)
            self.h1, self.times, self.items, self.rel_authors, self.scripts, self.order = found[:6]
            self.licenses, self.ages, self.sources, self.item_types, self.classed = found[6:]
            return
        self.licenses = page.select(_LICENSES)
        self.ages = page.select('[class="age"]')
        self.sources = page.select("picture > source")
        self.item_types = [node.attributes["itemtype"] or "" for node in page.select("[itemtype]")]
        for node in page.tree.css(_QUERY):
            place = node.mem_id
            if place not in self.order:
                self.order[place] = len(self.order)
                self._add(node)

    def _add(self, node: Node) -> None:
        tag = node.tag
        if tag == "script":
            self.scripts.append(node)
            return
        if tag == "h1":
            self.h1.append(node)
        elif tag == "time":
            self.times.append(node)
        attributes = node.attributes
        if not attributes:
            return
        itemprop = attributes.get("itemprop")
        if itemprop:
            for prop in itemprop.split():
                self.items.setdefault(prop, []).append(node)
        if "author" in (attributes.get("rel") or "").lower():
            self.rel_authors.append(node)


def places(page: Page) -> Places:
    """The page's nodes of interest; looked up once, by whoever is the first to ask."""
    if page.places is None:
        page.places = Places(page)
    found: Places = page.places
    return found


def linked(blocks: Sequence[Block], parts: tuple[str, ...], most: int = sys.maxsize) -> Sequence[Block]:
    """Blocks of at most `most` runs whose links may have one of the parts after a slash, and perhaps some others.

    Args:
        blocks: of a page.
        parts: lower case, ASCII, two letters at least.
        most: runs.
    """
    if compiled is not None:
        return [blocks[index] for index in compiled.linked(list(blocks), parts, most)]
    return [block for block in blocks if len(block.runs) <= most and any(href for _, href, _ in block.runs)]


_TRIED = ("#c .lead", "article > p > b", "[itemprop=headline]", "li")


def _seen(found: Places) -> list[object]:
    lists = [found.h1, found.times, found.rel_authors, found.scripts, found.licenses, found.ages, found.sources]
    lists += [found.items[prop] for prop in sorted(found.items)]
    return [sorted(found.items), found.order, found.item_types, *([node.mem_id for node in nodes] for nodes in lists)]


def _try_compiled() -> None:
    """Go without the compiled survey where it finds other nodes on the page that is built in than selectors do."""
    global compiled
    page, old = parse(TRIAL), parse("<p>")
    survey, root, old_root = compiled, page.root, old.root
    if survey is None or root is None or old_root is None:
        return
    wanted = survey.SelectorList([parts_of(each) for each in _TRIED], [0] * len(_TRIED))
    seen = [_seen(Places(page)), set(survey.find([root.mem_id], wanted)), survey.is_quirky(old_root.mem_id)]
    compiled = None
    told = {node.mem_id for each in _TRIED for node in page.select(each)}
    if seen == [_seen(Places(page)), told, True] and not survey.is_quirky(root.mem_id):
        compiled = survey
    else:
        refuse("survey")


_try_compiled()
