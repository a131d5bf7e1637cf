"""What docs/scale.md says of one machine: `python -m bench.scale PAGES.parquet [PAGES] [ROUNDS]`, some four minutes.

Pages as a crawl's archive; in rounds, so that a busy minute touches all of them: `clean` in a loop, reading alone, the
batch command with one worker, with two and in stretches. Medians; for a quiet machine. Then what starting takes, and
the arithmetic for a billion such pages and for a month of a large crawl.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import warc
from bench.arguments import parser_of
from bench.pages import load
from bench.throughput import alone, clock
from cleaner.batch import Job, Limits, run
from cleaner.batch.task import Splitting
from cleaner.dumps import ReadOptions, open_dump

STRETCHES = 4
STARTS = 7
BILLION = 1_000_000_000
# Pages, and bytes of its web archives, of a recent month of Common Crawl, in round figures.
MONTH_PAGES, MONTH_BYTES = 2.5e9, 90e12
FIRST_PAGE = """
import time
from cleaner.batch import CleanerPlan, Limits, run, supervise
from cleaner.dumps import Record
page = Record("a", None, b"<p>A page of the harbour.", "html", "a", 1)
start = time.monotonic()
list(supervise([page], CleanerPlan(), Limits(jobs=1)))
print(time.monotonic() - start)
"""
A_THREAD = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
Spent = tuple[float, float]
"""Seconds of the clock, and of the processor."""


def spent(work: Callable[[], object]) -> Spent:
    start = clock()
    work()
    end = clock()
    return end[0] - start[0], end[1] - start[1]


def batch(archive: Path, out: Path, jobs: int, splitting: Splitting | None = None) -> Callable[[], object]:
    """A run into a folder of its own."""
    limits = Limits(jobs=jobs)
    return lambda: run(
        Job((archive,), Path(tempfile.mkdtemp(dir=out)), format="jsonl", limits=limits, splitting=splitting)
    )


def rounds(archive: Path, first: Path, out: Path, times: int) -> dict[str, Spent]:
    """What each of the ways costs, the median of so many rounds; `first` is an archive of one page.

    Each round has processes of its own, the loop too.
    """
    split = Splitting(archive.stat().st_size // STRETCHES // 4 + 1)  # web archives are cut at four times the size
    loop = "`clean` in a loop, in memory"
    ways: dict[str, Callable[[], object]] = {
        "reading the archive and nothing else": lambda: sum(1 for _ in open_dump(archive, ReadOptions())),
        "`cleaner batch -j1`, start-up included": batch(archive, out, 1),
        "`cleaner batch -j2`": batch(archive, out, 2),
        "one page of it, with one worker": batch(first, out, 1),
        f"in {STRETCHES} stretches, each with a worker of its own": batch(archive, out, 1, split),
    }
    found: dict[str, list[Spent]] = {name: [] for name in (loop, *ways)}
    for number in range(times):
        found[loop].append(alone(archive)[1:])
        for name, work in ways.items():
            found[name].append(spent(work))
            print(f"round {number + 1}: {name}: {found[name][-1][0]:.2f} s", file=sys.stderr, flush=True)
    return {name: (median(s for s, _ in all_), median(p for _, p in all_)) for name, all_ in found.items()}


def starting() -> dict[str, float]:
    """Seconds until the command has said its version, and until a worker has cleaned its first page.

    Each in a process of its own, for a worker is a copy of the process that starts it where that has one thread, as the
    command has, and else a fresh start of Python, which imports the script of that process again.
    """

    def command() -> float:
        words = [sys.executable, "-m", "cleaner", "--version"]
        return spent(lambda: subprocess.run(words, check=True, stdout=subprocess.DEVNULL))[0]

    def worker(before: str) -> Callable[[], float]:
        words = [sys.executable, "-c", f"{before}\n{FIRST_PAGE}"]
        return lambda: float(subprocess.run(words, check=True, capture_output=True).stdout)

    ways = {
        "start-up of the command": command,
        "a worker, with its first page": worker(""),
        "the same where threads run": worker(A_THREAD),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(STARTS):
        for name, work in ways.items():
            found[name].append(work())
    return {name: median(seconds) for name, seconds in found.items()}


def tell(found: dict[str, Spent], pages: int, packed: int) -> None:
    """The table and the arithmetic."""
    print(f"{pages:,} pages, {packed / 1e6:.1f} MB packed; {os.cpu_count()} cores\n")
    print("| what | clock | processor time | pages per second of it |\n| --- | ---: | ---: | ---: |")
    for name, (seconds, processor) in found.items():
        print(f"| {name} | {seconds:.2f} s | {processor:.2f} s | {pages / processor:,.0f} |")
    loop, read, one, two, first, _ = found.values()
    for at, what in enumerate(("by the clock", "by processor time")):
        times = 1 if at == 0 else 2  # two workers use two processors
        print(f"\n{what}: one worker {loop[at] / one[at]:.2f} of the loop; two {times * one[at] / two[at]:.2f} of one")
        long_one, long_two = one[at] - first[at], two[at] - first[at]
        rates = f"{loop[at] / long_one:.2f}; {times * long_one / long_two:.2f}"
        print(f"without what one page takes, as in a long run: {rates}")
    print(f"a page: {1e3 * loop[1] / pages:.1f} ms to clean, {1e3 * read[1] / pages:.2f} ms to read")
    each, size = one[1] / pages, packed / pages
    for name, count, packed_bytes in (
        ("a billion such pages", BILLION, BILLION * size),
        ("a month of Common Crawl", MONTH_PAGES, MONTH_BYTES),
    ):
        hours = count * each / 3600
        rate = packed_bytes / (3600 * hours / 1000) / 1e9
        print(f"{name}: {hours:,.0f} core hours, {packed_bytes / 1e12:,.0f} TB; for 1,000 cores {rate:.1f} GB/s")


def measure(source: Path, pages: int, times: int) -> None:
    """All of it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        archive, first = Path(folder, "crawl.warc.gz"), Path(folder, "first.warc.gz")
        given = load(source)
        warc.write(given, archive, pages)
        warc.write(given, first, 1)
        found = rounds(archive, first, Path(folder), times)
        tell(found, pages, archive.stat().st_size)
    print("; ".join(f"{name}: {seconds:.2f} s" for name, seconds in starting().items()))
    print(f"took {time.monotonic() - began:.0f} s", file=sys.stderr)


def main() -> None:
    """The command."""
    parser = parser_of("bench.scale", __doc__)
    parser.add_argument("source", type=Path, help="Parquet file or folder of labelled pages")
    parser.add_argument("pages", type=int, nargs="?", default=600, help="of the archive that is made; 600 by default")
    parser.add_argument("rounds", type=int, nargs="?", default=3, help="of which the median counts; 3 by default")
    args = parser.parse_args()
    measure(args.source, args.pages, args.rounds)


if __name__ == "__main__":
    main()
