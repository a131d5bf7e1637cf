"""What the bundled rules are worth: `python -m bench.worth [SETS...]` writes docs/worth.md.

Each labelled page on which a bundled rule has a say, or is stale, is cleaned with the rules and without. The pages of
`publishers` are of the sites that most site rules were made from, if not the same pages; the other sets were not looked
at for that. A rule with no difference at all only repeats the heuristic on these pages.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.arguments import parser_of
from bench.fit_pages import SETS, read_sets
from bench.pages import Sample
from bench.scores import mean, score
from cleaner import Cleaner
from cleaner.article.article import Article

TABLE = Path(__file__).resolve().parents[1] / "docs" / "worth.md"
# A page counts as better or worse from here on.
MARGIN = 0.02
FIELDS = ("title", "authors", "date")


class Worth(NamedTuple):
    """One page: the rule that had a say, F1 with rules and without, and how many more fields are right with them."""

    source: str
    rule: str
    address: str
    on: float
    off: float
    fields: int


def measure(samples: Iterable[Sample], ruled: Cleaner, plain: Cleaner) -> Iterator[Worth]:
    """The pages with a gold text on which a rule has a say."""
    for sample in samples:
        trace = ruled.trace(sample.html, sample.url or None)
        rule = trace.marking.rule or trace.marking.stale
        if rule is None or not sample.gold:
            continue
        on, off = _score(sample, trace.article), _score(sample, plain.clean(sample.html, sample.url or None))
        gained = sum(on.get(name, 0) - off.get(name, 0) for name in FIELDS)
        yield Worth(sample.source, rule, sample.url or sample.key, on["f1"], off["f1"], round(gained))


def _score(sample: Sample, article: Article) -> dict[str, float]:
    return score(sample, article.text, (article.title or "", list(article.authors), (article.date or "")[:10]))


def tabulate(pages: Sequence[Worth]) -> str:
    """The tables of docs/worth.md: sets, rules, and each page that loses."""
    lost = sorted((page for page in pages if page.off - page.on > MARGIN), key=lambda page: page.on - page.off)
    return "\n".join((
        "# What the rules are worth",
        "",
        "Made by `python -m bench.worth`: mean F1 of labelled pages on which a bundled rule has a say, with rules and",
        f"without; pages that are better or worse by more than {MARGIN}; fields (title, authors, date) that are right",
        "only with the rule, less those that are right only without. A rule with a difference of 0.0000 that gains no",
        "field only repeats the heuristic on these pages.",
        "",
        *_rows("set", pages, by="source"),
        "",
        f"Pages worse by more than {MARGIN}:",
        "",
        "| page | rule | with | without |",
        "| --- | --- | --- | --- |",
        *(f"| {page.address[:90]} | {page.rule} | {page.on:.3f} | {page.off:.3f} |" for page in lost),
        "",
        *_rows("rule", pages, by="rule"),
        "",
    ))  # fmt: skip


def _rows(head: str, pages: Iterable[Worth], *, by: str) -> Iterator[str]:
    """A table with a row for each value of the field `by`, the one that gains most over its pages first."""
    groups: defaultdict[str, list[Worth]] = defaultdict(list)
    for page in pages:
        groups[getattr(page, by)].append(page)
    yield f"| {head} | pages | with | without | difference | better | worse | fields |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, group in sorted(groups.items(), key=lambda pair: (-sum(p.on - p.off for p in pair[1]), pair[0])):
        told = [page._asdict() for page in group]
        on, off, gains = mean(told, "on"), mean(told, "off"), [page.on - page.off for page in group]
        better, worse = sum(gain > MARGIN for gain in gains), sum(gain < -MARGIN for gain in gains)
        fields = sum(page.fields for page in group)
        yield (
            f"| {name} | {len(group)} | {on:.3f} | {off:.3f} | {_signed(on - off)} | {better} | {worse} | {fields:+d} |"
        )


def _signed(difference: float) -> str:
    return f"{difference:+.4f}" if abs(difference) >= 0.00005 else "0.0000"


def main() -> None:
    """The command."""
    parser = parser_of("bench.worth", __doc__)
    parser.add_argument("sets", nargs="*", default=list(SETS), metavar="SETS", help="default: all")
    parser.add_argument("--no-write", action="store_true", help="print the tables instead")
    asked = parser.parse_args()
    text = tabulate(list(measure(read_sets(asked.sets), Cleaner(), Cleaner(rules=None))))
    if asked.no_write:
        sys.stdout.write(text)
    else:
        TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
