"""`Segmentation`: a page cut into blocks, the boxes that hold them, and what else the walk saw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from cleaner.model import Block, Frame

Picture: TypeAlias = tuple[int, int, tuple[Frame, ...], dict[str, str]]
"""An `img`: index of the block in or before which it stands, its node's id, the frames around, its attributes."""


class Box(NamedTuple):
    """A block-level element that holds some block.

    Attributes:
        parent: index of the box around it.
        tag: of the element.
        classes: its `class` as it stands.
        identifier: its `id`.
        depth: how many boxes lie around it.
        first_block: index of its first block.
    """

    parent: int
    tag: str
    classes: str
    identifier: str
    depth: int
    first_block: int


PARENT: Final = 0
TAG: Final = 1
CLASSES: Final = 2
IDENTIFIER: Final = 3
DEPTH: Final = 4
FIRST_BLOCK: Final = 5
"""Where these stand in a plain tuple of the shape of `Box`."""


@dataclass(slots=True)
class Boxes:
    """The block-level elements of a page that hold blocks, in document order; index 0 is the root.

    Box `b` holds the blocks from `opened[b].first_block` up to, not including, `end_block[b]`. `opened` has plain
    tuples of the shape of `Box`: the walk makes hundreds of them a page.
    """

    opened: list[tuple[int, str, str, str, int, int]] = field(default_factory=list)
    end_block: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Segmentation:
    """A page's blocks with what the walk saw around them.

    Attributes:
        blocks: in document order; together they hold every visible character once.
        box_of: for each block the index of the block-level element it lies in.
        boxes: those elements.
        coarse: for each block whether it is a whole area (a `nav`, an outer `footer`, ...) taken in one piece, or what
            a rule takes out of a line. Neither has features of its own: a rule that takes marks out of lines would
            else change what all other blocks look like.
        headings: index of the block at or before which an `h1` stands, for each `h1`.
        pictures: each `img` outside of areas.
        has_formulas: whether there are elements that hold formulas.
        has_listings: whether there is a `pre` or the like, or a `code` with line breaks.
        has_kept_lines: whether a style may say that lines stay as they stand.
        has_set_lines: whether a style may say that lines stay within a part of a line, such as a `span`, or that such
            a part stands on lines of its own.
        hidden_selectors: classes and ids, with their sign, that a style sheet of the page hides.
    """

    blocks: list[Block] = field(default_factory=list)
    box_of: list[int] = field(default_factory=list)
    boxes: Boxes = field(default_factory=Boxes)
    coarse: list[bool] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    has_formulas: bool = False
    has_listings: bool = False
    has_kept_lines: bool = False
    has_set_lines: bool = False
    hidden_selectors: frozenset[str] = frozenset()


def is_all_linked(block: Block) -> bool:
    """Whether every word of a block stands in a link; a block without words is all linked, too."""
    return all(href for text, href, _ in block.runs if text.strip())
