"""What an HTTP response says of its body, and the body without chunks and compression."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from cleaner import expressions as re
from cleaner.dumps.warc.codings import CUT, Body, undo_codings

# Media types of pages, and of texts.
HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
TEXT_TYPES: Final = frozenset({"text/plain"})

_MAX_CODINGS: Final = 5  # of one body; more are hostile
_CHUNK_HEADER: Final = 1000  # bytes of the line before a chunk that tells its size
# The line before a chunk, with its size in hexadecimal digits and perhaps an extension; and what ends a chunk.
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8}) *+(?:;[^\r\n]{0,200})?\r\n")
_CRLF: Final = b"\r\n"
# Codings that a transfer may have beside its chunks; they end with the connection, and few servers know them.
_TRANSFERS: Final = frozenset({"gzip", "x-gzip", "deflate"})
# Names of chunked transfers that servers give as content codings by mistake; Amazon's has signatures between the
# chunks.
_CHUNKED: Final = frozenset({"chunked", "aws-chunked"})


class ContentType(NamedTuple):
    """A Content-Type header: its media type in lower case without parameters, and the charset."""

    media_type: str
    charset: str | None


# A crawl has few of them, and each record asks twice: without the cache reading an archive takes a tenth longer.
@lru_cache(maxsize=1024)
def content_type(header: str | None) -> ContentType:
    """Read a Content-Type header as browsers do: of several types the last that is one, with an earlier charset."""
    found = ContentType("", None)
    for each in (header or "").split(","):
        media_type, *parameters = each.split(";")
        media_type = media_type.strip().lower()
        if "/" not in media_type or media_type == "*/*":
            media_type = "" if found.media_type else media_type
        charset = next(filter(None, map(_charset, parameters)), None)
        if not media_type and not charset:
            continue
        is_same = media_type in {"", found.media_type}
        found = ContentType(media_type or found.media_type, charset or (found.charset if is_same else None))
    return found


def _charset(parameter: str) -> str | None:
    name, _, value = parameter.partition("=")
    return value.strip().strip("\"'") or None if name.strip().lower() == "charset" else None


def decode_body(raw: bytes, transfer: str, coding: str, max_bytes: int) -> Body:
    """The body without chunks and compression.

    Archives often keep the headers of a body that was unpacked when it was saved: what is not packed as it says is
    taken as it stands.

    Args:
        raw: the payload of the response.
        transfer: its Transfer-Encoding.
        coding: its Content-Encoding.
        max_bytes: of the result.

    Raises:
        ValueError: the body is damaged or packed in an unknown way.
        MissingExtra: the body is packed with Brotli or Zstandard, and that library is not installed.
    """
    is_chunked = "chunked" in transfer.lower()
    if not is_chunked and (plain := _unsaid_chunks(raw)) is not None:
        body = decode_body(plain, "", coding, max_bytes)
        return body._replace(note=body.note or "content_encoding_false: nothing says that the body is chunked")
    if not coding and not transfer:
        return undo_codings(raw, [], max_bytes)
    names = _names(coding) + [name for name in _names(transfer) if name in _TRANSFERS]
    is_whole = True
    if is_chunked:
        raw, is_whole = _chunks(raw)
    if len(names) > _MAX_CODINGS:
        raise ValueError(f"{len(names)} content encodings, one upon the other")
    if any(name in _CHUNKED for name in names):
        raw = without_chunks(raw)
    body = undo_codings(raw, names, max_bytes)
    return body if is_whole else body._replace(note=body.note or f"{CUT}the last chunk of the body ends early")


def _names(header: str) -> list[str]:
    return [name for each in header.split(",") if (name := each.partition(";")[0].strip(" \t\"'").lower())]


def without_chunks(raw: bytes) -> bytes:
    """The body of a chunked transfer; one that is not chunked is returned as it is, one cut off to its end."""
    return _chunks(raw)[0]


def _chunks(raw: bytes) -> tuple[bytes, bool]:
    """The body without its chunks, and whether the last of them is whole."""
    parts: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\n", at, at + _CHUNK_HEADER)
        size = _chunk_size(raw[at:end]) if end >= 0 else None
        if size is None:
            # Nothing that looks like a chunk: it was put together when it was saved.
            return (b"".join(parts) if parts else raw), True
        if size == 0:
            break
        parts.append(raw[end + 1 : end + 1 + size])
        at = end + 1 + size
        while raw[at : at + 1] in {b"\r", b"\n"}:
            at += 1
            if raw[at - 1 : at] == b"\n":
                break
    return b"".join(parts), at <= len(raw)


def _unsaid_chunks(raw: bytes) -> bytes | None:
    """The body of chunks from the first byte to the last, whatever the headers say; None for anything else."""
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(raw, at):
        size, begin = int(found[1], 16), found.end()
        at = begin + size + len(_CRLF)
        if raw[begin + size : at] != _CRLF:
            return None
        if not size:
            return b"".join(parts) if at == len(raw) else None
        parts.append(raw[begin : begin + size])
    return None


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    if not digits or len(digits) > 16 or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)
