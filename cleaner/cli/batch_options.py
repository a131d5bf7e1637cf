"""Options of `cleaner batch` on what is read and what is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cleaner.cli import options
from cleaner.cli.option_values import byte_size, choice_list, listed_inputs, one_name, one_of
from cleaner.errors import DumpError
from cleaner.render import RENDERINGS, further_bodies

if TYPE_CHECKING:
    from cleaner.dumps import ReadOptions

# The bodies that `--add` may ask for.
_BODIES: Final = further_bodies()
_ARTICLE_FILES: Final = tuple(rendering.suffix for rendering in RENDERINGS.values())
"""Formats of a folder with a file for each article."""
# What `--format` may ask for.
_FORMATS: Final = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet", *_ARTICLE_FILES)


class NameFrom(StrEnum):
    """What the files of a folder of pages are named by."""

    PATH = "path"
    URL = "url"
    ID = "id"
    HASH = "hash"


class DuplicateRows(StrEnum):
    """What becomes of rows that repeat another one."""

    MARK = "mark"
    DROP = "drop"


@dataclass(eq=False, repr=False)
class Files:
    """What is read, and where it goes."""

    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="Folders, pages, .jsonl, .json-seq, .csv, .parquet, .arrow, .warc, .wet, .arc, .wacz, .mhtml, .zip, "
            ".tar (also .gz, .zst, .lz4, .bz2, .xz), "
            "patterns, addresses such as s3://bucket/key, or - for standard input.",
        ),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Articles: .jsonl, .jsonl.gz, .jsonl.zst, .parquet; or a folder."
        ),
    ] = None
    listed: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Read further inputs from this file, one a line.")
    ] = None
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="Failures alone, with reasons (.jsonl).")
    ] = None

    def required_output(self) -> Path:
        """The output, which a run cannot do without.

        Raises:
            DumpError: nobody said.
        """
        if self.output is None:
            raise DumpError("say where the articles go: --output FILE")
        return self.output

    def all_inputs(self) -> tuple[str, ...]:
        """The inputs that are named and those that are listed.

        Raises:
            DumpError: the list cannot be read.
        """
        return (*(self.inputs or ()), *listed_inputs(self.listed))


@dataclass(eq=False, repr=False)
class Rows:
    """Which pages get a row or a file, and what of them is written."""

    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            parser=one_name(_FORMATS),
            metavar=choice_list(_FORMATS),
            help="What a folder gets: shards of rows, or a file for each page.",
        ),
    ] = None
    name_from: Annotated[
        NameFrom,
        typer.Option(parser=one_of(NameFrom), metavar=choice_list(NameFrom), help="What such files are named by."),
    ] = NameFrom.PATH
    with_metadata: Annotated[
        bool, typer.Option("--with-metadata", help="Title, byline and date above the body in such files.")
    ] = False
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="COLUMN,...", help="Columns of the output; default: all.")
    ] = None
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep", metavar="COLUMN,...", help="Columns of the input that go into the output, too; all: every one."
        ),
    ] = None
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="CONDITION", help="Rows to keep: confidence>=0.7, language=en,de, words>=100, ..."
        ),
    ] = None
    detect_language: Annotated[
        bool, typer.Option("--detect-language", help="Tell the language of pages that do not declare it.")
    ] = False
    duplicates: Annotated[
        DuplicateRows | None,
        typer.Option(
            "--duplicates",
            parser=one_of(DuplicateRows),
            metavar=choice_list(DuplicateRows),
            help="Look for articles that repeat another by address, text or near text.",
        ),
    ] = None

    def warning(self) -> str | None:
        """What to say where an option is of no use beside the others."""
        if self.format_ in _ARTICLE_FILES or not (self.with_metadata or self.name_from is not NameFrom.PATH):
            return None
        return f"--with-metadata and --name-from change nothing without --format {choice_list(_ARTICLE_FILES)}"

    @property
    def kept_columns(self) -> tuple[str, ...]:
        """Names of columns of the input."""
        return _names(self.keep)

    @property
    def selected(self) -> tuple[str, ...]:
        """Names of columns of the output; none for all."""
        return _names(self.select)


@dataclass(eq=False, repr=False)
class Reading:
    """Which pages of the inputs are read."""

    max_size: Annotated[str, typer.Option("--max-size", metavar="SIZE", help="Largest page.")] = "10M"
    http_status: Annotated[
        list[int] | None,
        typer.Option(
            "--http-status",
            metavar="N",
            min=100,
            max=599,
            help="Responses that are pages, in web archives; repeatable; default: 200.",
        ),
    ] = None
    follow_links: Annotated[
        bool,
        typer.Option("--follow-links", help="Read files in folders that are links to what lies outside of the folder."),
    ] = False

    def with_columns(self, columns: TableColumns, keep: tuple[str, ...]) -> ReadOptions:
        """These options as the readers of inputs take them.

        Raises:
            DumpError: the size is none.
        """
        from cleaner.dumps import ReadOptions

        return ReadOptions(
            columns.html_column,
            columns.text_column,
            columns.url_column,
            columns.id_column,
            columns.kind_column,
            max_bytes=byte_size(self.max_size, "--max-size"),
            statuses=frozenset(self.http_status or {200}),
            follow_links=self.follow_links,
            keep=keep,
        )


@dataclass(eq=False, repr=False)
class FurtherBodies:
    """How the body is written besides."""

    bodies: Annotated[
        list[str] | None,
        typer.Option(
            "--add",
            metavar=choice_list(_BODIES),
            parser=one_name(_BODIES),
            help="A further column with the body in this format, or with the text read for recall (loose); repeatable.",
        ),
    ] = None
    images: options.Images = False


@dataclass(eq=False, repr=False)
class TableColumns(options.PageColumns):
    """Columns of tables that are named otherwise."""

    id_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with the page's name.")] = None
    kind_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="Column that tells what sort of page it is, as --kind does.")
    ] = None


def _names(given: list[str] | None) -> tuple[str, ...]:
    return tuple(name.strip() for names in given or () for name in names.split(","))
