"""What others build upon, as lines of text: names, signatures, attributes, columns, keys, commands and their options.

`python tests/public_api.py` writes `tests/public_api.txt` anew; `tests/test_public_api.py` compares that with the code:
a change of the interface is then a change that a reviewer sees, and CHANGELOG.md tells users of it.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer.main
from pyarrow import Schema

from cleaner import clean
from cleaner.cli import app
from cleaner.dumps.output.row_columns import COLUMNS

WRITTEN = Path(__file__).with_name("public_api.txt")
MODULES = (
    "cleaner", "cleaner.adapters.arrow", "cleaner.adapters.datatrove", "cleaner.adapters.nemo",
    "cleaner.adapters.scrapy", "cleaner.adapters.zyte", "cleaner.batch", "cleaner.compat.trafilatura", "cleaner.dumps",
    "cleaner.render",
)  # fmt: skip
# A default that is longer, or a function, is shown as dots.
_LONG = 60
# What every class has from its base, or from being a dataclass, tells nothing.
_ORDINARY = frozenset(dir(dataclasses.make_dataclass("Ordinary", [], frozen=True, slots=True))) | {"__init__"}


def describe() -> str:
    """The whole interface, one fact a line."""
    return "\n".join([*_modules(), *_keys(), *_commands()]) + "\n"


def _modules() -> Iterator[str]:
    for name in MODULES:
        module = import_module(name)
        for public in sorted(module.__all__):
            yield from _value(f"{name}.{public}", getattr(module, public))


def _value(name: str, value: Any) -> Iterator[str]:
    if inspect.isclass(value):
        yield f"{name}{_signature(value)}"
        attributes = [field.name for field in dataclasses.fields(value)] if dataclasses.is_dataclass(value) else []
        named = {each for each in dir(value) if not each.startswith("_")} - _ORDINARY
        inherited = {
            each for base in value.__mro__[1:] if base.__module__.split(".")[0] != "cleaner" for each in dir(base)
        }
        for each in sorted({*attributes, *named} - inherited):
            member = inspect.getattr_static(value, each, None)
            called = inspect.isfunction(member) or isinstance(member, classmethod | staticmethod)
            yield f"{name}.{each}{_signature(getattr(value, each)) if called else ''}"
    elif get_origin(value) is Literal:
        yield from (f"{name}: {each}" for each in get_args(value))
    elif isinstance(value, Schema):
        yield from (f"{name}: {field.name}: {field.type}" for field in value)
    elif callable(value):
        yield f"{name}{_signature(value)}"
    else:
        yield f"{name}: {type(value).__name__}"


def _signature(value: Any) -> str:
    """Parameters with their defaults; types are `mypy --strict`'s to hold, in `tests/typed_use.py`."""
    try:
        parameters = inspect.signature(value).parameters.values()
    except ValueError:
        return "(...)"
    plain = [each.replace(annotation=inspect.Parameter.empty) for each in parameters if each.name != "self"]
    return str(inspect.Signature([each if _is_short(each.default) else each.replace(default=...) for each in plain]))


def _is_short(default: Any) -> bool:
    """Whether a default says something in a line: no function, and no long table."""
    return default is inspect.Parameter.empty or (not callable(default) and len(repr(default)) < _LONG)


def _keys() -> Iterator[str]:
    yield from (f"Article.to_dict: {key}" for key in clean("<p>A page.</p>").to_dict())
    yield from (f"batch column: {column.name}: {column.type}" for column in COLUMNS)


def _commands() -> Iterator[str]:
    yield from _options("cleaner", typer.main.get_command(app))


def _options(path: str, command: Any) -> Iterator[str]:
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _options(f"{path} {name}", inner)
    for each in command.params:
        yield f"{path}: {' '.join((*each.opts, *each.secondary_opts))}"


if __name__ == "__main__":
    WRITTEN.write_text(describe(), "utf-8")
