"""Scores of extractors, page by page; those of other projects are kept in a file, as they change with versions only."""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.extractors import PEERS, Extractor, Fields
from bench.fit import cross_validate
from bench.fit_blocks import Settings
from bench.fit_pages import SETS, prepare, read_sets
from bench.fit_tokens import count_tokens
from bench.pages import Sample, word_f1
from cleaner import Cleaner
from cleaner.article.article import Article

Scores = dict[str, float]
SAVE_EVERY = 200
KEPT = Path(__file__).resolve().parents[1] / "build" / "peers.json"


def score(sample: Sample, text: str, fields: Fields | None = None) -> Scores:
    """Whatever can be told about one page; what its gold says nothing about is left out."""
    out = dict(zip(("precision", "recall", "f1"), word_f1(text, sample.gold), strict=True))
    if sample.unwanted:
        lower = text.lower()
        out["leaked"] = sum(snippet.lower() in lower for snippet in sample.unwanted) / len(sample.unwanted)
    if fields is not None:
        out |= _score_fields(sample, *fields)
    return out


def _score_fields(sample: Sample, title: str, authors: list[str], date: str) -> Scores:
    out = {}
    if sample.title:
        out["title"] = float(_squeeze(title) == _squeeze(sample.title))
    names = set(map(_squeeze, authors)) - {""}
    if sample.authors:
        out["authors"] = float(names == set(map(_squeeze, sample.authors)))
    elif "authors" not in sample.unsaid:
        out["authors, unasked"] = float(bool(names))
    if sample.date:
        out["date"] = float(date == sample.date)
    elif "date" not in sample.unsaid:
        out["date, unasked"] = float(bool(date))
    return out


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def our_scores(samples: Iterable[Sample], *, fitted: bool = True) -> list[Scores]:
    """Without site rules; of sets the weights were fitted on, by weights that never saw a page's domain.

    Not `fitted`: with the shipped weights, which is enough for metadata.
    """
    samples = list(samples)
    unseen = _cross_validated() if fitted and any(sample.source in SETS for sample in samples) else {}
    cleaner = Cleaner(rules=None)
    out = []
    for sample in samples:
        article = unseen.get(_address(sample)) or cleaner.clean(sample.html, sample.url or None)
        fields = article.title or "", list(article.authors), (article.date or "")[:10]
        out.append(score(sample, article.text, fields) | {"confidence": article.confidence})
    return out


def _cross_validated() -> dict[str, Article]:
    pages = list(prepare(read_sets(SETS)))
    found = cross_validate(pages, count_tokens(pages), Settings())
    return {_address(page.sample): article for page, article in found}


def _address(sample: Sample) -> str:
    return f"{sample.source} {sample.key}"


def peer_scores(samples: list[Sample], peers: Mapping[str, str], kept: Path = KEPT) -> dict[str, list[Scores]]:
    """Of each peer (name and version); a page on which it fails scores nothing and is counted."""
    known: dict[str, dict[str, Scores]] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    out = {}
    for name, number in peers.items():
        mine = known.setdefault(f"{name} {number}", {})
        extractor = PEERS[name][1]()
        new = [sample for sample in samples if _print(sample) not in mine]
        for count, sample in enumerate(new, 1):
            mine[_print(sample)] = run(extractor, sample)
            if count % SAVE_EVERY == 0 or count == len(new):
                kept.parent.mkdir(exist_ok=True)
                kept.write_text(json.dumps(known), "utf-8")
                print(f"{name}: {count} of {len(new)} pages", file=sys.stderr)
        out[name] = [mine[_print(sample)] for sample in samples]
    return out


def run(extractor: Extractor, sample: Sample) -> Scores:
    """Score one page."""
    try:
        text = extractor.text(sample.html, sample.url)
        fields = extractor.fields(sample.html, sample.url) if extractor.fields else None
    except Exception:
        return score(sample, "", ("", [], "") if extractor.fields else None) | {"failed": 1.0}
    return score(sample, text, fields)


def _print(sample: Sample) -> str:
    gold = [sample.gold, sample.title, sample.date, *sample.authors]
    return f"{zlib.crc32(sample.html):08x}{zlib.crc32(json.dumps(gold).encode()):08x}"


def mean(scores: Iterable[Mapping[str, float]], key: str) -> float:
    """Over the pages that have it."""
    found = [page[key] for page in scores if key in page]
    return sum(found) / len(found) if found else float("nan")


class Bin(NamedTuple):
    """Pages whose confidence lies between two tenths; means are NaN where there is none."""

    pages: int
    confidence: float
    f1: float


def reliability(scores: Iterable[Scores], bins: int = 10) -> list[Bin]:
    """Of the pages in each bin of confidence, from the least sure on, the mean confidence and the mean F1."""
    groups: list[list[Scores]] = [[] for _ in range(bins)]
    for page in scores:
        groups[min(int(page["confidence"] * bins), bins - 1)].append(page)
    return [Bin(len(group), mean(group, "confidence"), mean(group, "f1")) for group in groups]


def calibration_error(bins: Iterable[Bin]) -> float:
    """Expected calibration error of the confidence, against F1."""
    filled = [each for each in bins if each.pages]
    gaps = (each.pages * abs(each.confidence - each.f1) for each in filled)
    return sum(gaps) / sum(each.pages for each in filled)
