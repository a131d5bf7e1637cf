"""Runs of a line → pieces with squeezed white space and safe links."""

from __future__ import annotations

import re
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
# An address's scheme and host, and a path on it, of which every part stays as it is; both in a tenth of the time that
# taking them apart takes.
_SITE = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?=[/?#]|$)")
_PLAIN_PATH = re.compile(
    r"(?:/[A-Za-z0-9_~%-][A-Za-z0-9_~%.-]*+){1,50}/?(?:\?[A-Za-z0-9_~%.=&-]{1,500})?(?:#[A-Za-z0-9_-]{1,200})?"
)
_IS_SAFE = re.compile(f"[A-Za-z0-9{re.escape(_URL_SAFE)}]*+")


class Piece(NamedTuple):
    """A stretch of a line with one link and one look."""

    text: str
    href: str
    style: int


class Links:
    """Resolves links against the page's address; those that are not http, https or mailto become empty."""

    __slots__ = ("_base", "_known", "_site")

    def __init__(self, base_url: str | None) -> None:
        self._base = base_url if base_url and len(base_url) <= MAX_URL_CHARS else ""
        site = _SITE.match(self._base)
        self._site = site[0] if site else ""
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
        if self._site and _PLAIN_PATH.fullmatch(href):
            return self._site + href
        # Browsers drop tabs and line ends anywhere in a link and controls at its ends: `java\nscript:` is a script.
        if not href.isprintable():
            href = "".join(char for char in href if char.isprintable())
        href = href.strip()
        try:
            url = urljoin(self._base, href)
            parts = urlsplit(url)
            host = parts.hostname
        except ValueError:
            return ""
        if parts.scheme not in SCHEMES or not (host or (parts.scheme == "mailto" and parts.path)):
            return ""
        return url if _IS_SAFE.fullmatch(url) else quote(url, safe=_URL_SAFE, errors="replace")


def pieces(line: Sequence[Block], links: Links, look: Callable[[int], int] | None = None) -> list[Piece]:
    """The runs of a line of blocks, white space squeezed and never at the edge of a link or a look.

    Args:
        line: blocks that share the line.
        links: resolves the runs' links.
        look: what becomes of a run's style; all of it stays when not given.
    """
    out = _Pieces()
    gap = False
    for position, block in enumerate(line):
        if position:
            gap = gap or not is_tight(line[position - 1], block)
        for text, href, style in block.runs or ((block.text, "", 0),):
            text = printable(text)
            words = text.split()
            if style & PICTURE:
                if address := links.resolve(href):
                    out.add(Piece(" ".join(words), address, PICTURE), gap=gap)
                gap = True
                continue
            if not words:
                gap = gap or bool(text)
                continue
            piece = Piece(" ".join(words), links.resolve(href), look(style) if look else style)
            out.add(piece, gap=gap or text[0].isspace())
            gap = text[-1].isspace()
    return out.all()


def is_tight(before: Block, after: Block) -> bool:
    """Whether two parts of a split paragraph meet without a blank: where it was, it may have gone with neither."""
    if after.text[:1] not in _CLOSING:
        return False
    end = before.runs[-1][0][-1:] if before.runs else ""
    start = after.runs[0][0][:1] if after.runs else ""
    return not end.isspace() and not start.isspace()


def verbatim(line: Sequence[Block], links: Links) -> list[Piece]:
    """The runs of a line of `pre`, white space as it stands."""
    out = _Pieces()
    for block in line:
        for text, href, style in block.runs or ((block.text, "", 0),):
            if text := printable(text):
                out.add(Piece(text, links.resolve(href), style), gap=False)
    return out.all()


class _Pieces:
    """Pieces one after the other; those of one link and look become one.

    They are joined at the end: a page may have them by the ten thousand, and to join them as they come would copy at
    each step all that came before.
    """

    def __init__(self) -> None:
        self._texts: list[list[str]] = []
        self._last: list[Piece] = []  # of each the piece that came last

    def add(self, piece: Piece, *, gap: bool) -> None:
        """Put a piece at the end, behind a blank where there is a gap."""
        if gap and self._last:
            self._merge(_space(self._last[-1], piece))
        self._merge(piece)

    def _merge(self, piece: Piece) -> None:
        if self._last and self._last[-1][1:] == piece[1:]:
            self._texts[-1].append(piece.text)
        else:
            self._texts.append([piece.text])
            self._last.append(piece)

    def all(self) -> list[Piece]:
        """The pieces."""
        return [
            last if len(texts) == 1 else last._replace(text="".join(texts))
            for texts, last in zip(self._texts, self._last, strict=True)
        ]


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
