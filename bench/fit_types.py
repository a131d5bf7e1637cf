"""The kinds of pages: how their trees are fitted and judged. `bench.fit` calls this."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cleaner.judge.page_type import PAGE_TYPES, TypeTrees, page_type, page_types, read_type_features

if TYPE_CHECKING:
    from bench.fit import Labelled

TREES, DEPTH, RATE = 150, 4, 0.1
# News pages are all of one kind and easy to tell.
NEWS_WEIGHT = 0.5


def type_matrix(pages: Sequence[Labelled]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows, numbers of kinds and weights of the pages that have a kind and blocks."""
    rows, kinds, weights = [], [], []
    for page in pages:
        if page.rows is not None and page.rows.fine and page.sample.kind in PAGE_TYPES:
            rows.append(read_type_features(page.rows, page.segmentation, page.sample.url))
            kinds.append(PAGE_TYPES.index(page.sample.kind))
            weights.append(NEWS_WEIGHT if page.sample.source == "publishers" else 1.0)
    return np.asarray(rows), np.asarray(kinds), np.asarray(weights)


def fit_types(pages: Sequence[Labelled]) -> TypeTrees:
    """Fit trees with a leaf for each kind."""
    from catboost import CatBoost, Pool

    rows, kinds, weights = type_matrix(pages)
    model = CatBoost({
        "loss_function": "MultiClass", "classes_count": len(PAGE_TYPES), "iterations": TREES, "depth": DEPTH,
        "learning_rate": RATE, "rsm": 0.5, "random_seed": 1, "thread_count": 2, "verbose": 0,
        "border_count": 64, "boosting_type": "Plain", "allow_writing_files": False,
    })  # fmt: skip
    model.fit(Pool(rows, kinds, weight=weights))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return exported_types(json.loads(path.read_text("utf-8")))


def exported_types(model: dict[str, Any]) -> TypeTrees:
    """The fitted model as plain arrays."""
    feature, threshold, leaves = [], [], []
    for tree in model["oblivious_trees"]:
        splits = tree["splits"] or []
        missing = DEPTH - len(splits)
        feature.append([split["float_feature_index"] for split in splits] + [0] * missing)
        threshold.append([float(f"{np.float32(split['border']):.8g}") for split in splits] + [3e38] * missing)
        values = np.asarray(tree["leaf_values"]).reshape(-1, len(PAGE_TYPES))
        values = np.concatenate([values, np.zeros((2**DEPTH - len(values), len(PAGE_TYPES)))])
        leaves.append(values.round(4))
    return TypeTrees(
        np.ascontiguousarray(np.asarray(feature, dtype=np.intp).T),
        np.ascontiguousarray(np.asarray(threshold, dtype=np.float32).T),
        np.asarray(leaves, dtype=np.float64),
    )


def tell_types(page: Labelled, trees: TypeTrees) -> dict[str, float]:
    """As `cleaner.judge.page_type` does, by these trees."""
    return page_types(page.rows, page.segmentation, page.sample.url, trees) if page.rows is not None else {}


def judge_types(pages: Sequence[Labelled], folds: int) -> Counter[tuple[str, str, str]]:
    """How often (source, kind, told kind) came out, by trees that never saw the page's domain."""
    found: Counter[tuple[str, str, str]] = Counter()
    for fold in range(folds):
        trees = fit_types([page for page in pages if page.fold != fold])
        for page in pages:
            if page.fold == fold and page.sample.kind in PAGE_TYPES and (told := page_type(tell_types(page, trees))):
                found[page.sample.source, page.sample.kind, told] += 1
    return found


def accuracy(found: Counter[tuple[str, str, str]], source: str, kind: str | None = None) -> float:
    """Share of a set's pages, or of its pages of one kind, whose kind was told right."""
    of = {key: count for key, count in found.items() if key[0] == source and kind in (None, key[1])}
    return sum(count for key, count in of.items() if key[1] == key[2]) / max(1, sum(of.values()))


def type_data(trees: TypeTrees) -> dict[str, Any]:
    """What `cleaner.judge.page_type` reads."""
    return {
        "types": list(PAGE_TYPES),
        "trees": [
            {"feature": f.tolist(), "threshold": [float(f"{v:.8g}") for v in t], "leaves": v.tolist()}
            for f, t, v in zip(trees.feature.T, trees.threshold.T, trees.leaves, strict=True)
        ],
    }
