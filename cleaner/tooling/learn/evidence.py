"""Pages of one host → for each name in their markup, how many words of content and of others lie under it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cleaner.model import Block
from cleaner.page.dom import TEXT, Node, Page, parse
from cleaner.page.elements import HEADINGS, MAIN_ELEMENTS
from cleaner.site_memory.runs import Seen
from cleaner.tooling.rules.stable_names import is_stable, module_stem

_UNSEEN: Final = frozenset("script style template title svg math iframe object embed noframes noembed head".split())  # noqa: SIM905
SIDE_TAGS: Final = frozenset("figure figcaption aside footer form nav header button h1 address time".split())  # noqa: SIM905
# Attributes whose values name a part of the page, beside classes and ids.
_ATTRIBUTES: Final = (
    "itemprop",
    "data-testid",
    "data-test-id",
    "data-component",
    "data-qa",
    "data-hook",
    "data-gu-name",
)
# Elements in one another that are looked at; pages nest deeper only to be hostile.
_DEEP: Final = 400


@dataclass(slots=True)
class Element:
    """An element of a page.

    Attributes:
        parent: index of the element around it; -1 for the root.
        selectors: those that match it.
        kept: words of content in it.
        dropped: other words in it.
        own_kept: words of content in no element within it.
        own_dropped: likewise of other words.
        headed: words in it that stand in headings.
    """

    parent: int
    selectors: tuple[str, ...]
    kept: int = 0
    dropped: int = 0
    own_kept: int = 0
    own_dropped: int = 0
    headed: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether all of its words stand in headings."""
        return 0 < self.headed == self.kept + self.dropped


@dataclass(slots=True)
class Evidence:
    """One page as the learner sees it.

    Attributes:
        page: read only.
        blocks: of the page.
        decisions: for each block whether it is content.
        seen: the blocks with their places; none where nobody asked.
        title, authors, date: what the page's metadata says, however it was read.
        elements: in document order; the first is the root.
        by_selector: for each selector the index of each element that it matches.
    """

    page: Page
    blocks: Sequence[Block]
    decisions: Sequence[bool]
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    elements: list[Element] = field(default_factory=list)
    by_selector: dict[str, list[int]] = field(default_factory=dict)
    seen: Sequence[Seen] = ()

    @property
    def words(self) -> int:
        """How many words of content the page has."""
        return self.elements[0].kept

    def under(self, name: str) -> list[int]:
        """Elements of a name, those inside another of that name left out."""
        found: list[int] = []
        for index in self.by_selector.get(name, ()):
            if not found or not self.is_inside(index, found[-1]):
                found.append(index)
        return found

    def is_inside(self, index: int, above: int) -> bool:
        """Whether an element lies in another one, or is it."""
        while index > above:
            index = self.elements[index].parent
        return index == above

    def count(self, places: Iterable[int]) -> tuple[int, int]:
        """Words of content and other words under some elements."""
        kept = dropped = 0
        for index in places:
            kept += self.elements[index].kept
            dropped += self.elements[index].dropped
        return kept, dropped


def read_evidence(
    html: str,
    url: str | None,
    blocks: Sequence[Block],
    decisions: Sequence[bool],
    fields: tuple[str, tuple[str, ...], str] = ("", (), ""),
) -> Evidence:
    """Count the words under each element of a page."""
    page = parse(html, url)
    found = Evidence(page, blocks, decisions, *fields)
    queues: defaultdict[str, deque[bool]] = defaultdict(deque)
    for block, kept in zip(blocks, decisions, strict=True):
        for run in block.runs:
            queues[run[0]].append(kept)
    found.elements.append(Element(-1, ()))
    if page.root is not None:
        _walk(page.root, found, queues)
    for index, element in enumerate(found.elements):
        for name in element.selectors:
            found.by_selector.setdefault(name, []).append(index)
    return found


def _walk(root: Node, found: Evidence, queues: dict[str, deque[bool]]) -> None:
    elements = found.elements
    stack: list[tuple[Node, int, int, bool]] = [(root, 0, 0, False)]
    while stack:
        node, parent, depth, headed = stack.pop()
        if node.tag_id == TEXT:
            text = node.text_content or ""
            if words := len(text.split()):
                queue = queues.get(text)
                kept = bool(queue and (queue.popleft() if len(queue) > 1 else queue[0]))
                _credit(elements, parent, words, kept=kept, headed=headed)
            continue
        tag = node.tag or ""
        if tag in _UNSEEN or tag.startswith(("-", "!")) or depth > _DEEP:
            continue
        index = len(elements)
        elements.append(Element(parent, tuple(_names(node, tag))))
        headed = headed or tag in HEADINGS
        stack += [(child, index, depth + 1, headed) for child in reversed(list(node.iter(include_text=True)))]


def _credit(elements: list[Element], index: int, words: int, *, kept: bool, headed: bool) -> None:
    if kept:
        elements[index].own_kept += words
    else:
        elements[index].own_dropped += words
    while index >= 0:
        element = elements[index]
        element.headed += words if headed else 0
        if kept:
            element.kept += words
        else:
            element.dropped += words
        index = element.parent


def _names(node: Node, tag: str) -> Iterator[str]:
    attributes = node.attributes
    if tag in ("html", "body"):
        return  # names of the page's own containers hold all of it
    if tag in MAIN_ELEMENTS or tag in SIDE_TAGS:
        yield tag
    if attributes:
        identifier = attributes.get("id") or ""
        if is_stable(identifier):
            yield f"#{identifier}"
        for name in dict.fromkeys((attributes.get("class") or "").split()):
            if is_stable(name):
                yield f".{name}"
            elif stem := module_stem(name):
                yield f'[class*="{stem}"]'
        for key in _ATTRIBUTES:
            if (value := attributes.get(key)) and is_stable(value):
                yield f'[{key}="{value}"]'
