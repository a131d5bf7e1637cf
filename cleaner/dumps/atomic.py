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

    Raises:
        DumpError: the folder or the file cannot be written.
    """
    # Hidden, so that a walk through the folder does not read it; by process, so that two runs do not share it.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = temporary.open("wb")
    except OSError as error:
        raise DumpError(f"{readable(path)}: cannot be written: {error.strerror or error}") from error
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    # The rename itself must reach the disk too; some systems cannot open folders.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
