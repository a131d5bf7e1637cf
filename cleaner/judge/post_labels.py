"""What each post of a thread has beside its text: who wrote it, when, a rank, a number, a count of votes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from cleaner.page.blocks_and_boxes import CLASSES, PARENT, Segmentation

# Labels stand on three posts at least, and have at most eight words. Answers may be as short, so that labels must also
# be less likely content than 0.6 times the likeliest lines of which each post has one.
_LABELS, _LABEL_WORDS, _LESS_LIKELY = 3, 8, 0.6
# Other lines are labels because they all say nearly the same, whatever their numbers are ("Posted by ... on ... at
# ..."): half of their words must be words that 60 % of the lines have. They may have up to sixteen words.
_ALIKE, _OF_LABELS = 0.5, 0.6
_MOST_WORDS: Final = 16
# Lines that say the same and are less likely content than this are surely labels; all others are so by half.
_EVEN: Final = 0.5
# Parts of the class names that boxes of labels have.
_NAMES: Final = """
    author user username name nick meta date time info count head header foot footer action button buttons btn
    btns controls tool tools vote votes voting score rank badge avatar signature sig title subject label stat
    stats tag tags link links profile poster quote like likes option options menu nav side sidebar related"""
_NO_TEXT: Final = frozenset(_NAMES.split())
_CLASS_PART: Final = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
_PART: Final = re.compile(r"\d+|[^\W\d_]+")


def find_labels(
    segmentation: Segmentation, groups: Sequence[Sequence[int]], words: Sequence[int], likely: Sequence[float]
) -> list[float]:
    """How surely each group consists of labels of posts: 0, .5 or 1.

    Args:
        segmentation: the page's blocks and boxes.
        groups: indices of blocks whose boxes look alike.
        words: of each block.
        likely: probability of each block by itself.
    """
    apart = [is_once_a_post(segmentation, group) for group in groups]
    means = [sum([likely[index] for index in group]) / len(group) for group in groups]
    most = max([mean for mean, once in zip(means, apart, strict=True) if once], default=0.0)
    found = []
    for group, once, mean in zip(groups, apart, means, strict=True):
        longest = max([words[index] for index in group])
        if not once or longest > _MOST_WORDS:
            found.append(0.0)
            continue
        alike = share_of_common_words([segmentation.blocks[index].text for index in group]) >= _ALIKE
        if alike and mean < _EVEN:
            found.append(1.0)
        else:
            found.append(0.5 if longest <= _LABEL_WORDS and (alike or mean < _LESS_LIKELY * most) else 0.0)
    return found


def is_once_a_post(segmentation: Segmentation, group: Sequence[int]) -> bool:
    """Whether each block of a group stands in a box of its own, as labels do; subheads and cells share one."""
    opened, box_of = segmentation.boxes.opened, segmentation.box_of
    return len(group) >= _LABELS and len({opened[box_of[index]][PARENT] for index in group}) == len(group)


def share_of_common_words(texts: Sequence[str]) -> float:
    """The share of all words that most of these texts have; numbers are all alike."""
    held = [list(_parts(text)) for text in texts]
    times = Counter(part for parts in held for part in set(parts))
    enough = _OF_LABELS * len(texts)
    common = sum([times[part] >= enough for parts in held for part in parts])
    return common / max(1, sum(map(len, held)))


def _parts(text: str) -> Iterator[str]:
    for part in _PART.findall(text.lower()):
        yield "0" if part.isdigit() else part


def is_named_label(segmentation: Segmentation, index: int) -> bool:
    """Whether the next box around a block that is called anything, of three, is called a label."""
    box, opened = segmentation.box_of[index], segmentation.boxes.opened
    names = opened[box][CLASSES] or opened[box := opened[box][PARENT]][CLASSES] or opened[opened[box][PARENT]][CLASSES]
    return not _NO_TEXT.isdisjoint([part.lower() for part in _CLASS_PART.split(names)])
