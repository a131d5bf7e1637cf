"""Lines that no selector takes out: what repeats across a host's pages, or begins alike, becomes a text pattern."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaner.lexicon.words import count_words
from cleaner.model import Block
from cleaner.page.elements import HEADINGS
from cleaner.page.segment import segment_page
from cleaner.rules.mark import mark
from cleaner.rules.schema import HEAD_BLOCKS, TAIL_BLOCKS, Rule, TextPattern, Zone
from cleaner.tooling.learn.choose import LABEL_WORDS
from cleaner.tooling.learn.evidence import Evidence

# How many patterns a rule gets at most, and how many characters a whole line may have that becomes one.
_MOST: Final = 8
_LONGEST: Final = 120
# "Read more: The headline" and its like: what announces, before a colon, bar or dash.
_ANNOUNCEMENT: Final = re.compile(r"([^\W\d_][^:|–—]{2,30}?)\s?[:|–—]")


class PatternChoice(NamedTuple):
    """A text pattern, on how many pages it matched, and on how many it did right that it was not learnt from."""

    pattern: TextPattern
    pages: int
    proven: int = 0


def choose_patterns(pages: Sequence[Evidence], rule: Rule, *, least: int = 2) -> tuple[PatternChoice, ...]:
    """Patterns for what a rule's selectors leave in, each with the pages it matched; the commonest first.

    A pattern matches on `least` pages, or is an announcement that stands twice.
    """
    places: defaultdict[str, list[tuple[int, Zone]]] = defaultdict(list)
    kept: set[str] = set()
    announced: set[str] = set()
    for number, page in enumerate(pages):
        for block, content, zone in blocks_inside(page, rule):
            keys = _keys(block)
            if content or block.tag in HEADINGS:  # a heading may be the article's, whatever was decided of it here
                kept |= {key.casefold() for key in keys}
            else:
                for key in keys:
                    places[key].append((number, zone))
                announced |= {key for key in keys if key.endswith("*")}
    found: list[tuple[int, str, Zone]] = []
    for key, where in places.items():
        on_pages = len({number for number, _ in where})
        if key.casefold() in kept or (on_pages < least and not (key in announced and len(where) >= 2)):
            continue
        zones = {zone for _, zone in where}
        found.append((on_pages, key, zones.pop() if len(zones) == 1 else "any"))
    found.sort(key=lambda entry: (-entry[0], -len(places[entry[1]]), entry[1]))
    chosen: list[PatternChoice] = []
    for on_pages, key, zone in found:
        if len(chosen) < _MOST and not any(choice.pattern.matches(key, 0, 1) for choice in chosen):
            chosen.append(PatternChoice(TextPattern(key, zone), on_pages))
    return tuple(chosen)


def blocks_inside(page: Evidence, rule: Rule) -> list[tuple[Block, bool, Zone]]:
    """Blocks that a rule would keep by its selectors, whether they are content, and where they stand."""
    marking = mark(page.page, [rule])
    decided: defaultdict[str, bool] = defaultdict(bool)
    for block, kept in zip(page.blocks, page.decisions, strict=True):
        decided[block.text] |= kept
    blocks = [
        block for block in segment_page(page.page, marking.marks).blocks if block.mark and block.mark.action != "drop"
    ]
    count = len(blocks)
    return [
        (
            block,
            decided[block.text],
            "head" if place < HEAD_BLOCKS else "tail" if place >= count - TAIL_BLOCKS else "any",
        )
        for place, block in enumerate(blocks)
        if "*" not in block.text
    ]


def _keys(block: Block) -> list[str]:
    """The patterns that could match a block, without those that may match an article's own words on another page."""
    text = block.text
    keys = [text] if len(text) <= _LONGEST and not may_be_subhead(text) else []
    announcement = _ANNOUNCEMENT.match(text)
    if announcement and len(text) > len(announcement[0]) + 2 and _is_link_behind(block, announcement.end()):
        keys.append(f"{announcement[0]} *")
    return keys


def may_be_subhead(text: str) -> bool:
    """Whether a line that repeats may still be an article's on some page: a few words, such as "See also".

    What names an account or an address is no subhead.
    """
    return count_words(text) < LABEL_WORDS and not re.search(r"[@©]|\w\.\w", text)


def _is_link_behind(block: Block, start: int) -> bool:
    """Whether all that stands behind an announcement is a link; else it may be a sentence of the story."""
    plain = "".join(text for text, link, _ in block.runs if not link)
    return len("".join(plain.split())) <= len("".join(block.text[:start].split()))
