"""What extractors cost: process time beside a bare parse, start-up, peak memory."""

from __future__ import annotations

import contextlib
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.extractors import MAKERS, Extractor
from bench.pages import Sample

WARM_UP = 10
STARTS = 3


def speed(samples: Sequence[Sample], names: Sequence[str]) -> dict[str, float]:
    """Process time as multiples of the first one's, each in turn with it on every page.

    On a noisy machine ratios hold; and no extractor finds the processor's caches full of another one's data, as it
    would not in use.
    """
    extractors = {name: MAKERS[name]() for name in names}
    yardstick = extractors[names[0]]
    gc.collect()
    gc.freeze()  # the collector must not walk the set that waits in memory, nor the other extractors
    found = {names[0]: 1.0}
    for name in names[1:]:
        for sample in samples[:WARM_UP]:
            spend(extractors[name], sample)
        spent = [(spend(yardstick, sample), spend(extractors[name], sample)) for sample in samples]
        found[name] = sum(its for _, its in spent) / sum(parse for parse, _ in spent)
    return found


def spend(extractor: Extractor, sample: Sample) -> float:
    """Process time of one page in seconds, whatever comes of it."""
    start = time.process_time()
    with contextlib.suppress(Exception):
        extractor.text(sample.html, sample.url)
    return time.process_time() - start


def alone(samples: Sequence[Sample], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Start-up in seconds with one page, the median of three; peak memory in MB over all pages."""
    with tempfile.TemporaryDirectory() as folder:
        pages = []
        for number, sample in enumerate(samples):
            page = Path(folder) / f"{number}.html"
            page.write_bytes(sample.html)
            pages.append(str(page))
        return {
            name: (median(_run(name, pages[:1])["start"] for _ in range(STARTS)), _run(name, pages)["peak"])
            for name in names
        }


def _run(name: str, pages: list[str]) -> dict[str, float]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.alone", name, *pages]
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).resolve().parents[1])
    found: dict[str, float] = json.loads(done.stdout)
    return found
