"""All opinions → one decision per block: scores, the page's repeats, what is metadata, the site's rule."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.classify import Scores, choose
from cleaner.features import FEATURES
from cleaner.model import Block, Decision, Label, Metadata
from cleaner.rules.mark import Marking
from cleaner.segment import Segmentation

# Shorter lines repeat legitimately (a refrain, a name in a dialogue); stories printed twice have longer ones.
_REPEAT_CHARS = 40
_EXCERPT_CHARS = 25
# Share of the heuristic's words that a rule's content must hold to be trusted: less, and the selector is stale.
_RULE_SHARE = 0.5
# Inside a rule's content, what the heuristic is this sure about goes all the same.
_SURE_BOILERPLATE = {"site": 0.02, "platform": 0.15}

_CONTENT, _BOILERPLATE = Label.CONTENT, Label.BOILERPLATE


@dataclass(frozen=True, slots=True)
class Labelling:
    """One decision per block, how sure the page as a whole is, and the rule that turned out stale."""

    decisions: tuple[Decision, ...]
    confidence: float
    stale: str | None = None


def label(segmentation: Segmentation, scores: Scores, marking: Marking, metadata: Metadata) -> Labelling:
    """Decide each block."""
    blocks = segmentation.blocks
    words = scores.features.words
    probabilities: list[float] = scores.probabilities.tolist()
    chosen, confidence = choose(scores.probabilities, words)
    kept: list[bool] = chosen.tolist()
    stale = marking.stale
    by_rule = [False] * len(blocks)
    if marking.rule and not stale:
        ruled, decided = _apply_rule(blocks, probabilities, kept, marking)
        if _share(ruled, kept, words) >= _RULE_SHARE:
            kept, by_rule = ruled, decided
        else:
            stale = marking.rule
    decisions = [
        _decide(block, keep, ruled, p, signs)
        for block, keep, ruled, p, signs in zip(blocks, kept, by_rule, probabilities, _signs(scores), strict=True)
    ]
    if marking.rule and not stale:
        _drop_patterns(blocks, decisions, marking)
    _drop_title(blocks, decisions, metadata)
    _drop_byline(blocks, decisions, metadata)
    _drop_repeats(blocks, decisions)
    return Labelling(tuple(decisions), confidence, stale)


def _signs(scores: Scores) -> list[list[float] | None]:
    """The features that reasons are told from, for each block; None for an area taken in one piece."""
    signs: list[list[float] | None] = [None] * len(scores.features.words)
    for index, row in zip(scores.features.fine, scores.features.rows[:, _SIGNS].tolist(), strict=True):
        signs[index] = row
    return signs


def _apply_rule(
    blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[bool], marking: Marking
) -> tuple[list[bool], list[bool]]:
    """What the rule wants kept, and for which blocks it was the rule that decided."""
    sure = _SURE_BOILERPLATE[marking.kind or "site"]
    scoped = marking.scoped
    ruled, by_rule = [], []
    for block, p, keep in zip(blocks, probabilities, kept, strict=True):
        mark = block.mark
        if mark is None:
            ruled.append(keep and not scoped)
            by_rule.append(scoped)
        elif mark.kind == "content":
            ruled.append(p >= sure)
            by_rule.append(p >= sure)
        else:
            ruled.append(mark.kind == "keep")
            by_rule.append(True)
    return ruled, by_rule


def _share(ruled: Sequence[bool], kept: Sequence[bool], words: Sequence[int]) -> float:
    ours = sum(w for w, keep in zip(words, kept, strict=True) if keep)
    theirs = sum(w for w, keep in zip(words, ruled, strict=True) if keep)
    return theirs / ours if ours else 1.0


def _decide(block: Block, keep: bool, by_rule: bool, p: float, signs: list[float] | None) -> Decision:
    verdict = _CONTENT if keep else _BOILERPLATE
    if not by_rule:
        return Decision(verdict, "heuristic", _reason(block, keep, signs), p)
    mark = block.mark
    if mark is None:
        return Decision(verdict, "rule", "outside the rule's content", p)
    return Decision(verdict, "rule", f"{mark.rule}: {mark.kind} {mark.selector}", p)


_SIGNS = [FEATURES.index(name) for name in ("words", "ends", "hidden", "phrase", "link_density", "worst_odds")]


def _reason(block: Block, keep: bool, signs: list[float] | None) -> str:
    if signs is None:
        return f"{block.tag} area"
    words, ends, hidden, phrase, links, worst = signs
    if keep:
        return "reads as running text" if ends == 2 and words >= 10 else "stands among the content"
    if hidden:
        return "hidden"
    if phrase:
        return "stock phrase"
    if links >= 0.5:
        return f"link density {links:.2f}"
    if worst <= -1.5:
        return f"class tokens (log-odds {worst:.1f})"
    return "outside the content"


def _drop(decisions: list[Decision], index: int, by: str, reason: str) -> None:
    decisions[index] = Decision(_BOILERPLATE, by, reason, decisions[index].score)


def _drop_patterns(blocks: Sequence[Block], decisions: list[Decision], marking: Marking) -> None:
    inside = [i for i, decision in enumerate(decisions) if decision.kept]
    for place, index in enumerate(inside):
        for pattern in marking.drop_text:
            if pattern.matches(blocks[index].text, place, len(inside)):
                _drop(decisions, index, "rule", f"text pattern {pattern.like!r}")
                break


def fold(text: str) -> str:
    """A text as it is compared: compatibility forms, case and white space folded."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", text[:20_000]).casefold().split())


