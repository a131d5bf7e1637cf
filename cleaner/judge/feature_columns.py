"""Names of the feature columns, and the constants that the Python loops and their compiled twins share.

A module of its own, so that the compiled one imports none of those that load it.
"""

from __future__ import annotations

from typing import get_args

from cleaner.lexicon.words import words as words_of
from cleaner.model import PageType

OWN_FEATURES = (
    "words",  # prose is long
    "link_density",  # navigation is links
    "ends",  # 2 ends like a sentence, 1 with a comma, 0 with neither
    "tag",  # rank of the block's tag by how often such blocks are content
    "heading",  # level of the heading, 0 for none
    "hidden",  # what a page hides is rarely its body
    "phrase",  # rank of the stock phrase the block consists of, 0 for none
    "styled",  # wholly bold or italic: subheads, but also "Read also: ..."
    "text_odds",  # learned: what short lines with these words are
    "title",  # 2 equals the title, 1 lies inside it or around it
    "summary",  # 2 equals the page's description, 1 begins like it: a standfirst
)  # fmt: skip
# The number of each column by its name.
OWN = {name: index for index, name in enumerate(OWN_FEATURES)}

BOX_FEATURES = (
    # Tokens on the path from the root.
    "own_odds",  # learned log-odds of the element's class and id tokens, summed
    "worst_odds",  # the worst token on the path: one "related" outweighs five "content"
    "best_odds",
    "sum_odds",
    "near_odds",  # the worst of the three nearest elements, which say more than the page's wrappers
    "near_sum",
    "in_article",
    "in_main",
    "in_outer",  # inside a header, footer, aside or nav that was walked
    "in_list",
    "in_table",
    "in_figure",
    "in_form",
    "depth",
    # The main container: go down from the root while one child holds most of the prose.
    "lca_up",  # levels from the block's element up to one that also holds the main container
    "lca_down",  # levels from there down to the main container: 0 when the block lies inside it
    "main_share",  # the main container's share of the page's prose
    "main_words",  # its share of the page's words
    # Words, link density and share of prose of the elements around.
    "box_blocks", "box_links",
    "parent_words", "parent_links", "parent_prose",
    "grand_words", "grand_links", "grand_prose",
    "great_links", "great_prose",
    # Blocks on the same path of tags and classes: what repeats is a list, a thread, or the paragraphs of a story.
    "path_share",  # their share of the page's words
    "path_blocks",
    "path_links",
    "path_words",  # words per block
    "path_prose",  # their share of the page's prose
    "same_text",  # how often this very text occurs on the page
)  # fmt: skip

ORDER_FEATURES = (
    "before_words", "before_tag",
    "after_words", "after_links", "after_tag",
    "window_links",  # link density of the five blocks before and after
    "position",  # block index over number of blocks
    "prose_before",  # share of the page's prose that comes before
    "since_prose",  # blocks since the last sure paragraph: tails grow, stories do not
    "until_prose",  # blocks until the next one
    "since_heading",  # blocks since the last heading
    "heading_phrase",  # that heading is a stock phrase ("Related stories")
    "heading_odds",  # what its words promise
    "since_h1",  # blocks since the first h1, negative before it
    "since_phrase",  # blocks since the last stock phrase
    "phrases_before",  # stock phrases since the story may have begun: each one makes its end likelier
)  # fmt: skip

PAGE_FEATURES = (
    "page_words",
    "page_blocks",
    "page_links",
    "page_prose",  # share of the words that is prose
    "prose_blocks",
    "declared_kind",  # rank of the page's JSON-LD or OpenGraph type
    "slug",  # words in the URL's last segment: stories have long slugs
    "url_depth",
    "articles",  # article elements: a thread or a list has many
)  # fmt: skip

FEATURES: tuple[str, ...] = OWN_FEATURES + BOX_FEATURES + ORDER_FEATURES + PAGE_FEATURES
"""What is computed of each block; page types are told from these."""

PAGE_TYPES: tuple[PageType, ...] = get_args(PageType)
"""In the order of the trees' columns."""

BLOCK_FEATURES: tuple[str, ...] = (*FEATURES, *(f"is_{name}" for name in PAGE_TYPES))
"""What the trees for blocks ask about: the same, and how likely the page is of each type."""

# Ordered from what is seldom a part of a body to what nearly always is, and other elements count as `div` does. Only
# the order matters to the trees, as in `_PHRASES`.
_TAGS = """
    option select button label form footer aside header nav a td th dt dd li ul div section caption figcaption figure
    summary line h1 h6 h5 h4 h3 h2 article blockquote p pre"""
TAG_RANK = {tag: rank for rank, tag in enumerate(_TAGS.split())}
OTHER_TAG = TAG_RANK["div"]
# The level of each heading; a block that is none has level 0.
HEADING_LEVEL = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

# Ordered from what may be part of a body to what never is; only the order matters to the trees.
_PHRASES = (
    "disclaimer, read more, tags, related, newsletter, follow us, share, comments, comment form, paywall, cookies, "
    "advert, login, navigation, copyright, skip link"
)
PHRASE_RANK = {phrase: rank for rank, phrase in enumerate(_PHRASES.split(", "), 1)}
OTHER_PHRASE = PHRASE_RANK["follow us"]
RANKED_PHRASE = {rank: phrase for phrase, rank in PHRASE_RANK.items() if rank != OTHER_PHRASE}
"""The phrase's category by its rank; that of `OTHER_PHRASE` is several ones'."""
# The characters that end a sentence, or a quotation, a remark in brackets or a line that announces something.
SENTENCE_END = frozenset("".join(words_of("ends of sentences"))) | frozenset("\"”'’»)』」:*")
SHORT_WORDS = 12  # lines this short are judged by their very words
# A line with more words than this says more than a stock phrase and is not looked up.
PHRASE_WORDS = 40
# A paragraph that nobody doubts: enough words and hardly any links.
PROSE_WORDS, PROSE_LINKS = 15, 0.34
MAIN_SHARE = 0.6  # of the page's prose, for a container to be the main one
FLAGS = {
    "article": 1, "main": 2, "header": 4, "footer": 4, "aside": 4, "nav": 4, "ul": 8, "ol": 8, "dl": 8, "table": 16,
    "figure": 32, "form": 64,
}  # fmt: skip
# How many different bits `FLAGS` has: so many columns tell what a block lies in.
FLAG_COUNT = max(FLAGS.values()).bit_length()
FAR = 40.0  # beyond this many blocks, further is the same
REACH = 5  # blocks before and after that are a block's surroundings
