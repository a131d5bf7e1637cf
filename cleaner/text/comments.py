"""Where a story ends and what readers say of it begins."""

from __future__ import annotations

import re
from collections.abc import Collection

from cleaner.judge.thread_signs import names_thread
from cleaner.lexicon import phrase_category
from cleaner.text.analysis import Analysis
from cleaner.text.byline_and_date import About
from cleaner.text.line_facts import LineFacts

# The category of stock phrases that head comments or ask for one.
_COMMENTS = "comments"
# Fewest words and lines of a story above its comments. With less above, the line is a button over the story, or belongs
# to a list of stories.
_WORDS, _LINES = 100, 3
# Most words of a heading over comments. A heading of a single word may also be a chapter of a paper; it counts only
# where another line within so many below speaks of readers.
_HEADING_WORDS, _NEAR = 6, 12
_OF_READERS = frozenset((_COMMENTS, "comment form", "login"))
_COUNTED = re.compile(r"([^\W\d].{2,40}?):? ?[(\[]\d{1,5}[)\]]")
# A line that stands more often in the dump is a button of each post.
_MOST = 2


def find_comments(analysis: Analysis, kept: Collection[int], about: About, url: str | None) -> int:
    """The line below which readers speak, or the number of lines where none does.

    On dumps of eight sets DAnIEL's news gained .014 by it and the publishers' .001; threads, which their address tells,
    lose nothing: there the posts are the content. Without an address a story is what somebody signed.

    Args:
        analysis: of the lines.
        kept: lines that stay.
        about: byline and date.
        url: of the page.
    """
    facts = analysis.facts
    if analysis.title_at < 0 or (names_thread(url.lower()) if url else not about.authors):
        return len(facts)
    words = lines = 0
    for at in range(analysis.title_at + 1, len(facts)):
        fact = facts[at]
        if words >= _WORDS and lines >= _LINES and _names_comments(fact):
            if analysis.counts[at] > _MOST:
                break
            if _heads_comments(analysis, at):
                return at
        if fact.prose and at in kept:
            words += fact.words
            lines += 1
    return len(facts)


def _names_comments(fact: LineFacts) -> bool:
    if fact.category or fact.words > _HEADING_WORDS:
        return fact.category == _COMMENTS
    counted = _COUNTED.fullmatch(fact.text)
    return counted is not None and phrase_category(counted[1]) == _COMMENTS


def _heads_comments(analysis: Analysis, at: int) -> bool:
    """Whether a line is a heading of comments, or a button to write one, and no line of a story that goes on."""
    facts, (first, last) = analysis.facts, analysis.story
    if facts[at].words > _HEADING_WORDS:
        return False
    if first < at < last and facts[at + 1].prose:
        return False
    below = facts[at + 1 : at + 1 + _NEAR]
    return facts[at].words > 1 or any(fact.category in _OF_READERS for fact in below)
