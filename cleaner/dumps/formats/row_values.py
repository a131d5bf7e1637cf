"""Values of a row's columns as what they stand for: text, a name, a day; and what to tell of those that are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate
from typing import Any, Final

from cleaner.dumps.formats.nested import value_at
from cleaner.dumps.formats.wrapped import stands_for_nothing

UNREAD: Final = "column_unread: "
"""How the warning of a row begins that has a value which cannot be what its column should hold."""

# Numbers that are moments between 1985 and 2128: in seconds since 1970 or in thousandths, millionths or billionths of
# them, whose ranges do not overlap. And how many digits a day has that is written in digits alone, without and with a
# time.
_EPOCH: Final = 5 * 10**8
_PER_SECOND: Final = (1, 10**3, 10**6, 10**9)
_DAY_DIGITS: Final = (8, 14)


def first_text(row: Mapping[str, Any], columns: Iterable[str], option: str | None = None) -> tuple[str | None, str]:
    """The first of the columns that holds text; and what to tell where none does though one holds something else.

    Args:
        row: of a table.
        columns: in order of preference.
        option: by which another column is named.
    """
    told = ""
    for column in columns:
        value = value_at(row, column)
        if stands_for_nothing(value):
            continue
        if text := text_of(value):
            return text, ""
        if is_something(value):
            told = told or _unread(column, f"{kind_of(value)}, not text", value, option)
    return None, told


def first_day(row: Mapping[str, Any], columns: Iterable[str]) -> tuple[date | None, str]:
    """The first of the columns that holds a day; and what to tell where none does though one holds something else."""
    told = ""
    for column in columns:
        value = value_at(row, column)
        if day := day_of(value):
            return day, ""
        if is_something(value) and not stands_for_nothing(value):
            told = told or _unread(column, f"{kind_of(value)} that is no day such as 2024-03-14")
    return None, told


def unread_page(row: Mapping[str, Any], columns: Iterable[str]) -> str:
    """What to tell of a column for the page that holds something else, where the page is read from another one."""
    for column in columns:
        value = value_at(row, column)
        if is_something(value) and not isinstance(value, bytes | str):
            return _unread(column, f"{kind_of(value)}, not text or bytes", value, "--html-column")
    return ""


def text_of(value: object) -> str | None:
    """Text, or bytes that are UTF-8 as tables hold them that know no text; None for all else."""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return None
    return value if isinstance(value, str) else None


def day_of(value: object) -> date | None:
    """A day as tables and crawlers write it: in ISO 8601, in digits alone, as HTTP does, in seconds since 1970."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for read in _DAYS:
        try:
            if day := read(value):
                return day
        except (ValueError, OverflowError, OSError):
            continue
    return None


def _written(value: object) -> date | None:
    text = text_of(value)
    return date.fromisoformat(text[:10]) if text else None


def _in_digits(value: object) -> date | None:
    digits = str(value) if _is_whole(value) else (text_of(value) or "").strip()
    is_day = len(digits) in _DAY_DIGITS and digits.isascii() and digits.isdigit()
    return datetime.strptime(digits[:8], "%Y%m%d").date() if is_day else None


def _counted(value: object) -> date | None:
    if isinstance(value, bool):
        return None
    number = float(value) if isinstance(value, int | float) else float(text_of(value) or "nan")
    for parts in _PER_SECOND:
        if _EPOCH <= number / parts < 10 * _EPOCH:
            return datetime.fromtimestamp(number / parts, UTC).date()
    return None


def _of_http(value: object) -> date | None:
    parts = parsedate(text_of(value))
    return date(*parts[:3]) if parts else None


# The ways in which a day may be written, the surest first.
_DAYS: Final[tuple[Callable[[object], date | None], ...]] = (_written, _in_digits, _counted, _of_http)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_something(value: object) -> bool:
    """Whether there is a value: null, an empty one and what stands for none in columns of numbers (NaN) is none."""
    is_number = value == value  # which NaN alone is not
    return value is not None and value != "" and value != b"" and is_number


def kind_of(value: object) -> str:
    """What a value is, in the words of JSON."""
    if isinstance(value, bytes):
        return "bytes that are not UTF-8" if text_of(value) is None else "text"
    for types, name in _KINDS:
        if isinstance(value, types):
            return name
    return type(value).__name__


# Types of values, and what JSON calls them. A boolean is a number to Python, and so comes before numbers.
_KINDS: Final[tuple[tuple[type | tuple[type, ...], str], ...]] = (
    (str, "text"),
    (bool, "a boolean"),
    ((int, float), "a number"),
    ((list, tuple), "a list"),
    (Mapping, "an object"),
)


def _unread(column: str, what: str, value: object = None, option: str | None = None) -> str:
    inner = next((str(name) for name in value), None) if isinstance(value, Mapping) else None
    named = f": name what is in it, such as {option} {column}.{inner}" if inner and option else ""
    return " ".join(f"{UNREAD}{column} holds {what}{named}".split())
