"""Rows of one look beside a story stay as a whole."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner
from cleaner.judge.grids import find_grids
from cleaner.judge.same_box import find_story
from cleaner.judge.structures import Structure
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

CLEANER = Cleaner(rules=None)
FACTS = [
    ("Height of the lamp", "31 metres"),
    ("Reach", "19 miles"),
    ("Built", "1871"),
    ("Keepers", "three and a boy"),
    ("Oil a night", "2 litres"),
]


def text(html: str, at: int = 3, declared: str | None = "NewsArticle") -> str:
    """What comes out of a story with this in it."""
    return CLEANER.clean(page([*PARAGRAPHS[:at], html, *PARAGRAPHS[at:]], declared)).text


def rows(row: str, around: str = "<div>{}</div>") -> str:
    return around.format("".join(row.format(*fact) for fact in FACTS))


ROWS = {
    "two boxes": '<div class="r"><div class="a">{}</div><div class="b">{}</div></div>',
    "two spans": '<div class="r"><span>{}</span> <span>{}</span></div>',
    "cells by role": '<div role="row"><div role="cell">{}</div><div role="cell">{}</div></div>',
    "taking turns": '<div class="k">{}</div><div class="v">{}</div>',
}


@pytest.mark.parametrize("at", [3, 6], ids=["between", "behind"])
@pytest.mark.parametrize("row", ["two boxes", "two spans", "cells by role"])
def test_labels_with_values_stay(row: str, at: int):
    found = text(rows(ROWS[row]), at)
    assert [part for fact in FACTS for part in fact if part not in found] == []


def test_labels_and_values_that_take_turns_stay():
    found = text(rows(ROWS["taking turns"]))
    assert [part for fact in FACTS for part in fact if part not in found] == []


def test_rows_below_a_heading_of_their_own_stay_with_it():
    found = text(rows(ROWS["two boxes"], "<section><h3>The lamp in short</h3><div>{}</div></section>"))
    assert [part for part in ("The lamp in short", "31 metres", "2 litres") if part not in found] == []


def test_a_programme_stays_whole():
    talks = [
        ("9:30", "Doors and soup"),
        ("10:00", "What the goat saw, by Ada Renn"),
        ("11:15", "Pencils"),
        ("12:00", "Boats"),
    ]
    slots = "".join(f'<div class="slot"><div class="t">{hour}</div><div>{what}</div></div>' for hour, what in talks)
    found = text(f'<h2>Programme</h2><div class="day">{slots}</div>')
    assert [part for talk in talks for part in talk if part not in found] == []


def test_talks_that_lead_to_their_pages_stay():
    talks = ["Sails by their colour", "Counting without a book", "Ninety steps", "A raft passes twice"]
    items = "".join(
        f'<div class="talk"><span>{number} March</span> <a href="/t/{number}">{what}</a> <span>Ada Renn</span></div>'
        for number, what in enumerate(talks, 1)
    )
    found = text(f"<h3>Talks at the lamp</h3><div>{items}</div>", declared=None)
    assert [talk for talk in talks if talk not in found] == []


def test_ingredients_that_are_labels_to_tick_stay():
    needed = ["300 g of flour", "1 sachet of yeast", "2 eggs", "100 ml of oil", "zest of a lemon"]
    labels = "".join(f'<label><input type="checkbox"> {line}</label>' for line in needed)
    found = text(f"<div><h3>What you need</h3>{labels}</div>")
    assert [line for line in needed if line not in found] == []


def grids(html: str) -> list[Structure]:
    """The grids of a story with this behind its third paragraph, of whose blocks four in ten promise to be content."""
    segmentation = segment_page(parse(f"<div>{''.join(PARAGRAPHS[:3])}{html}{''.join(PARAGRAPHS[3:])}</div>"))
    count = len(segmentation.blocks)
    words = [block.text.count(" ") + 1 for block in segmentation.blocks]
    sure = [*range(3), *range(count - 3, count)]
    likely = [0.9 if index in sure else 0.4 for index in range(count)]
    return list(find_grids(segmentation, words, likely, find_story(segmentation, sure), sure, ()))


@pytest.mark.parametrize(
    ("choices", "found"),
    [(["A warm soup", "Plenty of garlic", "Sleep"], []), (["2 eggs", "50 g of oil", "Salt"], [("grid", 3, 6)])],
    ids=["of a poll", "of a recipe"],
)
def test_lines_to_tick_are_rows_where_they_say_amounts(choices: list[str], found: list[Structure]):
    labels = "".join(f'<label class="c"><input type="radio"> {line}</label>' for line in choices)
    assert grids(f"<div>{labels}</div>") == found


def test_pictures_side_by_side_are_no_rows():
    pictures = "".join(f"<figure><img src='/{n}.jpg'><p>The lamp by night</p></figure>" for n in range(4))
    assert grids(f"<div>{pictures}</div>") == []


def test_paragraphs_in_a_box_are_no_rows():
    assert grids(f"<div>{''.join(PARAGRAPHS)}</div>") == []


def test_cards_that_lead_elsewhere_are_no_rows():
    cards = "".join(
        f'<div class="r"><a href="/{n}">Goats take the golf course {n}</a><div>2 hours ago</div></div>'
        for n in range(4)
    )
    assert "golf course" not in text(f"<div>{cards}</div>")


def test_tags_behind_the_story_are_no_rows():
    tags = "".join(f'<div class="r"><a href="/tag/{tag}">{tag}</a></div>' for tag in ("lamps", "boats", "goats"))
    assert "lamps" not in text(f"<div>{tags}</div>", 6)
