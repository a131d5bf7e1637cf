"""All opinions → one decision per block: scores, structures, the site's rule, repeats, what is metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores, choose_both
from cleaner.judge.columns import PROSE_WORDS
from cleaner.judge.compiled import load_columns
from cleaner.judge.edges import DOUBTFUL, doubtful_edges
from cleaner.judge.features.page import ARTICLE_RANK, declared_kind
from cleaner.judge.furniture import find_furniture, find_phrases
from cleaner.judge.groups import doubtful_groups
from cleaner.judge.headline import drop_byline, drop_title
from cleaner.judge.heads import keep_alike
from cleaner.judge.hidden import hidden
from cleaner.judge.kin import (
    find_answers,
    find_neighbours,
    find_series,
    find_story,
    is_linked,
    keep_heads,
    lift_kin,
)
from cleaner.judge.labelling import Labelling
from cleaner.judge.loose import find_further
from cleaner.judge.notices import drop_notices, drop_script_notices
from cleaner.judge.remembered import NOTHING, Recalled, drop_remembered, reach_of
from cleaner.judge.repeats import drop_copies, drop_doubled_headings, drop_excerpts, drop_pull_quotes
from cleaner.judge.site_rules import LIKELY_LIST, apply_rule, drop_patterns, fits
from cleaner.judge.stacked import other_stories
from cleaner.judge.structures import Structure, find_marks, find_structures, heed_announcements, judge_whole, keep_whole
from cleaner.judge.threads import judge_posts, keep_quotations
from cleaner.model import Block, Metadata
from cleaner.page.elements import SUBHEADS
from cleaner.page.segment import Segmentation
from cleaner.rules.mark import Marking

# A page that promises less holds nothing to keep: shells of scripts, empty shelves, walls. With an expected F1 below .3
# six of 741 mixed pages came out empty, out of fold, of which five had an F1 of .28 to .98, all lists that promised .2
# and more.
_WORTH_KEEPING = 0.19
# A paragraph that is this likely, and long enough, nobody doubts.
_SURE = 0.85
# On a page that promises less, caution took every other one of paragraphs that stand side by side.
_SURE_PAGE = 0.9
_SPARED_WHOLE = frozenset(("table", "terms", "code", "quotation", "answer", "question", "stanza", "post"))
_SPARED = SUBHEADS | {"pre", "blockquote"}


def label(
    segmentation: Segmentation,
    scores: Scores,
    marking: Marking,
    metadata: Metadata,
    remembered: Mapping[int, Recalled] = NOTHING,
) -> Labelling:
    """Decide each block.

    In this order, each stage reading what those before it have left: the trees choose, with each structure as one; what
    no strict reader wants is left out of that; a rule narrows or overrules what remains; and what the article says
    elsewhere, or has said before, goes, as does what other pages of the site have as well.
    """
    blocks, words = segmentation.blocks, scores.features.words
    own = scores.by == "heuristic"
    phrases = find_phrases(scores) if own else {}
    likely = judge_posts(segmentation, scores) if own else scores.probabilities.tolist()
    structures: list[Structure] = []
    if own:
        structures, likely = _judge_structures(segmentation, scores, likely, phrases)
    chosen, confidence = _choose(segmentation, scores, likely, structures)
    keep_heads(blocks, chosen, structures, likely, phrases)
    keep_quotations(segmentation, scores, structures, chosen)
    series = keep_alike(segmentation, scores, chosen, likely, structures, phrases) if own else frozenset()
    choice = Choice(segmentation, scores, chosen, likely, structures, _find_sure(likely, words), phrases, series)
    left_out = _leave_out(choice, metadata) if own else {}
    strict = chosen.copy()
    for index in left_out:
        strict[index] = False
    found = Labelling(strict, likely, scores.by, structures, confidence=confidence, stale=marking.stale)
    if marking.rule:
        _follow_rule(blocks, found, marking, words)
    for index, reason in left_out.items():
        if not (found.ruled and found.ruled[index]):
            found.drop(index, scores.by, reason)
    if found.rule:
        drop_patterns(blocks, found, marking.drop_text)
    elif confidence < _WORTH_KEEPING and scores.by == "heuristic":
        for index in found.inside():
            found.drop(index, "heuristic", "the page promises too little")
    _drop_hidden(segmentation, found)
    _drop_known(segmentation, found, scores, metadata)
    drop_remembered(blocks, found, remembered, words, reach_of(scores))
    if own:
        found.further = find_further(blocks, found, likely, phrases, discussion=scores.discussion)
    return found


def _judge_structures(
    segmentation: Segmentation, scores: Scores, each: list[float], phrases: Mapping[int, bool]
) -> tuple[list[Structure], list[float]]:
    """The structures of a page, and how likely each block is content after they were judged as one.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
        each: probability of each block by itself.
        phrases: blocks that are a stock phrase, by index, and whether it points elsewhere.
    """
    blocks, words = segmentation.blocks, scores.features.words
    sure = _find_sure(each, words)
    story = find_story(segmentation, sure)
    told = segmentation, words, each, story, phrases
    structures = find_structures(segmentation, words, (*find_series(*told), *find_answers(*told)))
    likely = judge_whole(each, words, structures, phrases)
    if structures:
        heed_announcements(blocks, likely, structures, phrases)
        if story:
            lift_kin(segmentation, likely, structures, story, sure)
        for index in find_marks(blocks, structures):
            likely[index] = each[index]
    return structures, likely


def _find_sure(probabilities: list[float], words: list[int]) -> list[int]:
    """Index of each paragraph that nobody doubts."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_sure(probabilities, words, _SURE, PROSE_WORDS)
        return found
    return [index for index, p in enumerate(probabilities) if p > _SURE and words[index] >= PROSE_WORDS]