def _drop_title(blocks: Sequence[Block], decisions: list[Decision], metadata: Metadata) -> None:
    """The title is a field of its own: the first lines of the body do not repeat it."""
    if not metadata.title:
        return
    title = fold(metadata.title)
    words = 0
    for index, decision in enumerate(decisions):
        if not decision.kept:
            continue
        text = blocks[index].text
        if len(text) < 2 * len(title) + 20:
            folded = fold(text)
            if folded == title or (blocks[index].tag == "h1" and (folded in title or title in folded)):
                _drop(decisions, index, "title", "repeats the title")
                continue
        words += text.count(" ") + 1
        if words > 60:
            return


def _drop_byline(blocks: Sequence[Block], decisions: list[Decision], metadata: Metadata) -> None:
    """Likewise the byline, alone on its line before the body."""
    names = {fold(name) for name in (metadata.byline, *metadata.authors) if name}
    if not names:
        return
    for seen, index in enumerate(i for i, decision in enumerate(decisions) if decision.kept):
        text = blocks[index].text
        folded = fold(text) if len(text) < 150 else ""
        if folded and (folded in names or folded.removeprefix("by ") in names):
            _drop(decisions, index, "metadata", "repeats the byline")
        elif seen >= 3:
            return


def _drop_repeats(blocks: Sequence[Block], decisions: list[Decision]) -> None:
    """A story printed twice comes out once; an excerpt of it goes."""
    kept = [i for i, decision in enumerate(decisions) if decision.kept]
    folded = {i: fold(blocks[i].text) for i in kept}
    seen: set[str] = set()
    repeated: set[int] = set()
    for index in kept:
        text = folded[index]
        if len(text) >= _REPEAT_CHARS and text in seen:
            _drop(decisions, index, "repeat", "stands on the page before")
            repeated.add(index)
        seen.add(text)
    if repeated:
        _drop_between(kept, folded, repeated, decisions)
    whole = [text for i, text in folded.items() if i not in repeated and len(text) >= _REPEAT_CHARS]
    for index in kept:
        text = folded[index]
        if text.endswith(("...", "…")) and index not in repeated:
            stem = text.rstrip(".… ")
            if len(stem) >= _EXCERPT_CHARS and any(other.startswith(stem) and other != text for other in whole):
                _drop(decisions, index, "repeat", "excerpt of the body")


def _drop_between(kept: list[int], folded: dict[int, str], repeated: set[int], decisions: list[Decision]) -> None:
    """Short lines repeat with the paragraphs around them."""
    first: set[str] = set()
    for place, index in enumerate(kept):
        text = folded[index]
        around = [kept[i] for i in (place - 1, place + 1) if 0 <= i < len(kept)]
        if index not in repeated and text in first and all(i in repeated for i in around):
            _drop(decisions, index, "repeat", "stands on the page before")
        first.add(text)
