"""Dumps through the cleaner in worker processes: one outcome for each record, whatever the page does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.lazy import lazily

if TYPE_CHECKING:
    from cleaner.batch.job import FORMATS, Job, run
    from cleaner.batch.outcome import Outcome
    from cleaner.batch.report.counts import Report
    from cleaner.batch.report.progress import Sight, log_event
    from cleaner.batch.row_conditions import Condition, read_condition
    from cleaner.batch.store.shards import unfinished
    from cleaner.batch.workers.supervisor import supervise
    from cleaner.batch.workers.worker import CleanerPlan, Limits

__all__ = [
    "FORMATS",
    "CleanerPlan",
    "Condition",
    "Job",
    "Limits",
    "Outcome",
    "Report",
    "Sight",
    "log_event",
    "read_condition",
    "run",
    "supervise",
    "unfinished",
]

# Loaded when first asked for: a worker that starts afresh needs neither what reads dumps nor what writes reports.
__getattr__, __dir__ = lazily(
    globals(),
    **dict.fromkeys(("FORMATS", "Job", "run"), "cleaner.batch.job"),
    **dict.fromkeys(("Condition", "read_condition"), "cleaner.batch.row_conditions"),
    **dict.fromkeys(("CleanerPlan", "Limits"), "cleaner.batch.workers.worker"),
    **dict.fromkeys(("Sight", "log_event"), "cleaner.batch.report.progress"),
    Outcome="cleaner.batch.outcome",
    Report="cleaner.batch.report.counts",
    supervise="cleaner.batch.workers.supervisor",
    unfinished="cleaner.batch.store.shards",
)
