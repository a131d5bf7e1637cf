"""Everything that was fitted, as one value: a `Cleaner` holds it and hands each stage the part that it needs."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.lexicon.tokens import TokenOdds

if TYPE_CHECKING:
    from numpy import float32, int16, intp
    from numpy.typing import NDArray

    from cleaner.judge.classify import Trees
    from cleaner.judge.page_type import TypeTrees

PACKED: Final = {"feature": "u2", "threshold": "f4", "leaves": "i2"}
"""The arrays of trees in a data file, and of what numbers they are."""
DATA: Final = Path(__file__).parent / "data"
"""The folder of the weights that come with the package."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the stages were fitted to. None of it changes, so threads and cleaners may share it.

    Attributes:
        blocks: how likely a block of a page is content.
        page_types: of which type a page is.
        tokens: log-odds of class tokens and of the words of short lines; features of both kinds of trees.
        lines: how likely a line of a plain-text dump is content.
    """

    blocks: Trees
    page_types: TypeTrees
    tokens: TokenOdds
    lines: Trees

    @classmethod
    def read(cls, folder: Path) -> Weights:
        """Read the four files of a folder: trees.json, page_types.json, tokens.json, lines.json.

        Raises:
            OSError: a file cannot be read.
            RuntimeError: the trees were fitted on features other than those that this version computes.
        """
        return cls._read(folder, _read_line_trees(folder / "lines.json"))

    @classmethod
    def _read(cls, folder: Path, lines: Trees) -> Weights:
        return cls(
            blocks=read_trees(folder / "trees.json"),
            page_types=_read_type_trees(folder / "page_types.json"),
            tokens=_read_tokens(folder / "tokens.json"),
            lines=lines,
        )

    def __reduce__(self) -> tuple[Callable[..., Weights], tuple[Any, ...]]:
        # The bundled ones are in every process that could receive them.
        if self is bundled_weights():
            return bundled_weights, ()
        return Weights, (self.blocks, self.page_types, self.tokens, self.lines)


@cache
def bundled_weights() -> Weights:
    """The weights that come with the package; read when first asked for, then shared by the whole process."""
    return Weights._read(DATA, bundled_line_trees())


@cache
def bundled_line_trees() -> Trees:
    """What plain-text dumps need of them; to read those for pages takes several times as long."""
    return _read_line_trees(DATA / "lines.json")


def read_trees(path: Path) -> Trees:
    """Read the trees for blocks from a data file as `bench.fit` writes it.

    Raises:
        RuntimeError: the trees were fitted on other features.
    """
    from cleaner.judge.feature_columns import BLOCK_FEATURES

    return _read_symmetric(path, BLOCK_FEATURES, "python -m bench.fit")


def _read_line_trees(path: Path) -> Trees:
    from cleaner.text.feature_names import FEATURES

    return _read_symmetric(path, FEATURES, "python bench/fit_lines.py")


def _read_symmetric(path: Path, features: Sequence[str], command: str) -> Trees:
    import numpy as np

    from cleaner.judge.classify import Trees

    data = _load(path)
    if data["features"] != list(features):
        raise RuntimeError(f"{path.name} was fitted on other features; run {command}")
    feature, threshold, leaves = _unpack(data["trees"])
    return Trees(
        feature=feature,
        threshold=threshold,
        leaves=leaves.astype(np.int16),
        bias=float(data["bias"]),
        unit=float(data["unit"]),
        typical=np.asarray(data["typical"], dtype=np.float32) if "typical" in data else None,
    )


def _read_type_trees(path: Path) -> TypeTrees:
    from cleaner.judge.feature_columns import PAGE_TYPES
    from cleaner.judge.page_type import TypeTrees

    data = _load(path)
    feature, threshold, leaves = _unpack(data["trees"])
    leaves = leaves.reshape(len(leaves), -1, len(PAGE_TYPES))
    # Divided and not multiplied: the quotient is the very number with four decimals that was fitted.
    return TypeTrees(feature, threshold, leaves / data["leaves_per_one"])


def _unpack(trees: Mapping[str, Any]) -> tuple[NDArray[intp], NDArray[float32], NDArray[int16]]:
    """Trees as `bench.packed` writes them: three arrays tree by tree, little-endian, in Base64.

    Reading 10,000 questions and 100,000 leaves as JSON's numbers took a fifth of the time of a first page.

    Returns:
        Features and thresholds of shape (depth, trees), and leaves of shape (trees, leaves of a tree).
    """
    import numpy as np

    read = {name: np.frombuffer(b64decode(trees[name]), f"<{kind}") for name, kind in PACKED.items()}
    count = len(read["feature"]) // trees["depth"]
    questions = (count, trees["depth"])
    return (
        np.ascontiguousarray(read["feature"].reshape(questions).T.astype(np.intp)),
        np.ascontiguousarray(read["threshold"].reshape(questions).T.astype(np.float32)),
        read["leaves"].reshape(count, -1),
    )


def _read_tokens(path: Path) -> TokenOdds:
    data = _load(path)
    return TokenOdds(data["classes"], data["words"])


def _load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data
