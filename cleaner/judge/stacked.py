"""Other stories that stand in full behind the page's own, as on pages that load the next story as one scrolls.

The title that the page gives itself tells which story is its own. The others are in boxes of their own, each under a
heading that is a link to the story's page, or under an `h1` in an `article` of its own.

Such pages are rare: of 2,165 with gold that the weights had not seen, one came out otherwise (F1 .93 instead of .52).
"""

from __future__ import annotations

from bisect import bisect_left

from cleaner.judge.choice import Choice
from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.judge.features import Features
from cleaner.judge.features.page import ARTICLE_RANK, declared_kind
from cleaner.model import Block, Metadata
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, PARENT, TAG, is_all_linked

# How likely the page must be an article where it does not declare itself one.
_LIKELY_ARTICLE = 0.6
# The rows of the columns that tell how likely the page is an article, and a heading's level; and the lowest level of a
# heading that stands over a whole story.
_IS_ARTICLE = BLOCK_FEATURES.index("is_article")
_HEADING = BLOCK_FEATURES.index("heading")
_LEVELS = 2
# Fewest sure paragraphs of a story under a heading. Where only links tell the other stories, the page's own must have
# the second number: a list of things begins with fewer, and each of its headings is a link.
_PARAGRAPHS, _OWN_PARAGRAPHS = 2, 4
# Words of a heading that is no mere label.
_HEAD_WORDS = 3


def other_stories(choice: Choice, metadata: Metadata) -> list[int]:
    """Blocks of stories that are not the page's.

    Args:
        choice: what was chosen.
        metadata: what the page says it is; only an article that tells its title has one story.
    """
    blocks = choice.segmentation.blocks
    if not metadata.title or len(choice.sure) < 2 * _PARAGRAPHS or not choice.segmentation.box_of:
        return []
    if not _is_article(choice, metadata):
        return []
    title = metadata.title.casefold()
    heads = _find_heads(choice.scores.features)
    length = len(metadata.title)
    own = [index for index in heads if len(text := blocks[index].text) == length and text.casefold() == title]
    if len(own) != 1 or len(heads) < 2:
        return []
    # The boxes around other stories are children of boxes that hold the page's own heading, so that no two overlap.
    others: dict[tuple[int, int], int] = {}
    for head in heads:
        if _stands_for_itself(choice, head, own[0]):
            others.setdefault(_around(choice, head, own[0])[:2], head)
    # A story begins with its heading. Where prose comes before it, the box is a further part of the page's own: a test
    # of many things names each of them in a heading that leads to a shop.
    begun = [(first, end) for (first, end), head in others.items() if not _prose(choice, first, head)]
    return [index for first, end in begun for index in range(first, end) if choice.kept[index]]


def _find_heads(features: Features) -> list[int]:
    """Index of each heading that may stand over a story."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_headings(features.columns, features.fine, _LEVELS)
        return found
    levels = features.columns[_HEADING]
    return [features.fine[place] for place in ((levels > 0) & (levels <= _LEVELS)).nonzero()[0].tolist()]


def _stands_for_itself(choice: Choice, head: int, own: int) -> bool:
    """Whether a heading stands over another story than the page's own, each in a box that does not hold the other."""
    if head == own:
        return False
    leads = _leads_elsewhere(choice.segmentation.blocks[head])
    if not (leads or choice.segmentation.blocks[head].tag == "h1"):
        return False
    first, end, in_article = _around(choice, head, own)
    if _prose(choice, first, end) < _PARAGRAPHS:
        return False
    own_first, own_end, own_in_article = _around(choice, own, head)
    own_prose = _prose(choice, own_first, own_end)
    if own_prose < _PARAGRAPHS:
        return False
    if in_article and own_in_article:
        return True
    return leads and own_prose >= _OWN_PARAGRAPHS


def _prose(choice: Choice, first: int, end: int) -> int:
    return bisect_left(choice.sure, end) - bisect_left(choice.sure, first)


def _is_article(choice: Choice, metadata: Metadata) -> bool:
    likely = choice.scores.features.columns[_IS_ARTICLE, 0] >= _LIKELY_ARTICLE
    return bool(likely) or declared_kind(metadata.declared_types) >= ARTICLE_RANK


def _around(choice: Choice, head: int, other: int) -> tuple[int, int, bool]:
    """The outermost box around a heading that does not hold the other heading, too.

    Returns:
        Its first block, the block behind its last one, and whether it is an `article` or the heading lies in one in it.
    """
    opened, ends = choice.segmentation.boxes.opened, choice.segmentation.boxes.end_block
    box = choice.segmentation.box_of[head]
    first, end, in_article = head, head, False
    while box and not opened[box][FIRST_BLOCK] <= other < ends[box]:
        first, end = opened[box][FIRST_BLOCK], ends[box]
        in_article = in_article or opened[box][TAG] == "article"
        box = opened[box][PARENT]
    return first, end, in_article


def _leads_elsewhere(block: Block) -> bool:
    """Whether a heading is one link, to more than a place on this page."""
    runs = block.runs
    if len(runs) == 1 and not runs[0][1]:
        return False  # most headings are no links
    if not any(href and href[0] != "#" for _, href, _ in runs):
        return False
    return is_all_linked(block) and block.text.count(" ") + 1 >= _HEAD_WORDS
