"""One file of a dump: where its bytes come from, and how far it has been read."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final, NamedTuple, cast
from weakref import WeakKeyDictionary, finalize, ref

from cleaner.dumps.record import readable
from cleaner.errors import DumpError, MissingExtra

# How the command line names standard input.
STDIN: Final = "-"
# What fsspec needs beside itself, by scheme.
_PACKAGES: Final = {"s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "http": "aiohttp", "https": "aiohttp"}
_COPY_BYTES: Final = 1 << 20  # bytes that are read or copied at a time
# The first block of a Zstandard frame, packed, is at most half of this.
_HEAD_BYTES: Final = 1 << 18


@dataclass(slots=True)
class Meter:
    """How far a file has been read: `at` of its `size` bytes; readers move it on."""

    size: int = 0
    at: int = 0


class Span(NamedTuple):
    """A stretch of a file: the records that begin in it.

    Attributes:
        begin, end: bytes of the file, the end not included.
        by_offset: readers give all records, and their offset tells which belong to it; else they give only these.
    """

    begin: int
    end: int
    by_offset: bool


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file, local or remote, or a member of an archive.

    Attributes:
        source: how messages and rows name it.
        name: its path below the input that was given; ids and file names are made of it.
        open: gives its bytes from the start, packed or not; a file that can seek, unless it is standard input.
        size: in bytes, 0 when unknown.
        modified: what changes when the file does, such as its time stamp.
        is_listed: it was found in a folder or an archive, and not named by the user.
        path: of a file on this machine, which other processes can open, too.
        copied: gives the bytes of standard input as a file that can seek.
        span: what is wanted of it, if that is not everything.
    """

    source: str
    name: str
    open: Callable[[], BinaryIO]
    size: int = 0
    modified: str = ""
    is_listed: bool = False
    path: Path | None = None
    copied: Callable[[], BinaryIO] | None = None
    span: Span | None = None

    @property
    def is_stream(self) -> bool:
        """Whether it can be read only once and forwards."""
        return self.source == STDIN

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The bytes as a file that can seek; standard input is copied to disk for that."""
        with (self.copied or self.open)() as file:
            yield file


def not_readable(source: str, told: str, error: object) -> DumpError:
    """What to say of a file that cannot be opened as what it should be."""
    fault = " ".join(str(error).split()).rstrip(" .")  # Arrow's errors have lines
    return DumpError(
        f"{source}: cannot be read as {told}: {fault}. See that it is whole, and of the kind that its name says"
    )


def local_entry(path: Path, name: str, *, is_listed: bool = False) -> FileEntry:
    """A file on this machine.

    Raises:
        DumpError: the system does not let the file be looked at.
    """
    try:
        stat = path.stat()
    except OSError as error:
        raise DumpError(f"{readable(path)}: cannot be read: {error.strerror or error}") from error

    def open_local() -> BinaryIO:
        try:
            return path.open("rb")
        except OSError as error:
            raise DumpError(f"{readable(path)}: cannot be read: {error.strerror or error}") from error

    return FileEntry(readable(path), name, open_local, stat.st_size, str(stat.st_mtime_ns), is_listed, path)


def stdin_entry() -> FileEntry:
    """Standard input. What was read to tell what it is can be read again; all of it only where that is asked for."""
    held = _HELD.get(sys.stdin.buffer)
    if held is None:
        held = _HELD[sys.stdin.buffer] = _Held(sys.stdin.buffer)
    return FileEntry(STDIN, "stdin", held.open, copied=held.copied)


class _Held:
    """What was read of a stream, which stays open: its beginning, or all of it on disk."""

    def __init__(self, stream: BinaryIO) -> None:
        # The other way round would keep both for ever.
        self._stream = ref(stream)
        self._head: bytes | None = None
        self._copy: BinaryIO | None = None

    def open(self) -> BinaryIO:
        """The stream from its start on."""
        return self.copied() if self._copy else self._replayed()

    def copied(self) -> BinaryIO:
        """The stream as a file that can seek: all of it is copied to the disk."""
        if self._copy is None:
            copy = cast("BinaryIO", TemporaryFile(buffering=0))  # noqa: SIM115 - closed with this object
            shutil.copyfileobj(self._replayed(), copy, _COPY_BYTES)
            self._copy = copy
            finalize(self, copy.close)
        return cast("BinaryIO", io.BufferedReader(_Shared(self._copy, self)))

    def _replayed(self) -> BinaryIO:
        stream = self._stream() or io.BytesIO()
        if self._head is None:
            self._head = stream.read(_HEAD_BYTES)
        return cast("BinaryIO", io.BufferedReader(_Replayed(self._head, stream)))


# Records are read anew when a quick reader was wrong, but a process has one standard input.
_HELD: Final[WeakKeyDictionary[BinaryIO, _Held]] = WeakKeyDictionary()


class _Shared(io.RawIOBase):
    """A file that others read, too, and that stays open."""

    def __init__(self, file: BinaryIO, owner: object) -> None:
        self._file = file
        self._owner = owner  # the file is closed when nobody has this one
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - collections.abc.Buffer came with Python 3.12
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset += self._at
        elif whence == io.SEEK_END:
            offset += self._file.seek(0, io.SEEK_END)
        self._at = offset
        return offset


class _Replayed(io.RawIOBase):
    """What was read already, then the rest of a stream, which stays open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - collections.abc.Buffer came with Python 3.12
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def is_remote(given: str) -> bool:
    """Whether it is an address such as `s3://bucket/key` and no path."""
    scheme, separator, _ = given.partition("://")
    return bool(separator) and len(scheme) > 1 and scheme.isalnum()


