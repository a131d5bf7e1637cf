"""Gzip members unpacked: with ISA-L (`isal`, of the extra `speed`) in half of the time that zlib takes."""

from __future__ import annotations

import zlib
from typing import Any, cast


def gzip_member() -> Any:  # noqa: ANN401 - isal need not be there
    """What unpacks a member piece by piece, as `zlib.decompressobj` does; its faults are `gzip_errors`."""
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib.decompressobj(31)
    return isal_zlib.decompressobj(31)


def gzip_errors() -> tuple[type[Exception], ...]:
    """Faults of what `gzip_member` gives."""
    try:
        from isal import isal_zlib
    except ImportError:
        return (zlib.error,)
    return (zlib.error, cast("type[Exception]", isal_zlib.error))


def whole_member(raw: bytes, size: int) -> bytes | None:
    """The `size` bytes of a member that is all of `raw`; None if it is not that."""
    unpacker: Any
    errors: type[Exception]
    try:
        from isal import igzip_lib
    except ImportError:
        unpacker, errors = zlib.decompressobj(31), zlib.error
    else:
        unpacker = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
        errors = cast("type[Exception]", igzip_lib.error)
    try:
        plain: bytes = unpacker.decompress(raw, size + 1)
    except errors:
        return None
    return plain if unpacker.eof and not unpacker.unused_data and len(plain) == size else None
