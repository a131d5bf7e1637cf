"""What stands without a link in the box of a story's paragraphs, most of all behind the last of them."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)


def behind(html: str) -> str:
    """The text of a declared news story with this behind its last paragraph."""
    return CLEANER.clean(page([*PARAGRAPHS, html], "NewsArticle")).text


@pytest.mark.parametrize(
    "html",
    [
        "<div class='widget'><ul class='icon-list'><li><svg></svg>pencil</li><li><i></i>chair</li></ul></div>",
        "<ul><li>pencil</li><li>chair</li></ul>",
        "<h3>What the keepers need</h3><ul><li>pencil</li><li>chair</li></ul>",
        "<p>What the keepers need:</p><p>• pencil</p><p>• chair</p>",
        "<dl><dt>Stairs</dt><dd>pencil</dd><dt>Room</dt><dd>chair</dd></dl>",
    ],
    ids=["icons", "bare", "under a heading", "bullets", "terms"],
)
def test_a_list_without_links_stays_behind_the_last_paragraph(html: str):
    text = behind(html)
    assert "pencil" in text
    assert "chair" in text


def test_a_list_that_leads_elsewhere_goes_behind_the_last_paragraph():
    assert "Mill" not in behind(
        "<ul><li><a href='/mill'>Mill for sale</a></li><li><a href='/hut'>Hut burnt</a></li></ul>"
    )


def test_a_list_with_a_stock_phrase_goes_behind_the_last_paragraph():
    assert "4 min" not in behind("<ul class='meta'><li>March 13, 2025</li><li>4 min</li><li>Share</li></ul>")


@pytest.mark.parametrize(
    "classes", ["callout callout-info", "alert alert-warning", "markdown-alert-note", "border-l-4 bg-blue-50 p-4"]
)
def test_a_box_of_a_note_stays_behind_the_last_paragraph(classes: str):
    assert "The stairs are wet." in behind(f"<div class='{classes}'><p>The stairs are wet.</p></div>")


def test_a_box_called_a_notebook_is_no_note():
    assert "Paper, two coins." not in behind("<div class='notebook promo'><span>Paper, two coins.</span></div>")


@pytest.mark.parametrize("tag", ["a href='#'", "button", "a href=''"])
def test_questions_that_open_at_a_click_stay_behind_the_last_paragraph(tag: str):
    item = "<div class='item'><div class='head'><{0}>{1}</{2}></div><div class='body'><p>{3}</p></div></div>"
    name = tag.split()[0]
    html = item.format(tag, "May I climb up?", name, "Yes, on Mondays.")
    html += item.format(tag, "And my goat?", name, "It stays below.")
    text = behind(f"<div>{html}</div>")
    assert "And my goat?" in text
    assert "It stays below." in text


def test_a_last_paragraph_that_is_one_link_stays():
    said = (
        "On Monday the council wrote to the keepers that it would pay for all the pencils and for the chair as well, "
        "and that a cart would bring them up to the lamp before the first frost."
    )
    assert said in behind(f"<p><a href='/council'>{said}</a></p>")
