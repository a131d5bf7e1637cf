"""File names for pages: made of path, address, id or a hash, and safe on every system."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Any, Final, Literal
from urllib.parse import unquote, urlsplit

from cleaner import expressions as re
from cleaner.dumps.formats.pages import PACKED_SUFFIXES, TEXT_SUFFIXES

Naming = Literal["path", "url", "id", "hash"]

# Characters that some shell or file system does not take in a name.
_UNSAFE: Final = re.compile(r"[^\w.,+=@~()' -]|[\x00-\x1f]")
# Suffixes of addresses that say nothing of what is written.
_PAGE_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", *TEXT_SUFFIXES})
# Longest name, in bytes of UTF-8, with room for a mark and a suffix: most file systems have 255 bytes for one, Windows
# 255 characters. And how many folders a path has at most.
_MOST_BYTES: Final = 120
_MOST_FOLDERS: Final = 12  # levels of folders; deeper ones become one
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def file_name(row: Mapping[str, Any], name: str, naming: Naming) -> PurePosixPath:
    """A relative path without suffix; two pages may get the same one.

    Args:
        row: with `id` and `url`.
        name: file and position of the page below the input.
        naming: what the path is made of; a page without address is named by its path.
    """
    if naming == "hash":
        digest = _hash(row.get("url") or name, 16)
        return PurePosixPath(digest[:2], digest)
    if naming == "id":
        return PurePosixPath(_safe(str(row["id"]).replace("/", "-")))
    if naming == "url" and row.get("url"):
        return _of_url(str(row["url"]))
    *folders, last = PurePosixPath(name.replace("\\", "/")).parts or ("page",)
    return _joined([*folders, _without_suffix(last)])


def marked(path: PurePosixPath, name: str, source: str) -> PurePosixPath:
    """The path with a mark that no other record has, for one whose path is taken."""
    return path.with_name(f"{path.name}-{_hash(f'{source}#{name}', 10)}")


def _of_url(url: str) -> PurePosixPath:
    try:
        parts = urlsplit(url)
        host = parts.hostname or "no-host"
    except ValueError:
        return PurePosixPath("no-host", _safe(url))
    folders = [part for part in unquote(parts.path).split("/") if part]
    last = _without_suffix(folders.pop()) if folders and not parts.path.endswith("/") else "index"
    if parts.query:
        last = f"{last}-{_hash(parts.query, 8)}"
    return _joined([host, *folders, last])


def _joined(names: list[str]) -> PurePosixPath:
    folders = [_safe(name) for name in names if name not in {"", ".", "..", "/"}]
    if len(folders) > _MOST_FOLDERS:
        folders = [*folders[: _MOST_FOLDERS - 1], _safe("-".join(folders[_MOST_FOLDERS - 1 :]))]
    return PurePosixPath(*folders) if folders else PurePosixPath("page")


def _safe(name: str) -> str:
    """One name of a path: no hidden file, nothing that a shell or a system takes for something else."""
    clean = _UNSAFE.sub("-", name.encode("utf-8", "replace").decode()).strip(" .") or "page"
    if _RESERVED.match(clean) or clean.startswith("-"):
        clean = f"_{clean}"
    raw = clean.encode()
    if len(raw) > _MOST_BYTES:
        clean = f"{raw[: _MOST_BYTES - 11].decode('utf-8', 'ignore')}-{_hash(name, 10)}"
    return clean


def _without_suffix(name: str) -> str:
    path = PurePosixPath(name)
    while path.suffix.lower() in PACKED_SUFFIXES | _PAGE_SUFFIXES and path.stem:
        path = path.with_suffix("")
    return path.name


def _hash(text: str, digits: int) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()[:digits]
