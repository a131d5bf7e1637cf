"""The standard library's `re`, but that an expression is compiled when it is first used.

A module whose expressions few pages need takes it under the name of the one it stands for: `from cleaner import
expressions as re`. Compiling all of them took half of the time that importing the package takes. What every page asks
for many times is compiled by `re` itself, whose own methods are called a little sooner.
"""

from __future__ import annotations

import re
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
from typing import Any, AnyStr, cast

__all__ = [
    "ASCII", "DOTALL", "IGNORECASE", "MULTILINE", "VERBOSE", "Match", "Pattern", "compile", "escape", "findall",
    "finditer", "fullmatch", "match", "search", "split", "sub",
]  # fmt: skip


class _Late:
    """An expression that is compiled by the first question for any of its attributes, which it then has itself."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        # Its text is told without compiling: longer expressions are made of it.
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an expression has
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self.__dict__.get("_compiled")
        if compiled is None:  # two threads may both find it so: either's will do
            compiled = self._compiled = re.compile(self.pattern, self._flags)
        value = getattr(compiled, name)
        setattr(self, name, value)
        return value

    def __reduce__(self) -> tuple[Any, ...]:
        return _Late, (self.pattern, self._flags)


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:  # noqa: A001 - as in `re`
    """An expression in whose place another thing stands until it is used.

    Args:
        pattern: whether it is one at all is found out when it is first used.
        flags: of `re`.
    """
    return cast("Pattern[AnyStr]", _Late(pattern, int(flags)))
