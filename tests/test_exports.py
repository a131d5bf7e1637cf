from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

import cleaner

HEAVY = {
    "trafilatura",
    "typer",
    "rich",
    "pyarrow",
    "zstandard",
    "lxml",
    "numpy",
    "dateparser",
    "click",
    "multiprocessing",
}


def test_the_public_names_are_these():
    assert set(cleaner.__all__) == {
        "Article", "Block", "Cleaner", "CleanerError", "DumpError", "FixedMemory", "Metadata", "MissingExtra",
        "PageType", "Provenance", "ReasonType", "RuleBook", "RuleError", "SiteMemory", "clean", "clean_text",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["cleaner", "cleaner.dumps", "cleaner.batch", "cleaner.render", "cleaner.pipeline"])
def test_all_names_what_is_there(name):
    module = importlib.import_module(name)
    assert [missing for missing in module.__all__ if not hasattr(module, missing)] == []


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import cleaner", set()),
        ("import cleaner.__main__", set()),
        ("from cleaner import clean; clean('<p>A sentence.</p>')", {"numpy"}),
        ("import cleaner.batch, cleaner.dumps", {"multiprocessing"}),
        ("import cleaner.batch.workers.worker", {"multiprocessing"}),
    ],
)
def test_heavy_packages_are_not_loaded_until_they_are_needed(statement, allowed):
    code = f"{statement}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY <= allowed


def test_the_version_is_that_of_the_project():
    metadata = importlib.import_module("importlib.metadata")
    try:
        installed = metadata.version("webpage-cleaner")
    except metadata.PackageNotFoundError:
        pytest.skip("the project is not installed here")
    assert cleaner.__version__ == installed
