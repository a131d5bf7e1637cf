"""Worker processes under a clock: each record's outcome comes, even if its page crashes, hangs or eats all memory."""

from __future__ import annotations

import pickle
import signal
import time
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection
from typing import Final

from cleaner.batch.outcome import Outcome, failed, skipped
from cleaner.batch.workers.order import Order
from cleaner.batch.workers.processes import UNGUARDED, Starter, starter
from cleaner.batch.workers.worker import GATHER_S, Limits, Plan, Said
from cleaner.dumps.record import Misread, Packed, Record
from cleaner.errors import CleanerError

# Records of one message: many enough to make messages cheap, few enough to keep every worker busy near the end. The
# first ones are small, so that a handful of pages is shared out too.
_TASK_RECORDS: Final = 64
_TASKS_BEFORE_GROWTH: Final = 4  # tasks of each worker for which a task stays one record longer
# A message of this size and a page more goes into the pipe as one.
_TASK_BYTES: Final = 750_000
_PIPE_BYTES: Final = 1 << 20
# Records that are no pages go by; between them the workers must be heard.
_MOST_READ: Final = 500
_START_S: Final = 60.0  # seconds that a worker may take to say that it is ready
_MAX_FALSE_STARTS: Final = 5  # workers that may end before they are ready, in the whole run


@dataclass(slots=True)
class _Task:
    """Numbered records for one worker.

    Attributes:
        records: each with its number.
        is_retry: its record was being cleaned when a process died, and is tried once more, alone.
        done: how many of the records have their outcome.
        message: the records as they go through the pipe.
        is_stale: the records are going to be read again, so that their outcomes count for nothing.
    """

    records: list[tuple[int, Record | Packed]]
    is_retry: bool = False
    done: int = 0
    message: bytes = b""
    is_stale: bool = False

    def pack(self) -> None:
        """Make the message before there is a worker that waits for it."""
        self.message = pickle.dumps([record for _, record in self.records], pickle.HIGHEST_PROTOCOL)


class _Worker:
    """One process, our ends of its pipes, and what it is at."""

    def __init__(self, start: Starter) -> None:
        # Two pipes and not one for both ways, which would be a socket: of a fifth of the size, and with it of three
        # times the processor time for a message.
        their_tasks, self.tasks = connection.Pipe(duplex=False)
        self.answers, their_answers = connection.Pipe(duplex=False)
        _widen(self.tasks)
        _widen(their_answers)
        self.process = start.start(their_tasks, their_answers)
        self.task: _Task | None = None
        self.is_ready = False
        self.deadline = time.monotonic() + _START_S

    @property
    def is_idle(self) -> bool:
        return self.is_ready and self.task is None

    def end(self) -> int | None:
        """Kill the process, whatever it does, and return its exit code."""
        code = self.process.end()
        self.tasks.close()
        self.answers.close()
        return code


