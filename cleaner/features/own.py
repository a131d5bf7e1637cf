"""What a block is by itself: its words, links, punctuation, phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.lexicon import boilerplate_kind, stopword_share

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from cleaner.model import Block, Metadata
    from cleaner.segment import Segmentation
    from cleaner.tokens import TokenOdds

OWN_FEATURES = (
    "words",  # prose is long
    "link_density",  # navigation is links
    "ends",  # 2 ends like a sentence, 1 with a comma, 0 with neither
    "punctuation",  # commas and full stops per word: running text has them, labels do not
    "stopwords",  # function words make sentences; names and labels have none
    "tag",  # rank of the block's tag by how often such blocks are content
    "heading",  # level of the heading, 0 for none
    "hidden",  # what a page hides is rarely its body
    "phrase",  # rank of the stock phrase the block consists of, 0 for none
    "price",  # product pages and shop teasers
    "digits",  # dates, counters, tables
    "upper",  # all-caps labels
    "lower_start",  # a fragment, not a sentence
    "styled",  # wholly bold or italic: subheads, but also "Read also: ..."
    "line",  # hangs on the block before by a line break
    "text_odds",  # learned: what short lines with these words are
    "title",  # 2 equals the title, 1 lies inside it or around it
    "summary",  # 2 equals the page's description, 1 begins like it: a standfirst
)  # fmt: skip
OWN = {name: index for index, name in enumerate(OWN_FEATURES)}

_TAGS = """
    option select button label form footer aside header nav a td th dt dd li ul div section caption figcaption figure
    summary line h1 h6 h5 h4 h3 h2 article blockquote p pre"""
TAG_RANK = {tag: rank for rank, tag in enumerate(_TAGS.split())}
OTHER_TAG = TAG_RANK["div"]
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

# Ordered from what may be part of a body to what never is; only the order matters to the trees.
_PHRASES = (
    "disclaimer, read more, tags, related, newsletter, follow us, share, comments, comment form, paywall, cookies, "
    "advert, login, navigation, copyright, skip link"
)
PHRASE_RANK = {kind: rank for rank, kind in enumerate(_PHRASES.split(", "), 1)}
_OTHER_PHRASE = PHRASE_RANK["follow us"]

_SENTENCE_END = frozenset(".!?…。！？\"”'’»)』」।؟۔:*")
_PRICE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:€|kr|zł|USD|EUR)\b")
_DIGITS = re.compile(r"\d+")
_SHORT_WORDS = 12  # lines this short are judged by their very words
_LABEL_WORDS = 30
_PHRASE_WORDS = 40
_SENTENCE_WORDS = 4
_SAMPLE_CHARS = 140  # of a long paragraph are enough to tell its share of function words


def count_words(text: str) -> int:
    """Words of a text; scripts without spaces count two characters a word."""
    words = text.count(" ") + 1
    if len(text) > 12 * words and not text.isascii():
        return max(words, len(text) // 2)
    return words


def read_own(segmentation: Segmentation, words: list[int], metadata: Metadata, odds: TokenOdds) -> NDArray[float64]:
    """Rows of `OWN_FEATURES` for all blocks; zeros for areas taken in one piece."""
    import numpy as np

    title = " ".join((metadata.title or "").lower().split())
    summary = " ".join((metadata.description or "").lower().split())
    nothing = (0.0,) * len(OWN_FEATURES)
    rows = [
        nothing if area else _row(block, count, linked, title, summary, odds)
        for block, count, linked, area in zip(
            segmentation.blocks, words, segmentation.link_chars, segmentation.coarse, strict=True
        )
    ]
    return np.array(rows, dtype=np.float64)


def _row(block: Block, words: int, linked: int, title: str, summary: str, odds: TokenOdds) -> tuple[float, ...]:
    text, tag, runs = block[0], block[1], block[2]
    size = len(text)
    last = text[-1]
    same = begins = phrase = price = digits = text_odds = stopwords = commas = 0.0
    upper = False
    if words >= _SENTENCE_WORDS:
        stopwords = stopword_share(text[:_SAMPLE_CHARS])
        commas = (text.count(",") + text.count(". ") + text.count("。") + text.count("、")) / words
    if words <= _PHRASE_WORDS:
        if kind := boilerplate_kind(text):
            phrase = PHRASE_RANK.get(kind, _OTHER_PHRASE)
        lower = text.lower()
        same = _alike(lower, title)
        begins = _begins(lower, summary)
        if words <= _LABEL_WORDS and (figures := _DIGITS.findall(text)):
            digits = len("".join(figures)) / size
            price = _PRICE.search(text) is not None
        if words <= _SHORT_WORDS:
            upper = text.isupper()
            text_odds = odds.of_text(lower)
    return (
        words,
        linked / size,
        2 if last in _SENTENCE_END else 1 if last in ",;" else 0,
        commas,
        stopwords,
        TAG_RANK.get(tag, OTHER_TAG),
        HEADINGS.get(tag, 0),
        block[5],
        phrase,
        price,
        digits,
        upper,
        text[0].islower(),
        runs[0][2] != 0 and runs[-1][2] != 0 if runs else False,
        block[6] == "line",
        text_odds,
        same,
        begins,
    )


def _alike(text: str, title: str) -> int:
    if not title or len(text) > 2 * len(title) + 20:
        return 0
    return 2 if text == title else 1 if len(text) > 3 and (text in title or title in text) else 0


def _begins(text: str, summary: str) -> int:
    if len(summary) < 30 or text[:30] != summary[:30]:
        return 0
    return 2 if text == summary else 1
