"""Questions in a row with their answers: each pair stays or goes as one."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner
from cleaner.judge.question_pairs import find_pairs
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

CLEANER = Cleaner(rules=None)
ASKED = [("Is the lamp open on Sundays?", "From noon until dusk."), ("May a goat come along?", "If it is quiet.")]
ASKED += [("Who pays for the pencils?", "The council of the bay does.")]
FORMS = {
    "headings": "<h3>{}</h3><p>{}</p>",
    "boxes": "<div class='q'><h4>{}</h4><div class='a'><p>{}</p></div></div>",
    "buttons": "<div class='row'><h3><button aria-expanded='false'>{}</button></h3><div role='region'>{}</div></div>",
    "bold lines": "<p><strong>{}</strong></p><p>{}</p>",
    "links of a script": "<div class='t'><h3 role='tab'><a href=''>{}</a></h3><div><p>{}</p></div></div>",
}


def pairs(body: str, phrases: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    """First block and end of each pair, each block having ten words."""
    segmentation = segment_page(parse(body))
    return [(first, end) for _, first, end in find_pairs(segmentation, [10] * len(segmentation.blocks), phrases)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("declared", ["NewsArticle", "Article"])
def test_questions_behind_the_last_paragraph_keep_their_answers(form: str, declared: str):
    asked = "".join(FORMS[form].format(*pair) for pair in ASKED)
    said = CLEANER.clean(page([*PARAGRAPHS, f"<div>{asked}</div>"], declared)).text.splitlines()
    assert [line for pair in ASKED for line in pair] == said[-6:]


@pytest.mark.parametrize("form", FORMS)
def test_each_question_goes_with_what_is_below_it(form: str):
    body = "".join(FORMS[form].format(*pair) for pair in ASKED)
    assert pairs(f"<div>{body}</div>") == [(0, 2), (2, 4), (4, 6)]


def test_an_answer_of_two_paragraphs_in_the_box_of_its_question_is_whole():
    box = "<div><h3>Why?</h3><p>It was dark.</p><p>It rained.</p></div>"
    assert pairs(f"<section>{box}{box}</section>") == [(0, 3), (3, 6)]


def test_the_first_item_of_a_list_is_no_answer():
    listed = "<h3>What is needed?</h3><ul><li>a lamp</li><li>oil</li></ul>"
    assert not pairs(f"{listed}{listed}")
    assert pairs("<ul><li>Why?<p>It was dark.</p></li><li>When?<p>At nine.</p></li></ul>") == [(0, 2), (2, 4)]


def test_one_question_is_no_series():
    assert not pairs("<p>It was late.</p><h3>Why?</h3><p>It was dark.</p>")


def test_what_leads_away_is_no_answer():
    assert not pairs("<h3>Why?</h3><p><a href='/a'>Read it here</a></p>" * 2)


def test_a_stock_phrase_is_no_answer():
    assert not pairs("<h3>Why?</h3><p>Sign up</p>" * 2, (1, 3))


def test_a_sign_is_no_answer():
    segmentation = segment_page(parse("<p>Why?</p><p>+</p><p>When?</p><p>+</p>"))
    assert not list(find_pairs(segmentation, [1, 0, 1, 0], ()))
