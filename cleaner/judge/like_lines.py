"""Short lines between others that stay, each of which stays elsewhere on the page: labels of sections that look alike.

"What we like" stands in each section of a comparison, "Dates: from May on" in each of an offer. Judged one by one, some
of them go, and a section lacks its label. Of such lines on mixed and news pages three in four were in the gold, with
five in six of their words.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.model import Block

# A gap is one to three blocks between two that stay; each has at most so many words and at least this probability.
_GAP: Final = re.compile(rb"(?<=\x01)\x00{1,3}(?=\x01)")
_WORDS: Final = 16
_LIKELY: Final = 0.2


def keep_like_lines(
    blocks: Sequence[Block],
    kept: list[bool],
    likely: Sequence[float],
    words: Sequence[int],
    phrases: Container[int],
) -> None:
    """Let the lines of a gap stay, in place, if the same lines stay elsewhere in the same elements.

    Lists of cards are full of such gaps, and nothing is lost there.

    Args:
        blocks: of the page.
        kept: for each block whether it stays so far.
        likely: of each block.
        words: likewise.
        phrases: index of each block that is a stock phrase.
    """
    said: set[tuple[str, str]] | None = None
    for gap in _GAP.finditer(bytes(kept)):
        between = range(*gap.span())
        if any(likely[index] < _LIKELY or words[index] > _WORDS or index in phrases for index in between):
            continue
        lines = [blocks[index] for index in between]
        if any(block.hidden or any(href for _, href, _ in block.runs) for block in lines):
            continue
        if said is None:
            said = {(block.tag, block.text) for block, stays in zip(blocks, kept, strict=True) if stays}
        if said.issuperset([(block.tag, block.text) for block in lines]):
            kept[between.start : between.stop] = [True] * len(between)
