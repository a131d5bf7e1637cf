"""Blocks → HTML of known tags, checked once more by a sanitiser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby, islice

from cleaner.model import PICTURE, Block
from cleaner.render.data_tables import aligned, is_head, row_of
from cleaner.render.inline import NESTING, SCHEMES, Links, Piece, pieces, verbatim
from cleaner.render.outline import outline
from cleaner.render.tree import Branch, Leaf, branches, leaves, walk

# fmt: off
TAGS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "br",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "a", "em", "strong", "sub", "sup",
    "s", "img",
})
# fmt: on
_STYLES = tuple(zip(NESTING, ("s", "strong", "em", "sup", "sub", "code"), strict=True))

# Where a lone paragraph stands without its `p`.
_BARE = frozenset({"li", "dt", "dd", "figcaption"})


def html(blocks: Sequence[Block], base_url: str | None = None) -> str:
    """The blocks as HTML without scripts, styles or attributes other than safe links and the languages of listings."""
    return _sanitised(_build(outline(blocks), Links(base_url))).rstrip("\n")


def heading(title: str, line: str) -> str:
    """Title, and byline with date, as a heading and a paragraph."""
    title, line = escape(title), escape(line)
    return "\n".join(filter(None, (title and f"<h1>{title}</h1>", line and f"<p>{line}</p>")))


def document(body: str, title: str, line: str, *, with_metadata: bool) -> str:
    """A whole page, with title and line above the body where they are asked for."""
    above = f"<h1>{escape(title)}</h1>\n<p>{escape(line)}</p>\n" if with_metadata else ""
    return f'<!doctype html>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n{above}{body}\n'


# Text that the sanitiser takes apart at each of these, in time that grows with the square of how many it meets in a
# row: 200 KB of `©` took a second, a megabyte would half a minute.
_SLOW = re.compile("&(?:amp|lt|gt);|[\xa0-\xbf]")
_MANY_SLOW = 1_000
_STAND_IN = 0xF0000  # of a plane that no text uses
_STAND_INS = re.compile("[\U000f0000-\U0010ffff]")


def _sanitised(built: str) -> str:
    """The HTML as the sanitiser leaves it. Many slow characters are replaced by others before, and put back after."""
    import nh3

    def clean(markup: str) -> str:
        return nh3.clean(
            markup,
            tags=set(TAGS),
            attributes={"a": {"href"}, "code": {"class"}, "img": {"src", "alt"}},
            url_schemes=set(SCHEMES),
            link_rel=None,
        )

    if sum(1 for _ in islice(_SLOW.finditer(built), _MANY_SLOW)) < _MANY_SLOW or _STAND_INS.search(built):
        return clean(built)
    met = list(dict.fromkeys(_SLOW.findall(built)))
    stand_ins = {found: chr(_STAND_IN + number) for number, found in enumerate(met)}
    # As the sanitiser itself would write them.
    cleaned = clean(_SLOW.sub(lambda match: stand_ins[match[0]], built))
    for found, stand_in in stand_ins.items():  # three dozen at most: `translate` would look each character up
        cleaned = cleaned.replace(stand_in, "&nbsp;" if found == "\xa0" else found)
    return cleaned


def _build(body: Branch, links: Links) -> str:
    parts: list[str] = []
    bare: set[int] = set()
    for node, entered in walk(body):
        if isinstance(node, Leaf):
            parts.append(_leaf(node, links, id(node) in bare))
        elif node.tag == "table":
            parts.append(_table(node, links))
        elif entered:
            parts.append(f"<{node.tag}>")
            first = node.children[0]
            if node.tag in _BARE and isinstance(first, Leaf) and first.tag == "p" and len(leaves(node)) == 1:
                bare.add(id(first))
        else:
            parts.append(f"</{node.tag}>\n")
    return "".join(parts)


def _leaf(leaf: Leaf, links: Links, bare: bool) -> str:
    if leaf.tag == "pre":
        inside = "\n".join(_inline(verbatim(line, links)) for line in leaf.lines)
        # A parser drops one line end after the opening tag, so a second reading would differ.
        inside = inside.strip("\n")
        if named := leaf.lines[0][0].language:
            inside = f'<code class="language-{escape(named)}">{inside}</code>'
        return f"<pre>{inside}</pre>\n"
    inside = _lines(leaf, links)
    return inside if bare else f"<{leaf.tag}>{inside}</{leaf.tag}>\n"


def _lines(leaf: Leaf, links: Links) -> str:
    return "<br>\n".join(_inline(pieces(line, links)) for line in leaf.lines)


def _inline(line: Sequence[Piece]) -> str:
    if len(line) == 1 and not line[0].href and not line[0].style:  # as nearly all are
        return escape(line[0].text, quote=False)
    parts = []
    for href, group in groupby(line, key=lambda piece: piece.href):
        if line[0].style & PICTURE:
            parts += [f'<img src="{escape(href)}" alt="{escape(piece.text)}">' for piece in group]
            continue
        inside = _styled(list(group), 0)
        parts.append(f'<a href="{escape(href)}">{inside}</a>' if href else inside)
    return "".join(parts)


def _styled(line: Sequence[Piece], level: int) -> str:
    shown = 0
    for piece in line:
        shown |= piece.style
    while level < len(_STYLES) and not shown & _STYLES[level][0]:
        level += 1
    if level == len(_STYLES):
        return "".join([escape(piece.text, quote=False) for piece in line])
    bit, tag = _STYLES[level]
    parts = []
    for on, group in groupby(line, key=lambda piece: bool(piece.style & bit)):
        inside = _styled(list(group), level + 1)
        parts.append(f"<{tag}>{inside}</{tag}>" if on else inside)
    return "".join(parts)


def _table(table: Branch, links: Links) -> str:
    parts = ["<table>\n"]
    captions = [child for child in branches(table) if child.tag == "caption"]
    if captions:
        parts.append(f"<caption>{'<br>'.join(_cell_inside(caption, links) for caption in captions)}</caption>\n")
    rows = aligned([row_of(child) for child in branches(table) if child.tag == "tr"])
    head = is_head(rows[0])
    for position, row in enumerate(rows):
        if position == 0 or (position == 1 and head):
            parts.append("<thead>\n" if head and position == 0 else "<tbody>\n")
        parts.append(f"<tr>{''.join(_cell(cell, links, head and position == 0) for cell in row)}</tr>\n")
        if position == 0 and head:
            parts.append("</thead>\n")
    return "".join([*parts, "</tbody>\n</table>\n"])


def _cell(cell: Branch | None, links: Links, head: bool) -> str:
    if cell is None:
        return "<th></th>" if head else "<td></td>"
    return f"<{cell.tag}>{_cell_inside(cell, links)}</{cell.tag}>"


def _cell_inside(cell: Branch, links: Links) -> str:
    return "<br>\n".join(_lines(leaf, links) for leaf in leaves(cell))
