"""What one figure for a set hides: `python -m bench.aspects WHAT [SETS...]`, one line for each set.

    loose       recall, precision and leaked snippets of the strict and the loose reading, and of each type of page
    address     what pages lose when nobody says where they come from
    length      pages by the length of their gold; the ten worst long ones with the reasons of what they lost
    confidence  how far confidence is from F1, over ten bins
    language    each language of the sets that tell it, beside trafilatura

Rules take no part. `--weights` names a folder of weights or a pickled `Weights`, such as of a fit that left out a set;
`--fold` takes only the pages whose domains such a fit did not see (`bench.fit_pages.fold_of`).
"""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bench.arguments import parser_of
from bench.extractors import versions
from bench.fit_pages import SETS, fold_of
from bench.pages import SHARED, Sample, load, tokens, word_f1
from bench.scores import Scores, calibration_error, mean, peer_scores, reliability, score
from cleaner import Cleaner
from cleaner.trace import Trace
from cleaner.weights import Weights

LONG, SHORT = 2500, 150
WORST = 10
BESIDE = "trafilatura"
# A block is lost when this share of its words is missing in the text and not in the gold.
LOST = 0.8
Line = tuple[str, Scores]


def loose(samples: Iterable[Sample], cleaner: Cleaner) -> Iterator[Line]:
    """Both readings of each page."""
    for sample in samples:
        article = cleaner.clean(sample.html, sample.url or None)
        for reading, text in (("strict", article.text), ("loose", article.loose.text)):
            told = score(sample, text)
            yield f"{reading:7} {sample.source}", told
            if SETS[sample.source].page_type is None:
                yield f"{reading:7} {sample.source} {sample.kind}", told


def address(samples: Iterable[Sample], cleaner: Cleaner) -> Iterator[Line]:
    """Each page with its address and without."""
    for sample in samples:
        if sample.url:
            told = score(sample, cleaner.clean(sample.html, sample.url).text)["f1"]
            untold = score(sample, cleaner.clean(sample.html).text)["f1"]
            yield sample.source, {"with": told, "without": untold, "loss": told - untold}


def length(samples: Iterable[Sample], cleaner: Cleaner) -> Iterator[Line]:
    """Each page by the length of its gold."""
    worst = []
    for sample in samples:
        words = len(tokens(sample.gold))
        trace = cleaner.trace(sample.html, sample.url or None)
        told = score(sample, trace.article.text)
        name = "long" if words > LONG else "short" if words < SHORT else "middling"
        yield f"{name:9} {sample.source}", told
        yield f"{name:9} all", told
        if words > LONG:
            worst.append((told["f1"], told["recall"], sample, _losses(trace, sample.gold)))
    for f1, recall, sample, lost in sorted(worst, key=lambda page: page[0])[:WORST]:
        why = ", ".join(f"{count} {reason}" for reason, count in lost.most_common(4))
        print(f"F1 {f1:.2f} recall {recall:.2f} {sample.source} {sample.key} {sample.url[:70]}: {why}")


def confidence(samples: Iterable[Sample], cleaner: Cleaner) -> Iterator[Line]:
    """Confidence and F1 of each page; bins are made of them at the end."""
    for sample in samples:
        article = cleaner.clean(sample.html, sample.url or None)
        yield sample.source, {"f1": word_f1(article.text, sample.gold)[2], "confidence": article.confidence}


def language(samples: Iterable[Sample], cleaner: Cleaner) -> Iterator[Line]:
    """Each page by its language, and what trafilatura makes of it."""
    told = [sample for sample in samples if sample.language]
    peers = {name: number for name, number in versions().items() if name == BESIDE}
    theirs = peer_scores(told, peers).get(BESIDE, [{} for _ in told])
    for sample, their in zip(told, theirs, strict=True):
        ours = score(sample, cleaner.clean(sample.html, sample.url or None).text)
        found = ours | {BESIDE: their["f1"], "ahead": ours["f1"] - their["f1"]} if their else ours
        yield f"{sample.source} {sample.language}", found


def _losses(trace: Trace, gold: str) -> Counter[str]:
    """Words of the gold that are not in the article, by what dropped the blocks that hold them."""
    missing = Counter(tokens(gold))
    missing.subtract(tokens(trace.article.text))
    missing = +missing
    lost: Counter[str] = Counter()
    for block, verdict in zip(trace.blocks, trace.verdicts, strict=True):
        words = Counter(tokens(block.text))
        found = words & missing
        if not verdict.kept and found and found.total() >= LOST * words.total():
            missing -= found
            lost[verdict.reason or f"likely to {verdict.score:.1f}"] += found.total()
    lost["in no block"] = missing.total()
    return lost


WHAT: dict[str, Callable[[Iterable[Sample], Cleaner], Iterator[Line]]] = {
    "loose": loose, "address": address, "length": length, "confidence": confidence, "language": language,
}  # fmt: skip


def read_weights(path: Path) -> Weights:
    """Of a folder as `bench.fit` writes it, or pickled."""
    if path.is_dir():
        return Weights.read(path)
    found = pickle.loads(path.read_bytes())
    if not isinstance(found, Weights):
        raise SystemExit(f"{path} holds no weights")
    return found


def read_samples(names: Sequence[str], folder: Path, fold: int | None) -> Iterator[Sample]:
    """The pages of the sets that have a gold text."""
    for name in names:
        for sample in load(folder / f"{name}.parquet"):
            group = sample.domain or f"{sample.source} {sample.key}"
            if (sample.gold or name == "wcxb-dev") and fold in (None, fold_of(group)):
                yield sample


def main() -> None:
    """The command."""
    parser = parser_of("bench.aspects", __doc__)
    parser.add_argument("what", choices=WHAT, help="what is looked at, of the five above")
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"by name: {', '.join(SETS)}; all of them by default")
    parser.add_argument("--data", type=Path, default=SHARED, help="folder of the sets' Parquet files")
    parser.add_argument("--weights", type=Path, help="others than the bundled ones")
    parser.add_argument("--fold", type=int, help="only pages of domains in this fold")
    args = parser.parse_args()
    cleaner = Cleaner(rules=None, weights=read_weights(args.weights) if args.weights else None)
    found: dict[str, list[Scores]] = defaultdict(list)
    for name, scores in WHAT[args.what](read_samples(args.sets or list(SETS), args.data, args.fold), cleaner):
        found[name].append(scores)
    for name, pages in sorted(found.items()):
        figures = {key: mean(pages, key) for key in dict.fromkeys(key for page in pages for key in page)}
        if args.what == "confidence":
            figures["error"] = calibration_error(reliability(pages))
        print(f"{name:32} {len(pages):5}  " + "  ".join(f"{key} {value:.4f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
