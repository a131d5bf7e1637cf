"""Lines of a dump → a decision for each, and what the dump says about its article."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaner.judge.classify import choose
from cleaner.judge.thread_signs import names_thread
from cleaner.model import Block, Decider, Decision, Label, Metadata, Provenance
from cleaner.text.analysis import Analysis, analyse_lines
from cleaner.text.byline_and_date import About, read_about
from cleaner.text.comments import find_comments
from cleaner.text.completion import complete
from cleaner.text.headline import strip_site
from cleaner.text.line_facts import COLON, QUOTED, LineFacts
from cleaner.text.no_article import judge_lines
from cleaner.text.notices import notice_category
from cleaner.text.standalone import fill, has_sentences, is_frameless
from cleaner.text.ticker import are_content, find_tickers

if TYPE_CHECKING:
    from cleaner.judge.classify import Trees

# A dump holds one story if one stretch of it has this share of the prose, and at least so many words.
_ARTICLE_SHARE = 0.6
_ARTICLE_WORDS = 25
# Words from which on a stretch of a text without a site around it is a story with a beginning and an end; of a text
# without such a stretch all lines stay.
_ENDED_WORDS = 40
# A dump is little more than its story if this share of the prose is in it, and at most so many lines are left to the
# forest. In such a dump the story's prose stays unless its probability is below `_DOUBT`. On dumps of whole pages the
# forest alone did better (F1 .9373 against .9312 on the publishers' dumps).
_SPARE_SHARE, _SPARE_LINES = 0.75, 120
_DOUBT = 0.1
# Words of a button that may stand between the story's paragraphs.
_BUTTON_WORDS = 3
# Lines with this probability stay even above the headline, which may have been told wrongly.
_ABOVE = 0.7
# Paragraphs of prose below a notice that make it a part of the story; otherwise the notice ends the story.
_TAIL_PROSE = 2
# Confidence of metadata that a line tells.
_SURE = 0.8
# Most words of a subhead.
_SUBHEAD_WORDS = 22


class LineReading(NamedTuple):
    """What reading a dump's lines gave.

    Attributes:
        decisions: one for each block, in order.
        metadata: title, byline and date as the lines tell them.
        confidence: how sure the reading is, 0 to 1; 0 when nothing reads as an article.
        reason: why nothing was kept, or None.
        warnings: `only a teaser: ...` where the dump holds only the beginning of a story, before a wall.
    """

    decisions: tuple[Decision, ...]
    metadata: Metadata
    confidence: float
    reason: str | None = None
    warnings: tuple[str, ...] = ()


def read_lines(blocks: Sequence[Block], url: str | None, trees: Trees) -> LineReading:
    """Decide on every line of a dump.

    Known phrases, copies, headline, byline, date and tickers are told by what they are; of the rest the trees say how
    probable content is, and those lines stay that promise the best F1. `url` tells the headline, and threads.
    """
    analysis = analyse_lines(blocks, url)
    about = read_about(analysis)
    dropped = _drop_known(analysis, about, url)
    scores = _score({at: row for at, row in analysis.rows.items() if at not in dropped}, trees)
    article = _is_article(analysis, _ARTICLE_WORDS)
    if article:
        _drop_around(analysis, dropped, scores)
        scores = {at: score for at, score in scores.items() if at not in dropped}
    if article and _is_spare(analysis, scores):
        _trust_story(analysis, scores)
    kept, confidence = _choose(analysis.facts, scores)
    if article:
        kept = complete(analysis, _trim(analysis, kept), scores, about)
        dropped = {at: why for at, why in dropped.items() if at not in kept}
    if (kept or has_sentences(analysis.facts)) and is_frameless(analysis, dropped):
        kept |= fill(analysis, kept, dropped, article=_is_article(analysis, _ENDED_WORDS))
        dropped = {at: why for at, why in dropped.items() if at not in kept}
    cut = find_comments(analysis, kept, about, url)
    dropped.update({at: ("text rule", "below comments") for at in kept if at > cut})
    kept = {at for at in kept if at < cut}
    if all(analysis.facts[at].code and not analysis.facts[at].prose for at in kept):
        kept = set()  # markup or a program alone is no article
    verdict = judge_lines(blocks, analysis.facts, kept)
    if verdict:
        gone = verdict.notices if verdict.is_teaser else kept
        dropped.update(dict.fromkeys(gone, ("heuristic", f"no article: {verdict.reason}")))
        kept = kept.difference(gone)
    decisions = tuple(_decide(at, analysis, dropped, scores, kept) for at in range(len(blocks)))
    if not kept:
        return LineReading(decisions, Metadata(), 0.0, verdict.reason if verdict else "no article")
    warnings = (f"only a teaser: {verdict.reason}",) if verdict else ()
    return LineReading(decisions, _metadata(analysis, about, url), round(confidence, 4), None, warnings)


def _decide(
    at: int, analysis: Analysis, dropped: dict[int, tuple[Decider, str]], scores: dict[int, float], kept: set[int]
) -> Decision:
    if at in dropped:
        return Decision(Label.BOILERPLATE, *dropped[at], 0.0)
    score = scores.get(at, 0.01)
    if at in kept:
        return Decision(Label.CONTENT, "heuristic", "prose" if analysis.facts[at].prose else "among prose", score)
    reason = "label far from prose" if at not in scores else "unlike the story"
    return Decision(Label.BOILERPLATE, "heuristic", reason, score)


def _drop_known(analysis: Analysis, about: About, url: str | None) -> dict[int, tuple[Decider, str]]:
    """Lines that are decided by what they are: line → who and why."""
    dropped: dict[int, tuple[Decider, str]] = {}
    for at, fact in enumerate(analysis.facts):
        if fact.category:
            dropped[at] = ("text rule", fact.category)
    dropped.update({at: ("repeat", f"same as line {of + 1}") for at, of in analysis.copies.items()})
    dropped.update({at: ("repeat", f"cut-off start of line {of + 1}") for at, of in analysis.excerpts.items()})
    dropped.update({at: ("metadata", what) for at, what in about.lines.items()})
    if analysis.title_at >= 0:
        dropped[analysis.title_at] = ("title", "headline")
    for ticker in _find_tickers(analysis, about, url):
        for at in ticker:
            dropped.setdefault(at, ("heuristic", "ticker of other headlines"))
    return dropped


def _find_tickers(analysis: Analysis, about: About, url: str | None) -> list[range]:
    """Headlines of other stories. A list of stories has none: they are its own; nor has a thread, of short posts.

    A headline that is dated or signed is no list's.
    """
    facts = analysis.facts
    tickers = find_tickers(facts, analysis.title_at, set[int]().union(*analysis.lists))
    if tickers and not _is_article(analysis, _ARTICLE_WORDS):
        is_thread = url is not None and names_thread(url.lower())
        if is_thread or (not about.lines and are_content(tickers, facts, analysis.story)):
            return []
    return tickers


def _is_article(analysis: Analysis, fewest: int) -> bool:
    """Whether one stretch holds most of the dump's prose."""
    first, last = analysis.story
    inside = sum(fact.words for fact in analysis.facts[first : last + 1] if fact.prose)
    prose = sum(fact.words for at, fact in enumerate(analysis.facts) if fact.prose and at not in analysis.copies)
    return inside >= fewest and inside >= _ARTICLE_SHARE * prose


