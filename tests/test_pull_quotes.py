"""Sentences that a story sets in large type as well."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
SENTENCE = "in the first month they counted two hundred and eleven boats"


def times(html: str, at: int = 3) -> int:
    """How often the sentence comes out of a story with this in it."""
    whole = page([*PARAGRAPHS[:at], html, *PARAGRAPHS[at:]], "NewsArticle")
    return CLEANER.clean(whole).text.lower().count(SENTENCE)


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="k"><p>{SENTENCE.capitalize()}</p></div>',
        f'<div class="k">{SENTENCE.capitalize()}</div>',
        f"<blockquote>{SENTENCE.capitalize()}</blockquote>",
        f"<figure><div>“{SENTENCE.capitalize()}”</div></figure>",
    ],
    ids=["a paragraph in a box", "a box", "a quotation", "a figure"],
)
def test_a_line_in_a_box_of_its_own_that_a_paragraph_says_goes(html: str):
    assert times(html) == 1


def test_a_short_quotation_that_a_paragraph_says_goes():
    found = CLEANER.clean(
        page(
            [*PARAGRAPHS[:4], "<blockquote>When to go out and when it was wiser</blockquote>", *PARAGRAPHS[4:]],
            "NewsArticle",
        )
    ).text
    assert found.lower().count("when to go out") + found.lower().count("when it was wiser") == 2


def test_a_paragraph_among_others_that_is_said_again_stays():
    assert times(f"<p>{SENTENCE.capitalize()}, and wrote them all down.</p>") == 2


def test_lines_in_boxes_as_the_page_has_many_stay():
    others = [f'<div class="k"><p>Boat number {number} was green and came by at noon.</p></div>' for number in range(4)]
    assert times("".join([*others, f'<div class="k"><p>{SENTENCE.capitalize()}</p></div>'])) == 2
