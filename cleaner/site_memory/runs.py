"""What stands inside a story's run of prose: that a site repeats it does not tell it from the story's own words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, NamedTuple

# Between two paragraphs of a run there may be a subhead, a picture with its caption, a short line of speech.
_REACH: Final = 3


class Seen(NamedTuple):
    """A block of a page.

    Attributes:
        text: what tells it from others.
        place: of its element; the same for all lines of a text.
        is_paragraph: whether it reads like one.
    """

    text: Hashable
    place: Hashable
    is_paragraph: bool


def inside_prose(blocks: Sequence[Seen], is_repeated: Callable[[Hashable], bool]) -> set[int]:
    """Index of each repeated paragraph with one of the story's own before it and behind it, in the same place.

    Args:
        blocks: of one page, in its order.
        is_repeated: whether other pages of the site have a text, too.
    """
    repeated = [is_repeated(block.text) for block in blocks]
    before = _near_own(blocks, repeated, range(len(blocks)))
    return before & _near_own(blocks, repeated, range(len(blocks) - 1, -1, -1))


def _near_own(blocks: Sequence[Seen], repeated: Sequence[bool], order: range) -> set[int]:
    """Repeated paragraphs with one of the story's own a few blocks before in this order; repeats do not count."""
    last: dict[Hashable, int] = {}
    passed = 0
    found: set[int] = set()
    for index in order:
        block = blocks[index]
        if not repeated[index]:
            passed += 1
            if block.is_paragraph:
                last[block.place] = passed
        elif block.is_paragraph and block.place in last and passed - last[block.place] < _REACH:
            found.add(index)
    return found
