"""One case in a process of its own, under the limits that a page has."""

from __future__ import annotations

import json
import os
import resource
import time
from pathlib import Path
from typing import Any

from bench.hostile.cases import Case, clean, result
from cleaner import Cleaner

MEMORY_BYTES = 1 << 30
"""What a page may take besides the interpreter's own."""
_CPU_S = 60


def in_child(cleaner: Cleaner, case: Case, size: int, memory_bytes: int = MEMORY_BYTES) -> dict[str, Any]:
    """Clean it with its three renderings in a child; `result`, `seconds` of processor time, `mb` beyond the start."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            os.write(writing, json.dumps(_measured(cleaner, case, size, memory_bytes)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as said:  # noqa: PTH123 - a descriptor
        told = said.read()
    _, status = os.waitpid(child, 0)
    return json.loads(told) if told else {"result": f"died: {status}", "seconds": 0.0, "mb": 0, "bytes": size}


def _measured(cleaner: Cleaner, case: Case, size: int, memory_bytes: int) -> dict[str, Any]:
    given = case.of(size)
    own = _status("VmSize")
    resource.setrlimit(resource.RLIMIT_AS, (own + memory_bytes, own + memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    Path("/proc/self/clear_refs").write_text("5")
    before, started = _status("VmHWM"), time.process_time()
    article = clean(cleaner, case, given)
    for rendering in (article.text, article.markdown, article.html):
        rendering.encode()
    seconds = time.process_time() - started
    return {
        "result": result(article),
        "seconds": round(seconds, 2),
        "mb": (_status("VmHWM") - before) >> 20,
        "bytes": len(given),
    }


def _status(field: str) -> int:
    """A line of the process's status, in bytes."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) << 10
