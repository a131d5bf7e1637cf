"""Elements that are not read node by node: pictures that stand for characters, formulas, listings of code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cleaner.model import CODE, StandIn, StandIns
from cleaner.page.formulas import formulas, picture_formula
from cleaner.page.listings import CONTAINERS, listings

if TYPE_CHECKING:
    from cleaner.page.dom import Page
    from cleaner.page.segmentation import Segmentation

# What platforms and forums call the pictures that they put in place of characters, in the class or the address.
_EMOJI: Final = re.compile(r"emoji|emoticon|smil(?:ey|ie|e)s?(?:$|[\s_/-])", re.IGNORECASE)
# Longer ones describe a picture.
_MAX_EMOJI_CHARS: Final = 24
# Joiners, variation selectors, tags, skin tones: what an emoji may be made of beside its signs.
_EMOJI_PARTS: Final = re.compile("[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


def stand_ins(page: Page, found: Segmentation) -> StandIns:
    """What stands for elements of the page, by their nodes' ids; `found` are its blocks without any.

    Nearly all pages have none, so that they are walked once.
    """
    given: dict[int, StandIn] = {}
    for _, node, _, attributes in found.pictures:
        if attributes.get("alt") or "tex" in attributes.get("src", ""):
            if text := characters(attributes):
                given[node] = StandIn(text)
            elif formula := picture_formula(attributes):
                given[node] = formula
    if found.has_formulas:
        given |= formulas(page)
    if _has_listings(found):
        given |= listings(page)
    return given


def _has_listings(found: Segmentation) -> bool:
    if any(block[6] == "line" and block[2][0][2] & CODE for block in found.blocks):
        return True
    boxes = found.boxes.opened
    names = " ".join([box[2] for box in boxes])
    return any(box[1] == "pre" for box in boxes) or CONTAINERS.search(names) is not None


def characters(attributes: Mapping[str, str]) -> str:
    """The characters that a picture stands for; empty for a picture."""
    alt = attributes.get("alt", "").strip()
    if not alt or len(alt) > _MAX_EMOJI_CHARS:
        return ""
    if all(unicodedata.category(char) == "So" for char in _EMOJI_PARTS.sub("", alt) or "x"):
        return alt
    said = f"{attributes.get('class', '')} {attributes.get('src', '')}"
    return alt if _EMOJI.search(said) else ""
