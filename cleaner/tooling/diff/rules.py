"""One dump, cleaned by two sets of rules, and what changed from one to the other."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from cleaner.batch import CleanerPlan, Job, Limits, Sight, run
from cleaner.batch.workers.worker import require_usable
from cleaner.tooling.diff.compare import Diff, diff_outputs


def diff_rules(
    dump: Sequence[Path | str],
    old: CleanerPlan,
    new: CleanerPlan,
    *,
    limits: Limits | None = None,
    detailed: int = 50,
    sight: Sight | None = None,
) -> Diff:
    """Clean the dump twice, as `cleaner batch` does, and compare; what comes out lies in a temporary folder.

    Raises:
        DumpError: the dump cannot be read.
        RuleError: a rule cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="cleaner-diff-") as folder:
        outputs = [Path(folder, name) for name in ("old.jsonl", "new.jsonl")]
        for plan in (old, new):
            require_usable(plan)  # a wrong rule is said before anything is cleaned
        for output, plan in zip(outputs, (old, new), strict=True):
            run(Job(tuple(dump), output, plan=plan, limits=limits or Limits()), sight=sight)
        return diff_outputs(*outputs, detailed=detailed)
