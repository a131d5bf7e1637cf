"""Labelled pages as a crawl's archive: `python -m bench.warc PAGES.parquet OUT.warc.gz [PAGES-TO-WRITE]`.

With more pages to write than there are, they come again under new addresses. A name without `.gz` is written plain.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bench.pages import Sample, load


def record(kind: str, block: bytes, uri: str, content_type: str) -> bytes:
    """One WARC record; the same arguments give the same bytes."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, kind + uri)}>\r\n"
        f"WARC-Date: 2024-05-01T10:00:00Z\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(html: bytes, uri: str, status: str = "200 OK", headers: str = "Content-Type: text/html\r\n") -> bytes:
    """A page as a server sent it."""
    return record(
        "response", f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + html, uri, "application/http; msgtype=response"
    )


def records(samples: list[Sample]) -> Iterator[bytes]:
    """A request and a response for each page, over and over."""
    for lap in count():
        for sample in samples:
            uri = sample.url or f"https://{sample.key}.example/"
            uri = uri if not lap else f"{uri}{'&' if '?' in uri else '?'}lap={lap}"
            yield record("request", b"GET / HTTP/1.1\r\n\r\n", uri, "application/http; msgtype=request")
            yield response(sample.html, uri)


def write(samples: list[Sample], path: Path, pages: int | None = None) -> int:
    """Write the archive, a gzip member for each record; returns how many pages it holds."""
    pages = len(samples) if pages is None else pages
    with path.open("wb") as out:
        out.write(_packed(record("warcinfo", b"software: bench\r\n", "", "application/warc-fields"), path))
        for each in islice(records(samples), 2 * pages):
            out.write(_packed(each, path))
    return pages


def _packed(raw: bytes, path: Path) -> bytes:
    return gzip.compress(raw, 4, mtime=0) if path.suffix == ".gz" else raw


if __name__ == "__main__":
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else None
    print(f"{write(load(Path(sys.argv[1])), Path(sys.argv[2]), wanted):,} pages")
