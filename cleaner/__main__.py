"""`python -m cleaner`, and the installed command."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a letter shows a question mark; it does not end the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Worker processes import the main module again: without the command line at module level they start in half
    # the time.
    from cleaner.cli import app

    app(prog_name="cleaner")


if __name__ == "__main__":
    main()
