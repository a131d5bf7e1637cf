"""Dumps in and out: records from files, folders and archives; rows to JSONL and Parquet, pages to folders."""

from cleaner.dumps.dump import Dump, expand, open_dump
from cleaner.dumps.output.sink import Sink, open_sink
from cleaner.dumps.record import Packed, ReadOptions, Record

__all__ = ["Dump", "Packed", "ReadOptions", "Record", "Sink", "expand", "open_dump", "open_sink"]
