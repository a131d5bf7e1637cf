"""Worker processes: how one is started and ended on each system.

Where the system can fork, workers are copies of a template: a process that has loaded rules and weights once and does
nothing else. A further worker, or one in the place of another, then costs some milliseconds and not a second start.
The template has no threads, for a copy of a process with threads (numpy's, Arrow's) can hang: it is a copy of this one
as long as this one has none, and a fresh start of Python otherwise.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection, current_process, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from cleaner.batch.workers.worker import THREADS, Limits, Plan, SharedNumber, prepare, settle, work, work_with
from cleaner.errors import CleanerError

# On macOS the system's own libraries do not bear to be forked.
_CAN_FORK: Final = sys.platform == "linux"
_ANSWER_S: Final = 10.0  # seconds within which the parent of the workers tells how one ended
_STDERR: Final = 2
_NAME: Final = "cleaner-worker"
# Exit code of a process that was to become a worker and imported a script which starts workers without the
# `if __name__ == "__main__":` guard.
UNGUARDED: Final = 78


class Running(Protocol):
    """A worker process that has been started.

    Attributes:
        at: which record of its list it is at.
    """

    at: SharedNumber

    def end(self) -> int | None:
        """Kill the process, whatever it does, and return its exit code, None when nobody knows it."""


class Starter(Protocol):
    """Starts worker processes."""

    def start(self, tasks: connection.Connection, answers: connection.Connection) -> Running:
        """Start one with its ends of the pipes, which are closed here."""

    def close(self) -> None:
        """Give back what was needed to start some."""


def starter(plan: Plan, limits: Limits) -> Starter:
    """The best way of this system."""
    return _Forking(plan, limits) if _CAN_FORK else _Spawning(plan, limits)


class _Spawned:
    """A worker that is a fresh start of Python."""

    def __init__(self, process: BaseProcess, at: SharedNumber) -> None:
        self.at = at
        self._process = process

    def end(self) -> int | None:
        self._process.kill()
        self._process.join()
        code = self._process.exitcode
        self._process.close()
        return code


class _Spawning:
    """Each worker is a fresh start of Python."""

    def __init__(self, plan: Plan, limits: Limits) -> None:
        self._plan = plan
        self._limits = limits

    def start(self, tasks: connection.Connection, answers: connection.Connection) -> Running:
        at: SharedNumber = get_context("spawn").RawValue("q")
        process = _start("spawn", work, tasks, answers, at, self._plan, self._limits)
        tasks.close()
        answers.close()
        return _Spawned(process, at)

    def close(self) -> None:
        pass


class _Slot:
    """Two of the shared numbers: the place in the list, and the process."""

    def __init__(self, numbers: Any, first: int) -> None:  # noqa: ANN401 - ctypes has no types for arrays
        self._numbers = numbers
        self._first = first

    @property
    def value(self) -> int:
        return int(self._numbers[self._first])

    @value.setter
    def value(self, value: int) -> None:
        self._numbers[self._first] = value

    @property
    def pid(self) -> int:
        return int(self._numbers[self._first + 1])

    @pid.setter
    def pid(self, value: int) -> None:
        self._numbers[self._first + 1] = value


class _Forked:
    """A worker that is a copy of the template."""

    def __init__(self, owner: _Forking, template: _Template, number: int, slot: _Slot) -> None:
        self.at: SharedNumber = slot
        self._slot = slot
        self._owner = owner
        self._template = template
        self._number = number

    def end(self) -> int | None:
        code = self._template.end(self._number, self._slot)
        self._owner.free.append(self._number)
        return code


class _Forking:
    """Each worker is a copy of the template; where that was killed, another one is made.

    Attributes:
        free: numbers that no worker has.
    """

    def __init__(self, plan: Plan, limits: Limits) -> None:
        self._plan = plan
        self._limits = limits
        self._numbers = get_context("spawn").RawArray("q", 2 * limits.jobs)
        self.free = list(range(limits.jobs))
        # Made as early as possible, so that it has nothing that is opened or started later on.
        self._template: _Template | None = _Template(self._numbers, plan, limits) if _is_alone() else None

    def start(self, tasks: connection.Connection, answers: connection.Connection) -> Running:
        number = self.free.pop()
        slot = _Slot(self._numbers, 2 * number)
        slot.value = slot.pid = 0
        if self._template is None or not self._template.is_alive:
            self.close()
            self._template = _Template(self._numbers, self._plan, self._limits)
        self._template.fork(number, tasks, answers)
        tasks.close()
        answers.close()
        return _Forked(self, self._template, number, slot)

    def close(self) -> None:
        if self._template:
            self._template.close()
        self._template = None


class _Template:
    """Our side of the template."""

    def __init__(self, numbers: Any, plan: Plan, limits: Limits) -> None:  # noqa: ANN401 - as above
        self._ours, theirs = connection.Pipe()
        self._process: BaseProcess
        if _is_alone():
            self._process = _start("fork", _serve_alone, theirs, numbers, plan, limits)
        else:
            with _one_thread():
                self._process = _start("spawn", _serve, theirs, numbers, plan, limits)
        theirs.close()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def fork(self, number: int, tasks: connection.Connection, answers: connection.Connection) -> None:
        """Ask for a worker; when there is none to come, the pipes are closed, as when it had died."""
        from multiprocessing.reduction import send_handle

        with suppress(OSError):
            self._ours.send(("fork", number))
            for pipe in (tasks, answers):
                send_handle(self._ours, pipe.fileno(), self._process.pid)

    def end(self, number: int, slot: _Slot) -> int | None:
        """End a worker; only its parent can tell how, and be sure that the number of the process is still its own."""
        with suppress(OSError, EOFError):
            self._ours.send(("end", number))
            if self._ours.poll(_ANSWER_S):
                code: int | None = self._ours.recv()
                return code
        self._process.kill()
        self._process.join()
        with suppress(OSError):
            if slot.pid:
                os.kill(slot.pid, signal.SIGKILL)
        return None if slot.pid else self._process.exitcode

    def close(self) -> None:
        self._ours.close()
        self._process.kill()
        self._process.join()


def _serve_alone(requests: connection.Connection, numbers: Any, plan: Plan, limits: Limits) -> None:  # noqa: ANN401
    """Serve as template in a copy of the parent, which first closes all that the parent has open."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - they are no paths
        if int(name) > _STDERR and int(name) != requests.fileno():
            with suppress(OSError):
                os.close(int(name))
    _serve(requests, numbers, plan, limits)
    # What else the parent would do at its end is not for the copy to do.
    os._exit(0)


