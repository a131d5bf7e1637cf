"""Trace → a table of blocks: kept or dropped, by whom, why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from cleaner.render.characters import printable
from cleaner.trace import Trace

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

# The fields whose candidates are told.
FIELDS: Final = ("title", "byline", "date")
# Characters of a line where the output is no terminal, which would tell its own.
_WIDTH: Final = 140


def print_table(trace: Trace) -> None:
    """Print the explanation as wide as the terminal, or wide enough elsewhere."""
    from rich.console import Console

    console = Console(soft_wrap=False)
    if not console.is_terminal:
        console.width = _WIDTH
    console.print(explain(trace))


def print_json(trace: Trace) -> None:
    """Print the explanation as one JSON object."""
    print(json.dumps(explain_json(trace), ensure_ascii=False, indent=1))


def explain(trace: Trace) -> Group:
    """The trace for a terminal: what is known of the page, then a line for each block."""
    from rich.console import Group
    from rich.text import Text

    facts = (Text(line, no_wrap=False) for line in _facts(trace))
    return Group(*facts, Text(), _table(trace)) if trace.blocks else Group(*facts)


def explain_json(trace: Trace) -> dict[str, Any]:
    """The trace as JSON-ready values, with the candidates that lost."""
    return {
        "article": trace.article.to_dict(),
        "layout": trace.marking.layout,
        "candidates": [candidate._asdict() for candidate in trace.article.metadata.candidates],
        "blocks": [
            {
                "kept": decision.kept,
                "by": decision.by,
                "reason": decision.reason,
                "score": round(decision.score, 4),
                "tag": block.tag,
                "mark": block.mark._asdict() if block.mark else None,
                "text": printable(block.text),
            }
            for block, decision in zip(trace.blocks, trace.decisions, strict=True)
        ],
    }


def _facts(trace: Trace) -> Iterator[str]:
    article, marking = trace.article, trace.marking
    rule = article.rule or "none"
    if article.rule and marking.layout:
        rule += f", layout {marking.layout}"
    kept = sum(decision.kept for decision in trace.decisions)
    yield f"url         {printable(article.url or 'not given')}"
    yield f"rule        {printable(rule)}"
    yield f"encoding    {article.encoding}, by {article.encoding_source}"
    for name in FIELDS:
        yield from _field(trace, name)
    yield f"confidence  {article.confidence:.2f}; {kept} of {len(trace.blocks)} blocks kept"
    if article.reason:
        yield f"reason      {printable(article.reason)}"
    yield from (f"warning     {printable(warning)}" for warning in article.warnings)


def _field(trace: Trace, name: str) -> Iterator[str]:
    """The value that won, then those that lost."""
    metadata = trace.article.metadata
    value = getattr(metadata, name)
    origin = metadata.provenance.get(name)
    yield f"{name:<11} {printable(value or 'none')}" + (f"  ({origin.source})" if origin else "")
    for candidate in metadata.candidates:
        if candidate.field == name and candidate.value != value:
            yield f"            not {printable(candidate.value)}  ({candidate.source}, {candidate.score:.2f})"


def _table(trace: Trace) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    table.add_column("", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("by", no_wrap=True)
    table.add_column("why", ratio=2, overflow="fold")
    table.add_column("tag", no_wrap=True)
    table.add_column("text", ratio=4, no_wrap=True, overflow="ellipsis")
    for block, decision in zip(trace.blocks, trace.decisions, strict=True):
        cells = (
            "keep" if decision.kept else "drop",
            f"{decision.score:.2f}",
            decision.by,
            printable(decision.reason),
            block.tag,
            " ".join(printable(block.text).split()),
        )
        # Text, not str: brackets in a page are no markup.
        table.add_row(*(Text(cell) for cell in cells), style="" if decision.kept else "dim")
    return table
