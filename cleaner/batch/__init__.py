"""Dumps through the cleaner in worker processes: one outcome for each record, whatever the page does."""

from cleaner.batch.job import FORMATS, Job, run
from cleaner.batch.only import Condition, read_condition
from cleaner.batch.outcome import Outcome
from cleaner.batch.report.counts import Report
from cleaner.batch.report.progress import Sight, log_event
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
