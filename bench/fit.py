"""Fit the shipped weights: `python -m bench.fit` writes `cleaner/data/`, and measures on pages unseen.

Where `--evaluate` asks for it, each page is cleaned by weights that never saw its registered domain (cross-validation),
and by weights that never saw any page of its set (a set left out, together with the domains it shares with others).
Features of pages that are fitted on are told by token odds that left out the page's own fold and every page that is
measured.

Same files in, same bytes out: the sets' hashes are checked, seeds and the number of threads are fixed, figures are
rounded, and the extra `bench` pins the versions that matter. The scores are written beside the weights, with the seed,
the versions and the hashes.

The forest for plain-text dumps is fitted by `python -m bench.fit_lines`. What the constants of the judgement decide,
which no fit chooses, `python -m bench.sweep` measures and writes to docs/constants.md.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from bench.arguments import parser_of
from bench.fit_blocks import Settings, fit_trees, tree_data
from bench.fit_pages import FOLDS, SETS, Labelled, prepare, read_sets
from bench.fit_tokens import Counts, count_tokens, learn_odds
from bench.fit_types import fit_types, tell_types, type_data
from bench.pages import SHARED, word_f1
from cleaner import Cleaner
from cleaner.article.article import Article
from cleaner.judge.features import read_features
from cleaner.lexicon.tokens import TokenOdds
from cleaner.weights import Weights, bundled_line_trees

DATA = Path(__file__).resolve().parents[1] / "cleaner" / "data"
TABLE = DATA / "scores.json"
Score = tuple[float, float, float, float, float]


def fit_weights(pages: Sequence[Labelled], counts: tuple[Counts, Counts], settings: Settings) -> Weights:
    """Weights that saw these pages and no others.

    Args:
        pages: to fit on; their features are told anew.
        counts: of the tokens of all pages, also of those that must not be seen.
        settings: size of the model.
    """
    seen = {page.group for page in pages}
    unseen = {group for names in counts[0].seen.values() for group in names} - seen
    for fold in range(FOLDS):
        mine = [page for page in pages if page.fold == fold]
        odds = learn_odds(counts, unseen | {page.group for page in mine})
        for page in mine:
            page.rows = read_features(page.segmentation, page.meta, page.url, odds)
    for fold in range(FOLDS):
        trees = fit_types([page for page in pages if page.fold != fold])
        for page in pages:
            if page.fold == fold:
                page.types = tell_types(page, trees)
    return Weights(
        blocks=fit_trees(pages, settings),
        page_types=fit_types(pages),
        tokens=learn_odds(counts, unseen),
        lines=bundled_line_trees(),  # those of plain-text dumps are fitted by bench.fit_lines
    )


def cleaned_by(pages: Sequence[Labelled], weights: Weights) -> Iterator[tuple[Labelled, Article]]:
    """The article of each page as a user gets it by these weights; no site rule takes part."""
    cleaner = Cleaner(rules=None, weights=weights)
    for page in pages:
        if page.shares is not None:
            yield page, cleaner.clean(page.sample.html, page.sample.url or None)


def cross_validate(
    pages: Sequence[Labelled], counts: tuple[Counts, Counts], settings: Settings
) -> Iterator[tuple[Labelled, Article]]:
    """Every page, by weights that never saw its registered domain."""
    for fold in range(FOLDS):
        weights = fit_weights([page for page in pages if page.fold != fold], counts, settings)
        yield from cleaned_by([page for page in pages if page.fold == fold], weights)


def leave_out(
    pages: Sequence[Labelled], counts: tuple[Counts, Counts], settings: Settings, left_out: Collection[str]
) -> Iterator[tuple[Labelled, Article]]:
    """Pages of the sets that are left out, by weights that saw neither them nor any page of their domains."""
    unseen = [page for page in pages if page.sample.source in left_out]
    groups = {page.group for page in unseen}
    others = [page for page in pages if page.sample.source not in left_out and page.group not in groups]
    yield from cleaned_by(unseen, fit_weights(others, counts, settings))


def table(found: Iterator[tuple[Labelled, Article]]) -> dict[str, dict[str, float]]:
    """Means by set, and by page type within a set that has several."""
    scores: dict[str, list[Score]] = defaultdict(list)
    for page, article in found:
        told = page.page_type
        right = float(article.page_type == told) if told else float("nan")
        score = (*word_f1(article.text, page.sample.gold), article.confidence, right)
        scores[page.sample.source].append(score)
        if SETS[page.sample.source].page_type is None:
            scores[f"{page.sample.source} {page.sample.kind}"].append(score)
    return {name: summary(rows) for name, rows in sorted(scores.items())}


def summary(rows: Sequence[Score]) -> dict[str, float]:
    """Means over pages; the type counts only where the set tells it."""
    values = np.asarray(rows)
    names = ("precision", "recall", "f1", "confidence")
    out = {"pages": float(len(rows)), **{name: round(float(values[:, at].mean()), 4) for at, name in enumerate(names)}}
    if not np.isnan(values[:, 4]).all():
        out["page_type"] = round(float(np.nanmean(values[:, 4])), 4)
    return out


def show(title: str, means: Mapping[str, Mapping[str, float]]) -> None:
    """Print a table for people."""
    print(title)
    for name, row in means.items():
        print(f"  {name:28} " + "  ".join(f"{key} {value:.4g}" for key, value in row.items()), flush=True)


def shipped(odds: TokenOdds) -> dict[str, Any]:
    """What `cleaner.weights` reads, tokens in order."""
    return {"classes": dict(sorted(odds.classes.items())), "words": dict(sorted(odds.words.items()))}


def write(weights: Weights, pages: Sequence[Labelled], folder: Path) -> None:
    """The data files of one fit."""
    names = sorted({page.sample.source for page in pages})
    sources = [{"name": name, "author": SETS[name].author, "licence": SETS[name].licence} for name in names]
    about = {"fitted_on": sources, "by": "python -m bench.fit"}
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / "tokens.json", {**about, **shipped(weights.tokens)})
    save(folder / "trees.json", {**about, **tree_data(weights.blocks, pages)})
    save(folder / "page_types.json", {**about, **type_data(weights.page_types)})


def save(path: Path, data: Mapping[str, Any]) -> None:
    """A JSON file with a line for each key."""
    lines = [
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in data.items()
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def conditions(names: Sequence[str], settings: Settings) -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "sets": {name: SETS[name].sha256 for name in names},
        "settings": asdict(settings),
        "seed": 1,
        "versions": {
            "python": platform.python_version(), "catboost": version("catboost"), "selectolax": version("selectolax"),
        },
    }  # fmt: skip


def read_arguments() -> argparse.Namespace:
    parser = parser_of("bench.fit", __doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"by name: {', '.join(SETS)}; all of them by default")
    parser.add_argument("--data", type=Path, default=SHARED, help="folder of the sets' Parquet files")
    parser.add_argument("--any-data", action="store_true", help="take files whose hash is another")
    parser.add_argument("--salt", default="", help="another split into folds")
    parser.add_argument("--models", type=int, default=Settings.models, help="whose trees are taken together")
    parser.add_argument("--trees", type=int, default=Settings.trees, help="of each model")
    parser.add_argument("--depth", type=int, default=Settings.depth, help="of each tree")
    parser.add_argument("--rate", type=float, default=Settings.rate, help="how much each tree learns")
    parser.add_argument(
        "--evaluate", default="", metavar="SETS",
        help="also measure: 'folds', sets to leave out one at a time ('daniel,llmwebkit'), or 'all' for both "
        "(WCXB, whose pages alone are of several types, is never left out)",
    )  # fmt: skip
    parser.add_argument("--no-write", action="store_true", help="leave the data files as they are")
    parser.add_argument("--output", type=Path, default=DATA, help="folder for the data files")
    return parser.parse_args()


def evaluate(
    wanted: str, pages: Sequence[Labelled], counts: tuple[Counts, Counts], settings: Settings
) -> dict[str, dict[str, dict[str, float]]]:
    """Tables by the way in which pages were held out."""
    # Without the one set whose pages are of several types nothing tells types apart.
    several = {name for name, about in SETS.items() if about.page_type is None}
    held = {page.sample.source for page in pages if page.shares is not None} - several
    parts = ["folds", *sorted(held)] if wanted == "all" else [part for part in wanted.split(",") if part]
    found: dict[str, dict[str, dict[str, float]]] = {}
    for part in parts:
        if part == "folds":
            found["by domain"] = table(cross_validate(pages, counts, settings))
            show("By weights that never saw the page's domain:", found["by domain"])
        else:
            means = table(leave_out(pages, counts, settings, {part}))
            found.setdefault("set left out", {}).update(means)
            show(f"{part}, by weights that never saw a page of it:", means)
    return found


def main() -> None:
    """The command."""
    args = read_arguments()
    names = args.sets or list(SETS)
    settings = Settings(args.models, args.trees, args.depth, args.rate)
    pages = list(prepare(read_sets(names, args.data, checked=not args.any_data), args.salt))
    counts = count_tokens(pages)
    print(f"{len(pages)} pages, {sum(len(page.segmentation.blocks) for page in pages)} blocks", flush=True)
    found = evaluate(args.evaluate, pages, counts, settings)
    if not args.no_write:
        write(fit_weights(pages, counts, settings), pages, args.output)
    if found:
        save(args.output / TABLE.name, {**conditions(names, settings), **found})


if __name__ == "__main__":
    main()
