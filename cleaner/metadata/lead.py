"""The lines around the headline → who is named there as the author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.metadata.date_text import read_date
from cleaner.metadata.names import has_by, is_desk, is_person, split_authors, squeeze, strip_by, tidy
from cleaner.model import Block

_ABOVE, _BELOW = 5, 10  # blocks around the headline in which a byline stands
_MAX_LINE = 200

_AUTHOR_LINK = re.compile(
    r"(?i)/(?:authors?|autor(?:en|es)?|auteurs?|autori|writers?|contributors?|columnists?|journalists?|redaktion|redacteur|"
    r"skribent|yazar\w*|author-bio|reporters?|by|staff|byline)/[^/]"
)
_PROFILE_LINK = re.compile(r"(?i)/(?:profiles?|people|team|experts?|bio|profil|person)/[^/]")
_ONLY_BY = re.compile(r"(?i)^(?:by|written by|posted by|authors?|words|text|von|par|por|autore?|di|door|av|af)\s?:?$")
_MIDWAY_BY = re.compile(
    r"(?:^|[\s|•·,/\d–—-])(?i:(?:written|posted|published|started|submitted)\s+by:?|by:?|von|par|por|di|door)\s+(?=[^\W\d_])"
)
_WRITTEN_BY = re.compile(
    r"(?i)^(?:this (?:post|article|story) was )?(?:written|posted|authored|article|story|words) by:?\s+"
)
_PIECES = re.compile(r"\s*[|•·⋅»›]\s*|\s+[-–—/]\s+|\s*,\s*(?=\d)|\s+(?:on|am|le|el|il)\s+(?=\w+[.,]?\s*\d)")
_HANDLE = re.compile(r"[A-Z][\w.-]{1,24}")
_BY_HANDLE = re.compile(r"(?i)^(?:posted |written )?by:?\s+([\w.-]{3,25})(?:\s+on\b.{0,80})?$")
_READING_TIME = re.compile(r"(?i)\b\d+[\s-]*(?:min|minutes?|minuten|lesezeit|mins)\b|分")


def lead_block(blocks: Sequence[Block], title: str | None) -> int:
    """Where the headline stands: its block, else the first `h1`, else the top."""
    key = squeeze(title or "")
    first = -1
    for place, block in enumerate(blocks):
        if block.tag == "h1":
            if squeeze(block.text) == key:
                return place
            if first < 0:
                first = place
    if first < 0 and key:
        length = len(title or "")
        first = next((n for n, b in enumerate(blocks) if abs(len(b.text) - length) < 4 and squeeze(b.text) == key), -1)
    return max(first, 0)


def lead_bylines(blocks: Sequence[Block], lead: int) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """Names, printed line, source and score of what may be the byline, nearest shapes first."""
    window = [block for block in blocks[max(0, lead - _ABOVE) : lead + 1 + _BELOW] if not block.hidden]
    lines = [(block, tidy(block.text)) for block in window if len(block.text) <= _MAX_LINE and block.tag != "h1"]
    for pattern, score in ((_AUTHOR_LINK, 0.78), (_PROFILE_LINK, 0.58)):
        for block, line in lines:
            names = _linked(block, pattern)
            if names:
                yield names, line if has_by(line) else ", ".join(names), "author link", score
                break
    for place, (_, line) in enumerate(lines):
        text = _announced(line, lines[place - 1][1] if place else "")
        names = _people(text)
        if names:
            yield names, text, "byline line", 0.75
            break
    yield from _shaped(lines)
    for block, line in lines:
        match = _BY_HANDLE.match(line)
        if match and block.tag != "li" and split_authors(match[1]):
            yield split_authors(match[1]), match[1], "byline line", 0.65
            return


def written_by(blocks: Sequence[Block]) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """The one "Written by ..." line of a page, wherever it stands."""
    lines = [block.text for block in blocks if 12 < len(block.text) < 90 and _WRITTEN_BY.match(block.text)]
    if len(set(lines)) == 1:
        names = _people(_WRITTEN_BY.sub("", tidy(lines[0])))
        if names:
            yield names, ", ".join(names), "written by", 0.6


def _linked(block: Block, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """People whose names link to author pages."""
    names: list[str] = []
    for text, href, _ in block.runs:
        if href and pattern.search(href):
            name = strip_by(tidy(text))
            if is_person(name) or (pattern is _AUTHOR_LINK and (is_desk(name) or _HANDLE.fullmatch(name))):
                names += split_authors(text)
    return tuple(dict.fromkeys(names))[:6]


def _announced(line: str, before: str) -> str:
    """What follows "By" at a line's start, in its middle beside a date, or on the line before."""
    rest = strip_by(line)
    if rest != line:
        return rest if _people(rest) else _PIECES.split(rest)[0]
    if _ONLY_BY.match(before):
        return line
    match = _MIDWAY_BY.search(line)
    if match and match.start() and len(line) < 120 and (read_date(line) or _READING_TIME.search(line)):
        return _PIECES.split(line[match.end() :])[0]
    return ""


def _people(text: str) -> tuple[str, ...]:
    names = split_authors(text) if text else ()
    return names if names and all(is_person(name) or is_desk(name) for name in names) else ()


def _shaped(lines: Sequence[tuple[Block, str]]) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """A person's name alone on a line, or in a piece of it, with a date in the line or next to it."""
    dated = [len(line) < 90 and bool(read_date(line)) for _, line in lines]
    for place, (block, line) in enumerate(lines):
        if len(line) > 90 or not any(dated[max(0, place - 1) : place + 2]) or any(href for _, href, _ in block.runs):
            continue
        for piece in _PIECES.split(line)[:4]:
            names = split_authors(piece) if is_person(piece) and 2 <= len(piece.split()) <= 3 else ()
            if len(names) == 1 and not piece.isupper():
                yield names, piece, "name line", 0.55
                return
