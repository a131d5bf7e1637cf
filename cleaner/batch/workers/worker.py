"""The worker process: records in, outcomes out, under limits that the system holds."""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import re
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, TypeAlias

from cleaner.article.fault import OUT_OF_MEMORY, PARSER_OUT_OF_MEMORY
from cleaner.batch.likeness import likeness, require_sketches
from cleaner.batch.outcome import Outcome, clean_record, failed, skipped
from cleaner.dumps.record import Fetching, Misread, Packed, Record, unreadable
from cleaner.judge.kind_option import AUTO
from cleaner.rules import BUNDLED

if TYPE_CHECKING:
    from cleaner.pipeline import Cleaner
    from cleaner.site_memory.memory import FixedMemory

CleanRecord: TypeAlias = Callable[[Record], Outcome]
Plan: TypeAlias = Callable[[], CleanRecord]
"""Made in the parent, pickled, called once in each worker."""

_RETIRE_PAGES: Final = 5_000  # pages after which a worker is replaced
# The parent ends a page whose time is up. The worker's own alarm comes so many seconds later, and ends a page whose
# parent is gone.
_ALARM_GRACE_S: Final = 5.0
_MAX_MESSAGE_BYTES: Final = 64_000_000  # of one outcome; a larger one fails as too large
_MAX_REASON: Final = 500  # characters of an error that the row of a failed page holds
# Outcomes wait for each other this long: a message for each would cost small pages a tenth of their time.
GATHER_S: Final = 0.2
_GATHER_BYTES: Final = 1_000_000  # bytes of outcomes from which on they wait no longer
_LOOK_S: Final = 1.0  # seconds between two looks at the peak of memory
# For a message of records and a page of the usual size, with its tree.
_LEAST_FREE: Final = 32_000_000
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
THREADS: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use.

    Attributes:
        jobs: worker processes; also with one the pages are cleaned outside this process.
        timeout_s: for one page, on the parent's clock.
        memory_bytes: address space of a worker.
        retire_bytes: a worker that holds more than this is replaced: freed trees stay with the allocator, and five
            pages of 2.8 MB left 320 MB behind.
    """

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    timeout_s: float = 30.0
    memory_bytes: int = 2 << 30
    retire_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class CleanerPlan:
    """How a worker makes its cleaner, and which renderings of the body it adds.

    Attributes:
        rules: as for `Cleaner`.
        engine: as for `Cleaner`.
        bodies: further columns, each a rendering.
        detect_language: as for `Cleaner`.
        compares: whether articles get what they are compared by.
        kind: what sort of pages they are, where a record does not say it.
        images: as for `Cleaner`.
        memory: as for `Cleaner`; one that learns would learn in each worker by itself.
    """

    rules: str | tuple[str, ...] | None = BUNDLED
    engine: Literal["cleaner", "trafilatura"] = "cleaner"
    bodies: tuple[str, ...] = ()
    detect_language: bool = False
    compares: bool = False
    kind: str = AUTO
    images: bool = False
    memory: FixedMemory | None = None

    def __call__(self) -> CleanRecord:
        """Load rules and weights."""
        cleaner = self.cleaner()
        # What is loaded with the first page must not count against that page's time.
        cleaner.clean("<p>A first page.</p>")
        if not self.compares:
            return lambda record: clean_record(cleaner, record, self.bodies, self.kind)
        require_sketches()
        return lambda record: _compared(clean_record(cleaner, record, self.bodies, self.kind))

    def cleaner(self) -> Cleaner:
        """The cleaner of this plan by itself, which makes articles of pages and no outcomes of records."""
        from cleaner.pipeline import Cleaner

        return Cleaner(
            self.rules,
            engine=self.engine,
            detect_language=self.detect_language,
            images=self.images,
            memory=self.memory,
        )


def require_usable(plan: CleanerPlan) -> None:
    """See that the plan's cleaner can be made.

    Raises:
        RuleError: a rule file cannot be used.
        MissingExtra: a package is not installed.
    """
    if plan.rules in (None, BUNDLED) and plan.engine == "cleaner" and not plan.detect_language:
        return  # nothing can be wrong with a plan like this, and loading the cleaner is left to the workers
    plan.cleaner()


def _compared(outcome: Outcome) -> Outcome:
    """The outcome, with what its article is compared by."""
    if outcome.status != "ok":
        return outcome
    return outcome._replace(likeness=likeness(outcome.article["text"], outcome.url))


class SharedNumber(Protocol):
    """A number that both processes see, so that a death between two messages is still one page's."""

    value: int


class Said(NamedTuple):
    """A message of a worker.

    Attributes:
        event: `ready` once; then `outcomes`, or `done` behind the last one of a list; or `broken`: it cannot start.
        outcomes: those since the last message, in order, each one pickled.
        retire: the worker wants to be replaced.
        peak_bytes: most memory that the worker has held so far; 0 when it has not looked.
        reason: why it cannot start.
    """

    event: Literal["ready", "outcomes", "done", "broken"]
    outcomes: tuple[bytes, ...] = ()
    retire: bool = False
    peak_bytes: int = 0
    reason: str = ""


def work(tasks: Connection, answers: Connection, at: SharedNumber, plan: Plan, limits: Limits) -> None:
    """Load a cleaner, then clean; in a process that was started for that."""
    settle(limits.memory_bytes)
    work_with(prepare(plan), tasks, answers, at, limits)


