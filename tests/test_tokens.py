from __future__ import annotations

import pytest

from cleaner.lexicon.tokens import TokenOdds, class_tokens
from cleaner.weights import bundled_weights


@pytest.mark.parametrize(
    ("names", "tokens"),
    [
        ("header", {"header"}),
        ("ad-slot", {"ad", "slot", "ad-slot"}),
        ("articleBody", {"article", "body", "article-body"}),
        ("post__title post-12", {"post", "title", "post-title"}),
        ("RelatedNews", {"related", "news", "related-news"}),
        ("", set()),
    ],
)
def test_names_are_cut_into_whole_tokens(names, tokens):
    assert class_tokens(names) == tokens


def test_a_token_never_matches_inside_a_word():
    odds = TokenOdds({"ad": -3.0}, {})
    assert odds.of_names("header shadow loading") == (0.0, 0.0, 0.0)
    assert odds.of_names("ad") == (-3.0, -3.0, 0.0)


def test_the_worst_and_the_best_token_are_told():
    odds = TokenOdds({"related": -2.0, "content": 1.5}, {})
    assert odds.of_names("content related x") == (-0.5, -2.0, 1.5)


def test_short_lines_are_judged_by_their_words():
    odds = TokenOdds({}, {"share": -2.0, "this": 0.0})
    assert odds.of_text("share this now") == -1.0
    assert odds.of_text("nothing known") == 0.0


def test_the_shipped_tokens_were_learned():
    odds = bundled_weights().tokens
    assert odds.of_names("sidebar widget")[1] < 0 < odds.of_names("entry-content")[2]
