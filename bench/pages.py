"""Labelled pages to fit and measure on.

A set is a Parquet file with the columns `html`, `url` and a gold text (`main_content`, `body` or `text`; `title`,
`authors` or `author`, `publish_date` or `publishing_date` and `page_type` if there are any), or a folder of such files
or of pages `NAME.html` with their gold text beside them, `NAME.txt`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
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
    title: str = ""
    authors: list[str] = field(default_factory=list)
    date: str = ""
    unwanted: list[str] = field(default_factory=list)

    @property
    def domain(self) -> str:
        """Registered domain, the unit of cross-validation."""
        host = re.sub(r"^\w+://", "", self.url or "").split("/")[0].split(":")[0].lower()
        labels = host.split(".")
        size = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
        return ".".join(labels[-size:])


def load(path: Path) -> list[Sample]:
    """Read a set; the columns of the two known ones are understood."""
    if path.is_dir():
        return [sample for file in sorted(path.glob("*.parquet")) for sample in load(file)] + _pairs(path)
    import pyarrow.parquet as pq

    return [_sample(path.stem, str(number), row) for number, row in enumerate(pq.read_table(path).to_pylist())]


def _pairs(folder: Path) -> list[Sample]:
    return [
        Sample(page.name, "", page.read_bytes(), gold.read_text("utf-8"), "article", folder.name)
        for page in sorted(folder.glob("*.html"))
        if (gold := page.with_suffix(".txt")).exists()
    ]


def _sample(source: str, number: str, row: dict[str, Any]) -> Sample:
    html, gold, authors = row["html"], row.get("main_content"), row.get("authors")
    if gold is None:
        gold = "\n".join(row.get("body") or []) or row.get("text") or ""
    if authors is None:
        authors = [name.strip() for name in re.split(r",|;| and | & ", row.get("author") or "")]
    return Sample(
        key=str(row.get("id") or number),
        url=row.get("url") or "",
        html=html.encode() if isinstance(html, str) else html,
        gold=gold,
        kind=row.get("page_type") or "article",
        source=source,
        title=row.get("title") or "",
        authors=[name for name in authors if name],
        date=str(row.get("publish_date") or row.get("publishing_date") or "")[:10],
        unwanted=row.get("without_snippets") or [],
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
