"""Options that several commands have."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.exit_status import complain
from cleaner.cli.option_values import choice_list, one_of

if TYPE_CHECKING:
    from cleaner.memory.site_memory import FixedMemory


class Judge(StrEnum):
    """Who decides which blocks stay."""

    CLEANER = "cleaner"
    TRAFILATURA = "trafilatura"


class Kind(StrEnum):
    """What sort of page it is."""

    AUTO = "auto"
    ARTICLE = "article"
    FORUM = "forum"
    PRODUCT = "product"
    LISTING = "listing"
    COLLECTION = "collection"
    DOCUMENTATION = "documentation"
    SERVICE = "service"


Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="Folder of your own rules, before the bundled ones; repeatable; default: as the settings say.",
    ),
]
NoRules = Annotated[bool, typer.Option("--no-rules", help="Use no site rules at all.")]
JudgeOption = Annotated[
    Judge,
    typer.Option("--judge", parser=one_of(Judge), metavar=choice_list(Judge), help="Who decides which blocks stay."),
]


def _look_at_url(url: str | None) -> str | None:
    """Say that an address without scheme and host finds no rule and resolves no link."""
    if url and not re.match(r"[a-z][a-z0-9+.-]*://[^/?#]", url, re.IGNORECASE):
        complain(f"--url {url}: is no absolute URL, such as https://example.com/story: it finds no rule")
    return url


Url = Annotated[
    str | None,
    typer.Option(
        "--url",
        metavar="URL",
        help="Where the page came from: finds its rule, resolves links.",
        callback=_look_at_url,
    ),
]
KindOption = Annotated[
    Kind,
    typer.Option("--kind", parser=one_of(Kind), metavar=choice_list(Kind), help="What sort of page it is, if known."),
]
MemoryFile = Annotated[
    Path | None,
    typer.Option("--memory", metavar="FILE", help="What `cleaner memory learn` has learnt of the sites."),
]
Images = Annotated[
    bool, typer.Option("--images", help="Put the story's pictures in their places in Markdown and HTML.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Worker processes; default: one per core.")
]
IsText = Annotated[bool, typer.Option("--text", help="The page is plain text, not HTML (known by itself for .txt).")]


def read_memory(path: Path | None) -> FixedMemory | None:
    """The memory that is named, if one is.

    Raises:
        DumpError: it cannot be read.
    """
    if path is None:
        return None
    from cleaner.memory.site_memory import SiteMemory

    return SiteMemory.load(path).fixed()
