"""Text of a dump → a block for every line that says something."""

from __future__ import annotations

import re

from cleaner.model import Block

MAX_LINES = 100_000
"""Most lines of a dump that are judged: as many take three seconds."""
_LONG = 1500  # characters from which on a line is cut into pieces
# Where a long line may be cut: behind the end of a sentence, before something that may begin one; and at wide gaps and
# tabs, which stand between what were lines or cells.
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]]{0,2}\s+(?=[^\W\d_a-z]|[\"'“‘«(\d])|\s{3,}|\t")


def segment_lines(text: str) -> list[Block]:
    """Make a block of every line that is not blank.

    The block's text is the line without outer white space; its only run is the same line with all white space that
    stands before it, so that the runs joined give the dump back, and blank lines can be counted. A line of many
    sentences in a dump that has few lines is split at its sentence ends; such pieces `continue` each other.
    """
    blocks: list[Block] = []
    before = ""
    for line in text.splitlines(keepends=True):
        if not line.strip():
            before += line
            continue
        for at, piece in enumerate(_pieces(line) if len(line) > _LONG else (line,)):
            blocks.append(Block(piece.strip(), "line", ((before + piece, "", 0),), continues="inline" if at else ""))
            before = ""
    if before and blocks:
        last = blocks[-1]
        blocks[-1] = last._replace(runs=((last.runs[0][0] + before, "", 0),))
    return blocks


def _pieces(line: str) -> list[str]:
    """A long line cut after its sentences, nothing lost."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(line)]
    pieces = [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    out: list[str] = []
    for piece in pieces:
        if out and not (piece.strip() and out[-1].strip()):
            out[-1] += piece
        else:
            out.append(piece)
    return out
