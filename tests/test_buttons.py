"""Lines of buttons, boxes that end in one, and pull quotes are none of a story, whatever a page says of its type."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
WORDS = "a lamp without a book seemed to her like a door"


def text(thing: str, place: int, declared: str | None = None) -> str:
    return CLEANER.clean(page([*PARAGRAPHS[:place], thing, *PARAGRAPHS[place:]], declared)).text


@pytest.mark.parametrize("declared", [None, "NewsArticle"])
@pytest.mark.parametrize("place", [1, 3, 6])
@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="?print=1">Print this page</a> | <a href="mailto:x@example.org">Email this page</a></p>',
        "<div><span>Listen to this article</span> <span>0:00 / 4:12</span></div>",
        "<div><span>Artikel anhören</span> <b>4 Min.</b></div>",
    ],
)
def test_a_line_of_buttons_goes(line, place, declared):
    said = text(line, place, declared)
    assert not any(word in said for word in ("Print", "Listen", "anhören"))


@pytest.mark.parametrize("declared", [None, "NewsArticle"])
@pytest.mark.parametrize("button", ["Subscribe", "Sign up", "Anmelden"])
def test_what_stands_over_a_form_that_asks_for_an_address_goes(button, declared):
    form = f"<form><input type=email><button>{button}</button></form>"
    box = f"<div><p>Our letter from the lamp comes on Fridays.</p>{form}</div>"
    assert "comes on Fridays" not in text(box, 3, declared)


def test_a_button_at_the_end_of_a_story_takes_none_of_it_along():
    said = CLEANER.clean(page([f"<div>{''.join(PARAGRAPHS)}<form><button>Subscribe</button></form></div>"])).text
    assert len(said.splitlines()) == len(PARAGRAPHS)


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>The second lamp</h3><p>{}</p><button>Subscribe</button></div>",
        "<div><h2>The second lamp</h2><p>{}</p><form><button>Subscribe</button></form></div>",
        "<div><p>{}</p><form><button>Search</button></form></div>",
    ],
    ids=["a card", "a section", "another form"],
)
def test_other_boxes_with_a_button_stay(box):
    line = "It burns on the western rock, and nobody has looked after it since the goat went home."
    assert line in text(box.format(line), 3)


@pytest.mark.parametrize("line", ["<p><b>Print</b> <i>is dead</i> to them.</p>", "<p>She wrote <i>Yes</i> on it.</p>"])
def test_a_sentence_with_a_stock_phrase_in_it_stays(line):
    assert len(text(line, 3).splitlines()) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize("declared", [None, "NewsArticle"])
@pytest.mark.parametrize("place", [1, 3])
@pytest.mark.parametrize(
    "quote",
    [
        "<aside><p>{}</p></aside>",
        "<div class='story__pull-quote'><p>“{}”</p></div>",
        "<blockquote class=pullquote>{}</blockquote>",
        "<figure class=wp-block-pullquote><blockquote><p>{}</p></blockquote></figure>",
    ],
)
def test_a_pull_quote_goes(quote, place, declared):
    assert text(quote.format(WORDS), place, declared).count(WORDS) == 1


def test_a_story_that_quotes_itself_from_far_away_keeps_its_quotations():
    line = "<p>The {} lamp burned until the goat came home, and nobody on the western rock has seen a longer one.</p>"
    between = "".join(line.format(nth) for nth in map(str, range(100, 125)))
    assert text(f"{between}<blockquote>{WORDS}</blockquote>", 7, "NewsArticle").count(WORDS) == 2


def test_a_quotation_that_the_story_does_not_say_stays():
    said = text(
        "<blockquote class=pullquote>“Nobody has ever asked me for that book, not even the goat.”</blockquote>", 3
    )
    assert "not even the goat" in said


def test_what_an_author_says_of_each_week_stays():
    rest = "Rest on Friday and on Sunday and sleep as long as you can, for it is then that you grow."
    week = f"<p>Row slowly, so that you can talk to those on the shore while you do it, for one hour.</p><p>{rest}</p>"
    rows = "<table><tr><td>Monday<td>Row<td>{0} km<tr><td>Friday<td>Rest<td>{1} km</table>"
    body = "".join(f"<h3>Week {n}</h3>{rows.format(n, n + 7)}{week}" for n in (1, 2))
    assert text(body, 3).count(rest) == 2


@pytest.mark.parametrize("button", ["Copy code block", "Copy", "View raw"])
def test_buttons_some_way_above_a_listing_go_with_none_of_its_lines(button):
    head = f"<div><span>How the sails are added up by hand and at night</span><button>{button}</button></div>"
    said = text(f"<div>{head}<style>b {{}}</style><div><pre>boats = 0\nboats += 1</pre></div></div>", 3).splitlines()
    assert button not in said
    assert "boats += 1" in said
