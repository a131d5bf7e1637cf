"""The tree that the renderings share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.model import Block

# Lists with markers.
LISTS = frozenset({"ul", "ol"})
# Cells of tables.
CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class Leaf:
    """A paragraph (`p`), heading or `pre`: lines, each made of the blocks that share it."""

    tag: str
    serial: int
    lines: list[list[Block]]


@dataclass(slots=True)
class Branch:
    """A list, item, quote, figure or table, or the whole body (tag empty)."""

    tag: str
    serial: int
    children: list[Branch | Leaf] = field(default_factory=list)


def walk(body: Branch) -> Iterator[tuple[Branch | Leaf, bool]]:
    """Every node under `body` in document order; branches come twice, entered (True) and left (False).

    A table comes once, whole.
    """
    stack: list[tuple[Branch | Leaf, bool]] = [(child, True) for child in reversed(body.children)]
    while stack:
        node, entered = stack.pop()
        yield node, entered
        if entered and isinstance(node, Branch) and node.tag != "table":
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node.children))


def leaves(branch: Branch) -> list[Leaf]:
    """The leaves directly in a cell, item or the like."""
    return [child for child in branch.children if isinstance(child, Leaf)]


def branches(branch: Branch) -> list[Branch]:
    """The branches directly in a table or row."""
    return [child for child in branch.children if isinstance(child, Branch)]
