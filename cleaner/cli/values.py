"""Values of options, read so that a wrong one is told in our words: what it is, and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

import typer

from cleaner.errors import did_you_mean

_Choice = TypeVar("_Choice", bound=StrEnum)


def one_of(kind: type[_Choice]) -> Callable[[str], _Choice]:
    """A reader of the names of an enumeration."""

    def read(text: str) -> _Choice:
        try:
            return kind(text.lower())
        except ValueError:
            known = [choice.value for choice in kind]
            raise typer.BadParameter(f"{text!r} is none of {', '.join(known)}{did_you_mean(text, known)}") from None

    return read


def names(kind: Iterable[StrEnum]) -> str:
    """The names of an enumeration, or of some of it, for help."""
    return "|".join(choice.value for choice in kind)


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """A reader of whole numbers in a range."""
    allowed = f"a whole number from {least} on" if most is None else f"a whole number from {least} to {most}"

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise typer.BadParameter(f"{str(text)!r} is not {allowed}")
        return number

    return read


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
