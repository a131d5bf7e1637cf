"""Frames that pack a file one after the other: those of Zstandard, LZ4, bzip2 and xz."""

from __future__ import annotations

from typing import Any, Final

from cleaner.dumps.packing.zstd import SKIPPABLE, ZSTD, zstd_frame
from cleaner.errors import MissingExtra

LZ4: Final = b"\x04\x22\x4d\x18"
"""What a frame of LZ4 begins with."""

_BZIP2: Final = tuple(b"BZh%d" % level for level in range(1, 10))
_XZ: Final = b"\xfd7zX"

FRAMES: Final = (ZSTD, LZ4, *SKIPPABLE, *_BZIP2, _XZ)
"""What frames begin with: four bytes."""

_MOST_MEMORY: Final = 1 << 28  # which xz asks for as whoever packed it says; its largest setting takes a quarter


def open_frame(head: bytes, dictionary: Any = None) -> Any:  # noqa: ANN401 - the libraries need not be there
    """What unpacks the frame that begins with these bytes; its faults are `OSError`.

    Args:
        head: at least four bytes, if the file has so many.
        dictionary: of `dictionary_at_start`, for Zstandard.

    Raises:
        MissingExtra: its library is not installed.
    """
    if head.startswith(LZ4):
        return _Lz4()
    return _OfPython(head) if head.startswith((*_BZIP2, _XZ)) else zstd_frame(dictionary)


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


class _OfPython:
    """bzip2 and xz, for which Python has modules: all but those that were built without."""

    def __init__(self, head: bytes) -> None:
        self._name = "xz" if head.startswith(_XZ) else "bzip2"
        try:
            if self._name == "xz":
                from lzma import FORMAT_XZ, LZMADecompressor, LZMAError

                self._unpacker: Any = LZMADecompressor(FORMAT_XZ, _MOST_MEMORY)
                self._fault: type[Exception] = LZMAError
            else:
                from bz2 import BZ2Decompressor

                self._unpacker, self._fault = BZ2Decompressor(), OSError
        except ImportError:
            raise OSError(f"this Python was built without {self._name}; unpack the file first") from None

    @property
    def eof(self) -> bool:
        return bool(self._unpacker.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._unpacker.unused_data)

    def decompress(self, raw: bytes) -> bytes:
        try:
            return bytes(self._unpacker.decompress(raw))
        except self._fault as error:
            raise OSError(f"not valid {self._name}: {error}") from error
