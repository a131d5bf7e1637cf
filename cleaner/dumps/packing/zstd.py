"""Zstandard, frame by frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cleaner.errors import MissingExtra

ZSTD: Final = b"\x28\xb5\x2f\xfd"
"""What a frame begins with."""

SKIPPABLE: Final = tuple(bytes((number,)) + b"\x2a\x4d\x18" for number in range(0x50, 0x60))
"""What frames begin with that hold no data but what programs tell each other, such as an index."""

DICTIONARY: Final = b"\x5d\x2a\x4d\x18"
"""The one of them that holds the dictionary of all frames behind it (IIPC, Zstandard in WARC files)."""

_FRAME_HEAD: Final = 8  # bytes of a frame before the dictionary in it: its mark and its size
MOST_DICTIONARY: Final = 1 << 27
"""Bytes of a dictionary, which must be held: a hundred times those of the archives that have one."""

# Four packed bytes can unpack to a block of 128 KB: a kilobyte at a time keeps a bomb below 32 MB.
ZSTD_CHUNK: Final = 1024
"""Packed bytes to unpack at a time."""

_MOST_WINDOW: Final = 1 << 27  # bytes of memory that a frame may ask for


def dictionary_at_start(read: Callable[[int], bytes]) -> Any:  # noqa: ANN401 - zstandard need not be there
    """The dictionary with which a file begins; None if it begins otherwise, or the dictionary is damaged.

    Args:
        read: gives the next bytes of the file, the first of them first.
    """
    head = read(_FRAME_HEAD)
    size = int.from_bytes(head[len(DICTIONARY) :], "little")
    if not head.startswith(DICTIONARY) or size > MOST_DICTIONARY:
        return None
    try:
        import zstandard
    except ImportError:
        return None  # the frames will say so
    raw = read(size)
    try:
        held = zstd_bytes(raw, MOST_DICTIONARY) if raw.startswith(ZSTD) else raw
        dictionary = zstandard.ZstdCompressionDict(held)
        zstandard.ZstdDecompressor(dict_data=dictionary)  # which finds out whether it is one
        return dictionary
    except (OSError, ValueError, zstandard.ZstdError):
        return None


def zstd_frame(dictionary: Any = None) -> Any:  # noqa: ANN401 - zstandard need not be there
    """What unpacks a Zstandard frame; its faults are `OSError`.

    Args:
        dictionary: of `dictionary_at_start`.

    Raises:
        MissingExtra: zstandard is not installed.
    """
    try:
        import zstandard
    except ImportError:
        raise MissingExtra("zstandard", "zstd") from None
    unpacker = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_MOST_WINDOW)
    return Frame(unpacker.decompressobj(), zstandard.ZstdError, "Zstandard")


def zstd_bytes(raw: bytes, most: int) -> bytes:
    """The first `most` bytes that frames one after the other hold; of a frame that is cut off, what is there.

    Raises:
        OSError: the frames are damaged.
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


class Frame:
    """An unpacker of one frame, whatever library it is from; its faults are `OSError`.

    Args:
        unpacker: of the library: `decompress`, `eof` and `unused_data`.
        fault: what it raises.
        name: of the kind of packing.
    """

    def __init__(self, unpacker: Any, fault: type[Exception], name: str) -> None:  # noqa: ANN401 - a library's
        self._unpacker = unpacker
        self._fault = fault
        self._name = name

    @property
    def eof(self) -> bool:
        """Whether the frame is over."""
        return bool(self._unpacker.eof)

    @property
    def unused_data(self) -> bytes:
        """What stands behind the frame in what was handed over last."""
        return bytes(self._unpacker.unused_data or b"")

    def decompress(self, raw: bytes) -> bytes:
        """The next bytes, unpacked.

        Raises:
            OSError: the frames are damaged.
        """
        try:
            return bytes(self._unpacker.decompress(raw))
        except self._fault as error:
            if "Dictionary mismatch" in str(error):
                reason = "it is packed with a dictionary, and no sound one is at the beginning of the file"
                raise OSError(f"not readable {self._name}: {reason}") from error
            raise OSError(f"not valid {self._name}: {error}") from error
