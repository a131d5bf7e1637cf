"""Dumps in and out: records from files, folders and archives; rows to JSONL and Parquet, pages to folders."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.dumps.dump import Dump, expand, open_dump
    from cleaner.dumps.output.sink import Sink, open_sink
    from cleaner.dumps.record import Packed, ReadOptions, Record

__all__ = ["Dump", "Packed", "ReadOptions", "Record", "Sink", "expand", "open_dump", "open_sink"]

# Loaded when first asked for: a hook that reads one page needs no reader of archives and tables.
_HOMES = {
    **dict.fromkeys(("Dump", "expand", "open_dump"), "cleaner.dumps.dump"),
    **dict.fromkeys(("Sink", "open_sink"), "cleaner.dumps.output.sink"),
    **dict.fromkeys(("Packed", "ReadOptions", "Record"), "cleaner.dumps.record"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
