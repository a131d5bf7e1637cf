"""Inputs → splits of about equal size, within large files too where a reader can begin in their midst."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from cleaner.dumps import Packed, ReadOptions, Record
from cleaner.dumps.file_entry import FileEntry, Meter, Span
from cleaner.dumps.file_formats import JSONL, PARQUET, WEB_ARCHIVE, format_of, pack_entry, read_entry
from cleaner.dumps.packing.frame import FRAMES
from cleaner.dumps.packing.stream import GZIP, begins_utf16
from cleaner.dumps.record import Start
from cleaner.errors import DumpError

# Most files of one split: small ones are gathered, but opening each takes time.
_MOST_FILES: Final = 5_000
# Stretches of a web archive are so many times as long as other splits. Reading a later stretch means reading all before
# it, in a ninth of the time that cleaning it would take: of four stretches, as a gigabyte has, that is a sixth more
# work; of sixteen it would nearly double it.
_STRETCH: Final = 4


@dataclass(frozen=True, slots=True)
class Split:
    """Files, or a stretch of one, that are cleaned together; it is read as a dump is.

    Attributes:
        number: among the splits of a run, from 0.
        files: what is read, in order; of a large file only the records that begin in its `span`.
        options: how it is read.
    """

    number: int
    files: tuple[FileEntry, ...]
    options: ReadOptions

    def entries(self, _overlooked: object = None) -> Iterator[FileEntry]:
        """The files of the split, in their order."""
        yield from self.files

    def pack(self, entry: FileEntry, meter: Meter, start: Start) -> Iterator[Record | Packed]:
        """Records of one of them, for other processes to open."""
        if entry.span and entry.span.by_offset:
            # Where a record stands is only sure when those before it were opened: a damaged one may count twice.
            return read_entry(entry, self.options, meter)
        return pack_entry(entry, self.options, meter, start)

    @property
    def size(self) -> int:
        """In bytes, as the files lie on disk."""
        return sum(entry.span.end - entry.span.begin if entry.span else entry.size for entry in self.files)


def cut(entries: Iterable[FileEntry], options: ReadOptions, size: int, first: int = 0) -> Iterator[Split]:
    """Cut the inputs into splits; the same inputs give the same splits on every machine.

    Args:
        entries: files of the inputs, in order.
        options: how they are read.
        size: of a split, in bytes of the files as they lie on disk.
        first: number of the first split.

    Raises:
        DumpError: an input is standard input, of which no other process can read.
    """
    gathered: list[FileEntry] = []
    held = 0
    for entry in entries:
        if entry.is_stream:
            raise DumpError("-: standard input can be read by one process alone; name a file")
        pieces = list(_pieces(entry, size))
        if gathered and (held + entry.size > size or len(pieces) > 1 or len(gathered) >= _MOST_FILES):
            yield Split(first, tuple(gathered), options)
            first, gathered, held = first + 1, [], 0
        if len(pieces) > 1:
            for piece in pieces:
                yield Split(first, (piece,), options)
                first += 1
        else:
            gathered.append(entry)
            held += entry.size
    if gathered:
        yield Split(first, tuple(gathered), options)


def _pieces(entry: FileEntry, size: int) -> Iterator[FileEntry]:
    """The file in stretches of equal size, if it is large and of a kind that has such; else as it is."""
    by_offset = _cut_by_offset(entry) if entry.size > size else None
    count = -(-entry.size // (size * _STRETCH if by_offset else size))
    if by_offset is None or count == 1:
        yield entry
        return
    edges = [entry.size * number // count for number in range(count)]
    # What a cut-off file says of its end stands behind its last byte.
    for begin, end in zip(edges, [*edges[1:], entry.size + 1], strict=True):
        yield replace(entry, span=Span(begin, end, by_offset))


def _cut_by_offset(entry: FileEntry) -> bool | None:
    """Whether records of a stretch are told by their offset; None for files that are read from their start on."""
    try:
        file_format = format_of(entry)
        with entry.open() as file:
            head = file.read(4)
    except (DumpError, OSError):
        return None
    if file_format is PARQUET:
        return False
    if entry.path is None:
        # The position of a line or a record in its file is only known after all before it was read.
        return None
    if file_format is WEB_ARCHIVE:
        return True
    # Bytes of UTF-16 are others when they are read.
    is_plain = not head.startswith((GZIP, *FRAMES)) and not begins_utf16(head)
    return False if file_format is JSONL and is_plain else None
