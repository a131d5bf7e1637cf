"""Dumps through the cleaner in worker processes: one outcome for each record, whatever the page does."""

from cleaner.batch.job import Job, run
from cleaner.batch.outcome import Outcome
from cleaner.batch.report import Report
from cleaner.batch.supervisor import Limits, supervise
from cleaner.batch.worker import CleanerPlan

__all__ = ["CleanerPlan", "Job", "Limits", "Outcome", "Report", "run", "supervise"]
