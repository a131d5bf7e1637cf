"""Which blocks are one thing shown in parts: a table, a list, a listing, a quotation, a stanza. Each is one decision.

Trees judge block by block, and a block of two words tells little: of the data tables that came out of mixed pages four
in ten had holes, so that values stood in the wrong columns. The parts of a structure are therefore judged together,
from the mean of what the trees say of them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaner.judge.box_parts import BLOCKS_A_PART, CELL_WORDS, GRID_ROWS, OpenBox, open_boxes
from cleaner.judge.compiled import load_columns
from cleaner.judge.traits import broken, names_own_list
from cleaner.model import STRONG
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, PARENT, TAG
from cleaner.page.elements import HEADINGS

if TYPE_CHECKING:
    from cleaner.model import Block
    from cleaner.page.blocks_and_boxes import Segmentation

# Most paragraphs for each cell of a table of data, as an average; lines parted by a `br` and items of lists in cells
# are not counted. Cells of data hold a name and a number or two. Of 56 tables that this bound added, 42 were data, and
# 14 menus that the mean of their blocks left out.
_BLOCKS_A_CELL = 1.8
# Quotations with more blocks, or with headings, are pages that are indented by them.
_QUOTE_BLOCKS = 12
# Forms of structures that a figure may show, and how many blocks the figure may hold beside.
_IN_FIGURES, _CAPTIONS = frozenset(("table", "code", "quotation")), 2
# Elements that hold a quotation and its source, and the most words of the line with the source.
_AROUND_QUOTE, _SOURCE_WORDS = frozenset(("div", "section", "figure", "aside")), 12
# The names of boxes around a quotation and its source, such as `pull-quote` and `testimonials`.
_QUOTES = re.compile(r"quote|citation|testimonial", re.IGNORECASE)
# Forms that no line above announces: their first line is a part of them.
_UNANNOUNCED = frozenset(("stanza", "question", "pair", "embedded", "callout"))
# Forms that are one block as often as not.
_ALONE = frozenset(("code", "quotation", "post"))
# A stanza has so many lines at least, and so many words a line at most.
_STANZA_LINES, _LINE_WORDS = 3, 12
# What the mean of a structure's blocks is worth: slope and lift of its log-odds. Many doubtful parts that agree are
# better evidence than one. Lists of links beside a story have means of .2 to .4, those inside one .5 and more; data
# tables part at .4. Mixed pages gained an F1 of .0018 by the slope of lists, news of 2012 (unseen) .0050, articles in
# many languages (unseen) .0034, manuals with tables (unseen) .0028; tables are only ever raised, for one that fills
# its page may be doubtful in each of 5,000 cells.
_EVIDENCE = {
    "table": (2.0, 0.8),
    "grid": (2.0, 2.2),
    "list": (2.5, 0.0),
    "answer": (2.0, 1.0),
    "post": (2.0, 3.0),
    "embedded": (2.0, 1.5),
    "notes": (1.0, 3.0),
    "formula": (2.0, 3.0),
    "pair": (1.5, 0.3),
}
_SUREST = 1e-6  # probabilities are kept so far from 0 and from 1, whose log-odds are infinite
_LIKELY_HEADING, _LIKELY_LIST = 0.7, 0.7
# A line so likely that ends in a colon lends so much of its likelihood to what it announces without a link.
_SURE_LINE, _SAID_SHARE = 0.92, 0.8


class Structure(NamedTuple):
    """Blocks that stay or go together.

    Attributes:
        form: what shows them in parts: `table`, `grid`, `list`, `terms`, `answer`, `code`, `quotation`, `post`,
            `embedded`, `stanza`, `question`, `pair`, `notes`, `callout` or `formula`.
        first: index of the first block.
        end: index of the block behind the last one.
    """

    form: str
    first: int
    end: int


def find_structures(segmentation: Segmentation, words: list[int], others: Iterable[Structure] = ()) -> list[Structure]:
    """The outermost structures of a page, in its order; none shares a block with another.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
        others: structures that other modules have found.
    """
    blocks = segmentation.blocks
    seen = open_boxes(segmentation, words)
    found = [Structure(box.form, box.first, box.end) for box in seen if _is_one(box, blocks, words)]
    found += _find_stanzas(blocks, words)
    found += others
    return _outermost([_without_marks(one, blocks) for one in _with_captions(segmentation, words, found)])


def _with_captions(segmentation: Segmentation, words: Sequence[int], found: Sequence[Structure]) -> list[Structure]:
    """The structures; one in a figure takes along what else stands there in a line or two: a caption, a source.

    A quotation takes the line of its source along from any box that holds both and nothing else.
    """
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    out = list(found)
    for place, (form, first, end) in enumerate(found):
        box = segmentation.box_of[first] if form in _IN_FIGURES and segmentation.box_of else 0
        while box and opened[box][TAG] != "figure" and opened[box][FIRST_BLOCK] == first:
            box = opened[box][PARENT]
        if (
            box
            and opened[box][TAG] == "figure"
            and 0 < ends[box] - opened[box][FIRST_BLOCK] - (end - first) <= _CAPTIONS
        ):
            out[place] = Structure(form, opened[box][FIRST_BLOCK], ends[box])
        elif form == "quotation" and segmentation.box_of and _has_source(segmentation, words, first, end):
            out[place] = Structure(form, first, end + 1)
    return out


def _has_source(segmentation: Segmentation, words: Sequence[int], first: int, end: int) -> bool:
    """Whether a box that is called so holds nothing but a quotation and one short line below it, in no box of its own.

    Below what a post quotes stands its answer.
    """
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    box = segmentation.box_of[first]
    while box and ends[box] <= end and opened[box][FIRST_BLOCK] == first:
        box = opened[box][PARENT]
    return (
        box > 0
        and opened[box][TAG] in _AROUND_QUOTE
        and opened[box][FIRST_BLOCK] == first
        and ends[box] == end + 1
        and segmentation.box_of[end] == box
        and _QUOTES.search(opened[box][CLASSES]) is not None
        and words[end] <= _SOURCE_WORDS
        and not any(href for _, href, _ in segmentation.blocks[end].runs)
    )


def _without_marks(one: Structure, blocks: Sequence[Block]) -> Structure:
    """The structure; of a quotation without the large quotation marks that stand as blocks of their own around it."""
    form, first, end = one
    if form == "quotation":
        while end - first > 1 and not any(map(str.isalnum, blocks[first].text)):
            first += 1
        while end - first > 1 and not any(map(str.isalnum, blocks[end - 1].text)):
            end -= 1
        return Structure(form, first, end)
    return one


def _outermost(found: Iterable[Structure]) -> list[Structure]:
    out: list[Structure] = []
    end = 0
    for structure in sorted(found, key=lambda one: (one.first, -one.end)):
        if structure.first >= end:
            out.append(structure)
            end = structure.end
    return out


def _is_one(box: OpenBox, blocks: Sequence[Block], words: Sequence[int]) -> bool:
    """Whether a box is one thing by its form and size, and no layout that holds several things."""
    size = box.end - box.first
    if size < 2 and not (size and box.form in _ALONE):
        return False
    if box.form == "table":
        if box.nested or box.rows < GRID_ROWS or sum(words[box.first : box.end]) > CELL_WORDS * box.parts:
            return False
        return (
            size <= BLOCKS_A_PART * box.parts or _paragraphs(blocks[box.first : box.end]) <= _BLOCKS_A_CELL * box.parts
        )
    if box.form in {"list", "terms"}:
        return size <= BLOCKS_A_PART * box.parts
    if box.form == "quotation":
        return size <= _QUOTE_BLOCKS and not any(block.tag in HEADINGS for block in blocks[box.first : box.end])
    return True


def _paragraphs(blocks: Sequence[Block]) -> int:
    """How many of a table's blocks begin a paragraph of a cell; items of its lists do not."""
    return sum([block.continues != "line" and not _is_item(block) for block in blocks])


