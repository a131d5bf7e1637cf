"""All opinions → one decision per block: scores, the page's repeats, what is metadata, the site's rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.classify import Scores, choose
from cleaner.lexicon import boilerplate_kind
from cleaner.metadata.names import tidy_byline
from cleaner.model import Block, Decision, Label, Metadata
from cleaner.rules.mark import Marking
from cleaner.rules.schema import TextPattern
from cleaner.segment import Segmentation
from cleaner.strict import strict

# Shorter lines repeat legitimately (a refrain, a name in a dialogue); stories printed twice have longer ones.
_REPEAT_CHARS = 40
_EXCERPT_CHARS = 25
_BYLINE_CHARS = 150
# A page that promises less holds nothing to keep: shells of scripts, empty shelves, walls. Of the mixed pages with an
# expected F1 below .3, out of fold, half had no content at all, and what was kept of the others scored below .55; no
# news page was among them. On four fits mixed pages' F1 rose by .0033 to .0039.
_WORTH_KEEPING = 0.3
# Share of the heuristic's words that a rule's content must hold to be trusted: less, and the selector is stale.
_RULE_SHARE = 0.5
# Inside a site rule's content a block needs this much of the heuristic's trust, less than elsewhere (.5, roughly): what
# a rule lets in beyond its drops is mostly what the few pages it was made from did not show. With rules for 180
# publishers that were learnt from one to four pages each, before they were pruned: F1 .970 and precision .951 at .02,
# .977 and .966 at .25, .980 and .972 at .4. Rules learnt on half of a site's pages and tried on the rest gain recall
# up to .35 or so; beyond .4 they only lose.
_SURE_BOILERPLATE = 0.35
_SURE_CONTENT = 0.8
# Disclaimers and the like are the last lines of a page's text or they are part of the story.
_TAIL_BLOCKS = 10
_SOURCE_CHARS = 40

_SPARED = frozenset(("h2", "h3", "h4", "h5", "h6", "pre", "blockquote"))
_CONTENT, _BOILERPLATE = Label.CONTENT, Label.BOILERPLATE
_new = tuple.__new__


@dataclass(frozen=True, slots=True)
class Labelling:
    """One decision per block, how sure the page as a whole is, the rule that was trusted, the one that was stale."""

    decisions: tuple[Decision, ...]
    confidence: float
    rule: str | None = None
    stale: str | None = None


def label(segmentation: Segmentation, scores: Scores, marking: Marking, metadata: Metadata) -> Labelling:
    """Decide each block."""
    blocks = segmentation.blocks
    words = scores.features.words
    probabilities: list[float] = scores.probabilities.tolist()
    kept, confidence = _choose(blocks, scores)
    left_out = strict(blocks, kept, scores, metadata) if scores.by == "heuristic" else {}
    for index in left_out:
        kept[index] = False
    stale = marking.stale
    by_rule = [False] * len(blocks)
    trusted = False
    if marking.rule:
        ruled, decided = _apply_rule(blocks, probabilities, kept, marking)
        dropped = [block.mark is not None and block.mark.kind == "drop" for block in blocks]
        trusted = _share(ruled, kept, dropped, words) >= _RULE_SHARE
        if trusted:
            kept, by_rule = ruled, decided
        elif marking.kind == "site":
            stale = marking.rule
    by = scores.by
    # A page has a hundred blocks: a tuple made directly costs a third of a call of its class. Why the heuristic decided
    # so is told later, and only to those who ask: `cleaner.reasons`.
    decisions: list[Decision] = [
        _new(
            Decision,
            _by_rule(block, keep, p) if ruled else (_CONTENT if keep else _BOILERPLATE, by, "", p),
        )
        for block, keep, ruled, p in zip(blocks, kept, by_rule, probabilities, strict=True)
    ]
    for index, reason in left_out.items():
        if not by_rule[index]:
            _drop(decisions, index, by, reason)
    if trusted:
        drop_patterns(blocks, decisions, marking.drop_text)
    else:
        _drop_hopeless(decisions, confidence)
    _drop_title(blocks, decisions, metadata)
    _drop_byline(blocks, decisions, metadata)
    _drop_repeats(blocks, decisions)
    _drop_notices(blocks, decisions)
    return Labelling(tuple(decisions), confidence, marking.rule if trusted else None, stale)


def _apply_rule(
    blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[bool], marking: Marking
) -> tuple[list[bool], list[bool]]:
    """What the rule wants kept, and for which blocks it was the rule that decided.

    A site's rule is its word: its content stays unless it is surely boilerplate. A platform's narrows what the
    heuristic chose: on the pages of a platform that gave an F1 of .0020 more than the heuristic alone on mixed pages
    and .0133 more on news, and taking the platform's whole content gave less than it. (By weights fitted on the same
    pages, so that only the differences count.)
    """
    if not marking.scoped:
        return _apply_hints(blocks, kept)
    platform = marking.kind == "platform"
    first = next((i for i, block in enumerate(blocks) if block.mark and block.mark.kind == "content"), 0)
    ruled, by_rule = [], []
    for index, (block, p, keep) in enumerate(zip(blocks, probabilities, kept, strict=True)):
        mark = block.mark
        if mark is None:
            # A standfirst often lies outside the container of a platform.
            outside = platform and keep and index < first and p >= _SURE_CONTENT
            ruled.append(outside)
            by_rule.append(not outside)
        elif mark.kind == "content":
            ruled.append(keep if platform else p >= _SURE_BOILERPLATE)
            by_rule.append(not platform and p >= _SURE_BOILERPLATE)
        else:
            ruled.append(mark.kind == "keep")
            by_rule.append(True)
    return ruled, by_rule


def _apply_hints(blocks: Sequence[Block], kept: Sequence[bool]) -> tuple[list[bool], list[bool]]:
    marks = [block.mark for block in blocks]
    ruled = [keep if mark is None else mark.kind == "keep" for mark, keep in zip(marks, kept, strict=True)]
    return ruled, [mark is not None for mark in marks]


def _share(ruled: Sequence[bool], kept: Sequence[bool], dropped: Sequence[bool], words: Sequence[int]) -> float:
    """Words the rule keeps over words the heuristic keeps; what the rule drops by name is no sign of its age."""
    ours = sum(w for w, keep, gone in zip(words, kept, dropped, strict=True) if keep and not gone)
    theirs = sum(w for w, keep in zip(words, ruled, strict=True) if keep)
    return theirs / ours if ours else 1.0


def _by_rule(block: Block, keep: bool, p: float) -> tuple[Label, str, str, float]:
    verdict = _CONTENT if keep else _BOILERPLATE
    mark = block.mark
    if mark is None:
        return verdict, "rule", "outside the rule's content", p
    return verdict, "rule", f"{mark.rule}: {mark.kind} {mark.selector}", p


def _drop(decisions: list[Decision], index: int, by: str, reason: str) -> None:
    decisions[index] = Decision(_BOILERPLATE, by, reason, decisions[index].score)


def _choose(blocks: Sequence[Block], scores: Scores) -> tuple[list[bool], float]:
    """The blocks that promise most; caution takes no subheads, unlikelier than what they stand over, quotes or code."""
    plain, confidence = choose(scores.probabilities, scores.features.words)
    if not scores.caution:
        return plain.tolist(), confidence
    wary, confidence = choose(scores.probabilities, scores.features.words, scores.caution)
    kept: list[bool] = wary.tolist()
    for index in (plain & ~wary).nonzero()[0].tolist():
        kept[index] = any(frame[0] in _SPARED for frame in blocks[index].frames)
    return kept, confidence


def _drop_hopeless(decisions: list[Decision], confidence: float) -> None:
    """Nothing stays of a page that promises too little, but for what a rule's hint keeps."""
    if confidence >= _WORTH_KEEPING:
        return
    for index, decision in enumerate(decisions):
        if decision[0] is _CONTENT and decision.by == "heuristic":
            _drop(decisions, index, "heuristic", "the page promises too little")


