"""A web archive from end to end: `python -m bench.throughput ARCHIVE.warc.gz [PAGES]`.

`clean` alone in a loop over pages in memory; the batch command with one worker and with two; the same job by hand with
trafilatura in a process pool, and with resiliparse's reader and extractor in one. Processor time of all processes is
counted beside the clock, so that a busy machine shows in one and not in the other. The loop is run before and after the
command, because on a busy machine processor time grows, too; and once in two processes at the same time, for two cores
that share caches and power seldom do twice the work of one.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from bench.arguments import parser_of
from bench.extractors import MAKERS
from cleaner import Cleaner
from cleaner.batch import CleanerPlan, Job, Limits, run

_ALONE = "clean in a loop"
_EXTRACT: list[Callable[[bytes, str], str]] = []


def responses(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Addresses and bodies."""
    for record in ArchiveIterator(str(archive), record_types=WarcRecordType.response, fsspec_args=False):
        yield record.headers.get("WARC-Target-URI") or "", record.reader.read()


def clock() -> tuple[float, float]:
    """Seconds on the clock, and of the processor, of this process and of those that it waited for."""
    used = os.times()
    return time.monotonic(), used.user + used.system + used.children_user + used.children_system


def alone(archive: Path) -> tuple[int, float, float]:
    """The library on pages in memory, text included: pages, and seconds of the clock and of the processor.

    Reading and writing are not counted, nor what is loaded with a first page. In a process of its own, as the command's
    workers are: a loop that has seen the pages before finds what it keeps of their names and lines.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_loop, archive).result()


def _loop(archive: Path) -> tuple[int, float, float]:
    cleaner, pages = Cleaner(), list(responses(archive))
    cleaner.clean("<p>A first page.</p>")
    start = clock()
    for url, html in pages:
        _ = cleaner.clean(html, url).text
    end = clock()
    return len(pages), end[0] - start[0], end[1] - start[1]


def two_loops(archive: Path) -> None:
    """The loop in two processes at once that have nothing to do with each other: what the machine's cores allow."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        loops = list(pool.map(_loop, [archive, archive]))
    rate = sum(pages / seconds for pages, seconds, _ in loops)
    print(f"{'clean in two loops at once':32} {sum(loop[0] for loop in loops):>6,} pages  {'':9}  {rate:7.1f} pages/s")


def ours(jobs: int) -> Callable[[Path, Path], int]:
    return lambda archive, out: run(Job((archive,), out, plan=CleanerPlan(), limits=Limits(jobs=jobs))).pages


def peer(name: str, jobs: int) -> Callable[[Path, Path], int]:
    def work(archive: Path, out: Path) -> int:
        pages = 0
        with ProcessPoolExecutor(jobs, initializer=_start, initargs=(name,)) as pool, out.open("w") as file:
            for url, text in pool.map(_extract, responses(archive), chunksize=16):
                file.write(json.dumps({"url": url, "text": text}, ensure_ascii=False) + "\n")
                pages += 1
        return pages

    return work


def _start(name: str) -> None:
    import logging

    logging.disable(logging.CRITICAL)
    _EXTRACT.append(MAKERS[name]().text)


def _extract(page: tuple[str, bytes]) -> tuple[str, str]:
    url, html = page
    try:
        return url, _EXTRACT[0](html, url)
    except Exception:
        return url, ""


def _tell(name: str, pages: int, seconds: float, processor: float) -> None:
    print(
        f"{name:32} {pages:>6,} pages  {seconds:7.1f} s  {pages / seconds:7.1f} pages/s  "
        f"{processor:7.1f} s of processor  {pages / processor:7.1f} pages per second of it",
        flush=True,
    )


def cut(archive: Path, pages: int, out: Path) -> Path:
    """The first pages of the archive alone."""
    spots = [record.stream_pos for record in islice(ArchiveIterator(str(archive), fsspec_args=False), 2 * pages + 2)]
    with archive.open("rb") as file:
        out.write_bytes(file.read(spots[-1]))
    return out


def measure(archive: Path, pages: int | None) -> None:
    """Print what each way takes."""
    runs: list[tuple[str, Callable[[Path, Path], int]]] = [
        ("cleaner batch, 1 worker", ours(1)),
        ("cleaner batch, 2 workers", ours(2)),
        ("trafilatura, pool of 2", peer("trafilatura", 2)),
        ("trafilatura fast, pool of 2", peer("trafilatura, fast", 2)),
        ("resiliparse, pool of 2", peer("resiliparse", 2)),
    ]
    with tempfile.TemporaryDirectory() as folder:
        given = cut(archive, pages, Path(folder, "cut.warc.gz")) if pages else archive
        _tell(_ALONE, *alone(given))
        two_loops(given)
        for number, (name, work) in enumerate(runs):
            start = clock()
            found = work(given, Path(folder, f"{number}.jsonl"))
            end = clock()
            _tell(name, found, end[0] - start[0], end[1] - start[1])
            if number == 1:
                _tell(_ALONE, *alone(given))


def main() -> None:
    """The command."""
    parser = parser_of("bench.throughput", __doc__)
    parser.add_argument("archive", type=Path, help="web archive, such as `bench.warc` writes")
    parser.add_argument("pages", type=int, nargs="?", help="only so many")
    args = parser.parse_args()
    measure(args.archive, args.pages)


if __name__ == "__main__":
    main()
