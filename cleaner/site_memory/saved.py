"""A memory as a file: JSON, a line for each host."""

from __future__ import annotations

import gzip
import json
import zlib
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cleaner.errors import DumpError
from cleaner.site_memory.host_pages import HostPages
from cleaner.site_memory.sheet import HeldPage

# The number of the file's format: files of another one are refused.
_FORMAT: Final = 1
# How numbers are packed: eight bytes each, without a sign.
_NUMBERS: Final = "Q"
# Numbers by their digits, of which the file is made, pack into a third.
_MOST_RATIO: Final = 100
_UNPACKED_ANYWAY: Final = 1 << 24
# What values of another type, number or depth make of reading them.
_WRONG: Final = (
    ValueError, KeyError, TypeError, AttributeError, EOFError, OverflowError, RecursionError, MemoryError, zlib.error
)  # fmt: skip
_Saved = tuple[int, int, int, dict[str, HostPages]]


def write(path: Path, pages: int, most: int, share: int, hosts: Mapping[str, HostPages]) -> None:
    """Write the file.

    Raises:
        DumpError: the file cannot be written.
    """
    head = {"format": _FORMAT, "pages": pages, "most": most, "share": share}
    lines = [json.dumps(head)[:-1] + ', "hosts": {']
    entries = [f"{json.dumps(name)}: {json.dumps(_host(host), ensure_ascii=False)}" for name, host in hosts.items()]
    lines += [entry + "," * (place + 1 < len(entries)) for place, entry in enumerate(sorted(entries))]
    raw = ("\n".join(lines) + "\n}}\n").encode("utf-8", "surrogatepass")
    try:
        path.write_bytes(gzip.compress(raw, mtime=0) if path.suffix == ".gz" else raw)
    except OSError as error:
        raise DumpError(f"{path}: cannot be written: {error.strerror or error}") from error


def read(path: Path) -> _Saved:
    """Read the file: pages of each host, pages in all, share of the hosts, the hosts.

    Raises:
        DumpError: the file cannot be read, or is no such file.
    """
    try:
        if path.exists() and not path.is_file():  # to open a named pipe is to wait for its writer
            raise DumpError(f"{path}: cannot be read: it is not a regular file")
        raw = path.read_bytes()
        data = json.loads(_unpacked(raw) if path.suffix == ".gz" else raw)
        if data["format"] != _FORMAT:
            raise DumpError(f"{path}: was saved by another version; learn it anew")
        hosts = {name: _held(entry) for name, entry in data["hosts"].items()}
        return int(data["pages"]), int(data["most"]), int(data["share"]), hosts
    except OSError as error:
        raise DumpError(f"{path}: cannot be read: {error.strerror or error}") from error
    except _WRONG as error:
        told = str(error) or type(error).__name__
        raise DumpError(f"{path}: is no memory of sites that was saved: {told}") from error


def _unpacked(raw: bytes) -> bytes:
    """The bytes that gzip has packed.

    Raises:
        ValueError: the bytes are damaged, or unpack to far more than a memory does.
        zlib.error: it is damaged.
    """
    unpacker = zlib.decompressobj(31)
    most = max(_UNPACKED_ANYWAY, _MOST_RATIO * len(raw))
    found = unpacker.decompress(raw, most)
    if not unpacker.eof:
        cut = len(found) < most
        raise ValueError("the file is cut off" if cut else f"it unpacks to more than {most:,} bytes")
    return found


def _host(host: HostPages) -> dict[str, Any]:
    host.furniture()  # what is shown is only what it needs
    return {
        "shown": {str(text): host.shown[text] for text in sorted(host.shown)},
        "names": {str(place): host.names[place] for place in sorted(host.names)},
        "pages": [_page(host.pages[number]) for number in sorted(host.pages)],
    }


def _page(page: HeldPage) -> list[Any]:
    return [page.page, page.title, page.texts.tobytes().hex(), page.places.tobytes().hex(), page.looks.hex()]


def _held(entry: Mapping[str, Any]) -> HostPages:
    host = HostPages(
        HeldPage(number, title, _numbers(texts), _numbers(places), bytes.fromhex(looks))
        for number, title, texts, places, looks in entry["pages"]
    )
    if any(not len(page.texts) == len(page.places) == len(page.looks) for page in host.pages.values()):
        raise ValueError("lines without places")
    if not all(isinstance(page.page, int) and isinstance(page.title, str) for page in host.pages.values()):
        raise ValueError("pages without number or title")
    host.shown = _texts(entry["shown"])
    host.names = _texts(entry["names"])
    return host


def _texts(entry: Mapping[str, Any]) -> dict[int, str]:
    if not all(isinstance(text, str) for text in entry.values()):
        raise ValueError("a number that stands for no text")
    return {int(number): text for number, text in entry.items()}


def _numbers(text: str) -> array[int]:
    found = array(_NUMBERS)
    found.frombytes(bytes.fromhex(text))
    return found
