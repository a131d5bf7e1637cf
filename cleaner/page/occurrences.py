"""Where a text stands in bytes: every place at once, by compiled code where it could be built."""

from __future__ import annotations

import re

from cleaner.page.compiled import load_scan

__all__ = ["occurrences"]

_compiled = load_scan()


def occurrences(raw: bytes, text: bytes, rare: int) -> list[int]:
    """Offset of every occurrence of a text, in order; occurrences may overlap.

    Args:
        raw: the bytes that are searched.
        text: what is looked for, one byte at least.
        rare: index of the byte of `text` that is rarest in such bytes; the compiled search looks for that byte alone.
    """
    if _compiled is not None:
        found: list[int] = _compiled.occurrences(raw, text, rare)
        return found
    return [match.start() for match in re.finditer(b"(?=%b)" % re.escape(text), raw)]
