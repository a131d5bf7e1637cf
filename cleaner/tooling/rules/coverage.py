"""Dump × rules → which hosts have rules, what of them matches, what has gone stale, and where a rule would pay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from cleaner.dumps.dump import open_dump
from cleaner.dumps.record import Record
from cleaner.dumps.trace import trace_record
from cleaner.lexicon.words import count_words
from cleaner.pipeline import Cleaner
from cleaner.rules.host import site_of
from cleaner.rules.schema import Rule
from cleaner.tooling.counted import counted
from cleaner.tooling.fixtures.rule_alone import likeness
from cleaner.tooling.rules.stale import site_rule
from cleaner.trace import Trace

Rank = Literal["gain", "pages", "weakness"]

_STALE_SHARE: Final = 0.5  # of a rule's pages; single pages without a story are on every site
# How many hosts without a rule are listed.
_MOST_HOSTS: Final = 20
# A block between these probabilities could as well have been decided otherwise.
_DOUBT: Final = (0.25, 0.75)


@dataclass(slots=True)
class Use:
    """How one rule fared.

    Attributes:
        pages: on how many it was asked.
        texts: those of them that are text without markup.
        trusted: on how many it took part in the result.
        stale: on how many none of its layouts fitted, or what it held was too little.
        changed: sum over the pages it took part in of the share of words, 0 to 1, in which the article differs from
            what the heuristic alone makes of the page; of sites' rules only.
        layouts: name or number of a layout → pages it fitted.
        selectors: selector → pages it matched on.
    """

    pages: int = 0
    texts: int = 0
    trusted: int = 0
    stale: int = 0
    changed: float = 0.0
    layouts: Counter[str] = field(default_factory=Counter)
    selectors: Counter[str] = field(default_factory=Counter)

    @property
    def is_stale(self) -> bool:
        """Whether the rule no longer fits its site."""
        return self.stale > _STALE_SHARE * self.pages


@dataclass(slots=True)
class Host:
    """How sure the heuristic is on the pages of a host without a rule.

    Attributes:
        pages: how many there are.
        confidence: sum of the articles' confidence, 0 to 1 each.
        words: of all blocks.
        doubtful: of blocks that could as well have been decided otherwise.
    """

    pages: int = 0
    confidence: float = 0.0
    words: int = 0
    doubtful: int = 0

    @property
    def weakness(self) -> float:
        """What the heuristic expects to get wrong, as a mean over the pages, 0 to 1."""
        return 1 - self.confidence / self.pages if self.pages else 0.0

    @property
    def doubt(self) -> float:
        """Share of the words that could as well have been decided otherwise."""
        return self.doubtful / self.words if self.words else 0.0

    def add(self, trace: Trace) -> None:
        """Count a page, its words and those that are in doubt."""
        self.pages += 1
        self.confidence += trace.article.confidence
        for block, probability in zip(trace.blocks, trace.labelling.probabilities, strict=True):
            words = count_words(block.text)
            self.words += words
            self.doubtful += words if _DOUBT[0] < probability < _DOUBT[1] else 0

    def rank(self, by: Rank) -> float:
        """What hosts are ordered by; `gain` is how many pages' worth of words a perfect rule would bring."""
        return self.pages if by == "pages" else self.weakness if by == "weakness" else self.pages * self.weakness


