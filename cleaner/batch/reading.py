"""Records of all inputs one after the other, with the place in them from which a run can go on."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from cleaner.dumps import Dump, Record
from cleaner.dumps.part import Meter, Part
from cleaner.errors import DumpError

# Files that a journal lists one by one, so that it can say which of them has changed.
_LISTED: Final = 1000
_LOOKED_AT: Final = 4096


class Cursor(NamedTuple):
    """A place between two records.

    Attributes:
        part: number of the file.
        record: how many of its records lie before.
        check: of these records, to notice when they are no longer the same.
    """

    part: int = 0
    record: int = 0
    check: int = 0


@dataclass(frozen=True, slots=True)
class Census:
    """What there is to read: compared with a later look, it shows what has changed.

    Attributes:
        files: how many.
        total_bytes: of all files whose size is known.
        digest: of every file's name, size and time stamp.
        listed: the same one by one, where there are not too many.
    """

    files: int
    total_bytes: int
    digest: str
    listed: list[list[Any]]

    @classmethod
    def take(cls, dumps: Iterable[Dump]) -> Census:
        """Look at every file without opening it."""
        digest, files, total = blake2b(digest_size=8), 0, 0
        listed: list[list[Any]] = []
        for dump in dumps:
            for part in dump.parts():
                facts = [part.source, part.size, part.modified]
                digest.update(repr(facts).encode("utf-8", "surrogatepass"))
                files += 1
                total += part.size
                if files <= _LISTED:
                    listed.append(facts)
        return cls(files, total, digest.hexdigest(), listed if files <= _LISTED else [])

    def require_same(self, earlier: Census) -> None:
        """See that nothing has changed since an earlier look.

        Raises:
            DumpError: something has; says what.
        """
        if self.digest == earlier.digest:
            return
        before, now = ({facts[0]: facts for facts in census.listed} for census in (earlier, self))
        changed = next((name for name in {**before, **now} if before.get(name) != now.get(name)), None)
        what = f"{changed} has changed" if changed else "a file has changed, was added or removed"
        raise DumpError(f"{what} since the run began; what is finished no longer fits the rest. Start anew")


class Reading:
    """The records from a place on.

    Args:
        dumps: the inputs.
        start: where to begin.
        shard_records: how many pages lie between two places that are kept.
    """

    def __init__(self, dumps: Sequence[Dump], start: Cursor, shard_records: int) -> None:
        self._dumps = dumps
        self._start = start
        self._shard_records = shard_records
        self._cursors: deque[Cursor] = deque()
        self._done_bytes = 0
        self._meter = Meter()
        self._last = start

    @property
    def bytes_read(self) -> int:
        """How far it is, in bytes of the files as they lie on disk."""
        return self._done_bytes + self._meter.at

    def next_cursor(self) -> Cursor:
        """The place behind the next shard; behind everything that was read, when that is sooner."""
        return self._cursors.popleft() if self._cursors else self._last

    def __iter__(self) -> Iterator[Record]:
        pages = 0
        for cursor, record in self._read():
            pages += record.skipped is None
            self._last = cursor
            if record.skipped is None and pages % self._shard_records == 0:
                self._cursors.append(cursor)
            yield record

    def _read(self) -> Iterator[tuple[Cursor, Record]]:
        parts = ((dump, part) for dump in self._dumps for part in dump.parts())
        for number, (dump, part) in enumerate(parts):
            if number >= self._start.part:
                yield from self._read_part(number, dump, part)
            self._done_bytes += part.size
            self._meter = Meter()

    def _read_part(self, number: int, dump: Dump, part: Part) -> Iterator[tuple[Cursor, Record]]:
        self._meter = Meter(part.size)
        known = self._start.record if number == self._start.part else 0
        seen = check = 0
        for record in dump.read(part, self._meter):
            seen, check = seen + 1, _checked(record, check)
            if seen == known and check != self._start.check:
                break
            if seen > known:
                yield Cursor(number, seen, check), record
        if known and (seen < known or (seen == known and check != self._start.check)):
            raise DumpError(
                f"{part.source} holds other records than when the run began; what is finished no longer fits the rest. "
                "Start anew"
            )


def _checked(record: Record, check: int) -> int:
    """The check carried on: cheap enough for every record, and nobody is out to fool it."""
    head = record.body[:_LOOKED_AT]
    raw = head.encode("utf-8", "surrogatepass") if isinstance(head, str) else head
    about = f"{record.id}\0{record.url}\0{len(record.body)}\0{record.error}\0{record.skipped}\0"
    return zlib.crc32(raw, zlib.crc32(about.encode("utf-8", "surrogatepass"), check))
