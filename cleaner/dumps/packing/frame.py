"""Frames that pack a file one after the other: those of Zstandard, LZ4, bzip2 and xz."""

from __future__ import annotations

from typing import Any, Final

from cleaner.dumps.packing.zstd import SKIPPABLE, ZSTD, Frame, zstd_frame
from cleaner.errors import MissingExtra

LZ4: Final = b"\x04\x22\x4d\x18"
"""What a frame of LZ4 begins with."""

# What a file of bzip2 begins with, its level being the last of four bytes; and one of xz.
_BZIP2: Final = tuple(b"BZh%d" % level for level in range(1, 10))
_XZ: Final = b"\xfd7zX"

FRAMES: Final = (ZSTD, LZ4, *SKIPPABLE, *_BZIP2, _XZ)
"""What frames begin with: four bytes."""

# The error where Python has no module for a packing.
_NOT_BUILT: Final = "this Python was built without {}; unpack the file first"
_MOST_MEMORY: Final = 1 << 28  # which xz asks for as whoever packed it says; its largest setting takes a quarter


def open_frame(head: bytes, dictionary: Any = None) -> Any:  # noqa: ANN401 - the libraries need not be there
    """What unpacks the frame that begins with these bytes; its faults are `OSError`.

    Args:
        head: at least four bytes, if the file has so many.
        dictionary: of `dictionary_at_start`, for Zstandard.

    Raises:
        MissingExtra: the library that unpacks such a frame is not installed.
    """
    if head.startswith(LZ4):
        return _lz4_frame()
    if head.startswith(_XZ):
        return _xz_frame()
    return _bzip2_frame() if head.startswith(_BZIP2) else zstd_frame(dictionary)


def _lz4_frame() -> Frame:
    try:
        from lz4.frame import LZ4FrameDecompressor
    except ImportError:
        raise MissingExtra("lz4", "lz4") from None
    return Frame(LZ4FrameDecompressor(), RuntimeError, "LZ4")


def _xz_frame() -> Frame:
    try:
        from lzma import FORMAT_XZ, LZMADecompressor, LZMAError
    except ImportError:
        raise OSError(_NOT_BUILT.format("xz")) from None
    return Frame(LZMADecompressor(FORMAT_XZ, _MOST_MEMORY), LZMAError, "xz")


def _bzip2_frame() -> Frame:
    try:
        from bz2 import BZ2Decompressor
    except ImportError:
        raise OSError(_NOT_BUILT.format("bzip2")) from None
    return Frame(BZ2Decompressor(), OSError, "bzip2")
