"""What a page's own style sheets hide."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner
from cleaner.page.own_sheets import hidden_selectors

CLEANER = Cleaner(rules=None)
ASIDE = "This page was printed from the archive of the courier and is for the use of its reader alone."


@pytest.mark.parametrize(
    ("css", "names"),
    [
        (".a{display:none}", {".a"}),
        (".a, p.b { color: red; display : none !important }", {".a", ".b"}),
        ("#c{display:none}", {"#c"}),
        (".a .b{display:none}", set()),
        (".a{display:none}.open .a{display:block}", set()),
        (".a{display:none}@media print{.a{display:block}}", {".a"}),
        ("@media (max-width: 600px){.a{display:none}}", set()),
        ("@media (min-width: 600px){.a{display:flex}}.a{display:none}", set()),
        ("/* .b{display:none} */ @import 'x.css'; .a{display:none}", {".a"}),
        (".a{display:none", set()),
        (".a{visibility: hidden}", {".a"}),
        (".a{position:absolute;left:-9999px}", {".a"}),
        (".a{max-height:0; overflow:hidden}", {".a"}),
        (".a{max-height:0;overflow:hidden}.open .a{max-height:40em}", set()),
        (".a{opacity:0;position:absolute}", {".a"}),
        (".a{opacity:0;transition:opacity 1s}", set()),
        (".a{clip:rect(0,0,0,0)}", {".a"}),
        (".a{font-size:0}", {"~a"}),
        (".a{font-size:0.9em}", set()),
    ],
)
def test_a_sheet_hides_names_that_no_rule_shows(css: str, names: set[str]):
    assert hidden_selectors(f"<head><style>{css}</style></head>".encode()) == names


def test_a_sheet_for_some_screens_hides_nothing():
    assert hidden_selectors(b'<style media="print">.a{display:none}</style>') == frozenset()


def story(html: str, css: str) -> str:
    html = page([*PARAGRAPHS[:3], html, *PARAGRAPHS[3:]], "NewsArticle")
    return CLEANER.clean(html.replace("</head>", f"<style>body{{margin:0}}{css}</style></head>")).text


@pytest.mark.parametrize(
    ("html", "css"),
    [
        (f'<div class="zz"><p>{ASIDE}</p></div>', ".zz{display:none}"),
        (f'<p class="zz">{ASIDE}</p>', "p.zz{display:none !important}@media print{.zz{display:block}}"),
        (f'<div id="zz">{ASIDE}</div>', "#zz{display:none}"),
    ],
    ids=["a box", "a paragraph", "by its id"],
)
def test_a_text_that_a_sheet_hides_goes(html: str, css: str):
    assert "printed from the archive" not in story(html, css)


def test_a_text_that_no_sheet_hides_stays():
    assert "printed from the archive" in story(f'<div class="zz"><p>{ASIDE}</p></div>', ".yy{display:none}")


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="zz"><p>{ASIDE}</p></div><button>Read more</button>',
        f'<a href="#" class="open">Show more</a><div class="zz"><p>{ASIDE}</p></div>',
    ],
    ids=["behind", "before"],
)
def test_a_text_beside_a_button_that_opens_it_stays(html: str):
    assert "printed from the archive" in story(html, ".zz{display:none}")


def test_boxes_of_a_class_and_one_of_an_id_that_is_called_alike_are_counted_apart():
    boxes = f'<div class="zz"><p>{ASIDE}</p></div><div class="zz"><p>Page 3</p></div><div id="zz"><p>Page 4</p></div>'
    assert "printed from the archive" not in story(boxes, ".zz, #zz{display:none}")


def test_a_link_to_another_page_opens_no_text():
    html = f'<div class="zz"><p>{ASIDE}</p></div><p><a href="/other">Read more</a></p>'
    assert "printed from the archive" not in story(html, ".zz{display:none}")


def test_answers_that_open_at_a_click_stay():
    answers = ["Every night but two.", "By foot, or with the boat at nine.", "Only rye, in large sacks."]
    asked = ["When does the lamp burn?", "How does one get there?", "Is there flour?"]
    items = "".join(
        f'<div class="i"><button>{question}</button><div class="zz">{answer}</div></div>'
        for question, answer in zip(asked, answers, strict=True)
    )
    found = story(f"<div>{items}</div>", ".zz{display:none}")
    assert [answer for answer in answers if answer not in found] == []


@pytest.mark.parametrize(("row", "cell"), [(' class="zz"', ""), ("", ' class="zz"')], ids=["a row", "a cell"])
def test_a_table_keeps_the_parts_that_a_sheet_hides(row: str, cell: str):
    ports = ("Ashwick", "Brinsay", "Coldharbour", "Dunmere", "Eastness")
    rows = "".join(f"<tr><td>{port}</td><td>{number} berths</td></tr>" for number, port in enumerate(ports, 12))
    last = f"<tr{row}><td{cell}>Farrow</td><td>40 berths</td></tr>"
    table = f"<table><tr><th>Port</th><th>Berths</th></tr>{rows}{last}</table>"
    assert "Farrow" in story(table, ".zz{display:none}")


def test_most_of_a_story_stays_whatever_hides_it():
    found = story(f'<div class="zz">{"".join(PARAGRAPHS)}</div>', ".zz{display:none}")
    assert "ninety steps" in found
