"""Blocks → a tree of lists, quotes and tables, well nested whatever the page did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from cleaner.model import Block
from cleaner.page.elements import HEADINGS
from cleaner.render.characters import printable
from cleaner.render.data_tables import find_grids
from cleaner.render.tree import CELLS, LISTS, Branch, Leaf

# Deeper nesting than this is flattened. Readers of Markdown stop at 20 levels (markdown-it's CommonMark preset drops
# the text below), and a list in a list costs 4 of them.
MAX_DEPTH = 10

# A frame that the page left out, such as the list around a stray `li`; pages count their own frames from 1.
_IMPLIED = -1

# What a container may hold directly, and what goes between when it holds something else.
_ONLY_HOLDS = {"ul": ({"li"}, "li"), "ol": ({"li"}, "li"), "dl": ({"dt", "dd"}, "dd")}
_ONLY_IN = {"li": (LISTS, "ul"), "dt": ({"dl"}, "dl"), "dd": ({"dl"}, "dl")}

Path: TypeAlias = list[tuple[str, int]]


def outline(blocks: Sequence[Block], grids: frozenset[int] | None = None) -> Branch:
    """Rebuild the structure that the blocks' frames describe.

    Args:
        blocks: of the body.
        grids: serials of its tables of data; they are looked for when not given.
    """
    if grids is None:
        grids = find_grids(blocks)
    body = Branch("", 0)
    opened = [body]
    path: Path = []
    for block in blocks:
        if not printable(block.text).strip():
            continue
        wanted = _place(block, grids) if block.frames else []
        shared = 0
        while shared < len(path) and shared < len(wanted) and path[shared] == wanted[shared]:
            shared += 1
        del opened[shared + 1 :]
        for tag, serial in wanted[shared:]:
            branch = Branch(tag, serial)
            opened[-1].children.append(branch)
            opened.append(branch)
        path = wanted
        _add(opened[-1], block)
    return body


def _place(block: Block, grids: frozenset[int]) -> Path:
    """The containers of a block, outermost first, repaired."""
    path: Path = []
    parent = ""
    in_grid = False
    for tag, serial in block.frames:
        if len(path) >= MAX_DEPTH or (in_grid and parent in CELLS):
            break
        if tag == "table":
            in_grid = serial in grids and len(path) + 3 <= MAX_DEPTH
        if not _is_container(tag, parent, in_grid):
            continue
        if not in_grid or tag == "table":
            _bridge(path, parent, tag)
        path.append((tag, serial))
        parent = tag
    if parent in _ONLY_HOLDS:
        path.append((_ONLY_HOLDS[parent][1], _IMPLIED))
    return path


def _is_container(tag: str, parent: str, in_grid: bool) -> bool:
    if tag in HEADINGS or tag == "pre":
        return False
    if tag in {"table", "tr", "td", "th", "caption"}:
        return in_grid
    return tag != "figcaption" or parent == "figure"


def _bridge(path: Path, parent: str, tag: str) -> None:
    """Put the missing element between a container and what it must not hold directly."""
    if parent in _ONLY_HOLDS and tag not in _ONLY_HOLDS[parent][0]:
        parent = _ONLY_HOLDS[parent][1]
        path.append((parent, _IMPLIED))
    if tag in _ONLY_IN and parent not in _ONLY_IN[tag][0]:
        path.append((_ONLY_IN[tag][1], _IMPLIED))


def _leaf_tag(block: Block) -> tuple[str, int]:
    for tag, serial in block.frames:
        if tag == "pre":
            return tag, serial
    if block.frames and block.frames[-1].tag in HEADINGS:
        # A heading that was never closed swallows the paragraphs after it.
        return ("p", 0) if block.tag == "p" else block.frames[-1]
    return (block.tag, 0) if block.tag in HEADINGS or block.tag == "pre" else ("p", 0)


def _add(branch: Branch, block: Block) -> None:
    tag, serial = _leaf_tag(block)
    last = branch.children[-1] if branch.children else None
    if isinstance(last, Leaf) and last.tag == tag:
        if block.continues == "inline":
            last.lines[-1].append(block)
            return
        if block.continues == "line" or (tag == "pre" and serial and serial == last.serial):
            last.lines.append([block])
            return
    branch.children.append(Leaf(tag, serial, [[block]]))
