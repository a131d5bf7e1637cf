"""What one extractor costs in a process of its own: `python -m bench.alone NAME PAGE...`.

Reads the pages, which are files of HTML, and lets the extractor named take the text of each. Prints one line of JSON
and writes nothing: `start` is the seconds of processor time until the text of the first page is out, the interpreter's
own start included, and `peak` the megabytes of memory that the process had at most. `bench.compare --speed` calls it
for each extractor.
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


def measure(name: str, *pages: str) -> None:
    """Let an extractor read the pages, and print what that took."""
    logging.disable(logging.CRITICAL)
    text = MAKERS[name]().text
    start = 0.0
    for page in pages:
        html = Path(page).read_bytes()
        with contextlib.suppress(Exception):
            text(html, "")
        start = start or time.process_time()
    print(json.dumps({"start": start, "peak": peak()}))


def main() -> None:
    """The command."""
    given = sys.argv[1:]
    if len(given) < 2 or given[0] not in MAKERS:
        # Imported for help and complaints alone, since it would count as start-up of the extractor.
        from bench.arguments import parser_of

        parser = parser_of("bench.alone", __doc__)
        parser.add_argument("name", choices=MAKERS, metavar="NAME", help=f"of the extractor: {'; '.join(MAKERS)}")
        parser.add_argument("pages", nargs="+", metavar="PAGE", help="a file of HTML")
        parser.parse_args()
    measure(*given)


if __name__ == "__main__":
    main()