def prepare(plan: Plan) -> CleanRecord | str:
    """What the plan makes, or why it cannot."""
    try:
        return plan()
    except Exception as error:
        return _reason(error)


def work_with(
    clean: CleanRecord | str, tasks: Connection, answers: Connection, at: SharedNumber, limits: Limits
) -> None:
    """Clean lists of records until the parent hangs up; `at` tells which one of its list a page is."""
    if isinstance(clean, str):
        _say(answers, Said("broken", reason=clean))
        return
    if lack := _lack(limits.memory_bytes):
        _say(answers, Said("broken", reason=lack))
        return
    pages, looked = 0, 0.0
    with contextlib.suppress(EOFError, OSError), contextlib.closing(Fetching()) as files:
        _say(answers, Said("ready"))
        while True:
            records: list[Record | Packed] = pickle.loads(tasks.recv_bytes())
            gathered: list[bytes] = []
            size, said = 0, time.monotonic()
            for number, record in enumerate(records):
                # Before the next page and not behind the last one, whose outcome goes with what ends the list.
                if gathered and (size >= _GATHER_BYTES or time.monotonic() - said >= GATHER_S):
                    _say(answers, Said("outcomes", tuple(gathered)))
                    gathered.clear()
                    size, said = 0, time.monotonic()
                at.value = number
                _alarm(limits.timeout_s + _ALARM_GRACE_S)
                gathered.append(_outcome(clean, files.with_bytes(record) if isinstance(record, Packed) else record))
                size += len(gathered[-1])
            _alarm(0)
            pages += len(records)
            retire = pages >= _RETIRE_PAGES or _resident_bytes() > limits.retire_bytes
            peak = 0
            # Rarely, for it takes as long as cleaning a small page.
            if retire or time.monotonic() - looked >= _LOOK_S:
                peak, looked = _peak_bytes(), time.monotonic()
            _say(answers, Said("done", tuple(gathered), retire, peak))


def _lack(memory_bytes: int) -> str:
    """Why a process cannot do anything within so much memory; empty when it can, or the system does not say."""
    least = (_held(0) or -_LEAST_FREE) + _LEAST_FREE
    if memory_bytes >= least:
        return ""
    given, needed = (f"{math.ceil(size / 1e6):,} MB" for size in (memory_bytes, least))
    return f"{given} of memory (--max-memory) are too few, one of them needs {needed} at least"


def _say(answers: Connection, said: Said) -> None:
    # As a plain tuple: the name of a class would be sent and looked up each time.
    answers.send_bytes(pickle.dumps(tuple(said), pickle.HIGHEST_PROTOCOL))


def _outcome(clean: CleanRecord, given: Record | Packed) -> bytes:
    """The record's outcome, or None where it was misread, pickled."""
    started = time.monotonic()
    record = given if isinstance(given, Record) else _named(given)
    try:
        if isinstance(given, Packed):
            record = given.record()
        outcome = _unclean(record) or clean(record)
        outcome = outcome._replace(seconds=time.monotonic() - started)
        pickled = pickle.dumps(tuple(outcome), pickle.HIGHEST_PROTOCOL)
    except Misread:
        return pickle.dumps(None)
    except BaseException as error:  # a panic of compiled code is not an Exception, and a page must not end a worker
        return pickle.dumps(tuple(failed(record, _reason(error))))
    if len(pickled) > _MAX_MESSAGE_BYTES:
        return pickle.dumps(tuple(failed(record, f"too large: the article has {len(pickled):,} bytes")))
    return pickled


def _named(packed: Packed) -> Record:
    """What is known of a record that could not be opened."""
    name = f"{packed.origin.name}:{packed.position}"
    return unreadable(name, packed.origin.source, packed.position, "")._replace(offset=packed.offset)


def _unclean(record: Record) -> Outcome | None:
    """The outcome of a record that holds no page."""
    if record.skipped is not None:
        return skipped(record)
    return None if record.error is None else failed(record, record.error)


def settle(memory_bytes: int) -> None:
    """Take on the limits of a worker process."""
    # Where the parent cannot hold it back: Ctrl-C goes to the whole process group, and the parent decides alone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One thread for each worker; a core's worth of buffers for each of numpy's threads would fill the address space.
    os.environ.update(dict.fromkeys(THREADS, "1"))
    # Where memory runs out, the system should take a worker and not its parent.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # 48 KB of reopened formatting tags make 4 GB of tree; macOS ignores the limit.
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _resident_bytes() -> int:
    """Memory held now; 0 where the system does not say."""
    return _held(1)


def _held(column: int) -> int:
    """Bytes of address space (0) or of memory (1) that are held now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb", 0) as file:  # noqa: PTH123 - a path and a buffer take four times as long
            return int(file.read(200).split()[column]) * _PAGE_BYTES
    except OSError:
        return 0


def _peak_bytes() -> int:
    """The most memory held so far; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii", "replace"))
        return int(found[1]) * 1024 if found else 0
    return 0


def _reason(error: BaseException) -> str:
    """The error in one line, with the place it comes from."""
    if isinstance(error, MemoryError) or str(error) == PARSER_OUT_OF_MEMORY:
        return OUT_OF_MEMORY
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}"[:_MAX_REASON] + place
