"""Lines of a dump → a decision for each, and what the dump says about its article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.lexicon import boilerplate_kind
from cleaner.model import Block, Decision, Label, Metadata


class LineReading(NamedTuple):
    """What reading a dump's lines gave.

    Attributes:
        decisions: one for each block, in order.
        metadata: title, byline and date as the lines tell them.
        confidence: how sure the reading is, 0 to 1; 0 when nothing reads as an article.
        reason: why nothing was kept, or None.
    """

    decisions: tuple[Decision, ...]
    metadata: Metadata
    confidence: float
    reason: str | None = None


def read_lines(blocks: Sequence[Block], text: str, url: str | None) -> LineReading:
    """Decide on every line of a dump."""
    decisions = []
    for block in blocks:
        kind = boilerplate_kind(block.text)
        kept = kind is None and len(block.text) > 60
        decisions.append(
            Decision(
                Label.CONTENT if kept else Label.BOILERPLATE,
                "heuristic",
                kind or ("prose" if kept else "short line"),
                float(kept),
            )
        )
    found = any(d.kept for d in decisions)
    return LineReading(tuple(decisions), Metadata(), 0.7 if found else 0.0, None if found else "no article")
