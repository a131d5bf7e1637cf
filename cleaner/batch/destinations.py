"""What a run writes, and what it must not write over: looked at before anything is read."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from cleaner.batch.target import Target
from cleaner.dumps.atomic import make_folder, remove_leftovers, require_writable
from cleaner.dumps.part import STDIN, is_remote
from cleaner.dumps.record import readable
from cleaner.errors import DumpError

# `s3://bucket/key` as a path; drives of Windows have one letter.
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]")
# Addresses of files on this machine, as fsspec reads them.
_LOCAL: Final = ("file", "local")

Destinations = Mapping[str, Path]
"""Files to write, by what they are to the user: `output`, `errors`, `report`."""


def require_distinct(destinations: Destinations, sources: Mapping[str, Iterable[str]]) -> None:
    """See that nothing is written over an input or another output, also by another path to it.

    Args:
        destinations: what is to be written.
        sources: paths, addresses and `-` that are read, by what they are to the user.

    Raises:
        DumpError: something would be lost.
    """
    seen: dict[object, str] = {}
    for role, path in destinations.items():
        if _ADDRESS.match(str(path)):
            raise DumpError(f"{path}: outputs are files of this machine; copy them to other places afterwards")
        if taken := next((seen[name] for name in _names(path) if name in seen), None):
            raise DumpError(f"{readable(path)}: {taken} and {role} cannot go to the same file")
        seen |= dict.fromkeys(_names(path), role)
    for source, given in ((source, given) for source, paths in sources.items() for given in paths):
        for name in _names_of_source(given):
            if name in seen:
                what = "standard input" if given == STDIN else readable(Path(given))
                raise DumpError(f"{what}: is both {source} and {seen[name]}")


def require_unclaimed(destinations: Destinations, target: Target) -> None:
    """See that nothing is written over what is the output's own.

    Raises:
        DumpError: something would be.
    """
    for role, path in destinations.items():
        if role != "output" and target.claims(path):
            raise DumpError(f"{readable(path)}: belongs to the output; name another file for the {role}")


def make_folders(destinations: Destinations, target: Target) -> list[Path]:
    """Make the folders that the files are to lie in; which were missing.

    Raises:
        DumpError: one cannot be made.
    """
    wanted = [target.work.parent, *(path.parent for role, path in destinations.items() if role != "output")]
    return [folder for folder in dict.fromkeys(wanted) if make_folder(folder)]


def require_all_writable(destinations: Destinations, target: Target) -> None:
    """See that all files can be written, as far as that shows before, and clear away what a killed run left of them.

    Raises:
        DumpError: one cannot.
    """
    for role, path in destinations.items():
        if role == "output":
            target.require_writable()
        else:
            require_writable(path)
            remove_leftovers(path)


def _names(path: Path) -> list[object]:
    """What tells that two paths are one file: where links lead, and the system's number for what is there."""
    names: list[object] = [os.path.realpath(path)]
    with suppress(OSError):
        names.append(_number(path.stat()))
    return names


def _names_of_source(given: str) -> list[object]:
    if given == STDIN:
        with suppress(OSError, ValueError, AttributeError):  # it need not be a file, and not even be there
            found = os.fstat(sys.stdin.fileno())
            return [_number(found)] if stat.S_ISREG(found.st_mode) else []
        return []
    if is_remote(given):
        scheme, _, rest = given.partition("://")
        return _names(Path(rest)) if scheme.lower() in _LOCAL else []
    return _names(Path(given))


def _number(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
