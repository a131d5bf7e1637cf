"""Blocks → plain text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from cleaner.model import Block
from cleaner.render.characters import printable
from cleaner.render.data_tables import Row, aligned, find_grids, row_of
from cleaner.render.inline import is_tight
from cleaner.render.outline import outline
from cleaner.render.table_cells import Table, tables_of
from cleaner.render.tree import Branch, Leaf, branches, leaves, walk

# Fields of each block in turn, read without a loop in Python.
_TEXT, _CONTINUES = (itemgetter(Block._fields.index(name)) for name in ("text", "continues"))


def text(blocks: Sequence[Block], _base_url: str | None = None) -> str:
    """Paragraphs and items one a line, table rows one a line with tabs between cells, `pre` as it stands."""
    texts = list(map(_TEXT, blocks))
    whole = "\n".join(texts)
    grids = find_grids(blocks)
    if printable(whole) != whole:
        return "\n".join(laid_out(blocks, grids))
    if not grids and all(texts) and True not in map(str.isspace, texts) and "inline" not in map(_CONTINUES, blocks):
        return whole  # as of most pages
    shown = [block for block in blocks if block.text and not block.text.isspace()]
    parts = [block.continues == "inline" for block in shown]
    if grids:
        parts = [part or _lies_in(block, grids) for part, block in zip(parts, shown, strict=True)]
    if True not in parts:
        return whole if len(shown) == len(blocks) else "\n".join([block.text for block in shown])
    # The outline of all else would give each block as it is: only tables, and lines in several parts, are laid out.
    for at in range(1, len(shown)):
        parts[at - 1] = parts[at - 1] or shown[at].continues == "inline"
    lines: list[str] = []
    for is_part, stretch in groupby(zip(parts, shown, strict=True), key=itemgetter(0)):
        found = [block for _, block in stretch]
        if not is_part:
            lines += [block.text for block in found]
        elif (tables := tables_of(found, grids)) is not None:
            lines += [line for table in tables for line in _lines(table)]
        else:
            lines += laid_out(found, grids)
    return "\n".join(lines)


def _lies_in(block: Block, grids: frozenset[int]) -> bool:
    for tag, serial in block.frames:  # noqa: SIM110 - a generator takes three times as long
        if serial in grids and tag == "table":
            return True
    return False


def laid_out(blocks: Sequence[Block], grids: frozenset[int]) -> list[str]:
    """The lines of blocks by way of their outline; `grids` are the serials of the body's tables of data."""
    lines: list[str] = []
    for node, _ in walk(outline(blocks, grids)):
        if isinstance(node, Leaf):
            lines.extend(read_lines(node))
        elif node.tag == "table":
            lines.extend(_table(node))
    return lines


def heading(title: str, line: str) -> str:
    """Title, and byline with date, each a line."""
    return "\n".join(filter(None, (title, line)))


def document(body: str, title: str, line: str, *, with_metadata: bool) -> str:
    """A file of paragraphs, with title and line above the body where they are asked for."""
    parts = filter(None, (title, line, body)) if with_metadata else (body,)
    return "\n\n".join(parts) + "\n"


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


def _lines(table: Table) -> list[str]:
    lines = [" ".join(caption) for caption in table.captions]
    for row in aligned(table.rows):
        lines.append("\t".join([" ".join(cell) if cell else "" for cell in row]).rstrip("\t"))
    return lines


def _table(table: Branch) -> list[str]:
    parts = branches(table)
    captions = [[_cell(part)] for part in parts if part.tag == "caption"]
    rows = [row_of(part) for part in parts if part.tag == "tr"]
    read = [Row(row.serial, [(first, last, [_cell(cell)]) for first, last, cell in row.cells]) for row in rows]
    return _lines(Table(captions, read))


def _cell(cell: Branch) -> str:
    return " ".join(line for leaf in leaves(cell) for line in read_lines(leaf))
