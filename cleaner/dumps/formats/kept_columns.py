"""Columns of the input that go with a page into the output: which, and under what names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cleaner.dumps.formats.nested import value_at
from cleaner.dumps.output.row_columns import BODY_COLUMNS, COLUMNS, DUPLICATE_COLUMNS, FILE_COLUMN, MISFITS

if TYPE_CHECKING:
    from cleaner.dumps.formats.rows import Columns
    from cleaner.dumps.record import ReadOptions

ALL: Final = "all"
"""Stands for every column but the one that holds the page."""

# What a kept column's name begins with where the output has a column of that name.
_PREFIX: Final = "input_"
# Names of the output's own columns, those that a run leaves out among them, so that the name of a kept column does not
# depend on other options.
_RESERVED: Final = frozenset(
    column.name for column in (*COLUMNS, *BODY_COLUMNS, *DUPLICATE_COLUMNS, FILE_COLUMN, MISFITS)
)


@lru_cache(maxsize=1024)
def kept_name(name: str) -> str:
    """What a column of the input is called in the output: as in the input, with a prefix where the output has its own.

    Two columns never get the same name, for what looks like a prefixed name is prefixed once more.
    """
    plain = name
    while plain.startswith(_PREFIX):
        plain = plain.removeprefix(_PREFIX)
    return _PREFIX + name if plain in _RESERVED else name


def given_name(kept: str) -> str:
    """What a column of the output is called in the input: the other way round."""
    name = kept.removeprefix(_PREFIX)
    return name if kept_name(name) == kept else kept


def kept_columns(names: Iterable[str], columns: Columns, options: ReadOptions) -> tuple[str, ...]:
    """Which of a table's columns are kept, by name or path.

    Args:
        names: of the table's columns.
        columns: those that the page is made of; with `ALL`, the one of the page itself is not kept.
        options: with the columns that are wanted.
    """
    wanted = tuple(name for name in options.keep if name != ALL)
    if ALL not in options.keep:
        return wanted
    page = columns.pages[0] if columns.pages else None
    return tuple(dict.fromkeys((*(name for name in names if name != page), *wanted)))


def kept_values(row: Mapping[str, Any], columns: Columns, options: ReadOptions) -> dict[str, Any] | None:
    """The values that are kept of a row, by their names in the output; None when nothing is wanted.

    What the row does not have is not among them.
    """
    if not options.keep:
        return None
    page = columns.pages[0] if columns.pages else ""
    found: dict[str, Any] = {}
    for name in kept_columns(row, columns, options):
        value = value_at(row, name)
        if value is None and not _has(row, name):
            continue
        if name not in options.keep and page.startswith(f"{name}."):
            value = _without(value, page.removeprefix(f"{name}."))
        found[kept_name(name)] = value
    return found


def _has(row: Mapping[str, Any], path: str) -> bool:
    """Whether the row has a column, or one within others, whose value is null."""
    parent, _, name = path.rpartition(".")
    inner = value_at(row, parent) if parent else None
    return path in row or (isinstance(inner, Mapping) and name in inner)


def _without(value: Any, path: str) -> Any:  # noqa: ANN401 - whatever the row holds
    """A nested value without what lies at a path in it: the page is not kept within its column, either."""
    if not isinstance(value, Mapping):
        return value
    if path in value:
        return {name: inner for name, inner in value.items() if name != path}
    return {
        name: _without(inner, path.removeprefix(f"{name}.")) if path.startswith(f"{name}.") else inner
        for name, inner in value.items()
    }
