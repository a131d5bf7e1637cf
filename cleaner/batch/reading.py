"""Records of all inputs one after the other, with the place in them from which a run can go on."""

from __future__ import annotations

import zlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final, NamedTuple, Protocol

from cleaner.dumps import Packed, Record
from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.formats.pages import TOO_LARGE
from cleaner.dumps.formats.rows import NO_PAGE
from cleaner.dumps.record import Start
from cleaner.errors import DumpError

# Files that a journal lists one by one, so that it can say which of them has changed.
_LISTED: Final = 1000
_LOOKED_AT: Final = 4096  # bytes or characters of a record that go into the check sum
_PATIENCE: Final = 64  # records that are read with care after the first misread one


class Source(Protocol):
    """Something to read: an input, or some of its files."""

    def entries(self, overlooked: Counter[str] | None = None, /) -> Iterator[FileEntry]:
        """The files of this source, in an order that does not change."""

    def pack(self, entry: FileEntry, meter: Meter, start: Start) -> Iterator[Record | Packed]:
        """Records of one of them from a place on, for other processes to open."""


class Cursor(NamedTuple):
    """A place between two records.

    Attributes:
        entry: number of the file among all inputs' files.
        record: how many of the file's records lie before the place.
        offset: byte of the file from which reading can go on: the last of these records that came packed begins there;
            -1 for none.
        since: how many of these records lie behind `offset`.
        check: a check sum of those, which shows when they are no longer the same.
    """

    entry: int = 0
    record: int = 0
    offset: int = -1
    since: int = 0
    check: int = 0


@dataclass(frozen=True, slots=True)
class Census:
    """What there is to read: compared with a later look, it shows what has changed.

    Attributes:
        files: how many.
        total_bytes: of all files whose size is known.
        digest: of every file's name, size and time stamp.
        listed: the same one by one, where there are not too many.
        overlooked: what walks through folders passed over, by reason.
    """

    files: int
    total_bytes: int
    digest: str
    listed: list[list[Any]]
    overlooked: dict[str, int] = field(default_factory=dict)

    @classmethod
    def take(cls, dumps: Iterable[Source]) -> Census:
        """Look at every file without opening it."""
        digest, files, total = blake2b(digest_size=8), 0, 0
        listed: list[list[Any]] = []
        overlooked: Counter[str] = Counter()
        for dump in dumps:
            for entry in dump.entries(overlooked):
                facts = [entry.source, entry.size, entry.modified]
                digest.update(repr(facts).encode("utf-8", "surrogatepass"))
                files += 1
                total += entry.size
                if files <= _LISTED:
                    listed.append(facts)
        return cls(files, total, digest.hexdigest(), listed if files <= _LISTED else [], dict(overlooked))

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
    """The records from a place on; to iterate again is to go back to what was not passed yet, and to read with care.

    Args:
        dumps: the inputs.
        start: where to begin.
    """

    def __init__(self, dumps: Sequence[Source], start: Cursor) -> None:
        self._dumps = dumps
        self._passed = start
        self._ahead: deque[tuple[Cursor, bool]] = deque()
        self._has_opened = False
        self._done_bytes = 0
        self._meter = Meter()
        self._patience = 0

    @property
    def bytes_read(self) -> int:
        """How far it is, in bytes of the files as they lie on disk."""
        return self._done_bytes + self._meter.at

    @property
    def has_opened(self) -> bool:
        """Whether any record that was passed could be taken out of its file."""
        return self._has_opened

    def passed(self) -> Cursor:
        """Note that one more record is done with; the place behind it."""
        self._passed, is_open = self._ahead.popleft()
        self._has_opened |= is_open
        return self._passed

    def __iter__(self) -> Iterator[Record | Packed]:
        self._ahead.clear()
        patience = self._patience
        # A file in which records were misread once may be so again and again: each time more is read with care.
        self._patience = max(_PATIENCE, 2 * patience)
        for cursor, record in self._read(self._passed, patience):
            self._ahead.append((cursor, _is_open(record)))
            yield record

    def _read(self, start: Cursor, patience: int) -> Iterator[tuple[Cursor, Record | Packed]]:
        self._done_bytes = 0
        entries = ((dump, entry) for dump in self._dumps for entry in dump.entries())
        for number, (dump, entry) in enumerate(entries):
            self._meter = Meter(entry.size)
            if number >= start.entry:
                begin = start if number == start.entry else Cursor(number)
                for found in self._read_entry(dump, entry, begin, patience):
                    patience = 0  # care was for records of the file in which reading begins
                    yield found
            self._done_bytes += entry.size
            self._meter = Meter()

    def _read_entry(
        self, dump: Source, entry: FileEntry, start: Cursor, patience: int
    ) -> Iterator[tuple[Cursor, Record | Packed]]:
        number, seen, offset = start.entry, start.record - start.since, start.offset
        since = check = 0
        span, at = entry.span, 0
        place = Start(max(0, offset), seen, offset >= 0, start.since - (offset >= 0) + patience)
        for record in dump.pack(entry, self._meter, place):
            seen += 1
            at = at if record.offset is None else record.offset
            if span and span.by_offset and at >= span.end:
                break
            if isinstance(record, Packed) and record.offset is not None:
                offset, since, check = record.offset, 0, 0
            since, check = since + 1, _checked(record, check)
            if seen == start.record and check != start.check:
                break
            if seen > start.record and not (span and span.by_offset and at < span.begin):
                yield Cursor(number, seen, offset, since, check), record
        if start.record and (seen < start.record or (seen == start.record and check != start.check)):
            raise DumpError(
                f"{entry.source} holds other records than when the run began; what is finished no longer fits the "
                "rest. Start anew"
            )


def _is_open(record: Record | Packed) -> bool:
    """Whether a record could be taken out of its file, be it too large or a row without a page."""
    return isinstance(record, Packed) or record.error is None or record.error.startswith((TOO_LARGE, NO_PAGE))


def _checked(record: Record | Packed, check: int) -> int:
    """The check sum with one more record; it is cheap, and guards against mistakes, not against forgery."""
    if isinstance(record, Packed):
        about = f"{record.position}\0{record.offset}\0{record.size}\0"
        raw = b"" if isinstance(record.raw, int) else record.raw[:_LOOKED_AT]
        return zlib.crc32(raw, zlib.crc32(about.encode(), check))
    head = record.body[:_LOOKED_AT]
    raw = head.encode("utf-8", "surrogatepass") if isinstance(head, str) else head
    about = f"{record.id}\0{record.url}\0{len(record.body)}\0{record.error}\0{record.skipped}\0"
    return zlib.crc32(raw, zlib.crc32(about.encode("utf-8", "surrogatepass"), check))
