"""Lines that a style breaks or keeps as they stand, as `pre` does: those of paragraphs and of parts of a line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final

from cleaner.model import StandIn
from cleaner.page.dom import TEXT, children
from cleaner.page.elements import BLOCK, DISPLAY, STYLE, STYLE_BIT
from cleaner.page.listing_parts import INDENTED, look_inside
from cleaner.page.listings import code_of

if TYPE_CHECKING:
    from cleaner.page.dom import Node, Page

# Parts of a line whose style tells how its white space is shown, or that they stand apart.
_PARTS: Final = ", ".join(
    f"{tag}[style*='{said}']"
    for tag in ("span", "font", "small", "b", "strong", "i", "em", "code", "kbd", "samp", "cite", "q")
    for said in ("white-space", "display")
)
# Paragraphs and cells whose style tells how their white space is shown.
_PARAGRAPHS: Final = ", ".join(
    f"{tag}[style*='white-space']" for tag in ("p", "div", "blockquote", "li", "td", "dd", "section")
)
# Boxes that also lay out a page.
_LAYOUT: Final = frozenset(("div", "section", "td"))
# A style that keeps the ends of lines as they are written.
_KEEPS: Final = re.compile(r"white-space:pre(?:-wrap|-line)?(?:;|!|$)")
# A style that sets an element on lines of its own.
_APART: Final = re.compile(r"display:block(?:;|!|$)")


def set_lines(page: Page, known: Container[int]) -> dict[int, StandIn]:
    """What stands for parts of a line that hold text alone and whose style keeps its lines, or sets it on its own line.

    Code of several lines is a listing.

    Args:
        page: a parsed page.
        known: ids of elements that something stands for already.
    """
    found: dict[int, StandIn] = {}
    for node in page.select(_PARTS):
        if node.mem_id in known or (node.parent is not None and node.parent.tag == "pre"):
            continue
        css = (node.attributes.get("style") or "").replace(" ", "").lower()
        kept = _KEEPS.search(css) is not None and "\n" in (node.text() or "").strip()
        if kept and (code := _code(node)):
            found[node.mem_id] = StandIn(code, tag="pre")
            continue
        text = _text_alone(node)
        if not text:
            continue
        lines = _lines(text) if kept else text.replace("\n", " ")
        if _APART.search(css) is not None and not (node.prev is None and node.next is None):
            found[node.mem_id] = StandIn(f"\n{lines}\n", tag="br", style=STYLE_BIT.get(node.tag or "", 0))
        elif kept:
            found[node.mem_id] = StandIn(lines, tag="br", style=STYLE_BIT.get(node.tag or "", 0))
    return found


def kept_lines(page: Page, known: Container[int]) -> dict[int, StandIn]:
    """What stands for the texts of paragraphs whose style keeps their line ends, as verse that is pasted has it.

    Args:
        page: a parsed page.
        known: ids of elements that something stands for already.
    """
    found: dict[int, StandIn] = {}
    for node in page.select(_PARAGRAPHS):
        css = (node.attributes.get("style") or "").replace(" ", "").lower()
        # Boxes of editors and feeds that wrap their lines hold prose whose source is wrapped, too.
        only_wraps = node.tag in _LAYOUT and "white-space:pre-wrap" in css
        if node.mem_id not in known and _KEEPS.search(css) and not only_wraps:
            for text in _texts_of(node, known):
                written = text.text_content or ""
                if "\n" in written.strip():
                    found[text.mem_id] = StandIn(_lines(written), tag="br")
    return found


def _texts_of(node: Node, known: Container[int]) -> Iterator[Node]:
    """The texts of a paragraph, those in parts of its lines among them."""
    for child in children(node):
        if child.tag_id == TEXT:
            yield child
        elif child.mem_id not in known and DISPLAY.get(child.tag or "", BLOCK) <= STYLE:
            yield from _texts_of(child, known)


def _code(node: Node) -> str:
    """The lines of a part of a line that is code, or whose words are set apart in it as those of code are."""
    if node.tag != "code" and (_text_alone(node) or not INDENTED.search(node.text() or "")):
        return ""
    held = look_inside(node)
    return "" if held.has_prose or node.css_first("a") is not None else code_of(node, held)


def _lines(text: str) -> str:
    """The text without blanks around its line ends, and without empty lines."""
    first, *more = text.strip("\n").split("\n")
    if not more:
        return first
    return "\n".join((first.rstrip(), *filter(None, map(str.strip, more[:-1])), more[-1].lstrip()))


def _text_alone(node: Node) -> str:
    """The text of an element that holds nothing else."""
    child = node.first_child
    if child is None or child.tag_id != TEXT or child.next is not None:
        return ""
    text = child.text_content or ""
    return text if text.strip() else ""
