"""What a user names (files, folders, patterns, addresses, standard input) → the files that hold the pages."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cleaner.dumps.file_entry import STDIN, FileEntry, Meter, is_remote, local_entry, remote_entries, stdin_entry
from cleaner.dumps.file_formats import PAGE, check_entry, format_by_suffix, format_of, pack_entry, read_entry, suffixes
from cleaner.dumps.record import Packed, ReadOptions, Record, Start, readable
from cleaner.dumps.same_file import is_within
from cleaner.errors import CleanerError, DumpError

# Characters that make a pattern of a path.
_PATTERN: Final = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Dump:
    """Records of one input; iterate over it, as often as needed.

    Attributes:
        given: as the user named it.
        options: how it is read.
        fault: why the input cannot be read; its only record then says so.
    """

    given: str
    options: ReadOptions
    fault: str | None = None

    def __iter__(self) -> Iterator[Record]:
        for entry in self.entries():
            yield from self.read(entry)

    def entries(self, overlooked: Counter[str] | None = None) -> Iterator[FileEntry]:
        """The files of the dump, in an order that does not change.

        What cannot be looked at is an entry that cannot be opened.

        Args:
            overlooked: counts what a walk through a folder passes over, by reason.
        """
        if self.fault:
            yield _broken(Path(self.given), Path(self.given).name, DumpError(self.fault))
        elif self.given == STDIN:
            yield stdin_entry()
        elif is_remote(self.given):
            yield from remote_entries(self.given)
        elif Path(self.given).is_dir():
            yield from _walk(Path(self.given), self.options, Counter() if overlooked is None else overlooked)
        else:
            yield _file(Path(self.given), Path(self.given).name)

    def read(self, entry: FileEntry, meter: Meter | None = None) -> Iterator[Record]:
        """Records of one of its files."""
        return read_entry(entry, self.options, meter or Meter())

    def pack(self, entry: FileEntry, meter: Meter, start: Start) -> Iterator[Record | Packed]:
        """Records of one of its files for other processes to open, from a place on if the file has such places."""
        return pack_entry(entry, self.options, meter, start)

    def check(self) -> None:
        """Look whether anything can be read at all.

        Raises:
            DumpError: there is no such file, or the file is nothing that can be read.
            MissingExtra: the package for this kind of file is not installed.
        """
        if self.given == STDIN or is_remote(self.given):
            next(self.entries(), None)
            return
        path = Path(self.given)
        if path.is_dir():
            _require_something(path, self.options)
            return
        if not path.is_file():
            told = "not a regular file; pipes are read with -" if path.exists() else "there is no such file"
            raise DumpError(f"{readable(path)}: {told}")
        check_entry(local_entry(path, readable(Path(path.name))), self.options)


def open_dump(path: Path | str, options: ReadOptions | None = None) -> Dump:
    """Open a folder, a page, a dump in a file, an address such as `s3://bucket/key`, or `-`.

    Raises:
        DumpError: there is no such file, or the file is nothing that can be read.
        MissingExtra: the package for this kind of file is not installed.
    """
    dump = Dump(os.fspath(path), options or ReadOptions())
    dump.check()
    return dump


def expand(inputs: Iterable[Path | str]) -> list[str]:
    """Inputs with patterns such as `crawl/**/*.warc.gz` replaced by what they fit, in the order of names.

    Raises:
        DumpError: a pattern fits nothing.
    """
    found: list[str] = []
    for given in inputs:
        given = os.fspath(given)
        if not _PATTERN & set(given) or is_remote(given) or os.path.lexists(given):
            found.append(given)
            continue
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute patterns
        if not matches:
            raise DumpError(f"{given}: nothing fits this pattern")
        found += matches
    return found


def is_single_page(path: Path) -> bool:
    """Whether the file's name does not speak of many pages."""
    return format_by_suffix(path) in {None, PAGE}


def _file(path: Path, name: str, *, is_listed: bool = False) -> FileEntry:
    try:
        return local_entry(path, readable(Path(name)), is_listed=is_listed)
    except DumpError as error:
        return _broken(path, name, error)


def _broken(path: Path, name: str, error: Exception) -> FileEntry:
    def fail() -> BinaryIO:
        raise error

    return FileEntry(readable(path), readable(Path(name)), fail)


def _walk(folder: Path, options: ReadOptions, overlooked: Counter[str]) -> Iterator[FileEntry]:
    """Every file, in the order of their names.

    Hidden ones, pipes, links to folders and links that lead out of this one are passed over and counted.
    """
    skip = options.skip
    failures: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=failures.append):
        while failures:
            yield _closed(folder, failures.pop())
        here = Path(parent)
        folders[:] = sorted(name for name in folders if _is_entered(here / name, skip, overlooked))
        for name in sorted(files):
            path = here / name
            if skip and _real(path) in skip:
                continue
            if reason := _reason_to_overlook(path, folder, follow_links=options.follow_links):
                overlooked[reason] += 1
            elif path.is_file():
                yield _file(path, str(path.relative_to(folder)), is_listed=True)
            else:
                lost = DumpError(f"{readable(path)}: cannot be read: a link to what is not there")
                yield _broken(path, str(path.relative_to(folder)), lost)
    while failures:
        yield _closed(folder, failures.pop())


def _reason_to_overlook(path: Path, folder: Path, *, follow_links: bool) -> str | None:
    """Why a file of a folder is passed over; None where it is read, or missed for it looks like a page."""
    if path.name.startswith("."):
        return "hidden file"
    if path.is_file():
        leads_out = path.is_symlink() and not follow_links and not is_within(path, folder)
        return "link out of the folder" if leads_out else None
    if path.exists():
        return "not a regular file"
    return None if path.is_symlink() and format_by_suffix(path) else "link to what is not there"


def _is_entered(folder: Path, skip: frozenset[Path], overlooked: Counter[str]) -> bool:
    if skip and _real(folder) in skip:
        return False
    reason = "hidden folder" if folder.name.startswith(".") else "link to a folder" if folder.is_symlink() else None
    if reason:
        overlooked[reason] += 1
    return reason is None


def _real(path: Path) -> Path:
    """Where a path leads; unlike `Path.resolve`, without an error for a link to itself."""
    return Path(os.path.realpath(path))


def _closed(folder: Path, error: OSError) -> FileEntry:
    path = Path(os.fsdecode(error.filename or folder))
    name = str(path.relative_to(folder)) if path != folder else path.name
    return _broken(path, name, DumpError(f"{readable(path)}: the folder cannot be read: {error.strerror}"))


def _require_something(folder: Path, options: ReadOptions) -> None:
    fault: CleanerError | None = None
    for entry in _walk(folder, options, Counter()):
        try:
            if format_of(entry) is not None:
                check_entry(entry, options)
                return
        except CleanerError as error:
            fault = fault or error
    raise fault or DumpError(f"{readable(folder)}: the folder holds no file that can be read ({suffixes()})")
