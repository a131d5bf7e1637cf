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
        position: line or row within the file, from 1.
        error: why the page cannot be read; such a record still gets its outcome.
        charset: what the HTTP or WARC header said.
        crawled: the day the page was fetched.
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


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a dump; a column left at None is found by its name.

    Attributes:
        html_column: column with the page's HTML, text or bytes.
        text_column: column with the page's visible text; read where the row has no HTML.
        url_column: column with the address.
        id_column: column with the name of the page.
        max_bytes: a longer page becomes a record with an error (the largest of 3,248 real pages had 5.3 MB).
        skip: resolved paths that a walk through a folder passes over, such as the output of the run.
    """

    html_column: str | None = None
    text_column: str | None = None
    url_column: str | None = None
    id_column: str | None = None
    max_bytes: int = 10_000_000
    skip: frozenset[Path] = frozenset()


def readable(path: Path) -> str:
    """The path as text that can be written anywhere; file names need not be valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def unreadable(name: str, source: str, position: int, error: str) -> Record:
    """The record of a page that cannot be read."""
    return Record(name, None, b"", "html", source, position, error)
