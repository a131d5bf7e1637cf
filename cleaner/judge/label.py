"""Decides each block: weighs scores, structures, the site's rule, repeats and metadata into one `Labelling`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.judge.above_headline import ABOVE, above_headline
from cleaner.judge.apart import APART, stand_apart
from cleaner.judge.box_names import telling_names
from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores, choose_both
from cleaner.judge.compiled import load_columns
from cleaner.judge.continued import find_continued
from cleaner.judge.edges import DOUBTFUL, doubtful_edges
from cleaner.judge.feature_columns import BLOCK_FEATURES, PROSE_WORDS
from cleaner.judge.features.page import ARTICLE_RANK, declared_kind
from cleaner.judge.furniture import STORY_CAUTION, find_furniture, find_phrases
from cleaner.judge.heading_series import keep_alike
from cleaner.judge.hidden import find_rest, hidden
from cleaner.judge.hidden_by_sheets import unseen as hidden_by_sheets
from cleaner.judge.labelling import Labelling
from cleaner.judge.like_lines import keep_like_lines
from cleaner.judge.loose_reading import find_further
from cleaner.judge.notices import drop_notices, drop_script_notices
from cleaner.judge.other_boxes import doubtful_groups
from cleaner.judge.prose_runs import keep_runs
from cleaner.judge.pull_quotes import drop_pull_quotes
from cleaner.judge.remembered import NOTHING, Recalled, drop_remembered, reach_of
from cleaner.judge.repeated_metadata import drop_byline, drop_date, drop_title
from cleaner.judge.repeats import Repeating, drop_copies, drop_doubled_headings, drop_excerpts, drop_gathered
from cleaner.judge.same_box import find_even_series, find_neighbours, is_linked, keep_heads
from cleaner.judge.second_choice import choose_again
from cleaner.judge.site_rules import LIKELY_LIST, apply_rule, drop_patterns, fits
from cleaner.judge.stacked import other_stories
from cleaner.judge.structures import Structure, find_marks, keep_whole
from cleaner.judge.structures_judged import judge_structures
from cleaner.judge.threads import judge_posts, keep_columns, keep_quotations
from cleaner.model import Block, Metadata
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.page.elements import SUBHEADS
from cleaner.rules.mark import Marking

# Where the best choice of blocks has a lower expected F1 than this, the page is taken to have no article: it is the
# empty shell of a script, an empty list of products, a wall. The bound was tried at .3 on 741 mixed pages, with weights
# that had not seen their domains: six came out empty, and five of these were lists that deserved to stay (F1 of .28 to
# .98). All five promised .2 or more.
_WORTH_KEEPING = 0.19
# The page is also taken to have no article where no block that was chosen is as likely as this: of some 3,000 pages
# three were such, the shells of a shop with nothing but the links of its footer.
_LIKELY_AT_ALL = 0.2
# A choice of at least this share of the page's words, and of at least so many words, stays however little the trees
# promise: it is what the page is for, such as a book's contents.
_WHOLE_PAGE, _LONG = 0.9, 1000
# A paragraph of `PROSE_WORDS` and more that is likelier content than this counts as sure.
_SURE = 0.85
# Where none is, those that are likelier than not tell where the story's runs of prose are.
_LIKELIER = 0.5
# Where a page's expected F1 is lower than this, a paragraph that only caution leaves out stays if its neighbours do:
# otherwise caution took every other paragraph out of some rows.
_SURE_PAGE = 0.9
_SPARED_WHOLE = frozenset(
    (
        "table",
        "grid",
        "terms",
        "code",
        "quotation",
        "answer",
        "question",
        "pair",
        "stanza",
        "post",
        "embedded",
        "notes",
        "formula",
        "callout",
    )
)
_IN_OUTER = BLOCK_FEATURES.index("in_outer")
_SPARED = SUBHEADS | {"pre", "blockquote"}


def label(
    segmentation: Segmentation,
    scores: Scores,
    marking: Marking,
    metadata: Metadata,
    remembered: Mapping[int, Recalled] = NOTHING,
) -> Labelling:
    """Decide for each block whether it stays, by the heuristic and by the site's rule.

    Each step works on what the steps before it have left. First the trees choose, and a structure (a list, a table)
    stays or goes as a whole. What a strict reader would not want is left out of that choice. The site's rule narrows or
    overrules the rest. At the end go the texts that the article gives as metadata or that repeat, and those that other
    pages of the site have as well.

    Args:
        segmentation: the page's blocks and boxes.
        scores: how likely each block is content.
        marking: what the site's rule marks.
        metadata: of the page.
        remembered: what a memory of the site knows of the blocks, by index.
    """
    blocks, words = segmentation.blocks, scores.features.words
    own = scores.by == "heuristic"
    names = telling_names(segmentation)
    choice, confidence = _choose_blocks(segmentation, scores, names, own=own)
    found = _narrow(choice, confidence, marking, _leave_out(choice, metadata) if own else {})
    if own and not found.rule and _says_too_little(blocks, found, words):
        for index in found.inside():
            found.drop(index, "heuristic", "the page promises too little")
    _drop_hidden(segmentation, found, words, names)
    _drop_known(segmentation, found, scores, metadata)
    if own and not found.rule:
        choose_again(found, words, scores.caution)
    drop_remembered(blocks, found, remembered, words, reach_of(scores))
    if own:
        found.further = find_further(blocks, found, choice.probabilities, choice.phrases, discussion=scores.discussion)
    return found


def _narrow(choice: Choice, confidence: float, marking: Marking, left_out: Mapping[int, str]) -> Labelling:
    """The choice without what a strict reader would not want, and then as the site's rule says.

    Args:
        choice: what was chosen.
        confidence: the F1 that may be expected of it.
        marking: what the site's rule marks.
        left_out: blocks that were chosen and go all the same, unless the rule keeps them: index → reason.
    """
    blocks, scores = choice.segmentation.blocks, choice.scores
    strict = choice.kept.copy()
    for index in left_out:
        strict[index] = False
    found = Labelling(
        strict, choice.probabilities, scores.by, choice.structures, confidence=confidence, stale=marking.stale
    )
    if marking.rule:
        _follow_rule(blocks, found, marking, scores.features.words)
    for index, reason in left_out.items():
        if not (found.ruled and found.ruled[index]):
            found.drop(index, scores.by, reason)
    if found.rule:
        drop_patterns(blocks, found, marking.drop_text)
    return found


def _choose_blocks(
    segmentation: Segmentation, scores: Scores, names: Sequence[str], *, own: bool
) -> tuple[Choice, float]:
    """What is chosen by probabilities and structures, and the F1 that may be expected of it.

    Args:
        segmentation: the page's blocks and boxes.
        scores: how likely each block is content.
        names: classes of boxes that may tell what a box is.
        own: whether the trees said so; a vote of another extractor is taken as it is.
    """
    words = scores.features.words
    phrases = find_phrases(scores) if own else {}
    likely = judge_posts(segmentation, scores) if own else scores.probabilities.tolist()
    structures: list[Structure] = []
    if own:
        found = _find_sure(likely, words)
        structures, likely = judge_structures(segmentation, scores, likely, found, phrases, names)
    chosen, confidence = _choose(segmentation, scores, likely, structures)
    keep_heads(segmentation, chosen, structures, likely, phrases)
    keep_quotations(segmentation, scores, structures, chosen)
    if own:
        keep_columns(segmentation, scores, chosen, likely)
    series = keep_alike(segmentation, scores, chosen, likely, structures, phrases) if own else frozenset()
    if own and scores.caution > 0:
        keep_like_lines(segmentation.blocks, chosen, likely, words, phrases)
    sure = _find_sure(likely, words)
    for index in find_rest(segmentation, chosen, likely, words, sure) if own else ():
        chosen[index] = True
    runs = frozenset[int]()
    if own and not (scores.offer or scores.discussion):
        runs = keep_runs(segmentation, words, chosen, likely, sure or _find_sure(likely, words, _LIKELIER), phrases)
    return Choice(segmentation, scores, chosen, likely, structures, sure, phrases, series, runs), confidence


def _says_too_little(blocks: list[Block], found: Labelling, words: list[int]) -> bool:
    """Whether a single character was chosen and nothing else, or what promises little and is no whole page."""
    inside = found.inside()
    if len(inside) == 1 and len(blocks[inside[0]].text.strip()) == 1:
        return True
    if _is_page(found, words):
        return False
    likely = found.probabilities
    return found.confidence < _WORTH_KEEPING or max([likely[index] for index in inside], default=0.0) < _LIKELY_AT_ALL


def _is_page(found: Labelling, words: list[int]) -> bool:
    """Whether nearly all of a long page was chosen."""
    held = sum([words[index] for index in found.inside()])
    return held >= max(_LONG, _WHOLE_PAGE * sum(words))


def _find_sure(probabilities: list[float], words: list[int], bound: float = _SURE) -> list[int]:
    """Index of each sure paragraph: a long one that is very likely content, or likelier than another bound."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_sure(probabilities, words, bound, PROSE_WORDS)
        return found
    return [index for index, p in enumerate(probabilities) if p > bound and words[index] >= PROSE_WORDS]


