"""All opinions → one decision per block: scores, the page's repeats, what is metadata, the site's rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import and_

from cleaner.judge.classify import Scores, choose
from cleaner.judge.columns import PHRASE_RANK, PHRASE_WORDS
from cleaner.judge.features import FEATURES
from cleaner.judge.features.own import is_phrase
from cleaner.judge.features.page import ARTICLE_RANK, declared_kind
from cleaner.judge.hidden import hidden
from cleaner.judge.strict import strict
from cleaner.metadata.names import tidy_byline
from cleaner.model import Block, Decision, Label, Mark, Metadata
from cleaner.page.segment import Segmentation
from cleaner.rules.mark import Marking
from cleaner.rules.schema import TextPattern

# Shorter lines repeat legitimately (a refrain, a name in a dialogue); stories printed twice have longer ones. What is
# repeated on a page that offers something is its buttons and cards, at any length: out of fold, on two splits into
# folds, services gained an F1 of .0014 and .0016, products .0012 and .0014 (69 pages better, 38 worse). By the same
# means lists and manuals lost, threads gained nothing.
_REPEAT_CHARS = 40
_EXCERPT_CHARS = 25
# What stands in these repeats legitimately at any length: code, cells, definitions. Out of fold, as a mean of two
# splits into folds, lists gained an F1 of .0016, manuals .0013, mixed pages .0003.
_MAY_REPEAT = frozenset(("pre", "td", "th", "dl"))
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
# A story has a few; each is looked for in every paragraph.
_MOST_QUOTES = 50
_WORD = re.compile(r"\w+")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_PROSE = _HEADINGS | {"pre"}

_PHRASE = FEATURES.index("phrase")
_SPARED = (_HEADINGS - {"h1"}) | {"pre", "blockquote"}
_CONTENT, _BOILERPLATE = Label.CONTENT, Label.BOILERPLATE


@dataclass(slots=True)
class Labelling:
    """What becomes of each block.

    Most blocks are decided by the engine alone, and most callers want only the blocks that stay: decisions in full are
    made when they are asked for.

    Attributes:
        kept: for each block whether it stays.
        probabilities: for each block that it is content, 0 to 1.
        by: who decided where nobody else did.
        why: index of a block that something else decided → who and why.
        ruled: blocks that a site rule decided, unless they are in `why`.
        confidence: how sure the page as a whole is.
        rule: the rule that was trusted.
        stale: the site's rule that fits the page no more.
        unhidden: what the page hides stays, since it is most of what was chosen.
    """

    kept: list[bool]
    probabilities: list[float]
    by: str
    why: dict[int, tuple[str, str]] = field(default_factory=dict)
    ruled: list[bool] = field(default_factory=list)
    confidence: float = 0.0
    rule: str | None = None
    stale: str | None = None
    unhidden: bool = False

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> Labelling:
        """What others have decided, each block by itself."""
        return cls(
            [decision.kept for decision in decisions],
            [decision.score for decision in decisions],
            "heuristic",
            {index: (decision.by, decision.reason) for index, decision in enumerate(decisions)},
        )

    def inside(self) -> list[int]:
        """Index of each block that stays."""
        return list(compress(range(len(self.kept)), self.kept))

    def drop(self, index: int, by: str, reason: str) -> None:
        """Let a block go."""
        self.kept[index] = False
        self.why[index] = (by, reason)

    def decisions(self, blocks: Sequence[Block]) -> tuple[Decision, ...]:
        """One decision per block; the engine's are without a reason."""
        return tuple(
            Decision(_CONTENT if keep else _BOILERPLATE, *self._who(index, blocks[index]), p)
            for index, (keep, p) in enumerate(zip(self.kept, self.probabilities, strict=True))
        )

    def _who(self, index: int, block: Block) -> tuple[str, str]:
        if index in self.why:
            return self.why[index]
        if not self.ruled or not self.ruled[index]:
            return self.by, ""
        mark = block.mark
        return "rule", "outside the rule's content" if mark is None else f"{mark.rule}: {mark.kind} {mark.selector}"


