"""Trace → a report for a browser: the page's text as laid out, each block with its decision and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from cleaner.model import CODE, EMPHASIS, STRONG, Block, Candidate, Decision
from cleaner.page.elements import HEADINGS
from cleaner.render.report_page import text
from cleaner.tooling.explain.table import FIELDS
from cleaner.tooling.report_assets import blocks_page
from cleaner.tooling.rules.file_lines import RuleLines
from cleaner.trace import Trace

# The looks of text that the report shows, with their elements.
_STYLES: Final = ((STRONG, "strong"), (EMPHASIS, "em"), (CODE, "code"))
# Elements that the report lays out somewhat as their page does.
_LOOKS: Final = HEADINGS | {"pre", "figcaption", "caption", "dt", "th"}
# Probabilities around the usual border between keeping and dropping: close calls, which a small change of the page or
# of the weights may turn over.
_DOUBT: Final = (0.25, 0.75)
_MAX_CHARS: Final = 20_000
_MAX_BLOCKS: Final = 20_000
_DEEPEST: Final = 4
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


def explain_html(trace: Trace, name: str) -> str:
    """The report as one file's text; `name` says which page it is about."""
    title = trace.article.title or "no title"
    head = (
        '<a class="skip" href="#blocks">To the blocks</a>\n'
        f'<header><h1 dir="auto">{text(title)}</h1><p>What cleaner kept of {text(name)}, and why</p></header>\n'
    )
    side = (
        f'<aside aria-label="About the page">{_INSPECTOR}{"".join(_page_panel(trace))}{"".join(_fields_panel(trace))}'
        "</aside>"
    )
    blocks = '<ol class="blocks" id="blocks" tabindex="-1">' + "\n".join(_items(trace)) + "</ol>"
    body = f'<div class="columns"><main aria-label="Blocks of the page">{blocks}{_rest(trace)}</main>{side}</div>'
    return blocks_page(f"{title} – cleaner explain", head + "".join(_filters(trace)) + body, "cleaner explain")


# The panel that tells why a block was decided as it was.
_INSPECTOR: Final = (
    '<section class="panel" id="inspector" aria-label="Selected block">'
    '<button class="close" type="button" aria-label="Close">✕</button><h2>Why</h2><div id="why">'
    '<p class="hint">Point at a block, tap it, or go with <kbd>Tab</kbd> and <kbd>↓</kbd> <kbd>↑</kbd>.</p>'
    "</div></section>"
)


def _rest(trace: Trace) -> str:
    if not trace.blocks:
        return f'<p class="hint">There is nothing to show: {text(trace.article.reason or "no text")}.</p>'
    more = len(trace.blocks) - _MAX_BLOCKS
    return f"<p>{more:,} more blocks are in cleaner explain --format json.</p>" if more > 0 else ""


def _filters(trace: Trace) -> Iterator[str]:
    shown = trace.verdicts[:_MAX_BLOCKS]
    states = Counter(_state(decision) for decision in shown)
    makers = Counter(decision.by for decision in shown)
    close = sum(_is_close(decision) for decision in shown)
    yield '<div class="filters" role="group" aria-label="Filters"><fieldset><legend>Show</legend>'
    yield from (_box(state, label, states[state]) for state, label in (("keep", "✓ kept"), ("drop", "✕ dropped")))
    yield "</fieldset><fieldset><legend>decided by</legend>"
    yield from (_box(_decider(by), by, count) for by, count in makers.most_common())
    yield "</fieldset><fieldset><legend>only</legend>"
    yield _box("close", f"close calls, {_DOUBT[0]:g} to {_DOUBT[1]:g}", close, only=True)
    yield f'</fieldset><span role="status">{len(shown)} of {len(shown)} shown</span></div>\n'


def _box(name: str, label: str, count: int, *, only: bool = False) -> str:
    state = "data-only" if only else "checked"
    return f'<label><input type="checkbox" data-filter="{text(name)}" {state}>{text(label)} ({count})</label>'


def _page_panel(trace: Trace) -> Iterator[str]:
    article, marking = trace.article, trace.marking
    kept = [verdict for verdict in trace.verdicts if verdict.kept]
    files = ", ".join(rule.name for rule in trace.rules) or "none"
    facts = {
        "Address": article.url or "not given",
        "Kept": f"{len(kept)} of {len(trace.blocks)} blocks",
        "Confidence": f"{article.confidence:.2f}",
        "No body": article.reason,
        "Rule": (article.rule or "none") + (f", layout {marking.layout}" if article.rule and marking.layout else ""),
        "Looked up": files if files != (article.rule or "none") else None,
        "Encoding": f"{article.encoding}, by {article.encoding_source}",
        "Warnings": "; ".join(article.warnings) or None,
    }
    rows = "".join(f"<dt>{name}</dt><dd>{text(value)}</dd>" for name, value in facts.items() if value)
    yield f'<details class="panel" open><summary><h2>Page</h2></summary><dl>{rows}</dl></details>'


def _fields_panel(trace: Trace) -> Iterator[str]:
    yield '<details class="panel" open><summary><h2>Metadata candidates</h2></summary>'
    for name in FIELDS:
        rows = "".join(_candidates(trace, name))
        head = '<thead><tr><th scope="col">value</th><th scope="col">from</th><th scope="col">score</th></tr></thead>'
        yield f'<table class="candidates"><caption>{name}</caption>{head}<tbody>{rows}</tbody></table>'
    yield "</details>"


