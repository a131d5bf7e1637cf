"""Values of options as Typer reads them, with what Typer reads them by left out where nothing is wrong."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from cleaner.cli.without_pydantic import PlainCommand


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def command(cls):
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

    @app.command(cls=cls)
    def tell(
        names: Annotated[list[str] | None, typer.Argument()] = None,
        path: Annotated[Path | None, typer.Option()] = None,
        there: Annotated[Path | None, typer.Option(exists=True)] = None,
        number: Annotated[int, typer.Option(min=2, max=9)] = 3,
        numbers: Annotated[list[int] | None, typer.Option(min=2)] = None,
        share: Annotated[float, typer.Option()] = 0.5,
        colour: Annotated[Colour, typer.Option()] = Colour.RED,
        read: Annotated[int, typer.Option(parser=lambda text: int(text, 16))] = 1,
        flag: Annotated[bool, typer.Option("--flag")] = False,
    ) -> None:
        typer.echo(repr((names, path, there, number, numbers, share, colour, read, flag)))

    return app


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "a b",
        "--path some/file.txt",
        "--there .",
        "--there no-such-file",
        "--number 2",
        "--number +2",
        "--number 1",
        "--number 10",
        "--number two",
        "--number 2.0",
        "--numbers 2 --numbers 11",
        "--numbers 2 --numbers 1",
        "--share 1.5",
        "--share x",
        "--colour blue",
        "--colour green",
        "--read ff",
        "--read xyz",
        "--flag",
        "--no-such-option",
        "--number",
    ],
)
def test_a_value_is_read_and_refused_as_by_typer(arguments):
    own, typers = (CliRunner().invoke(command(cls), arguments.split()) for cls in (PlainCommand, None))
    assert (own.exit_code, own.stdout, own.stderr) == (typers.exit_code, typers.stdout, typers.stderr)


def loaded(*arguments: str) -> set[str]:
    """The modules that a command has imported at its end."""
    code = (
        "import sys\nfrom cleaner.__main__ import main\n"
        f"sys.argv = {['cleaner', *arguments]!r}\n"
        "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_version_is_told_without_any_command():
    assert {name for name in loaded("--version") if name.startswith("cleaner.cli.")} == {"cleaner.cli.without_pydantic"}


def test_a_command_is_run_without_the_others():
    assert {"cleaner.cli.rules", "cleaner.cli.diff"}.isdisjoint(loaded("batch", "no-such-folder", "-o", "out.jsonl"))


@pytest.fixture(scope="module")
def loaded_by_batch(tmp_path_factory):
    """The modules that are loaded when a batch begins."""
    folder = tmp_path_factory.mktemp("batch")
    found = loaded("batch", str(folder), "-o", str(folder / "out.jsonl"))
    assert "cleaner.batch.job" in found
    return found


def test_a_batch_begins_without_what_cleans(loaded_by_batch):
    assert {"numpy", "cleaner.pipeline"}.isdisjoint(loaded_by_batch)


def test_a_batch_begins_without_pydantic(loaded_by_batch):
    assert "pydantic" not in loaded_by_batch
