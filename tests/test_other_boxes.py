"""What stands beside the story in boxes of its own, judged as one."""

from __future__ import annotations

import numpy as np
import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner
from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.judge.features import Features
from cleaner.judge.other_boxes import doubtful_groups
from cleaner.model import Metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

STORY = f"<article>{''.join(PARAGRAPHS)}</article>"
TEASER = "<p>Teaser: the mayor of the lower town has read all of the letters that came in and has answered two</p>"
ITEM = f"<div class='item'>{TEASER}</div>"
RIVER = f"<section>{ITEM * 5}</section>"
NEWS = Metadata(declared_types=("newsarticle",))


def left_out(body: str, likely: float, *, kind: str = "article", sure: float = 0.92, metadata: Metadata = NEWS) -> int:
    """How many blocks go, when what begins with "Teaser" is so likely; "Related" is a phrase that points elsewhere."""
    segmentation = segment_page(parse(f"<body><div>{body}</div></body>"))
    blocks = segmentation.blocks
    probabilities = [likely if block.text.startswith("Teaser") else sure for block in blocks]
    columns = np.zeros((len(BLOCK_FEATURES), len(blocks)), np.float32)
    columns[BLOCK_FEATURES.index(f"is_{kind}")] = 0.9
    features = Features(columns, list(range(len(blocks))), [len(block.text.split()) for block in blocks])
    scores = Scores(np.asarray(probabilities), features)
    phrases = {index: True for index, block in enumerate(blocks) if block.text == "Related"}
    choice = Choice(segmentation, scores, [True] * len(blocks), probabilities, (), (), phrases)
    out = doubtful_groups(choice, metadata, ())
    assert all(blocks[index].text.startswith("Teaser") for index in out)
    return len(out)


def test_a_river_behind_the_story_goes_as_one():
    assert left_out(STORY + RIVER, 0.65) == 5


SENTENCE = "<div>Teaser: the mayor of the lower town has read all of the letters that came in, he said.</div>"


@pytest.mark.parametrize(("between", "gone"), [("", 0), ("<p>Log in to write to us</p>", 6)], ids=["behind", "below"])
def test_sentences_in_a_box_right_behind_the_story_go_on_with_it(between: str, gone: int):
    assert left_out(f"{STORY}{between}<section>{SENTENCE * 6}</section>", 0.6) == gone


def test_a_river_that_is_as_sure_as_the_story_stays():
    assert left_out(STORY + RIVER, 0.9) == 0


def test_a_long_notice_behind_the_story_goes():
    assert left_out(STORY + f"<div class='consent'>{TEASER * 20}</div>", 0.69) == 20


def test_what_stands_before_the_story_needs_less():
    summary = f"<header>{TEASER}</header>"
    assert (left_out(summary + STORY, 0.6), left_out(STORY + summary, 0.6)) == (0, 1)


def test_what_adds_much_needs_more():
    assert (left_out(STORY + RIVER, 0.73), left_out(STORY + RIVER * 4, 0.73)) == (0, 20)


def test_doubtful_paragraphs_among_the_story_are_no_group():
    assert left_out(f"<article>{PARAGRAPHS[0]}{TEASER * 3}{''.join(PARAGRAPHS[1:])}</article>", 0.5) == 0


def test_a_story_in_two_boxes_stays_whole():
    halves = "".join(PARAGRAPHS[:3]), "".join(PARAGRAPHS[3:]).replace("<p>", "<p>Teaser ")
    assert left_out("".join(f"<div class='part'>{half}</div>" for half in halves), 0.85) == 0


def test_an_article_that_does_not_call_itself_news_loses_what_is_as_likely_not():
    assert left_out(STORY + RIVER, 0.45, metadata=Metadata()) == 5


@pytest.mark.parametrize("kind", ["forum", "service", "product", "collection"])
def test_threads_and_offers_have_no_story(kind: str):
    assert left_out(STORY + RIVER, 0.45, kind=kind, metadata=Metadata()) == 0


def test_what_is_taken_for_a_listing_has_a_story_when_all_that_is_sure_stands_together():
    assert left_out(STORY + RIVER, 0.45, kind="listing", metadata=Metadata()) == 5


def test_what_declares_itself_a_site_has_none():
    assert left_out(STORY + RIVER, 0.45, kind="listing", metadata=Metadata(declared_types=("og:website",))) == 0


def test_a_listing_with_sure_paragraphs_in_two_places_has_none():
    assert left_out(f"{STORY}{RIVER}<div>{PARAGRAPHS[0]}</div>", 0.45, kind="listing", metadata=Metadata()) == 0


@pytest.mark.parametrize(("title", "gone"), [("The lamp keepers count", 5), ("Bay Courier", 0)])
def test_where_nothing_is_sure_the_title_must_stand_over_the_story(title: str, gone: int):
    body = f"<h1>The lamp keepers count</h1>{STORY}{RIVER}"
    assert left_out(body, 0.3, kind="listing", sure=0.7, metadata=Metadata(title=title)) == gone


def test_a_thread_behind_a_first_post_of_one_paragraph_stays():
    thread = f"<div class='post'>{TEASER * 2}</div>" * 9
    assert left_out(f"<div><h1>Boats</h1>{PARAGRAPHS[0]}</div>{thread}", 0.45, metadata=Metadata()) == 0


def test_a_listing_of_equals_stays():
    assert left_out(f"<article>{TEASER * 2}</article>" * 12, 0.6) == 0


def test_a_real_page_keeps_its_story_whole():
    text = Cleaner(rules=None).clean(page([*PARAGRAPHS[:3], "<section>", *PARAGRAPHS[3:], "</section>"])).text
    assert len(text.splitlines()) == len(PARAGRAPHS)


def test_one_paragraph_in_a_box_of_its_own_is_not_the_whole_story():
    boxes = "".join(f"<section class='part{number}'>{TEASER * 2}</section>" for number in range(40))
    assert left_out(f"<section>{PARAGRAPHS[0]}</section>{boxes}", 0.69) == 0


ANSWER = f"<div class='answer'>{' '.join(PARAGRAPHS).replace('<p>', '').replace('</p>', '')}</div>"


@pytest.mark.parametrize(("phrase", "gone"), [("<h2>Related</h2>", 9), ("<h2>Recipes</h2>", 0)])
def test_one_paragraph_below_the_title_is_a_story_where_a_phrase_below_it_points_elsewhere(phrase: str, gone: int):
    body = f"<main><h1>The lamp keepers count</h1>{ANSWER}</main>{phrase}{ITEM * 9}"
    found = left_out(body, 0.4, kind="listing", metadata=Metadata(title="The lamp keepers count"))
    assert found == gone


def test_one_paragraph_that_has_no_title_above_it_is_no_story_of_its_own():
    body = f"<main>{ANSWER}</main><h2>Related</h2>{ITEM * 9}"
    assert left_out(body, 0.4, kind="listing", metadata=Metadata(title="The lamp keepers count")) == 0
