"""What a page's own style sheets hide: `.x { display: none }` in a `style` element, for classes and ids by themselves.

Sheets elsewhere are not read. A name that some other rule shows again, as for wider screens or when a script sets a
class beside it, hides nothing; nor does what holds for some screens alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner import expressions as re

# Bytes of style sheets that are read. Longer sheets are frameworks, which hide what their scripts show.
_MOST_BYTES: Final = 20_000
# Sheets that begin within so many bytes are read; a search through the whole page costs more time than it is worth.
_FARTHEST: Final = 40_000
_OPENS: Final = b"<style"
_NONE: Final = re.compile(rb"display\s*:\s*none")
# A comment that is never closed goes on to the sheet's end.
_COMMENT: Final = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|$)")
_BRACE: Final = re.compile(r"([{}])")
_NAME: Final = re.compile(r"([a-z]+[0-9]?)?([.#])([A-Za-z_][\w-]*)", re.ASCII)
_HIDES: Final = re.compile(r"display\s*:\s*none")
_SHOWS: Final = re.compile(r"display\s*:\s*(?!none)[a-z]")
_MENTIONED: Final = re.compile(r"[.#]([A-Za-z_][\w-]*)", re.ASCII)


def hidden_selectors(raw: bytes) -> frozenset[str]:
    """Classes and ids, with their sign, that a sheet of the page hides and none shows.

    Args:
        raw: the page, with its style sheets.
    """
    hidden: set[str] = set()
    shown: set[str] = set()
    for css in _sheets(raw):
        _read(css.decode("utf-8", "replace"), hidden, shown)
    return frozenset(hidden - shown)


def _sheets(raw: bytes) -> Iterator[bytes]:
    """The page's style sheets that hide something, as far as they are short together and for all screens."""
    left, at = _MOST_BYTES, raw.find(_OPENS, 0, _FARTHEST)
    while at >= 0:
        begins = raw.find(b">", at) + 1
        ends = raw.find(b"</style", begins) if begins else -1
        if ends < 0:
            return
        size = ends - begins
        if size <= left and raw.find(b"none", begins, ends) >= 0 and b"media" not in raw[at:begins]:
            left -= size
            css = raw[begins:ends]
            if _NONE.search(css) is not None:
                yield css
        at = raw.find(_OPENS, ends, _FARTHEST)


def _read(css: str, hidden: set[str], shown: set[str]) -> None:
    """Add the names that a sheet hides and those that it shows, in place."""
    around: list[str] = []
    parts = _BRACE.split(_COMMENT.sub("", css) if "/*" in css else css)
    for said, brace in zip(parts[::2], parts[1::2], strict=False):  # behind the last brace nothing counts
        if brace == "{":
            around.append(said.rsplit(";", 1)[-1].strip())
            continue
        selectors = around.pop() if around else ""
        if any("print" in outer for outer in around):
            continue
        if _HIDES.search(said) and not around:
            for selector in selectors.split(","):
                if (name := _NAME.fullmatch(selector.strip())) is not None:
                    hidden.add(name[2] + name[3])
        elif _SHOWS.search(said):
            shown.update(found[0] for found in _MENTIONED.finditer(selectors))