def _is_item(block: Block) -> bool:
    """Whether a block is an item of a list inside a cell."""
    tags = [tag for tag, _ in block.frames]
    return "li" in tags and not {"td", "th"}.intersection(tags[tags.index("li") :])


def _find_stanzas(blocks: list[Block], words: Sequence[int]) -> list[Structure]:
    """Short lines without links that only single line breaks part."""
    parted = broken(blocks)
    found: list[Structure] = []
    place = 0
    while place < len(parted):
        last = place
        while last + 1 < len(parted) and parted[last + 1] == parted[last] + 1:
            last += 1
        first, end = parted[place] - 1, parted[last] + 1
        lines = blocks[first:end]
        short = len(lines) >= _STANZA_LINES and sum(words[first:end]) <= _LINE_WORDS * len(lines)
        if short and not any(href for line in lines for _, href, _ in line.runs):
            found.append(Structure("stanza", first, end))
        place = last + 1
    return found


def judge_whole(
    probabilities: list[float],
    words: list[int],
    structures: list[Structure],
    phrases: Collection[int] = (),
) -> list[float]:
    """The probabilities, with one value for all blocks of a structure: what the mean of its blocks is worth.

    Args:
        probabilities: of each block by itself.
        words: of each block.
        structures: of the page.
        phrases: index of each block that is a stock phrase: "Yes" and "Go" are values here, and tell nothing.
    """
    if not structures:
        return probabilities
    said = sorted(phrases)
    compiled = load_columns()
    if compiled is not None:
        judged: list[float] = compiled.judge_whole(probabilities, words, structures, said, _EVIDENCE, _SUREST)
        return judged
    out = probabilities.copy()
    at = 0
    for form, first, end in structures:
        weights = list(words[first:end])
        while at < len(said) and said[at] < first:
            at += 1
        for index in said[at : bisect_left(said, end)]:
            weights[index - first] = 0
        weights = weights if any(weights) else list(words[first:end])
        total = sum(weights)
        if total:
            out[first:end] = [_of_whole(form, _held(probabilities[first:end], weights) / total)] * (end - first)
    return out


