"""Which structures stand beside a story's paragraphs, in the same box: they are of the story unless the trees are sure.

Of 44 lists of links between sure paragraphs, in the box that holds these, that the trees gave .35 to .7, 40 were in the
gold of mixed and news pages; of the lists elsewhere on the same pages hardly half.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from cleaner.judge.compiled import load_columns
from cleaner.judge.question_pairs import ASKING
from cleaner.judge.structures import Structure
from cleaner.judge.traits import ending_in
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, PARENT, Segmentation, is_all_linked
from cleaner.page.elements import HEADINGS

# A box with at least so many sure paragraphs side by side holds the story, or a part of it.
_PARAGRAPHS: Final = 3
# What standing beside the story adds to a structure's log-odds.
_LIFT: Final = {"table": 1.0, "list": 0.0, "terms": 0.5, "post": 2.0, "embedded": 2.0}
_LIFT_OF_LINKS: Final = 1.0
_MOST_LINKS: Final = 40
# Tables and lists with a lower probability are not lifted: lists of other stories, boxes of facts about a firm.
_LIKELY_ENOUGH: Final = {"table": 0.2, "list": 0.35}
# A table with at least half of the page's words that does not consist of links is what the page is for, and gets at
# least the probability `_LIKELY_FILLING`: of nine on the pages of eight sets all were in the gold, while of lists and
# of tables of links as long hardly any was.
_FILLING, _LIKELY_FILLING = 0.5, 0.6
# Probabilities are kept so far from 0 and from 1, whose log-odds are infinite.
_SUREST: Final = 1e-6
# A series of lines in a box of their own, such as those of a stanza, a plan or a chat: fewest and most lines, words of
# each at most, and the probability that each must have; labels and names have less.
_FEWEST_LINES, _MOST_LINES, _LINE_WORDS = 3, 40, 15
_LIKELY_LINE: Final = 0.4
# At least three lists of one look in one box are a series. Where the mean of their probabilities lies between `_EVEN`
# and `_SURE_SERIES`, those that the choice left out stay as well, unless they are less likely than the third bound: of
# 40 such lists nearly all were in the gold of mixed pages. In a surer series the one that is left out is another thing.
_SERIES: Final = 3
_EVEN, _SURE_SERIES, _LEAST_OF_SERIES = 0.5, 0.61, 0.28
# Most words of an answer.
_ANSWER_WORDS: Final = 3
_NO_LINES: Final = HEADINGS | {"button", "a", "nav"}
# A heading or a line with a colon announces a structure only if it is as likely as this.
_LIKELY_HEAD: Final = 0.35
# The first line of an item stays with the rest of it if it is as likely as this: 21 of 23 such lines were in the gold.
_LIKELY_ITEM: Final = 0.2
_ITEMS: Final = frozenset(("li", "dd"))


def find_story(segmentation: Segmentation, sure: list[int]) -> frozenset[int]:
    """The boxes that hold at least `_PARAGRAPHS` of a page's sure paragraphs side by side."""
    if not segmentation.box_of:
        return frozenset()
    compiled = load_columns()
    if compiled is not None:
        boxes = segmentation.boxes
        found: frozenset[int]
        found = compiled.find_story(boxes.opened, boxes.end_block, segmentation.box_of, sure, _PARAGRAPHS)
        return found
    held = Counter(around(segmentation, index, index + 1) for index in sure)
    return frozenset(box for box, count in held.items() if box and count >= _PARAGRAPHS)


def around(segmentation: Segmentation, first: int, end: int) -> int:
    """The innermost box that holds more than these blocks; 0 for the page itself."""
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    box = segmentation.box_of[first]
    while box and opened[box][FIRST_BLOCK] >= first and ends[box] <= end:
        box = opened[box][PARENT]
    return box


def find_series(
    segmentation: Segmentation,
    words: list[int],
    probabilities: list[float],
    story: Collection[int],
    phrases: Collection[int],
) -> Iterator[Structure]:
    """Boxes beside the story's paragraphs that hold lines without links: stanzas, or answers to a first line that asks.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
        probabilities: of each block by itself.
        story: boxes that hold the story's paragraphs.
        phrases: index of each block that is a stock phrase; furniture begins with one.
    """
    if not story:
        return
    blocks = segmentation.blocks
    for first, end in _find_lines(segmentation, words, probabilities, story):
        if first in phrases:
            continue
        if _asks(blocks[first]):
            yield Structure("answer", first, end)
        elif end - first >= _FEWEST_LINES and (_is_line(blocks[first]) or blocks[first].tag in HEADINGS):
            yield Structure("stanza", first, end)


