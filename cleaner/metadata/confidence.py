"""How often a field with this source and score is right: what `Provenance.confidence` tells.

Scores order the candidates of one page; how sure they are differs from source to source. `bench.fit_metadata` fits, for
each field, a logistic curve over the score with a step for each source.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from cleaner.model import Provenance

# The file of the fitted curves; and the names in each curve of what its score is multiplied by, and of what every
# source begins with.
DATA: Final = Path(__file__).parents[1] / "data" / "metadata.json"
SLOPE: Final = "score"
START: Final = "any source"
Curve = Mapping[str, float]
"""Log-odds: where the curve starts, its slope, and the step of each source."""


@cache
def bundled_curves() -> Mapping[str, Curve]:
    """The curves that come with the package, by field."""
    curves: Mapping[str, Curve] = json.loads(DATA.read_text("utf-8"))["fields"]
    return curves


@lru_cache(maxsize=1024)  # a few dozen make up nearly all
def confidence(field: str, source: str, score: float) -> float:
    """The chance that a value is the right one; the score itself for fields that no set tells."""
    curve = bundled_curves().get(field)
    if curve is None or source == "rule":
        return round(score, 2)
    return round(chance(curve, source, score), 2)


@lru_cache(maxsize=1024)  # likewise
def provenance(field: str, source: str, score: float) -> Provenance:
    """Where a value came from, and how sure that is."""
    return Provenance(source, confidence(field, source, score))


def chance(curve: Curve, source: str, score: float) -> float:
    """The probability that the curve gives a value of this source and score."""
    return 1 / (1 + math.exp(-(curve[START] + curve[SLOPE] * score + curve.get(source, 0.0))))
