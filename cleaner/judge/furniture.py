"""What stands among a story and is none of it: captions, pointers elsewhere, copies in form fields.

The trees were fitted on two sets whose gold disagrees about these; the promise here is the body and no more. Measured
on out-of-fold decisions, captions and pointers together gave an F1 of .0029 more on news and .0012 more on mixed pages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import chain

from cleaner.judge.aside import ABOUT, HEADS, find_asides, headed, named_boxes
from cleaner.judge.buttons import find_buttons, find_code_buttons
from cleaner.judge.captions import CAPTION, find_captions
from cleaner.judge.cards import find_boxes
from cleaner.judge.cards_below import find_cards_below
from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import OWN, PHRASE_RANK, PROSE_WORDS, RANKED_PHRASE
from cleaner.judge.features.own import phrase_ranks
from cleaner.judge.features.page import ARTICLE_RANK, declared_kind
from cleaner.judge.signatures import SIGNATURE, find_signatures
from cleaner.judge.traits import tagged
from cleaner.lexicon import phrase_category
from cleaner.lexicon.phrases import spelled_share
from cleaner.model import Block, Metadata
from cleaner.page.blocks_and_boxes import CLASSES, Segmentation, is_all_linked
from cleaner.page.elements import HEADINGS

# The column that has the rank of a block's stock phrase.
_PHRASE = OWN["phrase"]
# Categories of stock phrases that point elsewhere. Phrases of the others are as often a part of the body.
_POINTERS = frozenset(PHRASE_RANK[category] for category in ("read more", "related", "newsletter", "login"))
_LABELS = frozenset(("label",))
# Classes that frameworks and blogs give to text that is not shown, but read out to those who cannot see.
_UNSEEN = frozenset(("screen-reader-text", "sr-only", "visually-hidden"))
# Frames in which a stock phrase is a value: cells and terms say "Yes", "Go" or "Login".
_VALUES = frozenset(("td", "th", "dt", "dd", "caption", "pre"))
_CELLS = frozenset(("td", "th"))
# Captions stay where there are at least four, and they say at least half as much as all else that stays: the page tells
# its story in pictures. On eight sets the gold of all such pages had them. With fewer pictures a page is a short story
# with a long caption.
_SLIDES, _FEWEST_SLIDES = 0.5, 4
# Sure paragraphs that make a page a story. Fewer do where it is likely an article by other signs, too: where it says
# so, or its caution (`cleaner.judge.classify`), which grows with that likelihood, reaches `STORY_CAUTION`.
_STORY, _FEW = 5, 3
STORY_CAUTION = 0.6
# The elements of a line of prose: a word alone in one of them may be an answer, in a heading or an item it is not.
_LINES = frozenset(("p", "div", "blockquote", "section", "details"))
# Quotation marks, behind which the end of a sentence is looked for.
_QUOTES = "\"'”’»“"
# The page is a story where this share of the chosen words, half of them, is in sure paragraphs.
_PROSE_SHARE = 0.5
# The element of a field of a form that holds a text, which is a copy to take along or a sample of what to write.
_WRITTEN_IN = frozenset(("textarea",))
# A stock phrase that is one of a series of headings names its section if it is as likely as this: of 38 such phrases 35
# were in the gold, of the less likely ones 30 of 58.
_LIKELY_NAME = 0.7
# A sentence that begins like a stock phrase is the story's own if it is at least this likely, has at least six words
# and no link, and if the phrase spells out no more than a third of it: on pages of eight sets all four such sentences
# were in the gold. Of most calls upon the reader phrases spell out more: "Sign up for our weekly newsletter".
_SURE_SENTENCE, _SENTENCE, _SPELLED = 0.9, 6, 0.33
# How a sentence ends that only tells. A call upon the reader ends in an exclamation mark as often.
_STOPS = (".", "。", "।")
# Kinds of stock phrases that are no part of a story, whatever they are of other pages.
_NO_STORY = frozenset(
    ("related", "newsletter", "share", "comments", "comment form", "cookies", "paywall", "advert", "login", "copyright")
) | {"follow us", "tags", "read more"}
# A phrase of one of these kinds that has several words ("Join the conversation", "0 comments") calls upon the reader,
# and is no heading that names a section.
_CALLS = frozenset(("comments", "comment form", "share", "newsletter"))


def find_furniture(choice: Choice, metadata: Metadata) -> dict[int, str]:
    """Blocks to leave out of those that were chosen, by index, each with the reason.

    Args:
        choice: what was chosen; a word in one of its structures is no button.
        metadata: what the page says it is.
    """
    blocks, kept, sure = choice.segmentation.blocks, choice.kept, choice.sure
    out = {}
    parts = set[int]()
    for _, first, end in choice.structures:
        if end - first > 1:
            parts.update(range(first, end))
    parts.update(index for index in choice.series if choice.probabilities[index] >= _LIKELY_NAME)
    for index, points_elsewhere in choice.phrases.items():
        if points_elsewhere and kept[index] and index not in parts and not _is_own(choice, index):
            out[index] = f"stock phrase: {phrase_category(blocks[index].text)}"
    inside = choice.inside
    for index in _fields(blocks, inside, sure):
        out[index] = "a form's field"  # such as a copy of the story for others to print
    out |= dict.fromkeys(_said_of_fields(choice.segmentation, inside), "what a form's field is for, for screen readers")
    out |= dict.fromkeys(find_code_buttons(choice), "button of a listing")
    out |= dict.fromkeys(find_signatures(choice, inside), SIGNATURE)
    declared = declared_kind(metadata.declared_types) >= ARTICLE_RANK
    if declared or len(sure) >= _STORY:
        for index in _captions(choice, inside):
            out.setdefault(index, CAPTION)
    article = declared or choice.scores.caution >= STORY_CAUTION
    # A page that declares itself a story may be so short a one that nothing is sure.
    words = choice.scores.features.words
    short = declared and not choice.scores.manual and any(words[index] >= PROSE_WORDS for index in inside)
    if short or (len(sure) >= _FEW and (article or _is_prose(choice, inside))):
        told = chain(_of_story(choice, inside, parts, article=article).items(), find_buttons(choice, parts, _NO_STORY))
        for index, reason in chain(told, _cards_below(choice)):
            out.setdefault(index, reason)
        out |= find_boxes(choice, metadata, article=article)
    _spare_slides(choice, inside, out)
    return out


def _captions(choice: Choice, inside: list[int]) -> list[int]:
    """Captions of figures, but for what an embedded post says in one."""
    pictured = (frames for _, _, frames, _ in choice.segmentation.pictures)
    found = find_captions(choice.segmentation.blocks, inside, choice.sure, pictured, choice.probabilities)
    if not found:
        return found
    said = {index for form, first, end in choice.structures if form == "embedded" for index in range(first, end)}
    return [index for index in found if index not in said] if said else found


def _spare_slides(choice: Choice, inside: Sequence[int], out: dict[int, str]) -> None:
    """Let captions stay, in place, where they say half as much as all else that stays: pictures tell the story.

    Args:
        choice: what was chosen.
        inside: index of each block that was chosen.
        out: blocks to leave out, by index, each with the reason; captions are taken out of it.
    """
    captions = [index for index, reason in out.items() if reason == CAPTION or _is_of_caption(reason)]
    if len(captions) < _FEWEST_SLIDES:
        return
    words = choice.scores.features.words
    rest = sum([words[index] for index in inside if index not in out])
    if sum([words[index] for index in captions]) >= _SLIDES * rest:
        for index in captions:
            del out[index]


def _is_of_caption(reason: str) -> bool:
    """Whether a block is left out with a box whose class says caption, and is not about the author."""
    return reason.startswith(ABOUT) and "caption" in reason[len(ABOUT) :].lower()


def _of_story(choice: Choice, inside: list[int], parts: Container[int], *, article: bool) -> dict[int, str]:
    """What else is furniture where the page is a story: more categories of stock phrases, and whole boxes."""
    blocks, kept = choice.segmentation.blocks, choice.kept
    out: dict[int, str] = {}
    named = list(named_boxes(choice.segmentation, inside, article=article and not choice.scores.discussion))
    # Most phrases stand far from what was chosen. They matter only where a box that begins with one holds chosen
    # blocks.
    phrases = list(choice.phrases)
    boxes = headed(choice, phrases, every=bool(named))
    heads: dict[int, tuple[int, str]] = {}
    prose = set(choice.sure)
    features = choice.scores.features
    ranks = features.columns[_PHRASE]
    for index, end in zip(phrases, boxes, strict=True):
        if not end and not kept[index]:
            continue
        rank = int(ranks[bisect_left(features.fine, index)])
        category = RANKED_PHRASE.get(rank) or phrase_category(blocks[index].text) or ""
        if category in _NO_STORY and index not in parts and not _is_own(choice, index):
            if end and category in HEADS:
                heads[index] = end, category
            # A question is the story's own, and a heading names what stands below it.
            calls = category in _CALLS and " " in blocks[index].text
            names_section = blocks[index].tag in HEADINGS and index + 1 in prose and not calls
            if kept[index] and blocks[index].text[-1] != "?" and not names_section:
                out[index] = f"stock phrase: {category}"
                if category == "related":
                    out |= dict.fromkeys(_links_behind(blocks, kept, index), "link behind a stock phrase: related")
                elif (
                    category == "share"
                    and index + 1 < len(blocks)
                    and kept[index + 1]
                    and _is_address(blocks[index + 1])
                ):
                    out[index + 1] = "address behind a stock phrase: share"
    for index, reason in find_asides(choice, named, heads).items():
        if kept[index]:
            out.setdefault(index, reason)
    return out


def _cards_below(choice: Choice) -> Iterator[tuple[int, str]]:
    """Blocks of cards below a line such as "More stories" that is in no box with them."""
    blocks, kept = choice.segmentation.blocks, choice.kept
    for line, points_elsewhere in choice.phrases.items():
        # Most phrases point nowhere, or stand far from what was chosen, or not above a link.
        if not points_elsewhere or line + 2 >= len(blocks) or not (kept[line + 1] or kept[line + 2]):
            continue
        if is_all_linked(blocks[line + 1]) and phrase_category(blocks[line].text) == "related":
            for index in () if _is_own(choice, line) else find_cards_below(choice, line):
                yield index, "card behind a stock phrase: related"


def _links_behind(blocks: Sequence[Block], kept: Sequence[bool], first: int) -> Iterator[int]:
    """Blocks behind a phrase that are links as a whole: cards without a box of their own."""
    for index in range(first + 1, len(blocks)):
        if not kept[index]:
            continue
        if not is_all_linked(blocks[index]):
            return
        yield index


def _is_address(block: Block) -> bool:
    """Whether a block is nothing but an address, as pages for printing tell their own."""
    return block.text.startswith(("http://", "https://", "www.")) and " " not in block.text


def _is_prose(choice: Choice, inside: Sequence[int]) -> bool:
    """Whether most of what stays is sure paragraphs, which tells a story where the page does not say what it is."""
    words = choice.scores.features.words
    return sum([words[index] for index in choice.sure]) >= _PROSE_SHARE * sum([words[index] for index in inside])


def find_phrases(scores: Scores) -> dict[int, bool]:
    """Blocks that are a stock phrase, by index, and whether it points elsewhere."""
    features = scores.features
    return {index: rank in _POINTERS for index, rank in phrase_ranks(features.columns, features.fine).items()}


def _is_own(choice: Choice, index: int) -> bool:
    """Whether what reads like a stock phrase is the story's own all the same: a value, or a sentence nobody doubts."""
    blocks = choice.segmentation.blocks
    if _is_value(choice, index):
        return True
    # Patterns of phrases have gaps, and a sentence of the story may begin as they do: "If you buy an island, you ..."
    if choice.probabilities[index] < _SURE_SENTENCE or choice.scores.features.words[index] < _SENTENCE:
        return False
    block = blocks[index]
    is_linked = any(href for _, href, _ in block.runs)
    if is_linked or block.tag in HEADINGS or block.text.rstrip(_QUOTES)[-1:] not in _STOPS:
        return False
    # A copyright notice may be a long sentence and is furniture all the same.
    return spelled_share(block.text) <= _SPELLED and phrase_category(block.text) != "copyright"


