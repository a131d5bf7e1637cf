"""Text → Page. The only importer of selectolax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from threading import local
from typing import Any, Final

import selectolax
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, SelectolaxError
from selectolax.lexbor import LexborNode as Node

__all__ = ["PARSER", "TEXT", "Node", "Page", "children", "is_selector", "parse", "probe", "tag_ids"]

PARSER: str = selectolax.__version__
"""Release of the parser."""

# Without events, the quadratic cost of <select> and <selectedcontent> is gone, and real pages parse faster too.
_OPTIONS = LexborDocumentOptions.WO_EVENTS


class Page:
    """A parsed page. The tree is read-only by agreement: nothing in cleaner edits it.

    Holds C objects: never pickled, never shared between threads, never kept in a result.
    """

    __slots__ = ("found", "markup", "places", "raw", "root", "tree", "url")

    def __init__(self, raw: bytes, url: str | None = None, markup: bytes | None = None) -> None:
        self.raw = raw
        self.url = url
        self.markup = raw if markup is None else markup  # what the tree was made of
        self.tree = LexborHTMLParser(self.markup, options=_OPTIONS)
        self.root = self.tree.root
        self.found: dict[int, Node] = {}  # by id, what selectors of rules found: what lies in it is asked of it
        self.places: Any = None  # what `cleaner.page.survey` found

    @property
    def html(self) -> str:
        """The page's text, decoded at each access: most pages are read without."""
        return self.raw.decode("utf-8")

    def has(self, text: str, within: int = 0) -> bool:
        """Whether the markup has a text, if need be within its first characters."""
        wanted = text.encode("utf-8")
        at = self.raw.find(wanted, 0, 4 * within if within else len(self.raw))
        end = at + len(wanted)
        # A character has one byte at least.
        return at >= 0 and (not within or end <= within or len(self.raw[:end].decode("utf-8", "replace")) <= within)

    def select(self, css: str) -> list[Node]:
        """Nodes that match, in document order of each alternative, without duplicates.

        Lexbor returns a node once for each matching alternative of a comma list.
        """
        seen: set[int] = set()
        found = []
        for node in self.tree.css(css):
            if node.mem_id not in seen:
                seen.add(node.mem_id)
                found.append(node)
        return found

    def first(self, css: str) -> Node | None:
        """First node that matches, or None."""
        return self.tree.css_first(css)


def parse(html: str | bytes, url: str | None = None, markup: bytes | None = None) -> Page:
    """Parse a page. Never fails on content; lexbor builds a tree from anything.

    Args:
        html: the page; bytes must be UTF-8.
        url: where it came from.
        markup: the page as `cleaner.page.trim` left it, to make the tree of.
    """
    return Page(html.encode("utf-8", "replace") if isinstance(html, str) else html, url, markup)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below, texts among them."""
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


# Lexbor numbers the names it knows, some two hundred. A name that it does not know has as its number the address where
# the document keeps it, and the next document may keep another name there.
_ADDRESSES: Final = 1024


def tag_ids(names: Iterable[str]) -> dict[int, str]:
    """Lexbor's number of each element name that it knows; the others are left out.

    Comparing numbers costs a third of asking a node for its name.
    """
    tree = LexborHTMLParser("<p>")
    numbers = {tree.create_node(name).tag_id: name for name in names}
    return {number: name for number, name in numbers.items() if number < _ADDRESSES}


def probe(attributes: Sequence[str]) -> Page:
    """A page whose first node is a link with these attributes: compiled code learns their numbers from it."""
    return parse(f"<a {' '.join(f'{name}=x' for name in attributes)}>t</a>")


def _text_id() -> int:
    body = LexborHTMLParser("text").body
    text = body.first_child if body else None
    if text is None:
        raise RuntimeError("the HTML parser is broken: a page of one word has no text")
    return text.tag_id


TEXT = _text_id()
"""Number of a text node."""


class _Trial(local):
    """A tree to try selectors on; each thread its own, since lexbor's trees are for one at a time."""

    def __init__(self) -> None:
        self.tree = LexborHTMLParser("<p>")


_trial = _Trial()


def is_selector(css: str) -> bool:
    """Whether lexbor can parse the selector."""
    try:
        _trial.tree.css(css)
    except SelectolaxError:
        return False
    return bool(css.strip())
