"""A page's bytes → the same without what no reader sees in them: scripts, style sheets, drawings."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.native import load_scan

__all__ = ["Trimmed", "trim"]

_compiled = load_scan()


class Trimmed(NamedTuple):
    """A page to parse, and what was counted on the way.

    Attributes:
        raw: the page without what lies in its scripts, but for JSON-LD, its style sheets and its drawings; their tags
            stay, so that the tree is the page's tree without those texts and shapes.
        tags: how many tags there are outside of these.
        closing: how many of them are end tags.
        attributes: how many the tag has that has most.
        complete: whether all of the page was looked through; the counts are of what was, and the rest stays as it is.
    """

    raw: bytes
    tags: int
    closing: int
    attributes: int
    complete: bool


def trim(raw: bytes) -> Trimmed | None:
    """Cut what a parser would only carry along: half of a page's bytes, a quarter of the time that parsing it takes.

    None where there is no compiled code: in Python the search would take longer than the parser saves.
    """
    return Trimmed(*_compiled.trim(raw)) if _compiled else None
