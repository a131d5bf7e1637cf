"""Values of options that need no more than Python's own types, without what Typer reads all values by.

From 0.29 on Typer imports pydantic for the first option or argument of a command and makes a schema for each of them:
a fifth of the start of `cleaner batch`. What is plainly well is read here; all else, with every error, is still
Typer's. Where its parameters are made otherwise, as in earlier and maybe in later releases, they are left as they are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer.models import ParameterInfo

# A number of at most nine digits; longer ones are left to Typer.
_WHOLE_NUMBER: Final = re.compile("-?[0-9]{1,9}", re.ASCII)
# What Typer looks at in the path that an option names.
_LOOKS: Final = ("exists", "allow_dash", "resolve_path", "path_type", "writable")
_SINGLE: Final = frozenset({bool, float, int, str})


class PlainCommand(TyperCommand):
    """A command whose plain values are read without pydantic."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer has a Click of its own
        """Read the command line."""
        _make_plain(self.get_params(ctx))
        return super().parse_args(ctx, args)


class PlainGroup(TyperGroup):
    """A group of commands whose own plain values are read without pydantic."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the command line as far as the name of a command."""
        _make_plain(self.get_params(ctx))
        return super().parse_args(ctx, args)


def _make_plain(parameters: Sequence[Any]) -> None:
    for parameter in parameters:
        descriptor = getattr(parameter, "type_descriptor", None)
        read = getattr(parameter, "get_runtime_param", None)
        if descriptor is not None and read is not None:
            values = _Values(descriptor.annotation, descriptor.parameter_info, read)
            vars(parameter)["get_runtime_param"] = values.own


class _Values:
    """Reads the values of a parameter in place of Typer's own reader, which takes over where a value is not plain."""

    def __init__(self, annotation: Any, info: ParameterInfo, typers: Callable[[], Any]) -> None:  # noqa: ANN401
        self._annotation = annotation
        self._info = info
        self._typers = typers

    def own(self) -> _Values:
        """What Typer asks a parameter for."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        """The value of the type that the command wants.

        Raises:
            BadParameter: it is none.
        """
        is_several = param.multiple or param.nargs == -1
        if value is None:
            return () if is_several else None
        is_list = get_origin(self._annotation) is list
        try:
            if is_several and is_list and isinstance(value, list | tuple):
                (kind,) = get_args(self._annotation)
                return [read_plain(each, kind, self._info) for each in value]
            if not is_several and not is_list:
                return read_plain(value, self._annotation, self._info)
        except ValueError:
            pass
        return self._typers().coerce(value, param=param, ctx=ctx)


def read_plain(value: Any, kind: Any, info: ParameterInfo) -> Any:  # noqa: ANN401
    """One value of a type.

    Args:
        value: as it was typed, or the default.
        kind: the type.
        info: of the option or argument.

    Raises:
        ValueError: the value is not plainly of this type; pydantic then says what is wrong with it.
    """
    if info.parser is not None:
        return info.parser(value)
    if kind in _SINGLE and type(value) is kind:
        return _within(value, info) if kind in (float, int) else value
    if not isinstance(value, str):
        raise ValueError
    if kind is int and _WHOLE_NUMBER.fullmatch(value):
        return _within(int(value), info)
    if kind is Path and not any(getattr(info, look, True) for look in _LOOKS):
        if os.access(value, os.F_OK) and not os.access(value, os.R_OK):
            raise ValueError
        return Path(value)
    raise ValueError


def _within(number: float, info: ParameterInfo) -> float:
    if not (info.min is None or info.min <= number) or not (info.max is None or number <= info.max) or info.clamp:
        raise ValueError
    return number
