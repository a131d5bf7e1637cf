"""Dumps in and out: records from folders, JSONL and Parquet, rows to JSONL and Parquet."""

from cleaner.dumps.dump import Dump, open_dump
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.sink import Sink, open_sink

__all__ = ["Dump", "ReadOptions", "Record", "Sink", "open_dump", "open_sink"]
