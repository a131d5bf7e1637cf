"""Classes of a page's boxes that may tell what a box is: the boxes are searched once for the names of several kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.judge import beside_story, embedded_posts, hidden_by_sheets
from cleaner.page.blocks_and_boxes import CLASSES
from cleaner.page.survey import compiled

if TYPE_CHECKING:
    from cleaner.page.blocks_and_boxes import Segmentation

_PARTS: Final = (*embedded_posts.PARTS, *beside_story.PARTS, *hidden_by_sheets.PARTS)
_COMPILED = compiled.Parts(_PARTS) if compiled is not None else None


def telling_names(segmentation: Segmentation) -> list[str]:
    """Classes of boxes, among them all that hold a part of a telling name."""
    opened = segmentation.boxes.opened
    return compiled.named(opened, _COMPILED) if compiled is not None else [box[CLASSES] for box in opened]
