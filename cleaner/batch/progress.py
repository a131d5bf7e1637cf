"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from cleaner.batch.report import Report

_EVERY_S: Final = 10.0

Tell: TypeAlias = Callable[[Report], None]


@contextmanager
def show_progress(total: int | None, *, quiet: bool = False) -> Iterator[Tell]:
    """Give a function to call after each outcome; everything goes to standard error.

    Args:
        total: records to come, when known.
        quiet: show nothing.
    """
    if quiet:
        yield lambda _report: None
    elif sys.stderr.isatty():
        with _bar(total) as tell:
            yield tell
    else:
        yield _lines(total)


@contextmanager
def _bar(total: int | None) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=total)
        yield lambda report: progress.update(task, completed=report.pages, description=report.line())


def _lines(total: int | None) -> Tell:
    of_total = "" if total is None else f" of {total:,}"
    last = time.monotonic()

    def tell(report: Report) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY_S:
            last = time.monotonic()
            print(report.line().replace(" pages", f"{of_total} pages", 1), file=sys.stderr, flush=True)

    return tell
