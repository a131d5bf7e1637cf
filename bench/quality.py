"""How good the articles of a set are, page by page: what `bench.gate` and tests/test_quality.py hold to its floors."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bench.integrity import lost_repeats, torn
from bench.pages import SHARED, Sample, load
from bench.scores import score
from cleaner import Cleaner

PEERS = SHARED / "peers.parquet"
RECORDS = Path(__file__).resolve().parents[1] / "tests" / "quality.json"
INVENTED = "invented"
INVENTED_PAGES = RECORDS.with_suffix("")
# Every so-manieth page is measured, so that all sets together take less than a minute on one core.
EVERY = {
    INVENTED: 1, "wcxb-dev": 4, "publishers": 1, "daniel": 4, "magic-article": 1, "magic-forum": 1, "llmwebkit": 1,
    "defuddle": 1, "goose-newspaper": 1, "postlight": 1,
}  # fmt: skip
# The page is worse than what trafilatura or resiliparse give, by more than this in F1: a reader would notice.
REGRET = 0.1
FIELDS = ("title", "authors", "date")


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page.

    Attributes:
        key: its place in the set, or its name.
        url: where it came from.
        f1: of its words; None where the set has no text for it.
        faults: what went wrong, how often, of how many times that it could: `title wrong`, `tables with holes`, ...
    """

    key: str
    url: str
    f1: float | None
    faults: dict[str, tuple[int, int]]

    def record(self) -> Any:  # noqa: ANN401 - JSON
        """As it stands in the file: the F1, and the faults if there are any."""
        wrong = {name: faults for name, (faults, _) in sorted(self.faults.items()) if faults}
        return [self.f1, wrong] if wrong else self.f1


@dataclass(slots=True)
class SetScore:
    """One set: what it was measured on, its figures, its pages."""

    name: str
    digest: str
    pages: list[PageScore] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The mean F1, and for each fault its share; what no page of the set can show is left out."""
        texts = [page.f1 for page in self.pages if page.f1 is not None]
        faults: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for page in self.pages:
            for name, (wrong, judged) in page.faults.items():
                faults[name][0] += wrong
                faults[name][1] += judged
        shares = {name: round(wrong / judged, 4) for name, (wrong, judged) in sorted(faults.items()) if judged}
        return ({"f1": round(sum(texts) / len(texts), 4)} if texts else {}) | shares

    def record(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "sha256": self.digest,
            "every": EVERY[self.name],
            "figures": self.figures(),
            "pages": {page.key: page.record() for page in self.pages},
        }


def is_there(name: str) -> bool:
    """Whether the set can be read here."""
    return name == INVENTED or (_path(name).exists() and PEERS.exists())


def _path(name: str) -> Path:
    return INVENTED_PAGES if name == INVENTED else SHARED / f"{name}.parquet"


def digest(name: str) -> str:
    """SHA-256 of the set, and of the peers' scores that its regret is judged by."""
    path = _path(name)
    files = sorted(path.iterdir()) if path.is_dir() else [path, PEERS]
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def measure(name: str, cleaner: Cleaner | None = None) -> SetScore:
    """Clean the sample of a set, with the bundled rules, as a user does."""
    cleaner = cleaner or Cleaner()
    peers = _peers() if name != INVENTED else {}
    found = SetScore(name, digest(name))
    for key, sample in sampled(name):
        found.pages.append(_measure(key, sample, cleaner, peers.get((name, f"{key}:{sample.key}"))))
    return found


def sampled(name: str) -> Iterator[tuple[str, Sample]]:
    """The pages that are measured, each with its key."""
    path = _path(name)
    for number, sample in enumerate(load(path, EVERY[name])):
        yield Path(sample.key).stem if path.is_dir() else str(number * EVERY[name]), sample


def _measure(key: str, sample: Sample, cleaner: Cleaner, peer: float | None) -> PageScore:
    article = cleaner.clean(sample.html, sample.url or None)
    told = score(sample, article.text, (article.title or "", list(article.authors), (article.date or "")[:10]))
    # WCXB has pages whose gold is empty since there is nothing to keep; elsewhere it means that nobody wrote one.
    f1 = round(told["f1"], 4) if sample.gold or sample.source == "wcxb-dev" else None
    faults = {f"{name} wrong": (int(not told[name]), 1) for name in FIELDS if name in told}
    faults |= {name: (int(told[name]), 1) for name in ("authors, unasked", "date, unasked") if name in told}
    faults |= {
        f"{name} with holes": (tally.faults, tally.judged) for name, tally in torn(sample.html, article.html).items()
    }
    if sample.gold:
        faults["repeats lost"] = tuple(lost_repeats(sample.gold, article.text))
    if peer is not None and f1 is not None:
        faults["regret"] = (int(peer - f1 > REGRET), 1)
    return PageScore(key, sample.url, f1, faults)


@cache
def _peers() -> dict[tuple[str, str], float]:
    """(set, place:id) → the better F1 of trafilatura and resiliparse."""
    import pyarrow.parquet as pq

    rows = pq.read_table(PEERS).to_pylist()
    return {(row["set"], row["key"]): max(row["trafilatura"], row["resiliparse"]) for row in rows}


def read_records() -> dict[str, Any]:
    """What was written when the floors were set, by set."""
    return json.loads(RECORDS.read_text("utf-8")) if RECORDS.exists() else {}


def write_records(records: dict[str, Any]) -> None:
    """A line for each page, so that a diff tells which changed."""
    lines = ["{"]
    for place, (name, record) in enumerate(records.items()):
        head = {key: value for key, value in record.items() if key != "pages"}
        lines.append(f'{json.dumps(name)}: {json.dumps(head)[:-1]}, "pages": {{')
        pages = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in record["pages"].items()]
        lines += [",\n".join(pages), "}}," if place < len(records) - 1 else "}}"]
    RECORDS.write_text("\n".join([*lines, "}"]) + "\n", "utf-8")
