"""What a folder of shards was made of: with it, further inputs become further shards of the same folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from cleaner.dumps.file_entry import FileEntry
from cleaner.errors import DumpError

# The name of the file that says what a folder was made of.
FINISHED: Final = ".finished"
_FORMAT: Final = 1  # raised when the file's fields change: a file of another format is not trusted
# A run adds to a finished folder because it has other inputs; all other settings decide what rows look like.
_MAY_DIFFER: Final = frozenset({"inputs"})


@dataclass(frozen=True, slots=True)
class Finished:
    """Inputs whose rows a folder holds, or will hold when its run is at its end.

    Attributes:
        settings: everything that decides what the rows are.
        shards: how many there are.
        files: name, size and time stamp of each input.
        tallies: what the runs have counted; nothing where they have not kept it.
    """

    settings: dict[str, Any]
    shards: int
    files: list[list[Any]] = field(default_factory=list)
    tallies: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[int, int]:
        """How many inputs, and how many shards."""
        return len(self.files), self.shards

    def to_bytes(self) -> bytes:
        """As a file; the same inputs give the same bytes."""
        known = {"settings": self.settings, "shards": self.shards, "files": self.files, "tallies": self.tallies}
        values = {"format": _FORMAT, **known}
        return gzip.compress(json.dumps(values).encode("utf-8", "surrogatepass"), mtime=0)

    @classmethod
    def from_bytes(cls, raw: bytes, where: str) -> Finished:
        """Read such a file.

        Raises:
            DumpError: the bytes are no such file.
        """
        try:
            values = json.loads(gzip.decompress(raw))
            if values["format"] == _FORMAT:
                return cls(values["settings"], values["shards"], values["files"], values.get("tallies", {}))
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            pass
        raise DumpError(f"{where}: cannot be read, or was written by another version; name a new folder")

    def further(self, entries: Iterable[FileEntry]) -> tuple[list[FileEntry], list[str]]:
        """Of these files those that are new, and the names of those that were cleaned and have changed since."""
        known = {name: facts for name, *facts in self.files}
        new: list[FileEntry] = []
        changed: list[str] = []
        for entry in entries:
            if entry.source not in known:
                new.append(entry)
            elif known[entry.source] != [entry.size, entry.modified]:
                changed.append(entry.source)
        return new, changed

    def require_same(self, settings: dict[str, Any]) -> None:
        """See that further rows are made as those that are there.

        Raises:
            DumpError: the settings are others; the message says which.
        """
        for name, now in settings.items():
            before = self.settings.get(name)
            if name not in _MAY_DIFFER and before != now:
                raise DumpError(
                    f"--resume: {name} was {before!r} when the run began and is {now!r} now; the output would be of "
                    "two kinds. Use the same options, or name a new folder"
                )


def facts_of(entries: Iterable[FileEntry]) -> list[list[Any]]:
    """Name, size and time stamp of each file."""
    return [[entry.source, entry.size, entry.modified] for entry in entries]
