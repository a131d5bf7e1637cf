"""What the last lines of a page say that no story says: disclaimers, and the source before them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from cleaner.judge.classify import Scores
from cleaner.judge.columns import PHRASE_RANK, PHRASE_WORDS
from cleaner.judge.features.own import is_phrase, phrase_ranks
from cleaner.judge.labelling import Labelling
from cleaner.model import Block

# Disclaimers and the like are the last lines of a page's text or they are part of the story.
_TAIL_BLOCKS = 10
_SOURCE_CHARS = 40
_DISCLAIMER, _SOURCE = "disclaimer", "source line"
NOTICES = (_DISCLAIMER, _SOURCE)
"""Why such lines are let go."""


def drop_notices(blocks: Sequence[Block], found: Labelling, scores: Scores) -> None:
    """A disclaimer at the end goes, and with it the line before that only names a source."""
    kept = found.inside()
    ranks = phrase_ranks(scores.features.columns, scores.features.fine)
    for place, index in enumerate(kept[-_TAIL_BLOCKS:], max(0, len(kept) - _TAIL_BLOCKS)):
        if place and _is_disclaimer(blocks, index, scores, ranks):
            found.drop(index, "text rule", _DISCLAIMER)
            before = blocks[kept[place - 1]]
            if len(before.text) <= _SOURCE_CHARS and before.tag[0] != "h" and before.text[-1] not in ".!?:":
                found.drop(kept[place - 1], "text rule", _SOURCE)


def _is_disclaimer(blocks: Sequence[Block], index: int, scores: Scores, ranks: Mapping[int, int]) -> bool:
    if index in ranks:
        return ranks[index] == PHRASE_RANK["disclaimer"]  # short ones were looked up for the features
    features = scores.features
    at = bisect_left(features.fine, index)
    looked_up = features.words[index] <= PHRASE_WORDS and features.fine[at : at + 1] == [index]
    return not looked_up and is_phrase(blocks[index].text, "disclaimer")
