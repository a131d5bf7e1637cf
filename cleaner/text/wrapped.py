"""Lines that a text browser or a converter wrapped at a width → a line for each paragraph again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.lexicon.words import words

# Widths that text is wrapped at, from letters to the widest terminals.
_NARROWEST, _WIDEST = 60, 140
# Fewest columns of a line that tells the width; shorter ones are labels and last lines of paragraphs.
_TELLING = 45
# The lines were wrapped if at least five of those that tell the width, and this share of them, reach the margin; if
# this share of these ends amid a sentence; and if no larger share than the last one goes beyond the margin.
_FEWEST_FULL, _FULL, _AMID, _BEYOND = 5, 0.5, 0.6, 0.08
# Largest share of lines that begin with a capital: lines of verse do, and those of wrapped German text less often.
_CAPITALS = 0.8
# The margin is this quantile of the widths, and a line reaches it if it is at most so many columns shorter.
_MARGIN, _QUANTILE = 14, 0.95
# Columns by which a line may be wrapped earlier than it must be: for a blank; and in scripts without blanks for signs
# that may not begin a line.
_SLACK, _DENSE_SLACK = 1, 6
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
_DENSE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_ITEM = re.compile(r"\s*(?:[*•◦▪‣·+○●■□–-]|\(?\d{1,3}[.)]|#{1,6}|\||>|```)(?:\s|$)")
_ADDRESS = re.compile(r"\]\(|://")
_STOPS = tuple(words("ends of sentences"))
_CLOSERS = "\"'”’»)]」』*"
_QUOTES = ('"', "'")


class _Line(NamedTuple):
    """A line of the dump.

    Attributes:
        text: the line, tabs expanded.
        width: columns that it takes; wide signs take two.
        without_last: columns that it takes without its last word.
        indent: columns before its first sign.
        is_item: it begins like an item of a list, a heading or a table's row.
    """

    text: str
    width: int
    without_last: int
    indent: int
    is_item: bool


def unwrapped(lines: Sequence[str]) -> list[str] | None:
    """The lines with those joined that were one paragraph, or None if nothing wrapped them."""
    if len(lines) < _FEWEST_FULL:
        return None
    read = [_read(line) for line in lines]
    margin = _find_margin(read)
    if margin is None:
        return None
    paragraphs: list[list[str]] = []
    held: _Line | None = None
    start, opened = read[0], False
    for line in read:
        if held is not None and line.width and (opened or _goes_on(start, held, line, margin)):
            text = line.text.strip()
            paragraphs[-1] += (_joint(held.text, text, opened=opened), text)
        else:
            paragraphs.append([line.text])
            start, opened = line, False
        opened = _is_open(line.text, opened=opened)
        held = line if line.width else None
    return ["".join(parts) for parts in paragraphs]


def _joint(held: str, after: str, *, opened: bool) -> str:
    """What stands between two lines of a paragraph: nothing where the first was broken amid an address or by signs."""
    if _DENSE.match(held[-1]) and _DENSE.match(after[0]):
        return ""
    return "" if opened and after[0] not in _QUOTES and '"' not in held[held.rfind("](") + 1 :] else " "


def _is_open(text: str, *, opened: bool) -> bool:
    """Whether a link's address, as Markdown writes it, goes on below the line."""
    at = text.rfind("](")
    return text.find(")", max(at, 0)) < 0 if at >= 0 or opened else False


def _read(line: str) -> _Line:
    text = line.expandtabs().rstrip()
    bare = text.strip()
    cut = text.rfind(" ", 0, len(text))
    head = text[:cut].rstrip() if bare and cut > len(text) - len(bare) else ""
    width = len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
    without = width - (len(text) - len(head)) if head else 0
    return _Line(text, width, without, len(text) - len(text.lstrip()), _ITEM.match(text) is not None)


def _find_margin(read: Sequence[_Line]) -> int | None:
    """The width that the lines were wrapped at, if they were."""
    telling = [line for line in read if line.width >= _TELLING and _tells(line)]
    if len(telling) < _FEWEST_FULL:
        return None
    widths = sorted(line.width for line in telling)
    margin = widths[int(_QUANTILE * (len(widths) - 1))]
    if not _NARROWEST <= margin <= _WIDEST:
        return None
    if sum(line.without_last > margin + 1 for line in telling) > _BEYOND * len(telling):
        return None
    full = [
        (line.text, after.text)
        for line, after in pairwise(read)
        if margin - _MARGIN <= line.width <= margin + 1 and after.width and not after.is_item and _tells(line)
    ]
    if len(full) < _FEWEST_FULL or len(full) < _FULL * len(telling):
        return None
    amid = sum(not text.rstrip(_CLOSERS).endswith(_STOPS) for text, _ in full)
    capitals = sum(after.lstrip()[0].isupper() for _, after in full)
    return margin if amid >= _AMID * len(full) and capitals <= _CAPITALS * len(full) else None


def _tells(line: _Line) -> bool:
    """Whether a line has blanks or signs where it may be wrapped, and no address, which goes beyond any margin.

    Nor is it an item of a list, which some converters leave as it is.
    """
    if line.is_item or _ADDRESS.search(line.text):
        return False
    return line.without_last > 0 or _DENSE.search(line.text) is not None


def _goes_on(start: _Line, held: _Line, line: _Line, margin: int) -> bool:
    """Whether a line goes on where the one above was full: its first word had no place there."""
    if line.is_item:
        return False
    if line.indent != held.indent and not (held is start and start.is_item and line.indent > held.indent):
        return False
    first = line.text.split(None, 1)[0]
    if _DENSE.match(first) and _DENSE.match(held.text[-1]):
        return held.width + 2 > margin - _DENSE_SLACK
    size = len(first) if first.isascii() else len(first) + len(_WIDE.findall(first))
    return held.width + 1 + size > margin - _SLACK
