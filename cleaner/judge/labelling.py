"""What becomes of each block of a page, and who said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress

from cleaner.judge.structures import Structure
from cleaner.model import Block, Decider, Decision, Label


@dataclass(slots=True)
class Labelling:
    """What becomes of each block.

    Most blocks are decided by the engine alone, and most callers want only the blocks that stay: decisions in full are
    made when they are asked for.

    Attributes:
        kept: for each block whether it stays.
        probabilities: for each block that it is content, 0 to 1.
        by: who decided the blocks that are neither in `why` nor `ruled`.
        structures: those of the page, each of which was decided as one.
        why: index of a block that something else decided → who and why.
        ruled: blocks that a site rule decided, unless they are in `why`.
        confidence: expected F1 of what stays, 0 to 1.
        rule: name of the rule that was trusted; None for none.
        stale: name of the site's rule that fits the page no more; None for none.
        unhidden: whether what the page hides stays, since it is most of what was chosen.
        further: index of each block that the loose reading keeps as well.
    """

    kept: list[bool]
    probabilities: list[float]
    by: Decider
    structures: Sequence[Structure] = ()
    why: dict[int, tuple[Decider, str]] = field(default_factory=dict)
    ruled: list[bool] = field(default_factory=list)
    confidence: float = 0.0
    rule: str | None = None
    stale: str | None = None
    unhidden: bool = False
    further: Sequence[int] = ()
    _inside: list[int] | None = field(default=None, init=False, repr=False, compare=False)
    _in_structures: bytes | None = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> Labelling:
        """A labelling made of decisions about each block, such as those of a plain-text dump."""
        return cls(
            [decision.kept for decision in decisions],
            [decision.score for decision in decisions],
            "heuristic",
            why={index: (decision.by, decision.reason) for index, decision in enumerate(decisions)},
        )

    def inside(self) -> list[int]:
        """Index of each block that stays; a dozen stages ask, and few of them let one go."""
        if self._inside is None:
            self._inside = list(compress(range(len(self.kept)), self.kept))
        return self._inside

    def in_structures(self) -> bytes:
        """For each block whether it is part of a structure."""
        if self._in_structures is None:
            found = bytearray(len(self.kept))
            for _, first, end in self.structures:
                found[first:end] = b"\1" * (end - first)
            self._in_structures = bytes(found)
        return self._in_structures

    def follow(self, rule: str | None, kept: list[bool], decided: list[bool]) -> None:
        """Take a rule's word for what stays, and note where the rule decided."""
        self.kept, self.ruled, self.rule = kept, decided, rule
        self._inside = None

    def keep_only(self, kept: list[bool], confidence: float) -> None:
        """Take another choice, with the F1 that may be expected of it."""
        self.kept, self.confidence = kept, confidence
        self._inside = None

    def drop(self, index: int, by: Decider, reason: str) -> None:
        """Let a block go, and note by whom and why."""
        self.kept[index] = False
        self._inside = None
        self.why[index] = (by, reason)

    def decisions(self, blocks: Sequence[Block]) -> tuple[Decision, ...]:
        """One decision per block; the engine's are without a reason, but for what was decided as one."""
        whole = {
            index: f"as part of a whole: {one.form} of {one.end - one.first} block{'s' * (one.end > one.first + 1)}"
            for one in self.structures
            for index in range(one.first, one.end)
        }
        return tuple(
            Decision(
                Label.CONTENT if keep else Label.BOILERPLATE, *self._who(index, blocks[index], whole.get(index, "")), p
            )
            for index, (keep, p) in enumerate(zip(self.kept, self.probabilities, strict=True))
        )

    def _who(self, index: int, block: Block, whole: str) -> tuple[Decider, str]:
        if index in self.why:
            return self.why[index]
        if not self.ruled or not self.ruled[index]:
            return self.by, whole
        mark = block.mark
        return "rule", "outside the rule's content" if mark is None else f"{mark.rule}: {mark.action} {mark.selector}"