def _begin(analysis: Analysis) -> int:
    """First line of the story: paragraphs below the headline are its own, though buttons and adverts part them."""
    facts, first = analysis.facts, analysis.story[0]
    if not 0 <= analysis.title_at < first:
        return first
    for at in range(first - 1, analysis.title_at, -1):
        if facts[at].prose:
            first = at
        elif facts[at].category is None and facts[at].words > _BUTTON_WORDS:
            break
    return first


def _is_spare(analysis: Analysis, left: Container[int]) -> bool:
    """Whether little but the story is left: such dumps are strange to the forest, fitted on whole pages with menus."""
    first, last = _begin(analysis), analysis.story[1]
    inside = outside = 0
    for at, fact in enumerate(analysis.facts):
        if at in left:
            inside += fact.words * (first <= at <= last)
            outside += fact.words * (not first <= at <= last)
    return len(analysis.rows) <= _SPARE_LINES and inside >= _SPARE_SHARE * (inside + outside)


def _drop_around(analysis: Analysis, dropped: dict[int, tuple[Decider, str]], scores: dict[int, float]) -> None:
    """Drop what stands above the headline, below a ticker, and notices at the story's ends."""
    facts, (first, last) = analysis.facts, analysis.story
    if 0 <= analysis.title_at <= first:
        for at in range(analysis.title_at):
            if not facts[at].prose and not facts[at].holds_sentences and scores.get(at, 0.0) < _ABOVE:
                dropped.setdefault(at, ("heuristic", "above the headline"))
    below = [at for at, (_, why) in dropped.items() if why.startswith("ticker") and at > (first + last) / 2]
    cut = min(below, default=len(facts))
    for at in range(cut, len(facts)):
        dropped.setdefault(at, ("heuristic", "below a ticker"))
    prose_left = 0
    for at in range(len(facts) - 1, first, -1):
        if at in dropped:
            continue
        category = notice_category(facts[at])
        if category and prose_left < _TAIL_PROSE:
            dropped[at] = ("text rule", category)
        elif at <= last and facts[at].prose:
            prose_left += 1
        if prose_left >= _TAIL_PROSE:
            break