def label(segmentation: Segmentation, scores: Scores, marking: Marking, metadata: Metadata) -> Labelling:
    """Decide each block."""
    blocks = segmentation.blocks
    kept, confidence = _choose(blocks, scores)
    found = Labelling(kept, scores.probabilities.tolist(), scores.by, confidence=confidence, stale=marking.stale)
    left_out = strict(blocks, kept, scores, metadata, found.probabilities) if scores.by == "heuristic" else {}
    for index in left_out:
        kept[index] = False
    if marking.rule:
        _follow_rule(blocks, found, marking, scores.features.words)
    for index, reason in left_out.items():
        if not (found.ruled and found.ruled[index]):
            found.drop(index, scores.by, reason)
    if found.rule:
        drop_patterns(blocks, found, marking.drop_text)
    elif confidence < _WORTH_KEEPING and scores.by == "heuristic":
        for index in found.inside():
            found.drop(index, "heuristic", "the page promises too little")
    _drop_hidden(segmentation, found)
    _drop_known(blocks, found, scores, metadata)
    return found


def _drop_hidden(segmentation: Segmentation, found: Labelling) -> None:
    """Before repeats are looked for: a hidden copy of the story comes before it now and then."""
    unseen, found.unhidden = hidden(segmentation, found.kept)
    for index, reason in unseen.items():
        found.drop(index, "heuristic", reason)


def _follow_rule(blocks: Sequence[Block], found: Labelling, marking: Marking, words: Sequence[int]) -> None:
    """Take the rule's word where it still fits the page."""
    ruled, decided = _apply_rule(blocks, found.probabilities, found.kept, marking)
    dropped = [block[4] is not None and block[4][0] == "drop" for block in blocks]
    if _share(ruled, found.kept, dropped, words) >= _RULE_SHARE:
        found.kept, found.ruled, found.rule = ruled, decided, marking.rule
    elif marking.kind == "site":
        found.stale = marking.rule


def _drop_known(blocks: Sequence[Block], found: Labelling, scores: Scores, metadata: Metadata) -> None:
    """Let go what the article says elsewhere: title, byline, repeats; and what no story says, notices."""
    _drop_title(blocks, found, metadata)
    _drop_byline(blocks, found, metadata)
    _drop_doubled_headings(blocks, found)
    if not scores.manual:
        _drop_repeats(blocks, found, 1 if scores.offer else _REPEAT_CHARS)
    if declared_kind(metadata.declared_types) >= ARTICLE_RANK:
        _drop_pull_quotes(blocks, found)
    _drop_notices(blocks, found, scores)


def _apply_rule(
    blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[bool], marking: Marking
) -> tuple[list[bool], list[bool]]:
    """What the rule wants kept, and for which blocks it was the rule that decided.

    A site's rule is its word: its content stays unless it is surely boilerplate. A platform's narrows what the
    heuristic chose: on the pages of a platform that gave an F1 of .0020 more than the heuristic alone on mixed pages
    and .0133 more on news, and taking the platform's whole content gave less than it. (By weights fitted on the same
    pages, so that only the differences count.)
    """
    marks = [block[4] for block in blocks]
    if not marking.scoped:
        return _apply_hints(marks, kept)
    platform = marking.kind == "platform"
    first = next((index for index, mark in enumerate(marks) if mark and mark[0] == "content"), 0)
    ruled, by_rule = [], []
    for index, mark in enumerate(marks):
        if mark is None:
            # A standfirst often lies outside the container of a platform.
            outside = platform and kept[index] and index < first and probabilities[index] >= _SURE_CONTENT
            ruled.append(outside)
            by_rule.append(not outside)
        elif mark[0] == "content":
            sure = probabilities[index] >= _SURE_BOILERPLATE
            ruled.append(kept[index] if platform else sure)
            by_rule.append(not platform and sure)
        else:
            ruled.append(mark[0] == "keep")
            by_rule.append(True)
    return ruled, by_rule


def _apply_hints(marks: Sequence[Mark | None], kept: Sequence[bool]) -> tuple[list[bool], list[bool]]:
    ruled = [keep if mark is None else mark.kind == "keep" for mark, keep in zip(marks, kept, strict=True)]
    return ruled, [mark is not None for mark in marks]


