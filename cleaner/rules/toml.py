"""TOML of rules and settings → its values, within limits that hold before it is parsed."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final

MAX_DEPTH: Final = 32
"""Most brackets in one another: the parser calls itself for each."""
MAX_KEY_PARTS: Final = 16
"""Most parts of a dotted key: `a.b.c` has three. Each of 100,000 would be a table of its own."""
MAX_KEYS: Final = 20_000
"""Most keys of a file."""
MAX_NUMBER_CHARS: Final = 400
"""Longest number: Python refuses to read one of 4,300 digits, with an error that names no file."""

# Strings and comments, in which anything may stand. None of the parts gives back what it took.
_QUOTED: Final = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\.)*+"?|' + r"'[^'\n]*+'?|#[^\n]*+",
    re.DOTALL,
)
_LONG_KEY: Final = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MAX_KEY_PARTS},}}")
_NUMBER: Final = re.compile(rf"[\w.+:-]{{{MAX_NUMBER_CHARS + 1},}}")


class TomlError(Exception):
    """The text is no TOML, or exceeds a limit.

    Attributes:
        line: 1-based line, or 0 when it is not known.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_text_of(path: Path, most: int) -> str:
    """The text of a file of at most so many bytes, without the byte order mark that some editors write.

    Raises:
        OSError: the file cannot be read, is larger, or is no regular one: opening a pipe waits for its writer.
        UnicodeDecodeError: the text is not UTF-8.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(0, "it is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise OSError(0, "it is not a regular file")
    if found.st_size > most:
        raise OSError(0, f"it is larger than {most // 1024} KB")
    return path.read_text("utf-8-sig")


def read_toml(source: str) -> dict[str, Any]:
    """The values of a TOML text.

    Raises:
        TomlError: always this, whatever is wrong with it.
    """
    bare = _QUOTED.sub(lambda match: "s" + "\n" * match[0].count("\n"), source)
    _require_flat(bare)
    for shape, what in ((_LONG_KEY, f"a key has at most {MAX_KEY_PARTS} parts"), (_NUMBER, "a number is too long")):
        if found := shape.search(bare):
            raise TomlError(what, bare.count("\n", 0, found.start()) + 1)
    if bare.count("=") > MAX_KEYS:
        raise TomlError(f"has more than {MAX_KEYS:,} keys")
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise TomlError(f"is not TOML: {error}", int(line[1]) if line else source.count("\n") + 1) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise TomlError(f"cannot be read: {type(error).__name__}") from error


def _require_flat(bare: str) -> None:
    depth = 0
    for found in re.finditer(r"[\[\]{}]", bare):
        depth = depth + 1 if found[0] in "[{" else max(0, depth - 1)
        if depth > MAX_DEPTH:
            raise TomlError("is nested too deeply", bare.count("\n", 0, found.start()) + 1)
