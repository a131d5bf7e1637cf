"""Pages with random edits are read alike by compiled loops and Python's; `python -m bench.fuzz` goes on with it."""

from __future__ import annotations

import pytest

from bench.fuzz import differs, page
from cleaner.page import segment, survey

pytestmark = pytest.mark.skipif(
    segment.compiled is None or survey.compiled is None, reason="built without a C compiler: only Python is there"
)


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_edited_fixtures_are_read_alike(start: int) -> None:
    assert [seed for seed in range(start, start + 50) if differs(page(seed))] == []


def test_a_seed_makes_one_page() -> None:
    assert page(7) == page(7) != page(8)
