"""Values of options that Typer's own types do not read as we need them.

Names are matched with a hint at the one that was meant, and numbers of seconds are finite; whole numbers in a range are
Typer's `min` and `max`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

import typer

from cleaner.errors import did_you_mean

_Choice = TypeVar("_Choice", bound=StrEnum)


def one_of(choices: type[_Choice]) -> Callable[[str], _Choice]:
    """A reader of the values of an enumeration."""
    name = one_name([choice.value for choice in choices])
    return lambda text: choices(name(text))


def one_name(names: Sequence[str]) -> Callable[[str], str]:
    """A reader of one of several names."""

    def read(text: str) -> str:
        name = text.lower()
        if name not in names:
            raise typer.BadParameter(f"{text!r} is none of {', '.join(names)}{did_you_mean(text, names)}")
        return name

    return read


def choice_list(choices: Iterable[str]) -> str:
    """Names, or the values of an enumeration, for help."""
    return "|".join(choices)


def decimal(least: float) -> Callable[[str], float]:
    """A reader of numbers that are not infinite, from the least on."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not least <= number < math.inf:
            raise typer.BadParameter(f"{str(text)!r} is not a number from {least:g} on")
        return number

    return read
