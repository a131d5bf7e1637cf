"""A number and what it counts, for reports."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number with the noun in the right number: `1 page`, `2,000 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
