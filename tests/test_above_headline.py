"""What stands above the story's headline."""

from __future__ import annotations

import numpy as np
import pytest
from stories import PARAGRAPHS, TITLE

from cleaner.judge.above_headline import above_headline
from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.judge.features import Features
from cleaner.model import Metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

STORY = "".join(PARAGRAPHS)
NOTICE = "<p>Notice: the members of the bay are asked for their names in the survey until June</p>"


def left_out(body: str, *, title: str = TITLE, likely: float = 0.8, kind: str = "article") -> list[str]:
    """The blocks that go, when what begins with "Notice" is so likely and all else is sure; headings are not chosen."""
    segmentation = segment_page(parse(f"<body><main>{body}</main></body>"))
    blocks = segmentation.blocks
    probabilities = [likely if block.text.startswith("Notice") else 0.97 for block in blocks]
    columns = np.zeros((len(BLOCK_FEATURES), len(blocks)), np.float32)
    columns[BLOCK_FEATURES.index(f"is_{kind}")] = 0.9
    features = Features(columns, list(range(len(blocks))), [len(block.text.split()) for block in blocks])
    kept = [block.tag == "p" for block in blocks]
    sure = [index for index, p in enumerate(probabilities) if p > 0.85 and kept[index]]
    choice = Choice(segmentation, Scores(np.asarray(probabilities), features), kept, probabilities, (), sure, {})
    return [blocks[index].text[:6] for index in above_headline(choice, Metadata(title=title))]


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_a_notice_above_the_headline_goes(tag: str):
    assert left_out(f"{NOTICE}<{tag}>{TITLE}</{tag}>{STORY}") == ["Notice"]


def test_a_headline_in_a_title_with_the_sites_name_tells_it_as_well():
    assert left_out(f"{NOTICE}<h1>{TITLE}</h1>{STORY}", title=f"{TITLE} - Bay Courier") == ["Notice"]


def test_a_short_headline_that_the_title_begins_with_tells_it():
    html = f"{NOTICE}<h1>Boats counted</h1>{STORY}"
    assert left_out(html, title="Boats counted - Bay Courier") == ["Notice"]


def test_what_is_as_sure_as_the_story_stays():
    assert left_out(f"{NOTICE}<h1>{TITLE}</h1>{STORY}", likely=0.97) == []


def test_it_stays_above_a_heading_that_is_not_the_title():
    assert left_out(f"{NOTICE}<h1>What the weather brings</h1>{STORY}") == []


def test_it_stays_between_two_headings_that_are_the_title():
    assert left_out(f"<h1>{TITLE}</h1>{NOTICE}<h1>{TITLE}</h1>{STORY}") == []


def test_it_stays_where_little_is_told_below():
    assert (
        left_out(f"{NOTICE}<h1>{TITLE}</h1><p>They will go on until the end of the autumn, all three of them.</p>")
        == []
    )


def test_it_stays_on_a_page_of_many_products():
    assert left_out(f"{NOTICE}<h1>{TITLE}</h1>{STORY}", kind="collection") == []
