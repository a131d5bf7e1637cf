from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from cleaner.cli.option_groups import with_groups


@dataclass(frozen=True)
class Flour:
    sort: Annotated[str, typer.Option("--sort", help="Of which grain.")] = "rye"
    sacks: Annotated[int, typer.Option("--sacks", min=1, help="How many.")] = 1


@dataclass(frozen=True)
class GroundFlour(Flour):
    is_coarse: Annotated[bool, typer.Option("--coarse", help="Grind it once.")] = False


def run(*arguments: str) -> str:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    @with_groups
    def bake(
        loaf: Annotated[str, typer.Argument(metavar="LOAF")],
        *,
        oven: Annotated[str, typer.Option("--oven", help="Which oven.")] = "stone",
        flour: GroundFlour,
        salt: Annotated[int, typer.Option("--salt", help="Grams.")] = 9,
    ) -> None:
        """Bake a loaf."""
        typer.echo(f"{loaf} {oven} {flour.sort} {flour.sacks} {flour.is_coarse} {salt}")

    return CliRunner().invoke(app, arguments).output


def test_a_group_is_filled_from_the_options_of_its_fields():
    assert run("round", "--sort", "oats", "--coarse", "--salt", "7") == "round stone oats 1 True 7\n"


def test_what_is_not_said_has_the_defaults_of_the_fields():
    assert run("round") == "round stone rye 1 False 9\n"


def test_a_wrong_value_is_told_with_its_option():
    assert "Invalid value for '--sacks'" in run("round", "--sacks", "0")


def test_the_help_says_what_the_command_does():
    assert "Bake a loaf." in run("--help")


def test_the_help_has_the_options_where_the_group_stands():
    found = [word for word in run("--help").split() if word.startswith("--") and word != "--help"]
    assert list(dict.fromkeys(found)) == ["--oven", "--sort", "--sacks", "--coarse", "--salt"]
