"""The formats of files, told apart by content and name, and how each is read."""

from __future__ import annotations

import csv
import io
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import PurePath
from typing import Final, NamedTuple, TypeVar, cast

from cleaner.dumps.file_entry import FileEntry, Meter
from cleaner.dumps.formats.arrow import MAGIC as ARROW
from cleaner.dumps.formats.arrow import check_arrow, read_arrow
from cleaner.dumps.formats.csvfile import check_csv, looks_like_csv, read_csv
from cleaner.dumps.formats.foreign import is_orc, told_of
from cleaner.dumps.formats.jsonarray import check_array, looks_like_array, read_array
from cleaner.dumps.formats.jsonl import check_jsonl, pack_jsonl, read_jsonl
from cleaner.dumps.formats.jsonseq import check_sequence, looks_like_sequence, read_sequence
from cleaner.dumps.formats.mhtml import check_mhtml, looks_like_mhtml, read_mhtml
from cleaner.dumps.formats.pages import (
    PACKED_SUFFIXES,
    TEXT_SUFFIXES,
    TOO_LARGE,
    check_page,
    plain_suffix,
    read_page_entry,
)
from cleaner.dumps.formats.parquet import check_parquet, read_parquet
from cleaner.dumps.formats.wrapped import looks_like_html
from cleaner.dumps.packing.archive import check_tar, check_zip, read_tar, read_zip
from cleaner.dumps.packing.frame import FRAMES
from cleaner.dumps.packing.stream import GZIP, READ_ERRORS, head_as_utf8, open_stream, unpacked
from cleaner.dumps.record import Packed, ReadOptions, Record, Start, passed_over, unreadable
from cleaner.dumps.warc.arc import begins_arc, check_arc, read_arc
from cleaner.dumps.warc.find import holds_record
from cleaner.dumps.warc.head import MAGIC as WARC
from cleaner.dumps.warc.members import pack_members
from cleaner.dumps.warc.reader import check_warc, read_warc
from cleaner.errors import CleanerError, DumpError
from cleaner.page.decode import sniff

Read = Callable[[FileEntry, ReadOptions, Meter], Iterator[Record]]
Check = Callable[[FileEntry, ReadOptions], None]
Pack = Callable[[FileEntry, ReadOptions, Meter, Start], Iterator[Record | Packed]]

_Read = TypeVar("_Read", Record, Record | Packed)


class FileFormat(NamedTuple):
    """One format of file.

    Attributes:
        suffixes: of its names, below `PACKED_SUFFIXES`.
        read: gives its records.
        check: looks at no more than it must, and raises `DumpError` for what is wrong with the whole file.
        pack: gives its records for another process to open, where that spares the reader anything.
    """

    suffixes: frozenset[str]
    read: Read
    check: Check
    pack: Pack | None = None


