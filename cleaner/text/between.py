"""Short lines between two paragraphs of a story: answers to a question, items after a colon, verse, speech, rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.text.facts import COMMA, Fact, opens

# Longer gaps hold boxes and advertisements as well.
_MOST_LINES = 6
_FEWEST_ALIKE = 3
# Speech begins with one of these.
_SPEECH = tuple('"“„«»‘‚‹「『–—')
_CLOSERS = '"”“«»’‘›」』'


def find_between(facts: Sequence[Fact]) -> set[int]:
    """Lines between two paragraphs that belong to them: the first of them asks or announces the others, or all are one.

    They are the story's own, however short. That changed the F1 of no set of dumps by more than .0002, for few stories
    have such lines; where any six lines after a question counted, without a paragraph below, publishers lost .0058.
    """
    return {at for gap in _gaps(facts) if _is_opened(facts, gap) or _is_one(facts, gap) for at in gap}


def _gaps(facts: Sequence[Fact]) -> Iterator[range]:
    """Lines of which each may be an answer or an item, with a paragraph right above and one right below."""
    above = -1
    for at, fact in enumerate(facts):
        if not fact.prose:
            continue
        gap = range(above + 1, at)
        if above >= 0 and 2 <= len(gap) <= _MOST_LINES and all(_is_short(facts[line]) for line in gap):
            yield gap
        above = at


def _is_opened(facts: Sequence[Fact], gap: range) -> bool:
    return opens(facts[gap[0]]) or opens(facts[gap[0] - 1])


def _is_one(facts: Sequence[Fact], gap: range) -> bool:
    """Whether these are verse, whose lines run on, or speech, or the rows of a table."""
    lines = [facts[at] for at in gap]
    runs_on = len(lines) >= _FEWEST_ALIKE and 2 * sum([line.ending == COMMA for line in lines]) >= len(lines)
    speaks = all(line.text.startswith(_SPEECH) for line in lines)
    columns = {line.text.count("\t") for line in lines}
    return runs_on or speaks or (len(columns) == 1 and 0 not in columns)


def _is_short(fact: Fact) -> bool:
    """Whether a line may be an answer or an item: no date, address or stock phrase but of one word that ends."""
    if (fact.is_date and "\t" not in fact.text) or fact.is_byline or fact.contacts or fact.bars:
        return False
    return fact.category is None or (fact.words == 1 and fact.text.rstrip(_CLOSERS)[-1:] in {".", "!"})
