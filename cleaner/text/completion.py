"""The lines that belong to the chosen lines of a story, whatever the trees say of each alone."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.lexicon.phrases import spelled_share
from cleaner.text.analysis import Analysis
from cleaner.text.byline_and_date import About
from cleaner.text.line_facts import SENTENCE, LineFacts
from cleaner.text.short_lines import find_below
from cleaner.text.story_end import find_story_end

# A sentence with so many words that is a stock phrase as a whole is the story's own, if the phrase spells out no more
# than this share of it and the rest fills its gaps.
_OWN_WORDS, _OWN_SPELLED = 6, 0.33
# A paragraph above the first one that was kept belongs to the story if it stands at most so many lines above, has at
# least this probability and so many words.
_LEAD_LINES, _LEAD, _LEAD_WORDS = 16, 0.15, 18
_QUOTES, _STOPS = "\"'”’»", (".", "。", "।")
# Categories of stock phrases that may be long sentences of any words and are no story's all the same.
_LEGAL = frozenset(("copyright", "disclaimer", "paywall"))


def complete(analysis: Analysis, kept: set[int], scores: dict[int, float], about: About) -> set[int]:
    """The chosen lines of a story, and the lines that belong to them whatever the trees say."""
    kept = kept | find_story_end(analysis, kept, scores, about)
    kept |= _find_behind_lists(analysis, kept, scores)
    kept |= _find_opened(analysis, kept)
    kept |= _find_below(analysis, kept)
    kept |= _find_own(analysis, kept)
    return kept | _find_lead(analysis, kept, scores)


def _find_opened(analysis: Analysis, kept: set[int]) -> set[int]:
    """The short lines between two kept paragraphs that belong to them, whatever each looks like by itself."""
    found: set[int] = set()
    for at in sorted(analysis.opened):
        if at - 1 in kept or at - 1 in found:
            found.add(at)
    found = {at for at in found if _next_prose(analysis.facts, at) in kept}
    first, last = analysis.story
    held = [
        lines
        for lines in analysis.lists
        if first < lines[0] and lines[-1] < last and {lines[0] - 1, lines[-1] + 1} <= kept
    ]
    return found.union(at for lines in held for at in lines if analysis.facts[at].category is None)


def _find_behind_lists(analysis: Analysis, kept: set[int], scores: dict[int, float]) -> set[int]:
    """Paragraphs behind a list, a table or short lines that belong to the kept paragraph above them.

    The trees take what stands behind short lines for the site's, so that a story would end at its first table.
    """
    facts, (first, last) = analysis.facts, analysis.story
    found: set[int] = set()
    for above, below in _around_lists(analysis):
        if not first <= above < below <= last or not (above in kept or above in found):
            continue
        while below <= last and below not in kept and facts[below].prose and below in scores:
            found.add(below)
            below += 1
    return found


def _around_lists(analysis: Analysis) -> list[tuple[int, int]]:
    """For each list, and each run of short lines that paragraphs open: the paragraphs above and below it, in order."""
    pairs = [(lines[0] - 1, lines[-1] + 1) for lines in analysis.lists]
    opened = analysis.opened
    starts = sorted(at for at in opened if at - 1 not in opened)
    ends = sorted(at for at in opened if at + 1 not in opened)
    pairs += [(start - 1, end + 1) for start, end in zip(starts, ends, strict=True)]
    return sorted(pairs)


def _find_below(analysis: Analysis, kept: set[int]) -> set[int]:
    """The short lines below the story's last kept paragraph that belong to it."""
    facts, (first, last) = analysis.facts, analysis.story
    end = max((at for at in kept if facts[at].prose), default=-1)
    return find_below(facts, end) if first <= end and end <= last else set()


def _find_lead(analysis: Analysis, kept: set[int], scores: dict[int, float]) -> set[int]:
    """Paragraphs above the first one that was kept, which a table, a list or cards of other stories part from it.

    The trees doubt what stands alone above short lines. On dumps of eight sets seven stories gain by it and six lose.
    """
    facts = analysis.facts
    head = min((at for at in kept if facts[at].prose), default=-1)
    found: set[int] = set()
    for at in range(head - 1, max(analysis.title_at, head - _LEAD_LINES, -1), -1):
        fact = facts[at]
        if not fact.prose or scores.get(at, 0.0) < _LEAD or fact.words < _LEAD_WORDS or fact.contacts or fact.bars:
            continue
        if fact.sentences or fact.ending == SENTENCE:
            found.add(at)
    return found


def _find_own(analysis: Analysis, kept: set[int]) -> set[int]:
    """The sentences between two kept paragraphs that only begin like a stock phrase: most of each fills its gaps."""
    facts = analysis.facts
    between = [at for at in range(1, len(facts) - 1) if facts[at].category and {at - 1, at + 1} <= kept]
    return {at for at in between if facts[at - 1].prose and facts[at + 1].prose and _is_own(facts[at])}


def _is_own(fact: LineFacts) -> bool:
    """Whether a line that is a stock phrase as a whole is a sentence that nobody would put below a story or into it."""
    if fact.category in _LEGAL or fact.words < _OWN_WORDS or not fact.text.rstrip(_QUOTES).endswith(_STOPS):
        return False
    return spelled_share(fact.text) <= _OWN_SPELLED


def _next_prose(facts: Sequence[LineFacts], at: int) -> int:
    return next(after for after in range(at + 1, len(facts)) if facts[after].prose)
