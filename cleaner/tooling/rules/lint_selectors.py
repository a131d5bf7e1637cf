"""A rule's selectors → those that will not last, match nothing, match too much, or say what is said already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleaner.page.dom import Page
from cleaner.page.segment import segment
from cleaner.rules.mark import field_values, mark
from cleaner.rules.schema import Layout, Rule
from cleaner.tooling.fixtures.witness import first_match, scope, selectors
from cleaner.tooling.rules.stable_names import is_hashed

_NAME = re.compile(r"[.#]([A-Za-z_][\w-]*)")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_TOO_MUCH = 0.9  # of a fixture's content


class Remark(NamedTuple):
    """What is to be said of a selector; `is_note` when it may be right all the same."""

    selector: str
    message: str
    is_note: bool = False


def remarks(rule: Rule, pages: Sequence[Page], platforms: Sequence[Rule]) -> Iterator[Remark]:
    """What is to be said of a site's rule, given its fixtures and the platforms there are."""
    for layout in rule.layouts:
        yield from _hashed(layout)
        yield from _on_pages(rule, layout, pages)
    yield from _unreachable(rule.layouts)
    yield from _said_already(rule, platforms)


def _hashed(layout: Layout) -> Iterator[Remark]:
    for css in dict.fromkeys(selectors(layout)):
        for name in _NAME.findall(_QUOTED.sub('""', css)):
            if is_hashed(name):
                why = f"{name!r} is made by a build tool and changes with the next build; find a name that people chose"
                yield Remark(css, why)


def _on_pages(rule: Rule, layout: Layout, pages: Sequence[Page]) -> Iterator[Remark]:
    fit = [page for page in pages if mark(page, [replace(rule, layouts=(layout,))]).rule]
    if not fit:
        return  # the layout itself is a finding
    for css in layout.content:
        if any(node.tag in ("html", "body") for page in fit for node in page.select(css)):
            yield Remark(css, "holds the whole page; name what holds the story, or leave `content` out")
    for what in _unseen(layout, fit):
        yield Remark(what, "matches nothing on the fixtures; add a page that shows it, or drop it")
    for css in layout.drop:
        if any(_share(page, css, layout) > _TOO_MUCH for page in fit):
            yield Remark(css, "drops most of the content of a fixture")


def _unseen(layout: Layout, pages: Sequence[Page]) -> Iterator[str]:
    """Selectors and patterns that no page shows: a slip in one of them would come up nowhere."""
    for css in (*layout.content, *layout.keep):
        if all(page.first(css) is None for page in pages):
            yield css
    for css in layout.drop:
        if all(first_match(page, layout, css) is None for page in pages):
            yield css
    for entry in (*layout.title, *layout.author, *layout.date):
        if not any(field_values(page, entry, "") for page in pages):
            yield entry.css
    texts = [block.text for page in pages for block in segment(page, coarse=False).blocks] if layout.drop_text else []
    for pattern in layout.drop_text:
        if not any(pattern.matches(text, 0, 1) for text in texts):
            yield pattern.like


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
            yield Remark("[[layout]]", why)
        elif layout.content and taken.issuperset(layout.content):
            why = f"layout {name} is never reached: those before it have all of its `content`"
            yield Remark(layout.content[0], why)
        if layout.valid_until is None:
            taken |= set(layout.content)


def _said_already(rule: Rule, platforms: Sequence[Rule]) -> Iterator[Remark]:
    own = [layout for layout in rule.layouts if layout.content]
    fields = any(
        (*layout.title, *layout.author, *layout.date, *layout.keep, *layout.drop_text) for layout in rule.layouts
    )
    if not own or fields:
        return
    for platform in platforms:
        content = {css for layout in platform.layouts for css in layout.content}
        drop = {css for layout in platform.layouts for css in layout.drop}
        if all(content.issuperset(layout.content) and drop.issuperset(layout.drop) for layout in own):
            message = f"{platform.name} says all of this; a site's own rule is for what is peculiar to it"
            yield Remark(own[0].content[0], message, is_note=True)


def line_of(file: Path, selector: str) -> int:
    """Where a selector stands in its file, from 1; 0 when it is written otherwise there."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if selector in line or selector.replace('"', '\\"') in line:
            return number
    return 0
