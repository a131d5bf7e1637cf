"""Options of `cleaner batch`, and their values."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from cleaner.cli.option_values import choice_list, decimal, one_name, one_of
from cleaner.render import RENDERINGS, bodies

_BODIES: Final = tuple(body.name for body in bodies() if body.name != "text")
ARTICLE_FILES: Final = tuple(rendering.suffix for rendering in RENDERINGS.values())
"""Formats of a folder with a file for each article."""
_FORMATS: Final = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet", *ARTICLE_FILES)


class NameFrom(StrEnum):
    """What the files of a folder of pages are named by."""

    PATH = "path"
    URL = "url"
    ID = "id"
    HASH = "hash"


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="Folders, pages, .jsonl, .json-seq, .csv, .parquet, .arrow, .warc, .wet, .arc, .wacz, .mhtml, .zip, .tar "
        "(also .gz, .zst, .lz4, .bz2, .xz), "
        "patterns, addresses such as s3://bucket/key, or - for standard input.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Articles: .jsonl, .jsonl.gz, .jsonl.zst, .parquet; or a folder."
    ),
]
Listed = Annotated[
    Path | None, typer.Option("--from", metavar="FILE", help="Read further inputs from this file, one a line.")
]
Errors = Annotated[Path | None, typer.Option("--errors", metavar="FILE", help="Failures alone, with reasons (.jsonl).")]
FolderFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        parser=one_name(_FORMATS),
        metavar=choice_list(_FORMATS),
        help="What a folder gets: shards of rows, or a file for each page.",
    ),
]
NamedFrom = Annotated[
    NameFrom, typer.Option(parser=one_of(NameFrom), metavar=choice_list(NameFrom), help="What such files are named by.")
]
WithMetadata = Annotated[
    bool, typer.Option("--with-metadata", help="Title, byline and date above the body in such files.")
]
Select = Annotated[
    list[str] | None, typer.Option("--select", metavar="COLUMN,...", help="Columns of the output; default: all.")
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="CONDITION", help="Rows to keep: confidence>=0.7, language=en,de, words>=100, ..."),
]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep", metavar="COLUMN,...", help="Columns of the input that go into the output, too; all: every one."
    ),
]
DetectLanguage = Annotated[
    bool, typer.Option("--detect-language", help="Tell the language of pages that do not declare it.")
]


class DuplicateRows(StrEnum):
    """What becomes of rows that repeat another one."""

    MARK = "mark"
    DROP = "drop"


Duplicates = Annotated[
    DuplicateRows | None,
    typer.Option(
        "--duplicates",
        parser=one_of(DuplicateRows),
        metavar=choice_list(DuplicateRows),
        help="Look for articles that repeat another by address, text or near text.",
    ),
]


class Engine(StrEnum):
    """Who runs the workers."""

    LOCAL = "local"
    RAY = "ray"


def _engine(text: str) -> Engine:
    """An engine; the option was once for what `--judge` says now."""
    if text.lower() in {"cleaner", "trafilatura"}:
        raise typer.BadParameter(f"who decides which blocks stay is said with --judge {text.lower()}")
    return one_of(Engine)(text)


EngineOption = Annotated[
    Engine,
    typer.Option("--engine", parser=_engine, metavar=choice_list(Engine), help="Who runs the workers."),
]
Address = Annotated[
    str | None, typer.Option("--address", metavar="ADDRESS", help="Ray's cluster; default: a local one.")
]
PartOf = Annotated[
    str | None,
    typer.Option("--part", metavar="K/N", help="Clean the K-th of N parts of the splits; put together with --merge."),
]
Merge = Annotated[bool, typer.Option("--merge", help="See that all parts are cleaned and make the whole of them.")]
SplitSize = Annotated[
    str | None,
    typer.Option(
        "--split-size",
        metavar="SIZE",
        help="Cut the inputs into splits, a shard for each (with --part, --engine ray and s3:// always); default: 64M.",
    ),
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="Go on with a run that was stopped, or add further inputs to a folder of shards."),
]
ShardSize = Annotated[int, typer.Option("--shard-size", metavar="N", min=1, help="Pages that are made safe together.")]
ReportPage = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="A page (.html) about the run at its end.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", "--parallel", metavar="N", min=1, help="Worker processes; default: one per core."),
]
Timeout = Annotated[float, typer.Option("--timeout", metavar="SECONDS", parser=decimal(0.1), help="Time for one page.")]
MaxMemory = Annotated[str, typer.Option("--max-memory", metavar="SIZE", help="Memory (address space) of a worker.")]
MaxSize = Annotated[str, typer.Option("--max-size", metavar="SIZE", help="Largest page.")]
HttpStatus = Annotated[
    list[int] | None,
    typer.Option(
        "--http-status",
        metavar="N",
        min=100,
        max=599,
        help="Responses that are pages, in web archives; repeatable; default: 200.",
    ),
]
FollowLinks = Annotated[
    bool,
    typer.Option("--follow-links", help="Read files in folders that are links to what lies outside of the folder."),
]
Bodies = Annotated[
    list[str] | None,
    typer.Option(
        "--add",
        metavar=choice_list(_BODIES),
        parser=one_name(_BODIES),
        help="A further column with the body in this format, or with the text read for recall (loose); repeatable.",
    ),
]
HtmlColumn = Annotated[str | None, typer.Option(metavar="NAME", help="Column with the HTML.")]
TextColumn = Annotated[str | None, typer.Option(metavar="NAME", help="Column with plain text.")]
UrlColumn = Annotated[str | None, typer.Option(metavar="NAME", help="Column with the address.")]
IdColumn = Annotated[str | None, typer.Option(metavar="NAME", help="Column with the page's name.")]
KindColumn = Annotated[
    str | None, typer.Option(metavar="NAME", help="Column that tells what sort of page it is, as --kind does.")
]
Learns = Annotated[
    bool,
    typer.Option(
        "--site-memory",
        help="Read the dump twice: first to learn what the pages of each site have in common, which is no story.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Progress and failures as JSON lines on standard error.")]
