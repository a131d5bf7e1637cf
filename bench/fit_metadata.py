"""Fit how sure title, authors and date are: `python -m bench.fit_metadata` writes cleaner/data/metadata.json.

Each page of the sets is read without site rules, and a field is right when it equals the gold: title and names without
case and punctuation, all names, the day. Authors of pages whose set says that there are none count as wrong, by half,
for some of these were not annotated. Before it writes, it prints how far confidence and share of right values are
apart (expected calibration error over ten bins) by curves that never saw a page's domain, and by curves that never saw
its set, beside the plain scores. The same bytes every time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from bench.arguments import parser_of
from bench.fit import save
from bench.fit_pages import FOLDS, SETS, fold_of, read_sets, unfitted
from bench.pages import SHARED, Sample
from cleaner import Cleaner
from cleaner.metadata.confidence import DATA, SLOPE, START, Curve, chance
from cleaner.model import Metadata

FIELDS = ("title", "authors", "date")
PENALTY = 1.0
UNTOLD = 0.5  # weight of a page whose set has no authors
BINS = 10


class Value(NamedTuple):
    """A field of a page as it was read."""

    field: str
    source: str
    score: float
    right: bool
    weight: float
    set: str
    domain: str


def same(text: str | None) -> str:
    return re.sub(r"[\W_]+", " ", (text or "").lower()).strip()


def values(sample: Sample, told: Metadata) -> Iterator[Value]:
    """The fields that were read and that the set tells."""
    best = {}
    for candidate in told.candidates:
        held = best.get(candidate.field)
        if candidate.source == told.provenance.get(candidate.field, (None,))[0]:
            best[candidate.field] = max(held or 0.0, candidate.score)
    gold = {
        "title": sample.title and same(told.title) == same(sample.title),
        "authors": "authors" not in sample.unsaid and set(map(same, told.authors)) == set(map(same, sample.authors)),
        "date": sample.date and (told.date or "")[:10] == sample.date,
    }
    known = {"title": bool(sample.title), "authors": "authors" not in sample.unsaid, "date": bool(sample.date)}
    for field in FIELDS:
        origin = told.provenance.get(field)
        if origin and known[field] and field in best:
            weight = UNTOLD if field == "authors" and not sample.authors else 1.0
            domain = sample.domain or f"{sample.source} {sample.key}"
            yield Value(field, origin.source, best[field], bool(gold[field]), weight, sample.source, domain)


def fit(found: Sequence[Value]) -> Curve:
    """The likeliest curve, its steps drawn towards none."""
    sources = sorted({value.source for value in found})
    rows = np.zeros((len(found), len(sources) + 2))
    for row, value in zip(rows, found, strict=True):
        row[0], row[1], row[2 + sources.index(value.source)] = 1.0, value.score, 1.0
    sign = np.where([value.right for value in found], 1.0, -1.0)
    weight = np.asarray([value.weight for value in found])
    drawn = np.r_[0.0, 0.1, np.ones(len(sources))] * PENALTY

    def loss(point: np.ndarray) -> float:
        return float((weight * np.logaddexp(0, -sign * (rows @ point))).sum() + (drawn * point**2).sum() / 2)

    point = minimize(loss, np.zeros(rows.shape[1]), method="BFGS").x
    steps = {source: round(float(step), 3) for source, step in zip(sources, point[2:], strict=True)}
    return {START: round(float(point[0]), 3), SLOPE: round(float(point[1]), 3), **steps}


def error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for sure, right in pairs:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    gaps = (abs(sum(sure for sure, _ in held) - sum(right for _, right in held)) for held in bins)
    return float(sum(gaps)) / max(1, len(pairs))


def held_out(found: Sequence[Value], part: Callable[[Value], object]) -> list[tuple[float, bool]]:
    """Each value with its confidence by a curve that saw no value of its part, nor of its domain."""
    pairs = []
    for name in sorted({str(part(value)) for value in found}):
        unseen = [value for value in found if str(part(value)) == name]
        domains = {value.domain for value in unseen}
        curve = fit([value for value in found if str(part(value)) != name and value.domain not in domains])
        pairs += [(chance(curve, value.source, value.score), value.right) for value in unseen]
    return pairs


def evaluate(found: Sequence[Value]) -> None:
    for field in FIELDS:
        mine = [value for value in found if value.field == field and value.weight == 1.0]
        plain = error([(value.score, value.right) for value in mine])
        folds = error(held_out(mine, lambda value: fold_of(value.domain)))
        sets = error(held_out(mine, lambda value: value.set))
        right = np.mean([value.right for value in mine])
        print(
            f"{field:8} {len(mine)} values, {right:.3f} right; error of scores {plain:.3f}, by domain {folds:.3f}, "
            f"set left out {sets:.3f}",
            flush=True,
        )


def main() -> None:
    """The command."""
    parser = parser_of("bench.fit_metadata", __doc__)
    parser.add_argument("--data", type=Path, default=SHARED, help="folder of the sets' Parquet files")
    parser.add_argument("--any-data", action="store_true", help="take files whose hash is another")
    parser.add_argument("--no-write", action="store_true", help="leave the data file as it is")
    parser.add_argument("--output", type=Path, default=DATA, help="the data file")
    args = parser.parse_args()
    cleaner = Cleaner(rules=None, weights=unfitted())
    samples = read_sets(list(SETS), args.data, checked=not args.any_data)
    found = [
        value for sample in samples for value in values(sample, cleaner.clean(sample.html, sample.url or None).metadata)
    ]
    print(f"{len(found)} values of {len(samples)} pages, {FOLDS} folds", flush=True)
    evaluate(found)
    if not args.no_write:
        sources = [{"name": name, "author": held.author, "licence": held.licence} for name, held in SETS.items()]
        curves = {field: fit([value for value in found if value.field == field]) for field in FIELDS}
        save(args.output, {"fitted_on": sources, "by": "python -m bench.fit_metadata", "fields": curves})


if __name__ == "__main__":
    main()
