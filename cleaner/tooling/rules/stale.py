"""A page that its site's rule does not fit → each selector, what it matched, and why that was not trusted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cleaner.lexicon.words import count_words
from cleaner.page.dom import Page
from cleaner.rules.mark import MIN_CHARS
from cleaner.rules.schema import Layout, Rule
from cleaner.rules.select import find, text_length
from cleaner.rules.toml_lines import TomlLines
from cleaner.tooling.counted import counted
from cleaner.tooling.shown_path import shown
from cleaner.trace import Trace


def site_rule(trace: Trace) -> Rule | None:
    """The rule of the page's site, whether it was trusted or not."""
    return next((rule for rule in trace.rules if rule.scope == "site"), None)


def why_stale(page: Page, trace: Trace, crawled: date | None = None) -> Iterator[str]:
    """Why the rule of the page's site took no part; nothing where it did, or where there is none.

    Args:
        page: that was cleaned.
        trace: of it.
        crawled: the day it was fetched, as the cleaner was told.
    """
    rule = site_rule(trace)
    if rule is None or trace.article.rule == rule.name:
        return
    if trace.labelling.stale != rule.name:
        yield f"{shown(Path(rule.file))}: no part of the body is on the page as the rule sees it: {_source(trace)}"
        return
    for where, css in _candidates(rule, crawled):
        yield f"{where}: {_matched(page, trace, css) if css else 'ended before the page was crawled'}"


def _source(trace: Trace) -> str:
    return next((text for text in trace.article.warnings if text.startswith("body from")), "no layout of it fits")


def _candidates(rule: Rule, crawled: date | None) -> Iterator[tuple[str, str | None]]:
    """Each selector of a layout's content with its place in the file; None for a layout that was over."""
    file = Path(rule.file)
    lines = TomlLines(file.read_text("utf-8-sig"))
    for place, layout in enumerate(rule.layouts):
        within = lines.layout(place)
        if _is_over(layout, crawled):
            line = lines.find("valid_until", within=within)
            yield f"{shown(file)}:{line}: valid_until {layout.valid_until}", None
            continue
        for css in layout.content:
            yield f"{shown(file)}:{lines.find('content', css, within)}: content {css!r}", css


def _is_over(layout: Layout, crawled: date | None) -> bool:
    return bool(crawled and layout.valid_until and crawled > layout.valid_until)


def _matched(page: Page, trace: Trace, css: str) -> str:
    nodes = list(find(page, (css,)))
    if not nodes:
        return "matches nothing"
    chars = sum(text_length(page, node) for node in nodes)
    found = f"matches {counted(len(nodes), 'element')} with {counted(chars, 'character')} of text"
    if chars < MIN_CHARS:
        return f"{found}; what holds a story has {MIN_CHARS} at least"
    if not any(block.mark and block.mark.selector == css for block in trace.blocks):
        return f"{found}; another selector was taken"
    held, whole = _words(trace)
    return (
        f"{found}; it holds {held} of the {whole} words that the heuristic keeps, and is trusted from half of them on"
    )


def _words(trace: Trace) -> tuple[int, int]:
    """Words of the article that the rule holds, and all of them; what the rule drops by name does not count."""
    held = whole = 0
    for block in trace.labelling.inside():
        text, mark = trace.blocks[block].text, trace.blocks[block].mark
        if mark is None or mark.action != "drop":
            whole += count_words(text)
            held += count_words(text) if mark else 0
    return held, whole
