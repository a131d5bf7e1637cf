"""A rendering or a field that is added in its place is there for everybody who asks."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bench.docs import PAGE, table
from cleaner import Cleaner
from cleaner.adapters.schema import FIELDS
from cleaner.dumps.output.schema import COLUMNS
from cleaner.model import FACTS, Metadata

STORY = Path(__file__).parent / "fixtures" / "dump" / "harbour-ferry.html"
# Run before the rest of the package is loaded, as if the lines stood in cleaner/render.
ADDED = """
import sys, types
from cleaner import render
module = types.ModuleType("cleaner.render.loud")
module.loud = lambda blocks, base_url: "\\n".join(block.text.upper() for block in blocks)
module.heading = lambda title, line: f"!! {title} !!"
module.document = lambda body, title, line, *, with_metadata: f"!! {title} !!\\n{body}\\n"
sys.modules[module.__name__] = module
render.RENDERINGS["loud"] = render.Rendering("loud", "loud", "loud", "the body in capitals")
"""


def run(code: str, *arguments: str | Path) -> str:
    command = [sys.executable, "-c", ADDED + code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_rendering_that_is_added_can_be_printed():
    out = run("from cleaner.__main__ import main; main()", "clean", STORY, "--format", "loud", "--with-metadata")
    assert out.startswith("!! Night ferry returns to Port Ellery after eleven years !!\n\nTHE NIGHT FERRY BETWEEN")


def test_a_rendering_that_is_added_is_a_column(tmp_path: Path):
    output = tmp_path / "out.jsonl"
    run("from cleaner.__main__ import main; main()", "batch", STORY, "-o", output, "--add", "loud", "-q")
    (row,) = map(json.loads, output.read_text("utf-8").splitlines())
    assert row["loud"] == row["text"].upper()


def test_a_rendering_that_is_added_can_be_the_files_of_a_folder(tmp_path: Path):
    output = tmp_path / "out"
    run("from cleaner.__main__ import main; main()", "batch", STORY, "-o", output, "--format", "loud", "-q")
    assert (output / "harbour-ferry.loud").read_text("utf-8").startswith("!! Night ferry")


def test_a_rendering_that_is_added_stands_behind_the_known_fields_in_arrow():
    assert run("from cleaner.adapters.schema import FIELDS; print(FIELDS[-1].name)") == "loud\n"


def test_a_rendering_that_is_added_can_be_the_form_of_fixtures(tmp_path: Path):
    file = tmp_path / ".cleaner.toml"
    file.write_text('[fixtures]\nformat = "loud"\n', "utf-8")
    code = "from pathlib import Path; from cleaner.tooling.settings import read_settings; "
    assert run(code + "print(read_settings(Path(sys.argv[1])).form)", file) == "loud\n"


@pytest.mark.parametrize("key", [fact.key for fact in FACTS])
def test_each_field_is_recorded(key: str):
    assert key in Cleaner().clean("<p>The ferry sails at nine.").to_dict()
    assert key in [field.name for field in FIELDS]
    assert key == "paywalled" or key in [column.name for column in COLUMNS]


def test_all_that_metadata_say_are_recorded_but_how_they_were_found():
    assert {field.name for field in fields(Metadata)} - {fact.attribute for fact in FACTS} == {
        "declared_types", "provenance", "candidates",
    }  # fmt: skip


def test_the_table_of_fields_is_as_it_is_written():
    assert table() in PAGE.read_text("utf-8")
