"""What a text dump is instead of an article: an error page, a wall, a check, by what its few lines say."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaner.judge.verdict import Verdict, judge_page
from cleaner.lexicon.words import count_words
from cleaner.model import Block, Candidate, Metadata
from cleaner.text.line_facts import LineFacts

# A dump of which more words stay is always taken for an article.
_LONGEST = 160
# How many lines above and below those that stay are looked at, too: the headings of such pages stand right above, and
# their buttons right below. Menus and footers consist of stock phrases, which are not looked at.
_ABOVE, _BELOW = 3, 2
_HEADING_WORDS = 14  # most words of a heading
_LARGE = "h1"
# The only stock phrase that says what the dump is: the rest of the story stands behind a wall. It has so many words.
_PAYWALL, _NOTICE_WORDS = "paywall", 4


def judge_lines(blocks: Sequence[Block], facts: Sequence[LineFacts], kept: Collection[int]) -> Verdict | None:
    """Say what the dump is if it is no article, as `cleaner.judge.verdict.judge_page` does of a page.

    Args:
        blocks: of the dump.
        facts: of its lines.
        kept: index of each line that stays.
    """
    if not kept or sum(facts[at].words for at in kept) > _LONGEST:
        return None
    first, last = min(kept), max(kept)
    may_say = [at in kept or fact.category is None for at, fact in enumerate(facts[: last + _BELOW + 1])]
    for at in range(first + 1, len(may_say)):
        may_say[at] |= facts[at].category == _PAYWALL and facts[at].words >= _NOTICE_WORDS
    near = [at for at in range(max(0, first - _ABOVE), len(may_say)) if may_say[at]]
    titles = {at for at in (0, *near) if at <= first and may_say[at] and _may_head(facts[at])}
    candidates = tuple(Candidate("title", facts[at].text, _LARGE, 1.0) for at in sorted(titles))
    asked = [blocks[at]._replace(tag=_LARGE) if at in titles else blocks[at] for at in near]
    words = [count_words(block.text) for block in asked]
    verdict = judge_page(asked, words, [at in kept for at in near], Metadata(candidates=candidates))
    return verdict and verdict._replace(notices=tuple(near[index] for index in verdict.notices))


def _may_head(fact: LineFacts) -> bool:
    """Whether a line may be a heading: a button, which dumps have between brackets, is none."""
    return fact.words <= _HEADING_WORDS and not fact.text.startswith("[")
