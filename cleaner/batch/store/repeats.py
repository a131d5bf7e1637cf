"""Which articles of a run repeat another one, found when all of them are there.

Articles are gone through in the order of their sources and positions, not in that of the run: what comes out depends
neither on the order of the inputs nor on who has cleaned them. The first of several is the one that the others repeat.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from cleaner.batch.likeness import PERMUTATIONS, Likeness, sketch_of
from cleaner.dumps.output.atomic import synced

Duplicates = Literal["mark", "drop"]
# Share of shingles that two texts must have in common to be nearly the same; a new lead and a new time stamp leave .9.
_ALIKE: Final = 0.8


class Entry(NamedTuple):
    """An article that a shard holds.

    Attributes:
        source: file it comes from.
        position: record in that file.
        row: in its shard, from 0.
        likeness: what it is compared by.
    """

    source: str
    position: int
    row: int
    likeness: Likeness


@dataclass(slots=True)
class Repeats:
    """Rows that repeat another one.

    Attributes:
        wanted: what becomes of them.
        rows: by shard and row, the row that is repeated and by what it was told.
    """

    wanted: Duplicates
    rows: dict[int, dict[int, tuple[str, str]]] = field(default_factory=dict)

    def by(self) -> Counter[str]:
        """How many were told by what."""
        return Counter(by for rows in self.rows.values() for _, by in rows.values())

    def edits(self, shard: int) -> dict[int, dict[str, Any] | None]:
        """What is to be written into rows of a shard; None for those that are to go."""
        rows = self.rows.get(shard, {})
        if self.wanted == "drop":
            return dict.fromkeys(rows)
        return {row: {"duplicate_of": of, "duplicate_by": by} for row, (of, by) in rows.items()}


def save_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Bring the articles of a shard to the disk."""
    with path.open("wb") as file, synced(file):
        for entry in entries:
            address, text, sketch = entry.likeness
            values = [entry.source, entry.position, entry.row, address, text, sketch.hex()]
            file.write(json.dumps(values).encode() + b"\n")


def load_entries(path: Path) -> Iterable[Entry]:
    """The articles of a shard."""
    with path.open("rb") as file:
        for line in file:
            source, position, row, address, text, sketch = json.loads(line)
            yield Entry(source, position, row, Likeness(address, text, bytes.fromhex(sketch)))


def find_repeats(shards: Iterable[tuple[int, Path]], wanted: Duplicates) -> Repeats:
    """Find the repeats among the articles of all shards, given by number and file of their entries."""
    entries = [(entry, number) for number, path in shards for entry in load_entries(path)]
    entries.sort(key=lambda each: each[0][:2])
    seen, found = _Seen(), Repeats(wanted)
    for entry, number in entries:
        repeated = seen.add(entry)
        if repeated:
            found.rows.setdefault(number, {})[entry.row] = repeated
    return found


class _Seen:
    """Articles so far: the first of its kind for each address, text and near text."""

    def __init__(self) -> None:
        from datasketch import MinHashLSH

        self._addresses: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._near = MinHashLSH(threshold=_ALIKE, num_perm=PERMUTATIONS)
        self._sketches: dict[int, tuple[str, Any]] = {}

    def add(self, entry: Entry) -> tuple[str, str] | None:
        """Take an article in; which one it repeats and by what that was told, if it does."""
        address, text, sketch = entry.likeness
        own = f"{entry.source}#{entry.position}"
        found = None
        if address is not None and address in self._addresses:
            found = self._addresses[address], "url"
        elif text in self._texts:
            found = self._texts[text], "text"
        elif sketch and (near := self._nearest(own, sketch)):
            found = near, "near text"
        first = found[0] if found else own
        if address is not None:
            self._addresses.setdefault(address, first)
        self._texts.setdefault(text, first)
        return found

    def _nearest(self, own: str, values: bytes) -> str | None:
        """The first article that is nearly the same; where there is none, this one is the first of its kind."""
        sketch = sketch_of(values)
        for number in sorted(self._near.query(sketch)):
            name, other = self._sketches[number]
            if other.jaccard(sketch) >= _ALIKE:
                return str(name)
        number = len(self._sketches)
        self._near.insert(number, sketch)
        self._sketches[number] = (own, sketch)
        return None
