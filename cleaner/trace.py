"""What the stages found on one page, for whoever shows, checks or learns from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.article.article import Article
from cleaner.judge.classify import Scores
from cleaner.judge.labelling import Labelling
from cleaner.model import Block, Decision
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.rules.mark import Marking
from cleaner.rules.schema import Rule
from cleaner.weights import Weights


@dataclass(frozen=True, slots=True)
class Trace:
    """What `clean` computed on the way; `explain` only prints it.

    `verdicts` is parallel to `blocks`; so is `decisions`, the same with the heuristic's reasons. `rules` are those of
    the page's site and platforms, strongest first; `weights` are those that judged.
    """

    blocks: Sequence[Block]
    labelling: Labelling
    article: Article
    marking: Marking
    segmentation: Segmentation | None = None
    scores: Scores | None = None
    rules: tuple[Rule, ...] = ()
    weights: Weights | None = None

    @property
    def verdicts(self) -> tuple[Decision, ...]:
        """One decision for each block, the heuristic's without a reason; made at each access."""
        return self.labelling.decisions(self.blocks)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """One decision for each block, with its reason in words; computed at each access."""
        verdicts = self.verdicts
        if self.segmentation is None or self.scores is None or self.weights is None:
            return verdicts
        from cleaner.judge.explain_features import reasons

        weights = self.weights
        told = reasons(self.segmentation, self.scores, self.labelling.kept, weights.blocks, weights.tokens)
        return tuple(
            verdict if verdict.reason else verdict._replace(reason=reason)
            for verdict, reason in zip(verdicts, told, strict=True)
        )
