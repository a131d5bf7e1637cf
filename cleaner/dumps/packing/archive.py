"""Pages and dumps in `.zip`, `.wacz` and `.tar` archives."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from pathlib import PurePosixPath
from tarfile import HeaderError
from typing import IO, Any, BinaryIO, Final, Self, cast

from cleaner.dumps.file_entry import FileEntry, Meter, not_readable
from cleaner.dumps.formats.pages import TOO_LARGE
from cleaner.dumps.packing.stream import READ_ERRORS, open_stream
from cleaner.dumps.packing.wacz import ARCHIVES, fault_of_member, fault_of_wacz, is_wacz, resources_of
from cleaner.dumps.record import ReadOptions, Record, passed_over, unreadable
from cleaner.errors import DumpError

ReadMember = Callable[[FileEntry, ReadOptions, Meter], Iterator[Record]]

# What zipfile raises for an archive or a member that it cannot open: NotImplementedError for versions and packings that
# it does not know, ValueError for names that are not UTF-8 and for members that begin before the archive. A wrong
# password is any RuntimeError; only the call that opens a member is so wide.
_ZIP_ERRORS: Final = (OSError, zipfile.BadZipFile, NotImplementedError, ValueError)
# What unpacking a damaged member raises, whichever way it is packed.
_MEMBER_ERRORS: Final = (*READ_ERRORS, zipfile.BadZipFile, lzma.LZMAError)
_TAR_ERRORS: Final = (*READ_ERRORS, tarfile.TarError)
_ADDED: Final = "__MACOSX"
_ENCRYPTED: Final = 1  # a bit of its flags
_MEMBER: Final = b"PK\x03\x04"
_OTHER_ARCHIVE: Final = (
    "the archive is cut off, or has another one behind it: its beginning is in no directory. Only what the last "
    "directory lists is read"
)


def check_zip(entry: FileEntry, _options: ReadOptions) -> None:
    """Look whether the archive's directory can be read.

    Raises:
        DumpError: the file is no zip archive, or its directory is damaged; or the archive is an invalid WACZ.
    """
    with entry.seekable() as raw:
        _require_wacz(_open_zip(raw, entry), entry)


def check_tar(entry: FileEntry, _options: ReadOptions) -> None:
    """Look whether the archive begins with a member.

    Raises:
        DumpError: the archive does not begin with a member.
    """
    try:
        with open_stream(entry) as stream, tarfile.open(fileobj=stream, mode="r|"):
            pass  # the first header is read already
    except _TAR_ERRORS as error:
        raise not_readable(entry.source, "tar", error) from error


def read_zip(entry: FileEntry, options: ReadOptions, meter: Meter, read_member: ReadMember) -> Iterator[Record]:
    """Records of every file in the archive, in its order.

    Raises:
        DumpError: the file is no zip archive, or its directory is damaged; or the archive is an invalid WACZ.
    """
    with entry.seekable() as raw:
        archive = _open_zip(raw, entry)
        said = _require_wacz(archive, entry)
        members = [member for member in archive.infolist() if not member.is_dir()]
        records = _Renumbered(entry)
        if archive.infolist() and _begins_before(raw, archive):
            yield records.broken(entry.name, _OTHER_ARCHIVE)
        for member in members:
            meter.at = member.header_offset
            if said is not None and not member.filename.startswith(ARCHIVES):
                yield records.passed_over(member.filename, "wacz index")
                continue
            if reason := _passed_over(member.filename):
                yield records.passed_over(member.filename, reason)
                continue
            if said is not None:
                if fault := fault_of_member(archive, member, said.get(member.filename)):
                    yield records.broken(member.filename, fault)  # and what it holds, all the same
                member = _unchecked(member)
            opener = _zip_opener(archive, member)
            inner = replace(_member(entry, member.filename), open=opener, size=member.file_size)
            try:
                for record in read_member(inner, options, Meter()):
                    yield records.numbered(_below(inner.name, record))
            except _MEMBER_ERRORS as error:
                yield records.broken(member.filename, f"cannot be read: {error}")


def read_tar(entry: FileEntry, options: ReadOptions, meter: Meter, read_member: ReadMember) -> Iterator[Record]:
    """Records of every file in the archive, in its order; it is read forwards only."""
    records = _Renumbered(entry)
    headers: type[_Headers] = type("_HeadersOfOne", (_Headers,), {})
    try:
        with (
            open_stream(entry, meter) as stream,
            tarfile.open(fileobj=cast("BinaryIO", _UpToDamage(stream)), mode="r|", tarinfo=headers) as archive,
        ):
            for member in archive:
                if member.isdir():
                    continue
                if not member.isfile():
                    yield records.passed_over(member.name, "link or device in an archive")
                    continue
                if reason := _passed_over(member.name):
                    yield records.passed_over(member.name, reason)
                    continue
                body = archive.extractfile(member)
                # One page of a stream that cannot go back; a dump within is read to its end before the next member.
                inner = replace(_member(entry, member.name), open=_tar_opener(body, member, options), size=member.size)
                for record in read_member(inner, options, Meter()):
                    yield records.numbered(_below(inner.name, record))
            if headers.fault:
                raise headers.fault
    except _TAR_ERRORS as error:
        yield records.broken(f"{entry.name}:{records.position + 1}", f"the rest of the archive cannot be read: {error}")


def _open_zip(raw: BinaryIO, entry: FileEntry) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(raw)
    except _ZIP_ERRORS as error:
        raise not_readable(entry.source, "zip", error) from error


def _begins_before(raw: BinaryIO, archive: zipfile.ZipFile) -> bool:
    """Whether a member lies before all those of the directory: what was found is the directory of an inner archive."""
    at = raw.tell()
    raw.seek(0)
    mark = raw.read(len(_MEMBER))
    raw.seek(at)
    return mark == _MEMBER and min(member.header_offset for member in archive.infolist()) > 0


def _require_wacz(archive: zipfile.ZipFile, entry: FileEntry) -> Mapping[str, Mapping[str, Any]] | None:
    """What the package file of a WACZ says of its members; None for other archives.

    Raises:
        DumpError: the package file is invalid.
    """
    if not is_wacz(archive, entry.name):
        return None
    if fault := fault_of_wacz(archive):
        raise not_readable(entry.source, "WACZ", fault)
    return resources_of(archive)


def _unchecked(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The member, of which all that is there is read: with a wrong checksum zipfile would give nothing of its end."""
    found = copy(member)
    found.CRC = None  # type: ignore[assignment]
    return found


