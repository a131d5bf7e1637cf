"""The standard library's `re`, with the difference that an expression is compiled when it is first used.

A module whose expressions few pages need takes it under the name of the one it stands for: `from cleaner import
expressions as re`. Compiling all of them took half of the time that importing the package takes. What every page asks
for many times is compiled by `re` itself, whose own methods are called a little sooner.

Where the package was built for an interpreter, `cleaner/data/` holds its expressions as that interpreter's engine reads
them (`cleaner.tooling.precompile` writes them). Compiling what a hundred pages ask for one by one takes a tenth of the
time that these pages take; making expressions of stored code takes none that can be measured. The engine checks such
code before it takes it. Whatever is not stored, or was stored for another interpreter, `re` compiles as ever.
"""

from __future__ import annotations

import marshal
import re
import sys
import unicodedata
import zlib
from array import array
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, Final, TypeAlias, cast

__all__ = [
    "ASCII", "DOTALL", "IGNORECASE", "MULTILINE", "VERBOSE", "Match", "Pattern", "compile", "escape", "findall",
    "finditer", "fullmatch", "match", "search", "split", "sub",
]  # fmt: skip

Code: TypeAlias = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What the engine makes an expression of: all flags, packed code, number of groups, numbers of names, names."""

STORED: Final = Path(__file__).parent / "data" / f"expressions.{sys.implementation.cache_tag}.bin"
"""Where the expressions of this interpreter are stored; need not exist."""


class Late:
    """Stands for an expression until one of its attributes is asked for; then it compiles it and takes these over."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        # The text is told without compiling: longer expressions are made of it.
        self.pattern = pattern
        self._flags = flags

    @property
    def source(self) -> tuple[str | bytes, int]:
        """The text of the expression and the flags beside it."""
        return self.pattern, self._flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an expression has
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self.__dict__.get("_compiled")
        if compiled is None:  # two threads may both compile it; either result will do
            compiled = self._compiled = _restore(self.pattern, self._flags) or re.compile(self.pattern, self._flags)
        value = getattr(compiled, name)
        setattr(self, name, value)
        return value

    def __reduce__(self) -> tuple[Any, ...]:
        return Late, (self.pattern, self._flags)


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:  # noqa: A001 - as in `re`
    """Like `re.compile`, but the expression is compiled when it is first used.

    Args:
        pattern: the expression; a fault in it shows when it is first used.
        flags: those of `re`.
    """
    return cast("Pattern[AnyStr]", Late(pattern, int(flags)))


def engine() -> tuple[Any, ...]:
    """What stored code depends on besides an expression: formats of the engine, its tables of letters, byte order."""
    import _sre  # type: ignore[import-not-found] # of every CPython, but no stub tells of it

    return _sre.MAGIC, _sre.CODESIZE, unicodedata.unidata_version, sys.byteorder


def stored_as(pattern: str | bytes, flags: int) -> bytes:
    """The name that an expression is stored under: a digest, since the texts would take a third of the file."""
    return blake2b(repr((pattern, flags)).encode(), digest_size=10).digest()


def pack(code: array[int]) -> bytes:
    """Code in few bytes: the first bytes of all words, then the second ones, and so on, most of which are nought."""
    raw = code.tobytes()
    return zlib.compress(b"".join(raw[place :: code.itemsize] for place in range(code.itemsize)), 9)


def unpack(packed: bytes) -> list[int]:
    """The code that `pack` was given."""
    code = array("I")
    planes = zlib.decompress(packed)
    raw = bytearray(len(planes))
    size = len(planes) // code.itemsize
    for place in range(code.itemsize):
        raw[place :: code.itemsize] = planes[place * size : (place + 1) * size]
    code.frombytes(raw)
    return code.tolist()


@cache
def _stored() -> Mapping[bytes, Code]:
    """The expressions that were stored for this interpreter; none where there are none or they are another's."""
    try:
        made_for, codes = marshal.loads(STORED.read_bytes())
        return cast("Mapping[bytes, Code]", codes) if made_for == engine() else {}
    except (ImportError, AttributeError, OSError, EOFError, ValueError, TypeError):
        return {}


def _restore(pattern: str | bytes, flags: int) -> Pattern[Any] | None:
    """An expression made of stored code, equal to what `re` would compile; None where there is none."""
    if not (stored := _stored()) or (code := stored.get(stored_as(pattern, flags))) is None:
        return None
    import _sre

    whole, packed, groups, numbers, names = code
    try:
        return cast("Pattern[Any]", _sre.compile(pattern, whole, unpack(packed), groups, numbers, names))
    except (AttributeError, TypeError, RuntimeError, ValueError, zlib.error):  # damaged, or the engine does not take it
        return None
