"""Blocks → plain text."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block
from cleaner.render.characters import printable
from cleaner.render.grid import aligned
from cleaner.render.inline import is_tight
from cleaner.render.outline import outline
from cleaner.render.tree import Branch, Leaf, branches, leaves, walk


def text(blocks: Sequence[Block], _base_url: str | None = None) -> str:
    """Paragraphs and items one a line, table rows one a line with tabs between cells, `pre` as it stands."""
    if not any(map(_needs_outline, blocks)):
        # Without tables and split paragraphs the outline changes nothing; leaving it out took whole news pages from
        # 1.9 to 0.4 ms.
        whole = "\n".join([block.text for block in blocks])
        if printable(whole) == whole:
            return whole
    lines: list[str] = []
    for node, _ in walk(outline(blocks)):
        if isinstance(node, Leaf):
            lines.extend(read_lines(node))
        elif node.tag == "table":
            lines.extend(_table(node))
    return "\n".join(lines)


def heading(title: str, line: str) -> str:
    """Title, and byline with date, each a line."""
    return "\n".join(filter(None, (title, line)))


def document(body: str, title: str, line: str, *, with_metadata: bool) -> str:
    """A file of paragraphs."""
    parts = filter(None, (title, line, body)) if with_metadata else (body,)
    return "\n\n".join(parts) + "\n"


def _needs_outline(block: Block) -> bool:
    if block.continues == "inline" or not block.text or block.text.isspace():
        return True
    return any(frame[0] == "table" for frame in block.frames)


def read_lines(leaf: Leaf) -> list[str]:
    """The lines of one paragraph, heading or `pre`."""
    if leaf.tag == "pre":
        return ["".join(printable(block.text) for block in line) for line in leaf.lines]
    return [_line(line) for line in leaf.lines]


def _line(line: Sequence[Block]) -> str:
    if len(line) > 1:
        return _joined(line)
    found = line[0].text
    safe = printable(found)
    return found if safe == found else " ".join(safe.split())


def _joined(line: Sequence[Block]) -> str:
    """The blocks' texts, which the runs alone do not give (what is above the line is other characters in a text)."""
    parts = [printable(block.text) for block in line]
    for position in range(1, len(line)):
        if not is_tight(line[position - 1], line[position]):
            parts[position] = f" {parts[position]}"
    return " ".join("".join(parts).split())


def _table(table: Branch) -> list[str]:
    parts = branches(table)
    lines = [_cell(part) for part in parts if part.tag == "caption"]
    for row in aligned([part for part in parts if part.tag == "tr"]):
        lines.append("\t".join(_cell(cell) if cell else "" for cell in row).rstrip("\t"))
    return lines


def _cell(cell: Branch) -> str:
    return " ".join(line for leaf in leaves(cell) for line in read_lines(leaf))
