"""Dumps in and out: records from files, folders and archives; rows to JSONL and Parquet, pages to folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.lazy import lazily

if TYPE_CHECKING:
    from cleaner.dumps.dump import Dump, expand, open_dump
    from cleaner.dumps.output.sink import Sink, open_sink
    from cleaner.dumps.record import Packed, ReadOptions, Record

__all__ = ["Dump", "Packed", "ReadOptions", "Record", "Sink", "expand", "open_dump", "open_sink"]

# Loaded when first asked for: a hook that reads one page needs no reader of archives and tables.
__getattr__, __dir__ = lazily(
    globals(),
    **dict.fromkeys(("Dump", "expand", "open_dump"), "cleaner.dumps.dump"),
    **dict.fromkeys(("Sink", "open_sink"), "cleaner.dumps.output.sink"),
    **dict.fromkeys(("Packed", "ReadOptions", "Record"), "cleaner.dumps.record"),
)
