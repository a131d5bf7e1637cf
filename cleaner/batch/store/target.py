"""Where the rows go: one file, or a folder of shards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final, Protocol

from cleaner.batch.store.finished import FINISHED, Finished, facts_of
from cleaner.dumps.file_entry import FileEntry
from cleaner.dumps.output.atomic import Together, remove_leftovers, require_writable
from cleaner.dumps.output.row_columns import Column
from cleaner.dumps.output.sink import Sink, join, open_sink
from cleaner.dumps.record import readable
from cleaner.dumps.same_file import is_within
from cleaner.errors import DumpError

SHARD: Final = "articles-"
"""How the names of finished shards begin."""


class Target(Protocol):
    """Takes the rows of one shard after the other.

    Attributes:
        path: what the user asked for.
        work: folder for what is not finished; it is there when the first shard is opened.
        columns: of its rows.
        unfinished: files, and folders of files, of which a killed run may have left something.
    """

    path: Path
    work: Path
    columns: tuple[Column, ...]
    unfinished: tuple[Path, ...]

    def open(self, number: int) -> AbstractContextManager[Sink]:
        """A sink for a shard, which is whole and under its name when the block ends well."""

    def size(self, number: int) -> int:
        """Bytes of a finished shard; -1 when it is missing."""

    def settle(self, number: int) -> None:
        """What is left to do for a shard once it is in the journal; doing it twice is doing it once."""

    def shard(self, number: int) -> Path:
        """The file with the rows of a shard."""

    def finish(self, shards: Sequence[Path], files: Together) -> None:
        """Write what gets its name at the end, beside the other files that do.

        Args:
            shards: the files with the rows, in order; changed ones may stand in for those of `shard`.
            files: those that get their names together.
        """

    def claims(self, path: Path) -> bool:
        """Whether a file of the output, or a folder for its files, has this path or may get it."""

    def require_writable(self) -> None:
        """See that the output can be written, as far as that shows before.

        Raises:
            DumpError: the output cannot be written.
        """


class OneFile:
    """All rows in one file; shards wait in the work folder."""

    def __init__(self, path: Path, suffix: str, columns: tuple[Column, ...]) -> None:
        self.path = path
        self.work = path.with_name(f".{path.name}.unfinished")
        self.unfinished: tuple[Path, ...] = (self.work, path)
        self._suffix = suffix
        self.columns = columns

    def open(self, number: int) -> AbstractContextManager[Sink]:
        """A sink for a shard."""
        return open_sink(self.shard(number), self.columns)

    def size(self, number: int) -> int:
        """Bytes of a finished shard."""
        return size_of(self.shard(number))

    def settle(self, number: int) -> None:
        """Nothing: the shard is in its place."""

    def finish(self, shards: Sequence[Path], files: Together) -> None:
        """Join the shards."""
        join(shards, self.path, self.columns, files)

    def claims(self, path: Path) -> bool:
        """Whether the path leads into the work folder, which goes away at the end, or below the output."""
        return is_within(path, self.work) or is_within(path, self.path)

    def require_writable(self) -> None:
        """See that the file can be written."""
        require_writable(self.path)

    def shard(self, number: int) -> Path:
        """The file with the rows of a shard."""
        return self.work / waiting_name(number, self._suffix)


class ShardFolder:
    """Rows in `articles-00000.jsonl` and so on, each there as soon as it is whole.

    Args:
        path: the folder.
        suffix: of the files.
        columns: of the rows.
        waits: the shards wait in the work folder, because they are changed at the end.

    Attributes:
        first: number of the first shard; those before are of earlier runs.
        earlier: what these are.
        made_of: what is noted of the inputs at the end.
    """

    def __init__(self, path: Path, suffix: str, columns: tuple[Column, ...], *, waits: bool = False) -> None:
        self.first = 0
        self.made_of = b""
        self.earlier = Finished({}, 0)
        self._waits = waits
        self.path = path
        self.work = path / ".unfinished"
        self.unfinished: tuple[Path, ...] = (self.work, path)
        self._suffix = suffix
        self.columns = columns

    def go_on_from(self, earlier: Finished) -> None:
        """Add to the shards of an earlier run."""
        self.first = earlier.shards
        self.earlier = earlier

    def note(
        self, settings: dict[str, Any], shards: int, entries: Iterable[FileEntry], tallies: dict[str, dict[str, int]]
    ) -> None:
        """Have it noted at the end what the shards were made of: these inputs, and those of earlier runs.

        Args:
            settings: how the rows were made.
            shards: how many this run has made.
            entries: its inputs.
            tallies: what all runs together have counted.
        """
        files = [*self.earlier.files, *facts_of(entries)]
        self.made_of = Finished(settings, self.first + shards, files, tallies).to_bytes()

    def open(self, number: int) -> AbstractContextManager[Sink]:
        """A sink for a shard."""
        return open_sink(self.shard(number), self.columns)

    def size(self, number: int) -> int:
        """Bytes of a finished shard."""
        return size_of(self.shard(number))

    def settle(self, number: int) -> None:
        """Nothing: the shard is in its place."""

    def finish(self, shards: Sequence[Path], files: Together) -> None:
        """Give names to the shards that waited."""
        for number, shard in enumerate(shards if self._waits else ()):
            join([shard], self._named(number), self.columns, files)
        if self.made_of:
            with files.write(self.path / FINISHED) as file:
                file.write(self.made_of)

    def claims(self, path: Path) -> bool:
        """Whether the path leads into the work folder or could be a shard's."""
        is_shard = is_within(path, self.path) and path.name.startswith((SHARD, FINISHED))
        return is_within(path, self.work) or is_shard

    def require_writable(self) -> None:
        """See that the folder takes files."""
        require_writable(self._named(0))

    def shard(self, number: int) -> Path:
        """The file with the rows of a shard."""
        return self.work / waiting_name(number, self._suffix) if self._waits else self._named(number)

    def _named(self, number: int) -> Path:
        return self.path / shard_name(self.first + number, self._suffix)


def shard_name(number: int, suffix: str) -> str:
    """What a finished shard is called in its folder."""
    return f"{SHARD}{number:05}{suffix}"


def waiting_name(number: int, suffix: str) -> str:
    """What the rows of a shard are called in the work folder."""
    return f"{number:05}{suffix}"


def make_work(target: Target) -> None:
    """Make the work folder of a target.

    Raises:
        DumpError: the folder cannot be made.
    """
    try:
        target.work.mkdir(exist_ok=True)
    except OSError as error:
        raise DumpError(f"{readable(target.path)}: cannot be written: {error.strerror or error}") from error


def clear_leftovers(target: Target) -> None:
    """Clear away what a killed run left in the work folder."""
    for each in target.unfinished:
        remove_leftovers(each)


def size_of(path: Path) -> int:
    """Bytes of a file; -1 when there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return -1
