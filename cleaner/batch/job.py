"""One run of `cleaner batch`: reads dumps, has their pages cleaned, and writes the articles and a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from cleaner.batch.inputs import FAULTS_TOLD, find_inputs, open_inputs
from cleaner.batch.learn_sites import with_memory
from cleaner.batch.likeness import require_sketches
from cleaner.batch.outcome import Outcome
from cleaner.batch.reading import Census, Reading, Source
from cleaner.batch.report.counts import Report
from cleaner.batch.report.page import page_report
from cleaner.batch.report.progress import Sight, Stage
from cleaner.batch.report.whole import add_earlier, tallies
from cleaner.batch.row_conditions import Condition
from cleaner.batch.split.folder import address_of
from cleaner.batch.split.run import SPLIT_FORMATS, run_splits
from cleaner.batch.store.destinations import (
    make_folders,
    require_all_writable,
    require_replaceable,
    require_unclaimed,
)
from cleaner.batch.store.growth import grow
from cleaner.batch.store.page_folder import PAGE_FORMATS, PageFolder
from cleaner.batch.store.repeats import Duplicates
from cleaner.batch.store.shards import Store, open_store
from cleaner.batch.store.target import OneFile, ShardFolder, Target
from cleaner.batch.store.versions import VERSIONS, versions
from cleaner.batch.task import Splitting, Task, make_row
from cleaner.batch.workers.supervisor import supervise
from cleaner.batch.workers.worker import CleanerPlan, Limits, require_usable
from cleaner.dumps import ReadOptions
from cleaner.dumps.output.atomic import make_folder
from cleaner.dumps.output.kept_types import kept_output_columns
from cleaner.dumps.output.names import Naming
from cleaner.dumps.output.row_columns import BODY_COLUMNS, COLUMNS, DUPLICATE_COLUMNS, Column
from cleaner.dumps.output.sink import require_suffix, suffix_of
from cleaner.dumps.record import readable
from cleaner.errors import DumpError, did_you_mean

# What a folder may get: shards of rows, or a file for each page.
FORMATS: Final = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet", *PAGE_FORMATS)
_PAGES_OF_SHARD: Final = 5_000  # pages of a shard unless the job says otherwise
# What messages call each destination.
_NAMES: Final = {"output": "output", "errors": "file of errors", "report": "report"}


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is asked to do: what to read, how to clean it and where to write.

    Attributes:
        inputs: files, folders, patterns such as `crawl/*.warc.gz`, addresses, or `-` for standard input.
        output: file of articles, one row for each record; or a folder, where `format` says of which files.
        errors: file of failures, if wanted.
        format: one of `FORMATS`, for a folder.
        naming: what the files are named by in a folder with one file for each page.
        with_metadata: such files have title, byline and date above the body.
        select: columns of the output; all when empty.
        only: conditions that a row must meet to be written.
        duplicates: what becomes of rows that repeat another one; None when repeats are not looked for.
        resume: go on with a run that was stopped.
        shard_pages: pages of one shard: what a kill costs at most.
        reading: columns and limits of the inputs.
        plan: rules, engine and renderings.
        limits: processes, time and memory.
        report: page about the run, if wanted.
        kept_columns: columns of the inputs in the output, with their types; `run` finds them.
        splitting: how the inputs are cut into splits, for several machines; None for a run of one process and its
            workers.
        spared: further files that nothing may be written over, such as the list of the inputs.
        learns: whether a first pass over the inputs learns what the pages of each site have in common.
    """

    inputs: tuple[Path | str, ...]
    output: Path
    errors: Path | None = None
    format: str | None = None
    naming: Naming = "path"
    with_metadata: bool = False
    select: tuple[str, ...] = ()
    only: tuple[Condition, ...] = ()
    duplicates: Duplicates | None = None
    resume: bool = False
    shard_pages: int = _PAGES_OF_SHARD
    reading: ReadOptions = field(default_factory=ReadOptions)
    plan: CleanerPlan = field(default_factory=CleanerPlan)
    limits: Limits = field(default_factory=Limits)
    report: Path | None = None
    kept_columns: tuple[Column, ...] = ()
    splitting: Splitting | None = None
    spared: tuple[Path | str, ...] = ()
    learns: bool = False

    def destinations(self) -> dict[str, Path]:
        """The files to write, by what they are to the user; the output may be a folder."""
        files = {"output": self.output, "errors": self.errors, "report": self.report}
        is_remote = bool(self.splitting and address_of(self.output))
        return {role: path for role, path in files.items() if path and not (is_remote and role == "output")}

    def target(self) -> Target:
        """Where the rows go.

        Raises:
            DumpError: the name of an output does not say what it is, or a column is not known.
        """
        if self.errors:
            require_suffix(self.errors)
        suffix = suffix_of(self.output)
        marks = DUPLICATE_COLUMNS if self.duplicates == "mark" else ()
        columns = (*_columns(self.select, self.plan.bodies), *marks, *self.kept_columns)
        if self.duplicates and self.format in PAGE_FORMATS:
            raise DumpError(f"--duplicates needs rows: --format {self.format} writes a file for each article")
        if self.format in PAGE_FORMATS:
            known = (self.output, self.format, columns, self.naming)
            beside = [path for path in (self.errors, self.report) if path]
            return PageFolder(*known, with_metadata=self.with_metadata, reserved=beside)
        if self.format is None or suffix == f".{self.format}":
            if suffix is None:
                raise DumpError(
                    f"{readable(self.output)}: cannot tell the kind of output; the name of a file must end in .jsonl, "
                    f".jsonl.gz, .jsonl.zst or .parquet; a folder needs --format"
                )
            return OneFile(self.output, suffix, columns)
        if suffix or self.format not in FORMATS:
            raise DumpError(f"{readable(self.output)}: its name and the format {self.format} do not go together")
        return ShardFolder(self.output, f".{self.format}", columns, waits=self.duplicates is not None)

    def settings(self) -> dict[str, Any]:
        """Everything that decides what the rows are. A run that is resumed must have the same."""
        options = self.reading
        how = [self.format, self.naming, self.with_metadata, self.errors is not None]
        divided: dict[str, Any] = {"pages of a shard": self.shard_pages}
        if self.splitting:
            how, divided = how[:3], {"bytes of a split": self.splitting.size, "suffix": f".{self.format}"}
        return {
            **versions(self.plan),
            "inputs": [str(given) for given in self.inputs],
            "columns": [*options.columns],
            "kind": self.plan.kind,
            "kept columns": [*options.keep, *(f"{column.name} {column.arrow}" for column in self.kept_columns)],
            "detected language": self.plan.detect_language,
            "duplicates": self.duplicates,
            "http statuses": sorted(options.statuses),
            "largest page": options.max_bytes,
            "follow links": options.follow_links,
            "bodies": list(self.plan.bodies),
            # None where the option is off, as in the settings of runs by versions that did not have it.
            "images": self.plan.images or None,
            "memory of sites": self.plan.memory.version if self.plan.memory else None,
            "output": how,
            "selected columns": list(self.select),
            "conditions": [str(condition) for condition in self.only],
            **divided,
        }

    def task(self) -> Task:
        """What the processes that clean splits need to know of the job.

        Raises:
            DumpError: the output is not a folder of shards.
        """
        if self.format not in SPLIT_FORMATS:
            raise DumpError(
                f"{readable(self.output)}: splits become shards of a folder: name one, with --format "
                f"{' or '.join(SPLIT_FORMATS)}"
            )
        made_by = {name: value for name, value in versions(self.plan).items() if name in VERSIONS}
        columns, waits = self.target().columns, self.duplicates is not None
        known = (self.output, f".{self.format}", columns, self.only, made_by, self.plan, self.limits)
        return Task(*known, waits=waits)


