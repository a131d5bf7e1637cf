"""Cards of other stories among a story's paragraphs, and boxes about its author, that no class and no heading names."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from operator import itemgetter
from typing import Final

from cleaner import expressions as re
from cleaner.judge.aside import ABOUT
from cleaner.judge.choice import Choice
from cleaner.model import Metadata
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, PARENT

# A card has a headline of at least four words that links, and an excerpt of at most 35; two cards of one look make a
# row. A row of more than six, or one that says more than half of what the story does, is a digest, which is content: on
# the pages of eight sets all digests were in the gold, and of the smaller rows one in two.
_HEADLINE_WORDS, _EXCERPT_WORDS = 4, 35
_CARDS, _CARD_BLOCKS, _MOST_CARDS = 2, 5, 6
# A story has more than so many times the words of all the cards in it; otherwise the cards are what the page tells.
_SHARE: Final = 2
_HOST: Final = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#]+)", re.IGNORECASE)
# Sure paragraphs that a page has at least before cards are looked for: with fewer it may be a list of stories.
_STORY: Final = 5
# The elements that a card is made of. Cells and items of lists belong to structures, which are judged as one.
_CARD_TAGS: Final = frozenset(("div", "article", "section", "a"))
# A box about the author: at most so many words of a name, and below it a text of at least so many that begins with the
# same name. Of four such boxes none was in the gold. A byline before the story's first paragraph is no such box.
_NAME_WORDS, _BIO_WORDS = 6, 6


def _host_of(href: str) -> str:
    """The host of an address, without `www`; empty where it has none."""
    found = _HOST.match(href)
    return found[1].lower() if found else ""


def find_cards(choice: Choice, address: str | None) -> Iterator[int]:
    """Index of each block of cards of one look that say little beside the story; only an article has such.

    Args:
        choice: what was chosen.
        address: the address that the page gives itself; a card leads to another page of the same host.
    """
    if len(choice.sure) < _STORY or not choice.segmentation.box_of:
        return
    words, rows = choice.scores.features.words, _rows_of_cards(choice, _host_of(address or ""))
    held = {index for row in rows for first, end in row for index in range(first, end)}
    outside = sum([words[index] for index in choice.sure if index not in held])
    if _SHARE * sum([words[index] for index in held]) <= outside:
        yield from (index for index in held if choice.kept[index])


def _rows_of_cards(choice: Choice, host: str) -> Iterator[list[tuple[int, int]]]:
    """First block and end of each card of a row; a box is asked once, and what lies in a card is none."""
    opened, ends = choice.segmentation.boxes.opened, choice.segmentation.boxes.end_block
    first_sure, last_end = choice.sure[0], 0
    rows: dict[tuple[int, str, str], list[tuple[int, int]]] = defaultdict(list)
    # Boxes stand in the order of their first blocks.
    for box in range(bisect_left(opened, first_sure, key=itemgetter(FIRST_BLOCK)), len(opened)):
        parent, tag, classes, _, _, first = opened[box]
        if tag not in _CARD_TAGS or not 1 < ends[box] - first <= _CARD_BLOCKS or first < last_end:
            continue
        if _is_card(choice, first, ends[box], host):
            rows[parent, tag, classes].append((first, ends[box]))
            last_end = ends[box]
    for row in rows.values():
        if _CARDS <= len(row) <= _MOST_CARDS:
            yield row


def _is_card(choice: Choice, first: int, end: int, host: str) -> bool:
    """Whether blocks are a headline that leads to another page of the site and at most one short text below."""
    words, blocks = choice.scores.features.words, choice.segmentation.blocks
    if words[first] < _HEADLINE_WORDS:
        return False
    if not all(_leads_on(href, host) for text, href, _ in blocks[first].runs if text.strip()):
        return False
    texts = [words[index] for index in range(first + 1, end) if words[index] >= _BIO_WORDS]
    return len(texts) == 1 and texts[0] <= _EXCERPT_WORDS


def _leads_on(href: str, host: str) -> bool:
    """Whether an address is that of another page of the same site; a link to a shop's, say, makes no card."""
    if not href or href[0] == "#" or href.startswith(("mailto:", "javascript:")):
        return False
    return _host_of(href) in {"", host}


def find_boxes(choice: Choice, metadata: Metadata, *, article: bool) -> dict[int, str]:
    """Blocks of such cards and boxes, by index, each with the reason.

    Args:
        choice: what was chosen.
        metadata: of the page.
        article: whether the page is an article; on other pages cards are the content.
    """
    story = article and not (choice.scores.offer or choice.scores.manual)
    cards = find_cards(choice, metadata.canonical_url) if story else ()
    out = dict.fromkeys(cards, "a card of another story")
    return out | dict.fromkeys(find_author_boxes(choice, metadata.authors), f"{ABOUT}: name")


def find_author_boxes(choice: Choice, authors: Collection[str]) -> Iterator[int]:
    """Index of each chosen block of a box about an author: a name, and below it a text that begins with the name.

    Args:
        choice: what was chosen.
        authors: names of the story's authors.
    """
    blocks, kept, words = choice.segmentation.blocks, choice.kept, choice.scores.features.words
    if not authors or not choice.sure:
        return
    names = tuple(authors)
    for index in choice.inside:
        if index > choice.sure[0] and words[index] >= _BIO_WORDS and blocks[index].text.startswith(names):
            above = blocks[index - 1]
            if words[index - 1] <= _NAME_WORDS and above.text.startswith(names) and _is_in_one_box(choice, index):
                yield index
                if kept[index - 1]:
                    yield index - 1


def _is_in_one_box(choice: Choice, index: int) -> bool:
    """Whether a block and the one above it lie in one box with few others."""
    opened, ends = choice.segmentation.boxes.opened, choice.segmentation.boxes.end_block
    box = choice.segmentation.box_of[index]
    while box and opened[box][FIRST_BLOCK] == index:
        box = opened[box][PARENT]
    return box > 0 and ends[box] - opened[box][FIRST_BLOCK] <= _CARD_BLOCKS
