"""Values of options that Typer's own types do not read as we need them.

Names are matched with a hint at the one that was meant, and numbers of seconds are finite; whole numbers in a range are
Typer's `min` and `max`.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

import typer

from cleaner.errors import DumpError, did_you_mean

# Longest line of a list of inputs: the longest path on Linux. A file that is no list soon has a longer one.
_LONGEST_LINE: Final = 4096
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


def listed_inputs(path: Path | None) -> list[str]:
    """Inputs from a list, `-` for standard input; blank lines are none.

    Raises:
        DumpError: the list cannot be read, or is no list.
    """
    found: list[str] = []
    if path is None:
        return found
    try:
        with nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as file:
            # Not `splitlines`: names of files may hold characters that it takes for ends of lines.
            while line := file.readline(_LONGEST_LINE):
                if b"\0" in line or len(line) == _LONGEST_LINE:
                    raise DumpError(f"--from {path}: line {len(found) + 1} is no path; a list has one input a line")
                found.append(os.fsdecode(line.rstrip(b"\r\n")))
    except OSError as error:
        raise DumpError(f"--from {path}: cannot be read: {error.strerror or error}") from error
    found[:1] = [line.removeprefix("\ufeff") for line in found[:1]]
    return [line for line in found if line.strip()]


def byte_size(text: str, option: str) -> int:
    """A size such as 500M or 2G in bytes.

    Raises:
        DumpError: the text is no size.
    """
    units = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
    number, unit = text.strip().upper().removesuffix("B"), ""
    if number[-1:] in units:
        number, unit = number[:-1], number[-1:]
    try:
        size = int(float(number) * units[unit])
    except (ValueError, OverflowError):
        size = 0
    if size <= 0:
        raise DumpError(f"{option} {text}: not a size; they look like 500M or 2G")
    return size
