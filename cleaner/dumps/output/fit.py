"""Values of the inputs as the output's format can say them."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from cleaner.dumps.output.row_columns import MISFITS, Column

if TYPE_CHECKING:
    import pyarrow as pa


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever the input holds
    """A value as JSON can say it: days and times in ISO 8601, bytes as text or else in base 64, no infinite numbers."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return _text(value)


def _text(value: object) -> str:
    """A value that JSON has no word for."""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def fitted(values: dict[str, Any], columns: Iterable[Column]) -> dict[str, Any]:
    """Kept values as Parquet takes them; what does not fit its column's type goes, as JSON, into the misfits'."""
    import pyarrow as pa

    types = {column.name: column.arrow for column in columns if column.type == "kept"}
    fit: dict[str, Any] = {}
    misfits: dict[str, Any] = {}
    for name, value in values.items():
        arrow_type = types.get(name)
        if arrow_type is not None and pa.types.is_string(arrow_type) and not isinstance(value, str | None):
            fit[name] = _json(value)
        elif arrow_type is None or not _fits(value, arrow_type):
            if value is not None:
                misfits[name] = plain(value)
        else:
            fit[name] = value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
    return fit | ({MISFITS.name: _json(misfits)} if misfits else {})


def _json(value: Any) -> str:  # noqa: ANN401 - whatever the input holds
    # Text may hold lone surrogates, which UTF-8 cannot.
    return json.dumps(plain(value), ensure_ascii=False).encode("utf-8", "replace").decode()


def _fits(value: Any, arrow_type: pa.DataType) -> bool:  # noqa: ANN401 - whatever the input holds
    import pyarrow as pa

    try:
        pa.array([value], type=arrow_type)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        return False
    return True
