"""Stores the package's expressions as the engine of this interpreter reads them, so that no process compiles them anew.

The build runs it: `python -m cleaner.tooling.precompile`. What it writes is read by `cleaner.expressions`.
"""

from __future__ import annotations

import gc
import importlib
import marshal
import pkgutil
import re
from array import array
from pathlib import Path
from typing import Any, Final

import cleaner
from cleaner import expressions
from cleaner.lexicon.no_article import every_expression

# Rooms whose modules pages go through. The others' expressions are asked for once in a run.
_ROOMS: Final = ("page", "lexicon", "metadata", "judge", "text", "article", "render", "rules")


def precompile(path: Path = expressions.STORED) -> int:
    """Compile each expression that is compiled late, and store its code.

    Args:
        path: where to.

    Returns:
        How many there are.
    """
    codes = {expressions.stored_as(*source): _code_of(*source) for source in sorted(_sources(), key=repr)}
    path.write_bytes(marshal.dumps((expressions.engine(), codes)))
    return len(codes)


def _sources() -> set[tuple[str | bytes, int]]:
    """Text and flags of every expression that a module of the rooms makes, or one of its functions may make."""
    for room in _ROOMS:
        package = importlib.import_module(f"{cleaner.__name__}.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)
    every_expression()  # these are made on demand, and then held
    return {late.source for late in gc.get_objects() if isinstance(late, expressions.Late)}


def _code_of(pattern: str | bytes, flags: int) -> expressions.Code:
    """What `re` hands to its engine for an expression."""
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    parsed = compiler._parser.parse(pattern, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    packed = expressions.pack(array("I", compiler._code(parsed, flags)))
    return flags | parsed.state.flags, packed, parsed.state.groups - 1, dict(parsed.state.groupdict), tuple(names)


if __name__ == "__main__":
    print(f"cleaner: {precompile()} expressions stored for this interpreter")
