"""Lines that no selector takes out: what repeats across a host's pages, or begins alike, becomes a text pattern."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from cleaner.page.segment import segment_page
from cleaner.rules.mark import mark
from cleaner.rules.schema import HEAD_BLOCKS, TAIL_BLOCKS, Rule, TextPattern, Zone
from cleaner.tooling.learn.evidence import Evidence

_MOST: Final = 8
_LONGEST: Final = 120
# "Read more: The headline" and its like: what announces, before a colon, bar or dash.
_ANNOUNCEMENT: Final = re.compile(r"([^\W\d_][^:|–—]{2,30}?)\s?[:|–—]")


def choose_patterns(pages: Sequence[Evidence], rule: Rule) -> tuple[tuple[TextPattern, int], ...]:
    """Patterns for what a rule's selectors leave in, each with the pages it matched; the commonest first."""
    places: defaultdict[str, list[tuple[int, Zone]]] = defaultdict(list)
    kept: set[str] = set()
    announced: set[str] = set()
    for number, page in enumerate(pages):
        for text, content, zone in _inside(page, rule):
            keys = _keys(text)
            if content:
                kept |= {key.casefold() for key in keys}
            else:
                for key in keys:
                    places[key].append((number, zone))
                announced |= {key for key in keys if key.endswith("*")}
    found: list[tuple[int, str, Zone]] = []
    for key, where in places.items():
        on_pages = len({number for number, _ in where})
        if key.casefold() in kept or (on_pages < 2 and not (key in announced and len(where) >= 2)):
            continue
        zones = {zone for _, zone in where}
        found.append((on_pages, key, zones.pop() if len(zones) == 1 else "any"))
    found.sort(key=lambda entry: (-entry[0], -len(places[entry[1]]), entry[1]))
    chosen: list[tuple[TextPattern, int]] = []
    for on_pages, key, zone in found:
        if len(chosen) < _MOST and not any(pattern.matches(key, 0, 1) for pattern, _ in chosen):
            chosen.append((TextPattern(key, zone), on_pages))
    return tuple(chosen)


def _inside(page: Evidence, rule: Rule) -> list[tuple[str, bool, Zone]]:
    """Texts that a rule would keep by its selectors, whether they are content, and where they stand."""
    marking = mark(page.page, [rule])
    decided: defaultdict[str, bool] = defaultdict(bool)
    for block, kept in zip(page.blocks, page.decisions, strict=True):
        decided[block.text] |= kept
    blocks = [
        block for block in segment_page(page.page, marking.marks).blocks if block.mark and block.mark.kind != "drop"
    ]
    count = len(blocks)
    return [
        (
            block.text,
            decided[block.text],
            "head" if place < HEAD_BLOCKS else "tail" if place >= count - TAIL_BLOCKS else "any",
        )
        for place, block in enumerate(blocks)
        if "*" not in block.text
    ]


def _keys(text: str) -> list[str]:
    """The patterns that could match a text."""
    keys = [text] if len(text) <= _LONGEST and re.search(r"\w", text) else []
    announcement = _ANNOUNCEMENT.match(text)
    return [*keys, f"{announcement[0]} *"] if announcement and len(text) > len(announcement[0]) + 2 else keys
