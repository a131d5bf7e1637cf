"""When an installation compiles, and what it then asks for."""

from __future__ import annotations

import importlib.util
import sys
from fnmatch import fnmatch
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import SimpleNamespace

import pytest

from cleaner.expressions import STORED

HOOK = Path(__file__).parents[1] / "cleaner" / "hatch_build.py"
# A compiler's front ends, and what the package itself needs: its expressions are collected by importing it.
COMPILES = ["Cython", "setuptools", "selectolax"]


@pytest.fixture
def hook():
    """The module of the hook."""
    spec = importlib.util.spec_from_file_location("hatch_build", HOOK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def asked(hook, monkeypatch):
    """What a build with these variables set needs besides hatchling."""

    def ask(target: str = "wheel", **variables: str) -> list[str]:
        for name in ("CLEANER_PURE_PYTHON", "PRE_COMMIT", "VIRTUAL_ENV"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        metadata = SimpleNamespace(core=SimpleNamespace(dependencies=["selectolax>=1"]))
        built = hook.NativeHook(str(HOOK.parents[1]), {}, None, metadata, str(HOOK.parents[1]), target)
        return [need.partition(">")[0] for need in built.dependencies()]

    return ask


def test_an_installation_compiles(asked):
    assert asked() == COMPILES


@pytest.mark.parametrize(
    "variables",
    [{"CLEANER_PURE_PYTHON": "1"}, {"PRE_COMMIT": "1"}, {"VIRTUAL_ENV": "/home/ada/repo1x/py_env-python3.11"}],
    ids=str,
)
def test_it_does_not_where_nobody_would_wait_for_it(asked, variables):
    assert asked(**variables) == []


def test_it_does_where_it_is_told_to(asked):
    assert asked(CLEANER_PURE_PYTHON="0", PRE_COMMIT="1") == COMPILES


def test_it_does_in_any_other_environment(asked):
    assert asked(VIRTUAL_ENV="/home/ada/venv") == COMPILES


def test_a_source_distribution_is_not_compiled(asked):
    assert asked("sdist") == []


def test_what_is_installed_takes_at_most_six_megabytes():
    root = HOOK.parents[1]
    files = [path for folder in ("cleaner", "rules") for path in (root / folder).rglob("*") if path.is_file()]
    left_out = {".pyx", ".pxi", ".h", ".c", ".pyc"}
    kept = [
        path
        for path in files
        if path.suffix not in left_out
        and (path.suffix != ".bin" or sys.implementation.cache_tag in path.name)
        and (path.suffix not in {".so", ".pyd"} or path.name.endswith(EXTENSION_SUFFIXES[0]))
    ]
    assert sum(path.stat().st_size for path in kept) <= 6_000_000


def test_a_wheel_has_the_modules_of_its_interpreter_alone(hook, monkeypatch):
    monkeypatch.setattr(hook, "compile_all", lambda: None)
    monkeypatch.setattr(hook, "store_expressions", lambda: False)
    monkeypatch.setenv("CLEANER_PURE_PYTHON", "0")
    found = {"artifacts": []}
    hook.NativeHook(str(HOOK.parents[1]), {}, None, None, str(HOOK.parents[1]), "wheel").initialize("standard", found)
    (pattern,) = found["artifacts"]
    assert fnmatch(f"cleaner/page/_walk{EXTENSION_SUFFIXES[0]}", pattern)
    assert not fnmatch("cleaner/page/_walk.cpython-399-x86_64-linux-gnu.so", pattern)


def test_a_wheel_has_the_expressions_of_its_interpreter_alone(hook, monkeypatch):
    monkeypatch.setattr(hook, "compile_all", lambda: None)
    monkeypatch.setattr(hook, "store_expressions", lambda: True)
    monkeypatch.setenv("CLEANER_PURE_PYTHON", "0")
    found = {"artifacts": []}
    hook.NativeHook(str(HOOK.parents[1]), {}, None, None, str(HOOK.parents[1]), "wheel").initialize("1", found)
    assert fnmatch(f"cleaner/data/{STORED.name}", found["artifacts"][-1])
    assert not fnmatch("cleaner/data/expressions.cpython-399.bin", found["artifacts"][-1])


@pytest.fixture
def broken_package(hook, monkeypatch, tmp_path):
    """A package that cannot be imported, as where its dependencies are missing."""
    (tmp_path / "cleaner").mkdir()
    (tmp_path / "cleaner" / "__init__.py").write_text("raise ImportError('its dependencies are missing')")
    monkeypatch.setattr(hook, "HERE", tmp_path / "cleaner")


@pytest.mark.usefixtures("broken_package")
def test_expressions_that_cannot_be_stored_fail_no_build(hook):
    assert not hook.store_expressions()


@pytest.mark.usefixtures("broken_package")
def test_why_expressions_cannot_be_stored_is_told(hook, capsys):
    hook.store_expressions()
    assert "its dependencies are missing" in capsys.readouterr().err
