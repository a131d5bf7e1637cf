"""One extractor in a process of its own: `python -m bench.alone NAME PAGE...` prints start-up (s) and peak memory (MB).

Start-up is the process time until the first page is out, the interpreter's own included.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import resource
import sys
import time
from pathlib import Path

from bench.extractors import MAKERS


def peak() -> float:
    """Peak memory of this process; `ru_maxrss` would hold the parent's, which it inherits across fork and exec."""
    with contextlib.suppress(OSError):
        if found := re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii")):
            return int(found[1]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1024)


def main(name: str, *pages: str) -> None:
    logging.disable(logging.CRITICAL)
    text = MAKERS[name]().text
    start = 0.0
    for page in pages:
        html = Path(page).read_bytes()
        with contextlib.suppress(Exception):
            text(html, "")
        start = start or time.process_time()
    print(json.dumps({"start": start, "peak": peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
