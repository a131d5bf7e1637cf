"""A line's pieces → inline CommonMark: links, code, emphasis, and escapes where text would be read as markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

from cleaner.model import CODE, EMPHASIS, FORMULA, PICTURE, STRONG, STRUCK, SUBSCRIPT, SUPERSCRIPT
from cleaner.render.inline import Piece

# Delimiters of looks, outermost first. For superscripts and subscripts Markdown has only the tags of HTML.
_DELIMITERS = ((STRUCK, "~~"), (STRONG, "**"), (EMPHASIS, "*"), (SUPERSCRIPT, "<sup>"), (SUBSCRIPT, "<sub>"))

# Characters that may be markup within a line; texts without them, as most are, need no other look.
_MAY_ACT = re.compile(r"[*_~\\`\[\]<&]")
# Runs of such characters: of "**" both get a backslash or neither does.
_ACTIVE = re.compile(r"\*+|_+|~+|[\\`\[\]<&]")
# The beginning of a tag, or the seam of a link.
_TAG_OR_LINK = re.compile(r"<(?=[A-Za-z/!?])|\](?=[(\[:])")
# Runs of backticks: a code span is set between longer ones than it holds.
_BACKTICKS = re.compile(r"`+")
_ENTITY = re.compile(r"#?[0-9A-Za-z]{1,40};")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class _Token(NamedTuple):
    """Text, or a delimiter that opens or closes a look; `opens` and `closes` are the delimiter's number, 0 for none."""

    text: str
    opens: int = 0
    closes: int = 0


def one_look(style: int) -> int:
    """The part of a style that Markdown can show without mixing kinds of delimiters, which readers disagree on."""
    for alone in (CODE, FORMULA):
        if style & alone:
            return alone
    off_line = style & (SUPERSCRIPT | SUBSCRIPT)
    return off_line | (STRUCK if style & STRUCK else style & (STRONG | EMPHASIS))


def inline(line: Sequence[Piece]) -> str:
    """One line of CommonMark that reads as the pieces' text and nothing else."""
    if len(line) == 1 and not line[0].href and not line[0].style:  # as nearly all are
        return _escape(line[0], first=True, final=True)
    if not any(piece.style for piece in line):
        return "".join(_linked(line))
    return "".join(_settle(list(_tokens(line))))


def _linked(line: Sequence[Piece]) -> Iterator[str]:
    """What `inline` joins for a line whose pieces have links and no look, in half of the time that `_settle` takes."""
    last = len(line) - 1
    for position, piece in enumerate(line):
        text = _escape(piece, first=not position, final=position == last)
        if piece.href:
            yield f"[{text}]({_address(piece.href)})"
        elif text.endswith("!") and position < last:
            yield f"{text[:-1]}\\!"  # `!` before a link would make it an image
        else:
            yield text


def _tokens(line: Sequence[Piece]) -> Iterator[_Token]:
    edges = line[0], line[-1]
    counter = count(1)
    for href, group in groupby(line, key=lambda piece: piece.href):
        if line[0].style & PICTURE:
            for piece in group:
                yield _Token(f"![{_escape(piece, first=False, final=False)}]({_address(href)})")
            continue
        if href:
            yield _Token("[")
        yield from _styled(list(group), 0, counter, edges)
        if href:
            yield _Token(f"]({_address(href)})")


def _styled(group: Sequence[Piece], level: int, counter: Iterator[int], edges: tuple[Piece, Piece]) -> Iterator[_Token]:
    shown = 0
    for piece in group:
        shown |= piece.style
    while level < len(_DELIMITERS) and not shown & _DELIMITERS[level][0]:
        level += 1
    if level == len(_DELIMITERS):
        for piece in group:
            yield _Token(_written(piece, first=piece is edges[0], final=piece is edges[1]))
        return
    bit, delimiter = _DELIMITERS[level]
    is_tag = delimiter[0] == "<"
    for on, parts in groupby(group, key=lambda piece: bool(piece.style & bit)):
        number = next(counter) if on and not is_tag else 0
        if on:
            yield _Token(delimiter, opens=number)
        yield from _styled(list(parts), level + 1, counter, edges)
        if on:
            yield _Token(delimiter.replace("<", "</"), closes=number)


