"""What stands beside the story in boxes of its own: such a group stays or goes as one.

The blocks of a river of teasers, of a consent text or of a second story behind the first stand or fall together, while
the choice takes them for so many independent ones: at .6 each, all of them are worth keeping. Here the boxes around the
story are judged by the mean of their blocks, and the more words they add to the story's the surer they must be.

On pages of sets that the weights had never seen, with the bounds below, news of 2012 gained an F1 of .011, articles of
many languages .009; by domain, publishers gained .001 and mixed pages nothing. Without the bounds three stories of
publishers and a thread lost most of their text.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from cleaner.judge.choice import Choice
from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import BLOCK_FEATURES, PAGE_TYPES, SENTENCE_END
from cleaner.judge.features import Features
from cleaner.judge.features.page import ARTICLE_RANK, NEWS_RANK, declared_kind
from cleaner.model import Metadata
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, PARENT, TAG, Segmentation
from cleaner.page.elements import LARGE_HEADINGS

# Less and more likely blocks count as those at these bounds do, whose log-odds are `_SUREST` below and above 0.
_LEAST, _MOST = 0.001, 0.999
_SUREST = math.log(_MOST / _LEAST)
# Groups with fewer words are not judged as one: block by block is as good.
_FEWEST_WORDS = 8
# A group needs this mean of log-odds when it has as many words as the story, and so much more for each power of e.
_NEEDED, _NEEDED_BY_SIZE = 0.5, 0.25
# A small group is spared no more than one with this logarithm of its share of the story's words. On a page that
# declares itself news a group needs so much more, and before the story so much less.
_LEAST_SIZE = -1.5
_MORE_IN_NEWS, _LESS_BEFORE = 0.5, 0.5
# A group that is nearly as sure as the story is its equal.
_EQUAL = 0.5
# How likely a page must be an article where it does not declare itself news. Where what is doubtful has more words than
# so many stories, what was taken for the story may be none, but the first post of a thread, or one paragraph of a story
# whose paragraphs stand in boxes of their own: without this bound three of 258 pages of publishers lost theirs.
_LIKELY_ARTICLE = 0.6
_MOST_STORIES = 3.0
# Where the page has one story by all signs, groups with up to so many times its words may go; beyond that the page is a
# thread whose other posts are less sure.
_MOST_OF_ONE_STORY = 8.0
_IS_ARTICLE, _IS_FORUM = BLOCK_FEATURES.index("is_article"), BLOCK_FEATURES.index("is_forum")
# A page that is no article by its type has one story where all blocks with higher log-odds than `_SURE` lie in it.
# These are the share of the sure words that must do so, the fewest words of the story, and the most of its words that
# may be in one paragraph.
_SURE = math.log(0.85 / 0.15)
_ONE_STORY, _ONE_STORY_WORDS, _ONE_PARAGRAPH = 0.95, 50, 0.85
# Pages that are this likely a thread or an offer have no single story, whatever is sure on them.
_LIKELY_THREAD, _LIKELY_OFFER = 0.5, 0.4
_OFFERS = [BLOCK_FEATURES.index(f"is_{name}") for name in ("service", "product", "collection")]
# A group that stands right behind the story's box goes on telling it where so many of its blocks at least, and such a
# part of them, end as sentences do, and not more have links: of the groups on six sets both that did were in the gold.
_SENTENCES, _TOLD, _MOST_LINKED = 3, 0.6, 0.25
# Most blocks between the page's title and the story's first paragraph, and between the story and a phrase below it that
# points elsewhere.
_TITLE_ABOVE, _POINTED_BELOW = 12, 3


def doubtful_groups(choice: Choice, metadata: Metadata, left_out: Container[int]) -> list[int]:
    """Blocks of groups beside the story that are not sure enough for what they would add.

    Args:
        choice: what was chosen.
        metadata: what the page says it is.
        left_out: index of each block that goes anyway.
    """
    segmentation, features = choice.segmentation, choice.scores.features
    news, article, may_have_one = _kinds(segmentation, features, metadata)
    if not article and not may_have_one:
        return []
    inside = [index for index in choice.inside if index not in left_out]
    log_odds = _log_odds(choice.probabilities, inside)
    words = features.words
    story = _densest(segmentation, inside, log_odds, words)
    if not story:
        return []
    first, end = segmentation.boxes.opened[story][FIRST_BLOCK], segmentation.boxes.end_block[story]
    begins, ends = bisect_left(inside, first), bisect_left(inside, end)
    core, beside = inside[begins:ends], inside[:begins] + inside[ends:]
    if not beside:
        return []
    held, sure = _weigh(core, words, log_odds)
    out: list[int] = []
    for group in _beside(segmentation, beside, story):
        own, mean = _weigh(group, words, log_odds)
        needed = _NEEDED + _NEEDED_BY_SIZE * max(math.log(own / held), _LEAST_SIZE) + _MORE_IN_NEWS * news
        if group[-1] < first:
            needed -= _LESS_BEFORE
        if own >= _FEWEST_WORDS and mean < min(needed, sure - _EQUAL) and not _goes_on(choice, group, end, mean):
            out += group
    stories = sum([words[index] for index in out]) / held
    if not out or (article and stories <= _MOST_STORIES):
        return out
    if news or stories > _MOST_OF_ONE_STORY:
        return []
    return out if may_have_one and _has_one_story(choice, metadata, inside, core, log_odds) else []


def _goes_on(choice: Choice, group: list[int], end: int, mean: float) -> bool:
    """Whether a group of sentences that is likelier content than not stands right behind the story."""
    if group[0] != end or mean <= 0 or len(group) < _SENTENCES:
        return False
    told = [choice.segmentation.blocks[index] for index in group]
    linked = sum([any(href for _, href, _ in block.runs) for block in told])
    return sum([block.text[-1:] in SENTENCE_END for block in told]) >= _TOLD * len(
        told
    ) and linked <= _MOST_LINKED * len(told)


def _kinds(segmentation: Segmentation, features: Features, metadata: Metadata) -> tuple[bool, bool, bool]:
    """Whether the page declares itself news, whether it is an article, and whether it may have one story."""
    declared = declared_kind(metadata.declared_types)
    news = declared >= NEWS_RANK
    is_told = bool(segmentation.box_of and features.fine)
    likely = features.columns[_IS_ARTICLE, 0] if is_told else 0.0
    article = is_told and bool(news or (likely >= _LIKELY_ARTICLE and likely > features.columns[_IS_FORUM, 0]))
    # What declares itself to be something else has rarely one story.
    return news, article, is_told and (not declared or declared >= ARTICLE_RANK) and not _has_many(features)


def _has_many(features: Features) -> bool:
    """Whether the page is likely a thread or an offer."""
    types = features.columns[:, 0]
    is_thread = types[_IS_FORUM] >= min(_LIKELY_THREAD, max(types[-len(PAGE_TYPES) :]))
    return bool(is_thread or sum([types[offer] for offer in _OFFERS]) >= _LIKELY_OFFER)


def _log_odds(likely: list[float], inside: list[int]) -> list[float]:
    """Log-odds of each block that was chosen, within bounds; 0 for the others."""
    compiled = load_columns()
    found: list[float]
    if compiled is not None:
        found = compiled.log_odds(likely, inside, _LEAST, _MOST)
        return found
    found, log = [0.0] * len(likely), math.log
    for index in inside:
        p = likely[index]
        found[index] = log(p / (1 - p)) if _LEAST < p < _MOST else math.copysign(_SUREST, p - 0.5)
    return found


def _has_one_story(
    choice: Choice, metadata: Metadata, inside: Sequence[int], core: Sequence[int], log_odds: Sequence[float]
) -> bool:
    """Whether all that the trees are sure of is this story.

    Where they are sure of nothing, the page's title must stand over it; where it is one paragraph, also a phrase that
    points elsewhere below it, or it might be what introduces a list.
    """
    words = choice.scores.features.words
    held = sum([words[index] for index in core])
    if held < _ONE_STORY_WORDS:
        return False
    if max([words[index] for index in core]) >= _ONE_PARAGRAPH * held and not (
        _is_titled(choice, metadata, core[0])
        and any(map(choice.phrases.get, range(core[-1] + 1, core[-1] + 1 + _POINTED_BELOW)))
    ):
        return False
    sure = sum([words[index] for index in inside if log_odds[index] > _SURE])
    if sure:
        return sum([words[index] for index in core if log_odds[index] > _SURE]) >= _ONE_STORY * sure
    return _is_titled(choice, metadata, core[0])


def _is_titled(choice: Choice, metadata: Metadata, first: int) -> bool:
    """Whether the page's title stands as a heading over what begins with this block."""
    title = (metadata.title or "").lower()
    above = choice.segmentation.blocks[max(first - _TITLE_ABOVE, 0) : first + 1]
    return any(block.tag in LARGE_HEADINGS and block.text.lower() == title for block in above)


