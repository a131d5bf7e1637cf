"""What sets a story's page apart from a list of stories."""

from __future__ import annotations

import pytest

from cleaner.judge.page_shape import HEADLINE_FACTS, RUN_FACTS, headline_facts, run_facts
from cleaner.lexicon.class_families import BITS, family_bits

# A headline, three paragraphs, a line, two links to other stories.
WORDS = [6.0, 40.0, 30.0, 20.0, 5.0, 9.0, 10.0]
LINKS = [0.0, 0.0, 0.1, 0.0, 0.0, 1.0, 1.0]
TITLE = [2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
HEADING = [1.0, 0.0, 0.0, 0.0, 0.0, 3.0, 0.0]


def headline(**changed):
    told = {"words": WORDS, "links": LINKS, "title": TITLE, "heading": HEADING} | changed
    return dict(zip(HEADLINE_FACTS, headline_facts(**told), strict=True))


def runs(**changed):
    told = {"words": WORDS, "links": LINKS, "heading": HEADING} | changed
    return dict(zip(RUN_FACTS, run_facts(**told), strict=True))


def test_a_headline_is_told_by_its_words_and_level():
    found = headline()
    assert (found["headline"], found["headline_words"], found["headline_level"]) == (2, 6, 1)


def test_behind_a_headline_prose_is_counted():
    assert headline()["headline_prose"] == pytest.approx(40 + 27 + 20 + 5)


def test_behind_a_headline_paragraphs_are_counted():
    found = headline()
    assert (found["headline_paragraphs"], found["headline_longest"]) == (3, 40)


def test_behind_a_headline_links_are_counted():
    assert headline()["headline_links"] == pytest.approx((3 + 19) / 114)


def test_of_two_headlines_the_one_with_prose_behind_it_counts():
    title = [2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0]
    found = headline(title=title, links=[*LINKS[:6], 0.0])
    assert (found["headlines"], found["headline_words"]) == (2, 6)


def test_a_title_that_is_a_link_is_no_headline():
    assert set(headline(links=[1.0, *LINKS[1:]]).values()) == {0}


def test_a_heading_with_a_part_of_the_title_will_do_where_nothing_says_all_of_it():
    assert headline(title=[1.0, *TITLE[1:]])["headline"] == 1
    assert headline(title=[1.0, *TITLE[1:]], heading=[0.0] * 7)["headline"] == 0


def test_a_run_of_paragraphs_is_counted():
    found = runs()
    assert (found["run_blocks"], found["run_words"]) == (3, 90)


def test_a_run_of_paragraphs_ends_at_links():
    broken = runs(words=[6.0, 40.0, 30.0, 5.0, 20.0, 9.0, 10.0], links=[0.0, 0.0, 0.1, 1.0, 0.0, 1.0, 1.0])
    assert (broken["run_blocks"], broken["run_words"]) == (2, 70)


def test_linked_headings_and_teasers_are_counted():
    found = runs()
    assert (found["headings"], found["linked_headings"], found["teasers"]) == (2, 1, 2)


@pytest.mark.parametrize(
    ("names", "token"),
    [("topic-replies", "reply replies"), ("productCard", "product"), ("entry-content", "entry-content")],
)
def test_boxes_are_of_the_families_that_their_names_say(names, token):
    wanted = 0
    for word in token.split():
        wanted |= BITS[word]
    assert family_bits(names) & wanted == wanted


def test_a_name_that_says_nothing_is_of_no_family():
    assert family_bits("x1 wrapper inner") == 0