def _candidates(trace: Trace, name: str) -> Iterator[str]:
    """The value that won, then those that lost, best first."""
    metadata = trace.article.metadata
    value, origin = getattr(metadata, name), metadata.provenance.get(name)
    if value is None:
        yield '<tr><td class="won">none</td><td></td><td></td></tr>'
    else:
        source, score = (origin.source, f"{origin.confidence:.2f}") if origin else ("", "")
        yield (
            f'<tr><td class="won" dir="auto">{text(value)}<span class="unseen"> (chosen)</span></td>'
            f"<td>{text(source)}</td><td>✓ {score}</td></tr>"
        )
    losers: dict[Candidate, None] = dict.fromkeys(
        candidate for candidate in metadata.candidates if candidate.field == name and candidate.value != value
    )
    for candidate in sorted(losers, key=lambda candidate: -candidate.score):
        yield (
            f'<tr><td dir="auto">{text(candidate.value)}</td><td>{text(candidate.source)}</td>'
            f"<td>{candidate.score:.2f}</td></tr>"
        )


def _items(trace: Trace) -> Iterator[str]:
    lines = RuleLines(trace)
    declared = trace.article.metadata.language or ""
    language = f' lang="{declared}"' if _LANGUAGE.fullmatch(declared) else ""
    row = 0
    seen: set[int] = set()
    numbers: Counter[int] = Counter()
    pairs = zip(trace.blocks[:_MAX_BLOCKS], trace.decisions, strict=False)
    for number, (block, decision) in enumerate(pairs):
        here = next((frame.serial for frame in reversed(block.frames) if frame.tag == "tr"), 0)
        if here != row:
            row = here
            yield '<li class="row" aria-hidden="true"></li>'
        shown = f'dir="auto"{language}>{_marker(block, seen, numbers)}{_words(block)}'
        yield _item(number, block, decision, shown, lines)


def _marker(block: Block, seen: set[int], numbers: Counter[int]) -> str:
    """Bullet or number of a list item, before its first block."""
    item = next((frame for frame in reversed(block.frames) if frame.tag == "li"), None)
    if item is None or item.serial in seen:
        return ""
    seen.add(item.serial)
    around = next((f for f in reversed(block.frames[: block.frames.index(item)]) if f.tag in ("ul", "ol")), None)
    if around is None or around.tag == "ul":
        return '<span class="marker">•</span>'
    numbers[around.serial] += 1
    return f'<span class="marker">{numbers[around.serial]}.</span>'


def _item(number: int, block: Block, decision: Decision, shown: str, lines: RuleLines) -> str:
    state = _state(decision)
    filters = [state, _decider(decision.by), *(["close"] if _is_close(decision) else [])]
    is_cell = block.frames[-1:] != () and block.frames[-1].tag in ("td", "th")
    sign, word = ("✓", "Kept") if decision.kept else ("✕", "Dropped")
    return (
        f'<li class="{state}{" cell" if is_cell else ""}" data-item="{text(" ".join(filters))}">'
        f'<button type="button" class="chip" tabindex="-1" aria-describedby="w{number}">'
        f'<span><span class="unseen">{word} </span><span aria-hidden="true">{sign} </span>{decision.score:.2f}</span>'
        f"<small>{text(decision.by)}</small></button>"
        f'<div class="{_looks(block)}" {shown}</div>'
        f'<div class="why" id="w{number}" hidden>{_why(word, block, decision, lines)}</div></li>'
    )


def _looks(block: Block) -> str:
    """Classes that lay the block out somewhat as its page does."""
    tags = [frame.tag for frame in block.frames]
    depth = min(_DEEPEST, tags.count("ul") + tags.count("ol"))
    looks = {block.tag: block.tag in _LOOKS, f"d{depth}": depth, "quote": "blockquote" in tags}
    return " ".join(["text", *(look for look, wanted in looks.items() if wanted)])


def _words(block: Block) -> str:
    """The block's text with its links and emphasis; links lead nowhere."""
    parts: list[str] = []
    left = _MAX_CHARS
    for run, href, style in block.runs or ((block.text, "", 0),):
        shown = text(run[:left])
        left -= len(run)
        for bit, tag in _STYLES:
            shown = f"<{tag}>{shown}</{tag}>" if style & bit else shown
        parts.append(f'<span class="link">{shown}</span>' if href else shown)
        if left <= 0:
            parts.append(f" … ({len(block.text) - _MAX_CHARS:,} more characters)" if left < 0 else "")
            break
    return "".join(parts)


def _why(word: str, block: Block, decision: Decision, lines: RuleLines) -> str:
    path = " › ".join([*(frame.tag for frame in block.frames), block.tag])
    facts = {
        "Rule": "<br>".join(text(said) for said in lines.of_block(block, decision)),
        "Element": text(path),
        "Hidden": "the page hides it" if block.hidden else None,
        "Words": f"{len(block.text.split()):,}",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts.items() if value)
    meter = f'<meter min="0" max="1" value="{decision.score:.3f}">{decision.score:.2f}</meter>'
    return (
        f"<h3>{word} by {text(decision.by)}</h3><p>{text(decision.reason)}</p>"
        f"<dl><dt>Probability</dt><dd>{decision.score:.2f} {meter}</dd>{rows}</dl>"
    )


def _state(decision: Decision) -> str:
    return "keep" if decision.kept else "drop"


def _decider(by: str) -> str:
    return "by-" + by.replace(" ", "-")


def _is_close(decision: Decision) -> bool:
    return _DOUBT[0] <= decision.score <= _DOUBT[1]
