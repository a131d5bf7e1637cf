"""A dump's lines with all that is known of them before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.metadata.slug import slug_words
from cleaner.model import Block
from cleaner.text.features import find_story, read_rows
from cleaner.text.headline import find_title
from cleaner.text.line_facts import LineFacts, read_fact
from cleaner.text.lists import find_lists
from cleaner.text.repeats import find_copies, find_excerpts, find_refrains, squeeze
from cleaner.text.short_lines import find_between


class Analysis(NamedTuple):
    """What is known of the lines.

    Attributes:
        facts: each line by itself.
        copies: later copy → the line that it repeats.
        excerpts: cut-off line → the line whose start it is.
        counts: how often the text of each line stands in the dump.
        opened: short lines that belong to the paragraphs around them.
        lists: stretches of lines that are lists, tables or steps of the story.
        story: first and last line of the stretch with the most prose.
        title_at: the headline, or -1.
        rows: line → feature row, for lines that the forest is asked about.
    """

    facts: list[LineFacts]
    copies: dict[int, int]
    excerpts: dict[int, int]
    counts: list[int]
    opened: set[int]
    lists: list[range]
    story: tuple[int, int]
    title_at: int
    rows: dict[int, list[float]]


def analyse_lines(blocks: Sequence[Block], url: str | None) -> Analysis:
    """Look at every line by itself, beside its neighbours and within the dump."""
    facts = [read_fact(block) for block in blocks]
    keys = [squeeze(fact.text) for fact in facts]
    copies, counts = find_copies(keys)
    excerpts = find_excerpts(facts, keys)
    opened, lists = find_between(facts), find_lists(facts, counts)
    densest = find_story(facts, opened)
    story = _prolong(densest, lists, facts)
    for at in find_refrains(facts, copies, counts, story):
        counts[at] = counts[copies.pop(at)] = 1
    title_at = find_title(facts, story[0], url, counts, excerpts)
    title_words = frozenset(keys[title_at].split()) if title_at >= 0 else slug_words(url)
    skip = copies.keys() | excerpts.keys() | {title_at}
    rows = read_rows(facts, counts, title_at, title_words, skip, densest)
    return Analysis(facts, copies, excerpts, counts, opened, lists, story, title_at, rows)


def _prolong(story: tuple[int, int], lists: Sequence[range], facts: Sequence[LineFacts]) -> tuple[int, int]:
    """The story with the lists at its ends, the paragraphs behind these lists, and the prose that follows on them.

    The story is found without regard to lists, so that a long list of a site's rules is not taken for one.
    """
    first, last = story
    for lines in lists:
        if first <= lines[0] - 1 <= last < lines[-1] + 1:
            last = lines[-1] + 1
            while last + 1 < len(facts) and facts[last + 1].prose:
                last += 1
    for lines in reversed(lists):
        if lines[0] - 1 < first <= lines[-1] + 1 <= last:
            first = lines[0] - 1
            while first > 0 and facts[first - 1].prose:
                first -= 1
    return first, last
