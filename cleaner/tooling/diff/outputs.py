"""Outputs of `cleaner batch` → their rows: JSONL, packed or not, Parquet, or a folder of these."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from cleaner.batch.store.page_folder import INDEX
from cleaner.batch.store.target import SHARD
from cleaner.dumps.packing.stream import READ_ERRORS, unpacked
from cleaner.dumps.record import readable
from cleaner.errors import DumpError, MissingExtra

# The first bytes of a Parquet file, and how many of its rows are read at a time.
_PARQUET: Final = b"PAR1"
_ROWS: Final = 256
# Columns of which every output has at least one, unless `--select` left both out; a dump of pages seldom has any.
_TELLING: Final = ("status", "text")

# What a user may have meant who names a dump where an output is wanted.
_RULES_HINT: Final = "To clean one dump by two sets of rules, give --old-rules or --new-rules"

Row = dict[str, Any]


def read_output(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Rows of an output, in its order, with those of the columns that it has.

    Raises:
        DumpError: the file is not there, cannot be read, or is no output of a batch.
        MissingExtra: a package that this kind of file needs is not installed.
    """
    for file in _files(path):
        try:
            with file.open("rb") as stream:
                is_parquet = stream.read(len(_PARQUET)) == _PARQUET
            yield from (_parquet if is_parquet else _jsonl)(file, columns)
        except READ_ERRORS as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise DumpError(f"{readable(file)}: cannot be read: {why}") from error


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        if path.exists() and not path.is_file():
            raise DumpError(f"{readable(path)}: is no regular file, and must be read more than once; make it a file")
        return [path]
    # Hidden files and those with an underscore are journals and half-written parts.
    files = sorted(file for file in path.iterdir() if file.is_file() and file.name[0] not in "._")
    if not files:
        raise DumpError(f"{readable(path)}: the folder holds no output of cleaner batch")
    if any(file.name == INDEX for file in files):
        raise DumpError(f"{readable(path)}: holds a file for each article; compared are outputs of rows, as JSONL is")
    # Errors and reports may lie beside the shards.
    return [file for file in files if file.name.startswith(SHARD)] or files


def _jsonl(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    with path.open("rb") as file, unpacked(file) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                why = f"the line is not valid JSON: {error}"
                # A fault in the first line means a page or an archive, most likely; further down a damaged output.
                why = why if number > 1 else f"is no output of cleaner batch: {why}. {_RULES_HINT}"
                raise DumpError(f"{readable(path)}:{number}: {why}") from error
            if not isinstance(row, dict) or not any(name in row for name in _TELLING):
                raise DumpError(f"{readable(path)}:{number}: {_no_output(list(row) if isinstance(row, dict) else [])}")
            yield {name: row[name] for name in columns if name in row}


def _parquet(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("pyarrow", "parquet") from None
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if not any(name in names for name in _TELLING):
                raise DumpError(f"{readable(path)}: {_no_output(names)}")
            for batch in file.iter_batches(_ROWS, columns=[name for name in columns if name in names]):
                yield from batch.to_pylist()
    except (OSError, ValueError) as error:
        raise DumpError(f"{readable(path)}: cannot be read as Parquet: {error}") from error


def _no_output(names: Sequence[str]) -> str:
    shown = ", ".join(map(str, names[:12])) or "none"
    return (
        f"is no output of cleaner batch, which has a column {' or '.join(_TELLING)}; the columns are: {shown}. "
        f"{_RULES_HINT}"
    )
