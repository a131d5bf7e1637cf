"""Words of two parts of a line do not become one."""

from __future__ import annotations

import pytest

from cleaner.article.melted_parts import part_words
from cleaner.model import CODE, STRONG, SUPERSCRIPT, Block


def parted(*runs: str | tuple[str, str, int], tag: str = "div") -> str:
    """What becomes of a line of such parts."""
    whole = tuple(run if isinstance(run, tuple) else (run, "", 0) for run in runs)
    blocks = [Block("".join(text for text, _, _ in whole), tag, whole)]
    part_words(blocks)
    return blocks[0].text


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("Sponsor", "Hollin Institute"), "Sponsor Hollin Institute"),
        (("Sample size", "142"), "Sample size 142"),
        (("1904", "Premier bac à rames"), "1904 Premier bac à rames"),
        (("Reach (miles)", "19"), "Reach (miles) 19"),
        (("180 ml", "warm buttermilk"), "180 ml warm buttermilk"),
        (("Высота", "Тридцать метров"), "Высота Тридцать метров"),
        (("Open daily", "Closed Mondays", "No dogs"), "Open daily Closed Mondays No dogs"),
    ],
)
def test_a_label_and_its_value_are_two_words(parts: tuple[str, ...], line: str):
    assert parted(*parts) == line


@pytest.mark.parametrize(
    "parts",
    [
        ("T", "he keepers"),
        ("i", "Phone"),
        ("light", "house"),
        ("坂井", "紙工房"),
        ("COVID", "s"),
        ("19", "71"),
        ("Lamp ", "Two"),
    ],
    ids=["initial", "short", "small letters", "no blanks", "capitals", "digits", "a blank"],
)
def test_what_may_be_one_word_stays_one(parts: tuple[str, ...]):
    assert parted(*parts) == "".join(parts)


@pytest.mark.parametrize("style", [CODE, SUPERSCRIPT], ids=["code", "raised"])
def test_what_belongs_to_the_word_beside_it_stays_there(style: int):
    assert parted(("lamp", "", style), ("Keeper", "", 0)) == "lampKeeper"


def test_a_listing_stays_as_it_is():
    assert parted("get", "Name", "Value", tag="pre") == "getNameValue"


def test_the_blank_within_a_link_is_part_of_it():
    runs = (("Lamp", "/a", STRONG), ("Keepers count", "/a", 0))
    blocks = [Block("LampKeepers count", "div", runs)]
    part_words(blocks)
    assert blocks[0].runs == (runs[0], (" ", "/a", 0), runs[1])
