"""One page of a dump, opened or as its file holds it, and the options for reading it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple


class Record(NamedTuple):
    """One page as a dump holds it.

    Attributes:
        id: the dump's own name for the page, or one made of file name and position.
        url: where the page came from, when the dump says so.
        body: the page, or its visible text when `body_type` is `text`; empty when there is an `error`.
        body_type: `html` or `text`.
        source: path of the file.
        position: line, row or record within the file, from 1.
        error: why the page cannot be read; such a record still gets its outcome.
        charset: what the HTTP or WARC header said.
        crawled: the day the page was fetched.
        name: file and position below the input that was given, such as `2024/a.html` or `crawl.warc.gz:7`.
        offset: byte of the file at which the record begins, where that leads back to it.
        http_status: the server's answer.
        skipped: why this is no page to clean, such as `http status 404`; it is counted and gets no row.
        note: what was made up for the lack of something, such as the id, or could not be read, a line for each.
        kept_columns: values of the input's columns that go into the output, by their names there.
        page_type: what sort of page it is, when the dump says so.
    """

    id: str
    url: str | None
    body: bytes | str
    body_type: Literal["html", "text"]
    source: str
    position: int
    error: str | None = None
    charset: str | None = None
    crawled: date | None = None
    name: str = ""
    offset: int | None = None
    http_status: int | None = None
    skipped: str | None = None
    note: str | None = None
    kept_columns: Mapping[str, Any] | None = None
    page_type: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a dump; a column left at None is found by its name.

    Attributes:
        html_column: column with the page's HTML, text or bytes.
        text_column: column with the page's visible text; read where the row has no HTML.
        url_column: column with the address.
        id_column: column with the name of the page.
        kind_column: column that tells what sort of page it is; read only where it is named.
        max_bytes: a longer page becomes a record with an error (the largest of 3,248 real pages had 5.3 MB).
        statuses: answers of a server that count as a page.
        keep: columns that go into the output as they are, by name or path; `all` for every one but the page's.
        follow_links: read files of a folder that are links to what lies outside of it.
        skip: resolved paths that a walk through a folder passes over, such as the output of the run.
    """

    html_column: str | None = None
    text_column: str | None = None
    url_column: str | None = None
    id_column: str | None = None
    kind_column: str | None = None
    max_bytes: int = 10_000_000
    statuses: frozenset[int] = frozenset({200})
    keep: tuple[str, ...] = ()
    skip: frozenset[Path] = frozenset()
    follow_links: bool = False

    @property
    def columns(self) -> tuple[str | None, ...]:
        """The columns that are named: HTML, text, address, id and kind."""
        return (self.html_column, self.text_column, self.url_column, self.id_column, self.kind_column)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the packed records of one file have in common.

    Attributes:
        source: path of the file.
        name: its path below the input that was given.
        options: how it is read.
        unpack: makes the record of a packed one; a function of a module, so that another process has it, too.
        path: of a file on this machine, from which another process can read for itself.
    """

    source: str
    name: str
    options: ReadOptions
    unpack: Callable[[Packed], Record]
    path: Path | None = None


class Packed(NamedTuple):
    """A record as its file holds it, for another process to open.

    Who reads a dump for several processes must do as little as can be with each page.

    Attributes:
        raw: the bytes; or how many of them are at `offset` of the file, when that is on this machine.
        position: as in `Record`.
        offset: byte of the file at which they begin, where reading can begin there, too.
        origin: the file.
    """

    raw: bytes | int
    position: int
    offset: int | None
    origin: Origin

    @property
    def size(self) -> int:
        """How many bytes of the file the record takes."""
        return self.raw if isinstance(self.raw, int) else len(self.raw)

    def bytes(self) -> bytes:
        """The bytes as they lie in the file.

        Raises:
            Misread: they are no longer there.
        """
        if not isinstance(self.raw, int):
            return self.raw
        try:
            with open(self.origin.path or "", "rb", 0) as file:  # noqa: PTH123 - a path takes twice as long
                file.seek(self.offset or 0)
                found = file.read(self.raw)
        except OSError:
            raise Misread from None
        if len(found) < self.raw:
            raise Misread
        return found

    def record(self) -> Record:
        """Make the record of its bytes.

        Raises:
            Misread: the bytes are not one record and nothing else.
        """
        return self.origin.unpack(self)


class Fetching:
    """Takes packed records out of their files; the last one stays open, for on a shared disk each opening costs."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._descriptor = -1

    def with_bytes(self, packed: Packed) -> Packed:
        """The record with its bytes; as it is where they are not there any more, which shows when it is opened."""
        path = packed.origin.path
        if not isinstance(packed.raw, int) or path is None:
            return packed
        try:
            if path != self._path:
                self.close()
                self._descriptor = os.open(path, os.O_RDONLY)
                self._path = path
            raw = os.pread(self._descriptor, packed.raw, packed.offset or 0)
        except OSError:
            return packed
        return packed._replace(raw=raw) if len(raw) == packed.raw else packed

    def close(self) -> None:
        """Let go of the file."""
        if self._path:
            os.close(self._descriptor)
        self._path = None


class Misread(Exception):  # noqa: N818 - nothing is wrong yet: the file is read again with care
    """Bytes are not what a quick reader took them for."""


class Start(NamedTuple):
    """Where to begin reading a file.

    Attributes:
        offset: byte of a record's beginning.
        position: records before it.
        is_sure: whether it was packed before and opened well.
        exact: records behind it, or from it on when it is not sure, that are to be read with care.
    """

    offset: int = 0
    position: int = 0
    is_sure: bool = False
    exact: int = 0


def readable(path: Path) -> str:
    """The path as text that can be written anywhere; file names need not be valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def unreadable(name: str, source: str, position: int, error: str) -> Record:
    """The record of a page that cannot be read."""
    error = " ".join(error.split()) if "\n" in error else error
    return Record(name, None, b"", "html", source, position, error, name=name)


def passed_over(name: str, source: str, position: int, reason: str) -> Record:
    """The record of something that is no page."""
    return Record(name, None, b"", "html", source, position, name=name, skipped=reason)
