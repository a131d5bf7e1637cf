"""Posts of social networks that a page sets into its story in boxes of its own, not as the networks' quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re
from cleaner.judge.structures import Structure
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, TAG
from cleaner.page.elements import HEADINGS
from cleaner.page.survey import compiled

if TYPE_CHECKING:
    from cleaner.page.blocks_and_boxes import Segmentation

# What such a box is called: a network and that it is embedded, or a post of one; Telegram's own boxes.
_NETWORKS: Final = "social|tweet|twitter|telegram|mastodon|bluesky|bsky|threads|facebook|instagram|tiktok|weibo|vk"
_EMBEDDED: Final = re.compile(
    rf"(?:^|[\W_])(?:{_NETWORKS})[-_]?embed(?:ded)?(?![a-z])"
    r"|(?:^|[\W_])(?:social-|mastodon[-_]?)post(?![a-z])"
    rf"|(?:^|[\W_])embed(?:ded)?[-_]?(?:{_NETWORKS})(?![a-z])"
    r"|(?:^|\s)tgme_widget_message(?:\s|$)",
    re.IGNORECASE,
)
# Every such name holds one of these parts, so that they are searched first. "post" alone would be found on most pages.
_PARTS: Final = ("embed", "tgme_", "social-post", "mastodon")
_COMPILED = compiled.Parts(_PARTS) if compiled is not None else None
_BOXES: Final = frozenset(("div", "section", "figure", "article", "aside", "a"))
# A post is short: who says it, a few lines, when.
_BLOCKS, _WORDS = 10, 150


def find_embedded_posts(segmentation: Segmentation, words: Sequence[int]) -> Iterator[Structure]:
    """Each box of an embedded post as a structure; a box within another is found as well.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
    """
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    # Hardly any page has one.
    names = compiled.named(opened, _COMPILED) if compiled is not None else [box[CLASSES] for box in opened]
    if not any(map(_EMBEDDED.search, names)):
        return
    for box, end in zip(opened, ends, strict=True):
        first = box[FIRST_BLOCK]
        if box[TAG] not in _BOXES or not 0 < end - first <= _BLOCKS or _EMBEDDED.search(box[CLASSES]) is None:
            continue
        is_short = 0 < sum(words[first:end]) <= _WORDS
        if is_short and not any(block.tag in HEADINGS for block in segmentation.blocks[first:end]):
            yield Structure("embedded", first, end)