def _find_lines(
    segmentation: Segmentation, words: list[int], probabilities: list[float], story: Collection[int]
) -> list[tuple[int, int]]:
    """First block, and the one behind the last, of each box beside the story's paragraphs that holds lines alone.

    The first one may be anything, such as a heading.
    """
    blocks, opened, ends = segmentation.blocks, segmentation.boxes.opened, segmentation.boxes.end_block
    compiled = load_columns()
    if compiled is not None:
        found: list[tuple[int, int]] = compiled.find_lines(
            blocks, opened, ends, words, probabilities, story, _NO_LINES, _MOST_LINES, _LINE_WORDS, _LIKELY_LINE
        )
        return found
    return [
        (first, end)
        for index, (around_it, _, _, _, _, first) in enumerate(opened)
        if around_it in story
        and 1 < (end := ends[index]) - first <= _MOST_LINES
        and max(words[first:end]) <= _LINE_WORDS
        and min(probabilities[first:end]) >= _LIKELY_LINE
        and all(map(_is_line, blocks[first + 1 : end]))
    ]


def find_answers(
    segmentation: Segmentation,
    words: list[int],
    probabilities: list[float],
    story: Collection[int],
    phrases: Collection[int],
) -> Iterator[Structure]:
    """Questions beside the story's paragraphs that the next line answers in a word or two; see `find_series`."""
    blocks = segmentation.blocks
    for index in ending_in(blocks, None, ASKING) if story else ():
        if index + 1 < len(blocks) and words[index + 1] <= _ANSWER_WORDS and index not in phrases:
            beside = around(segmentation, index, index + 1) in story and probabilities[index + 1] >= _LIKELY_LINE
            if beside and _is_line(blocks[index]) and _is_line(blocks[index + 1]):
                yield Structure("question", index, index + 2)


def _is_line(block: Block) -> bool:
    return block.tag not in _NO_LINES and not any(href for _, href, _ in block.runs)


def _asks(block: Block) -> bool:
    return block.text.endswith(ASKING)


def lift_kin(
    segmentation: Segmentation,
    likely: list[float],
    structures: Sequence[Structure],
    story: Collection[int],
    sure: Sequence[int],
) -> None:
    """Make structures beside the story's paragraphs likelier, in place.

    Args:
        segmentation: the page's blocks and boxes.
        likely: of each block; those of one structure are equal.
        structures: of the page.
        story: boxes that hold the story's paragraphs.
        sure: index of each paragraph that nobody doubts.
    """
    for form, first, end in structures:
        was = likely[first]
        if form not in _LIFT or was < _LIKELY_ENOUGH.get(form, 0.0) or around(segmentation, first, end) not in story:
            continue
        lift = _LIFT[form]
        between = form == "list" and sure[0] < first < sure[-1] and end - first <= _MOST_LINKS
        if between and all(map(is_all_linked, segmentation.blocks[first:end])):
            lift = _LIFT_OF_LINKS  # only between paragraphs: behind the last one such lists lead to other stories
        was = min(max(was, _SUREST), 1 - _SUREST)
        likely[first:end] = [1 / (1 + (1 - was) / was * math.exp(-lift))] * (end - first)


def keep_heads(
    segmentation: Segmentation,
    kept: list[bool],
    structures: Sequence[Structure],
    likely: Sequence[float],
    phrases: Collection[int],
) -> None:
    """Let the heading or the line with a colon that announces a structure stay with it, in place.

    The first line of an item stays as well where all the rest of the item does: the name of an exercise, say.

    Args:
        segmentation: the page's blocks and boxes.
        kept: for each block whether it stays so far.
        structures: of the page.
        likely: of each block.
        phrases: index of each block that is a stock phrase.
    """
    blocks = segmentation.blocks
    for _, first, end in structures:
        head = first - 1
        if end - first > 1 and head >= 0 and kept[first] and not kept[head] and head not in phrases:
            announces = blocks[head].tag in HEADINGS or blocks[head].text.endswith((":", "："))
            if announces and likely[head] >= _LIKELY_HEAD and not any(href for _, href, _ in blocks[head].runs):
                kept[head] = True
    if segmentation.box_of:
        _keep_items(segmentation, kept, likely, phrases)


