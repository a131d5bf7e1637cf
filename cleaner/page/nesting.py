"""Markup that a parser cannot read in bounded time: depth, reopened formatting, endless tags; told before parsing.

Parsers that follow the HTML standard take time that grows with the square of the depth (500 KB of nested `<div>`:
17 s), and memory that grows with the square of the formatting left open (72 KB of `<font>`: 4 GB). No call can be
stopped from outside. The estimates here can be fooled on purpose, so a batch keeps its limits on each process.
"""

from __future__ import annotations

import re
from typing import Final

from cleaner.page.compiled import load_scan
from cleaner.page.trim import Trimmed

HOSTILE: Final = "hostile markup"
"""How every reason begins."""

# Below this many characters even the densest markup is read in a fraction of a second. 20 KB took 0.4 GB, though.
_SMALL: Final = 6_000
# Counting every tag costs an eighth of a parse; a sample of an eighth of the page does not show in it.
_WINDOW: Final = 1_024
_STEP: Final = 8 * _WINDOW
_SAMPLED_FROM: Final = 65_536

# No page of 3,248 was deeper than 55; 10,000 nested elements take a tenth of a second.
_MANY_TAGS: Final = 12_000
_MAX_DEPTH: Final = 15_000
# Elements that a parser makes anew for formatting left open: each costs some 450 bytes.
_MAX_REOPENED: Final = 500_000
# Below these, that many cannot come together.
_UNCLOSED: Final = 600
_MANY_FORMATTED: Final = 300
# 10,000 attributes on one tag take a sixth of a second.
_LONG_TAG: Final = 65_536
_MAX_ATTRIBUTES: Final = 10_000
_MOST_READ: Final = 1_000_000
_MAX_BODIES: Final = 2_000

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,20})([^>]*)>?")
_QUOTED: Final = re.compile(rb"\"[^\"]*(?:\"|$)|'[^']*(?:'|$)")
# `a` and `nobr` end themselves, so that they do not pile up.
_FORMATTED: Final = re.compile(rb"<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)[\s>]", re.IGNORECASE)
_FORMATTING: Final = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_VOID: Final = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "path",
        "use",
        "rect",
        "circle",
        "line",
        "polygon",
        "stop",
    }
)
# Opening one of these ends an open one of the same name.
_ENDS_ITSELF: Final = frozenset(
    {
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "optgroup",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "a",
        "button",
        "nobr",
        "h1",
        "h2",
        "h3",
    }
)
# Three equal ones are all that stay open of a kind.
_MOST_EQUAL: Final = 3
_LOOK_BACK: Final = 200


