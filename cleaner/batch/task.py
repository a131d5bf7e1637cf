"""What becomes of each page of a run, wherever it is cleaned; made in the process that was asked, sent to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cleaner.batch.outcome import Outcome
from cleaner.batch.row_conditions import Condition
from cleaner.batch.workers.worker import Limits, Plan
from cleaner.dumps.output.row_columns import Column

# Bytes of a split: a minute's work of one core on packed archives, so that little is lost with a machine and the start
# of a worker takes a small part of the time.
SPLIT_BYTES: Final = 64_000_000


@dataclass(frozen=True, slots=True)
class Splitting:
    """How a run is cut into splits, and who cleans them.

    Attributes:
        size: of a split, in bytes of the inputs as they lie on disk.
        share: which part of how many this process cleans, from 1; all of them when it is None.
        is_ray: whether Ray's tasks clean them.
        address: of Ray's cluster.
    """

    size: int = SPLIT_BYTES
    share: tuple[int, int] | None = None
    is_ray: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """How pages are cleaned, and where their rows go.

    Attributes:
        output: folder of the shards, or its address as a path.
        suffix: of the shards.
        columns: of the rows.
        only: conditions that a row must meet.
        made_by: versions that made the rows.
        plan: rules, judge and renderings.
        limits: processes, time and memory.
        waits: the shards wait in the work folder, because they are changed at the end.
    """

    output: Path
    suffix: str
    columns: tuple[Column, ...]
    only: tuple[Condition, ...]
    made_by: Mapping[str, str | None]
    plan: Plan
    limits: Limits
    waits: bool = False


def make_row(
    outcome: Outcome, made_by: Mapping[str, str | None], only: Iterable[Condition]
) -> tuple[dict[str, Any], str | None]:
    """The outcome as a row of the output, and the first condition that the row does not meet; None if it meets all.

    Args:
        outcome: of one record.
        made_by: versions that made it, by the names of their columns.
        only: conditions that a row must meet.
    """
    row = {**outcome.row(), **made_by, "name": outcome.name}
    return row, next((str(condition) for condition in only if not condition.holds(row)), None)
