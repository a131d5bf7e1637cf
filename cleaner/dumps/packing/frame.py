"""Frames that pack a file one after the other: Zstandard's and LZ4's."""

from __future__ import annotations

from typing import Any, Final

from cleaner.dumps.packing.zstd import SKIPPABLE, ZSTD, zstd_frame
from cleaner.errors import MissingExtra

LZ4: Final = b"\x04\x22\x4d\x18"
"""What a frame of LZ4 begins with."""

FRAMES: Final = (ZSTD, LZ4, *SKIPPABLE)
"""What frames begin with."""


def open_frame(head: bytes, dictionary: Any = None) -> Any:  # noqa: ANN401 - the libraries need not be there
    """What unpacks the frame that begins with these bytes; its faults are `OSError`.

    Args:
        head: at least four bytes, if the file has so many.
        dictionary: of `dictionary_at_start`, for Zstandard.

    Raises:
        MissingExtra: its library is not installed.
    """
    return _Lz4() if head.startswith(LZ4) else zstd_frame(dictionary)


class _Lz4:
    def __init__(self) -> None:
        try:
            from lz4.frame import LZ4FrameDecompressor
        except ImportError:
            raise MissingExtra("lz4", "lz4") from None
        self._unpacker = LZ4FrameDecompressor()

    @property
    def eof(self) -> bool:
        return bool(self._unpacker.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._unpacker.unused_data or b"")

    def decompress(self, raw: bytes) -> bytes:
        try:
            return bytes(self._unpacker.decompress(raw))
        except RuntimeError as error:
            raise OSError(f"not valid LZ4: {error}") from error
