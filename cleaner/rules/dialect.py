"""The CSS that lexbor speaks, and where it silently means something else."""

from __future__ import annotations

import re

from cleaner.page.dom import is_selector
from cleaner.page.selector_parser import MAX_NESTING, nesting_of

# Longest selector: lexbor takes seconds on selectors that nest a million deep and has no limit of its own.
MAX_SELECTOR_CHARS = 1024

# The name of a class or an id that a selector asks for.
NAME_ASKED = re.compile(r"[.#]([A-Za-z_][\w-]*)")
# A value in quotes, in which nothing is a name or a trap.
QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_TRAPS = (
    (re.compile(r"\|\|"), "lexbor takes `||` and finds nothing"),
    (re.compile("\ufeff"), "a byte order mark is part of the selector, which then finds nothing"),
    (re.compile(r":has\((?:[^()]|\([^()]*\))*:has\("), "lexbor finds nothing with :has() inside :has()"),
    (re.compile(r":current\("), "lexbor takes this pseudo-class for nothing of use"),
    (re.compile(r":(enabled|read-only|hover)\b"), "lexbor lets this pseudo-class match nearly every element or none"),
    (
        re.compile(r":nth-(?:last-)?child\([^()]*\bof\s+(?![.#]?[\w-]+\s*\)|\[[^\]]*\]\s*\))"),
        "lexbor counts wrongly with `of` and more than one simple selector",
    ),
)
# What a selector that cannot be parsed looks like, and what to write instead.
_HINTS = (
    (re.compile(r"^\s*\(*/|\[\s*@"), "that is XPath; a selector is CSS, such as div.story"),
    (re.compile(r"^\s*$|^\s*,|,\s*(?:,|$)"), "a part of it is empty; name an element there, or take it out"),
    (re.compile(r":(contains|-soup-contains|has-text|matches)\b"), "text is matched with drop_text, not in selectors"),
    (re.compile(r"::"), "an attribute is asked for as `css@attribute`"),
    (re.compile(r":scope\b|^\s*[>+~]"), "a selector starts at an element; there is no scope to start from"),
    (re.compile(r":(first|last|eq|gt|lt)\b(?!-)"), "use :first-of-type, :nth-child() and their like"),
    (re.compile(r":[\w-]+"), "it may not know the pseudo-class; use tags, classes, ids and attributes"),
)


def fault_of(css: str) -> str | None:
    """What is wrong with a selector, and what to write instead; None when it can be relied on."""
    if len(css) > MAX_SELECTOR_CHARS:
        return f"a selector has at most {MAX_SELECTOR_CHARS} characters"
    if css.count("(") > MAX_NESTING and nesting_of(css) > MAX_NESTING:
        return f"a selector has at most {MAX_NESTING} brackets in one another"
    bare = QUOTED.sub('""', css)
    for trap, why in _TRAPS:
        if trap.search(bare):
            return f"{why}: {css!r}"
    if is_selector(css):
        return None
    hint = next((f": {why}" for shape, why in _HINTS if shape.search(bare)), "")
    return f"lexbor cannot parse the selector {css!r}{hint}"
