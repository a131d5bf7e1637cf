"""Short lines that belong to a story's paragraphs: answers, items after a colon, verse, speech, rows of a table.

They stand between two paragraphs of it, or below the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.text.line_facts import COLON, COMMA, QUOTED, SENTENCE, LineFacts, opens

# Most short lines between two paragraphs; longer gaps hold boxes and advertisements as well. Items of a few words each
# behind a colon may be more: so many, with so many words at most and on average.
_MOST_LINES = 6
_MOST_ITEMS, _ITEM_WORDS, _MEAN_WORDS = 40, 8, 4
_FEWEST_ALIKE = 3  # fewest lines of verse, half of which end in a comma
# A label above other stories or tags has fewer words than this.
_LABEL_WORDS = 4
# Most words of an answer on a line of its own.
_ANSWER_WORDS = 3
# A score: a number of points or stars out of a number.
_SCORE = re.compile(r"\w.*[:：] ?\d+(?:[.,]\d+)? ?/ ?\d+")
# Speech begins with one of these.
_SPEECH = tuple('"“„«»‘‚‹「『–—')
_CLOSERS = '"”“«»’‘›」』'


def find_between(facts: Sequence[LineFacts]) -> set[int]:
    """Lines between two paragraphs that belong to them: the first of them asks or announces the others, or all are one.

    They are the story's own, however short. That changed the F1 of no set of dumps by more than .0002, for few stories
    have such lines; where any six lines after a question counted, without a paragraph below, publishers lost .0058.
    """
    return {at for gap in _gaps(facts) if _belongs(facts, gap) for at in gap}


def find_below(facts: Sequence[LineFacts], last: int) -> set[int]:
    """Short lines right below the last paragraph of a story that belong to it.

    They end at a blank line, at a stock phrase or at the end of the dump, after a few lines. The line that announces
    them must be more than a label, since "Topics:" and "Want more?" stand below stories as well. Marks of items
    announce nothing: the last list is as often tags and other stories, and with them publishers lost an F1 of .0004.

    Args:
        facts: of the lines.
        last: the paragraph.
    """
    end = last + 1
    apart = end < len(facts) and facts[end].blank_before
    while end < len(facts) and _is_short(facts[end]) and (end == last + 1 or facts[end].blank_before <= apart):
        end += 1
    gap = range(last + 1, end)
    closed = end == len(facts) or facts[end].category is not None or facts[end].blank_before > apart
    if not gap or not closed:
        return set()
    if len(gap) == 1 or len(gap) > _MOST_LINES:
        return set(gap) if _belongs(facts, gap) else set()
    return set(gap) if opens(facts[last]) or _is_one(facts, gap) or _announces(facts, gap) else set()


def _announces(facts: Sequence[LineFacts], gap: range) -> bool:
    """Whether the first line says what comes in more than a label, or asks and all others are sentences."""
    first = facts[gap[0]]
    if first.ending == COLON:
        return first.words >= _LABEL_WORDS and not first.bullet
    return opens(first) and all(facts[at].ending in {SENTENCE, QUOTED} for at in gap)


def _gaps(facts: Sequence[LineFacts]) -> Iterator[range]:
    """Lines of which each may be an answer or an item, with a paragraph right above and one right below."""
    above = -1
    for at, fact in enumerate(facts):
        if not fact.prose:
            continue
        gap = range(above + 1, at)
        if above >= 0 and 0 < len(gap) <= _MOST_ITEMS and all(_is_short(facts[line]) for line in gap):
            yield gap
        above = at


def _belongs(facts: Sequence[LineFacts], gap: range) -> bool:
    if len(gap) == 1:
        return _answers(facts[gap[0] - 1], facts[gap[0]])
    if len(gap) > _MOST_LINES:
        return _lists(facts, gap)
    return opens(facts[gap[0]]) or opens(facts[gap[0] - 1]) or _is_one(facts, gap)


def _answers(above: LineFacts, fact: LineFacts) -> bool:
    """Whether a line alone answers the one above in a word or two, or scores what the story is about."""
    if _SCORE.fullmatch(fact.text):
        return True
    return fact.words <= _ANSWER_WORDS and fact.ending in {SENTENCE, QUOTED} and opens(above) and above.ending != COLON


def _lists(facts: Sequence[LineFacts], gap: range) -> bool:
    """Whether many lines are items of a few words each that the line above announces."""
    words = [facts[at].words for at in gap]
    few = max(words) <= _ITEM_WORDS and sum(words) <= _MEAN_WORDS * len(words)
    return few and facts[gap[0] - 1].ending == COLON


def _is_one(facts: Sequence[LineFacts], gap: range) -> bool:
    """Whether all lines of a gap are verse, whose lines run on, or speech, or the rows of a table."""
    lines = [facts[at] for at in gap]
    runs_on = len(lines) >= _FEWEST_ALIKE and 2 * sum([line.ending == COMMA for line in lines]) >= len(lines)
    speaks = all(line.text.startswith(_SPEECH) for line in lines)
    columns = {line.text.count("\t") for line in lines}
    return runs_on or speaks or (len(columns) == 1 and 0 not in columns)


def _is_short(fact: LineFacts) -> bool:
    """Whether a line may be an answer or an item: no date, address or stock phrase but of one word that ends."""
    is_date = fact.is_date and "\t" not in fact.text and not _SCORE.fullmatch(fact.text)
    if is_date or (fact.is_byline and fact.ending != SENTENCE) or fact.contacts or fact.bars:
        return False
    return fact.category is None or (fact.words == 1 and fact.text.rstrip(_CLOSERS)[-1:] in {".", "!"})
