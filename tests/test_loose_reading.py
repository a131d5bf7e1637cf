"""The loose reading: the same page read for recall, beside the strict one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.article.assemble import assemble
from cleaner.judge.aside import ABOUT
from cleaner.judge.captions import CAPTION
from cleaner.judge.edges import DOUBTFUL
from cleaner.judge.labelling import Labelling
from cleaner.judge.loose_reading import find_further
from cleaner.judge.repeated_metadata import BYLINE
from cleaner.judge.structures import Structure
from cleaner.model import Block, Decoded, Metadata, StoryPicture

FIXTURES = Path(__file__).parent / "fixtures"
DECODED = Decoded(b"", "utf-8", "utf-8")
STORY = Block("The ferry left the northern harbour at noon.", "p")
NOTE = Block("Photographs by the harbour office", "p")
LINK = Block("More about ferries", "p", (("More about ferries", "/ferries", 0),))


def further(blocks, likely, *, phrases=(), discussion=False, **labelling):
    found = Labelling([p > 0.8 for p in likely], list(likely), "heuristic", **labelling)
    return find_further(blocks, found, list(likely), phrases, discussion=discussion)


def made(keeps, more, blocks=(STORY, NOTE, STORY), probabilities=(0.9, 0.4, 0.8), **others):
    return assemble(None, DECODED, blocks, keeps, Metadata(), 0.8, probabilities=probabilities, further=more, **others)


def test_what_is_likely_though_not_chosen_is_in_and_what_is_unlikely_out():
    assert further([STORY, NOTE, NOTE], [0.9, 0.4, 0.1]) == [1]


def test_posts_of_a_discussion_need_be_less_likely():
    assert further([STORY, NOTE, NOTE], [0.9, 0.25, 0.1], discussion=True) == [1]


@pytest.mark.parametrize(
    "why",
    [
        pytest.param(CAPTION, id="caption"),
        pytest.param(BYLINE, id="byline"),
        pytest.param(DOUBTFUL, id="at the edge"),
        pytest.param(f"{ABOUT} of class author-bio", id="about the author"),
    ],
)
def test_what_is_left_out_as_beside_the_body_is_in(why):
    assert further([STORY, NOTE], [0.9, 0.6], why={1: ("heuristic", why)}) == [1]


@pytest.mark.parametrize(
    "why",
    [
        pytest.param("stock phrase: newsletter", id="stock phrase"),
        pytest.param("box of class related", id="other stories"),
        pytest.param("copy of what stands before", id="copy"),
        pytest.param("hidden", id="hidden"),
    ],
)
def test_what_is_furniture_is_out(why):
    assert further([STORY, NOTE], [0.9, 0.6], why={1: ("heuristic", why)}) == []


def test_what_the_page_hides_is_out():
    assert further([STORY, NOTE._replace(hidden=True)], [0.9, 0.6]) == []


def test_a_stock_phrase_is_out_unless_it_is_a_cell():
    blocks = [STORY, NOTE, NOTE, NOTE]
    assert further(blocks, [0.9, 0.4, 0.4, 0.4], phrases={1, 3}, structures=[Structure("table", 2, 4)]) == [2, 3]


def test_links_are_in_only_where_they_are_likelier_than_not():
    assert further([STORY, LINK, LINK], [0.9, 0.4, 0.6]) == [2]


def test_a_list_of_links_with_a_line_among_them_is_out_as_a_whole():
    assert (
        further([STORY, LINK, NOTE, LINK, LINK], [0.9, 0.4, 0.4, 0.4, 0.4], structures=[Structure("list", 1, 5)]) == []
    )


def test_what_a_rule_drops_is_out():
    assert further([STORY, NOTE], [0.9, 0.6], ruled=[True, True]) == []


def test_a_page_without_a_story_has_none_to_read_loosely():
    assert further([NOTE, NOTE], [0.6, 0.6]) == []


def test_the_loose_reading_has_the_further_blocks_in_the_order_of_the_page():
    assert made([True, False, True], [1]).loose.text.split("\n") == [STORY.text, NOTE.text, STORY.text]


def test_the_article_itself_is_without_the_blocks_of_the_loose_reading():
    assert made([True, False, True], [1]).text.split("\n") == [STORY.text, STORY.text]


def test_probabilities_are_those_of_the_blocks_in_either_reading():
    article = made([True, False, True], [1])
    assert (article.probabilities, article.loose.probabilities) == ((0.9, 0.8), (0.9, 0.4, 0.8))


def test_where_nothing_is_to_be_added_the_article_is_its_own_loose_reading():
    article = made([True, False, True], [])
    assert article.loose is article


def test_a_line_whose_beginning_is_in_neither_reading_begins_a_paragraph():
    blocks = (NOTE, NOTE, STORY._replace(continues="line"), NOTE)
    article = made([False, False, True, False], [3], blocks, (0.1, 0.1, 0.9, 0.4))
    assert [block.continues for block in article.loose.blocks] == ["", ""]


def test_a_line_hangs_on_a_beginning_that_only_the_loose_reading_has():
    blocks = (STORY, NOTE, STORY._replace(continues="line"))
    article = made([True, False, True], [1], blocks)
    assert [block.continues for block in article.blocks] == ["", ""]
    assert [block.continues for block in article.loose.blocks] == ["", "", "line"]


def test_a_picture_stays_beside_the_paragraph_it_was_beside():
    picture = ((2, 0, (), {"src": "/a.png"}),)
    article = made([True, False, True], [1], pictures=picture)
    assert [each.before for each in article.pictures] == [1]
    assert article.loose.pictures == (StoryPicture({"src": "/a.png"}, "", 1, ()),)


def test_an_article_keeps_its_loose_reading_in_a_pickle():
    article = made([True, False, True], [1])
    assert pickle.loads(pickle.dumps(article)).loose == article.loose


def test_a_page_that_is_no_article_has_no_loose_reading_either():
    page = "<title>404 Not Found</title><h1>Page not found</h1><p>Sorry, the page you asked for could not be found.</p>"
    article = Cleaner(rules=None).clean(page)
    assert (article.reason, article.loose.text, article.probabilities) == ("error page", "", ())


@pytest.mark.parametrize("page", sorted((FIXTURES / "dump").glob("*.html")), ids=lambda page: page.stem)
def test_the_loose_reading_of_a_page_has_every_line_of_the_strict_one(page: Path):
    article = Cleaner().clean(page.read_bytes())
    assert set(article.text.split("\n")) <= set(article.loose.text.split("\n"))
