"""What a site's or a platform's rule makes of what the heuristic chose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from operator import and_

from cleaner.judge.labelling import Labelling
from cleaner.model import Block, Mark
from cleaner.rules.mark import Marking
from cleaner.rules.schema import TextPattern

# Inside a site rule's content a block needs this much of the heuristic's trust, less than elsewhere (.5, roughly): what
# a rule lets in beyond its drops is mostly what the few pages it was made from did not show. With rules for 180
# publishers that were learnt from one to four pages each, before they were pruned: F1 .970 and precision .951 at .02,
# .977 and .966 at .25, .980 and .972 at .4. Rules learnt on half of a site's pages and tried on the rest gain recall
# up to .35 or so; beyond .4 they only lose.
_SURE_BOILERPLATE = 0.35
_SURE_CONTENT = 0.8


def apply_rule(
    blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[bool], marking: Marking
) -> tuple[list[bool], list[bool]]:
    """What the rule wants kept, and for which blocks it was the rule that decided.

    A site's rule is its word: its content stays unless it is surely boilerplate. A platform's narrows what the
    heuristic chose: on the pages of a platform that gave an F1 of .0020 more than the heuristic alone on mixed pages
    and .0133 more on news, and taking the platform's whole content gave less than it. (By weights fitted on the same
    pages, so that only the differences count.)
    """
    marks = [block[4] for block in blocks]
    if not marking.scoped:
        return _apply_hints(marks, kept)
    platform = marking.scope == "platform"
    first = next((index for index, mark in enumerate(marks) if mark and mark[0] == "content"), 0)
    ruled, by_rule = [], []
    for index, mark in enumerate(marks):
        if mark is None:
            # A standfirst often lies outside the container of a platform.
            outside = platform and kept[index] and index < first and probabilities[index] >= _SURE_CONTENT
            ruled.append(outside)
            by_rule.append(not outside)
        elif mark[0] == "content":
            sure = probabilities[index] >= _SURE_BOILERPLATE
            ruled.append(kept[index] if platform else sure)
            by_rule.append(not platform and sure)
        else:
            ruled.append(mark[0] == "keep")
            by_rule.append(True)
    return ruled, by_rule


def _apply_hints(marks: Sequence[Mark | None], kept: Sequence[bool]) -> tuple[list[bool], list[bool]]:
    ruled = [keep if mark is None else mark.action == "keep" for mark, keep in zip(marks, kept, strict=True)]
    return ruled, [mark is not None for mark in marks]


def share_of_words(ruled: Sequence[bool], kept: Sequence[bool], dropped: Sequence[bool], words: Sequence[int]) -> float:
    """Words the rule keeps over words the heuristic keeps; what the rule drops by name is no sign of its age."""
    ours = sum(compress(words, kept)) - sum(compress(words, map(and_, kept, dropped)))
    theirs = sum(compress(words, ruled))
    return theirs / ours if ours else 1.0


def drop_patterns(blocks: Sequence[Block], found: Labelling, patterns: Sequence[TextPattern]) -> None:
    """Drop what a rule knows by its whole text, among what would be kept."""
    if not patterns:
        return
    inside = found.inside()
    for place, index in enumerate(inside):
        for pattern in patterns:
            if pattern.matches(blocks[index].text, place, len(inside)):
                found.drop(index, "rule", f"text pattern {pattern.like!r}")
                break
