"""Posts of social networks that a page sets into its story in boxes of its own, not as the networks' quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re
from cleaner.judge.structures import Structure
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, TAG
from cleaner.page.elements import HEADINGS

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
PARTS: Final = ("embed", "tgme_", "social-post", "mastodon")
"""Every such name holds one of these parts, so that they are searched first; "post" alone is found on most pages."""
_BOXES: Final = frozenset(("div", "section", "figure", "article", "aside", "a"))
# A post is short: who says it, a few lines, when.
_BLOCKS, _WORDS = 10, 150


def find_embedded_posts(segmentation: Segmentation, words: Sequence[int], names: Sequence[str]) -> Iterator[Structure]:
    """Each box of an embedded post as a structure; a box within another is found as well.

    Args:
        segmentation: the page's blocks and boxes.
        words: of each block.
        names: classes of boxes, among them all that hold one of `PARTS`.
    """
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    # Hardly any page has one.
    if not any(map(_is_embedded, names)):
        return
    for box, end in zip(opened, ends, strict=True):
        first = box[FIRST_BLOCK]
        if box[TAG] not in _BOXES or not 0 < end - first <= _BLOCKS or not _is_embedded(box[CLASSES]):
            continue
        is_short = 0 < sum(words[first:end]) <= _WORDS
        if is_short and not any(block.tag in HEADINGS for block in segmentation.blocks[first:end]):
            yield Structure("embedded", first, end)


@lru_cache(maxsize=4096)
def _is_embedded(classes: str) -> bool:
    """Whether a class says that its box is an embedded post; the pages of a site ask again and again."""
    return _EMBEDDED.search(classes) is not None
