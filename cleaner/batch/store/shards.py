"""Shards and their journal: what is finished stays, whatever happens next."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import ENOSPC
from pathlib import Path
from typing import Any, Final

from cleaner.batch.likeness import Likeness
from cleaner.batch.reading import Census, Cursor
from cleaner.batch.report.counts import Report
from cleaner.batch.store.ids import Ids
from cleaner.batch.store.journal import JOURNAL, LOCK, Journal, locked
from cleaner.batch.store.repeats import Duplicates, Entry, Repeats, find_repeats, save_entries
from cleaner.batch.store.target import OneFile, Target, clear_leftovers, make_work, size_of
from cleaner.dumps.output.atomic import Together, sync_folder
from cleaner.dumps.output.rewrite import rewrite
from cleaner.dumps.output.row_columns import COLUMNS
from cleaner.dumps.output.sink import Sink, join, open_sink, require_suffix
from cleaner.dumps.record import readable
from cleaner.errors import DumpError

# The columns of the file of failures.
ERROR_COLUMNS: Final = tuple(
    column for column in COLUMNS if column.name in {"id", "url", "source", "position", "status", "reason"}
)


class Store:
    """The output of one run, shard by shard.

    Args:
        target: where the rows go.
        errors: file of failures, if wanted.
        journal: what is finished already.

    Attributes:
        ids: of the pages so far.
    """

    def __init__(self, target: Target, errors: Path | None, journal: Journal) -> None:
        self.journal = journal
        self.ids = Ids.load(target.work, _pages(journal) if journal.shards else 0)
        self._target = target
        self._errors = errors
        self._stack = ExitStack()
        self._rows: Sink | None = None
        self._failures: Sink | None = None
        self._entries: list[Entry] = []
        self._written = 0

    def write(
        self, row: Mapping[str, Any] | None, failure: Mapping[str, Any] | None, likeness: Likeness | None = None
    ) -> None:
        """Add a row to the shard, unless it is left out, and to the failures, if it is one.

        Args:
            row: of the output.
            failure: the row, if it is one.
            likeness: what the row's article is compared by, where duplicates are looked for.

        Raises:
            DumpError: the shard cannot be written.
        """
        with self._saying_where():
            if self._rows is None:
                self._begin()
            if row is not None and self._rows is not None:
                self._rows.write(row)
                if likeness:
                    self._entries.append(Entry(row["source"], row["position"], self._written, likeness))
                self._written += 1
            if failure is not None and self._failures is not None:
                self._failures.write(failure)

    def commit(self, cursor: Cursor, report: Report) -> None:
        """End the shard: it gets its name, then the journal knows of it.

        Raises:
            DumpError: the shard or the journal cannot be written.
        """
        number = len(self.journal.shards)
        with self._saying_where():
            if self._rows is None:
                self._begin()
            self._rows = self._failures = None
            self._stack.close()
            self.ids.save(self._target.work)
            save_entries(self._entries_of(number), self._entries)
            self._entries, self._written = [], 0
            self.journal.shards.append(self._target.size(number))
            self.journal.cursor = cursor
            self.journal.report = report.to_json()
            self.journal.save(self._target.work)
            self._target.settle(number)

    def find_repeats(self, wanted: Duplicates) -> Repeats:
        """Find the rows of all shards that repeat another one."""
        return find_repeats(((n, self._entries_of(n)) for n in range(len(self.journal.shards))), wanted)

    def finish(self, more: Mapping[Path, bytes] | None = None, repeats: Repeats | None = None) -> None:
        """Put the output under its name, and what goes with it, and remove what only the run needed.

        Nothing gets its name before everything is written.

        Args:
            more: further files.
            repeats: rows that are marked or left out.

        Raises:
            DumpError: something cannot be written.
        """
        count = len(self.journal.shards)
        with self._saying_where(), Together() as files:
            for path, content in (more or {}).items():
                with files.write(path) as file:
                    file.write(content)
            if self._errors:
                join([self._error_shard(number) for number in range(count)], self._errors, ERROR_COLUMNS, files)
            # At last: who sees it takes the run for finished.
            self._target.finish([self._changed(number, repeats) for number in range(count)], files)
        remove_work(self._target.work)

    def _changed(self, number: int, repeats: Repeats | None) -> Path:
        """The file of a shard's rows, without or with marks for those that repeat another one."""
        path = self._target.shard(number)
        if repeats is None or not (edits := repeats.edits(number)):
            return path
        new = path.with_name(f"changed-{path.name}")
        rewrite(path, edits, new)
        return new

    def _entries_of(self, number: int) -> Path:
        return self._target.work / f"{number:05}.compared"

    def abandon(self) -> None:
        """Drop the unfinished shard, and everything when no shard is finished."""
        self._rows = self._failures = None
        # The shard's files go away only when their block ends with an exception; on a full disk with another one.
        with suppress(_Abandoned, DumpError, OSError):
            self._stack.__exit__(_Abandoned, _Abandoned(), None)
        if not self.journal.shards:
            remove_work(self._target.work)

    def _begin(self) -> None:
        number = len(self.journal.shards)
        if self._errors:
            self._failures = self._stack.enter_context(open_sink(self._error_shard(number), ERROR_COLUMNS))
        self._rows = self._stack.enter_context(self._target.open(number))

    def _error_shard(self, number: int) -> Path:
        suffix = require_suffix(self._errors) if self._errors else ""
        return self._target.work / f"{number:05}.errors{suffix}"

    @contextmanager
    def _saying_where(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise DumpError(f"{readable(self._target.path)}: cannot be written: {error.strerror or error}") from error


class _Abandoned(Exception):  # noqa: N818 - it is no error
    """Ends a shard that is not to be kept."""


@contextmanager
def open_store(
    target: Target, errors: Path | None, settings: dict[str, Any], census: Census, *, resume: bool, grows: bool = False
) -> Iterator[Store | None]:
    """Open a new run, or take up one that was stopped; None when there is nothing left to do.

    Args:
        target: where the rows go.
        errors: file of failures, if wanted.
        settings: everything that decides what the rows are.
        census: what there is to read.
        resume: take up a run that was stopped.
        grows: what is to be read are further inputs of a folder that is finished.

    Raises:
        DumpError: a file cannot be written, or an unfinished run would be lost or does not fit these settings.
    """
    is_there = _is_finished(target) and not grows
    if resume and is_there and not _has_journal(target.work):
        _remove_rest(target.work)
        yield None
        return
    is_new = not grows and not _has_journal(target.work)
    if is_new and not isinstance(target, OneFile) and _holds_files(target.path):
        raise DumpError(f"{readable(target.path)}: the folder is not empty; name a new one")
    with ExitStack() as stack:
        make_work(target)
        stack.enter_context(locked(target.work))
        # Not before: what is left there may be another run's, which is still at it.
        clear_leftovers(target)
        journal = Journal.load(target.work)
        if journal and journal.shards:
            _require_resume(target, journal, settings, census, resume=resume)
        else:
            journal = Journal(settings, census)
            journal.save(target.work)
        store = Store(target, errors, journal)
        with _abandoning(store):
            for number in range(len(journal.shards)):
                target.settle(number)
            yield store


def _remove_rest(work: Path) -> None:
    """Remove what a kill left of the work folder of a finished run, unless somebody is still at it."""
    if work.is_dir():
        with locked(work):
            pass
    remove_work(work)


@contextmanager
def _abandoning(store: Store) -> Iterator[None]:
    """Drop the unfinished shard of a run that stops, and say what of the others is safe.

    Raises:
        DumpError: the run stopped for something that its user can mend.
    """
    journal = store.journal
    try:
        yield
    except BaseException as stop:
        store.abandon()
        if isinstance(stop, DumpError) and journal.shards:
            raise DumpError(f"{stop}. {_pages(journal):,} pages are safe: --resume goes on from there") from stop
        if isinstance(stop, DumpError) and isinstance(stop.__cause__, OSError) and stop.__cause__.errno == ENOSPC:
            raise DumpError(f"{stop}. Nothing was kept; make room and start again") from stop
        raise


def unfinished(target: Target) -> int:
    """How many records of a run that was stopped are safe."""
    with suppress(DumpError):
        journal = Journal.load(target.work)
        if journal and journal.shards:
            return _pages(journal)
    return 0


def _pages(journal: Journal) -> int:
    return Report.from_json(journal.report).pages


def _require_resume(
    target: Target, journal: Journal, settings: dict[str, Any], census: Census, *, resume: bool
) -> None:
    if not resume:
        raise DumpError(
            f"{readable(target.path)}: an earlier run was stopped before its end; go on with --resume, or remove "
            f"{readable(target.work)} to start anew"
        )
    journal.require_same(settings, census)
    for number, size in enumerate(journal.shards):
        if target.size(number) != size:
            raise DumpError(
                f"{readable(target.path)}: shard {number} of the earlier run is missing or has changed; remove "
                f"{readable(target.work)} to start anew"
            )


def remove_work(work: Path) -> None:
    """Remove the work folder, the journal first: what it lists must be there as long as it is."""
    if not work.is_dir():
        return
    with suppress(OSError):
        (work / JOURNAL).unlink(missing_ok=True)
        sync_folder(work)
    for path in sorted(work.iterdir(), key=lambda path: path.name == LOCK):
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    with suppress(OSError):
        work.rmdir()


def _is_finished(target: Target) -> bool:
    return target.path.is_file() if isinstance(target, OneFile) else _holds_files(target.path)


def _has_journal(work: Path) -> bool:
    return size_of(work / JOURNAL) >= 0


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(path.name != ".unfinished" for path in folder.iterdir())
