"""Labelled pages to fit and measure on: any Parquet file with `html`, `url` and a gold text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "nom"])


@dataclass(slots=True)
class Sample:
    """One page with what must be left of it."""

    key: str
    url: str
    html: bytes
    gold: str
    kind: str
    source: str

    @property
    def domain(self) -> str:
        """Registered domain, the unit of cross-validation."""
        host = re.sub(r"^\w+://", "", self.url or "").split("/")[0].split(":")[0].lower()
        labels = host.split(".")
        size = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
        return ".".join(labels[-size:])


def load(path: Path) -> list[Sample]:
    """Read a set; the columns of the two known ones are understood."""
    import pyarrow.parquet as pq

    return [_sample(path.stem, row) for row in pq.read_table(path).to_pylist()]


def _sample(source: str, row: dict[str, Any]) -> Sample:
    gold = row.get("main_content")
    if gold is None:
        gold = "\n".join(row.get("body") or []) or row.get("text") or ""
    return Sample(
        str(row.get("id")), row.get("url") or "", row["html"], gold, row.get("page_type") or "article", source
    )


def tokens(text: str) -> list[str]:
    """Lower-cased words."""
    return re.findall(r"\w+", text.lower())


def word_f1(predicted: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over the multisets of words."""
    got, want = tokens(predicted), tokens(gold)
    if not want or not got:
        hit = float(not want and not got)
        return hit, hit, hit
    shared = sum((Counter(got) & Counter(want)).values())
    precision, recall = shared / len(got), shared / len(want)
    return precision, recall, 2 * precision * recall / (precision + recall) if shared else 0.0
