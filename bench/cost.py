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

from bench.extractors import MAKERS
from bench.pages import Sample

WARM_UP = 10
STARTS = 3


def speed(samples: Sequence[Sample], names: Sequence[str]) -> dict[str, float]:
    """Process time as multiples of the first one's, page by page in turn: on a noisy machine ratios hold."""
    extractors = {name: MAKERS[name]() for name in names}
    spent = dict.fromkeys(names, 0.0)
    warm = samples[:WARM_UP]
    gc.collect()
    gc.freeze()  # the collector must not walk the set that waits in memory, nor the other extractors
    for number, sample in enumerate([*warm, *samples]):
        for name, extractor in extractors.items():
            start = time.process_time()
            with contextlib.suppress(Exception):
                extractor.text(sample.html, sample.url)
            if number >= len(warm):
                spent[name] += time.process_time() - start
    return {name: value / spent[names[0]] for name, value in spent.items()}


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
