"""Rows of two outputs → pairs of the same article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final, Literal

# The columns that name a row, of which outputs may be matched by one.
NAMING: Final = ("id", "url", "source", "position")

Row = Mapping[str, Any]
Key = Literal["id", "url"]
Pair = tuple[Row | None, Row | None]
_Rows = Callable[[], Iterator[Row]]


class Pairs:
    """Pairs of rows of one article; None for what only one side has, at the end.

    Rows are paired by their names. Rows whose name stands for several in one output are told apart by source and the
    other of id and address, then by one of these, then by the name alone; those that are equal in this are paired in
    turn, if both sides have as many of them. Rows in the same order cost no memory; others are kept until their
    partner comes, and those whose name is repeated to the end.

    Args:
        old, new: give the rows, twice: first, names are counted.
        key: column with the name.

    Attributes:
        unpaired: rows that may have a partner, but which cannot be told; filled when all pairs are given.
    """

    def __init__(self, old: _Rows, new: _Rows, key: Key) -> None:
        self.unpaired = 0
        self._sides = (old, new)
        self._key = key

    def __iter__(self) -> Iterator[Pair]:
        repeated = {name for rows in self._sides for name in _repeated(rows(), self._key)}
        kept: tuple[list[Row], list[Row]] = ([], [])
        waiting: tuple[dict[str, Row], dict[str, Row]] = ({}, {})
        for rows in zip_longest(*(side() for side in self._sides)):
            for side, row in enumerate(rows):
                if row is None:
                    continue
                name = name_of(row, self._key)
                if name in repeated:
                    kept[side].append(row)
                elif partner := waiting[1 - side].pop(name, None):
                    yield (partner, row) if side else (row, partner)
                else:
                    waiting[side][name] = row
        yield from self._tell_apart(*kept)
        yield from ((row, None) for row in waiting[0].values())
        yield from ((None, row) for row in waiting[1].values())

    def _tell_apart(self, old: list[Row], new: list[Row]) -> Iterator[Pair]:
        other = "id" if self._key == "url" else "url"
        for columns in (("source", other), ("source",), (other,), ()):
            groups: dict[tuple[object, ...], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
            for side, rows in enumerate((old, new)):
                for row in rows:
                    place = (name_of(row, self._key), *(row.get(column) for column in columns))
                    groups[place][side].append(row)
            old, new = [], []
            for before, after in groups.values():
                if len(before) == len(after):
                    yield from zip(before, after, strict=True)
                else:
                    old += before
                    new += after
        both = {name_of(row, self._key) for row in old} & {name_of(row, self._key) for row in new}
        self.unpaired = sum(name_of(row, self._key) in both for row in (*old, *new))
        yield from ((row, None) for row in old)
        yield from ((None, row) for row in new)


def name_of(row: Row, key: Key) -> str:
    """What a row is called: its id or address, or its place."""
    return str(row.get(key) or row.get("id") or f"{row.get('source')}:{row.get('position')}")


def _repeated(rows: Iterator[Row], key: Key) -> list[str]:
    return [name for name, count in Counter(name_of(row, key) for row in rows).items() if count > 1]
