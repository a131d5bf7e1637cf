"""Dumps in Arrow IPC files and streams (Feather)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from cleaner.dumps.file_entry import FileEntry, Meter, not_readable
from cleaner.dumps.formats.parquet import ARROW_ERRORS, batch_records, columns_of, columns_to_read
from cleaner.dumps.formats.rows import default_name
from cleaner.dumps.packing.stream import READ_ERRORS, unpacked
from cleaner.dumps.record import ReadOptions, Record, unreadable
from cleaner.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa

# The first bytes of an Arrow file; a stream of Arrow has none.
MAGIC: Final = b"ARROW1"
# Rows made into Python values at a time.
_ROWS: Final = 32


def check_arrow(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the file can be read at all.

    Raises:
        DumpError: not Arrow IPC, or none of its columns can hold pages.
    """
    with entry.seekable() as raw, _batches(raw, entry) as (schema, _):
        columns_of(schema, options, entry.source)


def arrow_schema_of(entry: FileEntry) -> pa.Schema:
    """The columns of an Arrow IPC file or stream.

    Raises:
        DumpError: not Arrow IPC.
    """
    with entry.seekable() as raw, _batches(raw, entry) as (schema, _):
        return schema


def read_arrow(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of an Arrow IPC file or stream, a batch in memory at a time."""
    position = 0
    with entry.seekable() as raw, _batches(raw, entry) as (schema, batches):
        columns = columns_of(schema, options, entry.source)
        wanted = columns_to_read(schema.names, columns, options)
        holders = {name if name in schema.names else _holder(name, schema) for name in wanted}
        held = sorted(holders & set(schema.names))
        try:
            for batch in batches:
                read = batch.select(held)
                _require_sound(read)
                for start in range(0, read.num_rows, _ROWS):
                    for record in batch_records(read.slice(start, _ROWS), position + 1, columns, entry, options):
                        position = record.position
                        yield record
                meter.at = raw.tell()
        except (*READ_ERRORS, *ARROW_ERRORS) as error:
            position += 1
            name = default_name(entry, position)
            yield unreadable(name, entry.source, position, f"the rest of the file cannot be read: {error}")


def _holder(path: str, schema: pa.Schema) -> str:
    """The column of the table within which the one at a path lies."""
    name, _, rest = path.partition(".")
    while rest and name not in schema.names:
        more, _, rest = rest.partition(".")
        name = f"{name}.{more}"
    return name


@contextmanager
def _batches(raw: BinaryIO, entry: FileEntry) -> Iterator[tuple[pa.Schema, Iterator[pa.RecordBatch]]]:
    try:
        from pyarrow import ipc
    except ImportError:
        raise MissingExtra("pyarrow", "parquet") from None
    try:
        if raw.read(len(MAGIC)) == MAGIC:
            file = ipc.open_file(raw)
            yield file.schema, (file.get_batch(number) for number in range(file.num_record_batches))
            return
        raw.seek(0)
        with unpacked(raw) as stream:
            reader = ipc.open_stream(stream)
            yield reader.schema, _to_the_end(reader, stream)
    except ARROW_ERRORS as error:
        raise not_readable(entry.source, "Arrow", error) from error


def _to_the_end(reader: pa.RecordBatchReader, stream: BinaryIO) -> Iterator[pa.RecordBatch]:
    """The batches of a stream.

    Raises:
        ValueError: something is behind its end, such as another stream.
    """
    yield from reader
    if stream.read(1):
        raise ValueError("the stream ends before the file does")


def _require_sound(batch: pa.RecordBatch) -> None:
    """See that no value lies outside of the batch: Arrow reads what a file says unseen, which can end the process.

    Text that is not UTF-8 is no such fault, and told row by row.

    Raises:
        ValueError: a value lies outside of the batch.
    """
    import pyarrow as pa

    try:
        batch.validate(full=True)
    except ValueError:
        plain = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary(), pa.string_view(): pa.binary_view()}
        columns = [column.view(plain.get(column.type, column.type)) for column in batch.columns]
        pa.RecordBatch.from_arrays(columns, names=batch.schema.names).validate(full=True)
