"""Dumps of a text without a site around it."""

from __future__ import annotations

import pytest

from cleaner import clean_text

MANUAL = [
    "A pump for small gardens",
    "The pump lifts water from a well of up to nine metres, and one person can carry it under an arm.",
    "Parts",
    "Handle, oak",
    "Valve, brass",
    "Take the handle off before the first frost, or the water in it will split the wood along the grain.",
    "Grease the valve with tallow once a year, and never with oil, which makes the leather swell and stick.",
]
MENU = ["Home", "Gardens", "Wells", "Ponds", "Our shop", "Imprint of the house"]


def kept(lines: list[str]) -> list[str]:
    return clean_text("\n\n".join(lines)).text.split("\n\n")


def test_the_short_lines_of_a_text_that_stands_alone_stay():
    assert {"Parts", "Handle, oak", "Valve, brass"} <= set("\n".join(kept(MANUAL)).splitlines())


@pytest.mark.parametrize("frame", [MENU, ["Subscribe to our newsletter"]], ids=["a menu", "a stock phrase"])
def test_beside_a_frame_short_lines_are_judged_as_before(frame: list[str]):
    assert "Handle, oak" not in "\n".join(kept([*frame, *MANUAL])).splitlines()


def test_what_stands_below_the_story_is_no_part_of_it():
    assert "Thanks for reading." not in kept([*MANUAL, "Thanks for reading."])
