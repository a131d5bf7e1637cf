"""Dumps in Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from cleaner.dumps.formats.kept_columns import kept_columns
from cleaner.dumps.formats.rows import (
    Columns,
    default_name,
    find_columns,
    missing_page,
    parents,
    record_of,
    require_columns,
)
from cleaner.dumps.part import Meter, Part, not_readable
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.errors import DumpError, MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# Rows decoded at a time: pages of 150 KB make 5 MB.
_ROWS: Final = 32
_BUFFER_BYTES: Final = 1 << 20


def check_parquet(part: Part, options: ReadOptions) -> None:
    """Look whether the file can be read at all.

    Raises:
        DumpError: not a Parquet file, or none of its columns can hold pages.
    """
    with part.seekable() as raw, _open(raw, part.source) as file:
        columns_of(file.schema_arrow, options, part.source)


def parquet_schema_of(part: Part) -> pa.Schema:
    """The columns of a Parquet file.

    Raises:
        DumpError: not a Parquet file.
    """
    with part.seekable() as raw, _open(raw, part.source) as file:
        return file.schema_arrow


def columns_to_read(names: Sequence[str], columns: Columns, options: ReadOptions) -> list[str]:
    """The columns of a table, or paths in it, that are read at all: those of the page and those that are kept."""
    return list(dict.fromkeys((*columns.all, *kept_columns(names, columns, options))))


def read_parquet(part: Part, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of a Parquet file, a few rows in memory at a time."""
    with part.seekable() as raw, _open(raw, part.source) as file:
        columns = columns_of(file.schema_arrow, options, part.source)
        first = 1
        total = max(1, int(file.metadata.num_rows))
        for group in range(file.num_row_groups):
            rows = int(file.metadata.row_group(group).num_rows)
            if part.span and not part.span.begin <= _begin_of(file, group) < part.span.end:
                first += rows
                continue
            for record in _read_group(file, group, range(first, first + rows), columns, part, options):
                meter.at = part.size * record.position // total
                yield record
            first += rows


def _begin_of(file: pq.ParquetFile, group: int) -> int:
    """The byte at which a row group begins."""
    held = file.metadata.row_group(group)
    columns = (held.column(number) for number in range(held.num_columns))
    return min((min(filter(None, (c.dictionary_page_offset, c.data_page_offset))) for c in columns), default=0)


def _open(raw: BinaryIO, source: str) -> pq.ParquetFile:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("pyarrow", "parquet") from None
    try:
        # Without pre_buffer and with a small buffer a column is read page by page, not a row group at once.
        return pq.ParquetFile(raw, pre_buffer=False, buffer_size=_BUFFER_BYTES)
    except (OSError, ValueError) as error:
        raise not_readable(source, "Parquet", error) from error


def columns_of(schema: pa.Schema, options: ReadOptions, source: str) -> Columns:
    """The columns of an Arrow table that matter.

    Raises:
        DumpError: none holds pages, or one that was named is not there.
    """
    types = _types(schema, options)
    columns = find_columns(tuple(types), options)
    usable = [name for name in columns.pages if _holds_pages(types[name])]
    named = options.html_column or options.text_column
    if not usable and named in types:
        raise DumpError(f"{source}: column {named!r} holds {types[named]}, not text or bytes")
    if not usable:
        raise DumpError(f"{source}: {missing_page(tuple(types), options)}")
    require_columns(tuple(types), options, source)
    html, mixed, text = (tuple(name for name in role if name in usable) for role in columns[:3])
    return columns._replace(html=html, mixed=mixed, text=text)


def _types(schema: pa.Schema, options: ReadOptions) -> dict[str, pa.DataType]:
    """The types of all columns; of one named by a path such as `response.body`, of its neighbours, too."""
    types = {field.name: field.type for field in schema}
    for parent in parents(options):
        name, *inside = parent.split(".")
        arrow_type: Any = types.get(parent) or types.get(name)
        for each in () if parent in types else inside:
            arrow_type = arrow_type.field(each).type if _has_field(arrow_type, each) else None
        if arrow_type is not None and hasattr(arrow_type, "get_field_index"):
            types |= {
                f"{parent}.{field.name}": field.type for field in arrow_type if f"{parent}.{field.name}" not in types
            }
    return types


def _has_field(arrow_type: Any, name: str) -> bool:  # noqa: ANN401 - pyarrow has no types
    return hasattr(arrow_type, "get_field_index") and arrow_type.get_field_index(name) >= 0


def _holds_pages(arrow_type: pa.DataType) -> bool:
    import pyarrow.types as types

    if types.is_dictionary(arrow_type):
        arrow_type = arrow_type.value_type
    tests = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    return (
        any(test(arrow_type) for test in tests) or types.is_string_view(arrow_type) or types.is_binary_view(arrow_type)
    )


def _read_group(
    file: pq.ParquetFile, group: int, positions: range, columns: Columns, part: Part, options: ReadOptions
) -> Iterator[Record]:
    """Records of one row group; rows behind a damaged page become records with an error, the next group is read."""
    done = 0
    wanted = columns_to_read(file.schema_arrow.names, columns, options)
    try:
        batches = file.iter_batches(_ROWS, row_groups=[group], columns=wanted, use_threads=False)
        for batch in batches:
            for record in batch_records(batch, positions[done], columns, part, options):
                done += 1
                yield record
    except (OSError, ValueError) as error:
        for position in positions[done:]:
            yield unreadable(
                default_name(part, position), part.source, position, f"row group {group + 1} is damaged: {error}"
            )


def batch_records(
    batch: pa.RecordBatch, first: int, columns: Columns, part: Part, options: ReadOptions
) -> Iterator[Record]:
    """Records of a few rows, of which the first has the given position."""
    for position, row in enumerate(_rows(batch), first):
        yield (
            unreadable(default_name(part, position), part.source, position, row)
            if isinstance(row, str)
            else record_of(row, columns, part, position, options)
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
