"""The folder of a run's shards: on this machine, on a disk that several share, or at an address such as `s3://`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Protocol

from cleaner import expressions as re
from cleaner.dumps.file_entry import remote_system
from cleaner.dumps.output.atomic import make_folder, sync_folder
from cleaner.dumps.record import readable
from cleaner.errors import DumpError

# The folder within the output in which unfinished work is held.
WORK: Final = ".unfinished"
# What a path makes of an address: `s3:/bucket/key`.
_ADDRESS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]++):/++(.*)", re.DOTALL)


class Folder(Protocol):
    """Files by their names, each there when it is whole or not at all; names may have a folder before them."""

    def put(self, file: Path, name: str) -> None:
        """Give a file of this machine, which may be moved, its name here.

        Raises:
            DumpError: the file cannot be written here.
        """

    def read(self, name: str) -> bytes | None:
        """What a file holds; None where there is none."""

    def fetch(self, name: str, scratch: Path) -> Path:
        """A file as one of this machine, which is not to be changed."""

    def sizes(self, below: str) -> dict[str, int]:
        """Names of the files in a folder of this one, with their bytes."""

    def remove_work(self) -> None:
        """Remove what only the run needed."""

    def scratch(self) -> Any:  # noqa: ANN401 - a context manager
        """A folder of this machine for files that are not whole yet, as a context."""


def address_of(path: Path) -> str | None:
    """The address that a path was made of, such as `s3://bucket/key`; None for a path of this machine."""
    found = _ADDRESS.fullmatch(str(path))
    return f"{found[1]}://{found[2]}" if found and not path.parent.is_dir() else None


def open_folder(path: Path) -> Folder:
    """The folder at a path or an address.

    Raises:
        DumpError: the folder cannot be made or reached.
        MissingExtra: fsspec is not installed.
    """
    address = address_of(path)
    return _Remote(address) if address else _Local(path)


class _Local:
    """A folder of this machine, or of a disk that it shares with others."""

    def __init__(self, path: Path) -> None:
        self._path = path
        make_folder(path)

    def put(self, file: Path, name: str) -> None:
        goal = self._path / name
        try:
            goal.parent.mkdir(exist_ok=True)
            file.replace(goal)
            sync_folder(goal.parent)
        except OSError as error:
            raise DumpError(f"{readable(goal)}: cannot be written: {error.strerror or error}") from error

    def read(self, name: str) -> bytes | None:
        try:
            return (self._path / name).read_bytes()
        except FileNotFoundError:
            return None

    def fetch(self, name: str, scratch: Path) -> Path:
        del scratch
        return self._path / name

    def sizes(self, below: str) -> dict[str, int]:
        folder = self._path / below
        found = folder.iterdir() if folder.is_dir() else ()
        return {path.name: path.stat().st_size for path in found if path.is_file()}

    def remove_work(self) -> None:
        shutil.rmtree(self._path / WORK, ignore_errors=True)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        # In the folder itself: from elsewhere a file could only be copied, and be seen when half of it is there.
        try:
            (self._path / WORK).mkdir(exist_ok=True)
            with TemporaryDirectory(prefix="scratch-", dir=self._path / WORK, ignore_cleanup_errors=True) as made:
                yield Path(made)
        except OSError as error:
            raise DumpError(f"{readable(self._path)}: cannot be written: {error.strerror or error}") from error


class _Remote:
    """A folder of an object store: an object is there when all of it was sent."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._system, self._root = remote_system(self._address)

    def put(self, file: Path, name: str) -> None:
        with self._saying_where(name):
            self._system.put_file(str(file), self._at(name))

    def read(self, name: str) -> bytes | None:
        with self._saying_where(name):
            try:
                return bytes(self._system.cat_file(self._at(name)))
            except FileNotFoundError:
                return None

    def fetch(self, name: str, scratch: Path) -> Path:
        with self._saying_where(name):
            goal = scratch / name.replace("/", "-")
            self._system.get_file(self._at(name), str(goal))
            return goal

    def sizes(self, below: str) -> dict[str, int]:
        with self._saying_where(below):
            # Other workers write into the folder, too: what was listed before need not be all.
            self._system.invalidate_cache()
            try:
                found = self._system.ls(self._at(below) if below else self._root, detail=True)
            except FileNotFoundError:
                return {}
            return {each["name"].rsplit("/", 1)[-1]: int(each["size"] or 0) for each in found if each["type"] == "file"}

    def remove_work(self) -> None:
        with self._saying_where(WORK), suppress(FileNotFoundError):
            self._system.rm(self._at(WORK), recursive=True)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        with TemporaryDirectory() as made:
            yield Path(made)

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _saying_where(self, name: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # each system has exceptions of its own
            raise DumpError(f"{self._address}/{name}: {str(error) or type(error).__name__}") from error
