"""Plans for worker processes whose pages misbehave; a module of its own because workers import it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.batch.outcome import Outcome, failed, skipped
from cleaner.dumps import Packed, Record


def record(number: int, body: str = "fine") -> Record:
    return Record(f"r{number}", None, body, "text", "dump", number)


def behave(given: Record) -> Outcome:
    """Do what the body says, then report the process that did it."""
    word, _, detail = str(given.body).partition(" ")
    if word == "raise":
        raise ValueError(detail)
    if word == "exit":
        sys.exit(3)
    if word == "abort":
        os._exit(11)
    if word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "orphan":
        os.kill(os.getppid(), signal.SIGKILL)
    if word == "hang":
        while True:
            time.sleep(3600)  # ended by the parent's clock
    if word == "memory":
        bytearray(1 << 40)
    if word == "kill-once" and not Path(detail).exists():
        Path(detail).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    article = {"text": "x" * 70_000_000 if word == "huge" else str(given.body), "pid": os.getpid()}
    article["parent"] = os.getppid()
    return Outcome(given.id, given.url, given.source, given.position, "ok", None, article)


def plan():
    return behave


def plan_that_starts_late():
    time.sleep(1.5)
    return behave


def plan_that_cannot_start():
    raise ValueError("no weights")


def plan_that_dies():
    os._exit(7)


class NoStarter:
    """Starts no process, for `supervise_here` and its like."""

    def __init__(self, *_: object) -> None:
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


def supervise_here(records: Iterable[Record | Packed], *_: object) -> Iterator[Outcome]:
    """An outcome for each record without any process or cleaning."""
    for given in records:
        each = given.record() if isinstance(given, Packed) else given
        if each.skipped:
            yield skipped(each)
        elif each.error:
            yield failed(each, each.error)
        else:
            text = str(each.body)
            article = {"text": text, "markdown": text, "title": "A title", "confidence": 0.75, "characters": len(text)}
            yield failed(each, "")._replace(status="ok", reason=None, article=article)
