"""A second choice where the first one was of notices: with these gone, next to nothing stays of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleaner.judge.classify import choose
from cleaner.judge.labelling import Labelling
from cleaner.judge.notices import NOTICES

# What went as notices had so many times the words of what stays; a rest that promises less is none.
_TIMES: Final = 3
_WORTH: Final = 0.19


def choose_again(found: Labelling, words: list[int], caution: float) -> None:
    """Choose once more, in place, among what nothing has let go, where notices were most of what was chosen.

    A picture with a line below it was passed over for the long disclaimer behind, which is dropped afterwards: the page
    came out empty.

    Args:
        found: what stays so far, and why the rest went.
        words: of each block.
        caution: of the page.
    """
    notices = [index for index, (_, reason) in found.why.items() if reason in NOTICES]
    if not notices or _count(notices, words) < _TIMES * max(_count(found.inside(), words), 1):
        return
    rest = [0.0 if index in found.why else p for index, p in enumerate(found.probabilities)]
    kept, promised = choose(rest, words, caution)
    if promised >= _WORTH:
        found.keep_only(kept, promised)


def _count(indices: Sequence[int], words: Sequence[int]) -> int:
    return sum([words[index] for index in indices])
