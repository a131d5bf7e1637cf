"""`python -m cleaner`, and the installed command."""

from __future__ import annotations

import io
import os
import sys


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a letter shows a question mark; it does not end the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Numpy starts threads for products of matrices when it is imported. There are none here, and a process without
    # threads can be copied, which spares its workers a start of their own.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    # Worker processes import the main module again: without the command line at module level they start in half
    # the time.
    from cleaner.cli import app

    app(prog_name="cleaner")


if __name__ == "__main__":
    main()