def unparsable(raw: bytes, trimmed: Trimmed | None = None) -> str | None:
    """Why the page, as UTF-8, should not be given to a parser; None for every page but those made to break one.

    `trimmed` is the same page, where somebody has counted its tags.
    """
    if len(raw) < _SMALL:
        return None
    if trimmed is not None and trimmed.complete:
        _, tags, closing, attributes, _ = trimmed
        endless = attributes > _MAX_ATTRIBUTES
    else:
        # By a sample in a long page.
        step = _WINDOW if len(raw) < _SAMPLED_FROM else _STEP
        tags, closing = (step // _WINDOW * count for count in _count_tags(raw, _WINDOW, step))
        endless = len(raw) >= _LONG_TAG and _has_endless_tag(raw)
    if endless:
        return f"{HOSTILE}: a tag with more than {_MAX_ATTRIBUTES:,} attributes"
    if tags < _UNCLOSED:
        return None
    is_deep = tags - closing >= _MANY_TAGS and _may_be_deep(raw)
    piles_up = tags - 2 * closing >= _UNCLOSED and _formatted(raw) >= _MANY_FORMATTED
    return _read_tags(raw.decode("utf-8", "replace")) if is_deep or piles_up else None


def count_tags(raw: bytes, window: int, step: int) -> tuple[int, int]:
    """How many `<` and `</` stand within the first `window` bytes of each `step` bytes."""
    starts = range(0, len(raw), step)
    tags = sum([raw.count(b"<", start, start + window) for start in starts])
    return tags, sum([raw.count(b"</", start, start + window) for start in starts])


_compiled = load_scan()
_count_tags = _compiled.count_tags if _compiled else count_tags


def _may_be_deep(raw: bytes) -> bool:
    """Whether at some place as many tags are open as the depth may be; those that are never closed count too."""
    unclosed = 0
    for start in range(0, len(raw), _STEP):
        end = start + _STEP
        unclosed += raw.count(b"<", start, end) - 2 * raw.count(b"</", start, end)
        if unclosed >= _MANY_TAGS:
            return True
    return False


def _formatted(raw: bytes) -> int:
    """How many tags open formatting, by the same sample."""
    if len(raw) < _SAMPLED_FROM:
        return len(_FORMATTED.findall(raw))
    found = sum(len(_FORMATTED.findall(raw, start, start + _WINDOW)) for start in range(0, len(raw), _STEP))
    return found * (_STEP // _WINDOW)


def _has_endless_tag(raw: bytes) -> bool:
    """Whether some tag has thousands of attributes: a parser compares each with all before it."""
    half = _LONG_TAG // 2
    start = 0
    while start < len(raw):
        if raw.find(b">", start, start + half) < 0:
            # Nearly always a picture in the address of an image, or text without any tag.
            opened = raw.rfind(b"<", 0, start + 1)
            end = raw.find(b">", start)
            end = end if end >= 0 else len(raw)
            if raw.find(b">", max(opened, 0), start) < 0 and _begins_tag(raw, opened):
                tag = raw[opened : min(end, opened + _MOST_READ)]
                if len(_QUOTED.sub(b"", tag).split()) > _MAX_ATTRIBUTES:
                    return True
            start = end
        start += half
    return False


def _begins_tag(raw: bytes, at: int) -> bool:
    """Whether the bracket begins a tag; in a script it is a comparison."""
    if at < 0 or not raw[at + 1 : at + 2].isalpha():
        return False
    return raw.rfind(b"<script", 0, at) <= raw.rfind(b"</script", 0, at)


def _read_tags(html: str) -> str | None:
    """Walk through the tags as a parser would, keeping nothing but names."""
    open_names: list[str] = []
    looks: dict[str, int] = {}
    reopened = bodies = 0
    for match in _TAG.finditer(html):
        closing, name, rest = match[1], match[2].lower(), match[3]
        if name in _VOID or rest.endswith("/"):
            continue
        if name in _FORMATTING:
            if closing:
                _forget(looks, name)
            else:
                look = f"{name}{rest[:100]}"
                looks[look] = min(_MOST_EQUAL, looks.get(look, 0) + 1)
        bodies += name == "body"
        if closing:
            _close(open_names, name)
        elif not (name in _ENDS_ITSELF and open_names and open_names[-1] == name):
            open_names.append(name)
        if name not in _FORMATTING or closing:
            reopened += len(looks) if len(looks) > _MOST_EQUAL else 0
        if len(open_names) > _MAX_DEPTH:
            return f"{HOSTILE}: more than {_MAX_DEPTH:,} elements in one another"
        if reopened > _MAX_REOPENED or bodies > _MAX_BODIES:
            return f"{HOSTILE}: formatting that is opened over and over"
    return None


def _forget(looks: dict[str, int], name: str) -> None:
    """Take away the last formatting of this name."""
    for look in reversed(looks):
        if look.startswith(name) and not look[len(name) : len(name) + 1].isalnum():
            looks[look] -= 1
            if not looks[look]:
                del looks[look]
            return


def _close(open_names: list[str], name: str) -> None:
    """End the nearest open element of this name, and those within."""
    for back in range(1, min(len(open_names), _LOOK_BACK) + 1):
        if open_names[-back] == name:
            del open_names[-back:]
            return
