"""Our extractor beside others: `python -m bench.compare [SETS...] [--speed] [--fields] [--limit N] [--docs]`.

Sets are Parquet files or folders (see `bench.pages`); without any, the two that the weights were fitted on. On those,
our figures are cross-validated: each page is cleaned by weights fitted without its registered domain. Site rules take
no part. Scores of the other extractors are kept in build/peers.json, since they change with their versions only.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.arguments import parser_of
from bench.cost import alone, speed
from bench.extractors import OURS, versions
from bench.fit_pages import SETS
from bench.pages import SHARED, Sample, load
from bench.scores import Bin, Scores, calibration_error, mean, our_scores, peer_scores, reliability

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmark.md"
BEGIN, END = "<!-- figures: python -m bench.compare --docs -->", "<!-- end of figures -->"
PARSE = "lexbor parse"
# Pages of each set in the speed run, spread evenly; also those of the run for peak memory.
TIMED = 250
TITLES = {"wcxb-dev": "WCXB, development split (mixed pages)", "publishers": "News pages of publishers"}
SOURCES = """\
Two sets: the development split of WCXB (Web Content eXtraction Benchmark, Foley 2026, CC-BY-4.0), mixed pages of
seven types, whose gold is loose (it often holds date lines, bios and captions); and the parser test pages of
flairNLP/fundus (MIT), news in many languages, whose gold is strict. The shipped weights were fitted on these sets, so
the figures of `cleaner` are cross-validated: each page is cleaned by weights that never saw its registered domain.
Rules take no part. The metadata readers are not fitted, but were written with these pages at hand: expect somewhat
less elsewhere. Word F1 is the mean over pages of the F1 of lower-cased words, as multisets. *Leaked* is the share of
WCXB's must-not-have snippets that are in the text."""
FIELDS = """\
Metadata, share of pages with exactly the gold's value (titles and names without case and punctuation, all names, the
day); *unasked* is how often the field is given where the gold has none, which in WCXB may mean that nobody annotated
it:"""
REPRODUCE = """\
```sh
pip install --upgrade pip && pip install '.[bench]'   # pip 23.3 or newer
python -m bench.compare --docs                  # this section, from the two sets (bench/pages.py says where)
python -m bench.compare --fields                  # the table of metadata alone, in minutes
python -m bench.compare my-pages.parquet --speed  # your own pages: columns html, url, text; or a folder of
                                                  # NAME.html with NAME.txt beside
```"""


@dataclass(frozen=True)
class Results:
    """Scores of every extractor, ours first, each parallel to the pages."""

    samples: list[Sample]
    scores: dict[str, list[Scores]]

    def part(self, name: str, source: str, kind: str | None = None) -> list[Scores]:
        """Scores of one extractor on one set, or on one type of its pages."""
        pairs = zip(self.samples, self.scores[name], strict=True)
        return [score for sample, score in pairs if sample.source == source and kind in (None, sample.kind)]

    def sources(self) -> list[str]:
        return list(dict.fromkeys(sample.source for sample in self.samples))

    def kinds(self, source: str) -> list[str]:
        """Types of a set's pages, the most frequent first."""
        kinds = [sample.kind for sample in self.samples if sample.source == source]
        return sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table; the first column is text, the others figures."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figure(value: float) -> str:
    return "–" if value != value else f"{value:.3f}"


def quality(results: Results, source: str) -> str:
    """F1, precision and recall on a set, and F1 by type where it has several."""
    pages, kinds = results.part(OURS, source), results.kinds(source)
    head = ["", "F1", "precision", "recall"]
    keys = ["f1", "precision", "recall"]
    if any("leaked" in page for page in pages):
        head, keys = [*head, "leaked"], [*keys, "leaked"]
    rows = []
    for name in results.scores:
        part = results.part(name, source)
        failed = sum("failed" in page for page in part)
        label = f"{name} ({failed} failed)" if failed else name
        rows.append([label, *(figure(mean(part, key)) for key in keys)])
    out = [f"**{TITLES.get(source, source)}**: {len(pages):,} pages", table(head, rows)]
    if len(kinds) > 1:
        counted = [f"{kind} ({len(results.part(OURS, source, kind))})" for kind in kinds]
        by_kind = [
            [name, *(figure(mean(results.part(name, source, kind), "f1")) for kind in kinds)] for name in results.scores
        ]
        out += ["F1 by type of page:", table(["", *counted], by_kind)]
    return "\n\n".join(out)


def metadata(results: Results, source: str) -> list[list[str]]:
    """Exactness of fields, of the extractors that give them; empty when the gold has none."""
    keys = ["title", "authors", "date", "authors, unasked", "date, unasked"]
    rows = []
    for name in results.scores:
        part = results.part(name, source)
        if any(key in page for page in part for key in keys[:3]):
            rows.append([source, name, *(figure(mean(part, key)) for key in keys)])
    asked = any(key in page for page in results.part(OURS, source) for key in keys[:3])
    return rows if asked else []


def behind(results: Results) -> str:
    """Where another extractor has a higher F1, from the figures."""
    found = []
    for source in results.sources():
        for kind in [None, *results.kinds(source)] if len(results.kinds(source)) > 1 else [None]:
            f1 = {name: mean(results.part(name, source, kind), "f1") for name in results.scores}
            best = max(f1, key=lambda name: f1[name])
            if f1[best] > f1[OURS]:
                found.append(f"{source}{f' {kind}' if kind else ''} (ours {f1[OURS]:.3f}, {best} {f1[best]:.3f})")
        precision = {name: mean(results.part(name, source), "precision") for name in results.scores}
        best = max(precision, key=lambda name: precision[name])
        if precision[best] > precision[OURS]:
            found.append(f"precision on {source} (ours {precision[OURS]:.3f}, {best} {precision[best]:.3f})")
    return f"Where another extractor is ahead: {'; '.join(found) or 'nowhere in these tables'}."


