"""What a run writes, and what it must not write over: looked at before anything is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from cleaner.batch.store.earlier import is_earlier_output, is_earlier_report
from cleaner.batch.store.target import Target
from cleaner.dumps.file_entry import STDIN
from cleaner.dumps.output.atomic import make_folder, remove_leftovers, require_writable
from cleaner.dumps.record import readable
from cleaner.dumps.same_file import identities, identities_of_source, is_within
from cleaner.errors import DumpError

# `s3://bucket/key` as a path; drives of Windows have one letter.
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]")

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
        if _ADDRESS.match(str(path)) and not path.parent.is_dir():
            raise DumpError(f"{path}: outputs are files of this machine; copy them to other places afterwards")
        if taken := next((seen[name] for name in identities(path) if name in seen), None):
            raise DumpError(f"{readable(path)}: {taken} and {role} cannot go to the same file")
        seen |= dict.fromkeys(identities(path), role)
    for source, given in ((source, given) for source, paths in sources.items() for given in paths):
        for name in identities_of_source(given):
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


def require_replaceable(destinations: Destinations, inputs: Iterable[str], columns: Collection[str]) -> None:
    """See that what would be replaced in a folder that is read was written by an earlier run: it is not read.

    Args:
        destinations: what is to be written.
        inputs: what is read.
        columns: of the output.

    Raises:
        DumpError: a file of the folder would be lost.
    """
    folders = [Path(given) for given in inputs if Path(given).is_dir()]
    for role, path in destinations.items():
        folder = next((folder for folder in folders if is_within(path, folder)), None)
        if folder is None or not path.is_file():
            continue
        if not (is_earlier_report(path) if role == "report" else is_earlier_output(path, columns)):
            raise DumpError(
                f"{readable(path)}: lies in the input {readable(folder)}, and no earlier run has written it: its place "
                f"is not free for the {role}; name another file"
            )


def make_folders(destinations: Destinations, target: Target) -> list[Path]:
    """Make the folders that the files are to lie in; which were missing.

    Raises:
        DumpError: a folder cannot be made.
    """
    wanted = [target.work.parent, *(path.parent for role, path in destinations.items() if role != "output")]
    return [folder for folder in dict.fromkeys(wanted) if make_folder(folder)]


def require_all_writable(destinations: Destinations, target: Target) -> None:
    """See that all files can be written, as far as that shows before, and clear away what a killed run left of them.

    Raises:
        DumpError: a file cannot be written.
    """
    for role, path in destinations.items():
        if role == "output":
            target.require_writable()
        else:
            require_writable(path)
            remove_leftovers(path)
