"""The command line: one module a command; here they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, Any, Final

import typer

from cleaner.cli.without_pydantic import PlainCommand, PlainGroup

_COMMANDS: Final = ("clean", "batch", "explain", "diff")
"""Each is a function in the module of its name."""
_GROUPS: Final = ("rules", "fixtures", "memory")
"""Each is an app in the module of its name."""


def command_line(arguments: Sequence[str]) -> typer.Typer:
    """The command line, with no more commands than the arguments need.

    Typer makes all options of all commands before it looks which one is called, which is half of the time that
    `cleaner --version` takes.
    """
    asked = arguments[0] if arguments else ""
    if asked == "--version":
        return _with(())
    return _with((asked,) if asked in (*_COMMANDS, *_GROUPS) else (*_COMMANDS, *_GROUPS))


def _with(names: Iterable[str]) -> typer.Typer:
    app = typer.Typer(
        cls=PlainGroup,
        no_args_is_help=True,
        add_completion=False,
        # Markup would be read in paths and titles too.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(cleaner)
    for name in names:
        module = import_module(f"cleaner.cli.{name}")
        if name in _COMMANDS:
            app.command()(getattr(module, name))
        else:
            group = getattr(module, f"{name}_app")
            app.add_typer(group, name=name, cls=PlainGroup)
            _make_plain(group)
    _make_plain(app)
    return app


def _make_plain(app: typer.Typer) -> None:
    for command in app.registered_commands:
        command.cls = PlainCommand


def __getattr__(name: str) -> Any:  # noqa: ANN401 - `app`: made when it is asked for, since the command does without
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made = _with((*_COMMANDS, *_GROUPS))
    return made


def _version(wanted: bool) -> None:
    if wanted:
        from cleaner import __version__
        from cleaner.page import segment, survey  # noqa: F401  # each tries what is compiled
        from cleaner.page.compiled import missing
        from cleaner.page.dom import PARSER

        reason = missing(PARSER)
        loops = f"compiled loops missing, Python's run instead: {reason}" if reason else "compiled"
        typer.echo(f"cleaner {__version__} ({loops})")
        raise typer.Exit


def cleaner(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Keep the article and its byline, drop everything else.

    Start with `cleaner clean page.html`; for many pages, `cleaner batch FOLDER --output articles.jsonl`.
    """
