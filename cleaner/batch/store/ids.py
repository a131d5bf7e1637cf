"""Which ids of a run came before, in a memory that has a bound; a run that goes on finds them on disk."""

from __future__ import annotations

import sys
from array import array
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from cleaner.dumps.output.atomic import synced

# The name of the file with the hashes of ids.
FILE: Final = "ids"
_BYTES: Final = 8  # of an id's hash
_FIRST_SLOTS: Final = 1 << 12  # of an empty table, which doubles as it fills
# Most ids that are held; with twice as many slots of eight bytes they take 64 MB.
_MOST: Final = 1 << 22


class Ids:
    """Ids that came so far, as hashes of 64 bits: among four million ids two share one once in two million runs.

    Further ones than `_MOST` are compared with those before and not taken in; repeats are then counted too low.

    Attributes:
        pending: hashes that are not on the disk yet, one for each id that was given.
    """

    def __init__(self) -> None:
        self.pending = array("Q")
        self._slots = array("Q", bytes(_BYTES * _FIRST_SLOTS))
        self._used = 0

    @property
    def is_full(self) -> bool:
        """Whether further ids are not taken in."""
        return self._used >= _MOST

    def add(self, name: str) -> bool:
        """Take in an id; whether it was there before."""
        value = int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest(), "little")
        self.pending.append(value)
        return self._put(value)

    def take(self, hashes: bytes) -> int:
        """Take in ids by their hashes, as `pending` of another one holds them; how many were there before."""
        values = array("Q")
        values.frombytes(hashes)
        return sum(self._put(value) for value in values)

    def save(self, work: Path) -> None:
        """Bring what is pending to the disk, behind what is there."""
        if sys.byteorder == "big":
            self.pending.byteswap()
        with (work / FILE).open("ab") as file, synced(file):
            self.pending.tofile(file)
        self.pending = array("Q")

    @classmethod
    def load(cls, work: Path, count: int) -> Ids:
        """The first so many ids of an earlier attempt; what was written after its last shard is cut off."""
        ids = cls()
        values = array("Q")
        with suppress(FileNotFoundError), (work / FILE).open("r+b") as file:
            file.truncate(_BYTES * count)
            values.frombytes(file.read())
        if sys.byteorder == "big":
            values.byteswap()
        for value in values:
            ids._put(value)
        return ids

    def _put(self, value: int) -> bool:
        value = value or 1  # 0 is a slot that is free
        slots, mask = self._slots, len(self._slots) - 1
        at = value & mask
        while held := slots[at]:
            if held == value:
                return True
            at = (at + 1) & mask
        if not self.is_full:
            slots[at] = value
            self._used += 1
            if 2 * self._used > len(slots) and not self.is_full:
                self._grow()
        return False

    def _grow(self) -> None:
        before = self._slots
        self._slots = slots = array("Q", bytes(2 * _BYTES * len(before)))
        mask = len(slots) - 1
        for value in filter(None, before):
            at = value & mask
            while slots[at]:
                at = (at + 1) & mask
            slots[at] = value
