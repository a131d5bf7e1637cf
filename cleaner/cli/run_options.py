"""Options of `cleaner batch` on how the run goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options
from cleaner.cli.option_values import byte_size, choice_list, decimal, one_of
from cleaner.errors import DumpError

if TYPE_CHECKING:
    from cleaner.batch import Limits, Sight
    from cleaner.batch.task import Splitting
    from cleaner.site_memory.memory import FixedMemory


class Engine(StrEnum):
    """Who runs the workers."""

    LOCAL = "local"
    RAY = "ray"


def _engine(text: str) -> Engine:
    """An engine; the option was once for what `--judge` says now."""
    if text.lower() in {"cleaner", "trafilatura"}:
        raise typer.BadParameter(f"who decides which blocks stay is said with --judge {text.lower()}")
    return one_of(Engine)(text)


@dataclass(eq=False, repr=False)
class Course:
    """How the run goes on after an earlier one, is cut, and is told of."""

    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Go on with a run that was stopped, or add further inputs to a folder of shards."
        ),
    ] = False
    part: Annotated[
        str | None,
        typer.Option(
            "--part", metavar="K/N", help="Clean the K-th of N parts of the splits; put together with --merge."
        ),
    ] = None
    merge: Annotated[
        bool, typer.Option("--merge", help="See that all parts are cleaned and make the whole of them.")
    ] = False
    split_size: Annotated[
        str | None,
        typer.Option(
            "--split-size",
            metavar="SIZE",
            help="Cut the inputs into splits, a shard for each (with --part, --engine ray and s3:// always); "
            "default: 64M.",
        ),
    ] = None
    engine: Annotated[
        Engine,
        typer.Option("--engine", parser=_engine, metavar=choice_list(Engine), help="Who runs the workers."),
    ] = Engine.LOCAL
    address: Annotated[
        str | None, typer.Option("--address", metavar="ADDRESS", help="Ray's cluster; default: a local one.")
    ] = None
    shard_size: Annotated[
        int, typer.Option("--shard-size", metavar="N", min=1, help="Pages that are made safe together.")
    ] = 5000
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="A page (.html) about the run at its end.")
    ] = None

    def splitting(self, output: Path) -> Splitting | None:
        """How the run is cut into splits, if it is.

        Raises:
            DumpError: an option says nothing that can be.
        """
        from cleaner.batch.split.folder import address_of
        from cleaner.batch.task import SPLIT_BYTES, Splitting

        is_ray = self.engine is Engine.RAY
        if self.address and not is_ray:
            raise DumpError("--address is Ray's: use it with --engine ray")
        if not (self.part or self.split_size or is_ray or address_of(output)):
            return None
        size = byte_size(self.split_size, "--split-size") if self.split_size else SPLIT_BYTES
        return Splitting(size, _share(self.part) if self.part else None, is_ray, self.address)


@dataclass(eq=False, repr=False)
class WorkerLimits:
    """How many workers there are, and what a page may cost one of them."""

    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", "--parallel", metavar="N", min=1, help="Worker processes; default: one per core."),
    ] = None
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", parser=decimal(0.1), help="Time for one page.")
    ] = 30.0
    max_memory: Annotated[
        str, typer.Option("--max-memory", metavar="SIZE", help="Memory (address space) of a worker.")
    ] = "2G"

    def limits(self, engine: Engine) -> Limits:
        """These options as limits of the run's workers; Ray has one worker in each of its tasks.

        Raises:
            DumpError: the size is none.
        """
        from cleaner.batch import Limits

        limits = Limits(timeout_s=self.timeout, memory_bytes=byte_size(self.max_memory, "--max-memory"))
        jobs = 1 if self.jobs is None and engine is Engine.RAY else self.jobs
        return limits if jobs is None else replace(limits, jobs=jobs)


@dataclass(eq=False, repr=False)
class Memory:
    """What is known of a site besides the page."""

    site_memory: Annotated[
        bool,
        typer.Option(
            "--site-memory",
            help="Read the dump twice: first to learn what the pages of each site have in common, which is no story.",
        ),
    ] = False
    memory: options.MemoryFile = None

    def known(self) -> FixedMemory | None:
        """What was learnt of the sites before.

        Raises:
            DumpError: the file cannot be read, or the dump is to teach it anew.
        """
        if self.site_memory and self.memory:
            raise DumpError("--site-memory learns from the dump, --memory FILE was learnt before: use one of them")
        return options.read_memory(self.memory)


@dataclass(eq=False, repr=False)
class Progress:
    """What is said while the run goes on."""

    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Progress and failures as JSON lines on standard error.")
    ] = False

    def sight(self) -> Sight:
        """Who watches the run."""
        from cleaner.batch import Sight

        return Sight("json" if self.log_json else "none" if self.quiet else "people")


def _share(part: str) -> tuple[int, int]:
    """Which part of how many.

    Raises:
        DumpError: the text names no part.
    """
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", part.strip())
    share = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= share[0] <= share[1]:
        raise DumpError(f"--part {part}: not a part; they look like 3/64, from 1/64 to 64/64")
    return share
