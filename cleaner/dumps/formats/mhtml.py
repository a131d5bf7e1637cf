"""Pages that a browser saved with all they need in one file (MHTML): the page is one part of a MIME message.

The standard library's `email` holds a whole message, pictures too, several times over. Here headers alone are left to
it; of the parts nothing is held but the page.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from datetime import date
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import BinaryIO, Final, NamedTuple

from cleaner import expressions as re
from cleaner.dumps.file_entry import FileEntry, Meter, not_readable
from cleaner.dumps.formats.pages import too_large
from cleaner.dumps.packing.stream import READ_ERRORS, open_stream
from cleaner.dumps.record import ReadOptions, Record, passed_over, unreadable

# Types of parts that are pages.
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
# Headers, a folded Content-Type among them, up to the empty line; mail has other kinds of multipart.
_HEADERS: Final = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_RELATED: Final = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_LINE: Final = 1 << 16  # bytes that are read at a time; a longer line comes in pieces
_MOST_HEADERS: Final = 1 << 20  # bytes of the headers of one part
# Quoted-printable writes a byte as three, and breaks lines.
_BYTES_PER_BYTE: Final = 4
_DEEPEST: Final = 8
_NO_PAGE: Final = "no part of it is a page"
_CUT: Final = "mhtml_cut_off: the file ends before its last part does"


class _Piece(NamedTuple):
    """A part of the message.

    Attributes:
        headers: of the part.
        raw: its content as it stands, of pages alone; None for too much of it.
        is_whole: its end is marked.
    """

    headers: Message
    raw: bytes | None
    is_whole: bool

    @property
    def is_html(self) -> bool:
        """Whether it is the page, if the first such part, or a frame in it."""
        return self.headers.get_content_type() in _HTML


def looks_like_mhtml(head: bytes) -> bool:
    """Whether a file begins with the headers of a message of related parts."""
    headers = _HEADERS.match(head.lstrip(b"\xef\xbb\xbf\r\n"))
    return bool(headers and _RELATED.search(headers[0]))


def check_mhtml(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether there is a page in it.

    Raises:
        DumpError: there is no page in the file.
    """
    try:
        with open_stream(entry) as stream:
            message = _Message(stream, options.max_bytes)
            if any(piece.is_html for piece in message.pieces()):
                return
    except READ_ERRORS as error:
        raise not_readable(entry.source, "MHTML", error) from error
    raise not_readable(entry.source, "MHTML", _NO_PAGE)


def read_mhtml(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """The page of a message, and for each other part why it is none."""
    position = 0
    found: Record | None = None
    try:
        with open_stream(entry, meter) as stream:
            message = _Message(stream, options.max_bytes)
            for position, piece in enumerate(message.pieces(), 1):
                if found is None and piece.is_html:
                    found = _record(message, piece, entry, position, options)
                    yield found
                    continue
                media_type = piece.headers.get_content_type()
                yield passed_over(
                    entry.name,
                    entry.source,
                    position,
                    "frame of a page" if media_type in _HTML else f"type {media_type}",
                )
    except READ_ERRORS as error:
        position += 1
        yield unreadable(entry.name, entry.source, position, f"the rest of the file cannot be read: {error}")
        return
    if found is None:
        yield unreadable(entry.name, entry.source, position + 1, _NO_PAGE)


def _record(message: _Message, piece: _Piece, entry: FileEntry, position: int, options: ReadOptions) -> Record:
    location: str | None = _header(piece.headers, "Content-Location")
    if not location or location.lower().startswith("cid:"):
        location = _header(message.headers, "Snapshot-Content-Location") or None
    record = Record(entry.name, location, b"", "html", entry.source, position, name=entry.name)
    body = None if piece.raw is None else _decoded(piece)
    if body is None or len(body) > options.max_bytes:
        return record._replace(error=too_large(options.max_bytes))
    charset = piece.headers.get_content_charset()
    return record._replace(
        body=body, charset=charset, crawled=_day(message.headers), note=None if piece.is_whole else _CUT
    )


class _Message:
    """A MIME message, read forwards.

    Args:
        stream: with the message and nothing else.
        max_bytes: of a page.

    Attributes:
        headers: of the message.
    """

    def __init__(self, stream: BinaryIO, max_bytes: int) -> None:
        self._stream = stream
        self._most = max_bytes * _BYTES_PER_BYTE
        self.headers = self._headers(is_first=True)

    def pieces(self) -> Iterator[_Piece]:
        """The parts of the message one after the other, those of parts within parts, too."""
        boundaries: list[bytes] = []
        headers = self.headers
        while True:
            boundary = _parameter(headers, "boundary")
            is_several = headers.get_content_maintype() == "multipart" and boundary and len(boundaries) < _DEEPEST
            if is_several:
                boundaries.append(b"--" + boundary.encode("latin-1", "replace"))
            raw, ended = self._content(boundaries, is_held=not is_several and headers.get_content_type() in _HTML)
            if not is_several:
                yield _Piece(headers, raw, ended is not None or not boundaries)
            while ended and ended.endswith(b"--") and ended[:-2] in boundaries:
                del boundaries[boundaries.index(ended[:-2]) :]
                if not boundaries:
                    return
                _, ended = self._content(boundaries, is_held=False)
            if ended is None:
                return
            headers = self._headers()

    def _headers(self, *, is_first: bool = False) -> Message:
        lines: list[bytes] = []
        size = 0
        while (line := self._stream.readline(_LINE)) and size < _MOST_HEADERS:
            if line.strip():
                lines.append(line)
            elif lines or not is_first:
                break
            size += len(line)
        return BytesHeaderParser().parsebytes(b"".join(lines).removeprefix(b"\xef\xbb\xbf"))

    def _content(self, boundaries: list[bytes], *, is_held: bool) -> tuple[bytes | None, bytes | None]:
        """What is before the next boundary, and that; no boundary at the end of the file."""
        lines: list[bytes] = []
        size = 0
        marks = {*boundaries, *(boundary + b"--" for boundary in boundaries)}
        while line := self._stream.readline(_LINE):
            if line.startswith(b"--") and line.rstrip() in marks:
                return self._held(lines, size), line.rstrip()
            if is_held and size <= self._most:
                size += len(line)
                lines.append(line)
        return self._held(lines, size), None

    def _held(self, lines: list[bytes], size: int) -> bytes | None:
        return None if size > self._most else b"".join(lines)


def _decoded(piece: _Piece) -> bytes:
    coding = _header(piece.headers, "Content-Transfer-Encoding").lower()
    raw = piece.raw or b""
    if coding == "quoted-printable":
        return binascii.a2b_qp(raw)
    if coding == "base64":
        digits = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
        digits = digits[: len(digits) - (len(digits) % 4 == 1)]  # of what was cut off
        return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))
    return raw


def _header(headers: Message, name: str) -> str:
    return "".join(str(headers.get(name, "")).split())


def _parameter(headers: Message, name: str) -> str:
    value = headers.get_param(name, "")
    return value if isinstance(value, str) else value[-1]


def _day(headers: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(headers["Date"])).date()
    except ValueError:
        return None
