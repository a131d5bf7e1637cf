"""Runs of a line → pieces with squeezed white space and safe links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from cleaner.model import CODE, EMPHASIS, PICTURE, STRONG, STRUCK, SUBSCRIPT, SUPERSCRIPT, Block
from cleaner.render.characters import printable

# Of two looks the outer one, as every rendering nests them; a link goes around all of them.
NESTING = (STRUCK, STRONG, EMPHASIS, SUPERSCRIPT, SUBSCRIPT, CODE)

# Schemes of addresses that are written; others, such as `javascript:`, run code or carry data.
SCHEMES = frozenset({"http", "https", "mailto"})

# Longest address that is written; longer ones carry data.
MAX_URL_CHARS = 2_048

# Signs that stand right behind a word.
_CLOSING = frozenset(",.;:!?)]}%’”»…")

# Everything else is percent-encoded, which also leaves nothing in a link that Markdown or HTML could act on.
_URL_SAFE = "%/:=?#[]@!$&+,;~-._'*"
# Addresses that stay as they are when they are resolved and quoted: scheme and host, and plain paths behind them or
# behind the page's folder. Such a link takes a tenth of the time of one that is taken apart.
_SITE = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?=[/?#]|$)")
_PART = r"[A-Za-z0-9_~%-][A-Za-z0-9_~%.-]*+"
_BEHIND = r"(?:\?[A-Za-z0-9%/:=?@!$&+,;~._'*-]{1,500}+)?(?:#[A-Za-z0-9%/:=?@!$&+,;~._'*-]{1,200}+)?"
_PLAIN_PATH = re.compile(rf"(?:/{_PART}){{1,50}}/?{_BEHIND}")
_PLAIN_ADDRESS = re.compile(rf"{_SITE.pattern}(?:{_PLAIN_PATH.pattern}|/?)")
_PLAIN_RELATIVE = re.compile(rf"((?:\.\./)*+)({_PART}(?:/{_PART}){{0,50}}/?{_BEHIND})")
_IS_SAFE = re.compile(f"[A-Za-z0-9{re.escape(_URL_SAFE)}]*+")


class Piece(NamedTuple):
    """A stretch of a line with one link and one look."""

    text: str
    href: str
    style: int


class Links:
    """Resolves links against the page's address; those that are not http, https or mailto become empty."""

    __slots__ = ("_base", "_folders", "_known", "_site")

    def __init__(self, base_url: str | None) -> None:
        self._base = base_url if base_url and len(base_url) <= MAX_URL_CHARS else ""
        site = _SITE.match(self._base)
        self._site = site[0] if site else ""
        self._folders = _folders(self._base, self._site)
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
        if found := self._plain(href):
            return found
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

    def _plain(self, href: str) -> str:
        """The address of a link of which every part stays as it is; else an empty string."""
        if self._site and _PLAIN_PATH.fullmatch(href):
            return self._site + href
        if _PLAIN_ADDRESS.fullmatch(href):
            return href
        if self._folders and (found := _PLAIN_RELATIVE.fullmatch(href)):
            above = min(len(found[1]) // len("../"), len(self._folders) - 1)
            return self._folders[above] + found[2]
        return ""


def _folders(base: str, site: str) -> list[str]:
    """The folder of a page, then those above it up to its site; none where the address is not a plain one."""
    if not site or not _PLAIN_ADDRESS.fullmatch(base):
        return []
    path = base[len(site) :].partition("#")[0].partition("?")[0]
    names = path.split("/")[1:-1]
    return ["/".join([site, *names[:count], ""]) for count in range(len(names), -1, -1)]


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
                    out.add(" ".join(words), address, PICTURE, gap=gap)
                gap = True
                continue
            if not words:
                gap = gap or bool(text)
                continue
            shown = look(style) if look else style
            out.add(" ".join(words), links.resolve(href) if href else "", shown, gap=gap or text[0].isspace())
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
                out.add(text, links.resolve(href), style, gap=False)
    return out.all()


class _Pieces:
    """Pieces one after the other; those of one link and look become one.

    Their texts are joined at the end: a page may have ten thousand, and joining each as it comes would copy all that
    came before. The lists are flat, since Python's garbage collection looks through every list within a list.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        # Of each piece where its texts begin, its link and its style.
        self._starts: list[int] = []
        self._hrefs: list[str] = []
        self._styles: list[int] = []

    def add(self, text: str, href: str, style: int, *, gap: bool) -> None:
        """Put a piece at the end, behind a blank where there is a gap."""
        if gap and self._starts:
            same = self._hrefs[-1] == href
            self._put(" ", href if same else "", _shared(self._styles[-1], style) if same else 0)
        self._put(text, href, style)

    def _put(self, text: str, href: str, style: int) -> None:
        if not self._starts or self._styles[-1] != style or self._hrefs[-1] != href:
            self._starts.append(len(self._texts))
            self._hrefs.append(href)
            self._styles.append(style)
        self._texts.append(text)

    def all(self) -> list[Piece]:
        """The pieces of the line in their order, each with its texts joined."""
        texts, starts = self._texts, self._starts
        if len(texts) != len(starts):
            ends = [*starts[1:], len(texts)]
            texts = ["".join(texts[start:end]) for start, end in zip(starts, ends, strict=True)]
        return list(map(Piece, texts, self._hrefs, self._styles))


@cache  # of two styles of a few bits each
def _shared(before: int, after: int) -> int:
    """The looks that both sides of a space share and it has, too: emphasis must neither start nor end with one."""
    shared = 0
    for bit in NESTING:
        if (before ^ after) & bit:
            break
        shared |= before & bit
    return shared
