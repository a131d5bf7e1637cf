"""What a plain-text dump says twice, and what stands behind its story."""

import pytest
from dumps import BODY, clean, spaced

TICKERS = {
    "bullets": ["Farmers protest over milk prices in the capital", "  • By REUTERS", "  • 03/01/2024 02:18 PM"],
    "plain": ["Farmers protest over milk prices in the capital", "By REUTERS", "March 1, 2024 14:18"],
    "dates only": ["Farmers protest over milk prices in the capital", "01.03.2024 14:18"],
}


@pytest.mark.parametrize("item", TICKERS.values(), ids=TICKERS)
def test_ticker_behind_the_story_and_all_below_it_is_dropped(item):
    others = ["Ferry service to the islands stops for a week", "Elm council praises bridge builders, offers them land"]
    ticker = [
        *others,
        *item,
        "Snow closes the northern pass again",
        *item[1:],
        others[0],
        "Choir wins prize",
        *item[1:],
    ]
    footer = [
        "The Elm Press service desk can be contacted with any questions or requests:",
        "The desk is staffed on Sundays through Thursdays between 07:00 AM and 14:00 PM and answers all of them.",
    ]
    lines = ["Council votes to rebuild the lost footbridge", "", *BODY, *ticker, *footer]
    assert clean("\n".join(lines))[0] == BODY


def test_story_printed_twice_comes_out_once():
    page = spaced("Thumbnail", "Council Votes to Rebuild Footbridge Lost in the Flood", *BODY)
    assert clean(page + "\n\xa0\n" + page)[0] == BODY


def test_copies_that_differ_in_white_space_are_copies():
    again = [line.replace(" ", "\xa0", 3) + "  " for line in BODY]
    assert clean(spaced(*BODY, *again))[0] == BODY


def test_short_repeats_inside_a_story_survive():
    talk = [BODY[0], "“No.”", BODY[1], "“No.”", BODY[2]]
    kept, _ = clean(spaced(*talk))
    assert kept.count(BODY[0]) == 1
    assert [line for line in kept if line in BODY] == BODY[:3]


REFRAIN = "The river said nothing, and I went home."


def test_sentence_told_twice_inside_a_story_is_kept():
    lines = [BODY[0], REFRAIN, BODY[1], REFRAIN, *BODY[2:]]
    assert clean(spaced(*lines))[0] == lines


@pytest.mark.parametrize(
    "lines",
    [
        [REFRAIN, BODY[0], BODY[1], REFRAIN, *BODY[2:]],
        [*BODY[:2], REFRAIN, *BODY[2:], REFRAIN],
        [*BODY[:3], BODY[0], *BODY[3:]],
        [*BODY[:2], REFRAIN, *BODY[2:4], BODY[1], REFRAIN, *BODY[4:]],
    ],
    ids=["standfirst", "below the story", "paragraph", "run"],
)
def test_copies_that_are_no_refrain_are_dropped(lines):
    kept, _ = clean(spaced("Council votes to rebuild the lost footbridge", *lines))
    assert len(kept) == len(set(kept))
    assert [line for line in kept if line != REFRAIN] == BODY
