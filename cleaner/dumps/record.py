"""One page of a dump, and the options for reading it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple


class Record(NamedTuple):
    """One page as a dump holds it.

    Attributes:
        id: the dump's own name for the page, or one made of file name and position.
        url: where the page came from, when the dump says so.
        body: the page, or its visible text when `kind` is `text`; empty when there is an `error`.
        kind: `html` or `text`.
        source: path of the file.
        position: line, row or record within the file, from 1.
        error: why the page cannot be read; such a record still gets its outcome.
        charset: what the HTTP or WARC header said.
        crawled: the day the page was fetched.
        name: file and position below the input that was given, such as `2024/a.html` or `crawl.warc.gz:7`.
        offset: byte of the file at which the record begins, where that leads back to it.
        http_status: the server's answer.
        skipped: why this is no page to clean, such as `http status 404`; it is counted and gets no row.
        note: what was made up for the lack of something, such as the id.
    """

    id: str
    url: str | None
    body: bytes | str
    kind: Literal["html", "text"]
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


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a dump; a column left at None is found by its name.

    Attributes:
        html_column: column with the page's HTML, text or bytes.
        text_column: column with the page's visible text; read where the row has no HTML.
        url_column: column with the address.
        id_column: column with the name of the page.
        max_bytes: a longer page becomes a record with an error (the largest of 3,248 real pages had 5.3 MB).
        statuses: answers of a server that count as a page.
        skip: resolved paths that a walk through a folder passes over, such as the output of the run.
    """

    html_column: str | None = None
    text_column: str | None = None
    url_column: str | None = None
    id_column: str | None = None
    max_bytes: int = 10_000_000
    statuses: frozenset[int] = frozenset({200})
    skip: frozenset[Path] = frozenset()


def readable(path: Path) -> str:
    """The path as text that can be written anywhere; file names need not be valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def unreadable(name: str, source: str, position: int, error: str) -> Record:
    """The record of a page that cannot be read."""
    return Record(name, None, b"", "html", source, position, error, name=name)


def passed_over(name: str, source: str, position: int, reason: str) -> Record:
    """The record of something that is no page."""
    return Record(name, None, b"", "html", source, position, name=name, skipped=reason)
