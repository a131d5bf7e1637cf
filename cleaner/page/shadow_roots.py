"""Declarative shadow roots → plain boxes: browsers show them, the parser puts them where no walk gets."""

from __future__ import annotations

from typing import Final

from cleaner import expressions as re
from cleaner.page.occurrences import occurrences
from cleaner.page.trim import Trimmed

# The attribute of a template that is a shadow root; pages without it are not looked through.
_SAID: Final = b"shadowrootmode"
# Comments and what holds no tags are passed over.
_PART: Final = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1\b|\Z)"
    rb"|<(/?)template\b((?:[^>\"']|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_MODE: Final = re.compile(rb"(?:^|\s)shadowrootmode\s*=\s*[\"']?(?:open|closed)\b", re.IGNORECASE)


def open_shadow_roots(raw: bytes, trimmed: Trimmed | None = None) -> bytes:
    """The page with a `div` in place of each template that is the shadow root of the element around it.

    What a browser puts into the root's slots follows behind the root, as it stands in the page. Nearly all pages have
    none, as `cleaner.page.trim` has seen on its way through all of their tags, if it was there.
    """
    if trimmed is not None and trimmed.complete:
        if not trimmed.rooted:
            return raw
    elif not occurrences(raw if trimmed is None else trimmed.raw, _SAID, _SAID.index(b"w")):
        return raw
    opened: list[bool] = []

    def rename(match: re.Match[bytes]) -> bytes:
        closing, attributes = match[2], match[3]
        if closing is None or not match[4]:
            return match[0]
        if closing:
            return b"</div>" if opened and opened.pop() else match[0]
        is_root = _MODE.search(attributes) is not None
        opened.append(is_root)
        return b"<div" + attributes + b">" if is_root else match[0]

    return _PART.sub(rename, raw)
