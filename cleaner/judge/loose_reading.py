"""The same page read for recall: what a reading for the body alone leaves out, and is likely of the story all the same.

Date lines, notes, captions and lines about the author are of a story or not, as one takes it: of the sets with gold
half have them in. What is of another story, of the site or of the page's frame is out in both readings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from typing import Final

from cleaner.judge.aside import ABOUT
from cleaner.judge.captions import CAPTION
from cleaner.judge.compiled import load_columns
from cleaner.judge.edges import DOUBTFUL
from cleaner.judge.labelling import Labelling
from cleaner.judge.notices import NOTICES
from cleaner.judge.remembered import BY as MEMORY
from cleaner.judge.repeated_metadata import BYLINE, DATE, TITLE
from cleaner.judge.same_box import is_linked
from cleaner.model import Block

# Probability from which on the loose reading has a block; a link must be likelier than not. With this bound, articles
# among 1,000 pages that the trees had not seen had a recall of .991, and .041 of the snippets that must not be in were.
# Posts of a discussion are told less well and have a lower bound: with it forums had .02 more recall, and no less F1.
_LIKELY: Final = 0.3
_LIKELY_POST: Final = 0.2
_LIKELY_LINKS: Final = 0.5
# Who decides for both readings.
_FINAL: Final = ("rule", MEMORY)
# Why the strict reading lets go what the loose one keeps.
_OF_STORY: Final = (ABOUT, CAPTION, DOUBTFUL, TITLE, BYLINE, DATE, *NOTICES)


def find_further(
    blocks: list[Block],
    found: Labelling,
    likely: list[float],
    phrases: Collection[int],
    *,
    discussion: bool = False,
) -> list[int]:
    """Index of each block that only the loose reading keeps; what a rule has decided is so in both.

    Args:
        blocks: of the page.
        found: what stays in the strict reading; where that is nothing, there is no story to read loosely.
        likely: how likely each block is content; those of one structure are equal.
        phrases: index of each block that is a stock phrase.
        discussion: whether the page is a discussion.
    """
    further = _find_likely(blocks, found, likely, _LIKELY_POST if discussion else _LIKELY)
    if not further or True not in found.kept:
        return []
    wholes = [one for one in found.structures if one.end - one.first > 1]
    first_of = [one.first for one in wholes]
    out: list[int] = []
    end, whole_in = 0, False
    for index in further:
        place = bisect_right(first_of, index) - 1
        if place >= 0 and index < wholes[place].end:
            if end != wholes[place].end:
                _, first, end = wholes[place]
                whole_in = _is_in(blocks, likely, first, end)
            if whole_in:
                out.append(index)
        elif index not in phrases and _is_in(blocks, likely, index, index + 1):
            out.append(index)
    return out


def _find_likely(blocks: list[Block], found: Labelling, likely: list[float], least: float) -> list[int]:
    """Index of each block that the strict reading leaves out, though it is at least so likely and of the story."""
    kept, why, ruled = found.kept, found.why, found.ruled
    return [
        index
        for index in _left(likely, kept, least)
        if not (ruled and ruled[index])
        and (found.unhidden or not blocks[index].hidden)
        and (index not in why or why[index][1].startswith(_OF_STORY))
    ]


def _left(likely: list[float], kept: list[bool], least: float) -> list[int]:
    """Index of each block that is likelier than this and was not kept."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_left(likely, kept, least)
        return found
    return [index for index, p in enumerate(likely) if p > least and not kept[index]]


def _is_in(blocks: list[Block], likely: list[float], first: int, end: int) -> bool:
    return likely[first] > _LIKELY_LINKS or not is_linked(blocks[first:end])


def loose_lines(found: Labelling) -> list[int]:
    """Index of each line of a plain-text dump that only the loose reading keeps.

    These are likely lines that the strict choice left out, and that nothing else (a rule, a repeat) let go.
    """
    if True not in found.kept:
        return []
    return [
        index
        for index, p in enumerate(found.probabilities)
        if p > _LIKELY and not found.kept[index] and found.why.get(index, ("",))[0] not in _FINAL
    ]
