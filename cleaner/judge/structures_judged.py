"""The structures of a page and how likely each is, by its parts, by the line above it and by what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cleaner.judge.beside_story import find_bulleted, find_callouts, lift_beside, lift_last
from cleaner.judge.embedded_posts import find_embedded_posts
from cleaner.judge.grids import find_grids
from cleaner.judge.notes import with_notes
from cleaner.judge.question_pairs import find_pairs
from cleaner.judge.same_box import find_answers, find_series, find_story, lift_filling, lift_kin
from cleaner.judge.structures import Structure, find_marks, find_structures, heed_announcements, judge_whole

if TYPE_CHECKING:
    from cleaner.judge.classify import Scores
    from cleaner.page.blocks_and_boxes import Segmentation


def judge_structures(
    segmentation: Segmentation,
    scores: Scores,
    each: list[float],
    sure: list[int],
    phrases: Mapping[int, bool],
    names: Sequence[str],
) -> tuple[list[Structure], list[float]]:
    """The structures of a page, and how likely each block is content once each structure is judged as a whole.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
        each: probability that a block is content, judged by itself.
        sure: index of each paragraph that nobody doubts.
        phrases: index of each block that is a stock phrase → whether the phrase points elsewhere ("Read more").
        names: classes of boxes that may tell what a box is.
    """
    blocks, words = segmentation.blocks, scores.features.words
    story = find_story(segmentation, sure)
    told = segmentation, words, each, story, phrases
    grids = find_grids(segmentation, words, each, story, sure, phrases)
    asked = *find_series(*told), *find_answers(*told)
    more = _find_more(segmentation, words, story, sure, phrases, names) if sure else ()
    structures = find_structures(segmentation, words, (*grids, *asked, *more))
    structures = with_notes(blocks, structures) if sure else structures
    likely = judge_whole(each, words, structures, phrases)
    if structures:
        heed_announcements(blocks, likely, structures, phrases, offer=scores.offer)
        lift_filling(blocks, likely, structures, words)
        if story:
            lift_kin(segmentation, likely, structures, story, sure)
        # Behind the last paragraph of an offer stand other offers.
        if sure and not scores.offer:
            lift_beside(segmentation, likely, structures, story, sure, phrases)
        for index in find_marks(blocks, structures):
            likely[index] = each[index]
    if sure:
        lift_last(segmentation, likely, sure, words, phrases)
    return structures, likely


def _find_more(
    segmentation: Segmentation,
    words: list[int],
    story: frozenset[int],
    sure: list[int],
    phrases: Mapping[int, bool],
    names: Sequence[str],
) -> Iterator[Structure]:
    """Structures that only a page with sure paragraphs has."""
    yield from find_pairs(segmentation, words, phrases)
    yield from find_embedded_posts(segmentation, words, names)
    yield from find_callouts(segmentation, words, story, names)
    yield from find_bulleted(segmentation, sure)
