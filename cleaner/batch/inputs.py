"""What a run reads: looked at before anything is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.batch.store.destinations import require_distinct
from cleaner.batch.store.target import Target
from cleaner.dumps import Dump, expand, open_dump
from cleaner.dumps.file_entry import STDIN, is_remote
from cleaner.dumps.record import readable
from cleaner.errors import DumpError, MissingExtra

if TYPE_CHECKING:
    from cleaner.batch.job import Job

FAULTS_TOLD: Final = 5
"""How many inputs that cannot be read are named, where no input can be."""


def find_inputs(job: Job) -> list[str]:
    """What is to be read, patterns replaced by what they fit.

    Raises:
        DumpError: there is nothing to read, or an input would be written over.
    """
    inputs = expand(job.inputs)
    if not inputs:
        raise DumpError("there is nothing to read: name files or folders")
    spared = [str(given) for given in job.spared]
    if [*inputs, *spared].count(STDIN) > 1:
        raise DumpError("-: standard input can be read only once")
    require_distinct(job.destinations(), {"input": inputs, "list of inputs": spared})
    return inputs


def open_inputs(inputs: list[str], job: Job, target: Target, warn: Callable[[str], None]) -> list[Dump]:
    """The inputs; one that cannot be read is a failed record, as long as another one can.

    Raises:
        DumpError: no input can be read.
        MissingExtra: a package that one needs is not installed.
    """
    skip = (*job.destinations().values(), target.work, *map(Path, job.spared))
    options = replace(job.reading, skip=frozenset(Path(os.path.realpath(path)) for path in skip))
    dumps: list[Dump] = []
    faults: list[str] = []
    seen: set[str] = set()
    for given in inputs:
        name = given if given == STDIN or is_remote(given) else os.path.realpath(given)
        if name in seen:
            # Rows are told apart by source and position.
            warn(f"{readable(Path(given))}: is named more than once; it is read once")
            continue
        seen.add(name)
        try:
            dumps.append(open_dump(given, options))
        except MissingExtra:
            raise
        except DumpError as error:
            faults.append(str(error))
            dumps.append(Dump(given, options, fault=str(error)))
    if len(faults) == len(dumps):
        raise DumpError("; ".join(faults[:FAULTS_TOLD]))
    for fault in faults:
        warn(fault)
    return dumps
