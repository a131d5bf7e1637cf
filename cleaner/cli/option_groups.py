"""Options that belong together, declared once as a dataclass and asked for by a command as one parameter.

Typer reads the options of a command from its signature, an option each. Here they are spelled out for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameters that are dataclasses are filled from an option for each of their fields.

    The fields are annotated like parameters of a command, and stand in the help where the dataclass stands among the
    parameters. Other parameters stay what they are.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if isinstance(hint, type) and is_dataclass(hint)}

    def filled(**values: object) -> None:
        for name, group in groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        command(**values)

    spelled: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        spelled += _spelled_out(groups[name]) if name in groups else [_keyword(name, hints[name], parameter.default)]
    filled.__name__, filled.__doc__, filled.__module__ = command.__name__, command.__doc__, command.__module__
    filled.__annotations__ = {parameter.name: parameter.annotation for parameter in spelled}
    vars(filled)["__signature__"] = Signature(spelled)
    return filled


def _spelled_out(group: type) -> Iterator[Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        yield _keyword(field.name, hints[field.name], Parameter.empty if field.default is MISSING else field.default)


def _keyword(name: str, annotation: Any, default: object) -> Parameter:  # noqa: ANN401 - what stands in an annotation
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
