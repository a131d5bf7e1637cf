"""Dumps in Parquet files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from cleaner import expressions as re
from cleaner.dumps.file_entry import FileEntry, Meter, not_readable
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
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.errors import DumpError, MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# Rows decoded at a time: pages of 150 KB make 5 MB.
_ROWS: Final = 32
_BUFFER_BYTES: Final = 1 << 20
ARROW_ERRORS: Final = (OSError, ValueError, NotImplementedError, KeyError)
"""What Arrow raises for what it cannot read: codecs and types that it does not know are not implemented."""
# What the messages of Arrow say of files that are encrypted.
_ENCRYPTED: Final = re.compile(r"[Dd]ecrypt|encrypted")


def check_parquet(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the file can be read at all.

    Raises:
        DumpError: not a Parquet file, or none of its columns can hold pages.
    """
    with entry.seekable() as raw, _open(raw, entry.source) as file:
        columns_of(file.schema_arrow, options, entry.source)


def parquet_schema_of(entry: FileEntry) -> pa.Schema:
    """The columns of a Parquet file.

    Raises:
        DumpError: not a Parquet file.
    """
    with entry.seekable() as raw, _open(raw, entry.source) as file:
        return file.schema_arrow


def columns_to_read(names: Sequence[str], columns: Columns, options: ReadOptions) -> list[str]:
    """The columns of a table, or paths in it, that are read at all: those of the page and those that are kept."""
    return list(dict.fromkeys((*columns.all, *kept_columns(names, columns, options))))


