"""Labelled pages to fit and measure on.

A set is a Parquet file with the columns `html`, `url` and a gold text (`main_content`, `body`, `gold` or `text`;
`title`, `authors` or `author`, `publish_date`, `publishing_date` or `date` and `page_type` if there are any), or a
folder of such files or of pages `NAME.html` with their gold text beside them, `NAME.txt`. A `pages.json` in the folder
tells more of its pages: `{NAME: {"url": ..., "title": ..., "authors": [...], "date": ...}}`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleaner.tooling.word_overlap import overlap

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "nom"])

_TELL_LANGUAGE = frozenset(["daniel"])


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
    language: str = ""  # its English name, where the set's notes begin with it
    # Of `authors` and `date` those of which the set says nothing for this page, not even that there is none.
    unsaid: frozenset[str] = frozenset()

    @property
    def domain(self) -> str:
        """Registered domain, the unit of cross-validation."""
        host = re.sub(r"^\w+://", "", self.url or "").split("/")[0].split(":")[0].lower()
        labels = host.split(".")
        size = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
        return ".".join(labels[-size:])


def load(path: Path, every: int = 1) -> list[Sample]:
    """Read a set, or every so-manieth page of a file; the columns of the known ones are understood."""
    if path.is_dir():
        return [sample for file in sorted(path.glob("*.parquet")) for sample in load(file)] + _pairs(path)
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    places = range(0, table.num_rows, every)
    return [_sample(path.stem, str(place), table.slice(place, 1).to_pylist()[0]) for place in places]


def _pairs(folder: Path) -> list[Sample]:
    told = folder / "pages.json"
    about = json.loads(told.read_text("utf-8")) if told.exists() else {}
    return [
        _sample(
            folder.name,
            page.name,
            {"id": page.name, "html": page.read_bytes(), "text": gold.read_text("utf-8"), **about.get(page.stem, {})},
        )
        for page in sorted(folder.glob("*.html"))
        if (gold := page.with_suffix(".txt")).exists()
    ]


def _sample(source: str, number: str, row: dict[str, Any]) -> Sample:
    html, gold, authors = row["html"], row.get("main_content"), row.get("authors")
    if gold is None:
        gold = "\n".join(row.get("body") or []) or row.get("gold") or row.get("text") or ""
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
        date=str(row.get("publish_date") or row.get("publishing_date") or row.get("date") or "")[:10],
        language=(row.get("notes") or "").partition(" ")[0] if source in _TELL_LANGUAGE else "",
        unwanted=row.get("without_snippets") or row.get("without") or [],
        unsaid=frozenset(name for name in ("authors", "date") if name in row and row[name] is None),
    )


def runs(text: str) -> list[str]:
    """Lower-cased runs of letters and digits: what stands between two spaces or marks, in every script."""
    return re.findall(r"\w+", text.lower())


# Kana, ideographs and Thai: scripts that put no spaces between words.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


def tokens(text: str) -> list[str]:
    """Lower-cased words, and each letter of Chinese, Japanese and Thai.

    Between two marks of such a script stands a whole clause: counted as one word, it would be lost for one letter that
    differs, and a page of them would be judged by some twenty words.
    """
    return _TOKEN.findall(text.lower())


def word_f1(predicted: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over the multisets of words."""
    got, want = tokens(predicted), tokens(gold)
    if not want or not got:
        hit = float(not want and not got)
        return hit, hit, hit
    return overlap(Counter(got), Counter(want))
