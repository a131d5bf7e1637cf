"""Further inputs for a folder of shards that is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.batch.reading import Source
from cleaner.batch.store.finished import FINISHED, Finished
from cleaner.batch.store.target import ShardFolder, Target
from cleaner.dumps import Dump, Packed, Record
from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.record import Start, readable
from cleaner.errors import DumpError


@dataclass(frozen=True, slots=True)
class Chosen:
    """Those files of the inputs that are new, to be read as an input is."""

    dump: Dump
    files: tuple[FileEntry, ...]

    def entries(self, _overlooked: object = None) -> Iterator[FileEntry]:
        """The new files, in the order of the inputs."""
        yield from self.files

    def pack(self, entry: FileEntry, meter: Meter, start: Start) -> Iterator[Record | Packed]:
        """Records of one of them, for other processes to open."""
        return self.dump.pack(entry, meter, start)


@dataclass(frozen=True, slots=True)
class Growth:
    """What is to be added.

    Attributes:
        dumps: the new files.
        changed: how many files are passed over, because they have changed since they were cleaned.
    """

    dumps: Sequence[Source]
    changed: int

    @property
    def has_new(self) -> bool:
        """Whether any of the dumps has a file that is to be added."""
        return any(next(iter(dump.entries()), None) is not None for dump in self.dumps)


def grow(
    resume: bool, target: Target, settings: dict[str, Any], dumps: Sequence[Dump], warn: Callable[[str], None]
) -> Growth | None:
    """What the inputs have that a finished folder of shards lacks; None where there is no such folder.

    Raises:
        DumpError: further rows would be of another kind.
    """
    if not resume or not isinstance(target, ShardFolder) or not (target.path / FINISHED).is_file():
        return None
    earlier = Finished.from_bytes((target.path / FINISHED).read_bytes(), readable(target.path / FINISHED))
    chosen: list[Source] = []
    changed = 0
    for dump in dumps:
        new, others = earlier.further(dump.entries())
        for name in others:
            warn(f"{name}: passed over: it has changed since it was cleaned; its rows are those of then")
        changed += len(others)
        chosen.append(Chosen(dump, tuple(new)))
    growth = Growth(chosen, changed)
    if not growth.has_new:
        warn(f"{readable(target.path)}: nothing to do: the rows of all these inputs are there")
        return growth
    earlier.require_same(settings)
    if settings["duplicates"] is not None:
        raise DumpError("--duplicates looks at all rows of a run: clean earlier and further inputs into a new folder")
    target.go_on_from(earlier)
    return growth
