"""Pictures that say no address themselves → with that of a `source` beside them in the same `picture`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cleaner.page.survey import compiled, places

if TYPE_CHECKING:
    from cleaner.page.blocks_and_boxes import Picture
    from cleaner.page.dom import Node, Page

# What stands in `src` until a script or a `source` gives the picture.
_PARTS: Final = ("blank", "placeholder", "spacer", "pixel", "transparent", "1x1", "lazy")
_STAND_IN: Final = re.compile(rf"^data:|{'|'.join(_PARTS)}", re.IGNORECASE)
_COMPILED: Final = compiled.Parts(("data:", *_PARTS)) if compiled is not None else None
_SETS: Final = ("srcset", "data-srcset")
_MAX_CHARS: Final = 300  # characters of an address that are searched for a placeholder's name


def with_sources(page: Page, pictures: list[Picture]) -> list[Picture]:
    """The pictures, each without an address of its own with the `srcset` of a `source` beside it.

    Nearly all pages have no picture without an address, and are not searched for sources.
    """
    asked = compiled.waiting(pictures, _COMPILED, _MAX_CHARS) if compiled is not None else pictures
    waiting = {node for _, node, _, said in asked if _is_bare(said.get("src", "")) and not said.get("srcset")}
    if not waiting:
        return pictures
    sets = _sets(page, waiting)
    return [
        (at, node, frames, {**said, "srcset": sets[node]} if node in sets else said)
        for at, node, frames, said in pictures
    ]


def _is_bare(source: str) -> bool:
    return not source or _STAND_IN.search(source[:_MAX_CHARS]) is not None


def _sets(page: Page, waiting: Sequence[int] | set[int]) -> dict[int, str]:
    """By picture's node, the `srcset` of the first source that a browser could take."""
    found: dict[int, str] = {}
    for source, picture in _beside(places(page).sources, waiting):
        said = source.attributes
        if addresses := next((value for name in _SETS if (value := said.get(name))), None):
            found.setdefault(picture, addresses)
    return found


def _beside(sources: list[Node], waiting: Sequence[int] | set[int]) -> list[tuple[Node, int]]:
    """Sources beside which one of the waiting pictures is the first, each with its node's id."""
    if compiled is not None:
        found: list[tuple[Node, int]] = compiled.pictured(sources, waiting)
        return found
    pairs = ((source, source.parent.css_first("img")) for source in sources if source.parent is not None)
    return [(source, image.mem_id) for source, image in pairs if image is not None and image.mem_id in waiting]
