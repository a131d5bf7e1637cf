"""Structures without links that stand where the story's paragraphs do, and boxes called a note: they stay.

Behind the last long paragraph the trees doubt whatever is short, since tags, dates and credits stand there as well.
These are hardly ever a list, a quotation or a question with its answer in the very box that holds the paragraphs: of 60
such structures that had been left out on the pages of nine sets, with no link and no stock phrase in them, all but five
were in the gold, or in a text that the gold cuts short. Captions of galleries, which are lists as well, are far less
likely than the bounds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re
from cleaner.judge.continued import goes_on
from cleaner.judge.same_box import around
from cleaner.judge.structures import Structure
from cleaner.judge.traits import names_own_list
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, PARENT, TAG
from cleaner.page.elements import HEADINGS

if TYPE_CHECKING:
    from cleaner.model import Block
    from cleaner.page.blocks_and_boxes import Segmentation

# How likely each form must be at least between sure paragraphs, and behind the last of them; and how likely it becomes.
# Between them a list of that little is one of contents or of services, and a quotation repeats what stands beside it.
_LEAST: Final = {
    "list": (0.45, 0.1),
    "terms": (0.45, 0.1),
    "table": (0.2, 0.2),
    "pair": (0.2, 0.2),
    "answer": (0.2, 0.2),
    "question": (0.2, 0.2),
    "stanza": (0.3, 0.3),
    "quotation": (0.5, 0.35),
    "callout": (0.2, 0.2),
}
_STAYS: Final = 0.75
# A heading that is less likely than this, such as that of references or of an offer, speaks for nothing below it.
_LIKELY_HEADING: Final = 0.35
# Signatures and captions are stanzas in the story's box, too: these must follow a sure paragraph.
_RIGHT_BEHIND: Final = frozenset(("stanza",))
# The most words of a line between a paragraph and the structure that it names.
_HEAD_WORDS: Final = 12
_HERE: Final = ("#", "javascript:")
# How likely the last paragraph must be that stands as the one before it does: a link as a whole is .4 and more.
_LIKELY_LAST: Final = 0.4
# Signs before the lines of a list that is marked up as paragraphs, and how many such lines are a list.
_BULLETS: Final = tuple("•‣◦▪▫●○■□◆◇▶►▸➤➔→✓✔☑✅·*–—-・")
_FEWEST_LINES: Final = 2

# What a box of a note, a warning or a question is called, as a word of its class.
_NAMED: Final = re.compile(
    r"(?:^|[\s_-])(?:call-?out|admonition|alert|notes?|tips?|warning|important|caution|hint|accordion|toggle|faq"
    r"|disclosure|collapsible|expander|border-l-[0-9])(?:$|[\s_-]|(?=(?-i:[A-Z])))",
    re.IGNORECASE,
)
PARTS: Final = (
    *("callout", "call-out", "admonition", "alert", "note", "tip", "warning", "important", "caution", "hint"),
    *("accordion", "toggle", "faq", "disclosure", "collapsible", "expander", "border-l-"),
)
"""Every such name holds one of these parts, so that they are searched first."""
_BOXES: Final = frozenset(("div", "section", "aside", "p", "blockquote"))
_BLOCKS, _WORDS = 8, 120


def find_callouts(
    segmentation: Segmentation, words: Sequence[int], story: Collection[int], names: Sequence[str]
) -> Iterator[Structure]:
    """Each small box beside the story's paragraphs whose class says that it holds a note or a question.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
        story: boxes that hold the story's paragraphs.
        names: classes of boxes, among them all that hold one of `PARTS`.
    """
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    # Few pages have one.
    if not story or not any(map(_is_named, names)):
        return
    for box, end in zip(opened, ends, strict=True):
        first = box[FIRST_BLOCK]
        if (
            box[PARENT] in story
            and box[TAG] in _BOXES
            and 0 < end - first <= _BLOCKS
            and 0 < sum(words[first:end]) <= _WORDS
            and _is_named(box[CLASSES])
        ):
            yield Structure("callout", first, end)


@lru_cache(maxsize=4096)
def _is_named(classes: str) -> bool:
    """Whether a class says that its box holds a note or a question; the pages of a site ask again and again."""
    return _NAMED.search(classes) is not None


def find_bulleted(segmentation: Segmentation, sure: Sequence[int]) -> Iterator[Structure]:
    """The paragraphs with bullets right behind the last sure one, as a list; a line with a colon may stand between.

    Args:
        segmentation: the page's blocks and boxes.
        sure: index of each paragraph that nobody doubts.
    """
    blocks = segmentation.blocks
    first = sure[-1] + 1
    if first < len(blocks) and blocks[first].text.endswith((":", "：")):
        first += 1
    end = first
    while end < len(blocks) and blocks[end].tag == blocks[first].tag and blocks[end].text.startswith(_BULLETS):
        end += 1
    if end - first >= _FEWEST_LINES:
        yield Structure("list", first, end)


def lift_last(
    segmentation: Segmentation, likely: list[float], sure: Sequence[int], words: Sequence[int], phrases: Collection[int]
) -> None:
    """Make the paragraph that goes on right behind the last sure one likely enough to stay, in place, unless it is not.

    Args:
        segmentation: the page's blocks and boxes.
        likely: of each block.
        sure: index of each paragraph that nobody doubts.
        words: of each block.
        phrases: index of each block that is a stock phrase.
    """
    last = sure[-1] + 1
    is_doubtful = last < len(likely) and _LIKELY_LAST <= likely[last] < _STAYS
    if is_doubtful and last not in phrases and not segmentation.blocks[last].hidden:
        likely[last] = _STAYS if goes_on(segmentation, last, words) else likely[last]


def lift_beside(
    segmentation: Segmentation,
    likely: list[float],
    structures: Sequence[Structure],
    story: Collection[int],
    sure: Sequence[int],
    phrases: Mapping[int, bool],
) -> None:
    """Make structures without links that stand as the story's paragraphs do likely enough to stay, in place.

    Args:
        segmentation: the page's blocks and boxes.
        likely: of each block; those of one structure are equal.
        structures: of the page.
        story: boxes that hold the story's paragraphs.
        sure: index of each paragraph that nobody doubts.
        phrases: blocks that are a stock phrase, by index, and whether it points elsewhere.
    """
    stock: list[int] = []
    end_before = 0
    for one in structures:
        form, first, end = one
        if first <= sure[0] or form not in _LEAST:
            continue
        if likely[first] < _STAYS:
            stock = stock or sorted(phrases)
            if phrases.get(first - 1) and not names_own_list(segmentation.blocks, first - 1, end):
                continue
            if not _is_free(segmentation, likely, one, sure, stock):
                continue
            if end_before != first and not _stands_beside(segmentation, likely, one, story, sure):
                continue
            likely[first:end] = [_STAYS] * (end - first)
        end_before = end


def _is_free(
    segmentation: Segmentation, likely: Sequence[float], one: Structure, sure: Sequence[int], stock: Sequence[int]
) -> bool:
    """Whether a structure is likely enough where it stands and holds no link and no stock phrase."""
    form, first, end = one
    at = bisect_left(stock, first)
    return (
        likely[first] >= _LEAST[form][first > sure[-1]]
        and not (at < len(stock) and stock[at] < end)
        and not any(map(_leads_away, segmentation.blocks[first:end]))
    )


def _stands_beside(
    segmentation: Segmentation, likely: Sequence[float], one: Structure, story: Collection[int], sure: Sequence[int]
) -> bool:
    """Whether a structure follows a sure paragraph, or stands in the story's box and under no doubtful heading."""
    form, first, end = one
    if _follows(segmentation.blocks, sure, likely, first):
        return True
    if form in _RIGHT_BEHIND:
        return False
    is_doubtful = segmentation.blocks[first - 1].tag in HEADINGS and likely[first - 1] < _LIKELY_HEADING
    return not is_doubtful and around(segmentation, first, end) in story


def _follows(blocks: Sequence[Block], sure: Sequence[int], likely: Sequence[float], first: int) -> bool:
    """Whether a sure paragraph stands right before a block, or a heading or a line with a colon between them."""
    if _is_sure(sure, first - 1):
        return True
    head = blocks[first - 1]
    announces = head.tag in HEADINGS or head.text.endswith((":", "："))
    return (
        announces
        and likely[first - 1] >= _LIKELY_HEADING
        and head.text.count(" ") < _HEAD_WORDS
        and _is_sure(sure, first - 2)
    )


def _is_sure(sure: Sequence[int], index: int) -> bool:
    at = bisect_left(sure, index)
    return at < len(sure) and sure[at] == index


def _leads_away(block: Block) -> bool:
    """Whether a block is hidden or has a link to more than a place on this page."""
    return block.hidden or any(href and not href.startswith(_HERE) for _, href, _ in block.runs)