def _trust_story(analysis: Analysis, scores: dict[int, float]) -> None:
    """Make the story's prose, the subheads between and the standfirst above it content, unless the forest is sure."""
    facts, first, last = analysis.facts, _begin(analysis), analysis.story[1]
    for at in scores:
        fact = facts[at]
        if scores[at] < _DOUBT:
            continue
        inside = first <= at <= last
        if inside and fact.prose:
            scores[at] = max(scores[at], 0.6)
        elif inside and _is_subhead(facts, at, scores):
            scores[at] = max(scores[at], 0.55)
        elif first - 3 <= at < first and at > analysis.title_at and fact.words >= 9 and fact.stop_words >= 0.15:
            scores[at] = max(scores[at], 0.5)


def _is_subhead(facts: Sequence[LineFacts], at: int, scores: dict[int, float]) -> bool:
    fact = facts[at]
    if fact.is_date or fact.is_byline or fact.contacts or fact.bars or fact.words > _SUBHEAD_WORDS or fact.bullet:
        return False
    around = [near for near in (at - 1, at + 1) if 0 <= near < len(facts)]
    return len(around) == 2 and all(near in scores and facts[near].prose for near in around)


def _score(rows: dict[int, list[float]], trees: Trees) -> dict[int, float]:
    """How probable content is, for each line that has a feature row."""
    import numpy as np

    if not rows:
        return {}
    log_odds = trees.score(np.asarray(list(rows.values()), np.float32).T)
    return dict(zip(rows, (1.0 / (1.0 + np.exp(-log_odds))).tolist(), strict=True))


def _choose(facts: Sequence[LineFacts], scores: dict[int, float]) -> tuple[set[int], float]:
    """The lines with the highest expected F1 over words, as `cleaner.judge.classify.choose` tells, and that F1."""
    lines = list(scores)
    kept, expected = choose([*scores.values()], [facts[at].words for at in lines])
    return {at for at, keep in zip(lines, kept, strict=True) if keep}, expected


def _trim(analysis: Analysis, kept: set[int]) -> set[int]:
    """Drop kept labels below the last paragraph and above the first: a story ends with a sentence."""
    facts, first = analysis.facts, analysis.story[0]
    prose = [at for at in kept if facts[at].prose or facts[at].words >= 9]
    if not prose:
        return kept
    last = max(prose)
    return {
        at for at in kept if at <= last and (at >= min(prose) or at >= first or facts[at].ending in {COLON, QUOTED})
    }


def _metadata(analysis: Analysis, about: About, url: str | None) -> Metadata:
    title = None
    if analysis.title_at >= 0:
        others = [fact.text for at, fact in enumerate(analysis.facts) if at != analysis.title_at and fact.words <= 12]
        title = strip_site(analysis.facts[analysis.title_at].text, url, others)
    found = (("title", title), ("authors", about.authors), ("byline", about.byline), ("date", about.date))
    return Metadata(
        title=title,
        authors=about.authors,
        byline=about.byline,
        date=about.date,
        provenance={name: Provenance("line", _SURE) for name, value in found if value},
    )
