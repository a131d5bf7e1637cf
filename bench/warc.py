"""Labelled pages as a crawl's archive: `python -m bench.warc PAGES.parquet OUT.warc.gz [PAGES-TO-WRITE]`.

With more pages to write than there are, they come again under new addresses and ids.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bench.arguments import parser_of
from bench.pages import Sample, load

_HTTP = "application/http; msgtype="
# Later than the pages: what is dated behind the day of the crawl would be sought anew on every one of them.
_DAY = "2026-06-01"
_LEVEL = 4
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def head(kind: str, uri: str, content_type: str, length: int) -> bytes:
    """The header of a WARC record; the same arguments give the same bytes."""
    name = uuid5(NAMESPACE_URL, f"{kind} {uri}")
    return (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: {_DAY}T10:00:00Z\r\n"
        f"WARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def record(kind: str, block: bytes, uri: str, content_type: str) -> bytes:
    """A whole WARC record."""
    return head(kind, uri, content_type, len(block)) + block + b"\r\n\r\n"


def response(html: bytes, uri: str, status: str = "200 OK", headers: str = "Content-Type: text/html\r\n") -> bytes:
    """A page as a server sent it."""
    return record("response", f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + html, uri, f"{_HTTP}response")


def members(samples: list[Sample]) -> Iterator[bytes]:
    """A request and a response for each page as gzip members, over and over."""
    tails = [sample.html + b"\r\n\r\n" for sample in samples]
    # Pages are packed once however often they come: what is new in a member stands in front of them.
    packed = [_deflate(tail, zlib.Z_FINISH) for tail in tails]
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    for lap in count():
        for sample, tail, body in zip(samples, tails, packed, strict=True):
            uri = sample.url or f"https://{sample.key}.example/"
            uri = uri if not lap else f"{uri}{'&' if '?' in uri else '?'}lap={lap}"
            yield _member(record("request", b"GET / HTTP/1.1\r\n\r\n", uri, f"{_HTTP}request"))
            start = head("response", uri, f"{_HTTP}response", len(http) + len(sample.html)) + http
            yield _member(start, tail, body)


def write(samples: list[Sample], path: Path, pages: int | None = None) -> int:
    """Write the archive, a gzip member for each record; returns how many pages it holds."""
    pages = len(samples) if pages is None else pages
    with path.open("wb") as out:
        out.write(_member(record("warcinfo", b"software: bench\r\n", "", "application/warc-fields")))
        for member in islice(members(samples), 2 * pages):
            out.write(member)
    return pages


def _member(start: bytes, tail: bytes = b"", packed_tail: bytes = b"") -> bytes:
    """A gzip member of both parts; the second one comes packed."""
    body = _deflate(start, zlib.Z_SYNC_FLUSH if tail else zlib.Z_FINISH) + packed_tail
    length = (len(start) + len(tail)) & 0xFFFFFFFF
    return _GZIP_HEADER + body + struct.pack("<II", zlib.crc32(tail, zlib.crc32(start)), length)


def _deflate(raw: bytes, flush: int) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return packer.compress(raw) + packer.flush(flush)


def main() -> None:
    """The command."""
    parser = parser_of("bench.warc", __doc__)
    parser.add_argument("pages", type=Path, help="Parquet file or folder of labelled pages")
    parser.add_argument("archive", type=Path, help="file to write")
    parser.add_argument("count", type=int, nargs="?", help="pages to write; without it all, once")
    args = parser.parse_args()
    print(f"{write(load(args.pages), args.archive, args.count):,} pages")


if __name__ == "__main__":
    main()
