"""Blocks and decisions make the article."""

from __future__ import annotations

import pytest

from cleaner.article.assemble import assemble, empty
from cleaner.model import Block, Decoded, Metadata

DECODED = Decoded(b"", "windows-1252", "header")
FIRST, SECOND, THIRD = Block("First line", "p"), Block("second line", "p", continues="line"), Block("Third", "p")


def made(keeps: list[bool], confidence: float = 0.9, **further):
    blocks = [FIRST, SECOND, THIRD]
    return assemble("https://a.example/", DECODED, blocks, keeps, Metadata(title="T"), confidence, **further)


def test_the_article_has_the_blocks_that_were_kept_in_the_order_of_the_page():
    assert [block.text for block in made([True, False, True]).blocks] == ["First line", "Third"]


@pytest.mark.parametrize(("before", "hangs_on"), [(True, "line"), (False, "")], ids=["kept", "dropped"])
def test_a_line_hangs_on_the_one_before_only_where_that_was_kept(before, hangs_on):
    assert made([before, True, True]).blocks[-2].continues == hangs_on


def test_an_article_without_blocks_says_so_and_is_sure_of_nothing():
    article = made([False] * 3)
    assert (article.blocks, article.confidence, article.reason) == ((), 0.0, "no article")


def test_an_article_with_blocks_has_the_confidence_it_was_given_and_no_reason():
    article = made([True] * 3, 0.7)
    assert (article.confidence, article.reason) == (0.7, None)


def test_the_article_carries_what_it_was_read_from():
    article = made([True] * 3, rule="sites/a", page_type="forum")
    assert (article.url, article.encoding, article.encoding_source) == ("https://a.example/", "windows-1252", "header")
    assert (article.title, article.rule, article.page_type) == ("T", "sites/a", "forum")


def test_the_mark_by_which_a_heading_links_to_itself_is_no_word_of_it():
    heading = Block("Usage ¶", "h2", (("Usage ", "", 0), ("¶", "#usage", 0)))
    assert assemble(None, DECODED, [heading], [True], Metadata(), 1.0).text == "Usage"


def test_what_is_no_page_gives_an_article_with_the_reason_alone():
    article = empty("https://a.example/", DECODED, "not html: pdf")
    assert (article.text, article.title, article.confidence, article.reason) == ("", None, 0.0, "not html: pdf")
