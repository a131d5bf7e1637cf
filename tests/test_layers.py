from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "cleaner"
# Lowest first. A name stands for the module and everything in it, unless a longer one is listed; modules of one
# package may use each other, other modules of one layer may not.
LAYERS = [
    "model errors lexicon",
    "page",
    "rules",
    "metadata",
    "judge text",
    "render",
    "article",
    "weights",
    "pipeline",
    "",  # cleaner/__init__.py: the public names
    "dumps",
    "batch",
    "tooling",
    "cli",
    "__main__ hatch_build",
]
RANKS = {name: rank for rank, names in enumerate(LAYERS) for name in (names.split() or [""])}
MODULES = sorted(PACKAGE.rglob("*.py"))


def entry(module: str) -> str:
    parts = module.split(".")[1:]
    return next((name for n in (2, 1) if (name := ".".join(parts[:n])) in RANKS), "" if not parts else "unlisted")


def imported(path: Path) -> set[str]:
    found = set()
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []  # names in annotations bind no modules
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are absolute: a relative one would slip through this test"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            # `from cleaner import render` means the module, `from cleaner.render import text` the package.
            found |= {name for name in names if entry(name) in RANKS} if node.module == "cleaner" else {node.module}
    return {name for name in found if name.split(".")[0] == "cleaner"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_lower_layers(path: Path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    module = ".".join(part for part in parts if part != "__init__")
    own = entry(module)
    assert own in RANKS, f"{module} is in no layer"
    for name in imported(path):
        other = entry(name)
        same_package = name.split(".")[1:2] == module.split(".")[1:2] != []
        assert RANKS[other] < RANKS[own] or (same_package and RANKS[other] == RANKS[own]), f"{module} imports {name}"


@pytest.mark.parametrize("name", [name for name in RANKS if name])
def test_every_layer_is_there(name: str):
    path = PACKAGE.joinpath(*name.split("."))
    assert path.is_dir() or path.with_suffix(".py").is_file()
