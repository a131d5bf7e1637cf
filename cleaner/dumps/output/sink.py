"""Rows out: JSONL and Parquet files that appear only when they are whole."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol, cast

from cleaner.dumps.output.atomic import Together, replacing
from cleaner.dumps.output.fit import fitted, plain
from cleaner.dumps.output.row_columns import COLUMNS, Column, arrow_schema
from cleaner.dumps.record import readable
from cleaner.errors import DumpError, MissingExtra

Row = Mapping[str, Any]

# Rows of a row group, which are some 10 MB with articles of 5 KB; a group with so many characters is written before.
_GROUP_ROWS: Final = 2000
_GROUP_CHARACTERS: Final = 16_000_000  # characters of rows from which on a row group is full
_COPY_BYTES: Final = 1 << 20  # bytes that are copied at a time
_plainly: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Sink(Protocol):
    """Where rows go; a column that a row lacks is null."""

    def write(self, row: Row) -> None:
        """Add a row."""


@contextmanager
def open_sink(path: Path | str, columns: tuple[Column, ...] = COLUMNS) -> Iterator[Sink]:
    """Open an output by its suffix: `.jsonl`, `.jsonl.gz`, `.jsonl.zst` or `.parquet`.

    The file appears under its name when the block ends well; after an exception or Ctrl-C nothing is left.

    Raises:
        DumpError: the suffix is not known or the file cannot be written.
        MissingExtra: the package for this kind of file is not installed.
    """
    path = Path(path)
    opener = _OPENERS[require_suffix(path)]
    with replacing(path) as file, opener(file, columns) as sink:
        yield sink


def suffix_of(path: Path) -> str | None:
    """Which kind of output the name asks for, as a suffix; None when it is none of them."""
    return next((suffix for suffix in _OPENERS if path.name.lower().endswith(suffix)), None)


def join(shards: Iterable[Path], path: Path, columns: tuple[Column, ...], files: Together) -> None:
    """Write shards of one kind one after the other into a file of that kind; they stay.

    Args:
        shards: of one run, in order.
        path: the file.
        columns: of all of them.
        files: with which it gets its name.

    Raises:
        DumpError: the file cannot be written.
    """
    shards = list(shards)
    if len(shards) == 1 and files.link(shards[0], path):
        return
    with files.write(path) as file:
        if suffix_of(path) == ".parquet":
            _join_parquet(shards, file, columns)
            return
        # Members of gzip and frames of Zstandard one after the other are one file.
        for shard in shards:
            with shard.open("rb") as part:
                shutil.copyfileobj(part, file, _COPY_BYTES)


def _join_parquet(shards: list[Path], file: BinaryIO, columns: tuple[Column, ...]) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(file, arrow_schema(columns), compression="zstd") as writer:
        for shard in shards:
            with pq.ParquetFile(shard) as part:
                for group in range(part.num_row_groups):
                    writer.write_table(part.read_row_group(group))


def require_suffix(path: Path) -> str:
    """Which kind of output the name asks for, as a suffix.

    Raises:
        DumpError: the name asks for no kind of output that there is.
    """
    if suffix := suffix_of(path):
        return suffix
    raise DumpError(f"{readable(path)}: cannot tell the kind of output; the name must end in {' or '.join(_OPENERS)}")


def json_encoder() -> Callable[[dict[str, Any]], bytes]:
    """How a row becomes a line: with orjson, in a fifth of the time, where it is there; the bytes are the same."""
    try:
        import orjson
    except ImportError:
        return _encode

    def encode(row: dict[str, Any]) -> bytes:
        try:
            return orjson.dumps(row)
        except TypeError:  # a lone surrogate
            return _encode(row)

    return encode


def _encode(row: dict[str, Any]) -> bytes:
    # Names and reasons can hold lone surrogates, which UTF-8 cannot.
    return _plainly(row).encode("utf-8", "replace")


class _JsonLines:
    def __init__(self, file: BinaryIO, columns: tuple[Column, ...]) -> None:
        self._file = file
        self._names = [column.name for column in columns]
        self._encode = json_encoder()

    def write(self, row: Row) -> None:
        values = {name: row.get(name) for name in self._names}
        if kept := row.get("kept_columns"):
            values |= plain(kept)
        self._file.write(self._encode(values) + b"\n")


class _Parquet:
    def __init__(self, writer: Any, columns: tuple[Column, ...]) -> None:  # noqa: ANN401 - pyarrow has no types
        self._writer = writer
        self._schema = arrow_schema(columns)
        self._columns = columns
        self._own = [column.name for column in columns if column.type != "kept"]
        self._rows: list[Row] = []
        self._characters = 0

    def write(self, row: Row) -> None:
        values = {name: _encodable(row.get(name)) for name in self._own}
        if kept := row.get("kept_columns"):
            values |= fitted(kept, self._columns)
        self._rows.append(values)
        self._characters += sum(len(value) for value in row.values() if isinstance(value, str))
        if len(self._rows) >= _GROUP_ROWS or self._characters >= _GROUP_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._characters = [], 0


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    return [_encodable(item) for item in value] if isinstance(value, list | tuple) else value


def read_lines(path: Path) -> Iterator[Row]:
    """Rows of a plain JSONL file that was written here."""
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)


@contextmanager
def open_lines(path: Path) -> Iterator[BinaryIO]:
    """Open an output of lines that are encoded already, packed as its suffix says; whole or not at all.

    Raises:
        DumpError: the file cannot be written.
        MissingExtra: the package that packs it is not installed.
    """
    with replacing(path) as file, _PACKERS[require_suffix(path)](file) as packed:
        yield packed


@contextmanager
def _gzip(file: BinaryIO) -> Iterator[BinaryIO]:
    # No time stamp: the same rows give the same bytes.
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0) as packed:
        yield cast("BinaryIO", packed)


@contextmanager
def _zstd(file: BinaryIO) -> Iterator[BinaryIO]:
    try:
        import zstandard
    except ImportError:
        raise MissingExtra("zstandard", "zstd") from None
    with zstandard.ZstdCompressor(level=3).stream_writer(file, closefd=False) as packed:
        yield cast("BinaryIO", packed)


# What packs lines, by the suffix of the output; and what opens each output.
_PACKERS: Final[dict[str, Callable[[BinaryIO], AbstractContextManager[BinaryIO]]]] = {
    ".jsonl": nullcontext,
    ".jsonl.gz": _gzip,
    ".jsonl.zst": _zstd,
}


@contextmanager
def _lines(file: BinaryIO, columns: tuple[Column, ...], suffix: str) -> Iterator[Sink]:
    with _PACKERS[suffix](file) as packed:
        yield _JsonLines(packed, columns)


@contextmanager
def _parquet(file: BinaryIO, columns: tuple[Column, ...]) -> Iterator[Sink]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("pyarrow", "parquet") from None
    with ExitStack() as stack:
        writer = stack.enter_context(pq.ParquetWriter(file, arrow_schema(columns), compression="zstd"))
        sink = _Parquet(writer, columns)
        yield sink
        sink.flush()


# What opens an output, by its suffix.
_OPENERS: Final[dict[str, Callable[[BinaryIO, tuple[Column, ...]], AbstractContextManager[Sink]]]] = {
    **{suffix: partial(_lines, suffix=suffix) for suffix in _PACKERS},
    ".parquet": _parquet,
}
