"""Lines of a draft × pages left out of its learning → what was right there, too; the rest goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from cleaner.rules.schema import FIELDS, Field, TextPattern
from cleaner.tooling.learn.choose import content_of, content_score, stray_share
from cleaner.tooling.learn.draft import Draft
from cleaner.tooling.learn.evidence import Evidence
from cleaner.tooling.learn.fields import field_is_right
from cleaner.tooling.learn.patterns import blocks_inside
from cleaner.tooling.learn.rule import rule_of

# How often a rule is learnt without some of the pages; with fewer pages, once for each.
_FOLDS: Final = 5
_HOLDS: Final = 0.85  # of a page's content, by F with four times the weight on recall, as in choosing
_SURE: Final = 0.95  # share of what a `keep` brings in that must be content

# A line: its key, and its selector, pattern or way to a value.
Line = tuple[str, str | TextPattern | Field]


class Fold(NamedTuple):
    """What was learnt from some of the pages, and the pages that were left out of it."""

    draft: Draft
    left_out: tuple[Evidence, ...]


@dataclass(slots=True)
class Proof:
    """On how many pages each line did right, and wrong, of those that it was not learnt from."""

    right: Counter[Line] = field(default_factory=Counter)
    wrong: Counter[Line] = field(default_factory=Counter)

    def holds(self, line: Line) -> bool:
        """Whether a line did right somewhere and wrong nowhere; candidates for the content stand in for one another."""
        if line[0] == "content":
            return self.right[line] > self.wrong[line]
        return bool(self.right[line]) and not self.wrong[line]


def folds(pages: Sequence[Evidence], learn: Callable[[Sequence[Evidence]], Draft]) -> list[Fold]:
    """Learn several times, each time without some of the pages, so that every page is left out once."""
    count = min(_FOLDS, len(pages))
    if count < 2:
        return []
    return [
        Fold(
            learn([page for place, page in enumerate(pages) if place % count != number]),
            tuple(page for place, page in enumerate(pages) if place % count == number),
        )
        for number in range(count)
    ]


def prove(found: Sequence[Fold]) -> Proof:
    """Try each line on the pages that were left out when it was learnt."""
    proof = Proof()
    for fold in found:
        for page in fold.left_out:
            for line, is_right in _verdicts(fold.draft, page):
                (proof.right if is_right else proof.wrong)[line] += 1
    return proof


def keep_proven(draft: Draft, proof: Proof) -> Draft:
    """The draft without the lines that no left-out page bears out, the others with their counts."""
    changed: dict[str, object] = {
        key: tuple(
            choice._replace(proven=proof.right[key, choice.css])
            for choice in getattr(draft, key)
            if proof.holds((key, choice.css))
        )
        for key in ("content", "keep", "drop")
    }
    changed["patterns"] = tuple(
        choice._replace(proven=proof.right["drop_text", choice.pattern])
        for choice in draft.patterns
        if proof.holds(("drop_text", choice.pattern))
    )
    for key in FIELDS:
        choice = getattr(draft, key)
        is_proven = choice and proof.holds((key, choice.entry))
        changed[key] = choice._replace(proven=proof.right[key, choice.entry]) if is_proven else None
    return replace(draft, **changed)  # type: ignore[arg-type]


def _verdicts(draft: Draft, page: Evidence) -> Iterator[tuple[Line, bool]]:
    """The lines that have a say on a page, each with whether it is right there."""
    names = [choice.css for choice in draft.content]
    for css in names:
        if page.under(css):
            yield ("content", css), content_score(page, css) >= _HOLDS
    for choice in draft.keep:
        kept, dropped = page.count(page.under(choice.css))
        if kept + dropped:
            yield ("keep", choice.css), kept >= _SURE * (kept + dropped)
    scopes = content_of(page, names)
    for choice in draft.drop:
        inside = [place for place in page.under(choice.css) if any(page.is_inside(place, scope) for scope in scopes)]
        kept, dropped = page.count(inside)
        if kept + dropped:
            yield ("drop", choice.css), kept <= stray_share(choice.css) * dropped
    yield from _pattern_verdicts(draft, page)
    for key in FIELDS:
        found = getattr(draft, key)
        is_right = field_is_right(page, key, found.entry) if found else None
        if found and is_right is not None:
            yield (key, found.entry), is_right


def _pattern_verdicts(draft: Draft, page: Evidence) -> Iterator[tuple[Line, bool]]:
    if not draft.patterns:
        return
    blocks = blocks_inside(page, rule_of(replace(draft, patterns=())))
    for choice in draft.patterns:
        matched = [
            kept
            for place, (block, kept, _) in enumerate(blocks)
            if choice.pattern.matches(block.text, place, len(blocks))
        ]
        if matched:
            yield ("drop_text", choice.pattern), not any(matched)
