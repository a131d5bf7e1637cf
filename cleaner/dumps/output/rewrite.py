"""A file of rows once more, with some of them changed or left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleaner.dumps.output.atomic import replacing
from cleaner.dumps.output.sink import json_encoder, open_lines, suffix_of
from cleaner.dumps.packing.stream import unpacked

Edits = Mapping[int, Mapping[str, Any] | None]
"""By row, from 0: columns to set, or None for one that goes."""


def rewrite(path: Path, edits: Edits, new: Path) -> None:
    """Write the rows of one file into another of the same kind.

    Args:
        path: a file of the output.
        edits: what is to be changed.
        new: the other file.

    Raises:
        DumpError: the new file cannot be written.
    """
    if suffix_of(path) == ".parquet":
        _rewrite_parquet(path, edits, new)
        return
    encode = json_encoder()
    with path.open("rb") as file, unpacked(file) as lines, open_lines(new) as packed:
        for number, line in enumerate(lines):
            if number not in edits:
                packed.write(line)
            elif (values := edits[number]) is not None:
                packed.write(encode({**json.loads(line), **values}) + b"\n")


def _rewrite_parquet(path: Path, edits: Edits, new: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    first = 0
    changed = dict.fromkeys(name for values in edits.values() for name in values or ())
    with (
        pq.ParquetFile(path) as file,
        replacing(new) as raw,
        pq.ParquetWriter(raw, file.schema_arrow, compression="zstd") as writer,
    ):
        schema = file.schema_arrow
        for group in range(file.num_row_groups):
            table = file.read_row_group(group)
            here = range(first, first + table.num_rows)
            for name in changed:
                held = table.column(name).to_pylist()
                held = [(edits.get(row) or {}).get(name, value) for row, value in zip(here, held, strict=True)]
                index = table.schema.get_field_index(name)
                table = table.set_column(index, schema.field(name), pa.array(held, type=schema.field(name).type))
            stays = [not (row in edits and edits[row] is None) for row in here]
            writer.write_table(table if all(stays) else table.filter(pa.array(stays)))
            first += len(here)
