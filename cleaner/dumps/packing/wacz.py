"""WACZ: a zip archive of web archives, with a package file that names what is in it with sizes and checksums."""

from __future__ import annotations

import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Final

# The package file, the folder of the archives, and how the names of such files end.
PACKAGE: Final = "datapackage.json"
ARCHIVES: Final = "archive/"
_SUFFIX: Final = ".wacz"
# Bytes of the package file that are read at most, and bytes of a member that are hashed at a time.
_MOST_PACKAGE: Final = 1 << 26
_CHUNK: Final = 1 << 20
# The checksums that a package file may name.
_HASHES: Final = frozenset({"sha256", "md5", "sha1", "sha512"})


def is_wacz(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether the zip archive is a WACZ, by its name or by what is in it."""
    names = archive.namelist()
    return name.lower().endswith(_SUFFIX) or (PACKAGE in names and any(each.startswith(ARCHIVES) for each in names))


def fault_of_wacz(archive: zipfile.ZipFile) -> str | None:
    """What is wrong with the whole of it, if anything; its members are looked at by size alone."""
    members = {member.filename: member for member in archive.infolist()}
    if PACKAGE not in members:
        return f"there is no {PACKAGE} in it"
    if not any(name.startswith(ARCHIVES) and name != ARCHIVES for name in members):
        is_collection = any(name.lower().endswith(_SUFFIX) for name in members)
        told = f"there is no web archive in it, for {ARCHIVES} is missing or empty"
        return f"it is a collection of {_SUFFIX} files: unpack it and name those" if is_collection else told
    try:
        resources = resources_of(archive)
    except ValueError as error:
        return str(error)
    for path, resource in resources.items():
        if path not in members:
            return f"{PACKAGE} names {path}, which is not in it"
        size = resource.get("bytes")
        if isinstance(size, int) and size != members[path].file_size:
            return f"{path} has {members[path].file_size:,} bytes, and {PACKAGE} says {size:,}"
    return None


def resources_of(archive: zipfile.ZipFile) -> dict[str, Mapping[str, Any]]:
    """What the package file says of members, by their paths.

    Raises:
        ValueError: the package file cannot be read; the message is for an error.
    """
    try:
        with archive.open(PACKAGE) as file:
            package = json.loads(file.read(_MOST_PACKAGE))
    except (OSError, ValueError, RecursionError, zipfile.BadZipFile) as error:
        raise ValueError(f"{PACKAGE} cannot be read: {error}") from error
    resources = package.get("resources", []) if isinstance(package, dict) else None
    if not isinstance(resources, list):
        raise ValueError(f"{PACKAGE} holds no list of resources")
    paths: dict[str, Mapping[str, Any]] = {
        each["path"]: each for each in resources if isinstance(each, dict) and isinstance(each.get("path"), str)
    }
    if len(paths) != len(resources):
        raise ValueError(f"{PACKAGE} has resources without a path, or several of one path")
    return paths


def fault_of_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, said: Mapping[str, Any] | None) -> str | None:
    """How a member differs from its checksums, its own and that in the package file, if it has one."""
    algorithm, _, digest = str((said or {}).get("hash", "")).partition(":")
    if algorithm not in _HASHES or not digest:
        return None
    found = hashlib.new(algorithm, usedforsecurity=False)
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
    except (
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
    ) as error:
        return f"it is damaged: {error}"
    if found.hexdigest() == digest.lower():
        return None
    return f"its {algorithm} is {found.hexdigest()}, and {PACKAGE} says {digest[:128]}"
