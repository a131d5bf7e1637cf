"""Names of modules and of what is in them, as comments and the manual have them, lead to something."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SUFFIXES = {".py", ".pyx", ".pxi", ".h", ".md"}
FILES = sorted(
    path for folder in ("bench", "cleaner", "docs") for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES
)
NAME = re.compile(r"`((?:bench|cleaner)(?:\.\w+)+)`")


def leads_somewhere(name: str) -> bool:
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:size]))
        except ImportError:
            continue
        for part in parts[size:]:
            if not hasattr(found, part):
                return part in getattr(found, "__dataclass_fields__", ())
            found = getattr(found, part)
        return True
    return False


def test_there_are_such_names():
    assert sum(len(NAME.findall(path.read_text("utf-8"))) for path in FILES) > 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_name_leads_to_something(path: Path):
    assert [name for name in NAME.findall(path.read_text("utf-8")) if not leads_somewhere(name)] == []
