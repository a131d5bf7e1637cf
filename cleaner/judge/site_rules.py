"""What a site's or a platform's rule makes of what the heuristic chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from operator import and_

from cleaner.judge.compiled import load_columns
from cleaner.judge.labelling import Labelling
from cleaner.model import Block, Mark
from cleaner.rules.mark import Marking
from cleaner.rules.schema import TextPattern

# Inside a site rule's content a block needs this much of the heuristic's trust, less than elsewhere (.5, roughly): what
# a rule lets in beyond its drops is mostly what the few pages it was made from did not show. With rules for 180
# publishers that were learnt from one to four pages each, before they were pruned: F1 .970 and precision .951 at .02,
# .977 and .966 at .25, .980 and .972 at .4. On 213 pages of their publishers the bundled ones gain, over none, .0139 at
# .3, .0143 at .35, .0147 at .4 and at .45.
_SURE_BOILERPLATE = 0.4
# Of the lists of words that news and mixed pages show beside or behind a story, a third was in the gold text from .6 to
# .7, and a tenth below. Within a site rule's content, too, those less likely are mostly links to other stories: without
# them the 213 pages gain .0006 more.
LIKELY_LIST = 0.61
_SURE_CONTENT = 0.8
_LISTED = frozenset(("list", "table"))
# Share of the heuristic's words that a rule's content must hold to be trusted: less, and the selector is stale. A
# platform's was written for no site in particular, and now and then it is a theme's box for half of the page: it must
# hold more, and still more of the words that the heuristic is sure of. Of 503 pages with such a rule, 8 lose more than
# .02 by it with .5 alone, 6 with .6 and .8 of what is sure, and the 503 gain .0024 instead of .0022.
_SHARES = {"site": 0.5, "platform": 0.6}
_SURE_SHARE = 0.8


def apply_rule(blocks: list[Block], found: Labelling, marking: Marking) -> tuple[list[bool], list[bool]]:
    """What the rule wants kept, and for which blocks it was the rule that decided.

    A site's rule is its word: its content stays unless it is surely boilerplate. A platform's narrows what the
    heuristic chose: on the pages of a platform that gave an F1 of .0020 more than the heuristic alone on mixed pages
    and .0133 more on news, and taking the platform's whole content gave less than it. (By weights fitted on the same
    pages, so that only the differences count.)
    """
    probabilities, kept = found.probabilities, found.kept
    if not marking.scoped:
        return _apply_hints([block.mark for block in blocks], kept)
    platform = marking.scope == "platform"
    weak = set[int]() if platform else _weak_lists(found)
    compiled = load_columns()
    if compiled is not None:
        told: tuple[list[bool], list[bool]]
        told = compiled.apply_rule(blocks, kept, probabilities, weak, platform, _SURE_BOILERPLATE, _SURE_CONTENT)
        return told
    marks = [block.mark for block in blocks]
    first = next((index for index, mark in enumerate(marks) if mark and mark.action == "content"), 0)
    ruled, by_rule = [], []
    for index, mark in enumerate(marks):
        if mark is None:
            # A standfirst often lies outside the container of a platform.
            outside = platform and kept[index] and index < first and probabilities[index] >= _SURE_CONTENT
            ruled.append(outside)
            by_rule.append(not outside)
        elif mark.action == "content":
            sure = probabilities[index] >= _SURE_BOILERPLATE and index not in weak
            ruled.append(kept[index] if platform else sure)
            by_rule.append(not platform and sure)
        else:
            ruled.append(mark.action == "keep")
            by_rule.append(True)
    return ruled, by_rule


def _weak_lists(found: Labelling) -> set[int]:
    """Index of each block of lists and tables that the heuristic leaves out, and that are not likely enough."""
    out: set[int] = set()
    for form, first, end in found.structures:
        if form in _LISTED and found.probabilities[first] < LIKELY_LIST:
            out.update(index for index in range(first, end) if not found.kept[index])
    return out


def _apply_hints(marks: Sequence[Mark | None], kept: Sequence[bool]) -> tuple[list[bool], list[bool]]:
    ruled = [keep if mark is None else mark.action == "keep" for mark, keep in zip(marks, kept, strict=True)]
    return ruled, [mark is not None for mark in marks]


def fits(blocks: list[Block], found: Labelling, marking: Marking, ruled: list[bool], words: list[int]) -> bool:
    """Whether a rule holds enough of the words the heuristic keeps; what it drops by name is no sign of its age."""
    held, of_ours, sure, of_sure = _weigh(blocks, found, ruled, words)
    scope = marking.scope or "site"
    if held < _SHARES[scope] * of_ours:
        return False
    return scope == "site" or sure >= _SURE_SHARE * of_sure


def _weigh(blocks: list[Block], found: Labelling, ruled: list[bool], words: list[int]) -> tuple[int, int, int, int]:
    """Words that a rule holds, and that the heuristic keeps but for what the rule drops; of each, the sure ones."""
    compiled = load_columns()
    if compiled is not None:
        told: tuple[int, int, int, int]
        told = compiled.weigh_rule(blocks, found.kept, ruled, found.probabilities, words, _SURE_CONTENT)
        return told
    ours = [
        keep and not (block.mark and block.mark.action == "drop")
        for block, keep in zip(blocks, found.kept, strict=True)
    ]
    sure = [p >= _SURE_CONTENT for p in found.probabilities]
    each = ruled, ours, map(and_, ruled, sure), map(and_, ours, sure)
    held, of_ours, held_sure, of_sure = [_held(chosen, words) for chosen in each]
    return held, of_ours, held_sure, of_sure


def _held(chosen: Iterable[bool], words: Sequence[int]) -> int:
    return sum(compress(words, chosen))


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
