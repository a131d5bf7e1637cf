"""Content codings of HTTP undone, by what the bytes are rather than by what the headers call them.

Servers name codings that do not exist (`UTF-8`, `binary`), mix up gzip and deflate, and leave the name out. Crawlers
keep the name of a coding that they undid. A browser shows most such pages, so they are pages here, too, with a note.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NamedTuple

from cleaner.dumps.formats.wrapped import looks_like_html
from cleaner.dumps.packing.zstd import ZSTD, zstd_bytes
from cleaner.errors import MissingExtra
from cleaner.page.decode import sniff

# Gzip's two bytes and its only method.
_GZIP: Final = b"\x1f\x8b\x08"
_ZLIB: Final = 0x78  # first byte of nearly every zlib stream: deflate with a window of 32 KB
_PLAIN: Final = frozenset({"identity", "none"})
_CODED: Final = {
    "gzip": "gzip",
    "x-gzip": "gzip",
    "deflate": "gzip",  # servers mix up these names, and zlib reads either
    "x-deflate": "gzip",
    "br": "brotli",
    "brotli": "brotli",
    "x-br": "brotli",
    "zstd": "zstd",
    "x-zstd": "zstd",
}
# RFC 9842 (dictionaries that the browser has from elsewhere) and LZW.
_UNREADABLE: Final = {
    b"\xff\x44\x43\x42": "Brotli with a dictionary of the site's, which is not read",
    b"\x5e\x2a\x4d\x18\x20\x00\x00\x00": "Zstandard with a dictionary of the site's, which is not read",
    b"\x1f\x9d": "LZW, which is not read",
}
_SHOWN: Final = 40  # characters of a coding's name that a note shows
CUT: Final = "body_cut: "
"""How the note of a body begins of which the end is missing."""


class _Plain(NamedTuple):
    """What was packed, None when it is larger than it may be; and whether its end is there, as far as that shows."""

    raw: bytes | None
    is_whole: bool = True


class Body(NamedTuple):
    """A body without its codings.

    Attributes:
        raw: None when it is larger than it may be.
        note: what the headers say wrongly about it, or that it ends early.
    """

    raw: bytes | None
    note: str | None = None


def undo_codings(raw: bytes, names: list[str], max_bytes: int) -> Body:
    """The body as it was before the codings, of which the last was put on last; one that ends early up to its end.

    Args:
        raw: the body.
        names: in lower case.
        max_bytes: of the result.

    Raises:
        ValueError: the body is damaged, or coded in a way that is not read.
        MissingExtra: the body is coded with Brotli or Zstandard, and that library is not installed.
    """
    note: str | None = None
    for name in reversed(names):
        if name not in _PLAIN:
            unpacked, found = _undo(raw, name, max_bytes)
            if unpacked.raw is None or len(unpacked.raw) > max_bytes:
                return Body(None)
            if found != _CODED.get(name) or not found:
                what = f"is {found}" if found else "is not packed"
                note = note or f"content_encoding_false: {name[:_SHOWN]!r}, but the body {what}"
            note = note or _cut_note(unpacked, found)
            raw = unpacked.raw
    coding = _by_magic(raw)
    if coding:
        with suppress(ValueError):  # then the page itself begins so, and is no HTML
            plain, _ = _UNPACK[coding](raw, max_bytes)
            note = note or f"content_encoding_false: nothing says that the body is {coding}"
            return Body(plain if plain is None or len(plain) <= max_bytes else None, note)
    return Body(raw if len(raw) <= max_bytes else None, note)


def _cut_note(unpacked: _Plain, coding: str | None) -> str | None:
    return None if unpacked.is_whole else f"{CUT}the {coding} body ends early"


def _undo(raw: bytes, name: str, max_bytes: int) -> tuple[_Plain, str | None]:
    """The body without one coding, and which it was; None when it has none."""
    for magic, what in _UNREADABLE.items():
        if raw.startswith(magic):
            raise ValueError(f"the body is {what}")
    said, coding = _CODED.get(name), _by_magic(raw)
    if not raw or (coding is None and raw.lstrip()[:1] == b"<" and looks_like_html(raw)):
        return _Plain(raw), None
    fault: ValueError | None = None
    for each in dict.fromkeys(filter(None, (coding, said))):
        try:
            return _UNPACK[each](raw, max_bytes), each
        except ValueError as error:
            fault = fault or error
    with suppress(ValueError, MissingExtra):  # it has no mark to know it by
        return _unbrotli(raw, max_bytes, must_end=True), "brotli"
    if sniff(raw) is None:
        return _Plain(raw), None
    raise fault or ValueError(f"content encoding {name[:_SHOWN]!r} is not known")


def _by_magic(raw: bytes) -> str | None:
    """The coding that bytes show by how they begin."""
    return "gzip" if raw.startswith(_GZIP) else "zstd" if raw.startswith(ZSTD) else None


def _inflate(raw: bytes, max_bytes: int) -> _Plain:
    """Gzip, zlib or bare deflate; members one after the other are one body."""
    if not raw.startswith((_GZIP, bytes((_ZLIB,)))):
        return _inflate_bare(raw, max_bytes)
    out: list[bytes] = []
    size, is_whole = 0, True
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
            return _Plain(None)
        # A body that was cut off is kept as far as it goes.
        is_whole = unpacker.eof
        raw = unpacker.unused_data if is_whole else b""
    return _Plain(b"".join(out), is_whole)


def _inflate_bare(raw: bytes, max_bytes: int) -> _Plain:
    unpacker = zlib.decompressobj(-15)
    try:
        out = unpacker.decompress(raw, max_bytes + 1)
    except zlib.error as error:
        raise ValueError(f"the body is not valid deflate: {error}") from error
    # Without a mark and a checksum many bytes can be the beginning of something: only a whole body is believed.
    if len(out) <= max_bytes and not unpacker.eof:
        raise ValueError("the body is not valid deflate: it has no end")
    return _Plain(out)


def _unbrotli(raw: bytes, max_bytes: int, *, must_end: bool = False) -> _Plain:
    try:
        import brotli
    except ImportError:
        raise MissingExtra("brotli", "warc") from None
    unpacker = brotli.Decompressor()
    out: list[bytes] = []
    size = 0
    try:
        while size <= max_bytes and not unpacker.is_finished() and (raw or not unpacker.can_accept_more_data()):
            out.append(unpacker.process(raw, output_buffer_limit=max_bytes + 1 - size))
            size += len(out[-1])
            raw = b""
    except brotli.error as error:
        raise ValueError(f"the body is not valid Brotli: {error}") from error
    is_whole = unpacker.is_finished() or size > max_bytes
    if (not is_whole and (must_end or not size)) or (must_end and not size):
        raise ValueError("the body is not valid Brotli: it has no end")
    return _Plain(b"".join(out), is_whole)


def _unzstd(raw: bytes, max_bytes: int) -> _Plain:
    try:
        return _Plain(zstd_bytes(raw, max_bytes + 1))
    except MissingExtra:
        raise MissingExtra("zstandard", "warc") from None
    except OSError as error:
        raise ValueError(f"the body is {error}") from error


# What undoes each content coding.
_UNPACK: Final[dict[str, Callable[[bytes, int], _Plain]]] = {
    "gzip": _inflate,
    "brotli": _unbrotli,
    "zstd": _unzstd,
}
