"""A dump that is a text without a site around it: whether it is one, and what of it stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from cleaner.model import Decider
from cleaner.text.analysis import Analysis
from cleaner.text.line_facts import COLON, QUOTED, SENTENCE, LineFacts
from cleaner.text.lists import is_list

# A text without a site around it has no stock phrase, and never so many short lines in a row as a menu: a label has at
# most six words, and at most four of them follow one another. The forest was fitted on whole pages and takes the short
# lines of such a text (a manual's lists, a table's rows, notes) for the site's. 142 dumps of 1,400 are such texts;
# those of pages that show one feature each rose in F1 from .880 to .898, and no other set lost more than .0006.
_LABEL_WORDS, _MOST_LABELS = 6, 4
# A text without a line that the forest keeps is told by its sentences, if they have so many words together.
_FEWEST_SPOKEN = 5
_HEURISTIC = ("heuristic", "")


def is_frameless(analysis: Analysis, dropped: Mapping[int, tuple[Decider, str]]) -> bool:
    """Whether a dump is a text without a site around it: no stock phrase, no list of other headlines, no menu."""
    if any(fact.category for fact in analysis.facts) or any(why.startswith("ticker") for _, why in dropped.values()):
        return False
    labels = 0
    for fact in analysis.facts:
        is_label = fact.words <= _LABEL_WORDS and fact.ending < COLON and not fact.code and "\t" not in fact.text
        labels = labels + 1 if is_label else 0
        if labels > _MOST_LABELS:
            return False
    return True


def has_sentences(facts: Sequence[LineFacts]) -> bool:
    """Whether half of a text's words stand in sentences, however few and short they are."""
    spoken = sum(fact.words for fact in facts if fact.ending in {SENTENCE, QUOTED, COLON})
    return spoken >= _FEWEST_SPOKEN and 2 * spoken >= sum(fact.words for fact in facts)


def fill(
    analysis: Analysis, kept: Collection[int], dropped: Mapping[int, tuple[Decider, str]], *, article: bool
) -> set[int]:
    """The lines that stay besides in a text without a site around it.

    Args:
        analysis: of the lines.
        kept: lines that stay already.
        dropped: line → who decided that it goes, and why.
        article: whether one stretch of prose is the story; then only lines between those that stay are given, and the
            list or table that ends it; all others otherwise.
    """
    inside = range(len(analysis.facts))
    if article and kept:
        below = inside[max(kept) + 1 :]
        ends_in_list = is_list(analysis.facts, below, analysis.counts)
        inside = inside[min(kept) :] if ends_in_list else range(min(kept), below.start)
    title_at = analysis.title_at if analysis.title_at >= 0 and analysis.facts[analysis.title_at].ending < COLON else -1
    return {at for at in inside if at != title_at and dropped.get(at, _HEURISTIC)[0] in {"heuristic", "title"}}
