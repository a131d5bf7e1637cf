"""Everything that was fitted, as one value: a `Cleaner` holds it and hands each stage the part that it needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.lexicon.tokens import TokenOdds

if TYPE_CHECKING:
    from cleaner.judge.classify import Trees
    from cleaner.judge.page_type import TypeTrees

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
    """What plain-text dumps need of them: 120 trees, read in 4 ms beside the 60 that those for pages take."""
    return _read_line_trees(DATA / "lines.json")


def read_trees(path: Path) -> Trees:
    """Read the trees for blocks from a data file as `bench.fit` writes it.

    Raises:
        RuntimeError: they were fitted on other features.
    """
    from cleaner.judge.columns import BLOCK_FEATURES

    return _read_symmetric(path, BLOCK_FEATURES, "python -m bench.fit")


def _read_line_trees(path: Path) -> Trees:
    from cleaner.text.features import FEATURES

    return _read_symmetric(path, FEATURES, "python bench/fit_lines.py")


def _read_symmetric(path: Path, features: Sequence[str], command: str) -> Trees:
    import numpy as np

    from cleaner.judge.classify import Trees

    data = _load(path)
    if data["features"] != list(features):
        raise RuntimeError(f"{path.name} was fitted on other features; run {command}")
    trees = data["trees"]
    return Trees(
        feature=np.ascontiguousarray(np.asarray([tree["feature"] for tree in trees], dtype=np.intp).T),
        threshold=np.ascontiguousarray(np.asarray([tree["threshold"] for tree in trees], dtype=np.float32).T),
        leaves=np.asarray([tree["leaves"] for tree in trees], dtype=np.int16),
        bias=float(data["bias"]),
        unit=float(data["unit"]),
        typical=np.asarray(data["typical"], dtype=np.float32) if "typical" in data else None,
    )


def _read_type_trees(path: Path) -> TypeTrees:
    import numpy as np

    from cleaner.judge.page_type import TypeTrees

    trees = _load(path)["trees"]
    return TypeTrees(
        feature=np.ascontiguousarray(np.asarray([tree["feature"] for tree in trees], dtype=np.intp).T),
        threshold=np.ascontiguousarray(np.asarray([tree["threshold"] for tree in trees], dtype=np.float32).T),
        leaves=np.asarray([tree["leaves"] for tree in trees], dtype=np.float64),
    )


def _read_tokens(path: Path) -> TokenOdds:
    data = _load(path)
    return TokenOdds(data["classes"], data["words"])


def _load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data
