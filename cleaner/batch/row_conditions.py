"""Conditions on rows: `confidence>=0.7`, `language=en,de`, `types=article`, and `meta.score>=2` of a kept column."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from cleaner import expressions as re
from cleaner.dumps.formats.kept_columns import ALL, kept_name
from cleaner.dumps.formats.nested import value_at
from cleaner.dumps.output.row_columns import COLUMNS
from cleaner.errors import DumpError, did_you_mean
from cleaner.judge.feature_columns import PAGE_TYPES

# A condition: a column, a sign and a value, such as `confidence>=0.7`.
_SHAPE: Final = re.compile(r"\s*+([^<>=!\s][^<>=!]*+)(>=|<=|!=|=|>|<)\s*+(.*)")
# The signs that ask for an order, and what each asks.
_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
# Types of columns whose values are compared as numbers; all others are compared as texts.
_NUMBERS: Final = frozenset({"int64", "float64"})
# Columns of which every value is known: another one is a slip that would leave out every row.
_CLOSED: Final = {"status": ("ok", "empty", "failed"), "page_type": PAGE_TYPES}
_TYPES: Final = {column.name: column.type for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that a row must meet; an empty column meets none but `!=`.

    Attributes:
        column: name of the column.
        sign: how it is compared.
        values: to compare with; several for `=` (any of them) and `!=` (none of them), in lower case.
        of_input: the column is one that is kept of the input, or lies within one.
    """

    column: str
    sign: str
    values: tuple[str, ...]
    of_input: bool = False

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether the row meets it."""
        value = value_at(row.get("kept_columns") or {}, self.column) if self.of_input else row.get(self.column)
        if self.sign in _ORDER and self.of_input:
            return _in_order(value, _ORDER[self.sign], self.values[0])
        if self.sign in _ORDER:
            if value is None:
                return False
            other: Any = float(self.values[0]) if _TYPES[self.column] in _NUMBERS else self.values[0]
            return _ORDER[self.sign](value if isinstance(value, int | float) else str(value), other)
        held = {_plain(each) for each in (value if isinstance(value, list) else [value]) if each is not None}
        # A language is also meant by its first part: en by en-GB.
        if self.column == "language" and not self.of_input:
            held |= {each.split("-")[0].split("_")[0] for each in held}
        return bool(held & set(self.values)) == (self.sign == "=")

    def __str__(self) -> str:
        return f"{self.column}{self.sign}{','.join(self.values)}"


def read_condition(text: str, keep: Collection[str] = ()) -> Condition:
    """Read a condition.

    Args:
        text: a column by its name in the output, a sign, and what it is compared with.
        keep: columns that are kept of the inputs, as `--keep` has them; of any of these it may be, and of what lies
            within. Whether there is such a one, `run` sees.

    Raises:
        DumpError: the text is no condition, or names no column.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise DumpError(f"--only {text}: not a condition; they look like confidence>=0.7 or language=en,de")
    column, sign, right = match[1].rstrip(), match[2], match[3].rstrip()
    values = (right,) if sign in _ORDER else tuple(_plain(part.strip()) for part in right.split(","))
    if column not in _TYPES and _may_be_kept(column, keep):
        return Condition(column, sign, _as_numbers(values), of_input=True)
    if column not in _TYPES:
        known = ", ".join((*_TYPES, *(kept_name(name) for name in keep if name != ALL)))
        raise DumpError(
            f"--only {text}: there is no column {column}; the columns are: {known}{did_you_mean(column, _TYPES)}; "
            "one of the input must be kept (--keep)"
        )
    if column in _CLOSED:
        _require_known(text, values, _CLOSED[column])
    if _TYPES[column] in _NUMBERS:
        try:
            values = tuple(_plain(_number(value)) for value in values)
        except ValueError:
            raise DumpError(f"--only {text}: {column} is a number, {right} is none") from None
    elif sign in _ORDER and column not in {"date", "date_modified", "crawled"}:
        raise DumpError(f"--only {text}: {column} has no order; use = or !=")
    return Condition(column, sign, values)


def _may_be_kept(column: str, keep: Collection[str]) -> bool:
    names = [kept_name(name) for name in keep]
    return ALL in keep or any(column == name or column.startswith(f"{name}.") for name in names)


def _as_numbers(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values with numbers as `_plain` writes them; nothing says of which type a kept column is."""
    found = []
    for value in values:
        try:
            found.append(_plain(_number(value)))
        except ValueError:
            found.append(value)
    return tuple(found)


def _in_order(value: Any, compare: Callable[[Any, Any], bool], other: str) -> bool:  # noqa: ANN401 - whatever is kept
    """Whether a kept value stands on this side of another: numbers by size, also those written as text, else texts.

    A number and a text that is none have no order, so neither side holds.
    """
    if isinstance(value, date | time):
        value = value.isoformat()
    if value is None or isinstance(value, bool | list | Mapping):
        return False
    try:
        bound = _number(other)
    except ValueError:
        return isinstance(value, str) and compare(value, other)
    try:
        return compare(_number(value), bound)
    except (ValueError, TypeError, OverflowError):
        return False


def _require_known(text: str, values: Iterable[str], known: Sequence[str]) -> None:
    if wrong := next((value for value in values if value not in known), None):
        raise DumpError(f"--only {text}: {wrong} is none of {', '.join(known)}{did_you_mean(wrong, known)}")


def _number(text: Any) -> float:  # noqa: ANN401 - texts and the numbers of tables
    """A number that others can be compared with.

    Raises:
        ValueError: the text is no such number.
    """
    value = float(text)
    if math.isnan(value):
        raise ValueError(text)
    return value


def _plain(value: object) -> str:
    """A value as it is compared: numbers alike however they are written, words without case."""
    # All digits: of a large number the last ones count too.
    return repr(float(value)).removesuffix(".0") if isinstance(value, int | float) else str(value).lower()
