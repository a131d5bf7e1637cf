"""Columns within columns, named by a path such as `response.body`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def value_at(row: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - whatever the row holds
    """The value of a column, or of one within others; None where there is none. A name may have dots of its own."""
    if path in row or "." not in path:
        return row.get(path)
    head, _, rest = path.partition(".")
    while rest:
        inner = row.get(head)
        if isinstance(inner, Mapping) and (found := value_at(inner, rest)) is not None:
            return found
        more, _, rest = rest.partition(".")
        head = f"{head}.{more}"
    return None