def _leave_out(choice: Choice, metadata: Metadata) -> dict[int, str]:
    """Blocks that the trees chose and a strict reader would not want: index → reason."""
    out = find_furniture(choice, metadata)
    for index in doubtful_edges(choice, metadata):
        if index not in choice.runs:
            out.setdefault(index, DOUBTFUL)
    for index in above_headline(choice, metadata):
        out.setdefault(index, ABOVE)
    for index in other_stories(choice, metadata):
        out[index] = "of another story"
    for index in doubtful_groups(choice, metadata, out):
        out[index] = "doubtful as a group, and beside the story"
    for index in stand_apart(choice, out):
        out[index] = APART
    return out


def _drop_hidden(segmentation: Segmentation, found: Labelling, words: list[int], names: Sequence[str]) -> None:
    """Drop what the page hides. Done before repeats are looked for, since a hidden copy may stand before the story."""
    unseen, found.unhidden = hidden(segmentation, found.kept, found.structures)
    for index, reason in unseen.items():
        found.drop(index, "heuristic", reason)
    for index in hidden_by_sheets(segmentation, found.kept, words, names):
        found.drop(index, "heuristic", "hidden by a style sheet")


def _follow_rule(blocks: list[Block], found: Labelling, marking: Marking, words: list[int]) -> None:
    """Decide as the rule says where it still fits the page; else note that it is stale."""
    ruled, decided = apply_rule(blocks, found, marking)
    if fits(blocks, found, marking, ruled, words):
        found.follow(marking.rule, ruled, decided)
    elif marking.scope == "site":
        found.stale = marking.rule


