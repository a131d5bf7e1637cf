"""Whether a style attribute, or a well-known class, hides its element: not shown, off the screen, cut to nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cleaner import expressions as re

# So many pixels away nothing is on any screen; `left:-100%` is a slide that a script moves in.
_OFF_SCREEN: Final = re.compile(r"(?:^|;)(?:left|right|top|bottom|text-indent):-([0-9]++)[0-9.]*+(px|r?em|v[wh])")
_FAR: Final = 900
_PIXELS: Final = {"px": 1, "em": 16, "rem": 16, "vw": 10, "vh": 10}
_CUT_TO_NOTHING: Final = re.compile(
    r"(?:^|;)(?:clip:rect\((?:[01](?:px)?,?){4}\)|clip-path:(?:inset\((?:50|100)%|circle\(0))"
)
# A box of no height or width that shows nothing of what flows out of it.
_NO_SIZE: Final = re.compile(r"(?:^|;)(?:max-)?(?:height|width):0(?:px|r?em|%)?(?:!important)?(?:;|$)")
_CLOSED: Final = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)")
# Letters of no size. A box may have none so that its columns stand close together, and its children their own.
_NO_LETTERS: Final = re.compile(r"(?:^|;)font-size:0(?:px|r?em|%)?(?:!important)?(?:;|$)")
_TRANSPARENT: Final = re.compile(r"(?:^|;)opacity:(?:0++(?:\.0*+)?|\.0++)%?(?:!important)?(?:;|$)")
# What is moved or turned besides fades in as its reader comes to it. Of 114,000 letters in transparent boxes of mixed
# pages that the heuristic chose, 104,000 were in the gold text: in such boxes, or in those that hold others.
_FADING: Final = ("trans", "animat", "will-change", "filter")


SHOWN, TRANSPARENT, HIDDEN = range(3)
"""What a style makes of its element. A transparent element that holds others is shown by a script later on."""


def look_of(css: str, *, heading: bool = False) -> int:
    """Whether a style attribute hides an element from readers: SHOWN, TRANSPARENT or HIDDEN.

    Args:
        css: the attribute.
        heading: the element is a heading. A heading that is moved off the screen is there for those who have the page
            read out, and counts as shown.
    """
    css = css.lower()
    if "none" in css or "hidden" in css:
        squeezed = css.replace(" ", "")
        if "display:none" in squeezed or "visibility:hidden" in squeezed:
            return HIDDEN
        if not heading and _CLOSED.search(squeezed) and _NO_SIZE.search(squeezed):
            return HIDDEN
    if heading or not ("opacity" in css or "clip" in css or ":-" in css or ": -" in css or "size" in css):
        return SHOWN
    squeezed = "".join(css.split())
    if _CUT_TO_NOTHING.search(squeezed) or _is_off_screen(squeezed):
        return HIDDEN
    if not _is_transparent(squeezed):
        return TRANSPARENT if _NO_LETTERS.search(squeezed) else SHOWN
    return HIDDEN if "position:absolute" in squeezed or "position:fixed" in squeezed else TRANSPARENT


def _is_transparent(squeezed: str) -> bool:
    return _TRANSPARENT.search(squeezed) is not None and not any(word in squeezed for word in _FADING)


def _is_off_screen(squeezed: str) -> bool:
    return any(int(found[1][:6]) * _PIXELS[found[2]] >= _FAR for found in _OFF_SCREEN.finditer(squeezed))


# Names that frameworks and blogs give to text which is read out to those who cannot see, and shown to nobody.
_UNSEEN: Final = re.compile(
    r"(?:^|[\s_-])(?<!not-)(?:(?:is-)?sr-(?:only|text)|visually-?hidden|hidden-?visually|show-for-sr|element-invisible"
    r"|assistive-text|a11y-hidden|screen-?reader(?:s|-?text|s?-?only)?)(?![a-z])",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def says_unseen(classes: str) -> bool:
    """Whether classes say that a text is there for screen readers alone."""
    return _UNSEEN.search(classes) is not None
