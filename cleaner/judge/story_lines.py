"""Which lines of a short body tell something, unlike a notice's; and where the cards of other stories begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from cleaner.lexicon.no_article import defines, fold, said, speaks_of_site
from cleaner.model import Block, NoArticle
from cleaner.page.elements import HEADINGS

# A line tells something of its own if it has at least six words and the expressions of a notice cover less than this
# share of it: short news of closed baths and bridges is in the words in which sites say that they are closed.
_LINE_WORDS: Final = 6
_SAID: Final = 0.6
_ENDS: Final = ".!?。！？…।؟"
_CLOSING: Final = "\"'”’“»«)]」』"
_MOST_CHARS: Final = 700
# Cards of other stories begin with the first of at least two links of at least three words, or so many characters in a
# script without blanks. With more than `_WORDS_BEFORE` words before the cards the page is longer than a notice.
_CARDS, _LINK_WORDS, _LINK_CHARS = 2, 3, 8
_WORDS_BEFORE: Final = 150
# How many blocks that stay are looked at for the second link.
_FARTHEST: Final = 60
_LINKED: Final = 0.8


def find_story_lines(
    reason: NoArticle,
    blocks: Sequence[Block],
    words: Sequence[int],
    inside: Iterable[int],
    languages: Sequence[str],
) -> frozenset[int]:
    """Index of each sentence of the body that no notice would say.

    Args:
        reason: what the notice would say.
        blocks: of the page.
        words: of each block.
        inside: index of each block of the body.
        languages: those that the page may be written in.
    """
    return frozenset(
        index
        for index in inside
        if words[index] >= _LINE_WORDS and _tells(reason, blocks[index].text[:_MOST_CHARS], languages)
    )


def _tells(reason: NoArticle, text: str, languages: Sequence[str]) -> bool:
    if not text.rstrip(_CLOSING).endswith(tuple(_ENDS)):
        return False
    if defines(languages, text):
        return True
    if speaks_of_site(languages, text):
        return False
    folded = fold(text)
    return said(reason, languages, folded) < _SAID * len(folded)


def find_cards(blocks: Sequence[Block], words: Sequence[int], kept: Sequence[bool]) -> int | None:
    """Index of the first block of the cards that lead to other stories; None where the page has no such, or a story.

    Args:
        blocks: of the page.
        words: of each block.
        kept: which of them stay.
    """
    before = links = seen = 0
    first: int | None = None
    for index, stays in enumerate(kept):
        block = blocks[index]
        if (stays or block.tag in HEADINGS) and _may_be_headline(block.text) and is_link(block) and not block.hidden:
            first = index if first is None else first
            links += 1
            if links == _CARDS:
                return first
        if stays:
            before += words[index] if first is None else 0
            seen += first is not None
            if before > _WORDS_BEFORE or seen > _FARTHEST:
                break
    return None


def is_link(block: Block) -> bool:
    """Whether most of a block leads elsewhere, or it is not shown."""
    return block.hidden or sum([len(text) for text, href, _ in block.runs if href]) > _LINKED * len(block.text)


def _may_be_headline(text: str) -> bool:
    return text.count(" ") >= _LINK_WORDS - 1 or (not text.isascii() and len(text) >= _LINK_CHARS)