def _share(ruled: Sequence[bool], kept: Sequence[bool], dropped: Sequence[bool], words: Sequence[int]) -> float:
    """Words the rule keeps over words the heuristic keeps; what the rule drops by name is no sign of its age."""
    ours = sum(compress(words, kept)) - sum(compress(words, map(and_, kept, dropped)))
    theirs = sum(compress(words, ruled))
    return theirs / ours if ours else 1.0


def _choose(blocks: Sequence[Block], scores: Scores) -> tuple[list[bool], float]:
    """The blocks that promise most; caution takes no subheads, unlikelier than what they stand over, quotes or code."""
    words = scores.features.words
    kept, confidence = choose(scores.probabilities, words, scores.caution)
    if scores.caution > 0:
        plain, _ = choose(scores.probabilities, words)
        for index, (keep, bold) in enumerate(zip(kept, plain, strict=True)):
            if bold and not keep and blocks[index][3]:
                kept[index] = any(frame[0] in _SPARED for frame in blocks[index][3])
    return kept, confidence


def drop_patterns(blocks: Sequence[Block], found: Labelling, patterns: Sequence[TextPattern]) -> None:
    """Drop what a rule knows by its whole text, among what would be kept."""
    if not patterns:
        return
    inside = found.inside()
    for place, index in enumerate(inside):
        for pattern in patterns:
            if pattern.matches(blocks[index].text, place, len(inside)):
                found.drop(index, "rule", f"text pattern {pattern.like!r}")
                break


def fold(text: str) -> str:
    """A block's text as it is compared; white space was squeezed when it was cut."""
    return text.lower()


def _drop_title(blocks: Sequence[Block], found: Labelling, metadata: Metadata) -> None:
    """The title is a field of its own: the first lines of the body do not repeat it."""
    if not metadata.title:
        return
    title = " ".join(fold(metadata.title).split())
    words = 0
    for index, keep in enumerate(found.kept):
        if not keep:
            continue
        text = blocks[index][0]
        if len(text) < 2 * len(title) + 20:
            folded = fold(text)
            if folded == title or (blocks[index].tag == "h1" and (folded in title or title in folded)):
                found.drop(index, "title", "repeats the title")
                continue
        words += text.count(" ") + 1
        if words > 60:
            return


def _drop_byline(blocks: Sequence[Block], found: Labelling, metadata: Metadata) -> None:
    """Likewise the byline, alone on its line before the body."""
    names = {fold(name) for name in (metadata.byline, *metadata.authors) if name}
    if not names:
        return
    starts = [name.split(" ", 1)[0] for name in names]
    for seen, index in enumerate(found.inside()):
        text = blocks[index].text
        if len(text) < _BYLINE_CHARS:
            folded = fold(text)
            # Tidying costs thirty times as much, and most first lines have nothing of the name; only where it mends a
            # line that was encoded twice, by its control characters, may the name look different before.
            near = any(start in folded for start in starts) or not text.isprintable()
            if folded in names or (near and fold(tidy_byline(text) or "") in names):
                found.drop(index, "metadata", "repeats the byline")
                continue
        if seen >= 3:
            return


def _drop_doubled_headings(blocks: Sequence[Block], found: Labelling) -> None:
    """A heading right below the same one goes: what stood between them, a slide's picture, is no text."""
    above = ""
    for index in found.inside():
        text = blocks[index][0]
        if text == above and blocks[index][1] in _HEADINGS:
            found.drop(index, "repeat", "the same heading is right above")
        above = text


