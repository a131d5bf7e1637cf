"""What was chosen before or behind the story, doubtful as a whole, and stands apart from it or is links alone.

The choice takes blocks one by one: ten headlines of other stories at .5 each promise as much as they cost, and far
below the story nothing says any more that they are none of it. Judged as one, what follows the last sure paragraph
with two blocks or more between, or consists of links, was in the gold with 9 of 1,900 words on the pages of six sets,
by weights that had not seen four of these; what stands before the first one with 6 of 600.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from typing import Final

from cleaner.judge.choice import Choice
from cleaner.judge.continued import goes_on
from cleaner.judge.feature_columns import PAGE_TYPES
from cleaner.model import Block

APART: Final = "doubtful, and apart from the story"
"""Why such a block is left out."""
# A group is doubtful as a whole if the mean of its probabilities, weighed by words, is below the first bound. The
# second one holds for a group with more words than the story's sure paragraphs, since the page may be a list then.
_DOUBTFUL, _DOUBTFUL_LIST = 0.6, 0.5
# A group stands apart if it is more than so many blocks away from the first sure paragraph, or from the last one.
_GAP_BEFORE, _GAP_BEHIND = 4, 2
# A group is links alone where this share of its words is in blocks that are mostly linked.
_LINKED: Final = 0.9
# The types of pages on which what is far from the story goes. On a thread, where posts stand apart, only links alone
# go, and on pages of other types nothing does.
_TYPES: Final = frozenset(("article", "listing"))


def stand_apart(choice: Choice, left_out: Container[int]) -> list[int]:
    """Blocks that were chosen, doubtful as a whole, and apart from the story, before it and behind it.

    Args:
        choice: what was chosen.
        left_out: what goes anyway.
    """
    inside, sure = choice.inside, choice.sure
    if not sure or (inside[0] == sure[0] and inside[-1] == sure[-1]):
        return []
    features = choice.scores.features
    kind = PAGE_TYPES[features.columns[-len(PAGE_TYPES) :, 0].argmax()] if features.fine else ""
    if kind not in _TYPES and kind != "forum":
        return []
    story = sum([features.words[index] for index in sure])
    before = [index for index in inside[: bisect_left(inside, sure[0])] if index not in left_out]
    behind = [index for index in inside[bisect_right(inside, sure[-1]) :] if index not in left_out]
    # A last paragraph that is a link as a whole is the story's.
    if behind[:1] == [sure[-1] + 1] and goes_on(choice.segmentation, behind[0], features.words):
        del behind[0]
    gaps = _GAP_BEFORE, _GAP_BEHIND
    out: list[int] = []
    for group, distance, gap in zip((before, behind), _distances(before, behind, sure), gaps, strict=True):
        is_far = distance > gap and kind in _TYPES
        if group and _is_doubtful(choice, group, story, is_far=is_far):
            out += group
    # A lead that looks like a teaser stands before the first sure paragraph: what is likely there stays.
    return [index for index in out if index > sure[0] or choice.probabilities[index] < _DOUBTFUL]


def _distances(before: Sequence[int], behind: Sequence[int], sure: Sequence[int]) -> tuple[int, int]:
    return sure[0] - before[-1] if before else 0, behind[0] - sure[-1] if behind else 0


def _is_doubtful(choice: Choice, group: Sequence[int], story: int, *, is_far: bool) -> bool:
    """Whether a group is doubtful as a whole and either far from the story, which has more words, or links alone."""
    words, likely = choice.scores.features.words, choice.probabilities
    size = max(sum([words[index] for index in group]), 1)
    mean = sum([words[index] * likely[index] for index in group]) / size
    if mean >= (_DOUBTFUL if size < story else _DOUBTFUL_LIST):
        return False
    if is_far and size < story:
        return True
    blocks = choice.segmentation.blocks
    return sum([words[index] for index in group if _is_mostly_linked(blocks[index])]) >= _LINKED * size


def _is_mostly_linked(block: Block) -> bool:
    """Whether most of a block is links."""
    held = sum([len(text) for text, _, _ in block.runs])
    return 2 * sum([len(text) for text, href, _ in block.runs if href]) > held
