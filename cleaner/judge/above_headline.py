"""What stands above the headline of a story: notices of the site, teasers and menus, and none of the story's text."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from cleaner.judge.choice import Choice
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.judge.traits import tagged
from cleaner.model import Block, Metadata
from cleaner.page.elements import LARGE_HEADINGS

ABOVE: Final = "above the story's headline"
"""Why such a block is left out."""
# The largest heading: what it says may be a little more or less than the title. Where one stands further above, the
# headline that was found is that of a part.
_LARGEST: Final = frozenset(("h1",))
# A title with fewer characters may be the name of the site or of a section, which is no headline of a story.
_TITLE_CHARS: Final = 8
# A part of the title has so many characters, or so many where the title begins with it.
_NEARLY_CHARS, _BEGINNING_CHARS = 20, 12
# The story is below the headline if at least 50 words of sure paragraphs stand there, and no more of them above.
# On the pages of six sets where the trees had chosen something above such a headline, 46 of the 2,000 words were in the
# gold text. Shops are left out, since the name of a product may stand below what is told of it.
_WORDS = 50
# A paragraph above that is as likely as this begins the story, and the heading is that of a part.
_STORY: Final = 0.95
# At most a quarter of the sure paragraphs may stand before the headline.
_FAR: Final = 4
_LIKELY_COLLECTION: Final = 0.3
_COLLECTION: Final = BLOCK_FEATURES.index("is_collection")


def above_headline(choice: Choice, metadata: Metadata) -> list[int]:
    """Blocks that were chosen and stand above the first heading that is the page's title.

    Args:
        choice: what was chosen.
        metadata: with the title.
    """
    inside, sure, blocks = choice.inside, choice.sure, choice.segmentation.blocks
    title = " ".join((metadata.title or "").lower().split())
    if not sure or len(title) < _TITLE_CHARS or choice.scores.offer:
        return []
    # The headline is looked for from what was chosen first to the first sure paragraphs.
    first, last = inside[0] + 1, sure[len(sure) // _FAR]
    headlines = tagged(blocks, list(range(first, last)), LARGE_HEADINGS) if first < last else ()
    headline = next((index for index in headlines if _says(blocks[index], title)), None)
    if headline is None or _is_collection(choice) or not _is_told_below(choice, headline):
        return []
    if any(_says(blocks[index], title) for index in tagged(blocks, list(range(first)), _LARGEST)):
        return []  # this one is that of a part, or of a copy
    return inside[: bisect_left(inside, headline)]


def _is_told_below(choice: Choice, headline: int) -> bool:
    """Whether the story is below: some sure paragraphs, and no more above, where none is as sure."""
    sure, words, likely = choice.sure, choice.scores.features.words, choice.probabilities
    place = bisect_left(sure, headline)
    above, below = sure[:place], sure[place:]
    if any(likely[index] >= _STORY for index in above):
        return False
    return sum([words[index] for index in below]) >= max(_WORDS, sum([words[index] for index in above]))


def _says(block: Block, title: str) -> bool:
    """Whether a heading is the title, or the largest on the page nearly is: titles often have the site's name."""
    said = " ".join(block.text.lower().split())
    if said == title:
        return True
    is_part = said in title or title in said
    begins = len(said) >= _BEGINNING_CHARS and title.startswith(said)
    return block.tag in _LARGEST and (begins or (is_part and len(said) >= _NEARLY_CHARS))


def _is_collection(choice: Choice) -> bool:
    """Whether the page is likely one of many products, which are told of above a heading as well as below."""
    features = choice.scores.features
    return bool(features.fine and features.columns[_COLLECTION, 0] > _LIKELY_COLLECTION)
