"""Structures that stand beside a story's paragraphs."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner
from cleaner.judge.same_box import (
    around,
    find_even_series,
    find_neighbours,
    find_story,
    is_linked,
    keep_heads,
    lift_filling,
    lift_kin,
)
from cleaner.judge.structures import Structure
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

CLEANER = Cleaner(rules=None)
STORY = "".join(PARAGRAPHS[:3])
TABLE = "<table><tr><td>March</td><td>211</td></tr><tr><td>April</td><td>340</td></tr></table>"


def lines(html: str, at: int = 3, declared: str | None = "NewsArticle") -> list[str]:
    """What comes out of a story with this in it."""
    return CLEANER.clean(page([*PARAGRAPHS[:at], html, *PARAGRAPHS[at:]], declared)).text.splitlines()


def lifted(html: str, structure: Structure, sure: list[int]) -> float:
    """What becomes of a likelihood of .4."""
    segmentation = segment_page(parse(html))
    likely = [0.4] * len(segmentation.blocks)
    lift_kin(segmentation, likely, [structure], find_story(segmentation, sure), sure)
    return likely[structure.first]


def test_a_table_beside_the_story_is_likelier():
    assert lifted(f"<div>{STORY}{TABLE}</div>", Structure("table", 3, 7), [0, 1, 2]) > 0.6


def test_a_table_elsewhere_is_as_likely_as_it_was():
    assert lifted(f"<div>{STORY}</div><div>{TABLE}</div>", Structure("table", 3, 7), [0, 1, 2]) == 0.4


@pytest.mark.parametrize(("at", "likelier"), [(2, True), (3, False)], ids=["between", "behind"])
def test_a_list_of_links_is_likelier_between_the_paragraphs_only(at: int, likelier: bool):
    links = '<ul><li><a href="/a">one</a></li><li><a href="/b">two</a></li></ul>'
    body = "".join([*PARAGRAPHS[:at], links, *PARAGRAPHS[at:4]])
    sure = [index for index in range(6) if index not in (at, at + 1)][: 4 if likelier else 3]
    assert (lifted(f"<div>{body}</div>", Structure("list", at, at + 2), sure) > 0.4) == likelier


def neighbours(html: str, doubted: list[int]) -> list[int]:
    """Those that stay though caution doubts them, each block having ten words."""
    segmentation = segment_page(parse(html))
    size = len(segmentation.blocks)
    return find_neighbours(segmentation, [index not in doubted for index in range(size)], doubted, [10] * size)


def test_a_doubted_paragraph_among_the_story_is_a_neighbour():
    assert neighbours(f"<div>{STORY}</div><div>{''.join(PARAGRAPHS[3:])}</div>", [1]) == [1]


def test_a_doubted_paragraph_in_another_box_is_none():
    assert neighbours(f"<div>{STORY}</div><div>{PARAGRAPHS[3]}{TABLE}</div>", [3]) == []


def test_a_doubted_line_of_another_element_is_none():
    assert neighbours(f"<div>{STORY}<h4>Nearly the last</h4>{PARAGRAPHS[3]}</div>", [3]) == []


def test_where_most_is_doubted_nothing_is_a_neighbour():
    assert neighbours(f"<div>{STORY}</div><p>Another paragraph elsewhere</p>", [1, 2]) == []


def test_links_are_told_by_most_of_the_words():
    blocks = segment_page(parse('<p>Now: <a href="/a">the goat that could swim</a></p><p>a goat</p>')).blocks
    assert is_linked(blocks[:1])
    assert not is_linked(blocks[1:])


@pytest.mark.parametrize("at", [1, 3, 6], ids=["beginning", "middle", "end"])
@pytest.mark.parametrize(
    "html",
    [
        "<div><div>Down in the bay</div><div>the goats are grey</div><div>and so are we</div></div>",
        "<div><p>Ada: Is it a boat?</p><p>Ben: No.</p><p>Ada: Then sleep.</p></div>",
        "<div class='faq'><div>Is the lamp lit by day?</div><div>No.</div></div>",
        "<div><button>Is the lamp lit by day?</button><div><p>It is not, but somebody watches it.</p></div></div>",
    ],
    ids=["verse", "chat", "answer", "accordion"],
)
def test_lines_in_a_box_of_their_own_are_one_thing(html: str, at: int):
    found = lines(html, at)
    parts = [block.text for block in segment_page(parse(f"<main>{html}</main>")).blocks]
    assert all(part in found for part in parts)


def test_a_question_keeps_its_answer_of_one_word():
    assert "No" in lines("<p>Is the lamp lit by day?</p><p>No</p>", at=6)


def test_the_source_below_a_quotation_in_a_figure_is_no_caption():
    quotation = "<blockquote><p>A lamp without a book is a door without a house.</p></blockquote>"
    figure = f"<figure>{quotation}<figcaption>Ada Moss, keeper of the lamp</figcaption></figure>"
    assert "Ada Moss, keeper of the lamp" in lines(figure)


def test_a_stock_phrase_in_a_quotation_of_its_own_goes():
    assert "Sign up for our newsletter" not in lines("<blockquote>Sign up for our newsletter</blockquote>")


def test_boxes_in_boxes_ask_each_block_once_where_it_stands(monkeypatch: pytest.MonkeyPatch):
    depth = 60
    segmentation = segment_page(parse("<div><p>word word</p><p>word</p>" * depth))
    size = len(segmentation.blocks)
    asked: list[int] = []
    monkeypatch.setattr(
        "cleaner.judge.same_box.around", lambda _, first, end: asked.append(first) or around(_, first, end)
    )
    doubted = list(range(0, size, 2))
    found = find_neighbours(segmentation, [index % 2 == 1 for index in range(size)], doubted, [1] * size)
    assert found == doubted
    assert len(asked) <= size


def series(likely: list[float], stay: list[bool], classes: str = "") -> list[int]:
    """First block of each list that comes back, of lists of two items in one box."""
    lists = "".join(f'<p>And:</p><ul class="{classes}"><li>one</li><li>two</li></ul>' for _ in likely)
    segmentation = segment_page(parse(f"<div>{lists}</div>"))
    size = len(segmentation.blocks)
    found = [Structure("list", 3 * place + 1, 3 * place + 3) for place in range(len(likely))]
    kept, probabilities = [True] * size, [0.9] * size
    for (_, first, end), p, keep in zip(found, likely, stay, strict=True):
        kept[first:end], probabilities[first:end] = [keep] * (end - first), [p] * (end - first)
    return [first for first, _ in find_even_series(segmentation, found, kept, probabilities) if not kept[first]]


def test_of_a_series_of_lists_that_is_doubtful_as_a_whole_all_stay():
    assert series([0.6, 0.62, 0.5, 0.45], [True, True, False, False]) == [7, 10]


@pytest.mark.parametrize(
    ("likely", "stay"),
    [
        ([0.9, 0.9, 0.9, 0.5], [True, True, True, False]),
        ([0.6, 0.3, 0.3, 0.3], [True, False, False, False]),
        ([0.7, 0.45], [True, False]),
        ([0.9, 0.8, 0.4, 0.1], [True, True, True, False]),
    ],
    ids=["a sure one", "hardly any", "no series", "one that is none"],
)
def test_of_other_series_each_list_is_judged_by_itself(likely: list[float], stay: list[bool]):
    assert series(likely, stay) == []


@pytest.mark.parametrize(
    ("cell", "beside", "is_lifted"),
    [("<td>12</td>", 4, True), ("<td>12</td>", 40, False), ('<td><a href="/12">12</a></td>', 4, False)],
    ids=["most of the page", "less than half of it", "links"],
)
def test_a_table_of_numbers_that_fills_its_page_is_likelier(cell: str, beside: int, is_lifted: bool):
    blocks = segment_page(parse(f"<p>Coefficients.</p><table>{f'<tr>{cell * 2}</tr>' * 10}</table>")).blocks
    likely = [0.3, *[0.05] * 20]
    lift_filling(blocks, likely, [Structure("table", 1, 21)], [beside, *[1] * 20])
    assert likely == [0.3, *[0.6 if is_lifted else 0.05] * 20]


def item_lines(rest: str, line: float) -> list[bool]:
    """What stays of an item: its line, held for content by so much, over the rest of it, which stays as marked."""
    segmentation = segment_page(parse(f"<ul><li>Stretch it out<div>{rest}</div></li></ul>"))
    kept = [False] + ["gone" not in block.text for block in segmentation.blocks[1:]]
    keep_heads(segmentation, kept, [], [line, *[0.9] * (len(kept) - 1)], ())
    return kept


def test_the_line_of_an_item_stays_with_the_rest_of_it():
    assert item_lines("<p>Stand up once an hour.</p><p>Reach for the lamp.</p>", 0.25) == [True, True, True]


@pytest.mark.parametrize(
    ("rest", "line"), [("<p>Stand up.</p><p>gone</p>", 0.25), ("<p>Stand up.</p>", 0.1), ("<p>gone</p>", 0.25)]
)
def test_the_line_of_an_item_goes_where_the_rest_is_torn_or_it_is_unlikely_itself(rest: str, line: float):
    assert item_lines(rest, line)[0] is False


@pytest.mark.parametrize(("other", "stays"), [(0.3, True), (0.1, False)])
def test_a_list_in_the_story_of_which_most_is_mended_stays_whole_unless_an_item_is_unlikely(other: float, stays: bool):
    posts = "<div>The lamps were lit again on Tuesday evening, says the harbour master.</div>"
    segmentation = segment_page(
        parse(f"<p>Said by others:</p><ul><li>Harbour gazette{posts}</li><li>Pier journal</li></ul><p>And so on.</p>")
    )
    kept = [True, False, True, False, True]
    keep_heads(segmentation, kept, [], [0.9, 0.4, 0.9, other, 0.9], ())
    assert kept == [True, True, True, stays, True]