def drop_patterns(blocks: Sequence[Block], decisions: list[Decision], patterns: Sequence[TextPattern]) -> None:
    """Drop what a rule knows by its whole text, among what would be kept; changes `decisions`."""
    inside = [i for i, decision in enumerate(decisions) if decision[0] is _CONTENT]
    for place, index in enumerate(inside):
        for pattern in patterns:
            if pattern.matches(blocks[index].text, place, len(inside)):
                _drop(decisions, index, "rule", f"text pattern {pattern.like!r}")
                break


def fold(text: str) -> str:
    """A block's text as it is compared; white space was squeezed when it was cut."""
    return text.lower()


def _drop_title(blocks: Sequence[Block], decisions: list[Decision], metadata: Metadata) -> None:
    """The title is a field of its own: the first lines of the body do not repeat it."""
    if not metadata.title:
        return
    title = " ".join(fold(metadata.title).split())
    words = 0
    for index, decision in enumerate(decisions):
        if decision[0] is not _CONTENT:
            continue
        text = blocks[index][0]
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
    for seen, index in enumerate(i for i, decision in enumerate(decisions) if decision[0] is _CONTENT):
        text = blocks[index].text
        if len(text) < _BYLINE_CHARS and (fold(text) in names or fold(tidy_byline(text) or "") in names):
            _drop(decisions, index, "metadata", "repeats the byline")
        elif seen >= 3:
            return


def _drop_repeats(blocks: Sequence[Block], decisions: list[Decision]) -> None:
    """A story printed twice comes out once; an excerpt of it goes."""
    kept = [i for i, decision in enumerate(decisions) if decision[0] is _CONTENT]
    texts = [blocks[i][0] for i in kept]
    # Nearly always no two begin alike; folding the whole body costs more than all else here.
    starts = {fold(text[:_REPEAT_CHARS]) for text in texts}
    if len(starts) == len(texts) and not any(text[-1] in ".…" and text.endswith(("...", "…")) for text in texts):
        return
    folded = {index: fold(text) for index, text in zip(kept, texts, strict=True)}
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
    """Short lines that were seen before go with the repeated paragraphs around them."""
    first: set[str] = set()
    run: list[int] = []
    bounded = False
    for index in kept:
        text = folded[index]
        if index in repeated:
            for short in run if bounded else ():
                _drop(decisions, short, "repeat", "stands on the page before")
            run, bounded = [], True
        elif text in first:
            run.append(index)
        else:
            run, bounded = [], False
        first.add(text)


def _drop_notices(blocks: Sequence[Block], decisions: list[Decision]) -> None:
    """A disclaimer at the end goes, and with it the line before that only names a source."""
    kept = [i for i, decision in enumerate(decisions) if decision[0] is _CONTENT]
    for place, index in enumerate(kept[-_TAIL_BLOCKS:], max(0, len(kept) - _TAIL_BLOCKS)):
        if place and boilerplate_kind(blocks[index].text) == "disclaimer":
            _drop(decisions, index, "text rule", "disclaimer")
            before = blocks[kept[place - 1]]
            if len(before.text) <= _SOURCE_CHARS and before.tag[0] != "h" and before.text[-1] not in ".!?:":
                _drop(decisions, kept[place - 1], "text rule", "source line")