def _drop_known(segmentation: Segmentation, found: Labelling, scores: Scores, metadata: Metadata) -> None:
    """Drop what the article gives elsewhere (title, byline, date), what repeats, and notices: they are of no story."""
    blocks = segmentation.blocks
    drop_title(blocks, found, metadata)
    drop_byline(blocks, found, metadata, scores.features.words)
    drop_date(blocks, found, metadata, scores.features.words)
    drop_doubled_headings(blocks, found)
    if not scores.manual:
        words = scores.features.words
        drop_copies(blocks, found, words, segmentation, page=_rather(scores))
        drop_gathered(blocks, found, words)
        drop_excerpts(blocks, found)
    if not scores.discussion:
        declared = declared_kind(metadata.declared_types) >= ARTICLE_RANK
        beside = _find_beside(scores, found)
        article = declared or scores.caution >= STORY_CAUTION
        drop_pull_quotes(blocks, found, segmentation, beside, declared=declared, article=article)
    drop_notices(blocks, found, scores)
    drop_script_notices(blocks, found, scores.features.words, metadata.language)


def _rather(scores: Scores) -> Repeating:
    """What the page rather is, as far as that tells who says a thing twice."""
    if scores.offer:
        return "offer"
    if scores.discussion:
        return "discussion"
    return "story" if scores.caution > 0 else "list"


def _find_beside(scores: Scores, found: Labelling) -> list[int]:
    """Index of each block that stays and stands in a header, a footer or beside the text."""
    features = scores.features
    places = (features.columns[_IN_OUTER] > 0).nonzero()[0].tolist() if features.fine else ()
    return [index for place in places if found.kept[index := features.fine[place]]]


def _choose(
    segmentation: Segmentation, scores: Scores, probabilities: list[float], structures: Sequence[Structure]
) -> tuple[list[bool], float]:
    """Which blocks stay, and the expected F1 of that choice.

    Chosen are the blocks that promise the best F1. A cautious choice then doubts some of them, but never subheads,
    quotations or listings: those look less likely than the text that they belong to. Nor does it part structures.
    """
    blocks, words = segmentation.blocks, scores.features.words
    kept, confidence, plain, doubted = choose_both(probabilities, words, scores.caution)
    if scores.caution > 0:
        neighbours = find_neighbours(segmentation, kept, doubted, words) if confidence < _SURE_PAGE else ()
        continued = find_continued(segmentation, kept, doubted, words)
        for index in doubted:
            kept[index] = any(tag in _SPARED for tag, _ in blocks[index].frames)
        for index in (*neighbours, *continued):
            kept[index] = True
        for form, first, end in structures:
            spared = form in _SPARED_WHOLE or probabilities[first] >= LIKELY_LIST
            if plain[first] and spared and (form in _SPARED_WHOLE or not is_linked(blocks[first:end])):
                kept[first:end] = [True] * (end - first)
    for first, end in find_even_series(segmentation, structures, kept, probabilities):
        kept[first:end] = [True] * (end - first)
    keep_whole(kept, structures)
    for index in find_marks(blocks, structures):
        kept[index] = False
    return kept, confidence
