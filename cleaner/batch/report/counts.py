"""What a run did, in numbers that can be written down and taken up again."""

from __future__ import annotations

import json
import time
from bisect import insort
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cleaner.batch.outcome import Outcome, warnings_of
from cleaner.batch.store.ids import Ids
from cleaner.render.characters import printable

# How pages are counted that no rule spoke for.
_WITHOUT_RULE: Final = "no rule"
_SHOWN: Final = 12  # most names on one line of the report, and most rules in its list
# Hosts, languages and reasons come from the pages: there may be millions.
_MOST_NAMES: Final = 20_000
_OTHERS: Final = "(others)"
_WORST: Final = 20  # most examples in each ranking of the whole run
_WORST_OF_HOST: Final = 3  # most examples in each ranking of one host
_REPEATS: Final = 3  # most repeated ids that are named
_ID_CHARS: Final = 80  # characters of a repeated id that are shown
_WARNINGS: Final = ("rule_", "id_", "column_", "body_cut", "encoding_")
_RANKINGS: Final = ("slowest", "emptiest", "least_sure")
FIELDS: Final = ("title", "authors", "date")
"""Metadata of which the report says how many articles have it."""

# What may become of a page.
STATUSES: Final = ("ok", "empty", "failed")

Example = dict[str, Any]
"""A page to look at: its `badness`, by which it is ranked, `ref` for `cleaner explain`, `url`, `status`, `reason`."""


