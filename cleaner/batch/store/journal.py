"""What a run has finished, on disk: with it, a run that was killed goes on where it stood."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cleaner.batch.reading import Census, Cursor
from cleaner.dumps.output.atomic import replacing
from cleaner.dumps.record import readable
from cleaner.errors import DumpError

# Names of the journal, and of the file that a run locks so that no second one writes there.
JOURNAL: Final = "journal.json"
LOCK: Final = "lock"
_FORMAT: Final = 4  # raised when the file's fields change: a journal of another format is refused


@dataclass(slots=True)
class Journal:
    """One run's record of what is finished; written anew, whole or not at all, after each shard.

    Attributes:
        settings: everything that decides what the output looks like.
        census: what there was to read.
        shards: bytes of each finished shard.
        cursor: where reading goes on.
        report: counts so far.
    """

    settings: dict[str, Any]
    census: Census
    shards: list[int] = field(default_factory=list)
    cursor: Cursor = field(default_factory=Cursor)
    report: dict[str, Any] = field(default_factory=dict)

    def save(self, work: Path) -> None:
        """Write it, synced to disk."""
        census = {name: getattr(self.census, name) for name in Census.__slots__}
        values = {
            "format": _FORMAT,
            "settings": self.settings,
            "census": census,
            "shards": self.shards,
            "cursor": list(self.cursor),
            "report": self.report,
        }
        with replacing(work / JOURNAL) as file:
            file.write(json.dumps(values).encode())

    @classmethod
    def load(cls, work: Path) -> Journal | None:
        """Read it; None when there is none.

        Raises:
            DumpError: the file cannot be read, or another version wrote it.
        """
        path = work / JOURNAL
        try:
            values = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise DumpError(f"{readable(path)}: cannot be read: {error}; remove the folder to start anew") from error
        if not isinstance(values, dict) or values.get("format") != _FORMAT:
            raise DumpError(f"{readable(path)}: written by another version; remove the folder to start anew")
        return cls(
            values["settings"],
            Census(**values["census"]),
            values["shards"],
            Cursor(*values["cursor"]),
            values["report"],
        )

    def require_same(self, settings: dict[str, Any], census: Census) -> None:
        """See that a run can go on with these settings and inputs.

        Raises:
            DumpError: something differs; says what.
        """
        wrong = next((name for name in settings if self.settings.get(name) != settings[name]), None)
        if wrong:
            before, now = self.settings.get(wrong), settings[wrong]
            raise DumpError(
                f"--resume: {wrong} was {before!r} when the run began and is {now!r} now; the output would be of two "
                "kinds. Use the same options, or start anew"
            )
        census.require_same(self.census)


@contextmanager
def locked(work: Path) -> Iterator[None]:
    """Keep a second run from writing the same output; the system unlocks for a process that is killed.

    Raises:
        DumpError: another run is at it.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with (work / LOCK).open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise DumpError(f"{readable(work)}: another run is writing here") from None
        yield
