"""The table of a sweep, as `docs/constants.md` holds it: written by `show`, read again by `read_rows`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

# Below this a set's F1 counts as the same.
_SAME: Final = 0.00005
# A cell of the table for a set that neither gains nor loses.
_NOTHING: Final = "·"
# What the line of constants without weight begins with.
_IDLE: Final = "Of no weight on this sample: "
# A constant with the value that it was measured at, as in "`judge.aside._RUN` (3)".
_NAMED: Final = re.compile(r"`([^`]+)` \(([^)]+)\)")


class Constant(NamedTuple):
    """A number that is swept.

    Attributes:
        module: dotted name of the module.
        name: of the constant there.
        path: keys that lead to the number within it; none where it is the constant itself.
        value: as shipped.
        measured_on: what it decides about, `pages` or `dumps`.
    """

    module: str
    name: str
    path: tuple[str | int, ...]
    value: float
    measured_on: str

    def __str__(self) -> str:
        """As one would write it."""
        return f"{self.module.removeprefix('cleaner.')}.{self.name}" + "".join(f"[{key!r}]" for key in self.path)

    @property
    def key(self) -> tuple[str, str]:
        """Its name and its value, both as the table has them."""
        return str(self), f"{self.value:g}"

    def around(self) -> tuple[float, float]:
        """A lower and a higher value."""
        value = self.value
        if isinstance(value, int):
            step = max(1, round(0.3 * abs(value)))
            return value - step, value + step
        if value == 0:
            return -0.5, 0.5
        if 0 < value < 1:
            return round(0.7 * value, 6), round(min(1.4 * value, (1 + value) / 2), 6)
        return value - 0.3 * abs(value), value + 0.3 * abs(value)


@dataclass(frozen=True)
class Row:
    """What a constant does: for each set the F1 at its lower and its higher value, less that as shipped."""

    constant: Constant
    gains: Mapping[str, tuple[float, float]]

    @property
    def weight(self) -> float:
        """The most that a set gains or loses."""
        return max((abs(gain) for pair in self.gains.values() for gain in pair), default=0.0)


def show(
    rows: Sequence[Row],
    shipped: Mapping[str, Mapping[str, float]],
    pages: Mapping[str, int],
    others: Sequence[Constant] = (),
) -> str:
    """The table, the constants that matter most first.

    Args:
        rows: what was measured.
        shipped: F1 of each set as shipped, by what is measured on.
        pages: of each set in the sample.
        others: constants that were not measured.
    """
    names = list(shipped["pages"])
    lines = [
        "# What the constants decide",
        "",
        "Written by `python -m bench.sweep`, whose first lines tell how. A cell has what the F1 of a set gains or",
        "loses, in thousandths, by the lower value and by the higher one; a point is nothing. `--changed` sweeps only",
        "constants that are new or have another value, and keeps the other rows as they were measured before.",
        "",
        f"| constant | shipped | lower, higher | {' | '.join(names)} |",
        f"| --- | ---: | ---: | {' | '.join('---:' for _ in names)} |",
        f"| *pages of the sample* | | | {' | '.join(str(pages[name]) for name in names)} |",
    ]
    for measured_on, means in shipped.items():
        lines.append(f"| *F1 as shipped, {measured_on}* | | | {' | '.join(f'{means[name]:.4f}' for name in names)} |")
    ordered = sorted(rows, key=lambda row: (-round(row.weight, 4), str(row.constant)))
    for row in ordered:
        if row.weight > _SAME:
            low, high = row.constant.around()
            cells = " | ".join(_cell(row.gains[name]) for name in names)
            lines.append(f"| `{row.constant}` | {row.constant.value:g} | {low:g}, {high:g} | {cells} |")
    idle = [f"`{row.constant}` ({row.constant.value:g})" for row in ordered if row.weight <= _SAME]
    lines += ["", f"{_IDLE}{', '.join(idle)}."]
    if others:
        names = [f"`{constant}` ({constant.value:g})" for constant in sorted(others, key=str)]
        lines += ["", f"Not measured: {', '.join(names)}."]
    return "\n".join(lines) + "\n"


def _cell(gains: tuple[float, float]) -> str:
    if all(abs(gain) <= _SAME for gain in gains):
        return _NOTHING
    return ", ".join(_NOTHING if abs(gain) <= _SAME else f"{1000 * gain:+.1f}" for gain in gains)


def read_rows(table: str, constants: Iterable[Constant]) -> list[Row]:
    """Rows of a table whose constants are still there and have the value that they were measured at."""
    lines = table.splitlines()
    names = next((_cells(line)[3:] for line in lines if line.startswith("| constant |")), [])
    measured: dict[tuple[str, str], Mapping[str, tuple[float, float]]] = {}
    for line in lines:
        if line.startswith("| `"):
            name, value, _, *gains = _cells(line)
            measured[name.strip("`"), value] = dict(zip(names, map(_read_cell, gains), strict=True))
        elif line.startswith(_IDLE):
            measured |= dict.fromkeys(_NAMED.findall(line), dict.fromkeys(names, (0.0, 0.0)))
    return [Row(constant, measured[key]) for constant in constants if (key := constant.key) in measured]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _read_cell(cell: str) -> tuple[float, float]:
    lower, _, higher = cell.partition(", ")
    return _read_gain(lower), _read_gain(higher or lower)


def _read_gain(text: str) -> float:
    return 0.0 if text == _NOTHING else float(text) / 1000
