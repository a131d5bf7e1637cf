"""CSS put together from the steps of a path, with what lexbor cannot say told."""

from __future__ import annotations

import re
from typing import Final

from cleaner.tooling.rules.importers.tokens import XPathError

# A name that a selector may have as it is.
IDENTIFIER: Final = re.compile(r"-?[A-Za-z_][\w-]*")


def join(css: str, glue: str, axis: str, test: str, predicates: str) -> str:
    """Hang one more step on a selector.

    Raises:
        XPathError: no selector of lexbor's says the same.
    """
    step = compound(test, predicates)
    if axis in ("parent", "ancestor", "ancestor-or-self", "preceding-sibling", "following-sibling"):
        if ":nth-" in predicates:
            raise XPathError(f"the nearest of several by {axis}:: has no counterpart in CSS")
        if axis == "following-sibling":
            return f"{css} ~ {step}"
        if ":has(" in css:
            raise XPathError(f"{axis}:: from a node that has to hold another one: lexbor knows no :has() in :has()")
        inner = css if re.fullmatch(r"[^\s>~+,]+", css) else f":is({css})"
        sign = {"parent": "> ", "preceding-sibling": "~ "}.get(axis, "")
        found = f"{step}:has({sign}{inner})"
        return f":is({found}, {css})" if axis == "ancestor-or-self" else found
    if axis == "self":
        if not css:
            raise XPathError("self:: of nothing")
        return css if step == "*" else f":is({css}):is({step})"
    if axis not in ("child", "descendant", "descendant-or-self"):
        raise XPathError(f"the axis {axis}:: has no counterpart in CSS")
    if glue == "root":
        return step if test == "html" else f":root > {step}"
    if axis != "child":
        glue = " "
    return f"{css}{glue or ' '}{step}" if css else step


def compound(test: str, predicates: str) -> str:
    """An element by its name and what else is asked of it."""
    if test == "*":
        return predicates or "*"
    return f"{test.lower()}{predicates}"


def position(span: str, test: str, *, first: bool, last: bool = False) -> str:
    """The predicate of a place among siblings.

    Raises:
        XPathError: the place is counted among elements that pass another test.
    """
    if not first:
        raise XPathError("a position among nodes that pass another test has no counterpart that lexbor counts right")
    counted = "child" if test == "*" else "of-type"
    return f":nth-{'last-' if last else ''}{counted}({span})"


def has_word(attribute: str, word: str) -> str:
    """The predicate of a word of an attribute."""
    if attribute == "class" and IDENTIFIER.fullmatch(word):
        return f".{word}"
    return f"[{attribute}~={quoted(word)}]"


def quoted(value: str) -> str:
    """A CSS string."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
