"""Columns of the inputs in the output: which there are, and of which types, found before the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from cleaner.dumps.dump import Dump
from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.file_formats import (
    ARROW_IPC,
    CSV,
    JSON_ARRAY,
    JSON_SEQUENCE,
    JSONL,
    PARQUET,
    TAR,
    ZIP,
    format_of,
    read_entry,
)
from cleaner.dumps.formats.arrow import arrow_schema_of
from cleaner.dumps.formats.kept_columns import ALL, given_name, kept_columns, kept_name
from cleaner.dumps.formats.nested import value_at
from cleaner.dumps.formats.parquet import columns_of, parquet_schema_of
from cleaner.dumps.output.row_columns import MISFITS, Column
from cleaner.dumps.packing.stream import READ_ERRORS
from cleaner.dumps.record import ReadOptions
from cleaner.errors import CleanerError, DumpError, did_you_mean

if TYPE_CHECKING:
    import pyarrow as pa

# Rows of a file, and files, that are looked at for the types of columns in formats without types.
_ROWS: Final = 200
_FILES: Final = 500  # most files of the dumps that are asked for their columns
_TABLES: Final = (JSONL, JSON_ARRAY, JSON_SEQUENCE, CSV, PARQUET, ARROW_IPC, ZIP, TAR)


def kept_output_columns(
    dumps: Iterable[Dump], options: ReadOptions, *, typed: bool, asked: Iterable[str] = ()
) -> tuple[Column, ...]:
    """The columns that are kept of the inputs, in the order in which they are first met.

    Types are those of Parquet and Arrow files where these have the column. Elsewhere (JSON, CSV) they are learnt from
    the first rows; nested values of such inputs become JSON text, because a row further on may have other keys.

    Args:
        dumps: the inputs.
        options: with the columns that are wanted.
        typed: whether the output needs types and every name (Parquet); otherwise rows bring their names along.
        asked: columns that conditions are about, by their names in the output, or paths within those.

    Raises:
        DumpError: a column that is wanted is in none of the inputs.
    """
    look = _Look(replace(options, keep=(ALL, *options.keep)))
    for entry in islice((entry for dump in dumps for entry in dump.entries()), _FILES):
        look.at(entry)
    wanted = [name for name in options.keep if name != ALL]
    if look.names and (missing := [name for name in wanted if kept_name(name) not in look.names]):
        # As they are called in the inputs: by these names they are asked for.
        given = [given_name(name) for name in look.names]
        known, near = ", ".join(given[:20]), did_you_mean(missing[0], given)
        raise DumpError(f"--keep {missing[0]}: no input has such a column; the columns are: {known}{near}")
    if look.names and (unknown := [path for path in asked if not look.has(path)]):
        known, near = ", ".join(list(look.names)[:20]), did_you_mean(unknown[0], look.paths())
        raise DumpError(f"--only {unknown[0]}: no input has such a column; the kept ones are: {known}{near}")
    if not typed:
        return tuple(Column(kept_name(name), "string", "of the input") for name in wanted if ALL not in options.keep)
    names = look.names if ALL in options.keep else dict.fromkeys(map(kept_name, wanted))
    found = [Column(name, "kept", "of the input", look.type_of(name)) for name in names]
    return (*found, MISFITS)


@dataclass(slots=True)
class _Look:
    """What a look at the inputs has shown.

    Attributes:
        options: how they are read; every column is kept.
        names: of columns that can be kept, in the output.
        types: of those in files that have types.
        samples: values of the others.
    """

    options: ReadOptions
    names: dict[str, None] = field(default_factory=dict)
    types: dict[str, list[Any]] = field(default_factory=dict)
    samples: dict[str, list[Any]] = field(default_factory=dict)

    def at(self, entry: FileEntry) -> None:
        """Look at one file; what is wrong with it is told when it is read."""
        if entry.is_stream:
            return
        try:
            file_format = format_of(entry)
            if file_format in {PARQUET, ARROW_IPC}:
                self._at_schema(arrow_schema_of(entry) if file_format is ARROW_IPC else parquet_schema_of(entry), entry)
            elif file_format in _TABLES:
                self._at_rows(entry)
        except (CleanerError, *READ_ERRORS, ValueError):
            return

    def _at_schema(self, schema: pa.Schema, entry: FileEntry) -> None:
        columns = columns_of(schema, self.options, entry.source)
        for name in kept_columns(schema.names, columns, self.options):
            arrow_type = _inner_type(schema, name)
            if arrow_type is not None:
                self.names[kept_name(name)] = None
                self.types.setdefault(kept_name(name), []).append(arrow_type)

    def _at_rows(self, entry: FileEntry) -> None:
        for record in islice(read_entry(entry, self.options, Meter()), _ROWS):
            for name, value in (record.kept_columns or {}).items():
                self.names[name] = None
                self.samples.setdefault(name, []).append(value)

    def has(self, path: str) -> bool:
        """Whether an input has a column, by its name in the output, or something at a path within one."""
        return path in self.names or path in self.paths()

    def paths(self) -> set[str]:
        """The columns and what lies within them, as far as the inputs were looked at."""
        found = set(self.names)
        for name in self.names:
            found.update(path for each in self.types.get(name, ()) for path in _paths_of_type(each, name))
            found.update(path for value in self.samples.get(name, ()) for path in _paths_of_value(value, name))
        return found

    def type_of(self, name: str) -> pa.DataType:
        """The type in the output: one that holds the values of all inputs, text at worst."""
        import pyarrow as pa

        arrow_types = list(self.types.get(name, ()))
        if values := self.samples.get(name):
            try:
                arrow_type = pa.array(values).type
            except (pa.ArrowException, ValueError, TypeError, OverflowError):
                arrow_type = pa.string()
            arrow_types.append(pa.string() if _is_nested(arrow_type) else arrow_type)
        try:
            (merged,) = pa.unify_schemas(
                [pa.schema([pa.field(name, arrow_type)]) for arrow_type in arrow_types or [pa.string()]],
                promote_options="permissive",
            ).types
        except pa.ArrowException:
            return pa.string()
        return pa.string() if pa.types.is_null(merged) else merged


def _inner_type(schema: pa.Schema, path: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """The type of a column, or of one within others; of a dictionary its values'; None where there is none."""
    import pyarrow as pa

    fields: Mapping[str, Any] = {each.name: each.type for each in schema}
    arrow_type = value_at({name: _as_mapping(each) for name, each in fields.items()}, path)
    while isinstance(arrow_type, _Struct):
        arrow_type = arrow_type.type
    return arrow_type.value_type if arrow_type is not None and pa.types.is_dictionary(arrow_type) else arrow_type


def _paths_of_type(arrow_type: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    if pa.types.is_struct(arrow_type):
        for inner in arrow_type:
            yield f"{name}.{inner.name}"
            yield from _paths_of_type(inner.type, f"{name}.{inner.name}")


def _paths_of_value(value: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - whatever a row holds
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{name}.{key}"
            yield from _paths_of_value(inner, f"{name}.{key}")


class _Struct(dict[str, Any]):
    """The fields of a nested type, to be walked through as the values are."""

    type: Any = None


def _as_mapping(arrow_type: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    if not pa.types.is_struct(arrow_type):
        return arrow_type
    found = _Struct({field.name: _as_mapping(field.type) for field in arrow_type})
    found.type = arrow_type
    return found


def _is_nested(arrow_type: pa.DataType) -> bool:
    """Whether values have keys of their own, at any depth."""
    import pyarrow as pa

    if pa.types.is_list(arrow_type):
        return _is_nested(arrow_type.value_type)
    return bool(pa.types.is_struct(arrow_type) or pa.types.is_map(arrow_type))
