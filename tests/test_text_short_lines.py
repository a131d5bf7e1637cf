from __future__ import annotations

import pytest

from cleaner import clean_text

TITLE = "Lamp keepers count the boats again"
STORY = [
    "The keepers of the eastern lamp began to count the passing boats again this spring, after nine years of rest.",
    "They write down the colour of each sail and the hour at which it came by, in a book that is older than they are.",
    "Nobody had asked them to do so, said the oldest of the three, but a lamp without a book is a door without walls.",
]
BOATS = ["Gull", "Tern", "Auk", "Loon", "Rook", "Skua", "Swan"]


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
        ["Does anybody still come by to read what they have written in that book?", "Yes."],
        ["The keepers can name all of the boats that came by this spring:", *BOATS],
        ["The paper looked at the lamp and at all that belongs to it:", "Wall: 9/10", "Stairs: 6.5/10", "Book: 4/10"],
        ["Stairs: 6.5/10"],
        ["• oil for the lamp", "• a chair for the third keeper"],
    ],
    ids=[
        *("answers", "items after a colon", "items after a question", "verse", "speech", "dashes", "rows"),
        *("an answer alone", "many items", "scores", "a score alone", "marked items"),
    ],
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


def kept_below(below: list[str], after: list[str]) -> list[str]:
    """Which of the lines below the last paragraph of a dump stay."""
    lines = clean_text("\n".join(["Home", "News", "Menu", TITLE, *STORY, *below, *after])).text.splitlines()
    assert [line for line in lines if line in STORY] == STORY
    assert not {"Most read", "The wall is wet", "Boats of last year"}.intersection(lines)
    return [line for line in below if line in lines]


@pytest.mark.parametrize("after", [["Most read", "The wall is wet"], ["", "Boats of last year", "Imprint"], []])
@pytest.mark.parametrize(
    "below",
    [
        ["Would they do it again, after all that has come of it this spring?", "No."],
        ["“Would you do it again?”", "“No.”", "“And the book?”", "“Burn it.”"],
        ["In the book stand, with their colours and the hours of their coming:", "the Gull", "the Tern", "the old Auk"],
        ["In the book stand, with their colours and the hours of their coming:", "1. the Gull", "2. the Tern"],
        ["The paper looked at the lamp and at all that belongs to it:", "Wall: 9/10", "Stairs: 6.5/10"],
        ["The keepers ask for these:", "- oil", "- a chair", "- a new book"],
        ["The keepers can name all of the boats that came by this spring:", *BOATS],
    ],
    ids=["an answer", "speech", "items after a colon", "numbered items", "scores", "marked items", "many items"],
)
def test_short_lines_below_the_last_paragraph_stay(below: list[str], after: list[str]):
    assert kept_below(below, after) == below


@pytest.mark.parametrize(
    "below",
    [
        ["The Gull", "The Tern", "The Auk"],
        ["Lighthouse news", "Gull, Tern and Auk, three boats that nobody knew"],
        ["• Lamps", "• Boats"],
        ["Topics:", "Lamps", "Boats"],
    ],
    ids=["names", "headlines", "tags", "tags behind a label"],
)
def test_lines_below_the_story_that_nothing_announces_go(below: list[str]):
    assert kept_below(below, ["Most read", "The wall is wet"]) == []
