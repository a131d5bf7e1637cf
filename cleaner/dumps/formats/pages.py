"""One page in one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from cleaner.dumps.file_entry import FileEntry, Meter, local_entry
from cleaner.dumps.packing.stream import READ_ERRORS, open_stream
from cleaner.dumps.record import ReadOptions, Record, readable, unreadable
from cleaner.errors import CleanerError, DumpError

# Names of plain texts end so.
TEXT_SUFFIXES: Final = frozenset({".txt", ".text"})
# How the error of a page over the limit begins, by which it is told from others.
TOO_LARGE: Final = "too large: "
# What stands behind the suffix of a file that is packed.
PACKED_SUFFIXES: Final = frozenset({".gz", ".zst", ".lz4", ".bz2", ".xz"})


def read_page(path: Path, name: str, options: ReadOptions) -> Iterator[Record]:
    """The page in a file of this machine; text when the suffix says so, else HTML."""
    try:
        entry = local_entry(path, name)
    except CleanerError as error:
        yield unreadable(name, readable(path), 1, str(error).partition(": ")[2])
        return
    yield from read_page_entry(entry, options, Meter())


def read_page_entry(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """The page in the file; text when the suffix says so, else HTML."""
    try:
        with open_stream(entry) as stream:
            body = read_capped(stream, options.max_bytes)
    except CleanerError as error:
        yield unreadable(entry.name, entry.source, 1, str(error).removeprefix(f"{entry.source}: "))
        return
    except READ_ERRORS as error:
        yield unreadable(entry.name, entry.source, 1, f"cannot be read: {error}")
        return
    meter.at = entry.size
    if body is None:
        yield unreadable(entry.name, entry.source, 1, too_large(options.max_bytes))
        return
    is_plain = is_text(PurePath(entry.name))
    yield Record(entry.name, None, body, "text" if is_plain else "html", entry.source, 1, name=entry.name)


def check_page(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the page can be read.

    Raises:
        DumpError: the page cannot be read.
    """
    try:
        with open_stream(entry) as stream:
            read_capped(stream, options.max_bytes)
    except READ_ERRORS as error:
        raise DumpError(f"{entry.source}: cannot be read: {error}") from error


def read_capped(stream: BinaryIO, max_bytes: int) -> bytes | None:
    """Everything in the stream, or None when that is too much."""
    body = stream.read(max_bytes + 1)
    return body if len(body) <= max_bytes else None


def too_large(max_bytes: int) -> str:
    """The error of a page over the limit."""
    return f"{TOO_LARGE}more than {max_bytes:,} bytes"


def is_text(path: PurePath) -> bool:
    """Whether the file's name says plain text."""
    return plain_suffix(path) in TEXT_SUFFIXES


def plain_suffix(path: PurePath) -> str:
    """The suffix below `.gz` and the other `PACKED_SUFFIXES`, in lower case."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in PACKED_SUFFIXES:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