def _widen(pipe: connection.Connection) -> None:
    """Let a pipe hold a whole message, on systems that can: 64 KB at a time, both sides mostly wait."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def supervise(records: Iterable[Record | Packed], plan: Plan, limits: Limits | None = None) -> Generator[Outcome]:
    """Clean the records in worker processes; outcomes come in the records' order, one for each.

    A page that raises, crashes its process or exceeds a limit costs its own outcome only. A page during which a
    process died is tried once more, alone. Reads ahead only as far as the workers need. Where a packed record was
    misread, what comes behind the outcomes so far is iterated over again. As with everything that starts processes, a
    script that calls this needs the `if __name__ == "__main__":` guard.

    Args:
        records: what to clean.
        plan: how each worker makes what cleans.
        limits: what the workers may use.

    Raises:
        CleanerError: the workers cannot start.
    """
    # Now and not when the first outcome is asked for: processes are best started before there is anything else.
    return _outcomes(_Crew(records, plan, limits or Limits()))


def supervise_sharing(
    records: Iterable[Record | Packed], plan: Plan, limits: Limits, start: Starter | None
) -> Generator[Outcome]:
    """Clean records as `supervise` does, with what starts workers shared by several calls; None for one of its own."""
    return _outcomes(_Crew(records, plan, limits, start))


def _outcomes(crew: _Crew) -> Generator[Outcome]:
    try:
        while not crew.is_done:
            moved = crew.feed()
            yield from crew.order.ready()
            if crew.order.is_stuck:
                crew.begin_again()
            else:
                crew.listen(block=not moved)
    finally:
        crew.dismiss()


class _Crew:
    """The workers, the records on their way to them and the outcomes on their way out."""

    def __init__(
        self, records: Iterable[Record | Packed], plan: Plan, limits: Limits, start: Starter | None = None
    ) -> None:
        self.order = Order()
        self._source = records
        self._records = iter(records)
        self._is_read = False
        self._limits = limits
        self._starter = start or starter(plan, limits)
        self._is_starter_shared = start is not None
        self._tasks: deque[_Task] = deque()
        self._workers: list[_Worker] = []
        self._false_starts = 0

    @property
    def is_done(self) -> bool:
        return self._is_read and self.order.is_done

    def feed(self) -> bool:
        """Give work to the workers that are free, start one if there are too few; whether anything moved."""
        # Before reading: they are waiting.
        moved = self._give_all()
        if len(self._tasks) < self._limits.jobs and not self._is_read and not self.order.is_full:
            self._read_task()
            self._give_all()
            moved = True
        starting = sum(not worker.is_ready for worker in self._workers)
        if len(self._tasks) > starting and len(self._workers) < self._limits.jobs:
            self._workers.append(_Worker(self._starter))
        return moved

    def begin_again(self) -> None:
        """Read the records without an outcome that was handed on once more."""
        self.order.forget()
        self._tasks.clear()
        for worker in self._workers:
            if worker.task:
                worker.task.is_stale = True
        self._records = iter(self._source)
        self._is_read = False

    def listen(self, *, block: bool) -> None:
        """Take in what the workers say, and end those whose time is up."""
        if not self._workers:
            return
        wait_s = 0.0
        if block:
            nearest = min((worker.deadline for worker in self._workers if not worker.is_idle), default=0.0)
            wait_s = max(0.0, nearest - time.monotonic())
        heard = connection.wait([worker.answers for worker in self._workers], wait_s)
        for worker in [worker for worker in self._workers if worker.answers in heard]:
            self._hear(worker)
        now = time.monotonic()
        for worker in [worker for worker in self._workers if not worker.is_idle and worker.deadline < now]:
            # An answer that came while this process was busy elsewhere still counts.
            if not worker.answers.poll():
                self._bury(worker, timed_out=True)

    def dismiss(self) -> None:
        """End every worker."""
        while self._workers:
            self._workers.pop().end()
        if not self._is_starter_shared:
            self._starter.close()

    def _read_task(self) -> None:
        """Put the next records into a task; those that could not be read have their outcome already."""
        task = _Task([])
        size = 0
        growth = self.order.admitted // (_TASKS_BEFORE_GROWTH * self._limits.jobs)
        most = max(1, min(_TASK_RECORDS, growth))
        for _ in range(_MOST_READ):
            if len(task.records) >= most or size >= _TASK_BYTES or self.order.is_full:
                break
            record = next(self._records, None)
            if record is None:
                self._is_read = True
                break
            number = self.order.admit()
            if isinstance(record, Packed):
                task.records.append((number, record))
                size += record.size
            elif record.skipped is not None:
                self.order.put(number, skipped(record))
            elif record.error is None:
                task.records.append((number, record))
                size += len(record.body)
            else:
                self.order.put(number, failed(record, record.error))
        if task.records:
            task.pack()
            self._tasks.append(task)

    def _give_all(self) -> bool:
        moved = False
        for worker in [worker for worker in self._workers if worker.is_idle]:
            if self._tasks:
                self._give(worker, self._tasks.popleft())
                moved = True
        return moved

    def _give(self, worker: _Worker, task: _Task) -> None:
        worker.task = task
        worker.process.at.value = 0
        self._wind(worker)
        # A worker that died while idle is found out when its pipe is heard.
        try:
            # Whole records and nothing else in flight: an idle worker always reads, so this cannot block for long.
            worker.tasks.send_bytes(task.message)
            task.message = b""
        except OSError:
            self._bury(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.answers.recv_bytes()
        except (EOFError, OSError):
            message = b""
        if not message:  # handled here and not in the `except`, so that no traceback shows how the pipe ended
            self._bury(worker)
            return
        said = Said(*pickle.loads(message))
        self._wind(worker)
        self._take(worker, said)
        if said.event == "done":
            worker.task = None
            if said.retire:
                self._workers.remove(worker)
                worker.end()
        elif said.event == "ready":
            worker.is_ready = True
            self._false_starts = 0
        elif said.event == "broken":
            raise CleanerError(f"the worker processes cannot start: {said.reason}")

    def _wind(self, worker: _Worker) -> None:
        """Start the clock for the worker's page; the last message may have left out what came just before it."""
        worker.deadline = time.monotonic() + self._limits.timeout_s + GATHER_S

    def _take(self, worker: _Worker, said: Said) -> None:
        task, peak = worker.task, said.peak_bytes
        for pickled in said.outcomes:
            if task is None:
                raise AssertionError("a worker without a task sent an outcome")
            if not task.is_stale:
                values = pickle.loads(pickled)
                outcome = Outcome(*values) if values else None
                if outcome and peak:
                    outcome, peak = outcome._replace(memory_bytes=peak), 0
                self.order.put(task.records[task.done][0], outcome, len(pickled))
            task.done += 1

    def _bury(self, worker: _Worker, *, timed_out: bool = False) -> None:
        """Replace a worker that died or whose page took too long; its other pages go to the next one."""
        self._workers.remove(worker)
        code = worker.end()
        at = worker.process.at.value
        if not worker.is_ready:
            self._false_starts += 1
            if code == UNGUARDED or self._false_starts >= _MAX_FALSE_STARTS:
                raise CleanerError(f"the worker processes cannot start: {_how_it_ended(code)}")
            return
        task = worker.task
        if task is None or task.done == len(task.records) or task.is_stale:
            return
        # Outcomes that were not told yet died with it.
        fault = min(max(task.done, at), len(task.records) - 1)
        number, record = task.records[fault]
        self._put_back(task.records[fault + 1 :])
        if timed_out:
            self.order.put(number, _lost(record, f"timeout: no result after {self._limits.timeout_s:g} s"))
        elif task.is_retry:
            self.order.put(number, _lost(record, f"crash: {_how_it_ended(code)}, twice"))
        else:
            self._put_back([(number, record)], is_retry=True)
        self._put_back(task.records[task.done : fault])

    def _put_back(self, records: list[tuple[int, Record | Packed]], *, is_retry: bool = False) -> None:
        if records:
            task = _Task(records, is_retry)
            task.pack()
            self._tasks.appendleft(task)


def _lost(record: Record | Packed, reason: str) -> Outcome | None:
    try:
        return failed(record.record() if isinstance(record, Packed) else record, reason)
    except Misread:
        return None


def _how_it_ended(code: int | None) -> str:
    if code == UNGUARDED:
        guard = 'if __name__ == "__main__":'
        return f"each imports the script that starts it, and so would start some in turn; put its work under `{guard}`"
    if code is None or code >= 0:
        return f"the process ended with exit code {code}"
    try:
        return f"the process was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"the process was ended by signal {-code}"


__all__ = ["Limits", "supervise", "supervise_sharing"]