@dataclass(slots=True)
class Coverage:
    """What rules do on a dump.

    Attributes:
        pages: how many were read, counted as `batch` counts them.
        ruled: how many of them are on a host with a rule.
        homeless: how many tell no address.
        texts: how many are text without markup.
        failed: how many records could not be read or cleaned.
        skipped: records that are no pages, by reason.
        uses: name of a rule → how it fared.
        rules: name of a rule → the rule.
        without: host without a rule → how sure the heuristic is on its pages.
    """

    pages: int = 0
    ruled: int = 0
    homeless: int = 0
    texts: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    uses: dict[str, Use] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    without: dict[str, Host] = field(default_factory=dict)

    @property
    def has_stale(self) -> bool:
        """Whether some rule no longer fits its site."""
        return any(use.is_stale for use in self.uses.values())

    def lines(self, by: Rank = "gain") -> Iterator[str]:
        """The report: rules by pages, stale ones marked, selectors that match nowhere, hosts without a rule."""
        yield f"pages {self.pages:,}, of sites with a rule {self.ruled:,}, failed {self.failed:,}"
        if self.texts:
            yield f"pages that are text without markup {self.texts:,}: no selector can match, only a pattern of texts;"
            yield "    instead of the output of a batch give the pages that it was made from"
        if self.homeless:
            yield f"pages that tell no address {self.homeless:,}, for which no site's rule can speak"
        if self.skipped:
            told = ", ".join(f"{reason} {count:,}" for reason, count in self.skipped.most_common())
            yield f"skipped {self.skipped.total():,}, which are no pages: {told}"
        for name, use in sorted(self.uses.items(), key=lambda entry: (-entry[1].pages, entry[0])):
            yield from _rule_lines(name, use, self.rules.get(name))
        if self.without:
            yield from self._host_lines(by)

    def _host_lines(self, by: Rank) -> Iterator[str]:
        ranked = sorted(self.without.items(), key=lambda entry: (-entry[1].rank(by), -entry[1].pages, entry[0]))
        order = {"gain": "where a rule would pay most", "pages": "most pages", "weakness": "least sure"}[by]
        yield f"hosts without a rule {len(ranked):,}, {order} first:"
        yield "   pages  confidence  in doubt  host"
        for name, host in ranked[:_MOST_HOSTS]:
            yield f"{host.pages:>8,}  {1 - host.weakness:>10.2f}  {host.doubt:>8.0%}  {name}"
        if len(ranked) > _MOST_HOSTS:
            yield f"  and {len(ranked) - _MOST_HOSTS:,} more"


def _rule_lines(name: str, use: Use, rule: Rule | None) -> Iterator[str]:
    flag = "  STALE" if use.is_stale else ""
    is_site = name.startswith("sites/")
    changed = f", changed {use.changed / use.trusted:.1%} of the words" if is_site and use.trusted else ""
    texts = f"{use.texts:,} of them text, " if use.texts else ""
    told = f"{texts}took part in {use.trusted:,}{changed}, stale on {use.stale:,}{flag}"
    yield f"{name}: {counted(use.pages, 'page')}, {told}"
    if len(use.layouts) > 1:
        yield "    layouts: " + ", ".join(f"{layout} {count:,}" for layout, count in use.layouts.most_common())
    if use.pages > use.texts and (idle := [css for css in _selectors(rule) if css not in use.selectors]):
        yield f"    matched nowhere: {', '.join(idle)}"


def cover(paths: Iterable[Path], cleaner: Cleaner) -> Coverage:
    """Clean the pages of some dumps and count what the rules did.

    Raises:
        DumpError: an input cannot be read.
    """
    free = Cleaner(rules=None)
    found = Coverage()
    for path in paths:
        for record in open_dump(path):
            if record.skipped is not None:
                found.skipped[record.skipped] += 1
                continue
            found.pages += 1
            if record.error:
                found.failed += 1
            else:
                trace = trace_record(cleaner, record)
                _count(found, record, trace, site_rule(trace) or cleaner.site_rule(record.url), free)
    return found


def _count(found: Coverage, record: Record, trace: Trace, site: Rule | None, free: Cleaner) -> None:
    # A page saved without its address often names its canonical one.
    host = site_of(record.url or trace.article.metadata.canonical_url)
    found.rules |= {rule.name: rule for rule in (*trace.rules, *([site] if site else []))}
    found.ruled += site is not None
    found.homeless += host is None
    is_text = record.body_type == "text"
    found.texts += is_text
    if host and site is None:
        found.without.setdefault(host, Host()).add(trace)
    stale = [text.removeprefix("rule_stale: ") for text in trace.article.warnings]
    names = {site.name} if site else set()
    names |= {trace.marking.rule} if trace.marking.rule else set()
    for name in names:
        use = found.uses.setdefault(name, Use())
        use.pages += 1
        use.texts += is_text
        use.trusted += trace.article.rule == name
        use.stale += name in stale
        if site and trace.article.rule == site.name == name:
            use.changed += 1 - likeness(trace.article.text, trace_record(free, record).article.text)
        if trace.marking.rule == name:
            use.layouts[trace.marking.layout or "1"] += 1
            use.selectors.update({mark.selector for mark in trace.marking.marks.values() if mark.rule == name})


def _selectors(rule: Rule | None) -> list[str]:
    layouts = rule.layouts if rule and rule.name.startswith("sites/") else ()
    return list(dict.fromkeys(css for layout in layouts for css in (*layout.content, *layout.keep, *layout.drop)))
