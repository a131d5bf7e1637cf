"""A dump that is a text without a site around it: whether it is one, and what of it stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cleaner.model import Decider
from cleaner.text.analysis import Analysis
from cleaner.text.line_facts import COLON

# The forest, fitted on whole pages, takes the short lines of a text that stands alone for a frame's: what a manual
# lists, a table's rows, notes. Such a text has no stock phrase of a site, and never so many labels in a row as a menu.
# 142 dumps of 1,400 are so; those of pages that show one feature each rose in F1 from .880 to .898, no other set lost
# more than .0006.
_LABEL_WORDS, _MOST_LABELS = 6, 4
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


def fill(
    analysis: Analysis, kept: Collection[int], dropped: Mapping[int, tuple[Decider, str]], *, article: bool
) -> set[int]:
    """What stands between the lines of a text that stay, or anywhere where no stretch of prose tells its ends."""
    inside = range(min(kept), max(kept) + 1) if article else range(len(analysis.facts))
    title_at = analysis.title_at if analysis.title_at >= 0 and analysis.facts[analysis.title_at].ending < COLON else -1
    return {at for at in inside if at != title_at and dropped.get(at, _HEURISTIC)[0] in {"heuristic", "title"}}
