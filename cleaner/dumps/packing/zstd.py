"""Zstandard, frame by frame."""

from __future__ import annotations

from typing import Any, Final

from cleaner.errors import MissingExtra

ZSTD: Final = b"\x28\xb5\x2f\xfd"
"""What a frame begins with."""

# Four packed bytes can unpack to a block of 128 KB: a kilobyte at a time keeps a bomb below 32 MB.
ZSTD_CHUNK: Final = 1024
"""Packed bytes to unpack at a time."""

_MOST_WINDOW: Final = 1 << 27


def zstd_frame() -> Any:  # noqa: ANN401 - zstandard need not be there
    """What unpacks a Zstandard frame; its faults are `OSError`.

    Raises:
        MissingExtra: zstandard is not installed.
    """
    try:
        import zstandard
    except ImportError:
        raise MissingExtra("zstandard", "zstd") from None
    return _Frame(zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW).decompressobj(), zstandard.ZstdError)


def zstd_bytes(raw: bytes, most: int) -> bytes:
    """The first `most` bytes that frames one after the other hold; of a frame that is cut off, what is there.

    Raises:
        OSError: they are damaged.
        MissingExtra: zstandard is not installed.
    """
    try:
        import zstandard
    except ImportError:
        raise MissingExtra("zstandard", "zstd") from None
    unpacker = zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW)
    try:
        return bytes(unpacker.stream_reader(raw, read_across_frames=True).read(most))
    except zstandard.ZstdError as error:
        raise OSError(f"not valid Zstandard: {error}") from error


class _Frame:
    def __init__(self, unpacker: Any, error: type[Exception]) -> None:  # noqa: ANN401 - zstandard's
        self._unpacker = unpacker
        self._error = error

    @property
    def eof(self) -> bool:
        return bool(self._unpacker.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._unpacker.unused_data)

    def decompress(self, raw: bytes) -> bytes:
        try:
            return bytes(self._unpacker.decompress(raw))
        except self._error as error:
            raise OSError(f"not valid Zstandard: {error}") from error
