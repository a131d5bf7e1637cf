"""The environment of processes that tests start."""

from __future__ import annotations

import os
from pathlib import Path


def with_path(folder: Path) -> dict[str, str]:
    """This environment, with a folder before what is already searched for modules."""
    before = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), before] if before else [str(folder)])}
