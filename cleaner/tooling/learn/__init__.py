"""A handful of pages of one host → a draft rule that a person can sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.rules.schema import Field, Layout, Rule, TextPattern
from cleaner.tooling.learn.choose import choose_content, choose_drops, choose_keeps
from cleaner.tooling.learn.draft import Draft
from cleaner.tooling.learn.evidence import Evidence, read_evidence
from cleaner.tooling.learn.fields import FieldChoice, choose_author, choose_date, choose_title
from cleaner.tooling.learn.measure import measure
from cleaner.tooling.learn.patterns import choose_patterns
from cleaner.tooling.learn.read import read_hosts, repeated_lines

_NOISE = 0.001  # of F1: about a word in a story
# One page does not show what its siblings have outside the same container: of 137 publishers' pages, tried with what
# was learnt from their hosts' other pages, mostly one, 10 lost more than .005 of F1 by it, and one gained.
_LEAST = 2

__all__ = ["Draft", "Evidence", "learn", "learn_texts", "read_evidence", "read_hosts", "rule_of"]


def learn(host: str, pages: Sequence[Evidence]) -> Draft:
    """What the pages have in common, as a draft rule: the variant of it that comes closest to what is content on them.

    A rule without content only hints; one that changes nothing for the better says nothing of the body at all.
    """
    full = _full(host, pages)
    bare = replace(full, content=(), keep=(), drop=(), patterns=())
    variants: tuple[Draft, ...] = (
        full,
        replace(full, keep=()),
        replace(full, patterns=()),
        replace(full, keep=(), patterns=()),
        replace(full, content=(), keep=()),
        replace(full, content=(), keep=(), patterns=()),
    )
    if len(pages) < _LEAST:
        variants = tuple(replace(draft, content=(), keep=()) for draft in variants)
    before = measure(pages, rule_of(bare))
    # Every selector is one more that can go stale: a fuller rule must earn it.
    ranked = [(round(measure(pages, rule_of(draft)).f1, 3), -place, draft) for place, draft in enumerate(variants)]
    _, _, best = max(ranked, key=lambda entry: entry[:2])
    after = measure(pages, rule_of(best))
    if after.f1 < before.f1 - _NOISE:
        best, after = bare, before
    return replace(best, effect=f"Without the rule: {before.told()}. With it: {after.told()}.")


def _full(host: str, pages: Sequence[Evidence]) -> Draft:
    content = choose_content(pages)
    names = [choice.css for choice in content]
    draft = Draft(
        host,
        len(pages),
        content=tuple(content),
        keep=tuple(choose_keeps(pages, names)) if content else (),
        drop=tuple(choose_drops(pages, names)) if content else (),
        title=choose_title(pages),
        author=choose_author(pages),
        date=choose_date(pages),
    )
    return replace(draft, patterns=choose_patterns(pages, rule_of(draft))) if content else draft


def rule_of(draft: Draft) -> Rule:
    """The rule that the draft's file would be read as."""
    layout = Layout(
        content=tuple(choice.css for choice in draft.content),
        keep=tuple(choice.css for choice in draft.keep),
        drop=tuple(choice.css for choice in draft.drop),
        drop_text=tuple(pattern for pattern, _ in draft.patterns),
        title=_entries(draft.title),
        author=_entries(draft.author),
        date=_entries(draft.date),
    )
    return Rule(f"sites/{draft.host}", "site", None, (layout,), f"{draft.host}.toml")


def _entries(choice: FieldChoice | None) -> tuple[Field, ...]:
    return (choice.entry,) if choice else ()


def learn_texts(host: str, texts: Sequence[str]) -> Draft:
    """What plain-text pages of a host have in common: lines that are the site's and no story's."""
    lines = repeated_lines(texts)
    told = f"{len(lines)} lines stand on half of its plain-text pages or more."
    return Draft(host, len(texts), patterns=tuple((TextPattern(line), pages) for line, pages in lines), effect=told)