def _serve(requests: connection.Connection, numbers: Any, plan: Plan, limits: Limits) -> None:  # noqa: ANN401
    """The template: fork and end workers until the parent hangs up."""
    from multiprocessing.reduction import recv_handle

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(THREADS, "1"))
    clean = prepare(plan)
    # What is there now stays: looking through it for cycles would also copy its memory.
    gc.freeze()
    workers: dict[int, int] = {}
    with suppress(EOFError, OSError):
        while True:
            request, number = requests.recv()
            if request == "end":
                requests.send(_end(workers.pop(number, 0)))
                continue
            tasks, answers = (connection.Connection(recv_handle(requests)) for _ in range(2))
            pid = os.fork()
            if not pid:
                requests.close()
                slot = _Slot(numbers, 2 * number)
                slot.pid = os.getpid()
                settle(limits.memory_bytes)
                work_with(clean, tasks, answers, slot, limits)
                os._exit(0)
            tasks.close()
            answers.close()
            workers[number] = pid
    for pid in workers.values():
        _end(pid)


def _end(pid: int) -> int | None:
    if not pid:
        return None
    with suppress(OSError):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _is_alone() -> bool:
    """Whether this process has one thread and can be copied."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - they are no paths
    except OSError:
        return False


def _start(method: Literal["fork", "spawn"], target: Any, *arguments: object) -> BaseProcess:  # noqa: ANN401
    # Where workers are started without a condition, a worker that imports the script would start some in turn: they
    # would do all of its work once more.
    if current_process().name == _NAME:
        sys.exit(UNGUARDED)
    if method == "spawn":
        _require_script()
    # The context's own attribute has no type: not every system has every one of them.
    make: Any = get_context(method)
    process: BaseProcess = make.Process(target=target, args=arguments, name=_NAME, daemon=True)
    with _without_interrupts():
        process.start()
    return process


def _require_script() -> None:
    """Say so where the script came from a pipe: a fresh start of Python could not import it."""
    main = sys.modules["__main__"]
    path = getattr(main, "__file__", None)
    if path and getattr(main, "__spec__", None) is None and not Path(path).exists():
        raise CleanerError(
            f"the worker processes cannot start: each imports the script that starts it, and {path} is no file; save it"
        )


@contextmanager
def _one_thread() -> Iterator[None]:
    """Start processes whose libraries make no threads: numpy's are there when it is imported."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold back Ctrl-C: it goes to the whole process group, and a process started here never hears of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
