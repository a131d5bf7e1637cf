from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "cleaner"
# Lowest first. A name stands for the module and everything in it, unless a longer one is listed; modules of one
# package may use each other, other modules of one layer may not.
LAYERS = [
    "expressions lazy",
    "model errors lexicon",
    "page",
    "rules",
    "metadata",
    "judge",
    "text",
    "site_memory",
    "render",
    "article",
    "weights",
    "trace",
    "pipeline",
    "",  # cleaner/__init__.py: the public names
    "dumps",
    "batch",
    "tooling",
    "adapters cli compat",
    "__main__ hatch_build",
]
RANKS = {name: rank for rank, names in enumerate(LAYERS) for name in (names.split() or [""])}
SOURCES = {".py", ".pyx", ".pxi"}
# Cython's own statements are no Python, so that only these lines of a compiled file are parsed.
IMPORT = re.compile(r"^[ \t]*((?:from\s+\S+\s+)?c?import\s+(?:\([^)]*\)|.*))$", re.MULTILINE)
INCLUDE = re.compile(r'^include "(.+)"$', re.MULTILINE)


def sources(package: Path) -> list[Path]:
    return sorted(path for path in package.rglob("*") if path.suffix in SOURCES)


MODULES = sources(PACKAGE)


def entry(module: str) -> str:
    parts = module.split(".")[1:]
    return next((name for n in (2, 1) if (name := ".".join(parts[:n])) in RANKS), "" if not parts else "unlisted")


def dotted(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(path: Path, package: Path) -> set[tuple[str, str]]:
    """The package's modules that a file imports, each with a name that it takes from there, or with none.

    Imports within functions count, for they bind modules just as well; names for annotations alone do not.
    """
    text = path.read_text("utf-8")
    found = set()
    if path.suffix != ".py":
        found = {(dotted((path.parent / name).resolve(), package), "") for name in INCLUDE.findall(text)}
        text = "\n".join(line.replace("cimport ", "import ") for line in IMPORT.findall(text))
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are absolute: a relative one would slip through this test"
            found |= {(node.module, alias.name) for alias in node.names}
    return {(module, name) for module, name in found if module.split(".")[0] == package.name}


def find_circle(package: Path) -> list[str]:
    """Modules that import each other in a ring, the first one repeated at the end; empty when there is no ring."""
    paths = {dotted(path, package): path for path in sources(package)}
    graph = {
        module: {whole if (whole := f"{of}.{name}") in paths else of for of, name in imported(path, package)}
        for module, path in paths.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_lower_layers(path: Path):
    module = dotted(path, PACKAGE)
    own = entry(module)
    assert own in RANKS, f"{module} is in no layer"
    for of, taken in imported(path, PACKAGE):
        # `from cleaner import render` means the module, `from cleaner.render import text` the package.
        name = whole if of == PACKAGE.name and entry(whole := f"{of}.{taken}") in RANKS else of
        other = entry(name)
        same_package = name.split(".")[1:2] == module.split(".")[1:2] != []
        assert RANKS[other] < RANKS[own] or (same_package and RANKS[other] == RANKS[own]), f"{module} imports {name}"


def test_no_modules_import_each_other_in_a_circle():
    assert find_circle(PACKAGE) == []


@pytest.mark.parametrize(
    "files",
    [
        {"a.py": "from mill.b import grind", "b.py": "import mill.a"},
        {"a.py": "from mill import b", "b.py": "def grind():\n    from mill.a import sack"},
        {"a.py": "from mill.b import grind", "b.pyx": "cdef int sacks = 3\nfrom mill.a import (\n    sack,\n)"},
        {"a.py": "from mill.b import grind", "b.pyx": 'include "c.pxi"', "c.pxi": "    from mill.a import sack"},
    ],
    ids=["two modules", "within a function", "a compiled module", "a file that a compiled module includes"],
)
def test_a_circle_is_found(tmp_path: Path, files: dict[str, str]):
    package = tmp_path / "mill"
    package.mkdir()
    for name, text in files.items():
        (package / name).write_text(text, "utf-8")
    assert set(find_circle(package)) == {f"mill.{Path(name).stem}" for name in files}


def test_names_for_annotations_alone_make_no_circle(tmp_path: Path):
    package = tmp_path / "mill"
    package.mkdir()
    (package / "a.py").write_text("from mill.b import grind", "utf-8")
    (package / "b.py").write_text("if TYPE_CHECKING:\n    from mill.a import sack", "utf-8")
    assert find_circle(package) == []


@pytest.mark.parametrize("name", [name for name in RANKS if name])
def test_every_layer_is_there(name: str):
    path = PACKAGE.joinpath(*name.split("."))
    assert path.is_dir() or path.with_suffix(".py").is_file()
