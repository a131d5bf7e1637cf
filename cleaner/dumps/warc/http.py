"""What an HTTP response says of its body, and the body without chunks and compression."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final, NamedTuple

from cleaner.errors import MissingExtra

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
TEXT_TYPES: Final = frozenset({"text/plain"})

_MAX_CODINGS: Final = 5
_CHUNK_HEADER: Final = 1000


class ContentType(NamedTuple):
    """A Content-Type header: its kind in lower case without parameters, and the charset."""

    kind: str
    charset: str | None


def content_type(header: str | None) -> ContentType:
    """Read a Content-Type header; of several, servers and browsers mean the last."""
    kind, *parameters = (header or "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return ContentType(kind.strip().lower(), value.strip().strip("\"'"))
    return ContentType(kind.strip().lower(), None)


def decode_body(raw: bytes, transfer: str, coding: str, max_bytes: int) -> bytes | None:
    """The body without chunks and compression, or None when it is larger than `max_bytes`.

    Archives often keep the headers of a body that was unpacked when it was saved: what is not packed as it says is
    taken as it stands.

    Args:
        raw: the payload of the response.
        transfer: its Transfer-Encoding.
        coding: its Content-Encoding.
        max_bytes: of the result.

    Raises:
        ValueError: the body is damaged or packed in an unknown way.
        MissingExtra: it is packed with Brotli or Zstandard, and FastWARC is not installed.
    """
    if "chunked" in transfer.lower():
        raw = without_chunks(raw)
    codings = [name.strip().lower() for name in coding.split(",") if name.strip()]
    if len(codings) > _MAX_CODINGS:
        raise ValueError(f"{len(codings)} content encodings, one upon the other")
    for name in reversed(codings):
        unpack = _CODINGS.get(name)
        if unpack is None:
            raise ValueError(f"content encoding {name[:40]!r} is not known")
        unpacked = unpack(raw, max_bytes)
        if unpacked is None or len(unpacked) > max_bytes:
            return None
        raw = unpacked
    return raw if len(raw) <= max_bytes else None


def without_chunks(raw: bytes) -> bytes:
    """The body of a chunked transfer; one that is not chunked is returned as it is, one cut off to its end."""
    parts: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\n", at, at + _CHUNK_HEADER)
        size = _chunk_size(raw[at:end]) if end >= 0 else None
        if size is None:
            # Nothing that looks like a chunk: it was put together when it was saved.
            return b"".join(parts) if parts else raw
        if size == 0:
            break
        parts.append(raw[end + 1 : end + 1 + size])
        at = end + 1 + size
        while raw[at : at + 1] in {b"\r", b"\n"}:
            at += 1
            if raw[at - 1 : at] == b"\n":
                break
    return b"".join(parts)


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    if not digits or len(digits) > 16 or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def _inflate(raw: bytes, max_bytes: int) -> bytes | None:
    """Gzip or zlib, by content: servers mix up their names; members one after the other are one body."""
    if not raw.startswith((b"\x1f\x8b", b"\x78")):
        return _raw_deflate(raw, max_bytes)
    out: list[bytes] = []
    size = 0
    while raw:
        unpacker = zlib.decompressobj(47)  # gzip or zlib header
        try:
            out.append(unpacker.decompress(raw, max_bytes + 1 - size))
        except zlib.error as error:
            if out:
                break  # bytes behind the last member
            raise ValueError(f"the body is not valid gzip: {error}") from error
        size += len(out[-1])
        if size > max_bytes:
            return None
        # A body that was cut off is kept as far as it goes.
        raw = unpacker.unused_data if unpacker.eof else b""
    return b"".join(out)


def _raw_deflate(raw: bytes, max_bytes: int) -> bytes | None:
    unpacker = zlib.decompressobj(-15)
    try:
        out = unpacker.decompress(raw, max_bytes + 1)
    except zlib.error:
        return raw
    return out if unpacker.eof else raw


def _brotli(raw: bytes, max_bytes: int) -> bytes | None:
    try:
        from fastwarc.stream_io import BrotliReader
    except ImportError:
        raise MissingExtra("fastwarc", "warc") from None
    return _read(BrotliReader, raw, max_bytes, "brotli")


def _zstd(raw: bytes, max_bytes: int) -> bytes | None:
    if not raw.startswith(b"\x28\xb5\x2f\xfd"):
        return raw
    try:
        from fastwarc.stream_io import ZstdReader
    except ImportError:
        raise MissingExtra("fastwarc", "warc") from None
    return _read(ZstdReader, raw, max_bytes, "zstd")


def _read(reader: Callable[..., object], raw: bytes, max_bytes: int, name: str) -> bytes | None:
    import io

    try:
        return bytes(reader(io.BytesIO(raw)).read(max_bytes + 1))  # type: ignore[attr-defined]
    except OSError as error:
        # Brotli has no mark to know it by.
        if name == "brotli" and raw.lstrip()[:1] == b"<":
            return raw
        raise ValueError(f"the body is not valid {name}: {error}") from error


_CODINGS: Final[dict[str, Callable[[bytes, int], bytes | None]]] = {
    "identity": lambda raw, _max_bytes: raw,
    "none": lambda raw, _max_bytes: raw,
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _inflate,
    "br": _brotli,
    "zstd": _zstd,
}
