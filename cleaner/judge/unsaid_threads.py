"""Pages that are taken for a thread and are a story: the comments below a piece of news look like posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.judge.classify import Scores, classify
from cleaner.judge.feature_columns import BLOCK_FEATURES, PROSE_WORDS
from cleaner.judge.page_type import page_type, told_kind
from cleaner.judge.threads import has_replies
from cleaner.page.blocks_and_boxes import PARENT

if TYPE_CHECKING:
    from cleaner.judge.classify import Trees
    from cleaner.judge.features import Features
    from cleaner.page.blocks_and_boxes import Segmentation

_WORDS: Final = BLOCK_FEATURES.index("words")
# A page that does not say it is a thread is a story where it begins with so many paragraphs in one box, each as likely
# as this and right behind the other, and where it is no likelier a thread than not, or nothing on it answers a post. By
# weights that had not seen them six of 903 pages of news were such, whose mean F1 rose from .46 to .86; of 103 threads
# one was, and lost .01.
_PARAGRAPHS, _LIKELY, _SURE_THREAD = 2, 0.7, 0.5


def heed_story(
    types: dict[str, float],
    scores: Scores,
    segmentation: Segmentation,
    features: Features,
    trees: Trees,
    *,
    thread: bool,
) -> tuple[dict[str, float], Scores]:
    """The types and scores of a page, told anew where it is taken for a thread, does not say so and is a story.

    Args:
        types: how likely the page is of each type, by name.
        scores: of its blocks, by these types.
        segmentation: its blocks and boxes.
        features: of its blocks, without the types.
        trees: fitted on blocks.
        thread: the page says that it is a thread, or somebody said what it is.
    """
    if thread or scores.by != "heuristic" or page_type(types) != "forum":
        return types, scores
    likely = (scores.probabilities[features.fine] > _LIKELY) & (features.columns[_WORDS] >= PROSE_WORDS)
    first = [features.fine[place] for place in likely.nonzero()[0][:_PARAGRAPHS].tolist()]
    if not _is_run(segmentation, first) or (types["forum"] >= _SURE_THREAD and has_replies(segmentation, scores)):
        return types, scores
    types = told_kind("article")
    return types, classify(features, trees, types)


def _is_run(segmentation: Segmentation, paragraphs: list[int]) -> bool:
    """Whether there are as many paragraphs as a story has at its beginning, side by side in one box."""
    opened, box_of = segmentation.boxes.opened, segmentation.box_of
    return (
        len(paragraphs) == _PARAGRAPHS
        and paragraphs[-1] - paragraphs[0] == _PARAGRAPHS - 1
        and len({opened[box_of[index]][PARENT] for index in paragraphs}) == 1
    )
