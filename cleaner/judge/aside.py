"""Boxes among a story that are none of it: related stories, sign-up and paywall boxes, players, comments, authors."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from cleaner.judge.choice import Choice
from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import SENTENCE_END
from cleaner.lexicon.metadata import words as listed
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, PARENT, TAG, Segmentation, is_all_linked
from cleaner.page.elements import HEADINGS
from cleaner.page.survey import compiled

# A box of such a class, as words between hyphens, is furniture: on the pages of stories at hand 3 to 28 % of its words
# were in the gold. `paywall`, `teaser`, `widget`, `video` and `promo` are not: they often hold the story itself.
_CLASSES = frozenset("related advert newsletter tags poll".split())  # noqa: SIM905
_COMMENTS = frozenset(("comment", "comments"))
_FURNITURE, _COMMENT, _STORYS = 1, 2, 3
# A class names a box about the author if one word of it is of these and another means an author (`author-box`,
# `bio-card`), or if it is made of one of these pairs of words. The words for authors are data of the lexicon.
_AUTHOR = frozenset(("box", "bio", "info", "card", "about", "profile", "description"))
_AUTHORS = frozenset(listed("classes of authors"))
_AUTHOR_OF = (["post", "author"], ["entry", "author"], ["article", "author"])
ABOUT = "box of a caption or about the author"
"""Why such a box is left out. The loose reading has it all the same: it is about the story, though none of its text."""
# Words of classes of lines about a picture that are not called a caption: one of each set in the same class.
_PICTURES = frozenset(listed("classes of pictures"))
_SAID_OF = frozenset("description desc credit credits copyright legend".split())  # noqa: SIM905
_PARTS = (*_CLASSES, *_AUTHORS, *_SAID_OF, "caption", "comment")
_LIKE_FURNITURE = re.compile("|".join(_PARTS), re.IGNORECASE)
# The compiled search for the same parts: of the classes that are new, nearly all have none of them.
_COMPILED = compiled.Parts(_PARTS) if compiled is not None else None
# Beginning of classes by which scripts take hold of a box; they say what is done there, and not what it holds: any post
# of a forum may be called a poll's.
_HOOK = "js-"
_PART = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
# Stock phrases that boxes begin with; other categories are as often the name of a section or a label of a picture.
HEADS = frozenset(
    ("related", "newsletter", "share", "comments", "comment form", "cookies", "paywall", "login", "tags", "follow us")
)
# A box with more than so many times the words of the sure paragraphs outside is the page's own content. Twice as many
# are no sign of that: eight cards with a sentence each have more words than a short story.
_MOST_TIMES = 2
# So many cards in a row are a river of teasers, which goes however many words it has beside a short story.
_CARDS = 3
# Most blocks of a card below its headline: a date or place, and the excerpt.
_BELOW_HEADLINE = 2
# A paragraph with more words is no excerpt on a card.
_PARAGRAPH_WORDS = 35
# Probability from which on a long paragraph in such a box is taken for a part of the story.
_LIKELY = 0.7
# On a discussion a post's box begins with its buttons ("Share", "Log in to reply"), and a paragraph with more words
# than these is an answer; one with the fewer words is so if it is as likely as this.
_ANSWER_WORDS = 12
_SURE_ANSWER, _FEW_WORDS = 0.95, 2
# Stock phrases of bars that stand right above a story as often as below it: buttons to share it, the size of its
# letters. So many likely paragraphs in a row, in a box that begins with such a bar, are the story itself; on a
# discussion a single one with this probability is.
_BARS = frozenset(("share",))
_RUN, _SURE_IN_BAR = 3, 0.9
# Share of a box's blocks that are links where it is a box of cards: each card has a headline that links, and a
# sentence, a date and a button beside.
_LINKED_SHARE = 0.2
# Most classes that are remembered; one site has a few hundred.
_MOST_KNOWN = 4096
# Classes that are known to say nothing, as nearly all do: compiled code passes over boxes of such.
_idle: set[str] = set()
# Elements that lay out the page: such a box may begin with a stock phrase and hold the story.
_PAGE = frozenset(("html", "body", "main"))


def find_asides(
    choice: Choice, named: Sequence[tuple[int, int]], heads: Mapping[int, tuple[int, str]]
) -> dict[int, str]:
    """Blocks in boxes of furniture on the page of a story, by index, each with the reason.

    Args:
        choice: what was chosen.
        named: what `named_boxes` found.
        heads: index of each block that is a stock phrase which no story says → the block behind the box that begins
            with it, as `headed` tells, and the category of the phrase.
    """
    segmentation, sure, words = choice.segmentation, choice.sure, choice.scores.features.words
    if not heads and not named:
        return {}
    ends = segmentation.boxes.end_block
    found: dict[int, str] = {}
    rivers: set[int] = set()
    prose = sum([words[index] for index in sure])
    for first, (end, category) in heads.items():
        if category == "related" and not _points_elsewhere(segmentation.blocks[first:end]):
            continue
        if category == "related" and _is_below_story(choice, first) and _is_river(segmentation.blocks[first + 1 : end]):
            rivers.update(range(first, end))
        elif not (
            _holds_story(choice, first, end, prose)
            or _holds_long(choice, first, end)
            or (category in _BARS and _holds_run(choice, first, end))
        ):
            found |= dict.fromkeys(range(first, end), f"box that begins with a stock phrase: {category}")
    for box, first in _without_discussion(choice, named):
        if first not in found and not _holds_story(choice, first, ends[box], prose):
            names = segmentation.boxes.opened[box][CLASSES]
            reason = ABOUT if _belonging(names) == _STORYS else "box"
            found |= dict.fromkeys(range(first, ends[box]), f"{reason} of class {names}")
    # What would take most of the sure paragraphs is the story after all: a thread of comments, a page of cards.
    lost = sum([words[index] for index in sure if index in found])
    river = dict.fromkeys(rivers, "box that begins with a stock phrase: related")
    return found | river if 2 * lost <= prose else river


def _without_discussion(choice: Choice, named: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The named boxes; without those of comments where all sure paragraphs are comments, which are the page then."""
    opened, ends = choice.segmentation.boxes.opened, choice.segmentation.boxes.end_block
    comments = [one for one in named if _belonging(opened[one[0]][CLASSES]) == _COMMENT]
    if not comments:
        return named
    said = {index for box, first in comments for index in range(first, ends[box])}
    return [one for one in named if one not in comments] if said.issuperset(choice.sure) else named


