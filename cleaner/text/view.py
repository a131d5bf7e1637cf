"""A dump's lines with all that is known of them before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.metadata.slug import slug_words
from cleaner.model import Block
from cleaner.text.features import find_story, read_rows
from cleaner.text.headline import find_title
from cleaner.text.line_facts import LineFacts, read_fact
from cleaner.text.repeats import find_copies, find_excerpts, find_refrains, squeeze


class View(NamedTuple):
    """What is known of the lines.

    Attributes:
        copies: later copy → the line that it repeats.
        excerpts: cut-off line → the line whose start it is.
        story: first and last line of the stretch with the most prose.
        title_at: the headline, or -1.
        rows: line → feature row, for lines that the forest is asked about.
    """

    facts: list[LineFacts]
    copies: dict[int, int]
    excerpts: dict[int, int]
    counts: list[int]
    story: tuple[int, int]
    title_at: int
    rows: dict[int, list[float]]


def view_lines(blocks: Sequence[Block], url: str | None) -> View:
    """Look at every line by itself, beside its neighbours and within the dump."""
    facts = [read_fact(block) for block in blocks]
    keys = [squeeze(fact.text) for fact in facts]
    copies, counts = find_copies(keys)
    excerpts = find_excerpts(facts, keys)
    story = find_story(facts)
    for at in find_refrains(facts, copies, counts, story):
        counts[at] = counts[copies.pop(at)] = 1
    title_at = find_title(facts, story[0], url, counts, excerpts)
    title_words = frozenset(keys[title_at].split()) if title_at >= 0 else slug_words(url)
    skip = copies.keys() | excerpts.keys() | {title_at}
    rows = read_rows(facts, counts, title_at, title_words, skip)
    return View(facts, copies, excerpts, counts, story, title_at, rows)
