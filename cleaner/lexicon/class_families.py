"""Words in classes and ids that threads, shops, lists or manuals have in many of their boxes."""

from __future__ import annotations

from typing import Final

from cleaner.lexicon.tokens import class_tokens

FAMILIES: Final = tuple(
    frozenset(tokens.split())
    for tokens in (
        (
            "post posts postbody reply replies message messages answer answers question thread threads topic topics "
            "bbs floor forum discussion posting"
        ),
        "comment comments",
        "user avatar username author member signature profile",
        "vote votes voting like likes score reputation upvote",
        "price prices pricing cart sku variant variants buy basket quantity wishlist swatch",
        "product products",
        "card cards tile tiles grid",
        "item items result results listing listings entry entries",
        "toc docs doc api markdown code highlight sidebar",
        "hero cta testimonial testimonials feature features banner slider carousel section",
        "article story entry-content post-content article-body content-body",
        "filter filters facet facets sort sorting pagination pager",
    )
)
"""Tokens of names, as `cleaner.lexicon.tokens.class_tokens` parts them."""

BITS: Final = {
    token: sum(1 << number for number, family in enumerate(FAMILIES) if token in family)
    for family in FAMILIES
    for token in family
}
"""Token → a bit for each family that it is of."""


def family_bits(names: str) -> int:
    """A bit for each family that a class attribute, or an id, has a token of."""
    bits = 0
    for token in class_tokens(names):
        bits |= BITS.get(token, 0)
    return bits
