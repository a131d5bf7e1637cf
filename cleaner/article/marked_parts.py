"""Names of which a part is marked, You**Tube** or Graph*QL*: told from a label and its value, which touch like them.

What tells is the page, where the name stands in one piece elsewhere, or the sentence: a marked word in it that goes on
a name, and after which the sentence goes on. Of 425 places where the gold of nine sets has two words, none is taken for
one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleaner import expressions as re
from cleaner.lexicon import SOCIAL_NAMES, STOP_WORDS
from cleaner.model import Block

_Run = tuple[str, str, int]

# So many runs on either side, and so many characters of them, tell how a sentence goes on.
_RUNS, _CHARS = 4, 60
# A name has at most so many letters: "LightweightNotion", where a blank was forgotten, is none.
_NAME_CHARS: Final = 12
# One that stands in one piece elsewhere is sought if it has at most so many, and on a page no more than so many are.
_SOUGHT_CHARS, _SOUGHT = 30, 50
# So many longer words that hold it are passed over, so that no page takes long.
_TRIED: Final = 100
# A beginning in small letters has at most so many, as in "iPhone" and "macOS".
_SMALL_CHARS: Final = 3
_END: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
_START: Final = re.compile(r"[^\W\d_]+")
# How a sentence goes on behind a word, unless a capital follows, and how it comes to one.
_GOES_ON: Final = re.compile(r"[,.;!?)’']|(?<!\s)\s+\(?(\w)")
_COMES_TO: Final = re.compile(r"\w\W*[\s(]$")


class Page:
    """The text of a page, made when it is first asked for a word."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._text = ""
        self._sought: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        """Whether a word stands somewhere in one piece; no, where too many were asked for."""
        if word not in self._sought:
            if len(self._sought) >= _SOUGHT:
                return False
            # Each run ends its line: parts that touch are no piece.
            self._text = self._text or "\n".join([text for block in self._blocks for text, _, _ in block.runs])
            at, tried = self._text.find(word), 1
            while at >= 0 and self._is_within(at, word):
                at, tried = self._text.find(word, at + 1) if tried < _TRIED else -1, tried + 1
            self._sought[word] = at >= 0
        return self._sought[word]

    def _is_within(self, at: int, word: str) -> bool:
        """Whether what stands at a place is a part of a longer word."""
        around = self._text[max(0, at - 1) : at], self._text[at + len(word) : at + len(word) + 1]
        return word[0].isalnum() and any(map(str.isalnum, around))


def is_one_name(runs: Sequence[_Run], place: int, page: Page) -> bool:
    """Whether a run goes on the word that the run before it ends with.

    Args:
        runs: of a line.
        place: of a run that touches the one before it, at a small letter and a capital.
        page: on which they stand.
    """
    before = "".join([text[-_CHARS:] for text, _, _ in runs[max(0, place - _RUNS) : place]])[-_CHARS:]
    after = "".join([text[:_CHARS] for text, _, _ in runs[place : place + _RUNS]])[:_CHARS]
    left, right = _END.search(before), _START.match(after)
    if not left or not right:
        return False
    name = left[0] + right[0]
    if name.lower() in SOCIAL_NAMES or (len(name) <= _SOUGHT_CHARS and page.has(name)):
        return True
    rest = _GOES_ON.match(after, right.end())
    if len(name) > _NAME_CHARS or not rest or (rest[1] and rest[1].isupper()) or not _begins_name(left[0], page):
        return False
    above = before[: left.start()]
    return _is_marked(*runs[place - 1 : place + 1], begins=not above, amid=_COMES_TO.search(above) is not None)


def _is_marked(left: _Run, right: _Run, *, begins: bool, amid: bool) -> bool:
    """Whether one of two runs is a part of a word that is marked, where the word begins a line or stands amid it."""
    (first, link, style), (second, other, style_of_second) = left, right
    if link != other:
        return False
    if second.isalpha() and style_of_second & ~style:
        return amid or begins
    # What stands in an element without a look, such as `mark`, may be a value as well.
    return amid and (
        (second.isalpha() and style == style_of_second) or (first.isalpha() and style & ~style_of_second > 0)
    )


def _begins_name(part: str, page: Page) -> bool:
    """Whether a name may begin so: with a capital, or with few small letters that are no word."""
    if len(part) > 1 and part.lower() in STOP_WORDS:
        return False
    return part[0].isupper() or (len(part) <= _SMALL_CHARS and not page.has(f" {part} "))
