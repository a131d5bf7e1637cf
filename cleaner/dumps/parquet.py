"""Dumps in Parquet files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.dumps.record import ReadOptions, Record, readable, unreadable
from cleaner.dumps.rows import Columns, default_name, find_columns, missing_page, record_of
from cleaner.errors import DumpError, MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# Rows decoded at a time: pages of 150 KB make 5 MB.
_ROWS: Final = 32
_BUFFER_BYTES: Final = 1 << 20


def count_parquet(path: Path, options: ReadOptions) -> int:
    """Number of records, after a look whether the file can be read at all.

    Raises:
        DumpError: not a Parquet file, or none of its columns can hold pages.
    """
    with _open(path) as file:
        _columns(file, path, options)
        return int(file.metadata.num_rows)


def read_parquet(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Records of a Parquet file, a few rows in memory at a time."""
    with _open(path) as file:
        columns = _columns(file, path, options)
        first = 1
        for group in range(file.num_row_groups):
            rows = int(file.metadata.row_group(group).num_rows)
            yield from _read_group(file, group, range(first, first + rows), columns, readable(path), options)
            first += rows


def _open(path: Path) -> pq.ParquetFile:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("pyarrow", "parquet") from None
    try:
        # Without pre_buffer and with a small buffer a column is read page by page, not a row group at once.
        return pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER_BYTES)
    except (OSError, ValueError) as error:
        raise DumpError(f"{readable(path)}: cannot be read as Parquet: {error}") from error


def _columns(file: pq.ParquetFile, path: Path, options: ReadOptions) -> Columns:
    schema = file.schema_arrow
    columns = find_columns(tuple(schema.names), options)
    usable = [name for name in columns.pages if _holds_pages(schema.field(name).type)]
    if not usable:
        named = options.html_column or options.text_column
        if named in schema.names:
            kind = schema.field(named).type
            raise DumpError(f"{readable(path)}: column {named!r} holds {kind}, not text or bytes")
        raise DumpError(f"{readable(path)}: {missing_page(schema.names, options)}")
    for option, name in (("--url-column", options.url_column), ("--id-column", options.id_column)):
        if name and name not in schema.names:
            raise DumpError(f"{readable(path)}: {option}: there is no column {name}")
    html, mixed, text = (tuple(name for name in role if name in usable) for role in columns[:3])
    return columns._replace(html=html, mixed=mixed, text=text)


def _holds_pages(kind: pa.DataType) -> bool:
    import pyarrow.types as types

    if types.is_dictionary(kind):
        kind = kind.value_type
    tests = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    return any(test(kind) for test in tests) or types.is_string_view(kind) or types.is_binary_view(kind)


def _read_group(
    file: pq.ParquetFile, group: int, positions: range, columns: Columns, source: str, options: ReadOptions
) -> Iterator[Record]:
    """Records of one row group; rows behind a damaged page become records with an error, the next group is read."""
    done = 0
    try:
        batches = file.iter_batches(_ROWS, row_groups=[group], columns=list(columns.all), use_threads=False)
        for batch in batches:
            for row in _rows(batch):
                position = positions[done]
                done += 1
                yield (
                    unreadable(default_name(source, position), source, position, row)
                    if isinstance(row, str)
                    else record_of(row, columns, source, position, options)
                )
    except (OSError, ValueError) as error:
        for position in positions[done:]:
            yield unreadable(
                default_name(source, position), source, position, f"row group {group + 1} is damaged: {error}"
            )


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | str]:
    """Rows as dictionaries, or what is wrong with one."""
    try:
        yield from batch.to_pylist()
        return
    except UnicodeDecodeError:
        pass
    # Arrow does not check text when it reads: one bad value must not cost its neighbours.
    for index in range(batch.num_rows):
        try:
            yield {name: batch.column(name)[index].as_py() for name in batch.schema.names}
        except UnicodeDecodeError as error:
            yield f"the row's text is not valid UTF-8: {error.reason} at byte {error.start}"
