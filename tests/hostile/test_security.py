"""SECURITY.md says what the code does."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

ROWS = re.findall(
    r"^\| (.+?) \| (\d+) \| `(cleaner(?:\.\w+)+)` \|$",
    (Path(__file__).parents[2] / "SECURITY.md").read_text("utf-8"),
    re.M,
)


def value_of(path: str) -> object:
    """A module's constant, or the default of a field of one of its classes."""
    module, _, name = path.rpartition(".")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError:
        place, _, owner = module.rpartition(".")
        return getattr(import_module(place), owner).__dataclass_fields__[name].default


def test_the_table_of_limits_is_read_whole() -> None:
    assert len(ROWS) == 23


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2])
def test_a_limit_is_as_the_table_says(row: tuple[str, str, str]) -> None:
    _, said, path = row
    assert value_of(path) == int(said)
