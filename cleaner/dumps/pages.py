"""One page in one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from cleaner.dumps.record import ReadOptions, Record, readable, unreadable
from cleaner.dumps.stream import READ_ERRORS, open_stream

TEXT_SUFFIXES: Final = frozenset({".txt", ".text"})
PACKED_SUFFIXES: Final = frozenset({".gz", ".zst"})


def read_page(path: Path, name: str, options: ReadOptions) -> Iterator[Record]:
    """The page in the file; text when the suffix says so, else HTML."""
    try:
        with open_stream(path) as stream:
            body = read_capped(stream, options.max_bytes)
    except READ_ERRORS as error:
        yield unreadable(name, readable(path), 1, f"cannot be read: {error}")
        return
    if body is None:
        yield unreadable(name, readable(path), 1, too_large(options.max_bytes))
        return
    yield Record(name, None, body, "text" if is_text(path) else "html", readable(path), 1)


def read_capped(stream: BinaryIO, max_bytes: int) -> bytes | None:
    """Everything in the stream, or None when that is too much."""
    body = stream.read(max_bytes + 1)
    return body if len(body) <= max_bytes else None


def too_large(max_bytes: int) -> str:
    """The error of a page over the limit."""
    return f"too large: more than {max_bytes:,} bytes"


def is_text(path: Path) -> bool:
    """Whether the file's name says plain text."""
    return plain_suffix(path) in TEXT_SUFFIXES


def plain_suffix(path: Path) -> str:
    """The suffix below `.gz` or `.zst`, in lower case."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in PACKED_SUFFIXES:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
