"""Files and functions that can be read at one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_LINES = 350
MAX_FUNCTION_LINES = 40
COMPILED = "a compiled loop over the parser's own structures, which C can only inline within one file"
LONG_FILES = {
    "cleaner/page/_walk.pyx": COMPILED,
    "cleaner/page/_survey.pyx": COMPILED,
    "cleaner/page/_select.pxi": COMPILED,
    "cleaner/page/_trim.pxi": COMPILED,
    "cleaner/judge/_columns.pyx": COMPILED,
    "cleaner/judge/_line.pxi": COMPILED,
}
LONG_FUNCTIONS = {
    "cleaner/page/walk.py walk": "runs for each of a page's thousands of nodes; a call for each would cost more than "
    "the parse itself",
}
SOURCES = sorted(
    path
    for folder in ("cleaner", "bench", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".pyx", ".pxi"}
)
PLAIN = [path for path in SOURCES if path.suffix == ".py"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_file_is_too_long(path: Path):
    lines = path.read_text("utf-8").count("\n")
    assert lines <= MAX_LINES or name(path) in LONG_FILES


@pytest.mark.parametrize("path", PLAIN, ids=name)
def test_no_function_is_too_long(path: Path):
    long = [
        f"{name(path)} {node.name}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert set(long) <= set(LONG_FUNCTIONS)


@pytest.mark.parametrize("file", LONG_FILES)
def test_a_file_that_may_be_long_is(file: str):
    assert (ROOT / file).read_text("utf-8").count("\n") > MAX_LINES