def read_parquet(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of a Parquet file, a few rows in memory at a time."""
    with entry.seekable() as raw, _open(raw, entry.source) as file:
        columns = columns_of(file.schema_arrow, options, entry.source)
        first = 1
        total = int(file.metadata.num_rows)
        for group in range(file.num_row_groups):
            rows = int(file.metadata.row_group(group).num_rows)
            if entry.span and not entry.span.begin <= _begin_of(file, group) < entry.span.end:
                first += rows
                continue
            for record in _read_group(file, group, range(first, first + rows), columns, entry, options):
                meter.at = entry.size * record.position // max(1, total)
                yield record
            first += rows
        if first <= total and (not entry.span or entry.span.end >= entry.size):
            reason = f"the file says that it has {total:,} rows, and its row groups have {first - 1:,}"
            yield unreadable(default_name(entry, first), entry.source, first, reason)


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
        return pq.ParquetFile(raw, pre_buffer=False, buffer_size=_BUFFER_BYTES, page_checksum_verification=True)
    except ARROW_ERRORS as error:
        if _ENCRYPTED.search(str(error)):
            raise DumpError(f"{source}: the file is encrypted: decrypt it first") from error
        raise not_readable(source, "Parquet", error) from error


def columns_of(schema: pa.Schema, options: ReadOptions, source: str) -> Columns:
    """The columns of an Arrow table that matter.

    Raises:
        DumpError: no column holds pages, or a column that was named is missing.
    """
    types = _types(schema, options)
    columns = find_columns(tuple(types), options)
    usable = [name for name in columns.pages if _holds_pages(types[name])]
    named = options.html_column or options.text_column
    if not usable:
        told = _wrong_type(columns, types, named) or missing_page(tuple(types), options)
        raise DumpError(f"{source}: {told}")
    require_columns((*types, *_doubled(schema)), options, source)
    html, mixed, text = (tuple(name for name in role if name in usable) for role in columns[:3])
    unread = tuple(name for name in columns.html if name not in usable)
    return columns._replace(html=html, mixed=mixed, text=text, unread=unread)


def _doubled(schema: pa.Schema) -> list[str]:
    """Names of columns, once more for each further column of the name."""
    return list((Counter(schema.names) - Counter(set(schema.names))).elements())


def _inner_name(held: pa.DataType) -> str | None:
    """Of a column of structs the first field that can hold a page."""
    from pyarrow import types

    fields = [held.field(number) for number in range(held.num_fields)] if types.is_struct(held) else []
    return next((str(field.name) for field in fields if _holds_pages(field.type)), None)


def _wrong_type(columns: Columns, types: Mapping[str, pa.DataType], named: str | None) -> str | None:
    """What is wrong with the type of the column that has the name of one with pages, if there is such a one."""
    found = named if named in types else next(iter(columns.pages), None)
    if found is not None:
        inner = _inner_name(types[found])
        other = "" if named else "; name another with --html-column or --text-column"
        other = f"; name the page in it, such as --html-column {found}.{inner}" if inner else other
        return f"column {found!r} holds {types[found]}, not text or bytes{other}"
    holder = (named or "").partition(".")[0]
    if holder != named and holder in types and not hasattr(types[holder], "get_field_index"):
        return f"column {holder!r} holds {types[holder]}, in which no column can be named"
    return None


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
    # A column of nulls alone has a type of its own; each of its rows is told.
    tests = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary, types.is_null)
    return (
        any(test(arrow_type) for test in tests) or types.is_string_view(arrow_type) or types.is_binary_view(arrow_type)
    )


def _read_group(
    file: pq.ParquetFile, group: int, positions: range, columns: Columns, entry: FileEntry, options: ReadOptions
) -> Iterator[Record]:
    """Records of one row group; rows behind a damaged page become records with an error, the next group is read."""
    done = 0
    wanted = columns_to_read(file.schema_arrow.names, columns, options)
    try:
        batches = file.iter_batches(_ROWS, row_groups=[group], columns=wanted, use_threads=False)
        for batch in batches:
            for record in batch_records(batch, positions.start + done, columns, entry, options):
                done += 1
                yield record
        if positions[done:]:
            raise ValueError(f"it ends after {done:,} of {len(positions):,} rows")
    except ARROW_ERRORS as error:
        what = "encrypted: decrypt the file first" if _ENCRYPTED.search(str(error)) else f"damaged: {error}"
        # A number of rows that is damaged itself may be any: as many as the file has bytes are told one by one.
        for position in positions[done : done + entry.size]:
            yield unreadable(default_name(entry, position), entry.source, position, f"row group {group + 1} is {what}")


def batch_records(
    batch: pa.RecordBatch, first: int, columns: Columns, entry: FileEntry, options: ReadOptions
) -> Iterator[Record]:
    """Records of a few rows, of which the first has the given position."""
    for position, row in enumerate(_rows(batch), first):
        yield (
            unreadable(default_name(entry, position), entry.source, position, row)
            if isinstance(row, str)
            else record_of(row, columns, entry, position, options)
        )


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | str]:
    """Rows as dictionaries, or what is wrong with one."""
    try:
        yield from batch.to_pylist()
        return
    except (OverflowError, ValueError):  # text that is not UTF-8 is a ValueError, too
        pass
    # Arrow does not check what it reads: one bad value must not cost its neighbours.
    for index in range(batch.num_rows):
        try:
            yield {name: _value(batch.column(name)[index]) for name in batch.schema.names}
        except UnicodeDecodeError as error:
            yield f"the row's text is not valid UTF-8: {error.reason} at byte {error.start}"


def _value(scalar: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """A value as Python has it; None for a time that Python has none for.

    Raises:
        UnicodeDecodeError: the value is text that is not UTF-8.
    """
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        raise
    except (OverflowError, ValueError):
        pass
    import pyarrow as pa

    # Without pandas there are no nanoseconds; years end with 9999.
    in_microseconds = {"timestamp": pa.timestamp("us"), "time64": pa.time64("us"), "duration": pa.duration("us")}
    wanted = in_microseconds.get(str(scalar.type).partition("[")[0])
    try:
        return scalar.cast(wanted, safe=False).as_py() if wanted and "ns" in str(scalar.type) else None
    except (OverflowError, ValueError):
        return None
