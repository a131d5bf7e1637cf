"""What a caller may say of the sort of a page, apart from how it is told, which needs the trees' features."""

from __future__ import annotations

from typing import Final

from cleaner.errors import did_you_mean
from cleaner.judge.feature_columns import PAGE_TYPES

AUTO: Final = "auto"
"""What a caller says instead of a type to leave it to the heuristic."""


def require_kind(kind: str) -> str:
    """The kind as it was given, after a check that there is such a kind.

    Raises:
        ValueError: the kind is neither one of `PAGE_TYPES` nor `auto`.
    """
    known = (AUTO, *PAGE_TYPES)
    if kind not in known:
        raise ValueError(f"kind must be one of {', '.join(known)}, not {kind!r}{did_you_mean(str(kind), known)}")
    return kind
