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
