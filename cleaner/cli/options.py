"""Options that several commands have, alone and in groups."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.exit_status import complain
from cleaner.cli.option_values import choice_list, one_of

if TYPE_CHECKING:
    from cleaner.pipeline import Cleaner
    from cleaner.site_memory.memory import FixedMemory
    from cleaner.tooling.settings import RuleChoice


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


@dataclass(eq=False, repr=False)
class RuleOptions:
    """Which site rules are used."""

    rules: Rules = None
    no_rules: Annotated[bool, typer.Option("--no-rules", help="Use no site rules at all.")] = False

    def chosen(self) -> RuleChoice:
        """The rules, and where they come from.

        Raises:
            CleanerError: the rules, or the settings that name them, cannot be used.
        """
        from cleaner.tooling.settings import choose_rules

        return choose_rules(self.rules, no_rules=self.no_rules)


@dataclass(eq=False, repr=False)
class Judging(RuleOptions):
    """What decides which blocks stay."""

    judge: Annotated[
        Judge,
        typer.Option(
            "--judge", parser=one_of(Judge), metavar=choice_list(Judge), help="Who decides which blocks stay."
        ),
    ] = Judge.CLEANER
    kind: KindOption = Kind.AUTO


@dataclass(eq=False, repr=False)
class PageJudging(Judging):
    """What decides which blocks of named pages stay, and how these pages are read."""

    memory: MemoryFile = None
    is_text: Annotated[
        bool, typer.Option("--text", help="The page is plain text, not HTML (known by itself for .txt).")
    ] = False

    def cleaner(self, chosen: RuleChoice, *, images: bool = False) -> Cleaner:
        """What cleans the pages by these rules.

        Raises:
            CleanerError: the rules or the memory cannot be read.
        """
        from cleaner.pipeline import Cleaner

        return Cleaner(chosen.rules, engine=self.judge.value, images=images, memory=read_memory(self.memory))


@dataclass(eq=False, repr=False)
class PageColumns:
    """Columns of tables that hold a page."""

    html_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with the HTML.")] = None
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with plain text.")] = None
    url_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with the address.")] = None


def read_memory(path: Path | None) -> FixedMemory | None:
    """The memory that is named, if one is.

    Raises:
        DumpError: the memory's file cannot be read.
    """
    if path is None:
        return None
    from cleaner.site_memory.memory import SiteMemory

    return SiteMemory.load(path).fixed()
