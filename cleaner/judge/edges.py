"""Where the story begins and ends: what is doubtful before and after it goes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container

from cleaner.judge.choice import Choice
from cleaner.judge.continued import goes_on
from cleaner.judge.features.page import ARTICLE_RANK, NEWS_RANK, declared_kind
from cleaner.model import Metadata
from cleaner.page.elements import SUBHEADS

DOUBTFUL = "doubtful, and before or after the story"
"""Why such a block is left out."""
# A block at the story's edges is doubtful if its probability is lower than this.
_DOUBTFUL = 0.6
# Sure paragraphs that make a story: lists of teasers declare themselves articles, too, and have few.
_LONG_STORY = 8
# Bound for blocks of a structure: what was judged from all its parts is less doubtful than a line by itself. With this
# bound, news kept lists, tables and notes after the last long paragraph, and lost nothing.
_DOUBTFUL_WHOLE = 0.45
# Bound for a quotation or a listing that is one block and so has no parts that could agree.
_DOUBTFUL_ALONE = 0.5


def doubtful_edges(choice: Choice, metadata: Metadata) -> list[int]:
    """Blocks before the first sure paragraph of a declared story and after its last that are doubtful themselves.

    Out of fold that gave an F1 of .0016 more on news and .0014 less on mixed pages, and a precision of .0057 and .0048
    more: the promise is the body and no more.

    Args:
        choice: what was chosen.
        metadata: what the page says it is: only a declared article has edges.
    """
    declared, sure = declared_kind(metadata.declared_types), choice.sure
    if not ((declared >= NEWS_RANK and sure) or (declared >= ARTICLE_RANK and len(sure) >= _LONG_STORY)):
        return []
    inside, likely = choice.inside, choice.probabilities
    outer = inside[: bisect_right(inside, sure[0])] + inside[bisect_left(inside, sure[-1]) :]
    doubtful = {index for index in outer if likely[index] < _DOUBTFUL}
    if (next_one := sure[-1] + 1) in doubtful and likely[next_one] >= _DOUBTFUL_ALONE:
        words = choice.scores.features.words
        doubtful -= {next_one} if goes_on(choice.segmentation, next_one, words) else set()
    if not doubtful:
        return []
    whole = {index for _, first, end in choice.structures for index in range(first, end)}
    alone = {first for _, first, end in choice.structures if end - first == 1}
    parts = doubtful & whole
    doubtful -= {index for index in parts if likely[index] >= (_DOUBTFUL_ALONE if index in alone else _DOUBTFUL_WHOLE)}
    return sorted(doubtful - _heads(choice, doubtful, whole))


def _heads(choice: Choice, doubtful: Container[int], whole: Container[int]) -> set[int]:
    """Doubtful headings, and headings over these, of what is not doubtful itself.

    Before the story only those of structures and of a series: a title over the first paragraph is none of its text.
    """
    blocks, last = choice.segmentation.blocks, choice.sure[-1]
    found: set[int] = set()
    below = len(blocks)
    for index in reversed(choice.inside):
        if index in doubtful and index not in whole and blocks[index].tag in SUBHEADS:
            stands_over = below in found or (below < len(blocks) and below not in doubtful)
            whole_below = below == index + 1 and (below in whole or below in found)
            if stands_over and (whole_below or index > last or index in choice.series):
                found.add(index)
        below = index
    return found
