"""The compiled twins of this room's hottest loops, where they could be built; Python has them, too, but for two.

`trim` (`_trim.pxi`) and the bounds of formatting and names (`_bounds.pxi`) have none, because they only spare work:
without them the parser reads the whole page, and `hostile_markup` follows more pages tag by tag.

`_walk.pyx` and `_survey.pyx` read lexbor's tree in memory, so they are used only with the very release of selectolax
that they were written for, where its structures are found to be as they are declared, and where both read a page that
is built in as Python does (`cleaner.page.segment`, `cleaner.page.survey`). Without a compiler, without a wheel for the
machine, or with another release, Python runs instead and gives the same result (`tests/test_native.py`,
`tests/test_survey.py`), only slower.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType
    from typing import TypeAlias

    from cleaner.model import Block, Marks, StandIns
    from cleaner.page.blocks_and_boxes import Picture
    from cleaner.page.dom import Node, Page

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

TRIAL = (
    "<!doctype html><html lang=en><head><title>A trial</title><meta name=author content='Ada Bell'>"
    "<script type='application/ld+json'>{}</script><link rel=license href=/l></head><body class='a B' id=c>"
    "<nav><a href=/>Home</a> <a href=/n>News</a></nav><article itemscope itemtype=T><h1 itemprop=headline>A trial</h1>"
    "<time datetime=2024-05-06>today</time><p class=lead>One <b>two</b> <a href='/x' rel=author>three</a><br><br>four"
    "<ul><li>é 文<li hidden>six<ol><li>seven</ol></ul><table><tr><td rowspan=2>8<td colspan=2>9<tr><td>10</table>"
    "<x-name-of-more-than-sixteen>11</x-name-of-more-than-sixteen><img src=/i alt=i><pre>12\n 13</pre><!-- 14 -->"
    "<picture><source srcset=/s><img></picture><math><mi>x</mi></math><aside role=note>15</aside></article>"
    "<footer>16<svg><a>17</a></svg><template>18</template></footer>"
)
"""A page with something of each that the compiled code looks at."""

_refused: list[str] = []


def refuse(what: str) -> None:
    """Warn that something compiled is not used, because it reads pages otherwise than Python does."""
    _refused.append(f"the {what} reads pages otherwise than Python does")
    warnings.warn(f"cleaner: compiled loops are not used: {_refused[-1]}", RuntimeWarning, stacklevel=3)


def shape_of(node: Node) -> tuple[int, int, int, int, int, int, int]:
    """Number of the name, 1 for an element and 3 for a text, and parent, neighbours, first and last child of a node."""
    around = (node.parent, node.prev, node.next, node.first_child, node.last_child)
    parent, before, after, first, last = (0 if other is None else other.mem_id for other in around)
    return node.tag_id, 1 if node.is_element_node else 3, parent, before, after, first, last


def _is_declared(module: ModuleType, page: Page) -> bool:
    """Whether the nodes of the page `probe` makes are laid out as the module takes them to be."""
    link = page.first("a")
    text = link.first_child if link is not None else None
    above = link.parent if link is not None else None
    if link is None or text is None or above is None:
        return False
    return (
        all(module.shape(node.mem_id) == shape_of(node) for node in (link, text, above))
        and module.text_shape(text.mem_id) == len(text.text() or "")
        and module.attribute_shape(link.mem_id) == len(link.attributes)
    )


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
    return "; ".join(_refused)


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
        from cleaner.page import _walk
    except ImportError:
        return None
    return _walk.walk if _has_learnt(_walk, names, probe, "walk") else None


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
    return _survey if _has_learnt(_survey, names, probe, "survey") else None


def _has_learnt(
    module: ModuleType, names: Mapping[int, str], probe: Callable[[Sequence[str]], Page], what: str
) -> bool:
    """Whether the parser lays out its nodes as the module takes them to be; if so the module learns its numbers."""
    page = probe(_ATTRIBUTES)
    link = page.first("a")
    if link is None or not _is_declared(module, page):
        refuse(what)
        return False
    module.learn(dict(names), link.mem_id, _ATTRIBUTES)
    return True


# Names of attributes, all that the parser has fixed numbers for among them. The compiled code learns these numbers from
# a link that has all of the attributes.
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
