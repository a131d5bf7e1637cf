from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.judge import box_parts
from cleaner.judge.compiled import load_columns
from cleaner.judge.structures import Structure, _is_one, find_structures, heed_announcements, judge_whole, keep_whole
from cleaner.model import Block
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

FIXTURES = Path(__file__).parent / "fixtures"

LONG = "The ferry left the northern harbour at noon with forty goats, and nobody on the pier waved, for it was raining."


def structures(html: str) -> list[tuple[str, str]]:
    """Kind of each structure of a page, and its blocks."""
    segmentation = segment_page(parse(f"<main><p>{LONG * 3}</p>{html}<p>{LONG * 3}</p></main>"))
    words = [len(block.text.split()) for block in segmentation.blocks]
    return [
        (kind, "|".join(block.text for block in segmentation.blocks[first:end]))
        for kind, first, end in find_structures(segmentation, words)
    ]


def table(rows: list[list[str]]) -> str:
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows)}</table>"


def test_two_rows_of_two_cells_are_a_table():
    assert structures(table([["a", "b"], ["c", "d"]])) == [("table", "a|b|c|d")]


@pytest.mark.parametrize(
    "rows",
    [
        [["menu", LONG * 3], ["more", LONG * 3]],
        [["a", "b"], ["c"]],
        [["a", table([["b", "c"], ["d", "e"]])], ["f", "g"]],
        [["a", "<p>b</p><p>c</p><p>d</p>"], ["e", "<p>f</p><p>g</p><p>h</p>"]],
    ],
    ids=["paragraphs", "one row", "nested", "many blocks a cell"],
)
def test_a_table_that_lays_out_the_page_is_not_one_thing(rows: list[list[str]]):
    whole = "|".join(" ".join(row) for row in rows)
    assert all(kind != "table" or len(text) < len(whole) / 2 for kind, text in structures(table(rows)))


def test_a_table_inside_a_layout_is_one_thing_by_itself():
    inner = table([["b", "c"], ["d", "e"]])
    assert structures(table([["a", inner], ["f", "g"]])) == [("table", "b|c|d|e")]


def test_a_list_and_the_lists_in_it_are_one_thing():
    assert structures("<ul><li>a</li><li>b<ul><li>c</li><li>d</li></ul></li></ul>") == [("list", "a|b|c|d")]


def test_cards_in_a_list_are_not_one_thing():
    card = "<li><h3>a</h3><p>b</p><p>c</p></li>"
    assert structures(f"<ul>{card * 4}</ul>") == []


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", "terms"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "quotation"),
        ("<details><summary>a</summary><p>b</p></details>", "answer"),
        ("<p>a<br>b<br>c<br>d</p>", "stanza"),
    ],
)
def test_other_things_that_are_shown_in_parts(html: str, kind: str):
    assert [found for found, _ in structures(html)] == [kind]


def test_lines_with_links_are_no_stanza():
    assert structures('<p><a href="/a">a</a><br>b<br>c<br>d</p>') == []


def test_a_quotation_with_headings_is_a_page_that_is_indented():
    assert structures("<blockquote><h2>a</h2><p>b</p></blockquote>") == []


def test_no_block_is_in_two_structures():
    found = structures(f"<blockquote><p>a</p>{table([['b', 'c'], ['d', 'e']])}<p>f<br>g<br>h</p></blockquote>")
    assert [kind for kind, _ in found] == ["quotation"]


def test_pages_that_nest_without_end_are_read():
    depth = 3000
    assert len(structures("<ul><li>a</li><li>b</li>" * depth + "</ul>" * depth)) >= 1


@pytest.mark.parametrize(
    ("kind", "of_blocks"), [("table", (0.3, 0.9)), ("list", (0.3, 0.9)), ("terms", (0.3, 0.9)), ("code", (0.2, 0.4))]
)
def test_all_blocks_of_a_structure_are_as_likely(kind: str, of_blocks: tuple[float, float]):
    found = judge_whole([0.5, *of_blocks], [5, 3, 1], [Structure(kind, 1, 3)])
    assert found[0] == 0.5
    assert found[1] == found[2]


def test_parts_that_agree_are_better_evidence_than_one():
    likely = judge_whole([0.7, 0.7], [2, 2], [Structure("list", 0, 2)])
    unlikely = judge_whole([0.3, 0.3], [2, 2], [Structure("list", 0, 2)])
    assert likely[0] > 0.7
    assert unlikely[0] < 0.3


def test_a_long_part_weighs_more_than_a_short_one():
    of_parts = [0.2, 0.8]
    long_is_likely = judge_whole(of_parts, [1, 9], [Structure("terms", 0, 2)])
    assert long_is_likely[0] == pytest.approx(0.74)


def test_a_tick_stays_with_its_row():
    kept = [True, True, False, False]
    keep_whole(kept, [Structure("table", 0, 3)])
    assert kept == [True, True, True, False]


@pytest.mark.parametrize(
    ("line", "of_line", "phrases", "of_list"),
    [
        ("They brought along:", 0.9, {}, 0.7),
        ("They brought along:", 0.95, {}, 0.76),
        ("They brought along:", 0.3, {}, 0.5),
        ("They brought along", 0.9, {}, 0.5),
        ("Related articles:", 0.2, {0: True}, 0.2),
        ("Related articles:", 0.8, {0: True}, 0.5),
    ],
)
def test_a_line_above_a_list_says_what_it_is(line: str, of_line: float, phrases: dict[int, bool], of_list: float):
    blocks = [Block(line, "p"), Block("ropes", "li"), Block("salt", "li")]
    likely = [of_line, 0.5, 0.5]
    heed_announcements(blocks, likely, [Structure("list", 1, 3)], phrases)
    assert likely == pytest.approx([of_line, of_list, of_list])


