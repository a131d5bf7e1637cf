"""A folder with a file for each article, and an index with a row for each record."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Final

from cleaner.batch.store.target import size_of
from cleaner.dumps.output.atomic import Together, require_writable, sync_folder
from cleaner.dumps.output.names import Naming, file_name, marked
from cleaner.dumps.output.row_columns import FILE_COLUMN, Column
from cleaner.dumps.output.sink import Sink, join, open_sink
from cleaner.dumps.same_file import is_within
from cleaner.errors import DumpError
from cleaner.render import RENDERINGS

PAGE_FORMATS: Final = {rendering.suffix: rendering for rendering in RENDERINGS.values()}
"""Suffix of the files → the rendering of the body in them."""
# The name of the index, which no page may have.
INDEX: Final = "index.jsonl"


class PageFolder:
    """A file for each article, and `index.jsonl` with a row for each record.

    The files of a shard are gathered in the work folder and moved when the journal knows the shard: which names are
    taken depends on nothing but the shards before.

    Args:
        path: the folder.
        file_format: of the files, one of `PAGE_FORMATS`.
        columns: of the index; bodies and texts are in the files.
        naming: what the files are named by.
        with_metadata: title, byline and date above the body.
        reserved: files that are not the folder's own but may lie in it, such as the run's report.
    """

    def __init__(
        self,
        path: Path,
        file_format: str,
        columns: tuple[Column, ...],
        naming: Naming,
        *,
        with_metadata: bool,
        reserved: Iterable[Path] = (),
    ) -> None:
        self.path = path
        self.work = path / ".unfinished"
        self.unfinished: tuple[Path, ...] = (self.work, path)
        self.format = file_format
        self.naming = naming
        self.with_metadata = with_metadata
        real = Path(os.path.realpath(path))
        others = [Path(os.path.realpath(other)) for other in reserved]
        # In lower case, for there are file systems to which that is the same.
        self.reserved = {INDEX, *(str(p.relative_to(real)).lower() for p in others if p.is_relative_to(real))}
        self.columns = (*(column for column in columns if column.name not in RENDERINGS), FILE_COLUMN)

    @contextmanager
    def open(self, number: int) -> Iterator[Sink]:
        """A sink for a shard."""
        gathered = self._pages(number)
        shutil.rmtree(gathered, ignore_errors=True)
        gathered.mkdir()
        with open_sink(self.shard(number), self.columns) as index:
            yield _PageSink(self, gathered, index)
            if hasattr(os, "sync"):
                os.sync()  # one call for thousands of small files

    def size(self, number: int) -> int:
        """Bytes of a finished shard."""
        return size_of(self.shard(number))

    def settle(self, number: int) -> None:
        """Move the pages to their places."""
        gathered = self._pages(number)
        if not gathered.is_dir():
            return
        for parent, _, names in os.walk(gathered):
            goal = self.path / Path(parent).relative_to(gathered)
            goal.mkdir(parents=True, exist_ok=True)
            for name in names:
                Path(parent, name).replace(goal / name)
            sync_folder(goal)
        shutil.rmtree(gathered)

    def finish(self, shards: Sequence[Path], files: Together) -> None:
        """Join the index; the pages have their names."""
        join(shards, self.path / INDEX, self.columns, files)

    def claims(self, path: Path) -> bool:
        """Whether the path leads into the work folder or is the index; pages keep away from what is reserved."""
        return is_within(path, self.work) or is_within(path, self.path / INDEX)

    def require_writable(self) -> None:
        """See that the folder takes files."""
        require_writable(self.path / INDEX)

    def shard(self, number: int) -> Path:
        """The file with the rows of a shard."""
        return self.work / f"{number:05}.jsonl"

    def _pages(self, number: int) -> Path:
        return self.work / f"{number:05}.pages"


class _PageSink:
    def __init__(self, target: PageFolder, gathered: Path, index: Sink) -> None:
        self._target = target
        self._gathered = gathered
        self._index = index

    def write(self, row: Mapping[str, Any]) -> None:
        name = None
        if row["status"] == "ok":
            name = self._free(row)
            path = self._gathered / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._content(row).encode("utf-8", "replace"))
        self._index.write({**row, "file": None if name is None else str(name)})

    def _free(self, row: Mapping[str, Any]) -> PurePosixPath:
        wanted = file_name(row, row["name"], self._target.naming)
        own = marked(wanted, row["name"], row["source"])
        for path in (wanted, own, PurePosixPath(own.name)):
            full = path.with_name(f"{path.name}.{self._target.format}")
            if not self._is_reserved(full) and not any(
                _is_taken(folder, full) for folder in (self._target.path, self._gathered)
            ):
                return full
        raise DumpError(f"{row['source']}: record {row['position']} comes twice: its file {own} is there already")

    def _is_reserved(self, path: PurePosixPath) -> bool:
        return any(str(each).lower() in self._target.reserved for each in (path, *path.parents))

    def _content(self, row: Mapping[str, Any]) -> str:
        rendering = PAGE_FORMATS[self._target.format]
        title, byline, date = ((row.get(name) or "") for name in ("title", "byline", "date"))
        line = " · ".join(filter(None, (byline, date)))
        return rendering.document(row[rendering.name], title, line, with_metadata=self._target.with_metadata)


def _is_taken(folder: Path, path: PurePosixPath) -> bool:
    """Whether the path is there, or something that is no folder stands where one of its folders would be."""
    full = folder / path
    if os.path.lexists(full):
        return True
    return any((folder / above).is_file() for above in path.parents)
