"""What stands before the colon of a reason is one of a closed list."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from cleaner import ReasonType, clean, clean_text
from cleaner.article.fault import faulty

DEEP = "<div>" * 40_000 + "<p>The lock keeper waves.</p>"
LINES = "a\n" * 600_000
REASONS = {
    "empty": lambda: clean(" "),
    "not html": lambda: clean(b"%PDF-1.7 ..."),
    "not text": lambda: clean_text(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR".decode("latin-1")),
    "no article": lambda: clean("<nav><a href=/>Home</a></nav>"),
    "hostile markup": lambda: clean(DEEP),
    "hostile text": lambda: clean_text(LINES),
    "internal error": lambda: faulty(None, ValueError("a planted fault")),
    "out of memory": lambda: faulty(None, MemoryError()),
}


@pytest.mark.parametrize("reason_type", REASONS)
def test_a_page_without_a_body_has_the_type_of_its_reason(reason_type: ReasonType):
    assert REASONS[reason_type]().reason_type == reason_type


def test_an_error_page_has_the_type_that_it_is():
    page = "<title>404 Not Found</title><h1>404 Not Found</h1><p>The page that you are looking for does not exist.</p>"
    assert clean(page).reason_type == "error page"


def test_a_page_with_a_body_has_no_reason():
    assert clean(f"<h1>Locks</h1><p>{'The lock keeper waves at every boat that passes. ' * 9}</p>").reason_type is None


def test_the_manual_names_each_type():
    told = (Path(__file__).resolve().parents[1] / "docs" / "reference.md").read_text("utf-8")
    assert [name for name in get_args(ReasonType) if f"`{name}`" not in told and f"`{name}: " not in told] == []
