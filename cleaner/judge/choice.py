"""What the trees chose, with all that later stages judge it by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from cleaner.judge.classify import Scores
from cleaner.judge.structures import Structure
from cleaner.page.blocks_and_boxes import Segmentation


@dataclass(frozen=True, slots=True)
class Choice:
    """The blocks that promise most, and what is known of them.

    Attributes:
        segmentation: the page's blocks and boxes.
        scores: how likely each block is content, with the features that this was told from.
        kept: for each block whether it was chosen.
        probabilities: of each block; those of one structure are equal.
        structures: of the page; each was chosen as one.
        sure: index of each paragraph that nobody doubts.
        phrases: blocks that are a stock phrase, by index, and whether it points elsewhere.
        series: index of each heading that is one of several of one look, each over text that was chosen.
        runs: index of each paragraph that stays as part of a run of prose, however doubtful.
    """

    segmentation: Segmentation
    scores: Scores
    kept: list[bool]
    probabilities: list[float]
    structures: Sequence[Structure]
    sure: list[int]
    phrases: Mapping[int, bool]
    series: frozenset[int] = frozenset()
    runs: frozenset[int] = frozenset()
    _inside: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def inside(self) -> list[int]:
        """Index of each block that was chosen."""
        if not self._inside:  # half a dozen stages ask, and none of them changes what was chosen
            self._inside.extend(compress(range(len(self.kept)), self.kept))
        return self._inside
