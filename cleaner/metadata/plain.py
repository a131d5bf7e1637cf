"""Text of any kind → one plain line; and how two spellings of the same words are compared."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache

from cleaner.page.references import unescape

MAX_FIELD = 300  # no metadata field is longer

_TAG = re.compile(r"<(?=[a-zA-Z/!?])[^<>]{0,2000}(?:>|$|(?=<))")  # also one that the next cuts off
_INVISIBLE = dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xAD, 0xFEFF))
_C1 = re.compile("[\x80-\x9f]")
_ODD = re.compile(f"[\x80-\x9f{''.join(map(chr, _INVISIBLE))}]")
_ASCII = bytes(range(128))
_SMALL = _ASCII.lower() + bytes(128)
_MARKS = bytes(code for code in _ASCII if not chr(code).isalnum())


def tidy(text: str | None) -> str:
    """One line of plain text: no entities, tags, odd white space or invisible characters."""
    if not text:
        return ""
    if "&" in text:
        text = _unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isascii() and _ODD.search(text):
        text = _mend_twice_encoded(text).translate(_INVISIBLE)
    return " ".join(text.split())


def _unescape(text: str) -> str:
    """Entities, also those escaped twice and thrice, as feeds' titles come."""
    for _ in range(4):
        plain = unescape(text)
        if plain == text:
            break
        text = plain
    return text


def _mend_twice_encoded(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 and encoded again: its C1 controls give it away."""
    if _C1.search(text):
        with suppress(UnicodeError):
            return text.encode("latin-1").decode("utf-8")
    return text


@lru_cache(maxsize=8192)
def squeeze(text: str) -> str:
    """The letters and digits only, lower case: two spellings of the same name are equal."""
    if text.isascii():  # in a fifth of the time
        return text.encode().translate(_SMALL, _MARKS).decode()
    return "".join(filter(str.isalnum, text.lower()))
