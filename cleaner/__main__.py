"""`python -m cleaner`, and the installed command."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import Final, NoReturn

# Errors of a standard stream that takes no more: a full disk or quota, a broken device, a stream opened for reading.
_UNWRITABLE: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


def main() -> None:
    """Run the command line."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a letter shows a question mark; it does not end the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Numpy starts threads for products of matrices when it is imported. The cleaner has no such products, and a process
    # without threads can be forked, which spares its workers a start of their own.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    # Worker processes import the main module again: without the command line at module level they start in half
    # the time.
    from cleaner.cli import command_line

    try:
        command_line(sys.argv[1:])(prog_name="cleaner")
    except OSError as error:
        if error.errno not in _UNWRITABLE or error.filename is not None:
            raise
        # Where files are read and written, errors are told by their names: this is our own output.
        _end_unwritable(error)


def _open_closed_streams() -> None:
    """Make standard streams that the caller closed (`<&-`) empty; else the first file opened takes their number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as the process lives
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _end_unwritable(error: OSError) -> NoReturn:
    """End with the status for what cannot be written, when standard output takes no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # else Python tries once more at its end, and says so in its words
    with contextlib.suppress(OSError):
        print(f"cleaner: standard output: cannot be written: {error.strerror}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
