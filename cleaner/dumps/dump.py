"""The kinds of dumps, told apart by suffix and content."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from cleaner.dumps.jsonl import read_jsonl
from cleaner.dumps.pages import TEXT_SUFFIXES, plain_suffix, read_page
from cleaner.dumps.parquet import count_parquet, read_parquet
from cleaner.dumps.record import ReadOptions, Record, readable, unreadable
from cleaner.dumps.rows import looks_like_html
from cleaner.dumps.stream import READ_ERRORS, open_stream
from cleaner.errors import DumpError


@dataclass(frozen=True, slots=True)
class Dump:
    """Records of one input; iterate over it, as often as needed.

    Attributes:
        path: as given by the caller.
        records: how many there are, where that is known without reading.
    """

    path: Path
    read: Callable[[], Iterator[Record]]
    records: int | None = None

    def __iter__(self) -> Iterator[Record]:
        return self.read()


class _Kind(NamedTuple):
    """One kind of file: its suffixes, how to read it and how many records it holds."""

    suffixes: frozenset[str]
    read: Callable[[Path, str, ReadOptions], Iterator[Record]]
    records: Callable[[Path, ReadOptions], int | None]


_PAGE: Final = _Kind(frozenset({".html", ".htm", ".xhtml"}) | TEXT_SUFFIXES, read_page, lambda _path, _options: 1)
_JSONL: Final = _Kind(
    frozenset({".jsonl", ".ndjson", ".jsonlines"}),
    lambda path, _name, options: read_jsonl(path, options),
    lambda _path, _options: None,
)
_PARQUET: Final = _Kind(
    frozenset({".parquet", ".pq"}), lambda path, _name, options: read_parquet(path, options), count_parquet
)

# A further kind of dump is a module beside this one and a line here.
_KINDS: Final = (_PAGE, _JSONL, _PARQUET)


def open_dump(path: Path | str, options: ReadOptions | None = None) -> Dump:
    """Open a folder of pages (or of dumps), a single page, a JSONL or a Parquet file.

    Raises:
        DumpError: there is no such file, or it is nothing that can be read.
        MissingExtra: the package for this kind of file is not installed.
    """
    path, options = Path(path), options or ReadOptions()
    if path.is_dir():
        if next(_walk(path, options.skip), None) is None:
            raise DumpError(f"{readable(path)}: the folder holds no file that can be read ({_suffixes()})")
        return Dump(path, partial(_read_folder, path, options))
    if not path.is_file():
        raise DumpError(f"{readable(path)}: {'not a regular file' if path.exists() else 'there is no such file'}")
    kind = _by_suffix(path) or _by_content(path)
    if kind is None:
        raise DumpError(f"{readable(path)}: cannot tell what this is; files can be {_suffixes()}, also .gz and .zst")
    return Dump(path, partial(kind.read, path, readable(Path(path.name)), options), kind.records(path, options))


def is_single_page(path: Path) -> bool:
    """Whether the file's name does not speak of many pages."""
    return _by_suffix(path) in {None, _PAGE}


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Record]:
    for path in _walk(folder, options.skip):
        name = readable(path.relative_to(folder))
        kind = _by_suffix(path)
        try:
            if kind:
                yield from kind.read(path, name, options)
        except DumpError as error:
            yield unreadable(name, readable(path), 1, str(error))


def _walk(folder: Path, skip: frozenset[Path]) -> Iterator[Path]:
    """Files of a known kind, in the order of their names; hidden ones and links to folders are passed over."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if not name.startswith(".") and _by_suffix(path) and path.is_file() and path.resolve() not in skip:
                yield path


def _by_suffix(path: Path) -> _Kind | None:
    suffix = plain_suffix(path)
    return next((kind for kind in _KINDS if suffix in kind.suffixes), None)


def _by_content(path: Path) -> _Kind | None:
    """What a file with another suffix begins with.

    Raises:
        DumpError: the file cannot be read.
    """
    try:
        with open_stream(path) as stream:
            head = stream.read(4096)
    except READ_ERRORS as error:
        raise DumpError(f"{readable(path)}: cannot be read: {error}") from error
    if head.startswith(b"PAR1"):
        return _PARQUET
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _JSONL
    return _PAGE if looks_like_html(head) else None


def _suffixes() -> str:
    return " ".join(sorted(suffix for kind in _KINDS for suffix in kind.suffixes))
