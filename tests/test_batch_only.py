from __future__ import annotations

import pytest

from cleaner.batch.only import read_condition


@pytest.mark.parametrize(
    ("sign", "below", "same", "above"),
    [("<=", True, True, False), (">=", False, True, True), ("<", True, False, False), (">", False, False, True)],
)
def test_signs_of_order(sign: str, below: bool, same: bool, above: bool):
    condition = read_condition(f"confidence{sign}0.5")
    assert [condition.holds({"confidence": value}) for value in (0.4, 0.5, 0.6)] == [below, same, above]


@pytest.mark.parametrize("text", ["position=1234567", "position>=1234567", "position=1234567.0", "position=1.234567e6"])
def test_of_large_numbers_every_digit_counts(text: str):
    condition = read_condition(text)
    assert [condition.holds({"position": number}) for number in (1_234_566, 1_234_567)] == [False, True]


def test_a_condition_is_told_as_it_was_given():
    given = ["confidence>=0.7", "characters<1000000", "language=en,de"]
    assert [str(read_condition(text)) for text in given] == given
