"""Whether two paths lead to one file."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from cleaner.dumps.file_entry import STDIN, is_remote
from cleaner.dumps.record import readable
from cleaner.errors import DumpError

# Addresses of files on this machine, as fsspec reads them.
_LOCAL: Final = ("file", "local")


def require_other(path: Path, sources: Iterable[str]) -> None:
    """See that a file to write is none of those that are read.

    Raises:
        DumpError: the file is one of those that are read.
    """
    taken = set(identities(path))
    if any(taken & set(identities_of_source(given)) for given in sources):
        raise DumpError(f"{readable(path)}: is both input and output")


def identities(path: Path) -> list[object]:
    """What two paths of one file have in common: where links lead, and the system's number for what is there."""
    found: list[object] = [os.path.realpath(path)]
    with suppress(OSError):
        found.append(_number(path.stat()))
    return found


def identities_of_source(given: str) -> list[object]:
    """The identities of something to read: a path, an address or `-` for standard input."""
    if given == STDIN:
        with suppress(OSError, ValueError, AttributeError):  # it need not be a file, and not even be there
            found = os.fstat(sys.stdin.fileno())
            return [_number(found)] if stat.S_ISREG(found.st_mode) else []
        return []
    if is_remote(given):
        scheme, _, rest = given.partition("://")
        return identities(Path(rest)) if scheme.lower() in _LOCAL else []
    return identities(Path(given))


def is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder's or leads into it, wherever links lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _number(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
