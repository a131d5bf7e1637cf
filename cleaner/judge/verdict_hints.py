"""Which reasons to hold no article a page's words hint at, all of them at once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.lexicon.no_article import hinted, hints
from cleaner.model import NO_ARTICLE, NoArticle
from cleaner.page.survey import compiled

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["hinted_reasons"]


def hinted_reasons(text: str) -> Collection[NoArticle]:
    """The reasons that a text has a hint of; one search finds all of the hundreds of hints.

    Args:
        text: folded to small letters.
    """
    search = _search()
    if search is None:
        return [reason for reason in NO_ARTICLE if hinted(reason, text)]
    texts, reasons = search
    return {reason for at in texts.found_in(text.encode("utf-8", "surrogatepass")) for reason in reasons[at]}


@cache
def _search() -> tuple[Any, list[list[NoArticle]]] | None:
    """All hints to search for, and the reasons that each is one of; None without compiled code."""
    if compiled is None:
        return None
    of: dict[str, list[NoArticle]] = {}
    for reason in NO_ARTICLE:
        for hint in hints(reason):
            of.setdefault(hint, []).append(reason)
    return compiled.SubstringSet([hint.encode() for hint in of]), list(of.values())
