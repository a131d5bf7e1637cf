"""What a page's own style sheets hide: `.x { display: none }` in a `style` element, for classes and ids by themselves.

Of short sheets the other ways to hide are read as well: letters of no size, a place off the screen, a box without
height. Sheets elsewhere are not read. A name that some other rule shows again, as for wider screens or when a script
sets a class beside it, hides nothing; nor does what holds for some screens alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner import expressions as re
from cleaner.page.hiding_styles import HIDDEN, look_of

# Bytes of style sheets that are read. Longer sheets are frameworks, which hide what their scripts show.
_MOST_BYTES: Final = 20_000
# Sheets that begin within so many bytes are read; a search through the whole page costs more time than it is worth.
_FARTHEST: Final = 40_000
# A sheet of at most so many bytes is read for all ways to hide, if it has one of these without its blanks.
_SHORT: Final = 1_000
_WAYS: Final = (b"visibility:hidden", b"font-size:0", b":-9", b"clip:rect(", b"clip-path:", b"opacity:0", b"height:0")
LETTERS: Final = "~"
"""Sign of a class whose letters have no size: a box may have it whose children have letters of their own size."""
_OPENS: Final = b"<style"
_NONE: Final = re.compile(rb"display\s*:\s*none")
# A comment that is never closed goes on to the sheet's end.
_COMMENT: Final = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|$)")
_BRACE: Final = re.compile(r"([{}])")
_NAME: Final = re.compile(r"([a-z]+[0-9]?)?([.#])([A-Za-z_][\w-]*)", re.ASCII)
_HIDES: Final = re.compile(r"display\s*:\s*none")
_SHOWS: Final = re.compile(r"display\s*:\s*(?!none)[a-z]")
_SHOWS_OTHERWISE: Final = re.compile(
    r"visibility\s*:\s*(?!hidden|collapse)[a-z]|(?:opacity|height|font-size)\s*:\s*(?:[1-9a-z]|0?\.[1-9])"
)
_NO_LETTERS: Final = re.compile(r"(?:^|;)\s*font-size\s*:\s*0(?![.\d])")
_MENTIONED: Final = re.compile(r"[.#]([A-Za-z_][\w-]*)", re.ASCII)


def hidden_selectors(raw: bytes) -> frozenset[str]:
    """Classes and ids, with their sign, that a sheet of the page hides and none shows; `~` for letters of no size.

    Args:
        raw: the page, with its style sheets.
    """
    hidden: set[str] = set()
    shown: set[str] = set()
    for css in _sheets(raw):
        _read(css.decode("utf-8", "replace"), hidden, shown)
    return frozenset(name for name in hidden if name.replace(LETTERS, ".") not in shown)


def _sheets(raw: bytes) -> Iterator[bytes]:
    """The page's style sheets that hide something, as far as they are short together and for all screens."""
    left, at = _MOST_BYTES, raw.find(_OPENS, 0, _FARTHEST)
    while at >= 0:
        begins = raw.find(b">", at) + 1
        ends = raw.find(b"</style", begins) if begins else -1
        if ends < 0:
            return
        size = ends - begins
        may_hide = raw.find(b"none", begins, ends) >= 0
        if size <= left and (may_hide or size <= _SHORT) and b"media" not in raw[at:begins]:
            left -= size
            css = raw[begins:ends]
            if (may_hide and _NONE.search(css) is not None) or (size <= _SHORT and _may_hide_otherwise(css)):
                yield css
        at = raw.find(_OPENS, ends, _FARTHEST)


def _may_hide_otherwise(css: bytes) -> bool:
    squeezed = css.replace(b" ", b"")
    return any(way in squeezed for way in _WAYS)


def _read(css: str, hidden: set[str], shown: set[str]) -> None:
    """Add the names that a sheet hides and those that it shows, in place."""
    around: list[str] = []
    is_short = len(css) <= _SHORT
    parts = _BRACE.split(_COMMENT.sub("", css) if "/*" in css else css)
    for said, brace in zip(parts[::2], parts[1::2], strict=False):  # behind the last brace nothing counts
        if brace == "{":
            around.append(said.rsplit(";", 1)[-1].strip())
            continue
        selectors = around.pop() if around else ""
        if any("print" in outer for outer in around):
            continue
        no_letters = is_short and _NO_LETTERS.search(said) is not None
        if not around and (no_letters or _HIDES.search(said) or (is_short and look_of(said) == HIDDEN)):
            for selector in selectors.split(","):
                if (name := _NAME.fullmatch(selector.strip())) is not None:
                    hidden.add((LETTERS if no_letters and name[2] == "." else name[2]) + name[3])
        elif _SHOWS.search(said) or (is_short and _SHOWS_OTHERWISE.search(said)):
            shown.update(found[0] for found in _MENTIONED.finditer(selectors))