def _drop_repeats(blocks: Sequence[Block], found: Labelling, shortest: int) -> None:
    """A story printed twice comes out once, likewise any line of so many characters; an excerpt of it goes."""
    kept = found.inside()
    if any(len(blocks[i][0]) >= shortest and blocks[i][3] for i in kept):
        kept = [i for i in kept if not any(frame[0] in _MAY_REPEAT for frame in blocks[i][3])]
    texts = [blocks[i][0] for i in kept]
    # Nearly always no two begin alike; folding the whole body costs more than all else here.
    starts = [text[:_REPEAT_CHARS].lower() for text in texts if len(text) >= shortest]
    ends = {text[-2:] for text in texts}
    if len(set(starts)) == len(starts) and ".." not in ends and not any("…" in end for end in ends):
        return
    folded = {index: text.lower() for index, text in zip(kept, texts, strict=True)}
    seen: set[str] = set()
    repeated: set[int] = set()
    for index, text in folded.items():
        if len(text) >= shortest:
            if text in seen:
                found.drop(index, "repeat", "stands on the page before")
                repeated.add(index)
            seen.add(text)
    if repeated:
        _drop_between(kept, folded, repeated, found)
    whole = [text for i, text in folded.items() if i not in repeated and len(text) >= shortest]
    for index in kept:
        text = folded[index]
        if text.endswith(("...", "…")) and index not in repeated:
            stem = text.rstrip(".… ")
            if len(stem) >= _EXCERPT_CHARS and any(other.startswith(stem) and other != text for other in whole):
                found.drop(index, "repeat", "excerpt of the body")


def _drop_between(kept: list[int], folded: dict[int, str], repeated: set[int], found: Labelling) -> None:
    """Short lines that were seen before go with the repeated paragraphs around them."""
    first: set[str] = set()
    run: list[int] = []
    bounded = False
    for index in kept:
        text = folded[index]
        if index in repeated:
            for short in run if bounded else ():
                found.drop(short, "repeat", "stands on the page before")
            run, bounded = [], True
        elif text in first:
            run.append(index)
        else:
            run, bounded = [], False
        first.add(text)


def _drop_pull_quotes(blocks: Sequence[Block], found: Labelling) -> None:
    """A sentence of the story that an article sets in large type as well goes; a thread's quotes are its own words.

    Of the quotations that stand in a paragraph word for word, 14 of 15 on the publishers' pages and 8 of 11 on the
    mixed ones' articles were in the gold text once.
    """
    inside = found.inside()
    quotes = [index for index in inside if blocks[index][3] and _is_quote(blocks[index])]
    if not quotes or len(quotes) > _MOST_QUOTES:
        return
    others = [blocks[index] for index in inside if index not in quotes]
    prose = [fold(block.text) for block in others if block.tag not in _NO_PROSE]
    for index in quotes:
        quoted = _words_of(fold(blocks[index].text))
        if len(quoted) < _REPEAT_CHARS:
            continue
        longest = max(quoted.split(), key=len)  # where it is missing, the rest need not be compared
        if any(longest in text and quoted in _words_of(text) for text in prose):
            found.drop(index, "repeat", "a pull quote: its words stand in a paragraph")


def _is_quote(block: Block) -> bool:
    return any(frame[0] == "blockquote" for frame in block[3])


def _words_of(text: str) -> str:
    """The words of a folded text alone: a quotation and its original differ in their marks."""
    return " ".join(_WORD.findall(text))


def _drop_notices(blocks: Sequence[Block], found: Labelling, scores: Scores) -> None:
    """A disclaimer at the end goes, and with it the line before that only names a source."""
    kept = found.inside()
    for place, index in enumerate(kept[-_TAIL_BLOCKS:], max(0, len(kept) - _TAIL_BLOCKS)):
        if place and _is_disclaimer(blocks, index, scores):
            found.drop(index, "text rule", "disclaimer")
            before = blocks[kept[place - 1]]
            if len(before.text) <= _SOURCE_CHARS and before.tag[0] != "h" and before.text[-1] not in ".!?:":
                found.drop(kept[place - 1], "text rule", "source line")


def _is_disclaimer(blocks: Sequence[Block], index: int, scores: Scores) -> bool:
    features = scores.features
    at = bisect_left(features.fine, index)
    if features.words[index] > PHRASE_WORDS or features.fine[at : at + 1] != [index]:
        return is_phrase(blocks[index].text, "disclaimer")
    # Shorter ones were looked up for the features.
    return bool(features.columns[_PHRASE, at] == PHRASE_RANK["disclaimer"])
