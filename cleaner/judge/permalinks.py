"""The marks by which headings link to themselves (`¶`, `#`, `§`): for the reader's mouse, no words of the article.

Documentation generators and wikis set them. They go when the blocks are decided: features and rules see the page as it
is. Links that say it in words ("Copy link") are not meant.
"""

from __future__ import annotations

from typing import Final

from cleaner import expressions as re
from cleaner.model import Block
from cleaner.page.elements import HEADINGS

# Beside the signs, what shows nothing by itself: zero-width characters, variation selectors, and the private use area,
# where icon fonts have their pictures of chains.
_UNSEEN: Final = "\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff\ue000-\uf8ff"
_MARK: Final = re.compile(rf"[\s¶§🔗⚓{_UNSEEN}]+")
# Elsewhere, as in the index of a glossary, `#` stands for what begins with no letter.
_NAMING: Final = HEADINGS | {"dt"}
_HEADING_MARK: Final = re.compile(rf"[\s#¶§🔗⚓{_UNSEEN}]+")


def without_permalinks(block: Block) -> Block:
    """The block without a permalink's mark at its end, in a heading also at its beginning; never without any text."""
    runs = block.runs
    if len(runs) < 2:
        return block
    is_heading = block.tag in _NAMING
    mark = _HEADING_MARK if is_heading else _MARK
    start, end = 0, len(runs)
    # White space may stand around the link.
    while end and (not runs[end - 1][0].strip() or _is_permalink(runs[end - 1], mark)):
        end -= 1
    while is_heading and start < end and (not runs[start][0].strip() or _is_permalink(runs[start], mark)):
        start += 1
    rest = runs[start:end]
    if len(rest) == len(runs) or not rest or not any(_is_permalink(run, mark) for run in (*runs[:start], *runs[end:])):
        return block
    return block._replace(text=" ".join("".join([text for text, _, _ in rest]).split()), runs=rest)


def _is_permalink(run: tuple[str, str, int], mark: re.Pattern[str]) -> bool:
    text, href, _ = run
    return "#" in href and mark.fullmatch(text) is not None
