"""Where notices were most of what was chosen, the page is chosen from once more without them."""

from __future__ import annotations

from cleaner.judge.labelling import Labelling
from cleaner.judge.second_choice import choose_again

LIKELY = [0.4, 0.45, 0.97, 0.01]


def chosen(gone: str, *, first: int = 0) -> list[int]:
    """What stays when the third block was chosen and went for this, and so was the first if it has so many words."""
    found = Labelling([first > 0, False, True, False], LIKELY.copy(), "heuristic", confidence=0.9)
    found.drop(2, "text rule", gone)
    choose_again(found, [first or 20, 15, 90, 3], 0.0)
    return found.inside()


def test_what_was_passed_over_for_a_disclaimer_stays():
    assert chosen("disclaimer") == [0, 1]


def test_nothing_is_chosen_again_where_something_else_went():
    assert chosen("repeats the title") == []


def test_nothing_is_chosen_again_where_enough_stays():
    assert chosen("disclaimer", first=60) == [0]
