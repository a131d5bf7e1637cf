"""Headings of one look over text that stays."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.judge.choice import Choice
from cleaner.judge.classify import Scores
from cleaner.judge.edges import doubtful_edges
from cleaner.judge.features import read_features
from cleaner.judge.heading_series import keep_labels, keep_series
from cleaner.judge.structures import Structure
from cleaner.lexicon.tokens import TokenOdds
from cleaner.model import Metadata
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

NO_ODDS = TokenOdds({}, {})
NEWS = Metadata(declared_types=("newsarticle",))
ROOMS = "Red Room", "Green Room", "Blue Room"
TEXT = "<p>Nobody has slept here since the lamp went out, and the bed is still made.</p>"


def rooms(head: str = "<h3>{}</h3>", last: str = "", text: str = TEXT) -> Segmentation:
    """A page of three rooms, the last one's heading otherwise if asked."""
    heads = [head.format(name) for name in ROOMS]
    if last:
        heads[-1] = last
    return segment_page(parse(f"<article>{''.join(f'<div>{one}{text}</div>' for one in heads)}</article>"))


def kept_of(page: Segmentation, kept: list[bool], likely: list[float], phrases: tuple[int, ...] = ()) -> list[str]:
    """What of a page is kept."""
    scores = Scores(np.asarray(likely), read_features(page, Metadata(), None, NO_ODDS))
    keep_series(page, scores, kept, likely, phrases)
    return [block.text for block, keep in zip(page.blocks, kept, strict=True) if keep]


def names(found: list[str]) -> list[str]:
    return [text for text in found if text in ROOMS]


@pytest.mark.parametrize(
    "head", ["<h3>{}</h3>", '<h2 class="name">{}</h2>', "<p><strong>{}</strong></p>", '<h3><a href="/x">{}</a></h3>']
)
def test_headings_of_one_look_stay_as_one(head: str):
    found = kept_of(rooms(head), [True, True, False, True, False, True], [0.6, 0.9, 0.4, 0.9, 0.4, 0.9])
    assert names(found) == list(ROOMS)


def test_none_stays_where_none_did():
    found = kept_of(rooms(), [False, True, False, True, False, True], [0.4, 0.9, 0.4, 0.9, 0.4, 0.9])
    assert names(found) == []


@pytest.mark.parametrize(
    "last", ["<h2>Blue Room</h2>", '<h3 class="teaser">Blue Room</h3>', "<p>Blue Room</p>"], ids=["level", "class", "p"]
)
def test_what_looks_otherwise_is_none_of_the_series(last: str):
    found = kept_of(rooms(last=last), [True, True, True, True, False, True], [0.6, 0.9, 0.6, 0.9, 0.4, 0.9])
    assert names(found) == ["Red Room", "Green Room"]


def test_a_heading_over_nothing_that_stays_goes():
    found = kept_of(rooms(), [True, True, True, True, False, False], [0.6, 0.9, 0.6, 0.9, 0.4, 0.1])
    assert names(found) == ["Red Room", "Green Room"]


def test_headings_over_nothing_that_stays_save_none():
    found = kept_of(rooms(), [True, False, False, True, False, True], [0.6, 0.1, 0.4, 0.9, 0.4, 0.9])
    assert names(found) == ["Red Room"]


def test_a_heading_that_is_surely_none_goes():
    found = kept_of(rooms(), [True, True, True, True, False, True], [0.6, 0.9, 0.6, 0.9, 0.1, 0.9])
    assert names(found) == ["Red Room", "Green Room"]


def test_a_stock_phrase_is_no_name():
    kept, likely = [True, True, True, True, False, True], [0.6, 0.9, 0.6, 0.9, 0.4, 0.9]
    assert names(kept_of(rooms(), kept, likely, (4,))) == ["Red Room", "Green Room"]


def test_what_stays_below_a_lower_heading_stays_below_the_higher_one():
    page = segment_page(parse(f"<article>{''.join(f'<h2>{name}</h2><h3>Bed</h3>{TEXT}' for name in ROOMS)}</article>"))
    found = kept_of(page, [True, True, True, False, True, True, False, True, True], [0.6] * 9)
    assert names(found) == list(ROOMS)


def behind(heading: str, text: float, series: frozenset[int] = frozenset()) -> bool:
    """Whether a doubtful heading behind a story of news is an edge; `text` is how likely what it stands over is."""
    page = segment_page(parse(f"<article>{TEXT}{TEXT}{heading}<p>The lamp is in the cellar.</p></article>"))
    likely = [0.9, 0.9, 0.5, text]
    scores = Scores(np.asarray(likely), read_features(page, NEWS, None, NO_ODDS))
    choice = Choice(page, scores, [True] * 4, likely, (), [0, 1], {}, series)
    return 2 in doubtful_edges(choice, NEWS)


def test_a_doubtful_heading_behind_the_story_stays_with_what_it_stands_over():
    assert not behind("<h3>The lamp</h3>", 0.7)


def test_a_doubtful_heading_goes_with_what_it_stands_over():
    assert behind("<h3>The lamp</h3>", 0.5)


def test_a_doubtful_line_goes():
    assert behind("<p>The lamp</p>", 0.7)


def labelled(
    times: int, kept: list[int], likely: float, structures: tuple[Structure, ...] = (), paragraphs: int = 9
) -> list[int]:
    """Which of the labels between paragraphs stay; so many of the paragraphs do."""
    page = segment_page(parse(f"<article>{f'<p>Free for all</p>{TEXT}' * times}</article>"))
    stays = [index // 2 < paragraphs if index % 2 else index // 2 in kept for index in range(2 * times)]
    odds = [0.9 if keep else likely for keep in stays]
    scores = Scores(np.asarray(odds), read_features(page, Metadata(), None, NO_ODDS))
    keep_labels(page, scores, stays, odds, structures, ())
    return [index // 2 for index, keep in enumerate(stays) if keep and index % 2 == 0]


@pytest.mark.parametrize(("kept", "stay"), [([0, 2], [0, 1, 2, 3]), ([1], [1])], ids=["half", "a quarter"])
def test_labels_of_the_same_words_stay_where_a_third_does(kept: list[int], stay: list[int]):
    assert labelled(4, kept, 0.4, paragraphs=2) == stay


def test_labels_over_text_that_stays_do_so_where_one_of_them_does():
    assert labelled(5, [3], 0.4) == [0, 1, 2, 3, 4]


def test_labels_over_text_that_stays_go_where_none_of_them_stays():
    assert labelled(5, [], 0.4) == []


def test_a_label_that_is_surely_none_goes():
    assert labelled(4, [0, 2], 0.2) == [0, 2]


def test_two_labels_are_no_series():
    assert labelled(2, [0], 0.4) == [0]


def test_what_is_part_of_a_whole_is_no_label():
    assert labelled(4, [0, 2], 0.4, (Structure("list", 2, 4),)) == [0, 2, 3]
