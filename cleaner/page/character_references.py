"""Character references (`&amp;`, `&#233;`) → the characters they stand for, as browsers read them."""

from __future__ import annotations

import html
import re

# Digits of the last character's number, 1114111. Python refuses to read numbers of more than 4,300 digits, and a
# reference may begin with any number of zeros.
_MOST_DIGITS = 7
_LONG = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,})")


def unescape(text: str) -> str:
    """Text with its character references resolved; a number beyond the last character is U+FFFD."""
    return html.unescape(_LONG.sub(_within_range, text) if "&#" in text else text)


def _within_range(match: re.Match[str]) -> str:
    reference = match[0]
    prefix = reference[: 3 if reference[2] in "xX" else 2]
    digits = reference[len(prefix) :].lstrip("0")
    return f"{prefix}{digits or '0'}" if len(digits) <= _MOST_DIGITS else "&#65533"
