"""Changes → lines for a terminal, in the form of a diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from cleaner.render.characters import printable
from cleaner.tooling.changes import Change, Piece
from cleaner.tooling.counted import counted

# Characters that are shown around a changed word, since paragraphs are single lines of hundreds of characters; and of
# a whole line at most, and of the paragraph before a change.
_AROUND: Final = 48
_MAX_CHARS: Final = 400
_CONTEXT: Final = 72
_ELLIPSIS: Final = "…"


def change_lines(changes: Sequence[Change], unit: str = "paragraph") -> Iterator[str]:
    """A line `- ` for what was, `+ ` for what is, and one for how much between them stayed as it was.

    The paragraph before a change is shown by its beginning, so that the place can be found.
    """
    for is_same, group in groupby(changes, key=lambda change: change.sign == "="):
        if not is_same:
            for change in group:
                yield from _lines(change)
        elif run := [change.new for change in group if change.new.strip()]:
            if len(run) > 1:
                yield f"  [{counted(len(run) - 1, unit)} the same]"
            yield f"  {_clip(run[-1], _CONTEXT)}"


def _lines(change: Change) -> Iterator[str]:
    for sign in "-+":
        shown = [piece for piece in change.pieces if piece.sign in ("=", sign)]
        if change.sign in ("~", sign):
            text = printable("".join(_shorten(shown)) if change.sign == "~" else _clip(shown[0].text, _MAX_CHARS))
            if line := " ".join(text.split()):  # blank lines come and go with the paragraphs around them
                yield f"{sign} {line}"


def _shorten(pieces: Sequence[Piece]) -> Iterator[str]:
    """The pieces, those that stayed cut down to what stands beside a change."""
    last = len(pieces) - 1
    for at, piece in enumerate(pieces):
        text = piece.text
        if piece.sign != "=":
            yield text if len(text) <= _MAX_CHARS else text[:_MAX_CHARS] + _ELLIPSIS + text[-1:]
        elif len(text) <= 2 * _AROUND:
            yield text
        else:
            yield ("" if at == 0 else text[:_AROUND]) + _ELLIPSIS + ("" if at == last else text[-_AROUND:])


def _clip(text: str, chars: int) -> str:
    line = " ".join(printable(text).split())
    return line if len(line) <= chars else line[:chars].rstrip() + _ELLIPSIS
