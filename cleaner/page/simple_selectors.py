"""A selector of names, ids, classes and plain attributes → its parts, for the compiled survey; of any other, none.

Any selector at all is read by `cleaner.page.selector_parser`.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from cleaner.page.elements import DISPLAY

__all__ = ["Part", "parts_of"]

# A test of an attribute: `[name]`, `[name=value]`, `[name^="value"]`.
_TEST = r"""\[([a-z][a-z0-9-]*)(?:([\^*$]?)=(?:"([^"\\\[\]]*)"|'([^'\\\[\]]*)'|([A-Za-z_][\w-]*)))?\]"""
_SIMPLE = re.compile(rf"([a-z][a-z0-9]*)?((?:[.#][A-Za-z_][\w-]*)*)((?:{_TEST})*)", re.ASCII)
# What says that one element is in another: ">" or a blank.
_COMBINATOR = re.compile(r"\s*>\s*|\s+")
# Values that lexbor compares whatever their case, as the HTML standard lists them, are left to it; ids and classes have
# their own notation.
_TESTED = re.compile(r"data-[a-z-]+|itemprop|id|class|role|property")

Part: TypeAlias = tuple[bool, str, str, list[str], list[tuple[str, str, str]]]
"""Whether it is the parent of the part before, tag, id, classes, attributes with operator and value."""


def parts_of(selector: str) -> list[Part]:
    """The parts of a selector, its last one first, each with whether it is the parent of that; empty where it is other.

    Args:
        selector: such as `main > .story p`.
    """
    found: list[Part] = []
    at = 0
    while True:
        match = _SIMPLE.match(selector, at)
        if match is None or not match[0]:
            return []
        names = re.findall(r"([.#])([\w-]+)", match[2])
        ids = [name for sign, name in names if sign == "#"]
        tests = _tests(match[3])
        if len(ids) > 1 or tests is None or (match[1] and match[1] not in DISPLAY):
            return []
        found.append((False, match[1] or "", *(ids or [""]), [name for sign, name in names if sign == "."], tests))
        at = match.end()
        if at == len(selector):
            break
        combined = _COMBINATOR.match(selector, at)
        if combined is None:
            return []
        at = combined.end()
        found[-1] = (">" in combined[0], *found[-1][1:])
    return found[::-1]


def _tests(written: str) -> list[tuple[str, str, str]] | None:
    """Name, operator and value of each attribute; None where only the parser knows how it compares them."""
    found = []
    for test in re.finditer(_TEST, written, re.ASCII):
        name, sign, value = test[1], test[2] or "", test[3] or test[4] or test[5] or ""
        if not _TESTED.fullmatch(name) or ("=" in test[0] and not value):
            return None
        found.append((name, sign or ("=" if value else ""), value))
    return found
