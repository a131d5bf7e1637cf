"""The page's head → what `<meta>`, `<title>` and `<link>` say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from cleaner.page import survey
from cleaner.page.dom import Node, Page

# Elements of the head that metadata is read from, beside `<meta>`; and the attributes that hold the name of a `<meta>`.
_OTHERS = 'title, link[rel~="canonical"], script[type="application/ld+json" i]'
_KEYS = frozenset(("property", "name", "itemprop", "http-equiv"))
_SPILLED = 400
"""Children of the body that are looked at for what was meant for the head.

A picture or a frame in the head, as in the `<noscript>` of many trackers, ends it for a parser that runs no scripts,
and whatever follows becomes the body's.
"""


class Head:
    """Contents of a head's elements, by lower-case name; lists in document order."""

    __slots__ = ("canonical", "language", "metas", "scripts", "title")

    def __init__(self, page: Page) -> None:
        self.language = self.title = self.canonical = ""
        self.metas: dict[str, list[str]] = {}
        self.scripts: list[str] = []
        html = page.root
        if html is not None and survey.compiled is not None:
            found = survey.compiled.read_head(html.mem_id)
            self.language, self.metas, self.scripts, self.title, self.canonical = found
        elif html is not None:
            self.language = html.attributes.get("lang") or html.attributes.get("xml:lang") or ""
            if page.tree.head is not None:
                self._read(page.tree.head.css(f"meta, {_OTHERS}"))
            if page.tree.body is not None:
                self._read(filter(_is_of_head, islice(page.tree.body.iter(), _SPILLED)))

    def _read(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            tag, attributes = node.tag, node.attributes
            if tag == "meta":
                content = attributes.get("content") or attributes.get("value")
                for key, name in attributes.items() if content else ():
                    if name and content and key in _KEYS:
                        self.metas.setdefault(name.strip().lower(), []).append(content)
            elif tag == "script":
                self.scripts.append(node.text())
            elif tag == "title":
                self.title = self.title or node.text()
            elif not self.canonical:
                self.canonical = attributes.get("href") or ""

    def first(self, *names: str) -> str:
        """The first content under the first name that has one."""
        metas = self.metas
        for name in names:
            if name in metas:
                return metas[name][0]
        return ""

    def each(self, *names: str) -> Iterator[str]:
        """Contents under the names, name by name."""
        metas = self.metas
        for name in names:
            if name in metas:
                yield from metas[name]


def _is_of_head(node: Node) -> bool:
    """Whether a child of the body says something that a head says."""
    if node.tag == "link":
        return "canonical" in (node.attributes.get("rel") or "").lower().split()
    return node.tag in {"meta", "title"}
