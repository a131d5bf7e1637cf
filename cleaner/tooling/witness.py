"""Rules × page → the markup that shows them at work, which a fixture must not lose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from cleaner.dom import Node, Page
from cleaner.rules.schema import Layout, Rule

_ATTRIBUTE: Final = re.compile(r"\[\s*([\w-]+)")
_NAME: Final = re.compile(r"[.#]([A-Za-z_][\w-]*)")


class Witnesses(NamedTuple):
    """What a page needs to keep for its site's rule to be seen at work on it.

    Attributes:
        nodes: ids of elements, one for each selector that matches anything.
        texts: of text nodes in blocks that a text pattern matches, the first for each pattern.
        attributes: that selectors ask for.
        names: classes and ids, likewise.
    """

    nodes: frozenset[int]
    texts: frozenset[str]
    attributes: frozenset[str]
    names: frozenset[str]


NO_WITNESSES: Final = Witnesses(frozenset(), frozenset(), frozenset(), frozenset())


def find_witnesses(page: Page, rules: Sequence[Rule], texts: Sequence[tuple[str, tuple[str, ...]]]) -> Witnesses:
    """One witness for each selector and pattern of a page's own rule.

    Args:
        page: read only.
        rules: that speak for it; platforms' are shown by their own fixtures, but for the attributes they ask for.
        texts: of the page's blocks, each with its text nodes.
    """
    layouts = [layout for rule in rules if rule.kind == "site" for layout in rule.layouts]
    nodes = {node.mem_id for layout in layouts for node in _nodes(page, layout)}
    patterns = [pattern for layout in layouts for pattern in layout.drop_text]
    matched = (next((runs for text, runs in texts if pattern.matches(text, 0, 1)), ()) for pattern in patterns)
    asked = [css for rule in rules for layout in rule.layouts for css in selectors(layout)]
    attributes = {name for css in asked for name in _ATTRIBUTE.findall(css)}
    names = {name for css in asked for name in _NAME.findall(css)}
    texts_matched = frozenset(chain.from_iterable(matched))
    return Witnesses(frozenset(nodes), texts_matched, frozenset(attributes), frozenset(names))


def selectors(layout: Layout) -> tuple[str, ...]:
    """All of a layout's selectors."""
    fields = tuple(entry.css for entry in (*layout.title, *layout.author, *layout.date))
    return (*layout.content, *layout.keep, *layout.drop, *fields)


def scope(page: Page, layout: Layout) -> list[Node]:
    """Elements of the first candidate for the content that a page has; empty when there is none."""
    return next((nodes for css in layout.content if (nodes := page.select(css))), [])


def first_match(page: Page, layout: Layout, css: str) -> Node | None:
    """The first element that a drop takes out of a page."""
    if not layout.content:
        return page.first(css)
    return next((node for above in scope(page, layout) if (node := above.css_first(css)) is not None), None)


def _nodes(page: Page, layout: Layout) -> Iterator[Node]:
    for css in selectors(layout):
        node = first_match(page, layout, css) if css in layout.drop else page.first(css)
        if node is not None:
            yield node
