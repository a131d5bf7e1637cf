"""Short lines between two paragraphs of a story: answers to a question, items after a colon."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.text.facts import Fact, opens

# Longer gaps hold boxes and advertisements as well.
_MOST_LINES = 6


def find_between(facts: Sequence[Fact]) -> set[int]:
    """Lines between two paragraphs that belong to them, since the first of them asks or announces the others.

    They are the story's own, however short. That changed the F1 of no set of dumps by more than .0002, for few stories
    have such lines; where any six lines after a question counted, without a paragraph below, publishers lost .0058.
    """
    found: set[int] = set()
    above = -1
    for at, fact in enumerate(facts):
        if not fact.prose:
            continue
        gap = range(above + 1, at)
        if above >= 0 and 2 <= len(gap) <= _MOST_LINES and _is_opened(facts, gap):
            found.update(gap)
        above = at
    return found


def _is_opened(facts: Sequence[Fact], gap: range) -> bool:
    return (opens(facts[gap[0]]) or opens(facts[gap[0] - 1])) and all(_is_short(facts[at]) for at in gap)


def _is_short(fact: Fact) -> bool:
    """Whether a line may be an answer or an item: no date, address or stock phrase but of one word that ends."""
    if fact.is_date or fact.is_byline or fact.contacts or fact.bars:
        return False
    return fact.category is None or (fact.words == 1 and fact.text[-1] in ".!")
