"""No regular expression of the package takes more than twice the time for twice the text."""

from __future__ import annotations

import re

import pytest
from expressions import Expression, expressions, grows_too_fast

ALL = sorted(expressions())


def test_the_expressions_of_the_package_are_found() -> None:
    assert len(ALL) > 300
    assert sum(isinstance(each.pattern, bytes) for each in ALL) > 20


@pytest.mark.parametrize("expression", ALL, ids=[each.where for each in ALL])
def test_an_expression_takes_time_as_its_text_has_characters(expression: Expression) -> None:
    # What else the machine does may look like growth, though not three times.
    found = [grows_too_fast(expression) for _ in range(3 if grows_too_fast(expression) else 0)]
    assert not all(found) or not found, found


@pytest.mark.parametrize(
    "pattern",
    [r"\s+$", "<!--.*?-->", "(a+)+b", r"a\w*-b", r"\s*,\s*", r"x[^y]*z", r"\d+[\d.]*e", r"(?:a|a)*b", b"<[^>]+>"],
)
def test_expressions_that_step_back_too_often_are_told(pattern: str | bytes) -> None:
    flags = 0 if isinstance(pattern, bytes) else re.DOTALL
    assert grows_too_fast(Expression("here", pattern, flags, is_anchored=False))


@pytest.mark.parametrize("pattern", [r"(?<!\s)\s+$", "<!--", r"(?:(?<!\s)\s++)?,", r"x[^xy]*z", "a{2,50}b"])
def test_expressions_that_go_on_are_taken(pattern: str) -> None:
    assert not grows_too_fast(Expression("here", pattern, re.DOTALL, is_anchored=False))
