"""What other pages of the site have in the same place goes, unless a story would go with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import PROSE_WORDS
from cleaner.judge.labelling import Labelling
from cleaner.model import Block
from cleaner.page.elements import HEADINGS

# Who decided, as `explain` shows it.
BY: Final = "memory"
# How a label ends that announces what stands below it; the second is the colon of Chinese and Japanese.
_COLONS: Final = (":", "\uff1a")
# What the memory leaves must be a story, or it is not believed: it must have half of the words that stayed, or a
# paragraph and this smaller share of them. On a copy of a story at another address, a promotion may be all that is new.
_LEFT_SHARE: Final = 0.5
_LEFT_WITH_PARAGRAPH: Final = 0.05
# A block is everywhere if at least so many of the other stories have it, and this share of them.
_EVERYWHERE: Final = 4
_EVERYWHERE_SHARE: Final = 0.8
# The form of structure whose parts need not go together: a stanza is told by line breaks alone, and may hold a ticker's
# lines.
_LOOSE: Final = "stanza"
# Forms of structures whose values, such as "Yes" or "12 V", stand in the tables of other pages as well.
_DATA: Final = frozenset(("table", "terms"))
# Pages with at least this caution (`cleaner.judge.classify`) are stories; on lists, prices and names repeat from page
# to page, and a place alone tells nothing.
_STORY_CAUTION: Final = 0.3


class Recalled(NamedTuple):
    """What the memory of a site says of a block.

    Attributes:
        reason: in words.
        stories: how many others have the same block; 0 where its place alone speaks.
        of: how many others there are.
    """

    reason: str
    stories: int = 0
    of: int = 1

    @property
    def share(self) -> float:
        """Share of the other stories that have the block, 0 to 1."""
        return self.stories / self.of


NOTHING: Final[Mapping[int, Recalled]] = MappingProxyType({})
"""What a memory says of a page that it knows nothing of."""


class Reach(NamedTuple):
    """How far the memory is believed on a page.

    Attributes:
        share: of the other stories that must have a block.
        below: blocks that are likelier content than this stay.
        by_place: whether a place alone tells furniture.
        everywhere: what nearly all of the other stories have goes, however likely it is.
    """

    share: float = 0.0
    below: float = 1.0
    by_place: bool = True
    everywhere: bool = False

    def holds(self, recalled: Recalled, likely: float) -> bool:
        """Whether a block of this likelihood goes."""
        if not recalled.stories:
            return self.by_place and likely < self.below
        if self.everywhere and recalled.stories >= _EVERYWHERE and recalled.share >= _EVERYWHERE_SHARE:
            return True
        return recalled.share >= self.share and likely < self.below


# An offer says on each page what holds for all of them, and readers want it: with no bounds, 46 pages of products lost
# an F1 of .02. A manual has notes, and names of what stands below, on every page.
_OF_OFFER: Final = Reach(share=0.8, below=0.35, by_place=False)
_OF_MANUAL: Final = Reach(below=0.6, by_place=False, everywhere=True)
_OF_LIST: Final = Reach(by_place=False)
_OF_STORY: Final = Reach()


def reach_of(scores: Scores) -> Reach:
    """How far the memory is believed on a page like this."""
    if scores.offer:
        return _OF_OFFER
    if scores.manual:
        return _OF_MANUAL
    return _OF_STORY if scores.caution > _STORY_CAUTION else _OF_LIST


def drop_remembered(
    blocks: Sequence[Block],
    found: Labelling,
    remembered: Mapping[int, Recalled],
    words: Sequence[int],
    reach: Reach = _OF_STORY,
) -> None:
    """Let go what the memory of the site knows as its furniture.

    What a rule keeps by name stays; a structure goes as a whole or not at all, and a heading or a label only with what
    stands below it. Where no story would be left, such as on a copy at another address, nothing goes.

    Args:
        blocks: of the page.
        found: what stays so far.
        remembered: what the memory says of each block that it knows, by index.
        words: of each block.
        reach: how far it is believed.
    """
    if not remembered:
        return
    likely = found.probabilities
    out = {
        index
        for index, recalled in remembered.items()
        if reach.holds(recalled, likely[index]) and not ((mark := blocks[index].mark) and mark.action == "keep")
    }
    _spare_parts(found, out, remembered)
    inside = found.inside()
    _spare_heads(blocks, inside, out)
    if _is_story(words, [index for index in inside if index not in out], inside):
        for index in out:
            if found.kept[index] or index not in found.why:
                found.drop(index, BY, remembered[index].reason)


def _is_story(words: Sequence[int], left: Sequence[int], inside: Sequence[int]) -> bool:
    """Whether what is left may be the page's story."""
    share = _LEFT_WITH_PARAGRAPH if any(words[index] >= PROSE_WORDS for index in left) else _LEFT_SHARE
    return sum([words[index] for index in left]) >= share * sum([words[index] for index in inside])


def _spare_parts(found: Labelling, out: set[int], remembered: Mapping[int, Recalled]) -> None:
    """Structures of which some part that stays is not remembered; of data, places alone tell nothing."""
    for form, first, end in found.structures:
        if form == _LOOSE or end - first == 1:
            continue
        known = {
            index for index in range(first, end) if index in out and (form not in _DATA or remembered[index].stories)
        }
        if any(found.kept[index] and index not in known for index in range(first, end)):
            out.difference_update(range(first, end))


def _spare_heads(blocks: Sequence[Block], inside: Sequence[int], out: set[int]) -> None:
    """Headings and labels over something that stays."""
    stands = False
    for index in reversed(inside):
        is_head = blocks[index].tag in HEADINGS or blocks[index].text.endswith(_COLONS)
        if is_head and stands:
            out.discard(index)
        stands = index not in out
