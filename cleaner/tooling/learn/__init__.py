"""A handful of pages of one host → a draft rule that a person can sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from cleaner.rules.schema import TextPattern
from cleaner.tooling.learn.choose import choose_content, choose_drops, choose_keeps
from cleaner.tooling.learn.draft import Draft
from cleaner.tooling.learn.evidence import Evidence, read_evidence
from cleaner.tooling.learn.fields import choose_author, choose_date, choose_title
from cleaner.tooling.learn.measure import Effect, mean, measure
from cleaner.tooling.learn.patterns import PatternChoice, choose_patterns, may_be_subhead
from cleaner.tooling.learn.prove import Fold, folds, keep_proven, prove
from cleaner.tooling.learn.read import read_hosts, repeated_lines
from cleaner.tooling.learn.rule import rule_of

_NOISE = 0.001  # of F1: about a word in a story

# Variants of a draft. Where two come equally close to what is content, the first one is preferred.
_Variant = Callable[[Draft], Draft]
_BARE: Final[_Variant] = lambda draft: replace(draft, content=(), keep=(), drop=(), patterns=())  # noqa: E731
# The draft as it was learnt, and without one part or another of it.
_VARIANTS: Final[tuple[_Variant, ...]] = (
    lambda draft: draft,
    lambda draft: replace(draft, keep=()),
    lambda draft: replace(draft, patterns=()),
    lambda draft: replace(draft, keep=(), patterns=()),
    lambda draft: replace(draft, content=(), keep=()),
    lambda draft: replace(draft, content=(), keep=(), patterns=()),
)

__all__ = ["Draft", "Evidence", "learn", "learn_texts", "read_evidence", "read_hosts", "rule_of"]


def learn(host: str, pages: Sequence[Evidence]) -> Draft:
    """What the pages have in common, as a draft rule that holds on pages which it was not learnt from.

    The pages are learnt from several times over, each time without some of them. A line stays when it was learnt
    without a page and does right on it; of the variants of the draft, that one is taken which comes closest to what is
    content on the pages left out. A rule without content only hints; one that changes nothing for the better says
    nothing of the body at all. From a single page nothing is learnt: of 137 publishers' pages, tried with what was
    learnt from their hosts' other pages, mostly one, 10 lost more than .005 of F1 by it, and one gained.
    """
    found = folds(pages, partial(_full, host, least=1))
    if not found:
        return Draft(host, len(pages), effect="One page shows nothing that another one could bear out.")
    proof = prove(found)
    full = keep_proven(_full(host, pages), proof)
    proven = [fold._replace(draft=keep_proven(fold.draft, proof)) for fold in found]
    before = _effect(proven, _BARE)
    ranked = [(_effect(proven, variant), -place, variant) for place, variant in enumerate(_VARIANTS)]
    after, _, best = max(ranked, key=lambda entry: (round(entry[0].f1, 3), entry[1]))
    if after.f1 < before.f1 - _NOISE:
        best, after = _BARE, before
    told = f"On pages left out of the learning, without the rule: {before.told()}. With it: {after.told()}."
    return replace(best(full), effect=told)


def _effect(found: Sequence[Fold], variant: _Variant) -> Effect:
    """What a variant of the draft does to the pages that were left out of it."""
    return mean(effect for fold in found for effect in measure(fold.left_out, rule_of(variant(fold.draft))))


def _full(host: str, pages: Sequence[Evidence], *, least: int = 2) -> Draft:
    """All that can be said of some pages; `least` is 1 where pages that were left out tell what holds."""
    content = choose_content(pages)
    names = [choice.css for choice in content]
    draft = Draft(
        host,
        len(pages),
        content=tuple(content),
        keep=tuple(choose_keeps(pages, names)) if content else (),
        drop=tuple(choose_drops(pages, names, least=least)) if content else (),
        title=choose_title(pages),
        author=choose_author(pages),
        date=choose_date(pages),
    )
    return replace(draft, patterns=choose_patterns(pages, rule_of(draft), least=least)) if content else draft


def learn_texts(host: str, texts: Sequence[str]) -> Draft:
    """What plain-text pages of a host have in common: lines that are the site's and no story's.

    A line is taken when it was found without a page and stands on that page, too.
    """
    proven: Counter[str] = Counter()
    for place, text in enumerate(texts):
        here = {" ".join(line.split()) for line in text.splitlines()}
        proven.update(line for line, _ in repeated_lines([*texts[:place], *texts[place + 1 :]]) if line in here)
    lines = [(line, pages) for line, pages in repeated_lines(texts) if line in proven and not may_be_subhead(line)]
    told = f"{len(lines)} lines stand on half of its plain-text pages or more."
    patterns = tuple(PatternChoice(TextPattern(line), pages, proven[line]) for line, pages in lines)
    return Draft(host, len(texts), patterns=patterns, effect=told)
