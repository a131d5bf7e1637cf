"""Dumps in and out: records from files, folders and archives; rows to JSONL and Parquet, pages to folders."""

from cleaner.dumps.dump import Dump, expand, open_dump
from cleaner.dumps.record import Packed, ReadOptions, Record
from cleaner.dumps.sink import Sink, open_sink

__all__ = ["Dump", "Packed", "ReadOptions", "Record", "Sink", "expand", "open_dump", "open_sink"]
