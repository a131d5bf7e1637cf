from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def layout() -> str:
    (tree,) = re.findall(r"^## Layout\n\n```\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return tree


def test_the_layout_names_what_is_in_the_package():
    named = {
        name.rstrip("/")
        for line in layout().splitlines()
        if line.startswith("  ")
        for name in line[2:26].split()
        if re.fullmatch(r"\w+(\.py|/)", name)
    }
    there = {
        path.name for path in (ROOT / "cleaner").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert named - {"data"} == there - {"__init__.py"}


def test_files_and_folders_named_in_the_layout_exist():
    there = [path for folder in ("cleaner", "tests", "docs", "bench", "rules") for path in (ROOT / folder).rglob("*")]
    told = re.findall(r"\b[a-z_]+\.(?:py|md|json|txt)\b|\b[a-z_]+/(?=[\s,;:])", layout())
    assert {name.rstrip("/") for name in told} - {path.name for path in there} <= {
        "cleaner",
        "tests",
        "docs",
        "bench",
        "rules",
    }


def test_make_targets_named_are_there():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert set(re.findall(r"^make (\w+)", README, re.MULTILINE)) == {"demo", "docs", "test"}
    assert all(f"\n{target}:" in makefile for target in ("demo", "docs", "test"))


def how_to_add() -> list[tuple[str, str, list[str]]]:
    """The rows of "How to add": what, an example, and the paths to touch."""
    (table,) = re.findall(r"^### How to add\n\n(.*?)^$", README, re.MULTILINE | re.DOTALL)
    rows = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table.splitlines()[2:]]
    return [(what.strip(), example.strip("`"), re.findall(r"`([^` ]+\.\w+)`", touch)) for what, example, touch in rows]


def test_the_list_of_what_to_touch_has_every_kind():
    whats = [what for what, _, _ in how_to_add()]
    assert whats == [
        "a key of rules", "a finding of `rules lint` on a selector or pattern",
        "one on a file's name, its fixtures or a layout", "a fault in how a rule is written", "a judgement of blocks",
        "a format of input", "a type of WARC records that hold pages", "a column of batch about the article",
        "one about the record", "a key of `Article.to_dict()` that is no metadata field", "a rendering",
        "a metadata field", "an element", "a language, or words of one", "a name of a month",
        "a language whose months CLDR names", "what pages without an article say",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("example", "path"),
    [(example, path) for _, example, paths in how_to_add() for path in paths],
)
def test_each_file_to_touch_holds_the_example(example: str, path: str):
    assert re.search(rf"(?<!\w){re.escape(example)}(?!\w)", (ROOT / path).read_text("utf-8"), re.IGNORECASE)


def test_the_row_of_rules_has_each_file_that_reads_such_a_key():
    ((key, paths),) = ((example, paths) for what, example, paths in how_to_add() if what == "a key of rules")
    modules = (ROOT / "cleaner").rglob("*.py")
    reading = {str(path.relative_to(ROOT)) for path in modules if re.search(rf"\b{key}\b", path.read_text("utf-8"))}
    assert {path for path in paths if path.startswith("cleaner/")} == reading


@pytest.mark.parametrize("what", ["a language, or words of one", "a rendering", "a metadata field"])
def test_what_is_added_often_takes_three_files_at_most(what: str):
    assert [len(paths) <= 3 for row, _, paths in how_to_add() if row == what] == [True]
