"""Plain-text dumps: what is the story's own though a rule, a date or what stands around it speaks against it."""

import pytest
from dumps import BODY

from cleaner import clean_text

TITLE = "Council agrees to rebuild the footbridge over the Elm"
MENU = ["Home", "News", "Sport", "Culture", "Contact"]
END = [
    "Related articles",
    "Storm closes the coast road",
    "Ten gardens to visit",
    "© 2025 Bay Courier. All rights reserved.",
]


def dump(*lines: str) -> str:
    return "\n".join([*MENU, TITLE, *lines, *END])


@pytest.mark.parametrize(
    "sentence",
    [
        "If you buy a lighthouse, the old keeper said, you also buy its winters.",
        "Share with the gulls what the tide brings, the children used to sing.",
        "We are on the edge of every map up here, and most of us prefer it.",
    ],
)
def test_a_sentence_that_begins_like_a_stock_phrase_stays_between_paragraphs(sentence: str):
    assert sentence in clean_text(dump(*BODY[:2], sentence, *BODY[2:])).text.splitlines()


@pytest.mark.parametrize("line", ["Copyright 2024 Bay Courier, which keeps every right to this.", "Read more"])
def test_a_stock_phrase_goes_there(line: str):
    assert line not in clean_text(dump(*BODY[:2], line, *BODY[2:])).text


def test_a_sentence_with_dates_is_no_dateline():
    sentence = "The lamp shall be dark from 3 March to 31 May."
    assert sentence in clean_text(dump("By Ada Quill", "4 February 2024", sentence, *BODY)).text


def test_a_date_of_its_own_goes():
    assert "4 February" not in clean_text(dump("By Ada Quill", "4 February 2024", *BODY)).text


def test_the_first_paragraph_stays_above_a_table():
    cells = ["Month", "Boats", "Rafts", "March", "211", "1", "April", "198", "0", "May", "240", "2"]
    assert clean_text(dump(BODY[0], *cells, *BODY[1:])).text.splitlines()[0] == BODY[0]
