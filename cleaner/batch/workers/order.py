"""Outcomes that arrive in any order, handed on in the order of the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.batch.outcome import Outcome

# What may wait behind one slow page: enough work for the other workers, little enough memory.
_MAX_WAITING: Final = 4_000
_MAX_WAITING_BYTES: Final = 64_000_000


class Order:
    """Numbers records as they come in and gives out their outcomes by number.

    Attributes:
        admitted: how many came in.
    """

    def __init__(self) -> None:
        self.admitted = 0
        self._next = 0
        self._waiting: dict[int, tuple[Outcome | None, int]] = {}
        self._bytes = 0

    @property
    def is_full(self) -> bool:
        """Whether no further record should be admitted for now."""
        return self.admitted - self._next >= _MAX_WAITING or self._bytes >= _MAX_WAITING_BYTES

    @property
    def is_done(self) -> bool:
        """Whether every record that was admitted has been handed on."""
        return self._next == self.admitted

    def admit(self) -> int:
        """Number for the next record."""
        self.admitted += 1
        return self.admitted - 1

    def put(self, number: int, outcome: Outcome | None, size: int = 0) -> None:
        """Take in the outcome of a record; None when the records must be read again from this one on."""
        self._waiting[number] = (outcome, size)
        self._bytes += size

    def ready(self) -> Iterator[Outcome]:
        """Outcomes whose turn it is."""
        while found := self._waiting.get(self._next):
            outcome, size = found
            if outcome is None:
                return
            del self._waiting[self._next]
            self._next += 1
            self._bytes -= size
            yield outcome

    @property
    def is_stuck(self) -> bool:
        """Whether it is the turn of a record that must be read again."""
        found = self._waiting.get(self._next)
        return found is not None and found[0] is None

    def forget(self) -> None:
        """Forget what was not handed on: those records come again."""
        self._waiting.clear()
        self._bytes = 0
        self.admitted = self._next
