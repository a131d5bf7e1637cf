"""How much two texts have in common, by their words."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple


class Overlap(NamedTuple):
    """Precision, recall and F1 of one multiset of words against another."""

    precision: float
    recall: float
    f1: float


def overlap(got: Counter[str], wanted: Counter[str]) -> Overlap:
    """How much of what is wanted is there, and of what is there is wanted; nothing where they share no word."""
    shared = (got & wanted).total()
    if not shared:
        return Overlap(0.0, 0.0, 0.0)
    precision, recall = shared / got.total(), shared / wanted.total()
    return Overlap(precision, recall, 2 * precision * recall / (precision + recall))
