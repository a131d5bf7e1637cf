"""A file that is there when it is whole, or not at all."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Self

from cleaner.dumps.record import readable
from cleaner.errors import DumpError


class Together:
    """Files that get their names together, once every one of them is whole and on the disk.

    That is when the `with` block ends well, in the order in which they were written; after an exception nothing is
    left of them, and what had their names has them still.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error_type: type[BaseException] | None, *_: object) -> None:
        try:
            if error_type is None:
                self._name_all()
        finally:
            for temporary, _path in self._waiting:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)

    @contextmanager
    def write(self, path: Path) -> Iterator[BinaryIO]:
        """Write one of them. Its folder is made where it is missing.

        Raises:
            DumpError: the folder or the file cannot be written.
        """
        temporary = _temporary(path)
        self._waiting.append((temporary, path))
        try:
            make_folder(path.parent)
            file = temporary.open("wb")
        except (OSError, DumpError) as error:
            raise _not_written(path, error) from error
        try:
            with file, synced(file):
                yield file
        except OSError as error:
            raise _not_written(path, error) from error

    def link(self, file: Path, path: Path) -> bool:
        """Have a file that is whole as one of them, by a second name, where that can be; else nothing is done."""
        temporary = _temporary(path)
        try:
            temporary.unlink(missing_ok=True)
            temporary.hardlink_to(file)
        except OSError:
            # Not every file system has second names. Whatever else is wrong goes wrong with a copy, too, and is told
            # there.
            return False
        self._waiting.append((temporary, path))
        return True

    def _name_all(self) -> None:
        for temporary, path in self._waiting:
            try:
                # Of two names of one file rename(2) leaves both: after a kill the second name may be there already.
                temporary.replace(path)
            except OSError as error:
                raise _not_written(path, error) from error
        for folder in {path.parent for _, path in self._waiting}:
            sync_folder(folder)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write under a temporary name in the same folder; renamed at the end, removed when anything goes wrong.

    The folder is made where it is missing.

    Raises:
        DumpError: the folder or the file cannot be written.
    """
    with Together() as files, files.write(path) as file:
        yield file


def require_writable(path: Path) -> None:
    """See that `replacing` can write a file, as far as that shows before: its folder is there.

    Raises:
        DumpError: the file cannot be written.
    """
    if path.exists() and not path.is_file():
        raise DumpError(f"{readable(path)}: {'is a folder' if path.is_dir() else 'is no regular file'}; name a file")
    temporary = _temporary(path)
    try:
        temporary.open("wb").close()
        temporary.unlink()
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError | DumpError) -> DumpError:
    """What to say of a file that cannot be written."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else error
    return DumpError(f"{readable(path)}: cannot be written: {why}")


def _temporary(path: Path) -> Path:
    # Hidden, so that a walk through the folder does not read it; by process, so that two runs do not share it.
    return path.with_name(f".{path.name}.{os.getpid()}.partial")


@contextmanager
def synced(file: BinaryIO) -> Iterator[None]:
    """Bring what the block writes to the disk."""
    yield
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring renames in the folder to the disk."""
    # Some systems cannot open folders.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> bool:
    """Make a folder for an output, and those above it, where they are missing; whether it was.

    Raises:
        DumpError: a folder cannot be made.
    """
    if folder.is_dir():
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise DumpError(f"{readable(folder)}: the folder cannot be made: a file has its name") from None
    except OSError as error:
        raise DumpError(f"{readable(folder)}: the folder cannot be made: {error.strerror or error}") from error
    return True


def remove_leftovers(path: Path) -> None:
    """Remove what a killed process left of a file, or of all in a folder, that never got its name."""
    folder, pattern = (path, ".*.partial") if path.is_dir() else (path.parent, f".{glob.escape(path.name)}.*.partial")
    for leftover in folder.glob(pattern):
        with suppress(OSError):
            leftover.unlink()
