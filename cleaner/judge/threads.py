"""What the posts of a thread have in common: blocks at the same place of boxes that look alike are judged together.

The trees know short answers as comments below a story, which are none of it: of a thread whose first post they are sure
of they gave the others .05 to .4, and half of the thread was lost. On threads of engines that the weights had never
seen (103 pages), F1 rose from .748 to .786 by what stands here; on the threads of mixed pages, which they had, from
.801 to .807.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import BLOCK_FEATURES, PAGE_TYPES, PROSE_LINKS, PROSE_WORDS
from cleaner.judge.post_labels import find_labels, is_named_label, is_once_a_post
from cleaner.judge.post_places import find_answered, groups_of, is_in_comments
from cleaner.judge.same_box import around
from cleaner.judge.structures import Structure
from cleaner.page.blocks_and_boxes import PARENT, TAG, Segmentation

if TYPE_CHECKING:
    from numpy import float32, float64, intp
    from numpy.typing import NDArray

    from cleaner.judge.features import Features

# Rows of the columns that the rules for threads read.
_WORDS, _ENDS, _LINKS, _HIDDEN, _SAME, _LINKS_AROUND, _FORUM = (
    BLOCK_FEATURES.index(name)
    for name in ("words", "ends", "link_density", "hidden", "same_text", "grand_links", "is_forum")
)
# How likely a page must be a thread.
_LIKELY_THREAD: Final = 0.3
# A group of posts has at least so many words a block on average, and its texts stand on the page at most so often on
# average: quotations of other posts, signatures and a note on each post stand more often.
_POST_WORDS: Final = 5
_OFTEN: Final = 2.0
# Share of the group's mean in the new log-odds of its less likely blocks; the rest is the block's own.
_SHARED: Final = 0.7
# A group is the thread itself if it has this share of the page's words, and at least so many times the words that are
# likely already. `_LIFT` is added to its log-odds.
_OF_PAGE, _OF_LIKELY, _LIFT = 0.3, 1.0, 2.0
# The three numbers above for a page that is surely a thread: there replies may be short beside the first post, whose
# words are nearly all that is likely. By weights that had not seen them, 103 threads gained an F1 of .021, and the
# share on which another extractor is far ahead fell from 16.5 to 11.7 %; 54 threads among mixed pages lost .005 by a
# single one whose gold holds the first post alone.
_OF_SURE_PAGE, _OF_SURE_LIKELY, _LIFT_OF_SURE = 0.05, 0.1, 4.0
# A block between two blocks of one post that are as likely as `_SURE_POST` is of the post, too, if it is as likely as
# `_WITHIN`: lines of code, names of what follows. It may lie in so many boxes within the post.
_SURE_POST, _WITHIN, _NESTED = 0.7, 0.15, 2
# Share of a group's words that must be in sentences, or else the words a block that it must have. Without this, lists
# of parts of each author's computer, which have as many words as the posts, were taken for posts.
_SENTENCES, _SAID_AT_ONCE = 0.3, 10
_SENTENCE: Final = 2  # the value of `ends`
# Highest log-odds that a lift may give, below those of a sure paragraph, by which the page's story is told: otherwise a
# short piece of news whose comments and notes were lifted had several stories and kept them all. On a page that is as
# likely a thread as `_SURE_THREAD`, posts are the story, and this bound does not hold.
_HIGHEST: Final = 1.6
_SURE_THREAD: Final = 0.5
# Where a page is surely a thread and has no group of posts, the likeliest group of short lines is taken for them: at
# least so many lines, so many words a line on average, and this probability.
_SHORT_POSTS, _SHORT_WORDS, _LEAST_SHORT = 3, 1.5, 0.05
# Elements that are no replies: boards explain their rules in lists.
_ITEMS: Final = frozenset(("li",))
# Where at least so many posts at the same place stay, and this share of them, the others stay, too, unless they are
# less likely than the last bound.
_COLUMN, _MOST_OF_COLUMN, _LEAST_OF_COLUMN = 4, 0.75, 0.1
# Log-odds that sure labels of posts lose; less sure ones lose half of that.
_LESS: Final = 4.0
_SUREST: Final = 1e-4
# Most words of a quotation that stays above an answer, as a multiple of the answer's words. Without this bound F1 fell
# by .002 on mixed pages.
# A quotation with at most so many words stays above any answer: "Thanks!"
_MOST_QUOTED, _SHORT_QUOTATION = 2.5, 40


def judge_posts(segmentation: Segmentation, scores: Scores) -> list[float]:
    """The probabilities of all blocks; on a page that is likely a thread, blocks at alike places are judged together.

    Blocks of text become likelier, never less likely; labels that each post has become less likely.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
    """
    import numpy as np

    features, columns = scores.features, scores.features.columns
    if not features.fine or not segmentation.box_of or columns[_FORUM, 0] < _LIKELY_THREAD:
        told: list[float] = scores.probabilities.tolist()
        return told
    own = np.clip(scores.probabilities[features.fine], _SUREST, 1 - _SUREST)
    words = columns[_WORDS].astype(np.float64)
    groups = groups_of(segmentation, features.fine)
    told_of = [[features.fine[place] for place in group] for group in groups]
    labels = find_labels(segmentation, told_of, features.words, scores.probabilities.tolist())
    posts = [
        group
        for group, label in zip(groups, labels, strict=True)
        if label < 1 and _are_posts(columns[:, group], words[group])
    ]
    is_sure = bool(columns[_FORUM, 0] >= _SURE_THREAD)
    replies = _find_replies(segmentation, features, own, posts) if is_sure else []
    changed = _lift_posts(columns, own, posts, replies, is_sure=is_sure)
    if is_sure and not replies and not (own[words >= PROSE_WORDS] > _SURE_POST).any():
        others = [group for group, label in zip(groups, labels, strict=True) if not label]
        _lift_short(segmentation, features, own, others, changed)
    # Only on a thread: on a list, what each item has in a few words is its name and no label.
    if (posts or is_sure) and PAGE_TYPES[columns[-len(PAGE_TYPES) :, 0].argmax()] == "forum":
        for group, label in zip(groups, labels, strict=True):
            changed[group] -= _LESS * label
    if is_sure:
        _fill_posts(segmentation, features, own, changed)
    found = scores.probabilities.copy()
    found[features.fine] = 1.0 / (1.0 + np.exp(-changed))
    return list(found.tolist())


def has_replies(segmentation: Segmentation, scores: Scores) -> bool:
    """Whether some group of blocks at alike places answers a first post."""
    import numpy as np

    features, columns = scores.features, scores.features.columns
    own = np.clip(scores.probabilities[features.fine], _SUREST, 1 - _SUREST)
    words = columns[_WORDS].astype(np.float64)
    groups = groups_of(segmentation, features.fine)
    posts = [group for group in groups if _are_posts(columns[:, group], words[group])]
    return bool(_find_replies(segmentation, features, own, posts))


def keep_quotations(
    segmentation: Segmentation, scores: Scores, structures: Sequence[Structure], kept: list[bool]
) -> None:
    """On a discussion, let a post's quotations stay, in place, with an answer that stays below them.

    Without them nobody knows what is answered; those that are far longer are another post once more. On threads that
    the weights had never seen F1 rose by .0006, on those of mixed pages, which they had, likewise.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
        structures: of the page.
        kept: for each block whether it stays so far.
    """
    if not scores.discussion:
        return
    words = scores.features.words
    for form, first, end in structures:
        if form == "quotation" and not kept[first]:
            below = range(end, segmentation.boxes.end_block[around(segmentation, first, end)])
            answer = sum([words[index] for index in below if kept[index]])
            if below and kept[end] and sum(words[first:end]) <= max(_SHORT_QUOTATION, _MOST_QUOTED * answer):
                kept[first:end] = [True] * (end - first)


def keep_columns(segmentation: Segmentation, scores: Scores, kept: list[bool], likely: Sequence[float]) -> None:
    """On what is surely a thread, let the few posts stay, in place, whose like all stay: the shortest ones.

    Args:
        segmentation: the page's blocks and boxes.
        scores: of the page.
        kept: of each block whether it stays.
        likely: of each block.
    """
    features = scores.features
    if not features.fine or not segmentation.box_of or features.columns[_FORUM, 0] < _SURE_THREAD:
        return
    sure = [index for index in features.fine if kept[index] and features.words[index] >= PROSE_WORDS]
    is_answered = len(find_answered(segmentation, sure)) > 1
    for group in groups_of(segmentation, features.fine):
        indices = [features.fine[place] for place in group]
        if is_answered and is_in_comments(segmentation, indices[0]):
            continue  # comments below answers are no posts
        stay = sum([kept[index] for index in indices])
        if stay < len(indices) and stay >= max(_COLUMN, _MOST_OF_COLUMN * len(indices)):
            columns = features.columns[:, group]
            if is_once_a_post(segmentation, indices) and _are_lines(columns):
                for index in indices:
                    kept[index] = kept[index] or (
                        likely[index] >= _LEAST_OF_COLUMN and not segmentation.blocks[index].hidden
                    )


def _lift_posts(
    columns: NDArray[float32],
    own: NDArray[float64],
    posts: Sequence[NDArray[intp]],
    replies: Sequence[int],
    *,
    is_sure: bool,
) -> NDArray[float64]:
    """Log-odds of the fine blocks, those of posts drawn towards the mean of their group.

    Args:
        columns: features of the fine blocks.
        own: probability of each by itself.
        posts: their places, by group.
        replies: numbers of the groups that answer a first post.
        is_sure: whether the page is surely a thread.
    """
    import numpy as np

    log_odds = np.log(own / (1 - own))
    words = columns[_WORDS].astype(np.float64)
    likely = float(words[own > 0.5].sum())
    changed = log_odds.copy()
    highest, lift = (np.inf, _LIFT_OF_SURE) if is_sure else (_HIGHEST, _LIFT)
    for number, group in enumerate(posts):
        held = words[group]
        mean = float((held * log_odds[group]).sum() / held.sum())
        is_most = held.sum() >= max(_OF_PAGE * words.sum(), _OF_LIKELY * likely)
        if (is_most or number in replies) and _say_much(columns[:, group], held):
            mean += lift
        rise = np.minimum(_SHARED * (mean - log_odds[group]), highest - log_odds[group])
        changed[group] += np.maximum(rise, 0.0)
    return changed


def _lift_short(
    segmentation: Segmentation,
    features: Features,
    own: NDArray[float64],
    groups: Sequence[NDArray[intp]],
    log_odds: NDArray[float64],
) -> None:
    """Make likelier, in place, the likeliest group of short lines in boxes that are called a post's text.

    Args:
        segmentation: the page's blocks and boxes.
        features: of the page.
        own: probability of each fine block by itself.
        groups: places of blocks that are no labels, by their look.
        log_odds: of each fine block by now.
    """
    import numpy as np

    columns = features.columns
    best, most = None, _LEAST_SHORT
    for group in groups:
        if len(group) < _SHORT_POSTS or (mean := float(own[group].mean())) <= most:
            continue
        indices = [features.fine[place] for place in group]
        if (
            is_once_a_post(segmentation, indices)
            and _are_lines(columns[:, group])
            and not is_named_label(segmentation, indices[0])
        ):
            best, most = group, mean
    if best is not None:
        logit = np.log(own / (1 - own))
        log_odds[best] = np.maximum(log_odds[best], logit[best] + _LIFT_OF_SURE)


def _are_lines(columns: NDArray[float32]) -> bool:
    """Whether the blocks of a group are shown, are no links, and do not stand several times on the page."""
    return bool(
        columns[_WORDS].mean() >= _SHORT_WORDS
        and columns[_LINKS].mean() <= PROSE_LINKS
        and columns[_HIDDEN].mean() <= 0.5
        and columns[_SAME].mean() <= _OFTEN
        and columns[_LINKS_AROUND].mean() <= PROSE_LINKS
    )


def _find_replies(
    segmentation: Segmentation, features: Features, own: NDArray[float64], posts: Sequence[NDArray[intp]]
) -> list[int]:
    """Numbers of the groups that answer a thread's first post: below it, each in several boxes, not among links.

    Args:
        segmentation: the page's blocks and boxes.
        features: of the page.
        own: probability of each fine block.
        posts: places in `features.fine` of blocks that may be posts, by group.
    """
    columns, opened = features.columns, segmentation.boxes.opened
    words = columns[_WORDS]
    around_it = [opened[segmentation.box_of[index]][PARENT] for index in features.fine]
    enough = max(_OF_SURE_PAGE * words.sum(), _OF_SURE_LIKELY * words[own > 0.5].sum())
    likely = ((own > 0.5) & (words >= _POST_WORDS)).nonzero()[0].tolist()
    answered = find_answered(segmentation, [features.fine[place] for place in likely])
    return [
        number
        for number, group in enumerate(posts)
        if likely
        and group[-1] > likely[0]
        and (held := words[group]).sum() >= enough
        and len(apart := {around_it[place] for place in group}) > 1
        and not (len(apart) < len(group) and segmentation.blocks[features.fine[group[0]]].tag in _ITEMS)
        and (columns[_LINKS_AROUND, group] * held).sum() <= PROSE_LINKS * held.sum()
        and not (len(answered) > 1 and is_in_comments(segmentation, features.fine[group[0]]))
    ]


def _fill_posts(
    segmentation: Segmentation, features: Features, own: NDArray[float64], log_odds: NDArray[float64]
) -> None:
    """Make likelier, in place, what stands within a post and is no aside of it, such as a quotation with its author.

    Args:
        segmentation: the page's blocks and boxes.
        features: of the page.
        own: probability of each fine block by itself.
        log_odds: of each fine block by now.
    """
    columns, opened = features.columns, segmentation.boxes.opened
    words, sure = columns[_WORDS], math.log(_SURE_POST / (1 - _SURE_POST))
    posts: dict[int, list[int]] = defaultdict(list)
    for place in (log_odds >= sure).nonzero()[0].tolist():
        posts[around(segmentation, features.fine[place], features.fine[place] + 1)].append(place)
    posts.pop(0, None)
    mean_of = {
        box: float((words[held] * log_odds[held]).sum() / max(words[held].sum(), 1)) for box, held in posts.items()
    }
    doubted = (log_odds < sure) & (own >= _WITHIN) & (columns[_LINKS] <= PROSE_LINKS) & (columns[_HIDDEN] == 0)
    for place in doubted.nonzero()[0].tolist():
        box = around(segmentation, features.fine[place], features.fine[place] + 1)
        for _ in range(_NESTED):
            if opened[box][TAG] == "aside":
                break
            held = posts.get(box)
            if held and held[0] < place < held[-1]:
                log_odds[place] += max(_SHARED * (mean_of[box] - log_odds[place]), 0.0)
                break
            box = opened[box][PARENT]


def _say_much(columns: NDArray[float32], words: NDArray[float64]) -> bool:
    """Whether the blocks of a group are sentences, or long: a page that consists of anything else is no thread."""
    held = words.sum()
    return bool(held >= _SAID_AT_ONCE * len(words) or words[columns[_ENDS] == _SENTENCE].sum() >= _SENTENCES * held)


def _are_posts(columns: NDArray[float32], words: NDArray[float64]) -> bool:
    """Whether the blocks of a group say something, and each something else."""
    held = words.sum()
    return bool(
        held >= _POST_WORDS * len(words)
        and columns[_LINKS].mean() <= PROSE_LINKS
        and columns[_HIDDEN].mean() <= 0.5
        and (columns[_SAME] * words).sum() <= _OFTEN * held
    )
