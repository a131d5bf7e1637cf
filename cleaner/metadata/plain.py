"""Text of any kind → one plain line; and how two spellings of the same words are compared."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from unicodedata import category

from cleaner.page.character_references import unescape

try:
    from cleaner.metadata import _plain as _compiled
except ImportError:
    _compiled = None  # type: ignore[assignment]

MAX_FIELD = 300  # no metadata field is longer

_TAG = re.compile(r"<(?=[a-zA-Z/!?])[^<>]{0,2000}(?:>|$|(?=<))")  # also one that the next cuts off
# Control characters that no text has: they are what wrongly decoded bytes leave.
_C1 = re.compile("[\x80-\x9f]")
# The characters of Windows-1252 in the places of Latin-1's control characters; browsers read Latin-1 as Windows-1252.
_WINDOWS = {code: char for code in range(0x80, 0xA0) if (char := bytes((code,)).decode("cp1252", "ignore"))}
# Categories of characters that no line of text needs: controls (Cc), marks of direction and other invisible ones (Cf),
# halves of surrogate pairs (Cs). `_NEEDED` are the exceptions: joiners, which scripts and emoji need, Arabic signs
# before numbers, and the letters in flags.
_CONTROLS = frozenset(("Cc", "Cf", "Cs"))
_NEEDED = frozenset(map(chr, (0x200C, 0x200D, *range(0x600, 0x606), 0x6DD, 0x70F, 0x8E2, *range(0xE0020, 0xE0080))))
_ASCII = bytes(range(128))
_SMALL = _ASCII.lower() + bytes(128)
_MARKS = bytes(code for code in _ASCII if not chr(code).isalnum())


def tidy(text: str | None, *, is_shown: bool = False) -> str:
    """One line of plain text: no entities, tags, odd white space, controls or invisible characters.

    Args:
        text: any text.
        is_shown: whether readers see the text as it is, so that a tag in it is what the line is about and stays.
    """
    if not text:
        return ""
    if is_tidy(text):
        return text  # as most are
    if "&" in text:
        text = _unescape(text)
    if "<" in text and not is_shown:
        text = _TAG.sub(" ", text)
    if not text.isascii():
        text = _mend_encoding(text)
    line = " ".join(text.split())
    return line if line.isprintable() else _without_controls(line)


def _without_controls(line: str) -> str:
    """Without characters that have no shape of their own; an override of direction turns around what follows it."""
    kept = (char for char in line if char in _NEEDED or category(char) not in _CONTROLS)
    return " ".join("".join(kept).split())


def _unescape(text: str) -> str:
    """Entities, also those escaped twice and thrice, as feeds' titles come."""
    for _ in range(4):
        plain = unescape(text)
        if plain == text:
            break
        text = plain
    return text


def _mend_encoding(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 and encoded again, and Windows' text that was: C1 controls give them away."""
    if _C1.search(text):
        with suppress(UnicodeError):
            return text.encode("latin-1").decode("utf-8")
        return text.translate(_WINDOWS)
    return text


def is_tidy_in_python(text: str) -> bool:
    """What `is_tidy` tells, without compiled code."""
    return (
        text.isprintable()
        and "&" not in text
        and "<" not in text
        and "  " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
    )


@lru_cache(maxsize=8192)
def squeeze_in_python(text: str) -> str:
    """What `squeeze` gives, without compiled code."""
    if text.isascii():  # in a fifth of the time
        return text.encode().translate(_SMALL, _MARKS).decode()
    return "".join(filter(str.isalnum, text.lower()))


# The compiled functions are bound under these names themselves: both are called dozens of times for each page, and a
# Python function around them would take as long as they do.
is_tidy = is_tidy_in_python if _compiled is None else _compiled.is_tidy
"""Whether a text is one line already, without entities, tags, odd white space and invisible characters."""
squeeze = squeeze_in_python if _compiled is None else _compiled.squeeze
"""The letters and digits only, lower case: two spellings of the same name are equal."""
