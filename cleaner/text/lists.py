"""Whether short lines are a list, a table's rows, terms with what they mean, or steps: told by the form of them all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.text.line_facts import COLON, COMMA, DENSE, QUOTED, SENTENCE, LineFacts, opens

_MOST_LINES = 60  # most lines of a list
# Fewest lines of a list: where all have one form, and where they have none.
_FEWEST, _FEWEST_FORMLESS = 2, 4
# A line of a list with so many words and no stop looks like a headline of another story; this share of the lines may.
_HEADLINE_WORDS, _HEADLINES = 7, 0.2
# Most words a line, on average, of a list without any form, such as names, ingredients or demands.
_MEAN_WORDS = 5
# Share of the lines that must have a form for all to be a list. Half will do for amounts: half of a recipe's lines have
# one.
_MOST, _HALF = 0.6, 0.5
# A paragraph has at least so many words, and a smaller share of words with a capital than this, which lists of names
# have.
_PARAGRAPH_WORDS, _TITLE_CASE = 15, 0.6
# Categories of stock phrases that may stand in a list, or above it, without being a part of it.
_BUTTONS = frozenset(("share", "advert", "comments", "follow us"))
# How steps, verses and the paragraphs of a law end.
_STOPPED = frozenset((SENTENCE, QUOTED, COLON, COMMA))
_KEYED = re.compile(r"[^:：\t]{1,40}[:：] ?\S")
_AMOUNT = re.compile(r"(?:\d|[½¼¾⅓⅔])[\d.,/–-]*\s?[^\W\d]|.*[^\W\d]\W{1,3}(?:\d|[½¼¾⅓⅔])[\d.,/–-]*\s?\w{0,8}\.?$")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[^\W\d_]|[ivx]{1,4})[.)．、）]\s?\S")
# An hour, or a day behind a term: "Start: 1 June".
_TIMED = re.compile(r"\d{1,2}[:.h]\d{2}|\w: ?\S")
_YEAR = re.compile(r"\d{4}|\d[./]\d{1,2}[./]")
# A button or a field of a form, as text dumps have them, and what every item has.
_FIELD = re.compile(r"\[.*\]")
_LETTER = re.compile(r"\w")
# What stands between the cells of a row without bars around it.
_BETWEEN_CELLS = re.compile(r"(?<=\S) ?\| ?(?=\S)|(?<=\S)[ \u00a0]{2,}(?=\S)")


def find_lists(facts: Sequence[LineFacts], counts: Sequence[int]) -> list[range]:
    """Stretches of lines that are a list, a table, terms or steps between two paragraphs of the story.

    Lines of the site repeat elsewhere, are stock phrases, hold dates and addresses, or are headlines: a stretch with
    one such line is none, and each of its lines is judged by itself.

    Args:
        facts: of the dump's lines.
        counts: how often each line stands in the dump.
    """
    found, above = [], -1
    for at, fact in enumerate(facts):
        if not _is_paragraph(fact):
            continue
        gap = range(above + 1, at)
        if above >= 0 and _FEWEST <= len(gap) <= _MOST_LINES and is_list(facts, gap, counts):
            found.append(gap)
        above = at
    return found


def is_list(facts: Sequence[LineFacts], gap: Sequence[int], counts: Sequence[int]) -> bool:
    """Whether lines are a list, a table, terms or steps, by the form of them all."""
    gap = [at for at in gap if facts[at].category not in _BUTTONS]
    lines = [facts[at] for at in gap]
    if len(lines) < _FEWEST or all(line.prose for line in lines) or _repeats(lines, gap, counts):
        return False
    if _are_rows(lines):
        return True
    if not all(map(_may_be_item, lines)):
        return False
    if sum(map(_is_headline, lines)) > _HEADLINES * len(lines):
        return False
    if _has_form(lines):
        return True
    return len(lines) >= _FEWEST_FORMLESS and sum(map(_words, lines)) <= _MEAN_WORDS * len(lines)


def _is_paragraph(fact: LineFacts) -> bool:
    """Whether a line is a paragraph of a story's, no headline that asks nor an item of a list."""
    if not fact.prose or fact.bullet or fact.words < _PARAGRAPH_WORDS or fact.capitals >= _TITLE_CASE:
        return False
    return fact.sentences > 0 or not opens(fact) or fact.ending == COLON


def _words(fact: LineFacts) -> int:
    """How many words a line has, where a script without blanks has some blanks, too."""
    return max(fact.words, len(DENSE.findall(fact.text)) // 2)


def _may_be_item(fact: LineFacts) -> bool:
    """Whether a line may stand in a list: no stock phrase, address, byline or date, but an hour or a row of a table."""
    if fact.category is not None or fact.contacts or (fact.is_byline and fact.ending != SENTENCE):
        return False
    if _is_row(fact):
        return True
    if _FIELD.fullmatch(fact.text) or not _LETTER.search(fact.text):
        return False
    return fact.bars < 2 and (
        not fact.is_date or (_TIMED.search(fact.text) is not None and not _YEAR.search(fact.text))
    )


def _is_row(fact: LineFacts) -> bool:
    """Whether a line has cells: between tabs, or between bars that stand around it, too."""
    return "\t" in fact.text or (fact.text[:1] == "|" and fact.text[-1:] == "|")


def _are_rows(lines: Sequence[LineFacts]) -> bool:
    """Whether lines are a table's rows, with as many cells each between bars or wide blanks; menus have one or two."""
    if len(lines) <= _FEWEST or any(line.category or line.contacts for line in lines):
        return False
    cells = {len(_BETWEEN_CELLS.findall(line.text)) for line in lines}
    return len(cells) == 1 and 0 not in cells


def _repeats(lines: Sequence[LineFacts], gap: Sequence[int], counts: Sequence[int]) -> bool:
    """Whether one of the lines stands elsewhere in the dump, too."""
    texts = [line.text for line in lines]
    own = {text: texts.count(text) for text, at in zip(texts, gap, strict=True) if counts[at] > 1}
    return any(counts[at] > own.get(text, 1) for text, at in zip(texts, gap, strict=True))


def _has_form(lines: Sequence[LineFacts]) -> bool:
    size = len(lines)
    if all(map(_is_row, lines)):
        return True
    texts = [line.text for line in lines]
    forms = (
        (_MOST, sum(line.bullet for line in lines)),
        (_MOST, sum(line.ending in _STOPPED or opens(line) for line in lines)),
        (_MOST, sum(_KEYED.match(text) is not None for text in texts)),
        (_HALF, sum(_AMOUNT.match(text) is not None for text in texts)),
        (_HALF, sum(_NUMBERED.match(text) is not None for text in texts)),
        (_MOST, sum(line.code for line in lines)),
    )
    return any(count >= share * size for share, count in forms)


def _is_headline(fact: LineFacts) -> bool:
    if fact.ending >= COMMA or fact.bullet or fact.code or _is_row(fact) or fact.text[:1].islower():
        return False
    return _words(fact) > _HEADLINE_WORDS
