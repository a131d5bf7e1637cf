"""What a run did, in numbers."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from cleaner.batch.outcome import Outcome

_WITHOUT_RULE = "no rule"
_SHOWN = 12


@dataclass(slots=True)
class Report:
    """Counts of a run, filled outcome by outcome."""

    statuses: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Counter[str]] = field(default_factory=lambda: {"empty": Counter(), "failed": Counter()})
    stale: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    @property
    def pages(self) -> int:
        """Records that came in, all with an outcome."""
        return self.statuses.total()

    @property
    def failed(self) -> int:
        """Records that could not be read or cleaned."""
        return self.statuses["failed"]

    def count(self, outcome: Outcome) -> None:
        """Add one outcome."""
        self.statuses[outcome.status] += 1
        if outcome.status != "failed":
            self.rules[outcome.article.get("rule") or _WITHOUT_RULE] += 1
            self.stale.update(warning for warning in outcome.article.get("warnings", ()) if warning.startswith("rule_"))
        if outcome.status != "ok":
            # Details stand after a colon or in brackets; a summary counts kinds.
            self.reasons[outcome.status][(outcome.reason or "").split(":")[0].split(" (")[0]] += 1
        self.seconds = time.monotonic() - self.started

    def line(self) -> str:
        """The counts so far, in one line."""
        return f"{self.pages:,} pages, {self.statuses['empty']:,} empty, {self.failed:,} failed, {self._rate()}"

    def summary(self) -> str:
        """The counts at the end, for people."""
        lines = [
            f"pages     {self.pages:>8,}   in {self.seconds:.1f} s, {self._rate()}",
            f"articles  {self.statuses['ok']:>8,}",
            f"empty     {self.statuses['empty']:>8,}{_kinds(self.reasons['empty'])}",
            f"failed    {self.failed:>8,}{_kinds(self.reasons['failed'])}",
            "by rule",
        ]
        ranked = sorted(self.rules.items(), key=lambda item: (item[0] == _WITHOUT_RULE, -item[1], item[0]))
        shown = ranked if len(ranked) <= _SHOWN else [*ranked[: _SHOWN - 1], ranked[-1]]
        lines += [f"  {count:>8,}  {name}" for name, count in shown]
        if len(shown) < len(ranked):
            lines.append(f"  and {len(ranked) - len(shown)} more rules")
        lines += [f"warning: {warning} on {count:,} pages" for warning, count in self.stale.most_common(_SHOWN)]
        return "\n".join(lines)

    def _rate(self) -> str:
        return f"{self.pages / max(self.seconds, 0.001):,.1f} pages/s"


def _kinds(reasons: Counter[str]) -> str:
    return "   " + ", ".join(f"{reason} {count:,}" for reason, count in reasons.most_common()) if reasons else ""
