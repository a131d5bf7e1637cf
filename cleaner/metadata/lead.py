"""The blocks around the headline: where bylines and dates stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from cleaner import expressions as re
from cleaner.lexicon.metadata import either
from cleaner.metadata.lines import dated, tagged
from cleaner.metadata.markup import ancestors
from cleaner.metadata.plain import squeeze
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import is_all_linked
from cleaner.page.dom import Node, Page
from cleaner.page.elements import HEADLINES
from cleaner.page.segment import look_into

LONGEST_DATE = 60  # characters of a line that is looked at for a date
_KICKER = 60  # characters of a kicker in the same heading
_SECTION = 0.3  # of the headline's characters
_MOST_AREAS = 20  # elements that are asked whether they hold the headline
# What a line says about whose rights are reserved: it names a house as often as an author.
_RIGHTS = re.compile(rf"(?i)©|\(c\)|\b(?:{either('copyright (patterns)')})\b")


_HEADLINE = 16  # characters


def is_card(block: Block) -> bool:
    """Whether a block is another story's headline: nothing but a link."""
    return len(block.text) >= _HEADLINE and any(href for _, href, _ in block.runs) and is_all_linked(block)


class Lead:
    """A page's blocks, and where its headline stands among them.

    An area that was taken in one piece, such as a `header`, is looked into where it holds the headline: byline and
    date stand beside it.
    """

    def __init__(self, page: Page, blocks: Sequence[Block], title: str | None, headings: Sequence[int]) -> None:
        self._page = page
        self._blocks = blocks
        self._headings = headings  # places of the `h1`
        self.title = title or ""
        self.url = page.url
        self.h1s = len(headings)
        self._found = -1  # the `h1` that is the headline

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The page's blocks, with those of the headline's area in the area's place."""
        title, blocks = self.title, self._blocks
        if not title:
            return blocks
        key = squeeze(title)
        for place in self._headings:
            if squeeze(blocks[place].text) == key:
                self._found = place
                return blocks
        areas = sorted([*tagged(blocks, "header"), *tagged(blocks, "aside")])
        area = next((place for place in areas if len(text := blocks[place].text) > len(title) and title in text), -1)
        if area < 0 or (node := self._node_of(blocks[area])) is None:
            return blocks
        return [*blocks[:area], *look_into(node), *blocks[area + 1 :]]

    def _node_of(self, area: Block) -> Node | None:
        """The element that an area was: around the first `h1`, else one that holds the headline."""
        title = self.title
        heading = self._page.first("h1")
        if heading is not None and title in " ".join(heading.text(separator=" ").split()):
            inside = [above for above in ancestors(heading) if above.tag == area.tag]
            if inside:
                return inside[-1]
        areas = self._page.select(area.tag)[:_MOST_AREAS]
        return next((node for node in areas if title in " ".join(node.text(separator=" ").split())), None)

    @cached_property
    def at(self) -> int:
        """The headline's block, else the first `h1`, else the top."""
        blocks = self.blocks
        if self._found >= 0:
            return self._found
        key = squeeze(self.title)
        highest = self._headings if blocks is self._blocks else tagged(blocks, "h1")
        for place in highest:
            if squeeze(blocks[place].text) == key:
                return place
        before = islice(blocks, highest[0] if highest else None)
        lower = (place for place, block in enumerate(before) if block.tag in HEADLINES and squeeze(block.text) == key)
        first = next(lower, highest[0] if highest else -1)
        length = len(self.title)
        if highest and first == highest[0] and key and len(blocks[first].text) < _SECTION * length:
            # A short `h1` is a section's where a line below it is the headline.
            below = range(first + 1, len(blocks))
            return next(
                (n for n in below if abs(len(blocks[n].text) - length) < 4 and squeeze(blocks[n].text) == key), first
            )
        if first < 0 and key:
            same = (n for n, b in enumerate(blocks) if abs(len(b.text) - length) < 4 and squeeze(b.text) == key)
            first = next(same, -1)
        if first < 0 and key:
            kicked = (
                n
                for n, b in enumerate(blocks)
                if b.tag in HEADLINES and length < len(b.text) < length + _KICKER and squeeze(b.text).endswith(key)
            )
            first = next(kicked, -1)
        return max(first, 0)

    @property
    def has_heading(self) -> bool:
        """Whether the headline is an `h1`."""
        return bool(self.blocks) and self.blocks[self.at].tag == "h1"

    @cached_property
    def dated(self) -> list[int]:
        """Places of the short blocks that have a digit: dates stand in those."""
        return dated(self.blocks, LONGEST_DATE)

    def mentions(self, name: str) -> bool:
        """Whether a line of the page holds a name, other than one that says whose rights are reserved."""
        return any(name in block.text and not _RIGHTS.search(block.text) for block in self.blocks)

    def around(self, above: int, below: int) -> list[Block]:
        """Blocks near the headline, itself included: the visible ones, unless the headline itself is hidden."""
        near = self.blocks[max(0, self.at - above) : self.at + 1 + below]
        hidden = bool(self.at) and self.blocks[self.at].hidden
        return [block for block in near if hidden or not block.hidden]
