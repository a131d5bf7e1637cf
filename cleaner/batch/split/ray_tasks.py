"""Splits as tasks of Ray, which starts them where there is room and starts those of a lost machine once more.

Tasks and not Ray Data: what a split gives are files under their final names, and not rows that travel through the
cluster; and each page keeps the limits of time and memory that only a worker process of ours can hold.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from cleaner.batch.split.clean import clean_split
from cleaner.batch.split.cut import Split
from cleaner.batch.task import Task
from cleaner.errors import CleanerError, DumpError, MissingExtra

# How often a split is begun again whose machine or process was lost.
_RETRIES: Final = 3
# Splits that are handed to the cluster ahead, for each one that can be cleaned at once: enough that none waits. All of
# them at once would be held by the head node.
_AHEAD: Final = 4

# The variable by which Ray is told how far its workers stand back behind other processes.
_NICENESS: Final = "RAY_worker_niceness"

Heard = Callable[[Split, Mapping[str, Any]], None]


def clean_with_ray(task: Task, splits: Sequence[Split], address: str | None, heard: Heard) -> None:
    """Clean the splits on a cluster, or on a local one that is started for that.

    Args:
        task: what to do with each page.
        splits: what to read.
        address: of the cluster; None for that of the environment, or a local one.
        heard: called with each split that is finished, in any order.

    Raises:
        DumpError: a split cannot be cleaned, or the cluster cannot be reached.
        MissingExtra: Ray is not installed.
    """
    try:
        import ray
    except ImportError:
        raise MissingExtra("ray", "ray") from None
    with _cluster(ray, address):
        remote = ray.remote(clean_split).options(
            num_cpus=task.limits.jobs, max_retries=_RETRIES, scheduling_strategy="SPREAD", name="cleaner split"
        )
        given = ray.put(task)
        waiting = iter(splits)
        running = {remote.remote(given, split): split for split in islice(waiting, _at_once(ray, task))}
        try:
            while running:
                (done,), _ = ray.wait(list(running))
                split = running.pop(done)
                heard(split, _result(ray, done))
                running |= {remote.remote(given, further): further for further in islice(waiting, 1)}
        finally:
            for each in running:
                ray.cancel(each, force=True)


def _at_once(ray: Any, task: Task) -> int:  # noqa: ANN401 - an optional package
    cores = [float(node["Resources"].get("CPU", 0)) for node in ray.nodes() if node["Alive"]]
    # A split is cleaned on one machine: one that none has room for would be waited for without end.
    if max(cores, default=1) < task.limits.jobs:
        raise DumpError(f"--jobs {task.limits.jobs}: no machine of the cluster has as many cores")
    return max(1, int(_AHEAD * sum(cores) / task.limits.jobs))


def _result(ray: Any, done: Any) -> Mapping[str, Any]:  # noqa: ANN401 - an optional package
    try:
        record: Mapping[str, Any] = ray.get(done)
    except ray.exceptions.RayTaskError as error:
        cause = error.cause if isinstance(error.cause, CleanerError) else error
        raise DumpError(str(cause)) from error
    except ray.exceptions.RayError as error:
        raise DumpError(f"a split was lost, {_RETRIES} times over: {error}") from error
    return record


@contextmanager
def _cluster(ray: Any, address: str | None) -> Iterator[None]:  # noqa: ANN401 - an optional package
    """Be connected to a cluster."""
    if ray.is_initialized():
        yield
        return
    try:
        with _at_eye_level():
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
    except Exception as error:  # it raises this very class, too: for a node that did not start in time
        told = (str(error).splitlines() or [type(error).__name__])[0]
        raise DumpError(f"Ray cannot be started or reached: {told}") from error
    try:
        yield
    finally:
        ray.shutdown()


@contextmanager
def _at_eye_level() -> Iterator[None]:
    """Let workers of a cluster that is started here stand beside other processes, as those of a run without Ray do.

    Ray puts its workers behind all others of a machine: where two processes had other work, a run of seconds took a
    minute and a half.
    """
    if _NICENESS in os.environ:
        yield
        return
    os.environ[_NICENESS] = "0"
    try:
        yield
    finally:
        os.environ.pop(_NICENESS, None)