def _held(probabilities: Sequence[float], weights: Sequence[int]) -> float:
    """Expected number of words that are content.

    Added up one by one, so that the result is the same everywhere: some versions of Python's `sum` correct rounding.
    """
    held = 0.0
    for p, weight in zip(probabilities, weights, strict=True):
        held += p * weight
    return held


def _of_whole(form: str, mean: float) -> float:
    """How likely a structure is content, from the mean of its blocks."""
    if form not in _EVIDENCE:
        return mean
    slope, lift = _EVIDENCE[form]
    mean = min(max(mean, _SUREST), 1 - _SUREST)
    found = 1 / (1 + math.exp(-slope * math.log(mean / (1 - mean)) - lift))
    return max(mean, found) if form == "table" else found


def heed_announcements(
    blocks: Sequence[Block],
    likely: list[float],
    structures: Sequence[Structure],
    phrases: Mapping[int, bool],
    *,
    offer: bool = False,
) -> None:
    """Judge structures by the line above them, in place: "Related articles:" takes its list along, "We need:" saves it.

    A line with a colon lends a structure half of its own likelihood, where that is higher, and so does a heading that
    is likely itself. With doubtful headings, too, which stand over the lists of links at the end of news, news of 2012
    lost an F1 of .0011 and manuals .0025.

    Args:
        blocks: of the page.
        likely: of each block; those of one structure are equal.
        structures: of the page.
        phrases: blocks that are a stock phrase, by index, and whether it points elsewhere.
        offer: whether the page offers something, and its lists name what else it offers.
    """
    before = Structure("", 0, 0)
    for one in structures:
        form, first, end = one
        line = first - 1
        if line >= before.end and end - first > 1 and form not in _UNANNOUNCED:
            if phrases.get(line) and (offer or not names_own_list(blocks, line, end)):
                if not _goes_on(blocks, likely, before, one):
                    likely[first:end] = [min(likely[first], likely[line])] * (end - first)
            elif likely[line] > likely[first] and _announces(blocks, line, end, line in phrases, likely[line]):
                share = _SAID_SHARE if _is_said(blocks, line, end, likely[line]) else 0
                likely[first:end] = [max((likely[line] + likely[first]) / 2, share * likely[line])] * (end - first)
        before = one


def _is_said(blocks: Sequence[Block], line: int, end: int, of_line: float) -> bool:
    """Whether a sure line ends in a colon before what has no link: it would say nothing without it."""
    if of_line < _SURE_LINE or not blocks[line].text.endswith((":", "：")):
        return False
    return not any(href for block in blocks[line:end] for _, href, _ in block.runs)


def _goes_on(blocks: Sequence[Block], likely: Sequence[float], before: Structure, after: Structure) -> bool:
    """Whether one block between two lists is a button that shows the rest of the first: both likely, no links."""
    if not (after.form == before.form == "list" and before.end + 1 == after.first):
        return False
    return min(likely[before.first], likely[after.first]) >= _LIKELY_LIST and not any(
        href for block in blocks[before.first : after.end] for _, href, _ in block.runs
    )


def _announces(blocks: Sequence[Block], line: int, end: int, is_phrase: bool, of_line: float) -> bool:
    """Whether a line speaks for the structure below it: by a colon, or as a likely heading over more than links."""
    if blocks[line].text.endswith((":", "：")):
        return True
    if not _is_heading(blocks[line]) or is_phrase or of_line < _LIKELY_HEADING:
        return False
    return not all(href for block in blocks[line + 1 : end] for _, href, _ in block.runs) or not blocks[line + 1].runs


def _is_heading(block: Block) -> bool:
    """Whether a block is a heading, or a line in bold that stands for one."""
    if block.tag in HEADINGS or not block.runs:
        return block.tag in HEADINGS
    return all(style & STRONG and not href for text, href, style in block.runs if text.strip())


def keep_whole(kept: list[bool], structures: Sequence[Structure]) -> None:
    """Let all blocks of a structure stay if one does, in place: what has no word, such as a tick, had no weight."""
    for _, first, end in structures:
        if True in kept[first:end]:
            kept[first:end] = [True] * (end - first)


def find_marks(blocks: Sequence[Block], structures: Iterable[Structure]) -> list[int]:
    """Index of each large quotation mark between a quotation and its source: it is none of their words."""
    return [
        index
        for form, first, end in structures
        if form == "quotation"
        for index in range(first, end)
        if not any(map(str.isalnum, blocks[index].text))
    ]
