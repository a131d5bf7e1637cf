"""A name of which a part is marked is one word; a label and its value are two."""

from __future__ import annotations

import pytest

from cleaner.article.melted_parts import part_words
from cleaner.model import EMPHASIS, STRONG, Block

_LOOKS = (STRONG, EMPHASIS, STRONG | EMPHASIS)


def line(*parts: str, look: int = STRONG, elsewhere: str = "") -> str:
    """What becomes of a line; of each part that is written in stars the look is given."""
    runs = tuple((part.strip("*"), "", look if part.startswith("*") else 0) for part in parts)
    blocks = [Block("".join(text for text, _, _ in runs), "p", runs)]
    part_words(blocks, [*blocks, Block(elsewhere, "p", ((elsewhere, "", 0),))])
    return blocks[0].text


@pytest.mark.parametrize("look", _LOOKS)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Wool", "Press"),
        ("Lumen", "QL"),
        ("Mac", "Orrin"),
        ("Post", "Öre"),
        ("i", "Lantern"),
        ("mac", "OS"),
        ("Ло", "Ка"),
    ],
)
@pytest.mark.parametrize("behind", [" is sold here.", ", which is sold here", ".", " (since spring)"])
def test_the_second_half_of_a_name_is_marked(first: str, second: str, behind: str, look: int):
    name = first + second
    assert line(f"The keepers use {first}", f"*{second}*", behind, look=look) == f"The keepers use {name}{behind}"


@pytest.mark.parametrize("look", _LOOKS)
@pytest.mark.parametrize(("first", "second"), [("Wool", "Press"), ("Lumen", "QL"), ("Mac", "Orrin")])
def test_the_first_half_of_a_name_is_marked(first: str, second: str, look: int):
    parts = ("The keepers use ", f"*{first}*", f"{second} at night.")
    assert line(*parts, look=look) == f"The keepers use {first}{second} at night."


def test_a_part_amid_a_name_is_marked():
    assert line("Kept in Lamp", "*re*", "SQL by the keepers.") == "Kept in LampreSQL by the keepers."


def test_a_sentence_begins_with_the_name():
    assert line("Wool", "*Press*", " is sold here.") == "WoolPress is sold here."


def test_a_half_without_a_look_is_marked_amid_a_sentence():
    assert line("At the Mac", "*Orrin*", " farm they shear.", look=0) == "At the MacOrrin farm they shear."


@pytest.mark.parametrize("parts", [("*Wool*", "Press"), ("Wool", "*Press*"), ("Wool", "Press")])
def test_a_name_that_stands_in_one_piece_elsewhere(parts: tuple[str, ...]):
    assert line(*parts, elsewhere="They sell WoolPress, too.") == "WoolPress"


def test_a_network_is_known():
    assert line("You", "*Tube*") == "YouTube"


@pytest.mark.parametrize(
    ("parts", "apart"),
    [
        (("*Fleece*", "Merino is what they shear."), "Fleece Merino is what they shear."),
        (("Written by Ada Orrin", "*Editor*"), "Written by Ada Orrin Editor"),
        (("Strong lamps, good keepers", "*Cons:*", " dear"), "Strong lamps, good keepers Cons: dear"),
        (("What they did in", "*Hollin*", " is told."), "What they did in Hollin is told."),
        (("A keeper of The", "*Beacon*", " is here."), "A keeper of The Beacon is here."),
        (("They are light and ", "*Lightweight*", "Lanterns not."), "They are light and Lightweight Lanterns not."),
        (("Kept at Wool", "*Press*", " Hollin Institute"), "Kept at Wool Press Hollin Institute"),
    ],
    ids=["label", "job", "colon", "small word", "article", "long", "capital"],
)
def test_two_words_stay_apart(parts: tuple[str, ...], apart: str):
    assert line(*parts) == apart


def test_a_beginning_that_is_a_word_elsewhere_is_one_here():
    parts = ("Wrote to ab", "*Orrin*", " at night.")
    assert line(*parts, elsewhere="An ab here.") == "Wrote to ab Orrin at night."


def test_a_longer_word_elsewhere_does_not_tell():
    assert line("*Wool*", "Press", elsewhere="Some WoolPresses.") == "Wool Press"
