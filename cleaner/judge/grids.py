"""Tables that a page builds of plain boxes: rows that look alike, among a story's paragraphs.

No element and no class says that they are a table, and the trees are in doubt about each of the short texts, with a
mean of .3 to .5. On the pages of eight sets, all such rows between sure paragraphs that had a text of their own were in
the gold text, and hardly one of them had come out. Galleries, whose rows are figures, were in none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from cleaner.judge.structures import Structure
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import CLASSES, DEPTH, FIRST_BLOCK, PARENT, TAG, Segmentation, is_all_linked
from cleaner.page.elements import HEADINGS

# A grid has three rows at least. A box of more than 200 blocks holds the page rather than a grid.
_ROWS: Final = 3
_MOST_BLOCKS: Final = 200
# How many boxes may lie between a grid and the box that holds the story's paragraphs: a section of its own, say, and a
# wrapper within that.
_LEVELS: Final = 3
# Elements that a row may be, those that no grid is or lies in, and those that no row holds. Lists and tables are judged
# as what they are (`cleaner.judge.structures`), and figures are pictures.
_ROW_TAGS: Final = frozenset(("div", "section", "p", "label"))
_NO_GRID: Final = frozenset("table tr td th ul ol li dl dt dd pre blockquote nav figure form details".split())  # noqa: SIM905
_NO_PART: Final = frozenset("button figure figcaption li td th nav textarea blockquote pre".split())  # noqa: SIM905
# Share of a box's children that have one look, or two looks that take turns.
_ALIKE: Final = 0.7
# Words of one block at most, and of a row as an average, if it has several parts and if it is one line; what is longer
# is prose, and judged by itself.
_PART_WORDS, _ROW_WORDS, _LINE_WORDS = 45, 40, 15
# Up to this share of a grid's words may be links, since each talk of a programme may lead to a page of its own.
_LINKS: Final = 0.6
# How likely the blocks of a grid must be content on average.
_LIKELY: Final = 0.25
# Behind the last sure paragraph stand tags, comments and what belongs to the whole site. There a grid must have short
# rows of several parts, and no more links than this.
_FEW_LINKS: Final = 0.1


def find_grids(
    segmentation: Segmentation,
    words: Sequence[int],
    probabilities: Sequence[float],
    story: Collection[int],
    sure: Sequence[int],
    phrases: Collection[int],
) -> Iterator[Structure]:
    """Boxes beside the story's paragraphs, or a little below, whose children have one look and say little each.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
        probabilities: of each block by itself.
        story: boxes that hold the story's paragraphs.
        sure: index of each paragraph that nobody doubts.
        phrases: index of each block that is a stock phrase; furniture begins with one.
    """
    if not story:
        return
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    for box in _near(segmentation, story):
        first, end = opened[box][FIRST_BLOCK], ends[box]
        if first in phrases or first < sure[0] or not _is_likely(words, probabilities, first, end):
            continue
        rows = _rows(segmentation, box)
        if rows and _is_grid(segmentation, words, rows, between=end <= sure[-1]):
            yield Structure("grid", first, end)


def _near(segmentation: Segmentation, story: Collection[int]) -> Iterator[int]:
    """Boxes that lie beside the story's paragraphs, or at most `_LEVELS` below, with a fitting number of blocks."""
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    below: dict[int, int] = dict.fromkeys(story, 0)
    last = max([ends[box] for box in story])
    for box in range(min(story) + 1, len(opened)):
        parent, tag, _, _, _, first = opened[box]
        if first >= last:
            return
        if parent not in below or box in below or tag in _NO_GRID or not _ROWS <= ends[box] - first <= _MOST_BLOCKS:
            continue
        yield box
        if below[parent] + 1 < _LEVELS:
            below[box] = below[parent] + 1


def _is_likely(words: Sequence[int], probabilities: Sequence[float], first: int, end: int) -> bool:
    """Whether the mean of the blocks promises enough, and none of them is long."""
    held = sum(words[first:end])
    mean = sum([p * count for p, count in zip(probabilities[first:end], words[first:end], strict=True)])
    return held > 0 and mean >= _LIKELY * held and max(words[first:end]) <= _PART_WORDS


def _rows(segmentation: Segmentation, box: int) -> list[int]:
    """The children of a box that have one look, or two that take turns, without a heading over them; else none."""
    opened = segmentation.boxes.opened
    children = []
    for index in range(box + 1, len(opened)):
        if opened[index][DEPTH] <= opened[box][DEPTH]:
            break
        if opened[index][PARENT] == box:
            children.append(index)
    looks = Counter((opened[child][TAG], opened[child][CLASSES]) for child in children).most_common(2)
    held = looks[0][1] if looks else 0
    if len(looks) > 1 and looks[1][1] == held:
        held *= 2
    if held < max(_ROWS, _ALIKE * len(children)):
        return []
    rows = children[opened[children[0]][TAG] in HEADINGS :]
    return rows if all(opened[row][TAG] in _ROW_TAGS for row in rows) else []


def _is_grid(segmentation: Segmentation, words: Sequence[int], rows: Sequence[int], *, between: bool) -> bool:
    """Whether rows say little each, are no cards, and are of the story where they stand.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
        rows: the boxes.
        between: sure paragraphs stand before them and behind.
    """
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    first, end = opened[rows[0]][FIRST_BLOCK], ends[rows[-1]]
    blocks = segmentation.blocks[first:end]
    if any(block.tag in _NO_PART for block in blocks):
        return False
    if opened[rows[-1]][TAG] == "label" and not _say_amounts(blocks):
        return False
    parts = [segmentation.blocks[opened[row][FIRST_BLOCK] : ends[row]] for row in rows]
    linked = _linked_share(blocks)
    if linked > (_LINKS if between else _FEW_LINKS) or 2 * sum(map(_is_card, parts)) > len(rows):
        return False
    parted = 2 * sum([_parts(row) > 1 for row in parts]) > len(rows)
    most = _ROW_WORDS if between and parted else _LINE_WORDS
    return (between or parted) and sum(words[first:end]) <= most * len(rows)


def _say_amounts(blocks: Sequence[Block]) -> bool:
    """Whether at least half of some lines have a number: what a recipe needs does, the choices of a poll do not."""
    return 2 * sum([any(map(str.isdigit, block.text)) for block in blocks]) >= len(blocks)


def _linked_share(blocks: Sequence[Block]) -> float:
    held = sum([len(block.text) for block in blocks])
    return sum([len(text) for block in blocks for text, href, _ in block.runs if href]) / max(held, 1)


def _parts(blocks: Sequence[Block]) -> int:
    """How many parts a row has: blocks, or, where it is one line, pieces of the line that are marked up apart."""
    return len(blocks) if len(blocks) > 1 else sum([1 for text, _, _ in blocks[0].runs if text.strip()])


def _is_card(blocks: Sequence[Block]) -> bool:
    """Whether a row is a headline that leads elsewhere with something below it."""
    return len(blocks) > 1 and is_all_linked(blocks[0])
