"""Fit what a person's name looks like: `python -m bench.fit_names` writes cleaner/data/names.json.

Names are put together from the lists of given names and surnames of Faker (MIT, of the extra `bench`), country by
country, and are the authors of the sets; what is no name are the lines and links of the sets' pages that have the shape
of one. Those whose words are on the lists are left out, for many of them name people. The same bytes every time.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from bench.arguments import parser_of
from bench.fit import save
from bench.fit_pages import FOLDS, SETS, fold_of, read_sets
from bench.pages import SHARED
from cleaner.metadata.names.likeness import BUCKETS, DATA, buckets
from cleaner.metadata.names.person import is_person
from cleaner.metadata.plain import squeeze, tidy
from cleaner.page.decode import read_page
from cleaner.page.dom import parse
from cleaner.page.segment import segment

UNIT = 0.04
PENALTY, STEPS = 2.0, 40
MANY, FEW = 900, 300  # names of a country with a long list of given names, and with a short one
LONG_LIST = 60
COMMON = 12  # a word that so many lines hold makes no name of a given name before it
GOLD = 8  # an author counts as so many names that were put together
GIVEN = ("first_names", "first_names_male", "first_names_female", "first_names_unisex", "first_kanji_names",
         "first_name_pairs", "first_name_male_pairs", "first_name_female_pairs")  # fmt: skip
FAMILY = ("last_names", "last_names_male", "last_names_female", "last_name_pairs")
PARTICLES = ("de", "van", "von", "van der", "di", "da", "del")
Names = Mapping[str, tuple[list[str], list[str]]]
Line = tuple[str, str]
"""A registered domain, and a line of one of its pages."""


def faker_names() -> Names:
    """Given names and surnames by locale."""
    import faker.providers.person as providers

    found = {}
    for module in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"{providers.__name__}.{module.name}").Provider
        given, family = (_listed(provider, keys) for keys in (GIVEN, FAMILY))
        if given and family:
            found[module.name] = given, family
    return found


def _listed(provider: Any, keys: Iterable[str]) -> list[str]:  # noqa: ANN401 - classes of one package without a base
    lists = (getattr(provider, key, ()) for key in keys)
    names = (name for held in lists if isinstance(held, tuple | list | dict) or hasattr(held, "keys") for name in held)
    first = (name[0] if isinstance(name, tuple) else name for name in names)
    return sorted({name for name in first if isinstance(name, str) and 0 < len(name) <= 25})


def put_together(names: Names, rng: random.Random) -> Iterator[str]:
    """Whole names as each country orders them, some with initials, particles, hyphens and in capitals."""
    for locale, (given, family) in sorted(names.items()):
        for _ in range(MANY if len(given) > LONG_LIST else FEW):
            first, last, chance = rng.choice(given), rng.choice(family), rng.random()
            if locale[:2] in {"ja", "zh", "ko"}:
                yield f"{last}{first}"
            elif locale[:2] in {"hu", "vi"}:
                yield f"{last} {first}"
            else:
                yield _varied(first, last, (rng.choice(given), rng.choice(family), rng.choice(PARTICLES)), chance)


def _varied(first: str, last: str, more: tuple[str, str, str], chance: float) -> str:
    kinds = (
        (0.06, f"{first} {more[0][0]}. {last}"), (0.1, f"{first} {more[0]} {last}"),
        (0.13, f"{first} {last}-{more[1]}"), (0.16, f"{first} {last}".upper()), (0.18, f"{first[0]}. {last}"),
        (0.2, f"{first} {more[2]} {last}" if last.isascii() else f"{first} {last}"),
    )  # fmt: skip
    return next((name for below, name in kinds if chance < below), f"{first} {last}")


def read_lines(folder: Path, *, checked: bool) -> tuple[list[Line], list[Line]]:
    """Authors of the sets, and other lines and links of their pages that have the shape of a name."""
    authors: list[Line] = []
    others: list[Line] = []
    for sample in read_sets(list(SETS), folder, checked=checked):
        domain = sample.domain or f"{sample.source} {sample.key}"
        decoded = read_page(sample.html, None)
        if isinstance(decoded, str):
            continue
        authors += [(domain, name) for name in sample.authors if is_person(name)]
        seen = set(map(squeeze, sample.authors))
        blocks = segment(parse(decoded.raw, sample.url or None)).blocks
        links = (text for block in blocks for text, href, _ in block.runs if href)
        for text in (*(block.text for block in blocks), *links):
            line = tidy(text) if 4 < len(text) <= 60 else ""
            key = squeeze(line)
            if key and key not in seen and is_person(line):
                seen.add(key)
                others.append((domain, line))
    return authors, others


def without_people(lines: Sequence[Line], names: Names) -> list[Line]:
    """The lines but for those that begin with a given name and go on with a rare word."""
    known = {name.lower() for given, _ in names.values() for name in given}
    count = Counter(word for _, line in lines for word in set(line.lower().split()))
    return [
        (domain, line)
        for domain, line in lines
        if " " not in line or line.lower().split()[0] not in known or count[line.lower().split()[-1]] > COMMON
    ]


def matrix(lines: Sequence[str]) -> csr_matrix:
    """A row for each line, with 1 in its buckets."""
    rows = [sorted(buckets(line)) for line in lines]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    held = np.fromiter((bucket for row in rows for bucket in row), np.int64)
    return csr_matrix((np.ones(len(held)), held, starts), shape=(len(lines), BUCKETS))


def fit(names: Sequence[str], others: Sequence[str]) -> tuple[np.ndarray, float]:
    """Weights in units and the bias, of a logistic regression in which both sides weigh the same."""
    rows = vstack([matrix(names), matrix(others)]).tocsr()
    sign = np.r_[np.ones(len(names)), -np.ones(len(others))]
    share = np.r_[np.full(len(names), 0.5 / len(names)), np.full(len(others), 0.5 / len(others))] * len(sign)

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (rows @ point[:-1] + point[-1])
        pull = -share * sign / (1 + np.exp(np.clip(margin, -30, 30)))
        total = (share * np.logaddexp(0, -margin)).sum() + PENALTY / 2 * (point[:-1] ** 2).sum()
        return total, np.r_[rows.T @ pull + PENALTY * point[:-1], pull.sum()]

    point = minimize(loss, np.zeros(BUCKETS + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return np.clip(np.round(point[:-1] / UNIT), -127, 127).astype(np.int8), round(float(point[-1]), 3)


def evaluate(made: Sequence[str], authors: Sequence[Line], others: Sequence[Line]) -> None:
    """Print which share of authors and of other lines of unseen domains are above some bounds."""
    scores: tuple[list[float], list[float]] = ([], [])
    for fold in range(FOLDS):
        seen = [[line for domain, line in lines if fold_of(domain) != fold] for lines in (authors, others)]
        unseen = [[line for domain, line in lines if fold_of(domain) == fold] for lines in (authors, others)]
        weights, bias = fit([*made, *seen[0] * GOLD], seen[1])
        for held, lines in zip(scores, unseen, strict=True):
            held += (matrix(lines) @ (weights * UNIT) + bias).tolist()
    for bound in (-3, -2, -1, 0, 1):
        shares = [float(np.mean(np.asarray(held) > bound)) for held in scores]
        print(f"above {bound:2}: authors {shares[0]:.3f}, other lines {shares[1]:.3f}", flush=True)


def main() -> None:
    """The command."""
    parser = parser_of("bench.fit_names", __doc__)
    parser.add_argument("--data", type=Path, default=SHARED, help="folder of the sets' Parquet files")
    parser.add_argument("--any-data", action="store_true", help="take files whose hash is another")
    parser.add_argument("--evaluate", action="store_true", help="also fit without each fifth of the domains in turn")
    parser.add_argument("--output", type=Path, default=DATA, help="the data file")
    args = parser.parse_args()
    names = faker_names()
    made = list(put_together(names, random.Random(1)))
    authors, others = read_lines(args.data, checked=not args.any_data)
    others = without_people(others, names)
    print(f"{len(made)} names of {len(names)} locales, {len(authors)} authors, {len(others)} other lines", flush=True)
    if args.evaluate:
        evaluate(made, authors, others)
    weights, bias = fit([*made, *[name for _, name in authors] * GOLD], [line for _, line in others])
    sources = [{"name": name, "author": held.author, "licence": held.licence} for name, held in SETS.items()]
    sources.append({"name": "Faker", "author": "Daniele Faraglia and contributors", "licence": "MIT"})
    about = {"fitted_on": sources, "by": "python -m bench.fit_names", "unit": UNIT, "bias": bias}
    save(args.output, {**about, "weights": b64encode(weights.tobytes()).decode()})


if __name__ == "__main__":
    main()
