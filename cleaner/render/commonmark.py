"""Blocks → CommonMark with pipe tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cleaner.model import Block
from cleaner.render.commonmark_line import inline, longest_backticks, one_look
from cleaner.render.data_tables import aligned, is_head, row_of
from cleaner.render.inline import Links, pieces
from cleaner.render.outline import outline
from cleaner.render.plain_text import document as plain_document
from cleaner.render.plain_text import read_lines
from cleaner.render.tree import Branch, Leaf, branches, leaves, walk

# What starts a block when it stands first on a line.
_BLOCK_START = re.compile(r"#{1,6}(?= |$)|[-+*](?= |$)|>|=+$|-[- ]*$|_[_ ]*$|\*[* ]*$|[|:-][|: -]*$|\[[ xX]\](?= |$)")
_ITEM_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?= |$)")
_SYNTAX = re.compile(r"([\\`*_\[\]<>#|~])")
_CLOSING_HASHES = re.compile(r"(?:^| )#+$")

# Lists, whose items have markers: where two follow each other the markers differ, or they would be read as one.
_MARKED = frozenset({"ul", "ol", "dl"})
# What has a marker of its own.
_ITEMS = frozenset({"li", "dd"})

# Of two lists in a row the second takes the other marker; with the same one they would read as a single list.
_BULLETS = ("- ", "* ")
_NUMBER_ENDS = (". ", ") ")


def markdown(blocks: Sequence[Block], base_url: str | None = None) -> str:
    """The blocks as CommonMark with pipe tables (and `~~` for struck text), links made absolute."""
    writer = _Writer(Links(base_url))
    for node, entered in walk(outline(blocks)):
        if isinstance(node, Leaf):
            writer.write(_leaf(node, writer.links))
        elif node.tag == "table":
            for part in _table(node, writer.links):
                writer.write(part)
        elif entered:
            writer.enter(node)
        else:
            writer.leave()
    return "\n".join(writer.lines)


def heading(title: str, line: str) -> str:
    """Title, and byline with date, as a heading and a line in italics."""
    title, line = (_SYNTAX.sub(r"\\\1", part) for part in (title, line))
    return "\n\n".join(filter(None, (title and f"# {title}", line and f"*{line}*")))


def document(body: str, title: str, line: str, *, with_metadata: bool) -> str:
    """A file of CommonMark, with title and line above the body where they are asked for."""
    return plain_document(body, title and f"# {title}", line, with_metadata=with_metadata)


@dataclass(slots=True)
class _Open:
    """A container being written: what its lines start with, and its items so far."""

    branch: Branch
    prefix: str
    items: int = 0
    marker: int = 0  # which of the two list markers
    followed: int = -1  # marker of the list that ended last inside, where nothing came after it


@dataclass(slots=True)
class _Writer:
    """Writes blocks as lines of CommonMark, container by container."""

    links: Links
    lines: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=lambda: [_Open(Branch("", 0), "")])
    shared: int = 1  # how many of the containers of the last lines are still open
    pending: str = ""  # markers of items that have no line yet

    def enter(self, branch: Branch) -> None:
        """Open a container; its marker waits for the first line inside."""
        around = self.opened[-1]
        marker = 0
        prefix = bullet = ""
        if branch.tag in _MARKED:
            marker = 1 - around.followed if around.followed >= 0 else 0
        elif branch.tag == "blockquote":
            prefix = bullet = "> "
        elif branch.tag in _ITEMS:
            around.items += 1
            bullet = _BULLETS[around.marker]
            if around.branch.tag == "ol":
                bullet = f"{around.items}{_NUMBER_ENDS[around.marker]}"
            prefix = " " * len(bullet)
        self.pending += bullet
        followed = -1 if prefix or branch.tag in _MARKED else around.followed
        self.opened.append(_Open(branch, prefix, marker=marker, followed=followed))

    def leave(self) -> None:
        """Close the innermost container."""
        done = self.opened.pop()
        self.shared = min(self.shared, len(self.opened))
        self.opened[-1].followed = done.marker if done.branch.tag in _MARKED else done.followed

    def write(self, lines: Sequence[str]) -> None:
        """Put a block after the ones before, inside the open containers."""
        if not lines:
            return
        if self.lines and not self._is_tight():
            self.lines.append(self._prefix(self.shared).rstrip())
        start = self._prefix(self.shared) + self.pending
        rest = self._prefix(len(self.opened))
        for line in lines:
            self.lines.append(start + line if line else start.rstrip())
            start = rest
        self.pending = ""
        self.shared = len(self.opened)
        for around in self.opened:
            around.followed = -1

    def _prefix(self, depth: int) -> str:
        return "".join(around.prefix for around in self.opened[:depth])

    def _is_tight(self) -> bool:
        """Whether what comes is an item of a list that goes on."""
        if not self.pending or self.shared >= len(self.opened):
            return False
        begins = self.opened[self.shared].branch.tag
        return begins in _ITEMS or (begins in _MARKED and self.opened[self.shared - 1].branch.tag == "li")


def _leaf(leaf: Leaf, links: Links) -> list[str]:
    if leaf.tag == "pre":
        return _fenced(leaf)
    lines = _inline_lines(leaf, links)
    if not lines:
        return []
    if leaf.tag != "p":
        return [f"{'#' * int(leaf.tag[1])} {_guard_end(' '.join(lines))}"]
    return [*(f"{_guard_start(line)}\\" for line in lines[:-1]), _guard_start(lines[-1])]


def _inline_lines(leaf: Leaf, links: Links) -> list[str]:
    return [inline(found) for line in leaf.lines if (found := pieces(line, links, one_look))]


def _fenced(leaf: Leaf) -> list[str]:
    code = "\n".join(read_lines(leaf)).strip("\n")
    fence = "`" * max(3, longest_backticks(code) + 1)
    return [fence + leaf.lines[0][0].language, *code.split("\n"), fence]


def _guard_start(line: str) -> str:
    if _BLOCK_START.match(line):
        return "\\" + line
    return _ITEM_NUMBER.sub(r"\1\\\2", line, count=1) if _ITEM_NUMBER.match(line) else line


def _guard_end(line: str) -> str:
    return f"{line[:-1]}\\#" if _CLOSING_HASHES.search(line) else line


def _table(table: Branch, links: Links) -> list[list[str]]:
    """The captions as paragraphs, then the table."""
    parts: list[list[str]] = []
    for part in branches(table):
        if part.tag == "caption":
            parts.extend(_leaf(Leaf("p", 0, leaf.lines), links) for leaf in leaves(part))
    rows = aligned([row_of(part) for part in branches(table) if part.tag == "tr"])
    lines = [_row(row, links) for row in rows]
    width = len(rows[0])
    if not is_head(rows[0]):
        lines.insert(0, "|" + "  |" * width)
    lines.insert(1, "|" + " --- |" * width)
    return [*parts, lines]


def _row(row: Sequence[Branch | None], links: Links) -> str:
    cells = []
    for cell in row:
        lines = [line for leaf in leaves(cell) for line in _inline_lines(leaf, links)] if cell else []
        cells.append(" ".join(lines).replace("|", "\\|"))
    return f"| {' | '.join(cells)} |"
