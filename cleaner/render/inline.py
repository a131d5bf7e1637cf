"""Runs of a line → pieces with squeezed white space and safe links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from cleaner.model import CODE, EMPHASIS, PICTURE, STRONG, STRUCK, SUBSCRIPT, SUPERSCRIPT, Block
from cleaner.render.characters import printable

# Of two looks the outer one, as every rendering nests them; a link goes around all of them.
NESTING = (STRUCK, STRONG, EMPHASIS, SUPERSCRIPT, SUBSCRIPT, CODE)

SCHEMES = frozenset({"http", "https", "mailto"})

# Longer ones carry data, not addresses; and each relative link repeats the base.
MAX_URL_CHARS = 2_048

_CLOSING = frozenset(",.;:!?)]}%’”»…")

# Everything else is percent-encoded, which also leaves nothing in a link that Markdown or HTML could act on.
_URL_SAFE = "%/:=?#[]@!$&+,;~-._'*"


class Piece(NamedTuple):
    """A stretch of a line with one link and one look."""

    text: str
    href: str
    style: int


class Links:
    """Resolves links against the page's address; those that are not http, https or mailto become empty."""

    __slots__ = ("_base", "_known")

    def __init__(self, base_url: str | None) -> None:
        self._base = base_url if base_url and len(base_url) <= MAX_URL_CHARS else ""
        self._known: dict[str, str] = {"": ""}

    def resolve(self, href: str) -> str:
        """The absolute address, or an empty string."""
        found = self._known.get(href)
        if found is None:
            found = self._known[href] = self._read(href)
        return found

    def _read(self, href: str) -> str:
        if len(href) > MAX_URL_CHARS or href.strip() in {"", "#"}:
            return ""
        # Browsers drop tabs and line ends anywhere in a link and controls at its ends: `java\nscript:` is a script.
        href = "".join(char for char in href if char.isprintable()).strip()
        try:
            url = urljoin(self._base, href)
            parts = urlsplit(url)
            host = parts.hostname
        except ValueError:
            return ""
        if parts.scheme not in SCHEMES or not (host or (parts.scheme == "mailto" and parts.path)):
            return ""
        return quote(url, safe=_URL_SAFE, errors="replace")


def pieces(line: Sequence[Block], links: Links, look: Callable[[int], int] | None = None) -> list[Piece]:
    """The runs of a line of blocks, white space squeezed and never at the edge of a link or a look.

    Args:
        line: blocks that share the line.
        links: resolves the runs' links.
        look: what becomes of a run's style; all of it stays when not given.
    """
    out: list[Piece] = []
    gap = False
    for position, block in enumerate(line):
        if position:
            gap = gap or not is_tight(line[position - 1], block)
        for text, href, style in block.runs or ((block.text, "", 0),):
            text = printable(text)
            words = text.split()
            if style & PICTURE:
                if address := links.resolve(href):
                    _append(out, Piece(" ".join(words), address, PICTURE), gap)
                gap = True
                continue
            if not words:
                gap = gap or bool(text)
                continue
            piece = Piece(" ".join(words), links.resolve(href), look(style) if look else style)
            _append(out, piece, gap or text[0].isspace())
            gap = text[-1].isspace()
    return out


def is_tight(before: Block, after: Block) -> bool:
    """Whether two parts of a split paragraph meet without a blank: where it was, it may have gone with neither."""
    if after.text[:1] not in _CLOSING:
        return False
    end = before.runs[-1][0][-1:] if before.runs else ""
    start = after.runs[0][0][:1] if after.runs else ""
    return not end.isspace() and not start.isspace()


def verbatim(line: Sequence[Block], links: Links) -> list[Piece]:
    """The runs of a line of `pre`, white space as it stands."""
    out: list[Piece] = []
    for block in line:
        for text, href, style in block.runs or ((block.text, "", 0),):
            if text := printable(text):
                _append(out, Piece(text, links.resolve(href), style), gap=False)
    return out


def _append(out: list[Piece], piece: Piece, gap: bool) -> None:
    if gap and out:
        _merge(out, _space(out[-1], piece))
    _merge(out, piece)


def _space(before: Piece, after: Piece) -> Piece:
    """A space that belongs to what both sides share: emphasis must neither start nor end with one."""
    if before.href != after.href:
        return Piece(" ", "", 0)
    shared = 0
    for bit in NESTING:
        if (before.style ^ after.style) & bit:
            break
        shared |= before.style & bit
    return Piece(" ", before.href, shared)


def _merge(out: list[Piece], piece: Piece) -> None:
    if out and out[-1][1:] == piece[1:]:
        out[-1] = piece._replace(text=out[-1].text + piece.text)
    else:
        out.append(piece)
