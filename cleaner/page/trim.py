"""A page's bytes → the same without what nobody will ask for: scripts, style sheets, drawings, most attributes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from cleaner.page.compiled import load_scan

__all__ = ["Trimmed", "attributes", "trim"]

_compiled = load_scan()

# Attributes that the code of the cleaner reads: the walk, the survey and `cleaner.metadata`. Elements `html`, `body`
# and `meta` keep all of theirs.
_READ: Final = frozenset(
    """
    alt aria-hidden class colspan content data-actualsrc data-cfsrc data-defer-src data-hi-res-src data-img-src
    data-lazyload data-code-language data-enlighter-language data-formula data-katex data-lang
    data-language data-latex data-syntaxhighlighter-params
    data-lazy data-lazy-src data-lazy-srcset data-line data-mathml data-original data-src data-srcset data-tex data-url
    data-value
    datetime display href hidden id itemid itemprop itemref itemscope itemtype lang name property pubdate rel role
    rowspan shadowrootmode src srcset style type xml:lang
    """.split()  # noqa: SIM905 - names are read best like this
)
# Where forums tell when a post was written.
_AGES: Final = frozenset(("title",))
# What pseudo-classes of selectors stand for.
_STATES: Final = frozenset(
    "checked dir disabled multiple open optional placeholder readonly required selected".split()  # noqa: SIM905
)


class Trimmed(NamedTuple):
    """A page to parse, and what was counted on the way.

    Attributes:
        raw: the page without what lies in its scripts, but for JSON-LD and formulas, its style sheets and its
            drawings; their tags stay, so that the tree is the page's tree without those texts and shapes.
        tags: how many tags there are outside of these.
        closing: how many of them are end tags.
        attributes: how many the tag has that has most.
        named: how many attributes all tags have together; not fewer than that.
        formatted: how many tags open formatting and may have attributes; `body` is counted with them.
        rooted: whether a tag outside of these has `shadowrootmode`.
        complete: whether all of the page was looked through; the counts are of what was, and the rest stays as it is.
    """

    raw: bytes
    tags: int
    closing: int
    attributes: int
    named: int
    formatted: int
    rooted: bool
    complete: bool


def attributes(further: Iterable[str] = ()) -> Any:  # noqa: ANN401 - compiled, if it is there
    """The attributes that must stay: those that our own code reads, and `further` ones, of rules; for `trim`."""
    return _compiled.Attributes(_READ | _AGES | _STATES | frozenset(further)) if _compiled else None


def trim(raw: bytes, kept: Any = None) -> Trimmed | None:  # noqa: ANN401 - as above
    """Cut what a parser would only carry along: two thirds of a page's bytes, nearly half of the time to parse it.

    Args:
        raw: the page as UTF-8.
        kept: `attributes()` that stay; all of them without.

    Returns:
        None where there is no compiled code: in Python the search would take longer than the parser saves.
    """
    return Trimmed(*_compiled.trim(raw, kept)) if _compiled else None
