"""A file that is there when it is whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cleaner.dumps.record import readable
from cleaner.errors import DumpError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write under a temporary name in the same folder; renamed at the end, removed when anything goes wrong.

    The folder is made where it is missing.

    Raises:
        DumpError: the folder or the file cannot be written.
    """
    # Hidden, so that a walk through the folder does not read it; by process, so that two runs do not share it.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        make_folder(path.parent)
        file = temporary.open("wb")
    except (OSError, DumpError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise DumpError(f"{readable(path)}: cannot be written: {why}") from error
    try:
        with file, synced(file):
            yield file
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise DumpError(f"{readable(path)}: cannot be written: {error.strerror or error}") from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


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
        DumpError: it cannot be made.
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


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed process left of files that never got their name."""
    for path in folder.glob(".*.partial"):
        with suppress(OSError):
            path.unlink()
