"""Sweep the numbers that decide what stays: `python -m bench.sweep` writes docs/constants.md.

Each number in a constant of `cleaner/judge/`, `cleaner/text/` and `cleaner/pipeline.py` is set lower and higher, one at
a time: by about a third, whole numbers by one at least, zeros by a half, shares so that they stay below 1. The real
pipeline cleans a sample of each set by the shipped weights. A row of the table tells the F1 that a set gains or loses.
Those of `judge/` are measured on pages, those of `text/` on the same pages as plain-text dumps, a line for each block.

The table is written anew behind each constant, so that a run which is cut short leaves what it has measured, and names
what it has not. With `--changed` the rows of the table stay as they are, and only constants are swept that are new or
have another value by now. Whoever changes the judgement has to run that, since a test wants the table to hold each
constant with the value that it has.

A number of no weight decided nothing on the sample: it is for pages that are rarer, or it is read once, where the
module is loaded. What is no choice at all, such as codes, units and limits that only hostile pages reach, is listed in
`NO_CHOICE` and is not swept. The weights were fitted on the same sets, so that small gains mean nothing; large losses
tell which numbers carry the result.
"""

from __future__ import annotations

import ast
import math
import multiprocessing
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final, TypeAlias

from bench.arguments import parser_of
from bench.fit_pages import SETS, read_sets
from bench.pages import SHARED, Sample, word_f1
from bench.sweep_table import Constant, Row, read_rows, show
from cleaner import Cleaner

ROOT: Final = Path(__file__).resolve().parents[1]
TABLE: Final = ROOT / "docs" / "constants.md"
ROOMS: Final = {"judge": "pages", "text": "dumps"}
MORE: Final = {"cleaner.pipeline": "pages"}
# Codes, units, the places of columns, what shapes a column that the weights were fitted on, how much is held in memory,
# and limits that only pages made to stop the cleaner reach.
NO_CHOICE: Final = frozenset((
    "feature_columns", "feature_names", "explain_features", "opinion", "page_shape", "permalinks", "aside._MOST_KNOWN",
    "classify.LEAF_UNIT", "classify._SECTION_LEVEL", "classify._SUREST", "classify._MOST_WORDS", "classify._VOTED",
    "box_parts._MAX_NESTED", "mirrors._CLIMBED", "mirrors._TWICE", "same_box._SUREST", "structures._SUREST",
    "threads._SUREST",
    "thread_signs._LONGEST_HEAD", "thread_signs._TAG", "notice_markup._MOST_MARKUP", "verdict._NEVER", "hidden._LEVELS",
    "pull_quotes._MOST_QUOTES", "repeats._MOST_MARKS", "features._FAR", "line_facts", "segment",
))  # fmt: skip


Value: TypeAlias = "float | str | bool | tuple[Value, ...] | dict[str, Value]"


def constants() -> list[Constant]:
    """All numbers that are swept, by module and in the order in which they stand there."""
    found = []
    homes = dict(MORE)
    for room, measured_on in ROOMS.items():
        paths = sorted((ROOT / "cleaner" / room).glob("*.py"))
        homes |= {f"cleaner.{room}.{path.stem}": measured_on for path in paths if path.stem != "__init__"}
    left_out: set[str] = set()
    for module, measured_on in homes.items():
        stem = module.rpartition(".")[2]
        for name in assigned(import_module(module).__file__ or ""):
            if called := {stem, f"{stem}.{name}"} & NO_CHOICE:
                left_out |= called
                continue
            value = getattr(import_module(module), name)
            found += [Constant(module, name, path, number, measured_on) for path, number in numbers(value)]
    if gone := NO_CHOICE - left_out:
        raise RuntimeError(f"left out of the sweep, but nowhere any more: {', '.join(sorted(gone))}")
    return found


