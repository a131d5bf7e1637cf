"""Dump × rules → which hosts have rules, what of them matches, and what has gone stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cleaner.dumps.dump import open_dump
from cleaner.dumps.trace import trace_record
from cleaner.pipeline import Cleaner
from cleaner.rules.book import RuleBook
from cleaner.rules.schema import Rule
from cleaner.tooling.counted import counted
from cleaner.tooling.learn.read import host_of

_STALE_SHARE: Final = 0.5  # of a rule's pages; single pages without a story are on every site
_MOST_HOSTS: Final = 20


@dataclass(slots=True)
class Use:
    """How one rule fared.

    Attributes:
        pages: on how many it was asked.
        trusted: on how many it took part in the result.
        stale: on how many none of its layouts fitted, or what it held was too little.
        layouts: name or number of a layout → pages it fitted.
        selectors: selector → pages it matched on.
    """

    pages: int = 0
    trusted: int = 0
    stale: int = 0
    layouts: Counter[str] = field(default_factory=Counter)
    selectors: Counter[str] = field(default_factory=Counter)

    @property
    def is_stale(self) -> bool:
        """Whether the rule no longer fits its site."""
        return self.stale > _STALE_SHARE * self.pages


@dataclass(slots=True)
class Coverage:
    """Rules and hosts of a dump."""

    pages: int = 0
    unread: int = 0
    uses: dict[str, Use] = field(default_factory=dict)
    without: Counter[str] = field(default_factory=Counter)

    def lines(self, rules: Sequence[Rule]) -> Iterator[str]:
        """The report: rules by pages, stale ones marked, selectors that match nowhere, hosts without a rule."""
        ruled = sum(use.pages for name, use in self.uses.items() if name.startswith("sites/"))
        yield f"pages {self.pages:,}, of sites with a rule {ruled:,}, not HTML or not readable {self.unread:,}"
        known = {rule.name: rule for rule in rules}
        for name, use in sorted(self.uses.items(), key=lambda entry: (-entry[1].pages, entry[0])):
            flag = "  STALE" if use.is_stale else ""
            yield f"{name}: {counted(use.pages, 'page')}, took part in {use.trusted:,}, stale on {use.stale:,}{flag}"
            if len(use.layouts) > 1:
                yield "    layouts: " + ", ".join(f"{layout} {count:,}" for layout, count in use.layouts.most_common())
            if idle := [css for css in _selectors(known.get(name)) if css not in use.selectors]:
                yield f"    matched nowhere: {', '.join(idle)}"
        if self.without:
            hosts = ", ".join(f"{host} {count:,}" for host, count in self.without.most_common(_MOST_HOSTS))
            yield f"hosts without a rule {len(self.without):,}: {hosts}"


def cover(paths: Iterable[Path], book: RuleBook) -> Coverage:
    """Clean the pages of some dumps and count what the rules did.

    Raises:
        DumpError: an input cannot be read.
    """
    cleaner = Cleaner(book)
    found = Coverage()
    for path in paths:
        for record in open_dump(path):
            if record.error or record.kind != "html":
                found.unread += 1
                continue
            found.pages += 1
            trace = trace_record(cleaner, record)
            host = host_of(record.url)
            site = book.site(host) if host else None
            if host and site is None:
                found.without[host] += 1
            stale = [text.removeprefix("rule_stale: ") for text in trace.article.warnings]
            names = {site.name} if site else set()
            names |= {trace.marking.rule} if trace.marking.rule else set()
            for name in names:
                use = found.uses.setdefault(name, Use())
                use.pages += 1
                use.trusted += trace.article.rule == name
                use.stale += name in stale
                if trace.marking.rule == name:
                    use.layouts[trace.marking.layout or "1"] += 1
                    use.selectors.update({mark.selector for mark in trace.marking.marks.values() if mark.rule == name})
    return found


def _selectors(rule: Rule | None) -> list[str]:
    layouts = rule.layouts if rule and rule.name.startswith("sites/") else ()
    return list(dict.fromkeys(css for layout in layouts for css in (*layout.content, *layout.keep, *layout.drop)))
