"""The compiled twins of this room's hottest loops, where they could be built; Python has them, too, but for two.

`trim` (`_trim.pxi`) and the bounds of formatting and names (`_bounds.pxi`) have none, because they only spare work:
without them the parser reads the whole page, and `nesting` follows more pages tag by tag.

`_walk.pyx` and `_survey.pyx` read lexbor's tree in memory, so they are used only with the very release of selectolax
that they were written for. Without a compiler, without a wheel for the machine, or with another release, Python runs
instead and gives the same result (`tests/test_native.py`, `tests/test_survey.py`), only slower.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType
    from typing import TypeAlias

    from cleaner.model import Block, Marks, StandIns
    from cleaner.page.dom import Page
    from cleaner.page.segmentation import Picture

    Walk: TypeAlias = Callable[
        [int, Marks, bool, StandIns],
        tuple[
            list[Block],
            list[int],
            list[tuple[int, str, str, str, int, int]],
            list[int],
            list[bool],
            list[int],
            list[Picture],
            bool,
            bool,
        ],
    ]

WRITTEN_FOR = "1.0.2"
"""Release of selectolax whose structures `_lexbor.pxi` declares."""


def missing(parser: str) -> str:
    """Why the compiled loops cannot be used, for people; empty where they can.

    Args:
        parser: release of selectolax.
    """
    if parser != WRITTEN_FOR:
        return f"selectolax {parser} is installed, and they are written for {WRITTEN_FOR}"
    try:
        from cleaner.page import _scan, _survey, _walk  # noqa: F401
    except ImportError as error:
        return str(error)
    return ""


def load_walk(parser: str, names: Mapping[int, str], probe: Callable[[Sequence[str]], Page]) -> Walk | None:
    """The compiled walk, or None.

    Args:
        parser: release of selectolax.
        names: the parser's number of each element.
        probe: makes a page with a link that has the attributes of these names.
    """
    if parser != WRITTEN_FOR:
        return None
    try:
        from cleaner.page._walk import learn, walk
    except ImportError:
        return None
    page = probe(_ATTRIBUTES)
    link = page.first("a")
    if link is None:
        return None
    learn(names, link.mem_id, _ATTRIBUTES)
    return walk


def load_survey(parser: str, names: Mapping[int, str], probe: Callable[[Sequence[str]], Page]) -> ModuleType | None:
    """The compiled survey of what metadata and rules look for, or None.

    Args:
        parser: release of selectolax.
        names: the parser's number of each element.
        probe: makes a page with a link that has the attributes of these names.
    """
    if parser != WRITTEN_FOR:
        return None
    try:
        from cleaner.page import _survey
    except ImportError:
        return None
    page = probe(_ATTRIBUTES)
    link = page.first("a")
    if link is None:
        return None
    _survey.learn(dict(names), link.mem_id, _ATTRIBUTES)
    return _survey


# Those that the parser has numbers for are among them.
_ATTRIBUTES = """
    abbr accept accept-charset accesskey action active align alink alt archive async autocomplete autofocus
    autoplay axis background bgcolor border cellpadding cellspacing char charoff charset checked cite class
    classid clear code codebase codetype color cols colspan compact content contenteditable controls coords
    crossorigin data datetime declare default defer dir direction disabled download draggable enctype face focus
    font for form frame frameborder headers height hidden href hreflang hspace html http-equiv id integrity is
    ismap itemid itemprop itemref itemscope itemtype label lang language link list longdesc loop marginheight
    marginwidth max maxlength media method min multiple muted name nohref nomodule noresize noshade novalidate
    nowrap object onclick onerror onload onsubmit open pattern placeholder poster preload profile prompt property
    public pubdate readonly referrerpolicy rel required rev role rows rowspan rules sandbox scheme scope scrolling
    selected shape size sizes slot span spellcheck src srcdoc srclang srcset standby start step style summary
    system tabindex target text title translate type typeof usemap valign value valuetype version vlink vspace
    width wrap xml:lang xmlns
""".split()  # noqa: SIM905


@cache
def load_scan() -> ModuleType | None:
    """The compiled look at a page's bytes, or None."""
    try:
        from cleaner.page import _scan
    except ImportError:
        return None
    return _scan
