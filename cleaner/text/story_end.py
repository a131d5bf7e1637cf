"""The short sentences that end a story below its last paragraph."""

from __future__ import annotations

import re

from cleaner.lexicon.words import either
from cleaner.text.analysis import Analysis
from cleaner.text.byline_and_date import About
from cleaner.text.line_facts import QUOTED, SENTENCE, LineFacts
from cleaner.text.notices import notice_category

# A sentence below the last paragraph may be the story's end: it is among the next two lines, has at least four words,
# and at most these shares of capitals and digits.
_MOST_LINES, _FEWEST_WORDS, _MOST_CAPITALS, _MOST_DIGITS = 2, 4, 0.6, 0.2
_OPENERS = tuple('"“„«‘「『')
_TO_READER = re.compile(rf"(?i)@\w|#\w|/|\b(?:{either('to the reader (patterns)')})\b")
# Probability that such a sentence must have, unless a stock phrase or nothing follows it.
_LEAST = 0.1


def find_story_end(analysis: Analysis, kept: set[int], scores: dict[int, float], about: About) -> set[int]:
    """The short sentences right below the story's last kept paragraph: too short for prose, but the story's end."""
    facts, (first, last) = analysis.facts, analysis.story
    end = max(kept, default=-1)
    close: set[int] = set()
    if not (first <= end <= last and facts[end].prose):
        return close
    for at in range(end + 1, min(len(facts), end + 1 + _MOST_LINES)):
        if at not in scores or not _closes(facts[at], about):
            break
        if scores[at] < _LEAST and not (at + 1 == len(facts) or facts[at + 1].category):
            break
        close.add(at)
    return close


def _closes(fact: LineFacts, about: About) -> bool:
    """Whether a short line is a sentence of the story's, not one that the site says to its reader or of its author."""
    if fact.ending not in {SENTENCE, QUOTED} or fact.category or notice_category(fact):
        return False
    if fact.is_date or fact.is_byline or fact.contacts or fact.bars or fact.bullet or fact.digits > _MOST_DIGITS:
        return False
    if fact.text.startswith(_OPENERS):
        return True
    if fact.words < _FEWEST_WORDS or fact.capitals > _MOST_CAPITALS or fact.text.endswith(("!", "！")):
        return False
    if any(author in fact.text for author in about.authors):
        return False
    return not _TO_READER.search(fact.text)
