"""What several commands share: options, exit statuses, how errors are told."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cleaner.cli.option_values import choice_list, one_of
from cleaner.errors import CleanerError
from cleaner.render.characters import printable

if TYPE_CHECKING:
    from cleaner.memory.site_memory import FixedMemory

OK, SOME_FAILED, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


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


def end_tidily_when_terminated() -> None:
    """Let SIGTERM and a closed terminal unwind the stack, so that workers end and unfinished output is removed."""

    def end(_signal: int, _frame: object) -> NoReturn:
        raise SystemExit(TERMINATED)

    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if number := getattr(signal, name, None):
            signal.signal(number, end)


def complain(message: str) -> None:
    """Print a line on standard error."""
    typer.echo(f"cleaner: {printable(message)}", err=True)


@contextmanager
def user_errors(say: Callable[[str], None] = complain) -> Iterator[None]:
    """Say what the user can mend in one line; a traceback is for our own faults."""
    try:
        yield
    except CleanerError as error:
        say(str(error))
        raise typer.Exit(USAGE) from None
    except KeyboardInterrupt:
        say("interrupted; no output was written")
        raise typer.Exit(INTERRUPTED) from None


def write_report(path: Path, page: str) -> None:
    """Write a report for a browser and say where it is.

    Raises:
        DumpError: it cannot be written.
    """
    from cleaner.dumps.output.atomic import replacing

    with replacing(path) as file:
        file.write(page.encode("utf-8", "replace"))
    typer.echo(f"written   {printable(str(path))}")


def fail(message: str) -> NoReturn:
    """End with a line on standard error and the status for wrong usage."""
    complain(message)
    raise typer.Exit(USAGE)