def _leave_out(choice: Choice, metadata: Metadata) -> dict[int, str]:
    """What the trees chose and no strict reader wants, by index, each with the reason."""
    out = find_furniture(choice, metadata)
    for index in doubtful_edges(choice, metadata):
        out.setdefault(index, DOUBTFUL)
    for index in other_stories(choice, metadata):
        out[index] = "of another story"
    for index in doubtful_groups(choice, metadata, out):
        out[index] = "doubtful as a group, and beside the story"
    return out


def _drop_hidden(segmentation: Segmentation, found: Labelling) -> None:
    """Before repeats are looked for: a hidden copy of the story comes before it now and then."""
    unseen, found.unhidden = hidden(segmentation, found.kept)
    for index, reason in unseen.items():
        found.drop(index, "heuristic", reason)


def _follow_rule(blocks: list[Block], found: Labelling, marking: Marking, words: list[int]) -> None:
    """Take the rule's word where it still fits the page."""
    ruled, decided = apply_rule(blocks, found, marking)
    if fits(blocks, found, marking, ruled, words):
        found.follow(marking.rule, ruled, decided)
    elif marking.scope == "site":
        found.stale = marking.rule


def _drop_known(segmentation: Segmentation, found: Labelling, scores: Scores, metadata: Metadata) -> None:
    """Let go what the article says elsewhere: title, byline, repeats; and what no story says, notices."""
    blocks = segmentation.blocks
    drop_title(blocks, found, metadata)
    drop_byline(blocks, found, metadata)
    drop_doubled_headings(blocks, found)
    if not scores.manual:
        words = scores.features.words
        drop_copies(blocks, found, words, segmentation, offer=scores.offer, discussion=scores.discussion)
        drop_excerpts(blocks, found)
    if declared_kind(metadata.declared_types) >= ARTICLE_RANK and not scores.discussion:
        drop_pull_quotes(blocks, found)
    drop_notices(blocks, found, scores)
    drop_script_notices(blocks, found, scores.features.words, metadata.language)


def _choose(
    segmentation: Segmentation, scores: Scores, probabilities: list[float], structures: Sequence[Structure]
) -> tuple[list[bool], float]:
    """The blocks that promise most; caution takes no subheads, unlikelier than what they stand over, nor structures."""
    blocks, words = segmentation.blocks, scores.features.words
    kept, confidence, plain, doubted = choose_both(probabilities, words, scores.caution)
    if scores.caution > 0:
        neighbours = find_neighbours(segmentation, kept, doubted, words) if confidence < _SURE_PAGE else ()
        for index in doubted:
            kept[index] = any(tag in _SPARED for tag, _ in blocks[index].frames)
        for index in neighbours:
            kept[index] = True
        for form, first, end in structures:
            spared = form in _SPARED_WHOLE or probabilities[first] >= LIKELY_LIST
            if plain[first] and spared and (form in _SPARED_WHOLE or not is_linked(blocks[first:end])):
                kept[first:end] = [True] * (end - first)
    keep_whole(kept, structures)
    for index in find_marks(blocks, structures):
        kept[index] = False
    return kept, confidence