def _read_page(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """The page that the name promises; or all records, when the first bytes are those of a dump."""
    for record in read_page_entry(entry, options, meter):
        dump = _dump_in(entry, options, record)
        yield from dump.read(entry, options, meter) if dump else (record,)


def _dump_in(entry: FileEntry, options: ReadOptions, record: Record) -> FileFormat | None:
    head = record.body[:_HEAD]
    if isinstance(head, str) or head.lstrip()[:1] == b"<" or entry.is_stream:
        return None  # nearly all
    if record.error and record.error.startswith(TOO_LARGE):
        head = _head(entry)
    found = JSON_ARRAY if looks_like_array(head) else JSONL if head.startswith(b"{") else _by_magic(head, PAGE)
    if found and found is not PAGE:
        with suppress(CleanerError, *READ_ERRORS):  # a text about such files
            found.check(entry, options)
            return found
    return None


def _read_zip(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    return read_zip(entry, options, meter, read_entry)


def _read_tar(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    return read_tar(entry, options, meter, read_entry)


def _read_json(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """A file of JSON; in a folder most hold something else than pages and are passed over."""
    found = _json_in(entry)
    try:
        if entry.is_listed:
            found.check(entry, options)
    except CleanerError:
        yield passed_over(entry.name, entry.source, 1, "file .json")
        return
    yield from found.read(entry, options, meter)


def _check_json(entry: FileEntry, options: ReadOptions) -> None:
    _json_in(entry).check(entry, options)


def _json_in(entry: FileEntry) -> FileFormat:
    return JSON_ARRAY if looks_like_array(_head(entry)) else JSONL


# Each format: the suffixes of its files, what reads one, what checks one, and what packs its records.
PAGE: Final = FileFormat(frozenset({".html", ".htm", ".xhtml", ".shtml"}) | TEXT_SUFFIXES, _read_page, check_page)
JSONL: Final = FileFormat(frozenset({".jsonl", ".ndjson", ".jsonlines"}), read_jsonl, check_jsonl, pack_jsonl)
JSON_ARRAY: Final = FileFormat(frozenset(), read_array, check_array)
JSON: Final = FileFormat(frozenset({".json"}), _read_json, _check_json)
JSON_SEQUENCE: Final = FileFormat(frozenset({".json-seq", ".jsonseq"}), read_sequence, check_sequence)
CSV: Final = FileFormat(frozenset({".csv", ".tsv"}), read_csv, check_csv)
PARQUET: Final = FileFormat(frozenset({".parquet", ".pq"}), read_parquet, check_parquet)
ARROW_IPC: Final = FileFormat(frozenset({".arrow", ".feather", ".ipc", ".arrows"}), read_arrow, check_arrow)
WEB_ARCHIVE: Final = FileFormat(frozenset({".warc", ".wet"}), read_warc, check_warc, pack_members)
ARC: Final = FileFormat(frozenset({".arc"}), read_arc, check_arc)
MHTML: Final = FileFormat(frozenset({".mhtml", ".mht"}), read_mhtml, check_mhtml)
ZIP: Final = FileFormat(frozenset({".zip", ".wacz"}), _read_zip, check_zip)
TAR: Final = FileFormat(frozenset({".tar", ".tgz", ".tzst", ".tbz2", ".txz"}), _read_tar, check_tar)

# A further format is a module in formats/ (or a folder beside it), a line above and its name here; one that its first
# bytes tell has a line in `_MAGIC`, too.
FORMATS: Final = (
    PAGE,
    JSONL,
    JSON,
    JSON_ARRAY,
    JSON_SEQUENCE,
    CSV,
    PARQUET,
    ARROW_IPC,
    WEB_ARCHIVE,
    ARC,
    MHTML,
    ZIP,
    TAR,
)

_HEAD: Final = 8192  # bytes at a file's start, unpacked, that tell its format
_NEAR: Final = 1 << 18  # bytes at a file's start, packed, in which a record or a second packing is looked for
# Suffixes of files that a crawl leaves between its pages; they are passed over without being opened.
_NO_PAGE: Final = frozenset(
    f".{suffix}"
    for group in (
        "css js mjs map xml rss atom svg png jpg jpeg gif webp avif ico bmp tif tiff woff woff2 ttf otf eot",
        "mp3 mp4 m4a webm ogg wav avi mov pdf doc docx xls xlsx ppt pptx epub jar exe",
        "md py toml yaml yml log cdx cdxj idx",
    )
    for suffix in group.split()
)


def read_entry(entry: FileEntry, options: ReadOptions, meter: Meter) -> Iterator[Record]:
    """Records of one file; whatever is wrong with the whole of it is the error of a single record."""
    yield from _read(entry, lambda file_format: file_format.read(entry, options, meter))


def pack_entry(entry: FileEntry, options: ReadOptions, meter: Meter, start: Start) -> Iterator[Record | Packed]:
    """Records of one file from a place on, for other processes to open."""
    yield from _read(
        entry,
        lambda file_format: (
            file_format.pack(entry, options, meter, start)
            if file_format.pack
            else file_format.read(entry, options, meter)
        ),
    )


def _read(entry: FileEntry, read: Callable[[FileFormat], Iterator[_Read]]) -> Iterator[_Read | Record]:
    position = 0
    try:
        file_format = format_of(entry)
        if file_format is None:
            yield _unknown(entry)
            return
        if entry.size == 0 and file_format is not PAGE and not entry.is_stream and entry.modified:
            raise DumpError(f"{entry.source}: the file is empty")
        for record in read(file_format):
            position = record.position
            yield record
    except (CleanerError, *READ_ERRORS) as error:
        reason = str(error).removeprefix(f"{entry.source}: ")
        yield unreadable(entry.name, entry.source, position + 1, reason)
    except Exception as error:  # of ours, or of a library that reads: it costs the rest of this file and no other
        reason = f"internal error: the rest of the file cannot be read: {type(error).__name__}: {error}"
        yield unreadable(entry.name, entry.source, position + 1, reason)


def check_entry(entry: FileEntry, options: ReadOptions) -> None:
    """Look whether the file can be read at all, without reading all of it.

    Raises:
        DumpError: the file cannot be read; the message says why.
        MissingExtra: a package that it needs is not installed.
    """
    if entry.is_stream:
        return
    file_format = format_of(entry)
    if entry.size == 0 and file_format is not PAGE and entry.modified:
        raise DumpError(f"{entry.source}: the file is empty")
    if file_format is None:
        packed = ", ".join(sorted(PACKED_SUFFIXES))
        raise DumpError(f"{entry.source}: {_told(entry)[0]}; files can be {suffixes()}, also packed: {packed}")
    try:
        file_format.check(entry, options)
    except CleanerError:
        raise
    except READ_ERRORS as error:
        raise DumpError(f"{entry.source}: cannot be read: {error}") from error
    except Exception as error:  # as in `_read`
        raise DumpError(f"{entry.source}: internal error: cannot be read: {type(error).__name__}: {error}") from error


def format_of(entry: FileEntry) -> FileFormat | None:
    """What the file is; None for what cannot be read.

    Raises:
        DumpError: the file cannot be opened.
    """
    named = format_by_suffix(PurePath(entry.name))
    named = None if named is JSON and not entry.is_listed else named  # what it holds can be cut into lines, perhaps
    if entry.is_listed and (named is PAGE or plain_suffix(PurePath(entry.name)) in _NO_PAGE):
        return named  # a folder of a million pages need not be opened twice
    try:
        head = _head(entry)
    except READ_ERRORS as error:
        if named:
            return named  # told with its place when it is read
        if _is_damaged_archive(entry):
            return WEB_ARCHIVE
        raise DumpError(f"{entry.source}: cannot be read: {error}") from error
    if named in {None, WEB_ARCHIVE, ARC} and head.startswith((GZIP, *FRAMES)):
        with suppress(*READ_ERRORS):  # an archive that was packed again
            head = _inner_head(entry)
    file_format = _by_magic(head, named) or named or _by_look(head)
    return WEB_ARCHIVE if file_format is None and _is_damaged_archive(entry) else file_format


def format_by_suffix(path: PurePath) -> FileFormat | None:
    """What the file's name says."""
    suffix = plain_suffix(path)
    return next((file_format for file_format in FORMATS if suffix in file_format.suffixes), None)


def suffixes() -> str:
    """All suffixes, for messages."""
    return " ".join(sorted(suffix for file_format in FORMATS for suffix in file_format.suffixes))


def _head(entry: FileEntry) -> bytes:
    with entry.open() as file:
        raw = file.read(_HEAD)
    if raw.startswith(GZIP):
        # By hand: a whole member need not be there, or sound, to show how it begins.
        return head_as_utf8(_gzip_head(raw))
    with open_stream(entry) as stream:
        return head_as_utf8(stream.read(_HEAD))


def _inner_head(entry: FileEntry) -> bytes:
    with entry.open() as file:
        raw = file.read(_NEAR)
    with unpacked(io.BytesIO(raw)) as outer, unpacked(outer) as inner:
        # Not `read`: it asks for more than is there of what was cut off here.
        return cast("io.BufferedReader", inner).read1(_HEAD)


def _is_damaged_archive(entry: FileEntry) -> bool:
    """Whether records come soon in what has no name that says it."""
    if not entry.is_stream:
        return False
    with entry.open() as file:
        return holds_record(file.read(_NEAR))


def _gzip_head(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(raw, _HEAD)
    except zlib.error as error:
        raise OSError(f"not valid gzip: {error}") from error


# The first bytes that tell a format, and what tells one by more than them.
_MAGIC: Final = ((WARC, WEB_ARCHIVE), (b"PAR1", PARQUET), (ARROW, ARROW_IPC), (b"\xff\xff\xff\xff", ARROW_IPC))
_LOOKS: Final[tuple[tuple[Callable[[bytes], bool], FileFormat], ...]] = (
    (begins_arc, ARC),
    (looks_like_mhtml, MHTML),
    (lambda head: head[257:262] == b"ustar", TAR),
)


def _by_magic(head: bytes, named: FileFormat | None) -> FileFormat | None:
    """Kinds that say at their start what they are; zip is the wrapping of many things that hold no pages."""
    head = head.removeprefix(BOM_UTF8)  # an editor's, or what put files together
    told = (file_format for magic, file_format in _MAGIC if head.startswith(magic))
    told_by_look = (file_format for looks, file_format in _LOOKS if looks(head))
    if found := next(told, None) or next(told_by_look, None):
        return found
    if named is CSV and head.startswith(b'{"'):
        return JSONL
    if named is JSONL and looks_like_array(head):
        return JSON_ARRAY
    if named in {None, JSON, JSONL} and looks_like_sequence(head):
        return JSON_SEQUENCE
    return ZIP if head.startswith(b"PK\x03\x04") and named is None else None


def _by_look(head: bytes) -> FileFormat | None:
    if looks_like_array(head):
        return JSON_ARRAY
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return JSONL
    # Before pages, for its cells hold them.
    with suppress(csv.Error):  # bytes of whatever sort
        if looks_like_csv(head):
            return CSV
    return PAGE if looks_like_html(head) and sniff(head) is None and not is_orc(head) else None


def _unknown(entry: FileEntry) -> Record:
    # A file that was found is passed over, one that was named is missed.
    suffix = plain_suffix(PurePath(entry.name))
    if entry.is_listed and suffix in _NO_PAGE:
        return passed_over(entry.name, entry.source, 1, f"file {suffix}")
    told, holds_files = _told(entry)
    if entry.is_listed and not holds_files:
        return passed_over(entry.name, entry.source, 1, "file of no known kind")
    return unreadable(entry.name, entry.source, 1, told)


def _told(entry: FileEntry) -> tuple[str, bool]:
    """What is known of a file of no kind that can be read, and whether other files are in it."""
    with entry.open() as file:
        return told_of(file.read(_HEAD))


__all__ = ["FileFormat", "check_entry", "format_by_suffix", "format_of", "pack_entry", "read_entry", "suffixes"]