def _keep_items(
    segmentation: Segmentation, kept: list[bool], likely: Sequence[float], phrases: Collection[int]
) -> None:
    """Let the first line of a list's item stay, in place, where all else in the item does.

    Where that makes most of a list inside the story whole, the other items stay as well, if none is unlikely.
    """
    blocks, box_of, ends = segmentation.blocks, segmentation.box_of, segmentation.boxes.end_block
    opened = segmentation.boxes.opened
    mended: set[int] = set()
    for line, (stays, next_stays) in enumerate(pairwise(kept)):
        if (
            next_stays
            and not stays
            and blocks[line].tag in _ITEMS
            and likely[line] >= _LIKELY_ITEM
            and line not in phrases
            and line + 1 < ends[box_of[line]]
            and False not in kept[line + 1 : ends[box_of[line]]]
        ):
            kept[line] = True
            mended.add(opened[box_of[line]][PARENT])
    for items in mended:
        first, end = opened[items][FIRST_BLOCK], ends[items]
        held = sum([len(blocks[index].text) for index in range(first, end) if kept[index]])
        if (
            0 < first < end < len(kept)
            and kept[first - 1]
            and kept[end]
            and 2 * held >= sum([len(block.text) for block in blocks[first:end]])
            and min(likely[first:end]) >= _LIKELY_ITEM
        ):
            kept[first:end] = [True] * (end - first)


def find_neighbours(
    segmentation: Segmentation, kept: Sequence[bool], doubted: Sequence[int], words: Sequence[int]
) -> list[int]:
    """Those of the doubted blocks whose like are mostly kept: blocks of the same tag in the same box, by words.

    Args:
        segmentation: the page's blocks and boxes.
        kept: for each block whether it stays so far.
        doubted: index of each block that only caution leaves.
        words: of each block.
    """
    blocks = segmentation.blocks
    missing: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index in doubted if segmentation.box_of else ():
        if not segmentation.coarse[index] and (box := around(segmentation, index, index + 1)):
            missing[box, blocks[index].tag].append(index)
    if not missing:
        return []
    # One pass over the blocks of all these boxes: as boxes lie in boxes, a pass for each would take square time.
    boxes = {box for box, _ in missing}
    tags = {tag for _, tag in missing}
    first = min(segmentation.boxes.opened[box][FIRST_BLOCK] for box in boxes)
    end = max(segmentation.boxes.end_block[box] for box in boxes)
    held: dict[tuple[int, str], int] = defaultdict(int)
    for index in range(first, end):
        if kept[index] and blocks[index].tag in tags:
            held[around(segmentation, index, index + 1), blocks[index].tag] += words[index]
    return [
        index
        for place, indices in missing.items()
        if held[place] >= sum([words[index] for index in indices])
        for index in indices
    ]


def find_even_series(
    segmentation: Segmentation, structures: Sequence[Structure], kept: Sequence[bool], probabilities: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """First block and end of each likely list of a series that is doubtful as a whole and of which two lists stay.

    Args:
        segmentation: the page's blocks and boxes.
        structures: of the page.
        kept: what stays so far.
        probabilities: of each block.
    """
    lists = [one for one in structures if one.form == "list"]
    if len(lists) < _SERIES or not segmentation.box_of:
        return
    states = {kept[one.first] for one in lists}
    if len(states) < 2:
        return
    series: dict[tuple[int, str], list[Structure]] = defaultdict(list)
    for one in lists:
        series[_place(segmentation, one)].append(one)
    for alike in series.values():
        likely = [probabilities[one.first] for one in alike]
        if len(alike) < _SERIES or not _EVEN <= sum(likely) / len(alike) < _SURE_SERIES:
            continue
        if sum([kept[one.first] for one in alike]) > 1:
            yield from ((one.first, one.end) for one, p in zip(alike, likely, strict=True) if p >= _LEAST_OF_SERIES)


def _place(segmentation: Segmentation, one: Structure) -> tuple[int, str]:
    """The box around a structure, and the classes of its own."""
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    box, classes = segmentation.box_of[one.first], ""
    while box and opened[box][FIRST_BLOCK] >= one.first and ends[box] <= one.end:
        classes = opened[box][CLASSES]
        box = opened[box][PARENT]
    return box, classes


def lift_filling(
    blocks: list[Block], likely: list[float], structures: Sequence[Structure], words: Sequence[int]
) -> None:
    """Make a table likelier, in place, that has most of the page's words: its many numbers tell the trees nothing.

    Args:
        blocks: of the page.
        likely: of each block; those of one structure are equal.
        structures: of the page.
        words: of each block.
    """
    enough = 0.0
    for form, first, end in structures:
        if form == "table" and likely[first] < _LIKELY_FILLING and not blocks[first].hidden:
            enough = enough or max(_FILLING * sum(words), 1.0)
            if sum(words[first:end]) >= enough and not is_linked(blocks[first:end]):
                likely[first:end] = [_LIKELY_FILLING] * (end - first)


def is_linked(blocks: list[Block]) -> bool:
    """Whether most of what the blocks say is links."""
    compiled = load_columns()
    if compiled is not None:
        return bool(compiled.is_linked(blocks))
    held = sum([len(block.text) for block in blocks])
    return 2 * sum([len(text) for block in blocks for text, href, _ in block.runs if href]) > held
