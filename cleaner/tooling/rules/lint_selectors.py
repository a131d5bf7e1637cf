"""A rule's selectors → those that will not last, match nothing, match too much, or say what is said already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaner.page.dom import Page
from cleaner.page.segment import segment
from cleaner.rules.dialect import NAME_ASKED, QUOTED
from cleaner.rules.mark import field_values, mark
from cleaner.rules.schema import FIELDS, Layout, Rule
from cleaner.tooling.fixtures.witness import first_match, keyed_selectors, scope
from cleaner.tooling.rules.stable_names import is_hashed

_TOO_MUCH = 0.9  # of a fixture's content
# What is said of a selector or pattern that does nothing on the fixtures, by where else it matches.
_NOTHING = "matches nothing on the fixtures; mend it, add a page that shows it, or drop it"
_OUTSIDE = "matches only outside the layout's content, where all goes anyway; drop it, or widen `content`"
_DUMPS_ONLY = "matches only outside the layout's content: it does something in plain-text dumps alone"


class Remark(NamedTuple):
    """What is to be said of a selector.

    Attributes:
        layout: place of its layout in the file, from 0.
        key: of the layout that it is an entry of; `layout` for the layout as a whole.
        selector: or text pattern; empty for the layout as a whole.
        message: what is wrong, and what to do.
        is_note: it may be right all the same.
        is_unreachable: it says that others before its layout take every page.
    """

    layout: int
    key: str
    selector: str
    message: str
    is_note: bool = False
    is_unreachable: bool = False


def remarks(rule: Rule, pages: Sequence[Page], platforms: Sequence[Rule]) -> Iterator[Remark]:
    """What is to be said of a site's rule, given its fixtures and the platforms there are."""
    yield from on_pages(rule, pages)
    yield from _unreachable(rule.layouts)
    yield from _said_already(rule, platforms)


def on_pages(rule: Rule, pages: Sequence[Page]) -> Iterator[Remark]:
    """What is to be said of each selector and text pattern by itself."""
    for place, layout in enumerate(rule.layouts):
        for key, css, message in (*_hashed(layout), *_on_pages(rule, layout, pages)):
            yield Remark(place, key, css, message, message == _DUMPS_ONLY)


# Key of the layout, selector, message.
_Said = tuple[str, str, str]


def _hashed(layout: Layout) -> Iterator[_Said]:
    for key, css in dict.fromkeys(keyed_selectors(layout)):
        for name in NAME_ASKED.findall(QUOTED.sub('""', css)):
            if is_hashed(name):
                why = f"{name!r} is made by a build tool and changes with the next build; find a name that people chose"
                yield key, css, why


def _on_pages(rule: Rule, layout: Layout, pages: Sequence[Page]) -> Iterator[_Said]:
    fit = [page for page in pages if mark(page, [replace(rule, layouts=(layout,))]).rule]
    if not fit:
        return  # the layout itself is a finding
    for css in layout.content:
        if any(node.tag in ("html", "body") for page in fit for node in page.select(css)):
            yield "content", css, "holds the whole page; name what holds the story, or leave `content` out"
    for key, what in _unseen(layout, fit):
        is_outside = _is_outside(layout, key, what, fit)
        yield key, what, (_DUMPS_ONLY if key == "drop_text" else _OUTSIDE) if is_outside else _NOTHING
    for css in layout.drop:
        if any(_share(page, css, layout) > _TOO_MUCH for page in fit):
            yield "drop", css, "drops most of the content of a fixture"


def _unseen(layout: Layout, pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Selectors and patterns that no page shows, with their keys: a slip in one of them would come up nowhere."""
    shown = {line for page in pages for line in shown_lines(layout, page)}
    said = [*keyed_selectors(layout), *(("drop_text", pattern.like) for pattern in layout.drop_text)]
    yield from (line for line in dict.fromkeys(said) if line not in shown)


def shown_lines(layout: Layout, page: Page) -> Iterator[tuple[str, str]]:
    """Selectors and patterns that have something to do on a page, with their keys."""
    for key, css in keyed_selectors(layout):
        if key not in FIELDS and _shows(page, layout, key, css):
            yield key, css
    for key in FIELDS:
        for entry in getattr(layout, key):
            if field_values(page, entry, ""):
                yield key, entry.css
    texts = list(_texts(layout, page)) if layout.drop_text else []
    for pattern in layout.drop_text:
        if any(pattern.matches(text, 0, 1) for text in texts):
            yield "drop_text", pattern.like


def _texts(layout: Layout, page: Page, *, everywhere: bool = False) -> Iterator[str]:
    """Texts of the blocks that a layout's text patterns see: those within its content, all where it names none."""
    marks = mark(page, [Rule("sites/one", "site", None, (layout,), "")]).marks
    for block in segment(page, marks, coarse=False).blocks:
        if everywhere or not layout.content or (block.mark and block.mark.action != "drop"):
            yield block.text


def _is_outside(layout: Layout, key: str, what: str, pages: Sequence[Page]) -> bool:
    """Whether what drops nothing has something to match, and only the bounds of the content keep it from it."""
    if key == "drop_text":
        (pattern,) = (pattern for pattern in layout.drop_text if pattern.like == what)
        return any(pattern.matches(text, 0, 1) for page in pages for text in _texts(layout, page, everywhere=True))
    return key == "drop" and any(page.first(what) is not None for page in pages)


def _shows(page: Page, layout: Layout, key: str, css: str) -> bool:
    """Whether a selector has something to do on a page; a drop has it inside the content only."""
    return (first_match(page, layout, css) if key == "drop" else page.first(css)) is not None


def _share(page: Page, css: str, layout: Layout) -> float:
    """Share of the content's text that a drop takes out."""
    scopes = scope(page, layout)
    whole = sum(len(node.text()) for node in scopes)
    inner = {node.mem_id: len(node.text()) for around in scopes for node in around.css(css)}
    return max(inner.values(), default=0) / whole if whole else 0.0


def _unreachable(layouts: Sequence[Layout]) -> Iterator[Remark]:
    taken: set[str] = set()
    for place, layout in enumerate(layouts):
        name = layout.name or str(place + 1)
        before = layouts[:place]
        if any(not other.content and other.valid_until is None for other in before):
            why = f"layout {name} is never reached: one before it has no `content` and takes every page"
            yield Remark(place, "layout", "", why, is_unreachable=True)
        elif layout.content and taken.issuperset(layout.content):
            why = f"layout {name} is never reached: those before it have all of its `content`"
            yield Remark(place, "content", layout.content[0], why, is_unreachable=True)
        if layout.valid_until is None:
            taken |= set(layout.content)


def _said_already(rule: Rule, platforms: Sequence[Rule]) -> Iterator[Remark]:
    own = {place: layout for place, layout in enumerate(rule.layouts) if layout.content}
    fields = any(
        (*layout.title, *layout.author, *layout.date, *layout.keep, *layout.drop_text) for layout in rule.layouts
    )
    if not own or fields:
        return
    for platform in platforms:
        content = {css for layout in platform.layouts for css in layout.content}
        drop = {css for layout in platform.layouts for css in layout.drop}
        if all(content.issuperset(layout.content) and drop.issuperset(layout.drop) for layout in own.values()):
            message = f"{platform.name} says all of this; a site's own rule is for what is peculiar to it"
            first = min(own)
            yield Remark(first, "content", own[first].content[0], message, is_note=True)
