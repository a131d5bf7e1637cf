"""Parts of a line that a style sheet sets apart: a blank goes in between where their words would be one without it.

Labels stand so beside values, in elements that the page's style makes boxes of. Where a small letter meets a capital at
the border of two parts, the gold of eight sets had a blank or an end of line in between 1,134 times and none 13 times;
at a digit before a capital 114 times and 3 times, at a small letter before a digit 44 times and once. Of two small
letters that tells nothing: half of them are one word, of which a part is marked. So may be a small letter and a capital
in a name (`marked_parts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaner.article.marked_parts import Page, is_one_name
from cleaner.model import CODE, FORMULA, PICTURE, SUBSCRIPT, SUPERSCRIPT, Block

# Looks of parts that belong to the word which they touch.
_TOUCHING: Final = CODE | FORMULA | PICTURE | SUBSCRIPT | SUPERSCRIPT
# A shorter part may be an initial, or a word's first half: "iPhone".
_CHARS: Final = 3
# An amount with its unit, before what it is the amount of.
_AMOUNT: Final = re.compile(r"\s*[\d.,/½¼¾⅓⅔–-]+\s\w{1,6}")
_NO_PROSE: Final = frozenset(("pre", "code", "textarea"))


def part_words(blocks: list[Block], page: Sequence[Block] = ()) -> None:
    """Put a blank between parts of lines, in place, that would melt two words into one.

    Args:
        blocks: of the article.
        page: blocks of the page, which may hold in one piece a name that is marked in part.
    """
    around = Page(page)
    for index, block in enumerate(blocks):
        runs = block.runs
        if len(runs) > 1 and block.tag not in _NO_PROSE:
            parted = _part(runs, around)
            if parted is not runs:
                text = " ".join("".join([text for text, _, _ in parted]).split())
                blocks[index] = block._replace(text=text, runs=parted)


def _part(runs: tuple[tuple[str, str, int], ...], page: Page) -> tuple[tuple[str, str, int], ...]:
    """The runs with a blank wherever two words meet; the same object where none do."""
    found: list[int] = []
    left, _, left_style = runs[0]
    for place in range(1, len(runs)):
        right, _, style = runs[place]
        if _melt(left, right) and not (style | left_style) & _TOUCHING and not is_one_name(runs, place, page):
            found.append(place)
        left, left_style = right, style
    if not found:
        return runs
    parted = list(runs)
    for place in reversed(found):
        (_, href, style), (_, other, right_style) = runs[place - 1 : place + 1]
        parted.insert(place, (" ", href if href == other else "", style & right_style))
    return tuple(parted)


def _melt(left: str, right: str) -> bool:
    """Whether two parts that touch would melt two words into one."""
    first, last = right[:1], left[-1:]
    if first.isupper() or first.isdigit():
        if len(left) < _CHARS or len(right) < (_CHARS if first.isupper() else 1):
            return False
        return last.islower() or last in ")%" or (last.isdigit() and first.isupper())
    return first.islower() and len(right) >= _CHARS and last.islower() and _AMOUNT.fullmatch(left) is not None
