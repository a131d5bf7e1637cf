"""How far a run is: a bar on a terminal, a line now and then elsewhere, JSON for machines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeAlias

from cleaner.batch.outcome import Outcome
from cleaner.batch.report.counts import Report, one_line, reference

_EVERY_S: Final = 10.0  # seconds between two lines of progress
# Seconds from which on a page that is being cleaned is mentioned.
_SLOW_S: Final = 1.0

Tell: TypeAlias = Callable[[Outcome], None]


class Read(Protocol):
    """What knows how far the inputs are read."""

    @property
    def bytes_read(self) -> int:
        """Of the files as they lie on disk."""


@dataclass(slots=True)
class Stage:
    """Where a run stands: what was counted so far, and how much of the inputs was read.

    Attributes:
        report: counts so far.
        reading: how far the inputs are read.
        total_bytes: of all inputs, 0 when unknown.
    """

    report: Report
    reading: Read
    total_bytes: int = 0
    started: float = field(default_factory=time.monotonic)
    first_bytes: int | None = None

    def fraction(self) -> float | None:
        """How much of the inputs is read, 0 to 1, when that can be told."""
        return min(1.0, self.reading.bytes_read / self.total_bytes) if self.total_bytes else None

    def seconds_left(self) -> float | None:
        """Time to the end at the rate of this attempt."""
        if not self.total_bytes:
            return None
        read = self.reading.bytes_read
        if self.first_bytes is None:
            self.first_bytes = read
        here = read - self.first_bytes
        seconds = time.monotonic() - self.started
        return seconds * (self.total_bytes - read) / here if here > 0 and seconds > 1 else None

    def line(self) -> str:
        """All of it in one line."""
        parts = [self.report.line()]
        fraction, left = self.fraction(), self.seconds_left()
        if fraction is not None:
            parts.append(f"{fraction:.0%}")
        if left is not None:
            parts.append(f"{_duration(left)} left")
        slowest = self.report.slowest[:1]
        if slowest and slowest[0]["badness"] >= _SLOW_S:
            parts.append(f"slowest {slowest[0]['badness']:.1f} s {slowest[0]['ref'][-60:]}")
        return one_line(", ".join(parts))


@dataclass(frozen=True, slots=True)
class Sight:
    """What a run shows on standard error while it goes on.

    Attributes:
        style: `none`, `people` (a bar on a terminal, lines elsewhere) or `json` (an object a line).
    """

    style: str = "none"

    @contextmanager
    def show(self, stage: Stage) -> Iterator[Tell]:
        """Give a function to call after each outcome."""
        if self.style == "json":
            yield from _json_lines(stage)
        elif self.style == "none":
            yield lambda _outcome: None
        elif sys.stderr.isatty():
            with _bar(stage) as tell:
                yield tell
        else:
            yield _lines(stage)


@contextmanager
def _bar(stage: Stage) -> Iterator[Tell]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=stage.total_bytes or None)
        last = 0.0

        def tell(_outcome: Outcome) -> None:
            nonlocal last
            if time.monotonic() - last >= 0.1:
                last = time.monotonic()
                progress.update(task, completed=stage.reading.bytes_read, description=escape(stage.line()))

        yield tell


def _lines(stage: Stage) -> Tell:
    last = time.monotonic()

    def tell(_outcome: Outcome) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY_S:
            last = time.monotonic()
            print(stage.line(), file=sys.stderr, flush=True)

    return tell


def _json_lines(stage: Stage) -> Iterator[Tell]:
    last = time.monotonic()
    report = stage.report
    log_event("start", total_bytes=stage.total_bytes, bytes=stage.reading.bytes_read, pages=report.pages)

    def tell(outcome: Outcome) -> None:
        nonlocal last
        if outcome.status == "failed":
            log_event("failed", id=outcome.record_id, url=outcome.url, page=reference(outcome), reason=outcome.reason)
        if time.monotonic() - last >= _EVERY_S:
            last = time.monotonic()
            fraction, left = stage.fraction(), stage.seconds_left()
            log_event("progress", **counts(report), fraction=fraction, seconds_left=left, slowest=report.slowest[:1])

    yield tell
    log_event("end", **counts(report), slowest=report.slowest[:5], memory_bytes=report.memory_bytes)


def counts(report: Report) -> dict[str, Any]:
    """The counts of a run by name, as machines get them."""
    statuses = {name: report.statuses[name] for name in ("ok", "empty", "failed", "skipped")}
    seconds = {"seconds": round(report.seconds, 3), "pages_per_second": round(report.rate(), 2)}
    rest = {
        "left_out": report.left_out.total(),
        "duplicates": report.duplicates.total(),
        "repeated_ids": report.repeated,
        "passed_over": dict(report.overlooked),
    }
    return {"pages": report.pages, **statuses, **rest, **seconds}


def log_event(event: str, **values: object) -> None:
    """Tell a machine that something has happened: a line of JSON on standard error."""
    print(json.dumps({"event": event, **values}), file=sys.stderr, flush=True)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