def _is_value(choice: Choice, index: int) -> bool:
    """Whether a stock phrase is a value: in a cell or a term, a bare number, an answer of one word."""
    blocks = choice.segmentation.blocks
    block = blocks[index]
    if not any(map(str.isalpha, block.text)) or _is_in_value(choice, index):
        return True
    is_word = " " not in block.text and block.tag in _LINES and not any(href for _, href, _ in block.runs)
    is_sentence = block.text.rstrip(_QUOTES)[-1:] in (".", "!")
    return is_word and (is_sentence or (index > 0 and blocks[index - 1].text.rstrip(_QUOTES).endswith("?")))


def _is_in_value(choice: Choice, index: int) -> bool:
    """Whether a block stands in a cell or a term; a cell that holds a paragraph right beside it lays out the page."""
    blocks, words = choice.segmentation.blocks, choice.scores.features.words
    frame = next((frame for frame in reversed(blocks[index].frames) if frame.tag in _VALUES), None)
    if frame is None or frame.tag not in _CELLS:
        return frame is not None
    beside = (place for place in (index - 1, index + 1) if 0 <= place < len(blocks))
    return not any(words[place] >= PROSE_WORDS and frame in blocks[place].frames for place in beside)


def _said_of_fields(segmentation: Segmentation, inside: list[int]) -> list[int]:
    """Labels of a form's fields that only screen readers say: shops say the product's name and "quantity" there."""
    found = tagged(segmentation.blocks, inside, _LABELS)
    opened, box_of = segmentation.boxes.opened, segmentation.box_of
    return [index for index in found if box_of and not _UNSEEN.isdisjoint(opened[box_of[index]][CLASSES].split())]


def _fields(blocks: list[Block], inside: list[int], sure: Sequence[int]) -> list[int]:
    """Fields of forms, when the story is elsewhere."""
    found = tagged(blocks, inside, _WRITTEN_IN)
    return [index for index in found if any(other != index for other in sure)]
