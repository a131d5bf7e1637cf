"""A comparison of two outputs → a report for a browser, of the same kind as that of `explain`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from cleaner.render.report_page import text
from cleaner.tooling.changes import Change, compare
from cleaner.tooling.counted import counted
from cleaner.tooling.diff.compare import ArticleChange, Diff
from cleaner.tooling.diff.lines import summary
from cleaner.tooling.report_assets import blocks_page

# How many of the first changes are shown open.
_OPEN: Final = 3
# The class of the sheet for each sign of a change.
_CLASSES: Final = {"+": "come", "-": "gone", "~": "edited"}
# What is said of an article that one output does not have.
_ONLY: Final = {"gone": "only in the old", "come": "only in the new"}
# Characters of one paragraph that are shown: a browser is slow with more.
_MAX_CHARS: Final = 20_000


def diff_html(diff: Diff, old: str, new: str) -> str:
    """The report as one file's text; `old` and `new` say what was compared. Changes without their texts are a list."""
    compared = f"From {text(old)} to {text(new)}, the largest change first"
    head = f"<header><h1>{text(summary(diff))}</h1><p>{compared}</p></header>\n"
    shown = "\n".join(_article(change, place < _OPEN) for place, change in enumerate(diff.changes))
    buttons = (
        '<nav aria-label="All articles"><button type="button" data-open="all">Open all</button>'
        '<button type="button" data-open="none">Close all</button></nav>'
    )
    body = f'<main class="articles">{buttons if diff.changes else ""}{shown}</main>'
    return blocks_page("What changed – cleaner diff", head + "".join(_filters(diff)) + body, "cleaner diff")


def _filters(diff: Diff) -> Iterator[str]:
    counts = Counter(label for change in diff.changes for label in _labels(change))
    yield '<div class="filters" role="group" aria-label="Filters"><fieldset><legend>Show changes of</legend>'
    for label, count in counts.most_common():
        box = f'<input type="checkbox" data-filter="{text(label.replace(" ", "-"))}" checked>'
        yield f"<label>{box}{text(label)} ({count:,})</label>"
    total = f"{len(diff.changes)} of {len(diff.changes)} shown"
    yield f'</fieldset><span role="status">{total}</span></div>\n'


def _labels(change: ArticleChange) -> Sequence[str]:
    return change.columns if change.status == "changed" else (_ONLY[change.status],)


def _article(change: ArticleChange, is_open: bool) -> str:
    labels = " ".join(f"any-{label.replace(' ', '-')}" for label in _labels(change))
    size = (
        f'<span class="sizes"><ins>+{change.size.come:,}</ins> <del>−{change.size.gone:,}</del>'
        '<span class="unseen"> words</span></span>'
    )
    title = f'<b dir="auto">{text(change.title or "no title")}</b>'
    what = f"{text(change.name)}: {text(', '.join(_labels(change)))}"
    inside = "".join(_fields(change)) + "".join(_paragraphs(change))
    return (
        f'<details class="panel" data-item="{text(labels)}"{" open" if is_open else ""}>'
        f'<summary>{size}{title} <span class="hint">{what}</span></summary>{inside}</details>'
    )


def _fields(change: ArticleChange) -> Iterator[str]:
    if not change.fields or change.status != "changed":
        return
    yield '<dl class="fields">'
    for field in change.fields:
        old = f"<del>{text(field.old)}</del>" if field.old else '<span class="hint">none</span>'
        new = f"<ins>{text(field.new)}</ins>" if field.new else '<span class="hint">none</span>'
        yield f'<dt>{text(field.name)}</dt><dd dir="auto">{old} → {new}</dd>'
    yield "</dl>"


def _paragraphs(change: ArticleChange) -> Iterator[str]:
    if change.texts is None:
        if "text" in change.columns:
            yield '<p class="same">Not among the largest changes: --limit shows more of them in full.</p>'
        return
    old, new = (one.split("\n") if one else [] for one in change.texts)
    for is_same, group in groupby(compare(old, new), key=lambda found: found.sign == "="):
        if is_same:
            count = sum(1 for _ in group)
            yield f'<p class="same">{counted(count, "paragraph")} the same</p>'
        else:
            yield from (_paragraph(found) for found in group)


def _paragraph(change: Change) -> str:
    tags = {"+": "ins", "-": "del"}
    inside = "".join(
        f"<{tags[piece.sign]}>{_cut(piece.text)}</{tags[piece.sign]}>" if piece.sign in tags else _cut(piece.text)
        for piece in change.pieces
    )
    return f'<div class="change {_CLASSES[change.sign]}" dir="auto">{inside}</div>'


def _cut(words: str) -> str:
    more = len(words) - _MAX_CHARS
    return text(words) if more <= 0 else f"{text(words[:_MAX_CHARS])} … ({more:,} more characters)"