class _UpToDamage:
    """A stream that gives all that lies before a damage: `read` alone gives nothing of the block that has one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = cast("io.BufferedReader", stream)
        self._fault: Exception | None = None

    def read(self, size: int) -> bytes:
        if self._fault:
            raise self._fault
        pieces, left = [], size
        try:
            while left and (piece := self._stream.read1(left)):
                pieces.append(piece)
                left -= len(piece)
        except READ_ERRORS as error:
            if not pieces:
                raise
            self._fault = error
        return b"".join(pieces)


class _Headers(tarfile.TarInfo):
    """Keeps what is wrong with a header: behind the first one tarfile takes that for the end."""

    fault: tarfile.TarError | None = None

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile)
        except HeaderError as error:
            # Blocks of zeros are the end, and so is the end of the file, with which some programs are content.
            cls.fault = None if type(error).__name__ in {"EOFHeaderError", "EmptyHeaderError"} else error
            raise


class _Renumbered:
    """Counts records through all members of an archive; each keeps its member's name."""

    def __init__(self, entry: FileEntry) -> None:
        self._entry = entry
        self.position = 0

    def numbered(self, record: Record) -> Record:
        self.position += 1
        return record._replace(source=self._entry.source, position=self.position, offset=None)

    def passed_over(self, name: str, reason: str) -> Record:
        return self.numbered(passed_over(name, "", 0, reason))

    def broken(self, name: str, reason: str) -> Record:
        return self.numbered(unreadable(name, "", 0, reason))


def _passed_over(name: str) -> str | None:
    """Why nobody means a member by its name: as in folders, and what macOS adds to the archives that it makes."""
    *folders, file = PurePosixPath(name.replace("\\", "/")).parts or ("",)
    if any(folder.startswith(".") and folder != ".." for folder in folders) or _ADDED in folders:
        return "hidden folder"
    return "hidden file" if file.startswith(".") else None


def _member(entry: FileEntry, name: str) -> FileEntry:
    clean = str(PurePosixPath(name.replace("\\", "/"))).encode("utf-8", "replace").decode()
    return FileEntry(f"{entry.source}: {clean}", clean, entry.open, is_listed=True)


def _below(member: str, record: Record) -> Record:
    """A record of a member, by whose name it is named; what is in an archive within has a name below that of this."""
    if record.name == member or record.name.startswith(f"{member}:"):
        return record
    name = f"{member}/{record.name}"
    return record._replace(name=name, id=name if record.id == record.name else record.id)


def _zip_opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        try:
            return cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", archive.open(member))))
        except (*_ZIP_ERRORS, RuntimeError) as error:
            told = "it is encrypted" if member.flag_bits & _ENCRYPTED else error
            raise OSError(f"the member cannot be opened: {told}") from error

    return open_member


def _tar_opener(body: IO[bytes] | None, member: tarfile.TarInfo, options: ReadOptions) -> Callable[[], BinaryIO]:
    # Readers open a file more than once, to look at it first; a tar stream cannot go back.
    held = body.read(options.max_bytes + 1) if body and member.size <= options.max_bytes else None

    def open_member() -> BinaryIO:
        if held is not None:
            return io.BytesIO(held)
        raise DumpError(f"{TOO_LARGE}{member.size:,} bytes in a member of a tar archive; unpack the archive first")

    return open_member
