"""What a table of contents names are the headings of sections, however they are marked up: they stay over their text.

A heading that is a link back to the table, or a paragraph in bold that the table says as well, looks like a line that
the page repeats. Of the lines that a run of others above had named in the same order, that the trees gave .4 at least
and that stood over text that stayed, 31 of 35 were in the gold of mixed pages and articles.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from cleaner.judge.feature_columns import BLOCK_FEATURES

if TYPE_CHECKING:
    from cleaner.judge.classify import Scores
    from cleaner.judge.structures import Structure
    from cleaner.page.blocks_and_boxes import Segmentation

# The row of the columns that tells how often the page has a block's text: a heading that is also in the table of
# contents stands there twice.
_TIMES = BLOCK_FEATURES.index("same_text")
# Most words of a heading, and fewest lines of a table of contents.
_HEADING_WORDS, _LINES = 20, 3
# A line that was left out and is less likely than this is no heading of a section, whatever names it.
_LIKELY = 0.4


def keep_contents(
    segmentation: Segmentation,
    scores: Scores,
    kept: list[bool],
    likely: Sequence[float],
    structures: Sequence[Structure],
    phrases: Collection[int],
) -> None:
    """Let lines stay, in place, that a run of lines above names in the same order, each over text that stays.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
        kept: for each block whether it stays so far.
        likely: of each block.
        structures: of the page; their parts are no headings.
        phrases: index of each block that is a stock phrase.
    """
    columns, fine = scores.features.columns, scores.features.fine
    if not fine:
        return
    places = (columns[_TIMES] == 2).nonzero()[0]
    twice = [fine[place] for place in places.tolist()] if len(places) >= 2 * _LINES else []
    # What stands twice is nearly always in menus and unlikely. The search for a table of contents is spared then.
    found = {index for index in twice if likely[index] >= _LIKELY and not kept[index] and index not in phrases}
    if found:
        found &= set(_find_named(segmentation, twice, scores.features.words))
    if found:
        parts = {index for _, first, end in structures if end - first > 1 for index in range(first, end)}
        for index in sorted(found - parts):
            if True in kept[index + 1 : index + 2]:
                kept[index] = True


def _find_named(segmentation: Segmentation, twice: Sequence[int], words: Sequence[int]) -> list[int]:
    """Index of each line that stands for the second time, of a run that stood before without anything between."""
    first: dict[str, int] = {}
    again: dict[int, int] = {}
    for index in twice:
        if words[index] > _HEADING_WORDS:
            continue
        before = first.setdefault(segmentation.blocks[index].text, index)
        if before != index:
            again[before] = index
    found: list[int] = []
    run: list[int] = []
    for index in sorted(again):
        if run and not (index == run[-1] + 1 and again[index] > again[run[-1]] + 1):
            found += _named_by(run, again)
            run = []
        run.append(index)
    return found + _named_by(run, again)


def _named_by(run: Sequence[int], again: dict[int, int]) -> list[int]:
    if len(run) < _LINES or again[run[0]] <= run[-1]:
        return []
    return [again[index] for index in run]
