"""Headings that form a series over what stays, and labels that are said again and again: they stay as one.

A heading of two words tells the trees little: of six restaurants two kept their names and four lost them. Of the
headings that the trees left out over text that stayed, and held for content by .3 at least, nine in ten were in the
gold where another of the same look had stayed over its own text (209 of 234), of lines in bold more than half (45 of
79); of all others 15 % (267 of 1,808).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaner.judge.compiled import load_columns
from cleaner.judge.contents import keep_contents
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.model import STRONG
from cleaner.page.blocks_and_boxes import CLASSES, TAG

if TYPE_CHECKING:
    from cleaner.judge.classify import Scores
    from cleaner.judge.structures import Structure
    from cleaner.model import Block
    from cleaner.page.blocks_and_boxes import Segmentation

# Rows of the columns: a block's words and its level as a heading, whether it is bold or italic as a whole, the share
# of its characters that are linked, and how often the page has its text.
_WORDS, _LEVEL = BLOCK_FEATURES.index("words"), BLOCK_FEATURES.index("heading")
_STYLED, _LINKS = BLOCK_FEATURES.index("styled"), BLOCK_FEATURES.index("link_density")
_TIMES = BLOCK_FEATURES.index("same_text")
# A line in bold that stands for a heading has at most so many words. Its level is below those of all headings.
_LINE_WORDS, _LINE_LEVEL = 15, 7
# A line that stands for a heading has a lower share of linked characters than this: a link leads to another page.
_LINE_LINKS = 0.2
# Headings with a lower probability are left out: of 93 below this bound only 40 were in the gold.
_LIKELY = 0.3
# Labels ("Pros", "Previously at", "Available: everywhere") have at most eight words, and at least three of them have
# the same words and look. Where a third of them stays, the others do that are as likely as this: 70 of 86 were in the
# gold.
_LABEL_WORDS, _LABELS = 8, 3
_LIKELY_LABEL = 0.35
# Where fewer stay, but at least one, and this share of them stands right over text that stays, the other labels stay
# that are as likely as that: 117 of 144 were in the gold.
_OVER = 0.8


class _Head(NamedTuple):
    place: int
    level: int


def keep_alike(
    segmentation: Segmentation,
    scores: Scores,
    kept: list[bool],
    likely: list[float],
    structures: Sequence[Structure],
    phrases: Collection[int],
) -> frozenset[int]:
    """Let what a table of contents names stay, in place, and labels and then headings where others like them do.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
        kept: for each block whether it stays so far.
        likely: of each block.
        structures: of the page; their parts are no labels.
        phrases: index of each block that is a stock phrase; those are no names of sections by themselves.

    Returns:
        Index of each heading of a series over text that stays.
    """
    keep_contents(segmentation, scores, kept, likely, structures, phrases)
    keep_labels(segmentation, scores, kept, likely, structures, phrases)
    return keep_series(segmentation, scores, kept, likely, phrases)


def keep_series(
    segmentation: Segmentation,
    scores: Scores,
    kept: list[bool],
    likely: list[float],
    phrases: Collection[int],
) -> frozenset[int]:
    """Let headings stay, in place, where others of their look do; both over text that stays.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
        kept: for each block whether it stays so far.
        likely: of each block.
        phrases: index of each block that is a stock phrase; those are no names of sections by themselves.

    Returns:
        Index of each heading of such a series.
    """
    found: set[int] = set()
    settings = (STRONG, _LINE_LEVEL, _LINE_WORDS, _LINE_LINKS)
    for series in _find_alike("find_series", _find_series, settings, segmentation, scores, kept):
        for index in series:
            if kept[index]:
                found.add(index)
            elif likely[index] >= _LIKELY and index not in phrases:
                kept[index] = True
                found.add(index)
    return frozenset(found)


def keep_labels(
    segmentation: Segmentation,
    scores: Scores,
    kept: list[bool],
    likely: list[float],
    structures: Sequence[Structure],
    phrases: Collection[int],
) -> None:
    """Let labels stay, in place, where others of the same words and look do.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
        kept: for each block whether it stays so far.
        likely: probability of each block.
        structures: of the page; their parts are judged with them and are no labels.
        phrases: index of each block that is a stock phrase.
    """
    parts: set[int] | None = None
    settings = (_TIMES, _LABEL_WORDS, _LABELS)
    for labels in _find_alike("find_labels", _find_labels, settings, segmentation, scores, kept):
        few = _LABELS * sum([kept[index] for index in labels]) < len(labels)
        if few and sum([True in kept[index + 1 : index + 2] for index in labels]) < _OVER * len(labels):
            continue
        if parts is None:
            wholes = [one for one in structures if one.end - one.first > 1]
            parts = {index for one in wholes for index in range(one.first, one.end)}
        for index in labels:
            if likely[index] >= _LIKELY_LABEL and index not in parts and index not in phrases:
                kept[index] = True


def _find_alike(
    loop: str,
    twin: Callable[[Segmentation, Scores, list[bool]], list[list[int]]],
    settings: tuple[float, ...],
    segmentation: Segmentation,
    scores: Scores,
    kept: list[bool],
) -> list[list[int]]:
    """Groups of blocks of one look, by the compiled loop, else by its twin; none of a page that tells of no boxes.

    Args:
        loop: the compiled one's name.
        twin: the same loop in Python.
        settings: constants that the compiled loop is given.
        segmentation: the page's blocks and boxes.
        scores: of the page.
        kept: for each block whether it stays so far.
    """
    columns, fine, box_of = scores.features.columns, scores.features.fine, segmentation.box_of
    if not fine or not box_of:
        return []
    compiled = load_columns()
    if compiled is None:
        return twin(segmentation, scores, kept)
    opened = segmentation.boxes.opened
    found: list[list[int]] = getattr(compiled, loop)(
        segmentation.blocks, opened, box_of, columns, fine, kept, *settings
    )
    return found


def _find_labels(segmentation: Segmentation, scores: Scores, kept: list[bool]) -> list[list[int]]:
    """Short lines of the same words and look, three at least, of which some stay, but not all."""
    columns, fine = scores.features.columns, scores.features.fine
    often = (columns[_TIMES] >= _LABELS) & (columns[_WORDS] <= _LABEL_WORDS)
    alike: dict[tuple[str, ...], list[int]] = {}
    for place in often.nonzero()[0].tolist():
        index = fine[place]
        alike.setdefault((segmentation.blocks[index].text, *_look(segmentation, index)), []).append(index)
    return [
        labels
        for labels in alike.values()
        if len(labels) >= _LABELS and 0 < sum([kept[index] for index in labels]) < len(labels)
    ]


def _find_series(segmentation: Segmentation, scores: Scores, kept: list[bool]) -> list[list[int]]:
    """Headings of one look, two at least, of which one stays; each has something below that stays.

    What is below reaches as far as the next heading that is no lower.
    """
    looks: dict[tuple[str, str, str, str], list[int]] = {}
    for head in _over_text(_find_heads(segmentation, scores), kept):
        looks.setdefault(_look(segmentation, head.place), []).append(head.place)
    return [series for series in looks.values() if len(series) > 1 and any(kept[index] for index in series)]


def _find_heads(segmentation: Segmentation, scores: Scores) -> list[_Head]:
    """Headings, and lines in bold that stand for one, in the page's order."""
    columns, fine = scores.features.columns, scores.features.fine
    levels = columns[_LEVEL]
    lines = (columns[_STYLED] > 0) & (columns[_WORDS] <= _LINE_WORDS) & (columns[_LINKS] < _LINE_LINKS)
    heads = []
    for place in ((levels > 0) | lines).nonzero()[0].tolist():
        level, index = int(levels[place]), fine[place]
        if level or _is_bold(segmentation.blocks[index]):
            heads.append(_Head(index, level or _LINE_LEVEL))
    return heads


def _is_bold(block: Block) -> bool:
    return all(style & STRONG for text, _, style in block.runs if text.strip())


def _look(segmentation: Segmentation, index: int) -> tuple[str, str, str, str]:
    """Tag and classes of the heading and of what holds it."""
    opened = segmentation.boxes.opened
    parent, tag, classes, *_ = opened[segmentation.box_of[index]]
    return tag, classes, opened[parent][TAG], opened[parent][CLASSES]


def _over_text(heads: Sequence[_Head], kept: Sequence[bool]) -> list[_Head]:
    """Those of the headings under which something stays before the next one that is no lower."""
    found: list[_Head] = []
    below, over = len(kept), False
    level_below = 0
    for head in reversed(heads):
        over = True in kept[head.place + 1 : below] or (over and level_below > head.level)
        if over:
            found.append(head)
        below, level_below = head.place, head.level
    return found[::-1]