def remote_system(url: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises:
        DumpError: the address needs another package, or is no address.
        MissingExtra: fsspec is not installed.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingExtra("fsspec", "remote") from None
    try:
        system, root = url_to_fs(url)
    except ImportError as error:  # fsspec names the package that a scheme needs
        package = _PACKAGES.get(url.partition("://")[0].lower())
        command = f"; it comes with: pip install {package}" if package else ""
        raise DumpError(f"{url}: {error}{command}") from error
    except (OSError, ValueError) as error:
        raise DumpError(f"{url}: cannot be read: {str(error) or type(error).__name__}") from error
    return system, root


def remote_entries(url: str) -> Iterator[FileEntry]:
    """The file at an address, or every file below it.

    Raises:
        DumpError: nothing is at the address, or the address cannot be reached.
        MissingExtra: fsspec is not installed.
    """
    system, root = remote_system(url)
    try:
        if any(mark in root for mark in "*?["):
            paths, base = sorted(system.glob(root)), ""
        elif system.isdir(root):
            paths, base = sorted(system.find(root)), root.rstrip("/") + "/"
        else:
            paths, base = [root], ""
        for path in paths:
            info = system.info(path)
            changed = next((str(info[key]) for key in ("ETag", "etag", "mtime", "LastModified") if info.get(key)), "")
            name = path.removeprefix(base) if base else path.rsplit("/", 1)[-1]
            source = path if "://" in path else f"{url.partition('://')[0]}://{path}"
            opener = _remote_opener(system, path)
            yield FileEntry(source, name, opener, int(info.get("size") or 0), changed, bool(base))
    except (OSError, ValueError) as error:
        raise DumpError(f"{url}: cannot be read: {str(error) or type(error).__name__}") from error
    if not paths:
        raise DumpError(f"{url}: there is nothing there")


def _remote_opener(system: Any, path: str) -> Callable[[], BinaryIO]:  # noqa: ANN401 - fsspec has no types
    def open_remote() -> BinaryIO:
        return cast("BinaryIO", io.BufferedReader(_Remote(system.open(path, "rb")), _COPY_BYTES))

    return open_remote


class _Remote(io.RawIOBase):
    """A file of fsspec whose faults are all `OSError`: each of its systems has exceptions of its own."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - fsspec has no types
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - collections.abc.Buffer came with Python 3.12
        try:
            data = self._file.read(len(buffer))
        except OSError:
            raise
        except Exception as error:
            raise OSError(str(error) or type(error).__name__) from error
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
