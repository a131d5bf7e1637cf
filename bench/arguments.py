"""What the commands of `bench/` say of themselves: all in one form, with the name by which they are called."""

from __future__ import annotations

import argparse


def parser_of(command: str, told: str | None) -> argparse.ArgumentParser:
    """A parser of arguments for a module of `bench/`.

    Args:
        command: the module's name.
        told: what it reads, does and writes, shown as it is written.
    """
    return argparse.ArgumentParser(
        prog=f"python -m {command}", description=told, formatter_class=argparse.RawDescriptionHelpFormatter
    )
