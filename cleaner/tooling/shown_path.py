"""A path as messages show it."""

from __future__ import annotations

from pathlib import Path

from cleaner.dumps.record import readable


def shown(path: Path) -> str:
    """The path as short as it can be opened from here."""
    here = Path.cwd()
    return readable(path.relative_to(here) if path.is_relative_to(here) else path)
