"""Compiled twins of the hottest loops, where they could be built; Python has them all, too.

`walk.pyx` reads lexbor's tree where it lies, so it is used only with the very release of selectolax that it was written
for. A source without a compiler, a machine without a wheel, another release: Python runs instead, with the same result
(`tests/test_native.py`) in more time.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType
    from typing import TypeAlias

    from cleaner.dom import Page
    from cleaner.model import Block, Marks

    Walk: TypeAlias = Callable[
        [int, Marks, bool],
        tuple[list[Block], list[int], list[bool], list[int], list[tuple[int, str, str, str, int, int]], list[int]],
    ]

WRITTEN_FOR = "1.0.2"
"""Release of selectolax whose structures `walk.pyx` declares."""


def load_walk(parser: str, names: Mapping[int, str], probe: Callable[[], Page]) -> Walk | None:
    """The compiled walk, or None.

    Args:
        parser: release of selectolax.
        names: the parser's number of each element.
        probe: makes a page with a link that has the attributes `href class id style`, in this order.
    """
    if parser != WRITTEN_FOR:
        return None
    try:
        from cleaner.native.walk import learn, walk
    except ImportError:
        return None
    page = probe()
    link = page.first("a")
    if link is None:
        return None
    learn(names, link.mem_id)
    return walk


@cache
def load_scan() -> ModuleType | None:
    """The compiled look at a page's bytes, or None."""
    try:
        from cleaner.native import scan
    except ImportError:
        return None
    return scan


@cache
def load_columns() -> ModuleType | None:
    """The compiled feature columns and trees, or None."""
    try:
        from cleaner.native import columns
    except ImportError:
        return None
    return columns
