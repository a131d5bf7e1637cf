"""Every command of `bench/` tells what it does, and what each of its arguments is."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__main__")
    for path in (ROOT / "bench").rglob("*.py")
    if '__name__ == "__main__"' in path.read_text("utf-8")
)


def module_of(command: str) -> ModuleType:
    module = importlib.import_module(command)
    return importlib.import_module(f"{command}.__main__") if hasattr(module, "__path__") else module


def told(command: str, monkeypatch, capsys) -> str:
    monkeypatch.setattr(sys, "argv", [command, "--help"])
    with pytest.raises(SystemExit) as ended:
        module_of(command).main()
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_begins_with_how_the_command_is_called(command: str, monkeypatch, capsys):
    assert told(command, monkeypatch, capsys).startswith(f"usage: python -m {command} ")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_what_the_command_does(command: str, monkeypatch, capsys):
    assert (module_of(command).__doc__ or "no words") in told(command, monkeypatch, capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_word_on_each_argument(command: str, monkeypatch):
    mute = []

    def stop(parser, *_given):
        mute.extend(action.dest for action in parser._actions if not action.help)
        raise SystemExit(0)

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", stop)
    monkeypatch.setattr(sys, "argv", [command, "--help"])
    with pytest.raises(SystemExit):
        module_of(command).main()
    assert mute == []