def assigned(path: str) -> list[str]:
    """Names in capitals that a module gives a literal."""
    names: list[str] = []
    for node in ast.parse(Path(path).read_text("utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            try:
                ast.literal_eval(node.value)
            except ValueError:
                continue
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            names += [part.id for part in parts if isinstance(part, ast.Name) and part.id.isupper()]
    return names


def numbers(value: Value) -> Iterator[tuple[tuple[str | int, ...], float]]:
    """The numbers in a constant, with the keys that lead to each."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield (), value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from (((key, *path), number) for path, number in numbers(part))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from (((place, *path), number) for path, number in numbers(part))


def changed(value: Value, path: Sequence[str | int], number: float) -> Value:
    """The constant with another number in one place."""
    if not path:
        return number
    if isinstance(value, dict):
        return {**value, path[0]: changed(value[path[0]], path[1:], number)}
    return tuple(changed(part, path[1:], number) if at == path[0] else part for at, part in enumerate(value))


@contextmanager
def patched(constant: Constant, number: float) -> Iterator[None]:
    """The package with another number in one constant, also where other modules have imported it."""
    was = getattr(sys.modules[constant.module], constant.name)
    now = changed(was, constant.path, number)
    holders = [
        module
        for name, module in list(sys.modules.items())
        if name.split(".")[0] == "cleaner" and vars(module).get(constant.name) is was
    ]
    # Small whole numbers are one object everywhere: a name that another module gave its own number stays.
    if not isinstance(was, dict | tuple):
        holders = [module for module in holders if module.__name__ == constant.module or not _is_own(module, constant)]
    for module in holders:
        setattr(module, constant.name, now)
    try:
        yield
    finally:
        for module in holders:
            setattr(module, constant.name, was)


def _is_own(module: ModuleType, constant: Constant) -> bool:
    return constant.name in assigned(module.__file__ or "") if module.__file__.endswith(".py") else True


class Sweep:
    """Samples of the sets, as pages and as dumps."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._cleaner = Cleaner(rules=None)
        self._samples = samples
        self._dumps = [self._dump(sample) for sample in samples]

    def _dump(self, sample: Sample) -> str:
        blocks = self._cleaner.trace(sample.html, sample.url or None).blocks
        return "\n".join(block.text for block in blocks if not block.hidden)

    def means(self, measured_on: str) -> dict[str, float]:
        """F1 of each set."""
        scores: dict[str, list[float]] = {}
        for sample, dump in zip(self._samples, self._dumps, strict=True):
            url = sample.url or None
            article = (
                self._cleaner.clean(sample.html, url) if measured_on == "pages" else self._cleaner.clean_text(dump, url)
            )
            scores.setdefault(sample.source, []).append(word_f1(article.text, sample.gold)[2])
        return {name: math.fsum(found) / len(found) for name, found in scores.items()}

    def row(self, constant: Constant, shipped: Mapping[str, Mapping[str, float]]) -> Row:
        """What a constant does."""
        ends = []
        for number in constant.around():
            with patched(constant, number):
                ends.append(self.means(constant.measured_on))
        base = shipped[constant.measured_on]
        return Row(constant, {name: (ends[0][name] - base[name], ends[1][name] - base[name]) for name in base})


def sampled(samples: Sequence[Sample], most: int) -> list[Sample]:
    """Of each set with gold so many pages, spread over it."""
    found = []
    for name in dict.fromkeys(sample.source for sample in samples):
        own = [sample for sample in samples if sample.source == name and sample.gold]
        found += own[:: max(1, math.ceil(len(own) / most))]
    return found


_sweep: Sweep
_shipped: dict[str, dict[str, float]]


def _row(constant: Constant) -> Row:
    return _sweep.row(constant, _shipped)


def main() -> None:
    """The command."""
    parser = parser_of("bench.sweep", __doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"by name: {', '.join(SETS)}; all of them by default")
    parser.add_argument("--data", type=Path, default=SHARED, help="folder of the sets' Parquet files")
    parser.add_argument("--any-data", action="store_true", help="take files whose hash is another")
    parser.add_argument("--pages", type=int, default=40, help="of each set at most")
    parser.add_argument("--only", default="", metavar="TEXT", help="constants whose name holds this")
    parser.add_argument("--changed", action="store_true", help="only constants that the table lacks at their value")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--output", type=Path, default=TABLE, help="the table, Markdown")
    args = parser.parse_args()
    began = time.process_time()
    global _sweep, _shipped  # forked processes have them without reading the sets again
    samples = sampled(read_sets(args.sets or SETS, args.data, checked=not args.any_data), args.pages)
    _sweep = Sweep(samples)
    _shipped = {measured_on: _sweep.means(measured_on) for measured_on in ("pages", "dumps")}
    every = constants()
    rows = read_rows(args.output.read_text("utf-8"), every) if args.changed else []
    known = {row.constant for row in rows}
    wanted = [constant for constant in every if args.only in str(constant) and constant not in known]
    pages = {name: sum(sample.source == name for sample in samples) for name in _shipped["pages"]}

    def write() -> None:
        done = {row.constant for row in rows}
        others = [constant for constant in every if constant not in done]
        args.output.write_text(show(rows, _shipped, pages, others), "utf-8")

    write()
    with multiprocessing.get_context("fork").Pool(args.jobs) as pool:
        for row in pool.imap(_row, wanted):
            rows.append(row)
            write()
            print(f"{row.constant}  {row.constant.value:g}  {row.weight:.4f}", flush=True)
    print(f"{len(wanted)} constants, {len(samples)} pages, {time.process_time() - began:.0f} s in this process")


if __name__ == "__main__":
    main()
