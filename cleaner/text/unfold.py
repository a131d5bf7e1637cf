"""A dump as some renderer laid it out → the lines that the page had, one for each paragraph, item and cell."""

from __future__ import annotations

from cleaner.text.broken_lines import mended
from cleaner.text.link_marks import is_markdown, without_marks, without_numbers
from cleaner.text.wrapped import unwrapped


def unfold(text: str) -> str:
    """The dump with wrapped and broken lines joined, and without the marks of links; most dumps stay as they are."""
    lines = text.splitlines()
    found = without_numbers(lines)
    if found is not None:
        lines = found
    joined = unwrapped(lines)
    markdown = is_markdown(text)
    if markdown:
        lines = without_marks("\n".join(joined or lines))
    elif joined is not None:
        lines = joined
    else:
        whole = mended(lines)
        if whole is None:
            return text if found is None else "\n".join(lines)
        lines = whole
    return "\n".join(lines)
