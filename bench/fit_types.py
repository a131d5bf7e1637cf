"""The kinds of pages: how their trees are fitted and measured. `bench.fit` calls this."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.fit_pages import SETS, Labelled
from bench.packed import packed
from cleaner.judge.feature_columns import PAGE_TYPES
from cleaner.judge.page_type import TypeTrees, page_types, read_type_features

# With 600 trees types are right somewhat oftener (mixed pages .837 instead of .827), but so sharp on the pages of the
# fit that the trees for blocks, which are told types by other folds, lose by them.
TREES, DEPTH, RATE = 150, 4, 0.1
LEAVES_PER_ONE = 10_000  # four decimals


def type_matrix(pages: Sequence[Labelled]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows, numbers of types and weights of the pages that have a type and blocks."""
    rows, types, weights = [], [], []
    for page in pages:
        if page.rows is not None and page.rows.fine and page.page_type in PAGE_TYPES:
            rows.append(read_type_features(page.rows, page.segmentation, page.url))
            types.append(PAGE_TYPES.index(page.page_type))
            weights.append(SETS[page.sample.source].type_weight)
    return np.asarray(rows), np.asarray(types), np.asarray(weights)


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
    return page_types(page.rows, page.segmentation, page.url, trees) if page.rows is not None else {}


def type_data(trees: TypeTrees) -> dict[str, Any]:
    """What `cleaner.judge.page_type` reads."""
    return {
        "types": list(PAGE_TYPES),
        "leaves_per_one": LEAVES_PER_ONE,
        "trees": packed(trees.feature.T, trees.threshold.T, np.rint(trees.leaves * LEAVES_PER_ONE)),
    }