def _weigh(indices: list[int], words: list[int], log_odds: list[float]) -> tuple[int, float]:
    """How many words blocks have, at least one, and the mean of their log-odds over these."""
    compiled = load_columns()
    if compiled is not None:
        found: tuple[int, float] = compiled.weigh(indices, words, log_odds)
        return found
    held, evidence = 0, 0.0
    for index in indices:  # one by one, as `sum` does not add up in all versions of Python
        held += words[index]
        evidence += words[index] * log_odds[index]
    return max(held, 1), evidence / max(held, 1)


def _densest(segmentation: Segmentation, inside: list[int], log_odds: list[float], words: list[int]) -> int:
    """The box with the most evidence for a story side by side: words, times the square of how sure they are.

    0 where there is none, or where that is the page itself.
    """
    opened, ends, box_of = segmentation.boxes.opened, segmentation.boxes.end_block, segmentation.box_of
    compiled = load_columns()
    if compiled is not None:
        return int(compiled.find_densest(opened, ends, box_of, inside, log_odds, words, _FEWEST_WORDS))
    held: dict[int, float] = defaultdict(float)
    for index in inside:
        odds = log_odds[index]
        if odds > 0 and words[index] >= _FEWEST_WORDS:
            box = box_of[index]
            while box and opened[box][FIRST_BLOCK] >= index and ends[box] <= index + 1:
                box = opened[box][PARENT]
            held[box] += words[index] * odds * odds
    return max(held, key=held.__getitem__) if held else 0


def _beside(segmentation: Segmentation, outside: list[int], story: int) -> Iterable[list[int]]:
    """What was chosen outside the story's box, in groups: by the box around both, and the look of the boxes in it."""
    opened, box_of = segmentation.boxes.opened, segmentation.box_of
    compiled = load_columns()
    if compiled is not None:
        found: list[list[int]] = compiled.find_beside(opened, box_of, outside, story)
        return found
    # Box → the nearest box around it that holds the story, too, and the child of that box on the way; each box is
    # climbed once.
    known: dict[int, tuple[int, int]] = {0: (0, -1)}
    box = story
    while box:
        known[box] = (box, -1)
        box = opened[box][PARENT]
    groups: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for index in outside:
        box, climbed = box_of[index], list[int]()
        while box not in known:
            climbed.append(box)
            box = opened[box][PARENT]
        if climbed:
            shared, child = known[box]
            child = climbed[-1] if child < 0 else child
            known.update(dict.fromkeys(climbed, (shared, child)))
        shared, child = known[box_of[index]]
        look = ("", "") if child < 0 else (opened[child][TAG], opened[child][CLASSES])
        groups[(shared, *look)].append(index)
    return groups.values()
