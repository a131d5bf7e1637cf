"""Stories that stand in full behind the page's own."""

from __future__ import annotations

import numpy as np
import pytest
from stories import PARAGRAPHS

from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import BLOCK_FEATURES, HEADING_LEVEL
from cleaner.judge.features import Features
from cleaner.judge.stacked import other_stories
from cleaner.model import Metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

TITLES = ("Lamp keepers count the boats again", "Square loaves for the lower town", "Horses learn to swim well")
STORY = "".join(PARAGRAPHS[:4])
ARTICLES = [f"<article><h1>{title}</h1>{STORY}</article>" for title in TITLES]
LINKED = [f"<div><h2><a href='/news/{n}'>{title}</a></h2><div>{STORY}</div></div>" for n, title in enumerate(TITLES)]


def left(body: str, title: str | None = TITLES[0], declared: str = "newsarticle") -> list[str]:
    """What remains of the headings, when every paragraph is sure."""
    segmentation = segment_page(parse(f"<body><main>{body}</main></body>"))
    blocks = segmentation.blocks
    columns = np.zeros((len(BLOCK_FEATURES), len(blocks)), np.float32)
    columns[BLOCK_FEATURES.index("heading")] = [HEADING_LEVEL.get(block.tag, 0) for block in blocks]
    features = Features(columns, list(range(len(blocks))), [])
    likely = [0.9] * len(blocks)
    sure = [index for index, block in enumerate(blocks) if block.tag == "p"]
    choice = Choice(segmentation, Scores(np.asarray(likely), features), [True] * len(blocks), likely, (), sure, {})
    out = set(other_stories(choice, Metadata(title=title, declared_types=(declared,))))
    return [block.text for index, block in enumerate(blocks) if block.tag in {"h1", "h2"} and index not in out]


@pytest.mark.parametrize("stories", [ARTICLES, LINKED], ids=["articles", "linked"])
@pytest.mark.parametrize("own", [0, 1, 2])
def test_the_title_tells_which_story_is_the_pages(stories: list[str], own: int):
    assert left("".join(stories), TITLES[own]) == [TITLES[own]]


@pytest.mark.parametrize("title", [None, "Bay Courier"])
def test_all_stay_where_no_heading_is_the_title(title: str | None):
    assert left("".join(ARTICLES), title) == list(TITLES)


def test_all_stay_where_two_headings_are_the_title():
    assert len(left("".join([*ARTICLES, ARTICLES[0]]))) == 4


def test_all_stay_on_what_is_no_article():
    assert left("".join(ARTICLES), declared="itemlist") == list(TITLES)


def test_sections_of_one_story_stay():
    assert len(left("<article>" + "".join(f"<h1>{title}</h1>{STORY}" for title in TITLES) + "</article>")) == 3


def test_sections_below_a_title_in_a_box_of_its_own_stay():
    assert len(left(f"<header><h1>{TITLES[0]}</h1></header><article>{LINKED[1]}{LINKED[2]}</article>")) == 3


def test_a_list_of_things_below_a_short_story_stays():
    assert len(left(f"<div><h1>{TITLES[0]}</h1>{PARAGRAPHS[0]}{PARAGRAPHS[1]}</div>{LINKED[1]}{LINKED[2]}")) == 3


def test_a_heading_that_links_to_itself_leads_nowhere():
    section = f"<div><h2><a href='#loaves'>{TITLES[1]}</a></h2>{STORY}</div>"
    assert len(left(f"<div><h1>{TITLES[0]}</h1>{STORY}</div>{section}")) == 2


def test_a_further_part_of_the_story_that_begins_with_prose_stays():
    shop = f"<h2><a href='https://shop.example/loaves'>{TITLES[1]}</a></h2>"
    assert len(left(f"<div><h1>{TITLES[0]}</h1>{STORY}</div><div>{PARAGRAPHS[5]}{shop}{STORY}</div>")) == 2