def run(job: Job, *, sight: Sight | None = None, warn: Callable[[str], None] = lambda _message: None) -> Report:
    """Clean every record. The output gets its name when it is whole; a run that was stopped can be resumed.

    Args:
        job: what to do.
        sight: shows how far it is.
        warn: called with a line for each thing that does not end the run, such as an input that cannot be read.

    Raises:
        DumpError: no input can be read, or the output cannot be written; an earlier output stays as it was.
        RuleError: a rule file cannot be used.
        MissingExtra: a package that the input, the output or the engine needs is not installed.
    """
    job = _with_body(job)
    inputs = find_inputs(job)
    target, destinations = job.target(), job.destinations()
    require_unclaimed(destinations, target)
    require_replaceable(destinations, inputs, [column.name for column in target.columns])
    require_usable(job.plan)  # a faulty rule is an error here, once, and not in each worker
    dumps = open_inputs(inputs, job, target, warn)
    if job.reading.keep:
        is_typed = ".parquet" in {suffix_of(job.output), f".{job.format}"}
        asked = [condition.column for condition in job.only if condition.of_input]
        job = replace(job, kept_columns=kept_output_columns(dumps, job.reading, typed=is_typed, asked=asked))
        target = job.target()
    if job.learns:
        job = with_memory(job, dumps, sight or Sight(), warn)
    if job.splitting:
        for folder in {path.parent for role, path in destinations.items() if role != "output"}:
            make_folder(folder)
        return run_splits(job, dumps, job.task(), sight or Sight(), warn)
    for folder in make_folders(destinations, target):
        warn(f"made the folder {readable(folder)}")
    growth = grow(job.resume, target, job.settings(), dumps, warn)
    if growth and not growth.has_new:
        return Report(changed=growth.changed)
    report = _run(job, target, growth.dumps if growth else dumps, sight or Sight(), warn, grows=growth is not None)
    report.changed = growth.changed if growth else 0
    return report