def _points_elsewhere(blocks: Sequence[Block]) -> bool:
    """Whether enough blocks are links as a whole: a section that begins with "See also: ..." is no box of cards."""
    return sum(map(is_all_linked, blocks)) >= _LINKED_SHARE * len(blocks)


def _holds_story(choice: Choice, first: int, end: int, prose: int) -> bool:
    """Whether a box holds prose: long paragraphs, two in a row, or far more words than the sure ones outside."""
    words = choice.scores.features.words
    held = choice.sure[bisect_left(choice.sure, first) : bisect_left(choice.sure, end)]
    if any(words[index] > _PARAGRAPH_WORDS for index in held) or any(a + 1 == b for a, b in pairwise(held)):
        return True
    outside = prose - sum([words[index] for index in held])
    return sum(words[first:end]) > _MOST_TIMES * outside


def _is_below_story(choice: Choice, first: int) -> bool:
    """Whether one of the last chosen blocks above is a likely paragraph, so that the box stands below a story."""
    words, likely = choice.scores.features.words, choice.probabilities
    above = choice.inside[: bisect_left(choice.inside, first)]
    return any(words[index] >= _ANSWER_WORDS and likely[index] >= _LIKELY for index in above[-_CARDS:])


def _is_river(blocks: Sequence[Block]) -> bool:
    """Whether these are cards and nothing else: headlines that link, and below most of them an excerpt."""
    linked = [is_all_linked(block) for block in blocks]
    cards = sum([over and not under for over, under in pairwise(linked)])
    if cards < _CARDS or not linked[0]:
        return False
    plain = 0
    for is_link in linked:
        plain = 0 if is_link else plain + 1
        if plain > _BELOW_HEADLINE:
            return False
    return True


def _holds_long(choice: Choice, first: int, end: int) -> bool:
    """Whether a box holds a long paragraph that promises much: the rest of a story may follow its links in one box.

    Of such paragraphs in boxes that begin with a phrase, five of six were in the gold, by weights that had not seen
    their domains; of those that promise less, or stand in a box whose class says what it is, one of four.
    """
    likely, words, blocks = choice.probabilities, choice.scores.features.words, choice.segmentation.blocks
    discussion = choice.scores.discussion
    enough = _ANSWER_WORDS if discussion else _PARAGRAPH_WORDS
    return any(
        (words[index] > enough or (discussion and likely[index] >= _SURE_ANSWER and words[index] >= _FEW_WORDS))
        and likely[index] >= _LIKELY
        and choice.kept[index]
        and blocks[index].tag == "p"
        and not _is_beside(choice.segmentation, index, first)
        for index in range(first, end)
    )


def _holds_run(choice: Choice, first: int, end: int) -> bool:
    """Whether a box holds paragraphs in a row that promise much: a story, in the box of the buttons above it."""
    likely, blocks = choice.probabilities, choice.segmentation.blocks
    discussion = choice.scores.discussion
    run = 0
    for index in range(first + 1, end):
        block = blocks[index]
        told = block.tag == "p" and choice.kept[index] and block.text[-1:] in SENTENCE_END and likely[index] >= _LIKELY
        if told and discussion and likely[index] >= _SURE_IN_BAR:
            return True
        run = run + 1 if told and not any(href for _, href, _ in block.runs) else 0
        if run == _RUN:
            return True
    return False


