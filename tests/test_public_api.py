"""The public interface is what is written down, and it is typed for those who use it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from public_api import MODULES, WRITTEN, describe

HERE = Path(__file__).parent
USE = HERE / "typed_use.py"


def test_the_interface_is_the_one_that_is_written_down():
    found, written = describe().splitlines(), WRITTEN.read_text("utf-8").splitlines()
    gone = [line for line in written if line not in found]
    new = [line for line in found if line not in written]
    assert (gone, new) == ([], []), "if it is meant: python tests/public_api.py, and tell of it in CHANGELOG.md"


def test_a_script_that_uses_it_passes_mypy_strict(tmp_path):
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(tmp_path), str(USE)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", MODULES)
def test_that_script_uses_every_exported_name(name):
    used = USE.read_text("utf-8")
    assert [public for public in import_module(name).__all__ if public not in used] == []


def test_that_script_runs(tmp_path):
    # The checkout that is tested, and not one that is installed elsewhere.
    paths = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run([sys.executable, str(USE)], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert (done.returncode, done.stdout) == (0, "The ferry runs again\n"), done.stderr
