"""Pictures → blocks of their own, among those of the article."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import PICTURE, Block, Image
from cleaner.page.elements import HEADINGS
from cleaner.render.data_tables import find_grids

# Elements that hold lines of text alone in a rendering, and no picture.
_ONLY_LINES = HEADINGS | {"table", "pre", "dl"}


def with_pictures(blocks: Sequence[Block], images: Sequence[Image]) -> tuple[Block, ...]:
    """The blocks, with one more in the place of each picture: its only run has the address as its link.

    A picture inside a table of data is put below the table, which it would cut in two.
    """
    waiting = sorted(images, key=lambda image: image.before, reverse=True)
    tables = [0, *_tables(blocks), 0]
    out: list[Block] = []
    for place in range(len(blocks) + 1):
        is_within = tables[place] == tables[place + 1] != 0
        while waiting and waiting[-1].before <= place and not is_within:
            image = waiting.pop()
            out.append(Block(image.url, "p", ((image.alt, image.url, PICTURE),), _outside_cells(image)))
        if place < len(blocks):
            out.append(blocks[place])
    return tuple(out)


def _tables(blocks: Sequence[Block]) -> list[int]:
    """For each block the serial of the table of data that it is part of; 0 for none."""
    grids = find_grids(blocks)
    return [next((serial for tag, serial in block.frames if tag == "table" and serial in grids), 0) for block in blocks]


def _outside_cells(image: Image) -> tuple:  # type: ignore[type-arg]
    """Frames up to the first table or heading: cells and headings hold lines of text alone."""
    out = []
    for frame in image.frames:
        if frame[0] in _ONLY_LINES:
            break
        out.append(frame)
    return tuple(out)
