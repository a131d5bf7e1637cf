"""What lies in a folder of shards, of all runs that have added to it: counts that are kept beside the shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cleaner.batch.report.counts import STATUSES, Report

Tallies = dict[str, dict[str, int]]
"""Counts by what is counted; in an order that does not depend on who counted first."""

# The counts that are kept beside the shards; all others are of one run alone.
_KEPT = ("statuses", "fields", "page_types", "languages", "rules")


def tallies(report: Report) -> Tallies:
    """The counts of the whole folder, this run's pages among them; none where an earlier run has not kept its own."""
    if report.earlier[1] and not report.earlier_tallies:
        return {}
    return {name: dict(sorted(getattr(whole_of(report) or report, name).items())) for name in _KEPT}


def add_earlier(report: Report, earlier: Mapping[str, Mapping[str, int]], inputs: int, shards: int) -> None:
    """Note on a report what runs before it have added to the folder: so many shards, of so many inputs."""
    report.earlier = (inputs, shards)
    report.earlier_tallies = {name: dict(counts) for name, counts in earlier.items()}


def whole_told(report: Report) -> str | None:
    """The counts of the whole folder in a line; None where this run's are all that is known."""
    if not (whole := whole_of(report)):
        return None
    counts = ", ".join(f"{name} {whole.statuses[name]:,}" for name in STATUSES)
    return f"in all    {whole.pages:>8,}   pages in the folder: {counts}"


def whole_of(report: Report) -> Report | None:
    """The counts of the whole folder; None where no run was before, or it did not keep its counts."""
    if not report.earlier_tallies:
        return None
    whole = Report()
    for name in _KEPT:
        counts = Counter(report.earlier_tallies.get(name, {}))
        counts.update(getattr(report, name))
        setattr(whole, name, counts)
    return whole