@dataclass(slots=True)
class Report:
    """Counts of a run, filled outcome by outcome.

    Attributes:
        statuses: outcomes by status.
        rules, languages, types, hosts: pages that were cleaned, by these; hosts by (host, status).
        page_types: articles by the type of their page.
        fields: articles that have a title, authors, a date.
        reasons: kinds of reasons by status.
        stale: warnings for maintainers.
        left_out: rows by the condition they did not meet.
        duplicates: rows that repeat another one, by what told so.
        overlooked: what walks through folders passed over, by reason.
        earlier: inputs and shards of earlier runs into the same folder; none of their pages is counted.
        earlier_tallies: what these runs have counted; nothing where they have not kept it.
        changed: inputs that were passed over, because they have changed since an earlier run cleaned them.
        repeated: pages whose id came before.
        repeats: the first of those ids.
        has_all_ids: whether every id was looked for among all before it; else `repeated` is the least it can be.
        confidence: articles by tenth, 0 to 9.
        slowest, emptiest, least_sure: pages to look at, the worst first.
        by_host: likewise for each host.
        seconds: since the start, of earlier attempts too.
        memory_bytes: most that one worker has held.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    page_types: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    hosts: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: dict[str, Counter[str]] = field(
        default_factory=lambda: {"empty": Counter(), "failed": Counter(), "skipped": Counter()}
    )
    stale: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    duplicates: Counter[str] = field(default_factory=Counter)
    overlooked: Counter[str] = field(default_factory=Counter)
    earlier: tuple[int, int] = (0, 0)
    earlier_tallies: dict[str, dict[str, int]] = field(default_factory=dict)
    changed: int = 0
    repeated: int = 0
    repeats: list[str] = field(default_factory=list)
    has_all_ids: bool = True
    confidence: Counter[str] = field(default_factory=Counter)
    slowest: list[Example] = field(default_factory=list)
    emptiest: list[Example] = field(default_factory=list)
    least_sure: list[Example] = field(default_factory=list)
    by_host: dict[str, list[Example]] = field(default_factory=dict)
    seconds: float = 0.0
    memory_bytes: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def pages(self) -> int:
        """Pages that came in, all with an outcome; what was skipped is none."""
        return self.statuses.total() - self.statuses["skipped"]

    @property
    def failed(self) -> int:
        """Records that could not be read or cleaned."""
        return self.statuses["failed"]

    def count(self, outcome: Outcome) -> None:
        """Count what became of one record."""
        self.statuses[outcome.status] += 1
        if outcome.status != "ok":
            # Details stand after a colon or in brackets; a summary counts kinds.
            _add(self.reasons[outcome.status], (outcome.reason or "").split(":")[0].split(" (")[0])
        if outcome.status != "skipped":
            self._count_page(outcome)
        self.memory_bytes = max(self.memory_bytes, outcome.memory_bytes)
        self.seconds = time.monotonic() - self.started

    def add(self, other: Report) -> None:
        """Add what another part of the run has counted."""
        for name in self.__slots__:
            value = getattr(other, name)
            if isinstance(value, Counter):
                getattr(self, name).update(value)
        for mine, theirs in ((self.hosts, other.hosts), (self.reasons, other.reasons)):
            for name, counts in theirs.items():
                mine.setdefault(name, Counter()).update(counts)
        for ranking, more in ((getattr(self, name), getattr(other, name)) for name in _RANKINGS):
            for example in more:
                _rank_in(ranking, example, _WORST)
        for host, examples in other.by_host.items():
            for example in examples:
                _rank_in(self.by_host.setdefault(host, []), example, _WORST_OF_HOST)
        self.repeated += other.repeated
        self.repeats = [*self.repeats, *other.repeats][:_REPEATS]
        self.has_all_ids &= other.has_all_ids
        self.seconds += other.seconds
        self.memory_bytes = max(self.memory_bytes, other.memory_bytes)

    def count_id(self, outcome: Outcome, ids: Ids) -> None:
        """Take the page's id in, and count it if it came before."""
        self.has_all_ids &= not ids.is_full
        if ids.add(outcome.record_id):
            self.repeated += 1
            name = outcome.record_id[:_ID_CHARS]
            if len(self.repeats) < _REPEATS and name not in self.repeats:
                self.repeats.append(name)

    def earlier_told(self) -> str | None:
        """What is in the output and not counted here; None where that is nothing."""
        inputs, shards = self.earlier
        if not shards:
            return None
        of = "1 input" if inputs == 1 else f"{inputs:,} inputs"
        which = "first shard is" if shards == 1 else f"first {shards:,} shards are"
        return f"of this run alone; the folder's {which} from earlier runs, of {of}"

    def repeated_told(self) -> str | None:
        """How many ids came before, and which; None when none did."""
        if not self.repeated:
            return None
        least = "" if self.has_all_ids else "at least "
        such = f", such as {', '.join(self.repeats)}" if self.repeats else ""
        return f"{least}{self.repeated:,} pages have the id of one before them{such}"

    def _count_page(self, outcome: Outcome) -> None:
        article = outcome.article
        host = article.get("hostname") or _host(outcome.url)
        if host not in self.hosts and len(self.hosts) >= _MOST_NAMES:
            host = _OTHERS
        if host not in self.hosts:
            self.hosts[host] = Counter()
        self.hosts[host][outcome.status] += 1
        for warning in warnings_of(outcome):
            if warning.startswith(_WARNINGS):
                _add(self.stale, warning)
        self._rank(outcome, host)
        if outcome.status == "failed":
            return
        self.rules[article.get("rule") or _WITHOUT_RULE] += 1
        _add(self.languages, (article.get("language") or "not said").lower())
        for named in article.get("types") or ["not said"]:
            _add(self.types, named)
        if outcome.status == "ok":
            _add(self.page_types, article.get("page_type") or "not told")
            self.fields.update(name for name in FIELDS if article.get(name))
            self.confidence[str(min(9, int(10 * article.get("confidence", 0.0))))] += 1

    def _rank(self, outcome: Outcome, host: str) -> None:
        article = outcome.article
        _keep_worst(self.slowest, outcome, outcome.seconds)
        if outcome.status == "ok":
            _keep_worst(self.emptiest, outcome, -article.get("characters", 0))
            _keep_worst(self.least_sure, outcome, -article.get("confidence", 0.0))
        worst = self.by_host.setdefault(host, [])
        _keep_worst(worst, outcome, -article.get("confidence", -1.0), _WORST_OF_HOST)

    def line(self) -> str:
        """The counts so far, in one line."""
        return f"{self.pages:,} pages, {self.statuses['empty']:,} empty, {self.failed:,} failed, {self._rate()}"

    def summary(self) -> str:
        """The counts at the end, for people."""
        lines = [
            f"pages     {self.pages:>8,}   in {self.seconds:.1f} s, {self._rate()}",
            *([f"          {told}"] if (told := self.earlier_told()) else ()),
            f"articles  {self._counted('ok')}",
            f"empty     {self._counted('empty')}{_listed(self.reasons['empty'])}",
            f"failed    {self._counted('failed')}{_listed(self.reasons['failed'])}",
            *self._about_articles(),
        ]
        if self.left_out:
            lines.append(f"left out  {self.left_out.total():>8,}{_listed(self.left_out)}")
        if self.duplicates:
            lines.append(f"duplicates{self.duplicates.total():>8,}{_listed(self.duplicates)}")
        if told := self.repeated_told():
            lines.append(f"warning: {told}")
        lines += ["by rule"] if self.rules else []
        ranked = sorted(self.rules.items(), key=lambda item: (item[0] == _WITHOUT_RULE, -item[1], item[0]))
        shown = ranked if len(ranked) <= _SHOWN else [*ranked[: _SHOWN - 1], ranked[-1]]
        lines += [f"  {count:>8,}  {name}" for name, count in shown]
        if len(shown) < len(ranked):
            lines.append(f"  and {len(ranked) - len(shown)} more rules")
        lines += self._besides()
        lines += [f"warning: {warning} on {count:,} pages" for warning, count in self.stale.most_common(_SHOWN)]
        return "\n".join(map(one_line, lines))

    def _counted(self, status: str) -> str:
        """How many pages have the status, and which share of all that is."""
        count = self.statuses[status]
        return f"{count:>8,}" + (f"  {share(count, self.pages)}" if count else "")

    def _about_articles(self) -> Iterator[str]:
        """What the articles are, in shares of them."""
        if articles := self.statuses["ok"]:
            yield "have      " + ", ".join(f"{name} {share(self.fields[name], articles)}" for name in FIELDS)
            yield f"are       {_shares(self.page_types, articles)}"
            yield f"languages {_shares(self.languages, self.languages.total())}"

    def _besides(self) -> Iterator[str]:
        """What was met beside pages, and is no loss."""
        if count := self.statuses["skipped"]:
            yield f"besides, {count:,} records are no pages and have no row:{_listed(self.reasons['skipped'])}"
        if self.overlooked:
            yield f"passed over{self.overlooked.total():>7,}{_listed(self.overlooked)}"

    def rate(self) -> float:
        """How many pages were cleaned in a second, on average."""
        return self.pages / max(self.seconds, 0.001)

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON-ready values, which later outcomes do not change."""
        values = {name: getattr(self, name) for name in self.__slots__ if name != "started"}
        copy: dict[str, Any] = json.loads(json.dumps(values))
        return copy

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Report:
        """Take up a report that was written down; its clock goes on."""
        report = cls()
        for name, value in values.items():
            before = getattr(report, name)
            setattr(report, name, Counter(value) if isinstance(before, Counter) else value)
        for nested in (report.hosts, report.reasons):
            nested.update({name: Counter(counts) for name, counts in nested.items()})
        report.started = time.monotonic() - report.seconds
        return report

    def _rate(self) -> str:
        return f"{self.rate():,.1f} pages/s"


def share(count: int, total: int) -> str:
    """A share of a hundred, with a decimal where it is small or nearly all."""
    percent = 100 * count / max(1, total)
    digits = 1 if 0 < percent < 10 or 90 < percent < 100 else 0
    return f"{percent:.{digits}f} %"


def one_line(text: str) -> str:
    """Text for one line of a terminal: what comes from a dump can neither act on it nor begin another line."""
    return " ".join(printable(text).splitlines())


def reference(outcome: Outcome) -> str:
    """What `cleaner explain` takes to show the page again."""
    is_file = outcome.position == 1 and outcome.source.endswith(outcome.name)
    return outcome.source if is_file else f"{outcome.source}#{outcome.position}"


def _keep_worst(ranking: list[Example], outcome: Outcome, badness: float, most: int = _WORST) -> None:
    if len(ranking) >= most and badness <= ranking[-1]["badness"]:
        return
    example = {
        "badness": badness,
        "ref": reference(outcome),
        "url": outcome.url,
        "status": outcome.status,
        "reason": outcome.reason,
    }
    _rank_in(ranking, example, most)


def _rank_in(ranking: list[Example], example: Example, most: int) -> None:
    insort(ranking, example, key=lambda known: -known["badness"])
    del ranking[most:]


def _add(counter: Counter[str], name: str) -> None:
    counter[name if name in counter or len(counter) < _MOST_NAMES else _OTHERS] += 1


def _host(url: str | None) -> str:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url or "").hostname or "not said"
    except ValueError:
        return "not said"


def _shares(counts: Counter[str], total: int) -> str:
    """The most frequent names with their shares."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = f", and {len(ranked) - _SHOWN:,} more" if len(ranked) > _SHOWN else ""
    return ", ".join(f"{name} {share(count, total)}" for name, count in ranked[:_SHOWN]) + rest


def _listed(reasons: Counter[str]) -> str:
    if not reasons:
        return ""
    ranked = reasons.most_common()
    rest = f", and {len(ranked) - _SHOWN} more kinds" if len(ranked) > _SHOWN else ""
    return "   " + ", ".join(f"{reason} {count:,}" for reason, count in ranked[:_SHOWN]) + rest
