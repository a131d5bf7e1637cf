"""A dump with one hostile page in a hundred: `python -m bench.hostile.mixed PAGES.parquet [RECORDS]`.

Cleans it beside the same dump without them: every hostile page must be told, and all others come out the same.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from pathlib import Path

from bench.arguments import parser_of
from bench.hostile.refused import BAD
from bench.pages import load
from cleaner.batch import Job, Limits, run


def write(path: Path, pages: list[tuple[str, str]]) -> Path:
    with path.open("w", encoding="utf-8") as out:
        for name, html in pages:
            out.write(json.dumps({"id": name, "html": html}) + "\n")
    return path


def rows(path: Path) -> dict[str, dict]:
    with path.open(encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def compare_dumps(source: Path, records: int) -> None:
    """Clean both dumps, and print what differs."""
    random_ = random.Random(7)
    samples = [sample for sample in load(source) if len(sample.html) <= 60_000]
    fine = [(f"r{n}", samples[n % len(samples)].html.decode("utf-8", "replace")) for n in range(records)]
    mixed = list(fine)
    for number in range(records // 100):
        name = list(BAD)[number % len(BAD)]
        mixed.insert(random_.randrange(len(mixed)), (f"bad {number}: {name}", f"<html><body>{BAD[name]}"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        limits = Limits(timeout_s=10)
        run(Job((write(folder / "fine.jsonl", fine),), folder / "fine.out.jsonl", limits=limits))
        started = time.monotonic()
        report = run(Job((write(folder / "mixed.jsonl", mixed),), folder / "mixed.out.jsonl", limits=limits))
        seconds = time.monotonic() - started
        expected, found = rows(folder / "fine.out.jsonl"), rows(folder / "mixed.out.jsonl")
        for name, row in found.items():
            if name.startswith("bad "):
                print(f"{name:40} {row['status']:7} {row['reason']}")
        places = {"source", "position"}
        wrong = [
            name
            for name, row in expected.items()
            if {key: value for key, value in row.items() if key not in places}
            != {key: value for key, value in found[name].items() if key not in places}
        ]
        print(
            f"{len(found)} rows for {len(mixed)} records, {len(wrong)} others differ; {seconds:.0f} s; {report.line()}"
        )


def main() -> None:
    """The command."""
    parser = parser_of("bench.hostile.mixed", __doc__)
    parser.add_argument("pages", type=Path, help="Parquet file or folder of labelled pages")
    parser.add_argument("records", type=int, nargs="?", default=2000, help="of the dump that is made; 2000 by default")
    args = parser.parse_args()
    compare_dumps(args.pages, args.records)


if __name__ == "__main__":
    main()
