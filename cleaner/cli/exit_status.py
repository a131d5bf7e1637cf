"""How a command ends: its exit status, what is told on standard error, and the report that it writes."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer

from cleaner.errors import CleanerError
from cleaner.render.characters import printable

# What a process ends with, as shells expect it: 130 and 143 are 128 and the number of the signal that ended it.
OK, SOME_FAILED, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


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
        DumpError: the report cannot be written.
    """
    from cleaner.dumps.output.atomic import replacing

    with replacing(path) as file:
        file.write(page.encode("utf-8", "replace"))
    typer.echo(f"written   {printable(str(path))}")


def fail(message: str) -> NoReturn:
    """End with a line on standard error and the status for wrong usage."""
    complain(message)
    raise typer.Exit(USAGE)
