"""The trees for blocks: fitted with CatBoost, written as plain tables."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from bench.fit_pages import SETS, Labelled
from bench.packed import packed
from bench.pages import tokens
from cleaner.judge.classify import LEAF_UNIT, Trees, with_types
from cleaner.judge.feature_columns import BLOCK_FEATURES

# A column of the fit alone, behind all others: how loose the set's gold is. It explains what annotators disagree about,
# so that the other columns need not; in the shipped trees its questions are answered once and for all, for `HABIT`.
_HABIT_COLUMN: Final = len(BLOCK_FEATURES)
# As the loosest sets read a page; how strict the cleaner is on top of that, each page type's caution says. Out of fold,
# 625 mixed pages had an F1 of .8836 so, .8816 in the middle between this and 1; 107 of publishers' .9718 and .9688.
HABIT: Final = 0


@dataclass(frozen=True)
class Settings:
    """Size of the model: `models` fits of `trees` trees each, that differ by their seed; their mean decides.

    Two fits of 800 at half the rate instead of one of 400 gave, out of fold on two splits into folds, mixed pages an F1
    of .0032 and .0037 more, news .0016 more and .0007 less. One fit of 800 gave half to two thirds of that on mixed
    pages; four fits, 1,600 trees at a quarter of the rate, or fewer features for each tree gave no more than two fits.
    """

    models: int = 2
    trees: int = 800
    depth: int = 6
    rate: float = 0.04


def matrix(pages: Sequence[Labelled]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows, shares and weights of all fine blocks; the last column is the habit of the set."""
    rows, shares, weights = [], [], []
    for page in pages:
        if page.rows is None or page.shares is None or not page.rows.fine:
            continue
        gold, about = len(tokens(page.sample.gold)), SETS[page.sample.source]
        columns = with_types(page.rows, page.types or {}).columns.T
        rows.append(np.concatenate([columns, np.full((len(columns), 1), about.habit, np.float32)], axis=1))
        for index in page.rows.fine:
            shares.append(page.shares[index])
            weights.append(about.weight * min((page.rows.words[index] + 3) / (gold + 50), 0.5))
    return np.concatenate(rows), np.asarray(shares), np.asarray(weights)


def fit_trees(pages: Sequence[Labelled], settings: Settings) -> Trees:
    """Fit symmetric trees to the share of content."""
    from catboost import CatBoost, Pool

    x, y, w = matrix(pages)
    pool = Pool(x, np.clip(y, 0, 1), weight=w / w.mean())
    fitted = []
    for seed in range(1, settings.models + 1):
        model = CatBoost({
            "loss_function": "CrossEntropy", "iterations": settings.trees, "depth": settings.depth,
            "learning_rate": settings.rate, "l2_leaf_reg": 3, "border_count": 64, "bootstrap_type": "Bernoulli",
            "subsample": 0.7, "rsm": 0.5, "boosting_type": "Plain", "random_seed": seed, "thread_count": 2,
            "verbose": 0, "allow_writing_files": False,
        })  # fmt: skip
        model.fit(pool)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.json"
            model.save_model(str(path), format="json")
            fitted.append(exported(json.loads(path.read_text("utf-8"))))
    return averaged(fitted, settings.depth)


def averaged(models: list[Exported], depth: int) -> Trees:
    """One model that gives the mean of their log-odds; shallow trees get a question nobody answers yes.

    Raises:
        ValueError: a leaf is too large for 16 bits.
    """
    feature, threshold, leaves = [], [], []
    for model in models:
        for splits, values in (answered(tree) for tree in model.trees):
            missing = depth - len(splits)
            feature.append([column for column, _ in splits] + [0] * missing)
            threshold.append([border for _, border in splits] + [3e38] * missing)
            leaves.append(values + [0.0] * (2**depth - len(values)))
    units = (np.asarray(leaves) / len(models) / LEAF_UNIT).round()
    if np.abs(units).max(initial=0) > np.iinfo(np.int16).max:
        raise ValueError(f"a leaf of {np.abs(units).max() * LEAF_UNIT:.1f} log-odds: make LEAF_UNIT larger")
    return Trees(
        np.ascontiguousarray(np.asarray(feature, dtype=np.intp).T),
        np.ascontiguousarray(np.asarray(threshold, dtype=np.float32).T),
        units.astype(np.int16),
        round(sum(model.bias for model in models) / len(models), 5),
    )


Tree = tuple[list[tuple[int, float]], list[float]]


def answered(tree: Tree) -> Tree:
    """The tree without its questions about the habit: each is answered as for `HABIT`."""
    splits, leaves = tree
    for place in reversed(range(len(splits))):
        column, border = splits[place]
        if column == _HABIT_COLUMN:
            bit = int(border < HABIT)
            leaves = [leaf for number, leaf in enumerate(leaves) if number >> place & 1 == bit]
            splits = splits[:place] + splits[place + 1 :]
    return splits, leaves


class Exported(NamedTuple):
    """A fitted model.

    Attributes:
        trees: for each its questions (column, border) and its leaves.
        bias: added to the sum.
    """

    trees: list[Tree]
    bias: float


def exported(model: dict[str, Any]) -> Exported:
    """What CatBoost writes as JSON, as plain lists."""
    scale, (bias,) = model["scale_and_bias"]
    trees = [
        (
            [(split["float_feature_index"], split["border"]) for split in tree["splits"] or []],
            [scale * value for value in tree["leaf_values"]],
        )
        for tree in model["oblivious_trees"]
    ]
    return Exported(trees, bias)


def tree_data(trees: Trees, pages: Sequence[Labelled]) -> dict[str, Any]:
    """What `cleaner.weights` reads."""
    typical = np.median(matrix(pages)[0][:, :_HABIT_COLUMN], axis=0)
    return {
        "version": 3,
        "features": list(BLOCK_FEATURES),
        "typical": [float(f"{value:.6g}") for value in typical],
        "unit": trees.unit,
        "bias": trees.bias,
        "trees": packed(trees.feature.T, trees.threshold.T, trees.leaves),
    }