def calibration(results: Results) -> str:
    """How far the confidence is to be believed: the reliability table of each set."""
    found = {source: reliability(results.part(OURS, source)) for source in results.sources()}
    errors = [f"{calibration_error(bins):.3f} on {source}" for source, bins in found.items()]
    intro = f"`confidence` against F1, expected calibration error over ten bins: {', '.join(errors)}."
    rows = [
        [f"{place / 10:.1f} to {(place + 1) / 10:.1f}", *(cell for each in bins for cell in _cells(each))]
        for place, bins in enumerate(zip(*found.values(), strict=True))
        if any(each.pages for each in bins)
    ]
    head = ["confidence", *(name for source in found for name in (f"pages, {source}", "mean confidence", "mean F1"))]
    return f"{intro}\n\n{table(head, rows)}"


def _cells(each: Bin) -> tuple[str, str, str]:
    return f"{each.pages:,}", figure(each.confidence), figure(each.f1)


def accuracy(results: Results) -> str:
    """All tables of what was extracted."""
    out = [*(quality(results, source) for source in results.sources()), behind(results), calibration(results)]
    return "\n\n".join([*out, *fields(results)])


def fields(results: Results) -> list[str]:
    """The table of metadata with its legend; nothing when the gold has none."""
    rows = [row for source in results.sources() for row in metadata(results, source)]
    head = ["set", "", "title", "authors", "date", "authors, unasked", "date, unasked"]
    return [FIELDS, table(head, rows)] if rows else []


def cost(samples: Sequence[Sample], names: Sequence[str]) -> str:
    """The table of speed by set, start-up and memory."""
    sources = list(dict.fromkeys(sample.source for sample in samples))
    timed = {source: spread([s for s in samples if s.source == source], TIMED) for source in sources}
    speeds = {source: speed(pages, [PARSE, *names]) for source, pages in timed.items()}
    costs = alone([page for pages in timed.values() for page in pages], [PARSE, *names])
    rows = [
        [name, *(f"{speeds[source][name]:.1f}" for source in sources), f"{start:.2f} s", f"{peak:.0f} MB"]
        for name, (start, peak) in costs.items()
    ]
    count = sum(map(len, timed.values()))
    intro = (
        "Process time as a multiple of a bare parse with lexbor, page by page in turn in one process; process time "
        f"from the start of Python to the first article; peak memory over {count} pages. `cleaner` reads metadata in "
        "that time, the others do not (newspaper4k does)."
    )
    first = [
        f"{name} on {source}" for source in sources for name in names if speeds[source][name] < speeds[source][OURS]
    ]
    intro += f" Faster than `cleaner`: {', '.join(first) or 'none of them'}."
    return f"{intro}\n\n{table(['', *(f'× parse, {source}' for source in sources), 'start-up', 'memory'], rows)}"


def spread(samples: list[Sample], limit: int | None) -> list[Sample]:
    """At most so many, from all over the set."""
    return samples[:: max(1, len(samples) // limit)][:limit] if limit else samples


def section(tables: str, peers: Mapping[str, str]) -> str:
    found = ", ".join(sorted({f"{name.split(',')[0]} {number}" for name, number in peers.items()}))
    return f"{BEGIN}\n\n{SOURCES}\n\n{tables}\n\nMeasured with {found}.\n\n{REPRODUCE}\n\n{END}"


def write_page(tables: str, peers: Mapping[str, str]) -> None:
    """Put the section between its two markers."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text(before + section(tables, peers) + rest.split(END)[1], "utf-8")


def arguments() -> argparse.Namespace:
    parser = parser_of("bench.compare", __doc__)
    fitted = [SHARED / f"{name}.parquet" for name in SETS]
    parser.add_argument(
        "sets", nargs="*", type=Path, default=fitted, help="Parquet files, or folders of labelled pages"
    )
    parser.add_argument("--speed", action="store_true", help="measure the cost instead of the quality")
    parser.add_argument("--fields", action="store_true", help="only the table of metadata, which nothing is fitted for")
    parser.add_argument("--limit", type=int, help="pages of each set")
    parser.add_argument("--markdown", type=Path, help="write the tables to this file instead of printing them")
    parser.add_argument("--docs", action="store_true", help="measure all and rewrite the section of docs/benchmark.md")
    parser.add_argument("--peers", help="only these extractors, separated by semicolons; without it all installed ones")
    return parser.parse_args()


def main() -> None:
    args = arguments()
    logging.disable(logging.CRITICAL)
    for path in args.sets:
        if not path.exists():
            sys.exit(f"{path}: there is no such set; bench/pages.py says what a set is: name one of your own")
    samples = [sample for path in args.sets for sample in spread(load(path), args.limit)]
    if not samples:
        sys.exit("no pages with a gold text in these sets")
    peers = versions()
    if args.peers is not None:
        peers = {name: peers[name] for name in args.peers.split(";") if name}
    parts = []
    if args.fields:
        parts += fields(Results(samples, {OURS: our_scores(samples, fitted=False), **peer_scores(samples, peers)}))
    elif args.docs or not args.speed:
        parts.append(accuracy(Results(samples, {OURS: our_scores(samples), **peer_scores(samples, peers)})))
    if args.docs or args.speed:
        parts.append(cost(samples, [OURS, *peers]))
    tables = "\n\n".join(parts)
    if args.docs:
        write_page(tables, peers)
    elif args.markdown:
        args.markdown.write_text(tables + "\n", "utf-8")
    else:
        print(tables)


if __name__ == "__main__":
    main()
