from __future__ import annotations

import pytest

from cleaner import clean_text

TITLE = "Lamp keepers count the boats again"
STORY = [
    "The keepers of the eastern lamp began to count the passing boats again this spring, after nine years of rest.",
    "They write down the colour of each sail and the hour at which it came by, in a book that is older than they are.",
    "Nobody had asked them to do so, said the oldest of the three, but a lamp without a book is a door without walls.",
]


def kept(between: list[str]) -> list[str]:
    """Which of the lines between the first two paragraphs of a dump stay."""
    dump = ["Home", "News", "Menu", TITLE, STORY[0], *between, *STORY[1:], "Most read", "The wall is wet"]
    lines = clean_text("\n".join(dump)).text.splitlines()
    assert [line for line in lines if line in STORY] == STORY
    assert "The wall is wet" not in lines
    return [line for line in between if line in lines]


@pytest.mark.parametrize(
    "between",
    [
        ["Were you afraid?", "No.", "Not at all?", "Yes."],
        ["They still need:", "pencils", "a chair", "oil"],
        ["What do they need?", "pencils", "a chair"],
        ["The lamp is lit,", "the sea is near,", "we count the boats", "and hold them dear."],
        ["“Is that a sail?”", "“No.”", "“What is it then?”", "“A goat.”"],
        ["– Ist das ein Boot?", "– Nein.", "– Was dann?"],
        ["Lamp\tOil", "East\tYes", "West\tNo"],
    ],
    ids=["answers", "items after a colon", "items after a question", "verse", "speech", "dashes", "rows"],
)
def test_short_lines_that_the_story_opens_or_that_are_one_stay(between: list[str]):
    assert kept(between) == between


@pytest.mark.parametrize(
    "between",
    [
        ["Were you there?", "Share this article", "Read more"],
        ["Advertisement", "Share\tPrint", "Read more"],
        ["Questions?", "Call +44 20 7946 0000", "desk@example.org"],
    ],
    ids=["stock phrases", "buttons in a row", "addresses"],
)
def test_what_no_story_says_goes_though_a_question_stands_above(between: list[str]):
    assert kept(between)[1:] == []