def _is_beside(segmentation: Segmentation, index: int, first: int) -> bool:
    """Whether a block lies in an `aside` that begins with block `first` or later."""
    opened, box = segmentation.boxes.opened, segmentation.box_of[index]
    while box and opened[box][FIRST_BLOCK] >= first:
        if opened[box][TAG] == "aside":
            return True
        box = opened[box][PARENT]
    return False


def named_boxes(segmentation: Segmentation, inside: list[int], *, article: bool) -> Iterator[tuple[int, int]]:
    """Boxes around what stays whose class says that they are furniture, with the first block of each.

    Args:
        segmentation: the page's blocks and boxes.
        inside: index of each block that stays.
        article: the page is an article by other signs, too; on other pages comments are the content, and their boxes
            are left out here.
    """
    if not segmentation.box_of:
        return
    opened = segmentation.boxes.opened
    columns = load_columns()
    if columns is not None:
        for box in columns.find_named(opened, segmentation.box_of, inside, _idle, HEADINGS):
            to = _belonging(opened[box][CLASSES])
            if not to:
                _forget_most()
                _idle.add(opened[box][CLASSES])
            elif article or to != _COMMENT:
                yield box, opened[box][FIRST_BLOCK]
        return
    seen: set[int] = set()
    for index in inside:
        box = segmentation.box_of[index]
        while box and box not in seen:
            seen.add(box)
            parent, tag, names, _, _, first = opened[box]
            if names and tag not in HEADINGS and (to := _belonging(names)) and (article or to != _COMMENT):
                yield box, first
            box = parent


def _forget_most() -> None:
    """Forget the idle classes where those of too many sites are known."""
    if len(_idle) >= _MOST_KNOWN:
        _idle.clear()


def headed(choice: Choice, firsts: list[int], *, every: bool) -> list[int]:
    """For each of these blocks the end of the largest box that begins with it and holds other blocks, too.

    Args:
        choice: what was chosen.
        firsts: index of each block that is asked about.
        every: whether boxes count in which nothing was chosen and no sure paragraph lies.

    Returns:
        For each of `firsts` the index of the block behind that box; 0 where there is none.
    """
    segmentation = choice.segmentation
    if not segmentation.box_of:
        return [0] * len(firsts)
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    columns = load_columns()
    found: list[int]
    if columns is not None:
        found = columns.find_headed(opened, ends, segmentation.box_of, firsts, _PAGE, choice.kept, choice.sure, every)
        return found
    found = [ends[box] if (box := _headed(segmentation, first)) else 0 for first in firsts]
    matter = {*choice.inside, *choice.sure}
    return [
        end if every or not matter.isdisjoint(range(first, end)) else 0
        for first, end in zip(firsts, found, strict=True)
    ]


def _headed(segmentation: Segmentation, first: int) -> int:
    """The largest box that begins with a block and holds others, too, but no container of the page; 0 for none."""
    opened, ends = segmentation.boxes.opened, segmentation.boxes.end_block
    box, found = segmentation.box_of[first], 0
    while box and opened[box][FIRST_BLOCK] == first and opened[box][TAG] not in _PAGE:
        if ends[box] > first + 1:
            found = box
        box = opened[box][PARENT]
    return found


@lru_cache(maxsize=_MOST_KNOWN)
def _belonging(names: str) -> int:
    """What an element is by its classes: `_FURNITURE`, `_COMMENT`, about the story (`_STORYS`); 0 for none."""
    if (_COMPILED is not None and not _COMPILED.may_stand_in(names)) or _LIKE_FURNITURE.search(names) is None:
        return 0  # nearly always
    belonging = 0
    for name in names.split():
        if name.startswith(_HOOK):
            continue
        parts = [part.lower() for part in _PART.split(name) if part]
        if not _CLASSES.isdisjoint(parts):
            return _FURNITURE
        if "caption" in parts or parts[-1:] == ["credit"] or _is_of_picture(parts) or _names_author(parts):
            belonging = _STORYS
        elif not belonging and not _COMMENTS.isdisjoint(parts):
            belonging = _COMMENT
    return belonging


def is_of_comments(names: str) -> bool:
    """Whether an element's classes say that it holds comments."""
    return _belonging(names) == _COMMENT


def _is_of_picture(parts: list[str]) -> bool:
    """Whether a class is that of a line about a picture, as words."""
    return parts[-1:] != [] and parts[-1] in _SAID_OF and not _PICTURES.isdisjoint(parts[-2:-1])


def _names_author(parts: list[str]) -> bool:
    """Whether a class is that of a box about the author, as words."""
    return parts in _AUTHOR_OF or not (_AUTHORS.isdisjoint(parts) or _AUTHOR.isdisjoint(parts))
