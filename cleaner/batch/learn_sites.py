"""What a dump's pages say of their sites: a first pass over it, before any article is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.batch.outcome import Outcome, clean_record
from cleaner.batch.reading import Census, Cursor, Reading, Source
from cleaner.batch.report.counts import Report
from cleaner.batch.report.progress import Sight, Stage
from cleaner.batch.workers.supervisor import supervise
from cleaner.batch.workers.worker import CleanerPlan, CleanRecord, Limits
from cleaner.dumps import Dump
from cleaner.dumps.record import Record
from cleaner.errors import DumpError

if TYPE_CHECKING:
    from cleaner.batch.job import Job
    from cleaner.judge.remembered import Recalled
    from cleaner.site_memory.memory import SiteMemory
    from cleaner.site_memory.sheet import Sheet


class Notebook:
    """A memory that knows nothing and holds the page that it was shown last.

    Attributes:
        seen: its address and sheet.
    """

    def __init__(self) -> None:
        self.seen: tuple[str | None, Sheet] | None = None

    def see(self, url: str | None, sheet: Sheet) -> Mapping[int, Recalled]:
        """Nothing is known of any block; the page is held."""
        from cleaner.judge.remembered import NOTHING

        self.seen = (url, sheet)
        return NOTHING


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """How a worker makes what turns each record into its sheet.

    Attributes:
        rules: as for `Cleaner`.
        kind: what sort of pages they are, where a record does not say it.
    """

    rules: str | tuple[str, ...] | None
    kind: str

    def __call__(self) -> CleanRecord:
        """Load rules and weights."""
        from cleaner.pipeline import Cleaner

        notebook = Notebook()
        cleaner = Cleaner(self.rules, memory=notebook)
        cleaner.clean("<p>A first page.</p>")

        def clean(record: Record) -> Outcome:
            notebook.seen = None
            outcome = clean_record(cleaner, record, (), self.kind)
            # The article is not asked for: only what the report counts goes back.
            return outcome._replace(article={}, kept_columns=None, seen=notebook.seen)

        return clean


def learn_sites(
    dumps: Sequence[Source], plan: CleanerPlan, limits: Limits, memory: SiteMemory, sight: Sight | None = None
) -> Report:
    """Clean every record, and let the memory learn from its page; what it knows then depends on no order.

    Args:
        dumps: the inputs.
        plan: how the pages are cleaned.
        limits: processes, time and memory.
        memory: learns.
        sight: shows how far it is.

    Returns:
        What the pages were.

    Raises:
        DumpError: an input cannot be read.
    """
    reading, report = Reading(dumps, Cursor()), Report()
    with ExitStack() as stack:
        outcomes = stack.enter_context(closing(supervise(reading, LearningPlan(plan.rules, plan.kind), limits)))
        stage = Stage(report, reading, Census.take(dumps).total_bytes)
        tell = stack.enter_context((sight or Sight()).show(stage))
        for outcome in outcomes:
            reading.passed()
            report.count(outcome)
            if outcome.seen:
                memory.learn(*outcome.seen)
            tell(outcome._replace(seen=None))
    return report


def with_memory(job: Job, dumps: Sequence[Dump], sight: Sight, warn: Callable[[str], None]) -> Job:
    """The job, with what a first pass over its inputs teaches.

    Raises:
        DumpError: the inputs cannot be read twice, or others would have to read them, too.
    """
    if job.splitting:
        raise DumpError(
            "--site-memory is for a run over the whole dump: learn first (cleaner memory learn INPUT... -o FILE), then "
            "give all parts the same file with --memory FILE"
        )
    if any(entry.is_stream for dump in dumps for entry in dump.entries()):
        raise DumpError("-: standard input can be read only once, and --site-memory reads everything twice")
    from cleaner.site_memory.memory import SiteMemory

    memory = SiteMemory()
    # The first pass is shown to people only: in the events for machines a run has one start and one end.
    found = learn_sites(dumps, job.plan, job.limits, memory, sight if sight.style == "people" else None)
    fixed = memory.fixed()
    held = sum(memory.hosts.values())
    warn(f"memory of sites: pages read {found.pages:,}, held {held:,}; hosts with something in common {len(fixed):,}")
    if memory.share < 1:
        warn(f"memory of sites: too many pages to hold; {memory.share:.1%} of the hosts are known")
    return replace(job, plan=replace(job.plan, memory=fixed))