def test_the_last_item_of_a_list_announces_no_table():
    blocks = [Block(text, "li") for text in ("salt", "and:", "a", "b")]
    likely = [0.9, 0.9, 0.5, 0.5]
    heed_announcements(blocks, likely, [Structure("list", 0, 2), Structure("table", 2, 4)], {})
    assert likely == [0.9, 0.9, 0.5, 0.5]


def test_a_button_that_shows_the_rest_of_a_list_announces_no_other_one():
    blocks = [Block(text, "li", ((text, "", 0),)) for text in ("salt", "bread", "See more", "oil", "rope")]
    likely = [0.9, 0.9, 0.1, 0.8, 0.8]
    heed_announcements(blocks, likely, [Structure("list", 0, 2), Structure("list", 3, 5)], {2: True})
    assert likely[3:] == [0.8, 0.8]


def test_a_phrase_between_a_list_and_links_speaks_for_the_links():
    blocks = [
        Block(text, "li", ((text, "/x" * (at > 2), 0),)) for at, text in enumerate(("salt", "oil", "More", "a", "b"))
    ]
    likely = [0.9, 0.9, 0.1, 0.8, 0.8]
    heed_announcements(blocks, likely, [Structure("list", 0, 2), Structure("list", 3, 5)], {2: True})
    assert likely[3:] == [0.1, 0.1]


@pytest.mark.parametrize("source", ["<cite>Ruth Karr, miller</cite>", "Ruth Karr, miller"])
def test_a_quotation_and_its_source_in_a_box_of_their_own_are_one(source: str):
    assert structures(f"<div class=quote-box><blockquote>a</blockquote>{source}</div>") == [
        ("quotation", "a|Ruth Karr, miller")
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<div class=quote><blockquote>a</blockquote><p>b</p><p>c</p></div>",
        f"<div class=quote><blockquote>a</blockquote>{LONG}</div>",
        '<div class=quote><blockquote>a</blockquote><a href="/b">b</a></div>',
        "<div class=quote>b<blockquote>a</blockquote></div>",
        "<div class=quote><blockquote>a</blockquote><p>b</p></div>",
        "<div class=post><blockquote>a</blockquote>b</div>",
    ],
    ids=["more", "a paragraph", "a link", "above", "a box of its own", "an answer"],
)
def test_other_lines_beside_a_quotation_are_no_source(html: str):
    assert structures(html) == [("quotation", "a")]


def test_large_quotation_marks_around_a_quotation_are_none_of_its_parts():
    assert structures("<blockquote><div>„</div><p>a</p><p>b</p><div>“</div></blockquote>") == [("quotation", "a|b")]


@pytest.mark.parametrize(
    ("tag", "of_line", "href", "of_list"),
    [("h2", 0.9, "", 0.7), ("h2", 0.6, "", 0.5), ("h2", 0.9, "/a", 0.5), ("p", 0.9, "", 0.5)],
    ids=["likely", "doubtful", "links", "no heading"],
)
def test_a_likely_heading_saves_the_list_below_it_unless_that_is_links(
    tag: str, of_line: float, href: str, of_list: float
):
    blocks = [Block("The lamp in figures", tag), *(Block(x, "li", runs=((x, href, 0),)) for x in ("ropes", "salt"))]
    likely = [of_line, 0.5, 0.5]
    heed_announcements(blocks, likely, [Structure("list", 1, 3)], {})
    assert likely == pytest.approx([of_line, of_list, of_list])


def test_stock_phrases_in_cells_tell_nothing_of_their_table():
    of_cells = [0.8, 0.1]
    assert judge_whole(of_cells, [1, 1], [Structure("terms", 0, 2)], {1}) == pytest.approx([0.8, 0.8])


@pytest.mark.parametrize("name", ["twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "reddit-card"])
def test_a_post_of_a_social_network_is_one_thing(name: str):
    assert structures(f'<blockquote class="{name}"><p>a</p>b</blockquote>') == [("post", "a|b")]


@pytest.mark.skipif(load_columns() is None, reason="not compiled")
@pytest.mark.parametrize("path", sorted(FIXTURES.rglob("*.html"))[::5], ids=lambda path: path.stem)
def test_compiled_code_counts_the_same_parts(path: Path):
    page = segment_page(parse(path.read_bytes().decode("utf-8", "replace")))
    words = [len(block.text.split()) for block in page.blocks]
    told = [
        [
            (box.form, box.first, box.end, box.parts, box.rows, box.nested)
            for box in boxes
            if _is_one(box, page.blocks, words)
        ]
        for boxes in (box_parts.open_boxes(page, words), box_parts._count_parts(page))
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "cell", ["mild<br>then wet<br>then dry", "<ul><li>mild</li><li>wet</li><li>dry</li></ul>"], ids=["breaks", "list"]
)
def test_lines_and_items_in_a_cell_are_parts_of_it(cell: str):
    [(kind, text), *_] = structures(table([["Monday", cell], ["Tuesday", cell]]))
    assert (kind, text.split("|")[0], text.split("|")[-1][-3:]) == ("table", "Monday", "dry")