def _run(
    job: Job, target: Target, dumps: Sequence[Source], sight: Sight, warn: Callable[[str], None], *, grows: bool
) -> Report:
    """Clean the records of the dumps, shard by shard; `grows` where the output has shards of earlier runs."""
    destinations, census, settings = job.destinations(), Census.take(dumps), job.settings()
    with open_store(target, job.errors, settings, census, resume=job.resume, grows=grows) as store:
        if store is None:
            _require_older(census, job.output)
            warn(
                f"{readable(job.output)}: nothing to resume, it is the output of a finished run. Whether of these very "
                "inputs and options is not looked up; without --resume they are cleaned anew"
            )
            return Report()
        require_all_writable(destinations, target)
        for role, path in destinations.items():
            if path.is_file():
                warn(f"{readable(path)}: replaces an earlier {_NAMES[role]} when the run is finished")
        report = Report.from_json(store.journal.report) if store.journal.shards else Report()
        report.overlooked = Counter(census.overlooked)
        if isinstance(target, ShardFolder):
            add_earlier(report, target.earlier.tallies, *target.earlier.counts)
        _clean(job, dumps, store, report, sight, {name: settings[name] for name in VERSIONS})
        repeats = store.find_repeats(job.duplicates) if job.duplicates else None
        report.duplicates = repeats.by() if repeats else Counter()
        pages = {job.report: page_report(report, settings).encode("utf-8", "replace")} if job.report else {}
        if isinstance(target, ShardFolder):
            entries = [entry for dump in dumps for entry in dump.entries()]
            target.note(settings, len(store.journal.shards), entries, tallies(report))
        store.finish(pages, repeats)
    return report


def _require_older(census: Census, output: Path) -> None:
    """Check that no input is younger than the finished output; where there are very many, the census lists none.

    Raises:
        DumpError: an input is younger.
    """
    finished = output.stat().st_mtime
    for name, *_ in census.listed:
        with suppress(OSError):
            if Path(name).stat().st_mtime > finished:
                raise DumpError(
                    f"{readable(output)} is finished, and {readable(Path(name))} has changed since then: leave "
                    "--resume out to clean everything anew"
                )


def _clean(
    job: Job, dumps: Sequence[Source], store: Store, report: Report, sight: Sight, made_by: Mapping[str, str | None]
) -> None:
    records, cursor = Reading(dumps, store.journal.cursor), store.journal.cursor
    pages = 0
    faults: list[str] = []
    with ExitStack() as stack:
        outcomes = supervise(records, job.plan, job.limits)
        stack.callback(outcomes.close)
        stage = Stage(report, records, store.journal.census.total_bytes)
        tell = stack.enter_context(sight.show(stage))
        for outcome in outcomes:
            cursor = records.passed()
            report.count(outcome)
            if outcome.status != "skipped":
                pages += 1
                report.count_id(outcome, store.ids)
                _write(job, store, report, outcome, made_by)
                if not records.has_opened and len(faults) < FAULTS_TOLD:
                    faults.append(f"{outcome.source}: {outcome.reason}")
                # Before the first input could be opened there are only failures. If none can be, the run is an error
                # and must leave nothing behind: until then no shard is finished.
                if pages % job.shard_pages == 0 and (records.has_opened or store.journal.shards):
                    store.commit(cursor, report)
            tell(outcome)
        if faults and not (records.has_opened or store.journal.shards):
            raise DumpError(f"{'; '.join(faults)}. Nothing else is there to read, so nothing was written")
        if pages % job.shard_pages or not store.journal.shards:
            store.commit(cursor, report)


def _write(job: Job, store: Store, report: Report, outcome: Outcome, made_by: Mapping[str, str | None]) -> None:
    row, unmet = make_row(outcome, made_by, job.only)
    if unmet:
        report.left_out[unmet] += 1
    store.write(None if unmet else row, row if outcome.status == "failed" else None, outcome.likeness)


def _with_body(job: Job) -> Job:
    """The job, with what its workers must add to rows: the rendering that goes into files, the marks of likeness."""
    if job.duplicates:
        require_sketches()
        job = replace(job, plan=replace(job.plan, compares=True))
    rendering = PAGE_FORMATS.get(job.format or "")
    body = rendering.name if rendering else "text"
    if body == "text" or body in job.plan.bodies:
        return job
    return replace(job, plan=replace(job.plan, bodies=(*job.plan.bodies, body)))


def _columns(select: tuple[str, ...], bodies: tuple[str, ...]) -> tuple[Column, ...]:
    columns = {
        column.name: column for column in (*COLUMNS, *(column for column in BODY_COLUMNS if column.name in bodies))
    }
    if wrong := [name for name in select if name not in columns]:
        near, known = did_you_mean(wrong[0], columns), ", ".join(columns)
        raise DumpError(f"--select {wrong[0]}: there is no such column; the columns are: {known}{near}")
    return tuple(columns[name] for name in dict.fromkeys(select)) if select else tuple(columns.values())