def _written(piece: Piece, *, first: bool, final: bool) -> str:
    if piece.style & FORMULA:
        # Readers of formulas take TeX as it stands, and a backslash more would change it. A blank changes nothing, and
        # other readers see neither a tag nor a link then.
        return _TAG_OR_LINK.sub(r"\g<0> ", piece.text)
    return _code(piece.text) if _is_code(piece) else _escape(piece, first=first, final=final)


def _settle(tokens: list[_Token]) -> Iterator[str]:
    """Leave out the delimiters that a reader would not take for emphasis."""
    refused = {
        token.opens or token.closes
        for position, token in enumerate(tokens)
        if (token.opens and not _can_open(tokens, position)) or (token.closes and not _can_close(tokens, position))
    }
    written = [
        token.text for token in tokens if not token.opens + token.closes or token.opens + token.closes not in refused
    ]
    for position, text in enumerate(written):
        # `!` before a link would make it an image.
        image = text.endswith("!") and position + 1 < len(written) and written[position + 1] == "["
        yield text[:-1] + "\\!" if image else text


def _can_open(tokens: Sequence[_Token], position: int) -> bool:
    touching, before = _beside(tokens, position, -1)
    inside = _beside(tokens, position, 1)[1]
    return not touching and (not _is_mark(inside) or _is_edge(before))


def _can_close(tokens: Sequence[_Token], position: int) -> bool:
    inside = _beside(tokens, position, -1)[1]
    return not _is_mark(inside) or _is_edge(_beside(tokens, position, 1)[1])


def _beside(tokens: Sequence[_Token], position: int, step: int) -> tuple[bool, str]:
    """Whether a closing delimiter stands directly on that side, and the nearest character of text."""
    touching = False
    position += step
    while 0 <= position < len(tokens):
        token = tokens[position]
        if not token.opens and not token.closes:
            return touching, token.text[-1] if step < 0 else token.text[0]
        touching = touching or bool(token.closes)
        position += step
    return touching, ""


def _is_mark(char: str) -> bool:
    # Symbols count as punctuation since CommonMark 0.31 only: hence no such character is relied on either way.
    return char in _ESCAPABLE or unicodedata.category(char)[0] in "PS"


def _is_edge(char: str) -> bool:
    return not char or char.isspace() or char in _ESCAPABLE or unicodedata.category(char)[0] == "P"


def _escape(piece: Piece, *, first: bool, final: bool) -> str:
    """The piece's text with a backslash before what would be markup; `first` and `final` in its line or not."""
    text = piece.text
    if not _MAY_ACT.search(text):  # most text, in a tenth of the time
        return text

    def guard(match: re.Match[str]) -> str:
        found, start, end = match[0], match.start(), match.end()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if found[0] == "~":
            beside = (not before and not first) or (not after and not final)
            active = beside or len(found) > 1 or bool(piece.style & STRUCK)
        elif found[0] in "*_":
            active = not _is_inert(found[0], before, after)
        elif found in "[]":
            active = bool(piece.href) or (found == "]" and (after in "([:" if after else not final))
        elif found == "<":
            active = after.isalpha() or after in "/!?" if after else not final
        elif found == "&":
            active = _ENTITY.match(text, end) is not None if after else not final
        else:
            active = found == "`" or not after or after in _ESCAPABLE
        return "".join("\\" + char for char in found) if active else found

    return _ACTIVE.sub(guard, text)


def _is_inert(char: str, before: str, after: str) -> bool:
    """Whether a run of asterisks or underscores cannot be emphasis: free standing, or inside a word (snake_case)."""
    if not before or not after:
        return False
    return (before.isspace() and after.isspace()) or (char == "_" and before.isalnum() and after.isalnum())


def _is_code(piece: Piece) -> bool:
    """Whether a piece is written as code: within a link's bracket, `]:` in it would define a reference."""
    return bool(piece.style & CODE) and not (piece.href and "]:" in piece.text)


def _code(text: str) -> str:
    fence = "`" * (1 + longest_backticks(text))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def longest_backticks(text: str) -> int:
    """Length of the longest run of backticks."""
    return max(map(len, _BACKTICKS.findall(text)), default=0)


def _address(href: str) -> str:
    return re.sub(r"&(?=#?[0-9A-Za-z]{1,40};)", "&amp;", href)
