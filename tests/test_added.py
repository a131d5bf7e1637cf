"""What is added in the places that README lists is there for everybody who asks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.adapters.arrow_schema import FIELDS
from cleaner.batch.outcome import clean_record
from cleaner.batch.store.versions import VERSIONS
from cleaner.dumps.output.row_columns import BODY_COLUMNS, COLUMNS
from cleaner.dumps.record import Record
from cleaner.model import FACTS, Metadata, by_arrival
from cleaner.render import bodies

ROOT = Path(__file__).parents[1]
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

# What others have stored stands where it stood: these lists never change.
FIRST_FIELDS = """
    status reason url title authors byline date date_modified hostname sitename description language image
    canonical_url section tags paywalled license text markdown html confidence page_type rule warnings encoding
    encoding_source provenance loose
    """
FIRST_COLUMNS = """
    id url source position status reason title byline authors date date_modified text confidence rule warnings language
    hostname sitename description image canonical_url encoding encoding_source title_source byline_source date_source
    offset http_status crawled types characters code_version weights_version rules_version page_type section tags
    license words
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
    assert run("from cleaner.adapters.arrow_schema import FIELDS; print(FIELDS[-1].name)") == "loud\n"


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


def test_fields_in_arrow_stand_where_they_stood():
    assert [field.name for field in FIELDS][: len(FIRST_FIELDS.split())] == FIRST_FIELDS.split()


def test_columns_stand_where_they_stood():
    assert [column.name for column in COLUMNS][: len(FIRST_COLUMNS.split())] == FIRST_COLUMNS.split()


def test_what_comes_later_stands_behind_what_came_before():
    assert by_arrival("abc", [(2, "X"), (2, "Y"), (None, "Z"), (0, "W")]) == [*"WabXYcZ"]


def test_each_body_of_ours_says_when_it_came():
    assert [body.name for body in bodies() if body.behind is None or body.behind > len(FACTS)] == []


def test_each_column_has_a_value_and_each_value_a_column():
    others = [body.name for body in BODY_COLUMNS]
    record = Record("ferry", None, STORY.read_text("utf-8"), "html", "dump.jsonl", 1)
    row = clean_record(Cleaner(), record, others).row()
    # `kept` are the input's columns; whether there is a paywall stands in JSON and Arrow alone.
    assert {*row, *VERSIONS} - {"kept_columns", "paywalled"} == {column.name for column in (*COLUMNS, *BODY_COLUMNS)}


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """The folder of a copy of the package to which a metadata field, a word and elements were added."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "cleaner", folder / "cleaner", ignore=shutil.ignore_patterns("__pycache__"))
    model, words = folder / "cleaner" / "model.py", folder / "cleaner" / "lexicon" / "months.txt"
    text = model.read_text("utf-8")
    last = next(
        line for line in text.splitlines() if line.startswith(f"    {FACTS[-1].attribute}: ") and "_said" in line
    )
    model.write_text(text.replace(last, f'{last}\n    tone: str | None = _said("how it sounds")'), "utf-8")
    elements = folder / "cleaner" / "page" / "elements.py"
    text = elements.read_text("utf-8")
    for display, name in (("SKIP", "x-secret"), ("BLOCK", "x-stanza")):
        text = text.replace(f'    {display}: """\n', f'    {display}: """\n        {name}\n')
    elements.write_text(text.replace('    BREAK: "br",', '    BREAK: "br x-turn",'), "utf-8")
    words.write_text(words.read_text("utf-8").replace("[month 8]\n", "[month 8]\nzorgust\n"), "utf-8")
    return folder


def run_copy(package: Path, code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=package, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_field_that_is_added_is_recorded(package: Path):
    code = "from cleaner import Cleaner; print('tone' in Cleaner().clean('<p>The ferry sails.').to_dict())"
    assert run_copy(package, code) == "True\n"


def test_a_field_that_is_added_is_the_last_one_in_arrow(package: Path):
    code = "from cleaner.adapters.arrow_schema import FIELDS; print(FIELDS[-2].name, FIELDS[-1].name)"
    assert run_copy(package, code) == f"{FIELDS[-1].name} tone\n"


def test_a_field_that_is_added_is_the_last_column(package: Path):
    code = "from cleaner.dumps.output.row_columns import COLUMNS; print(COLUMNS[-2].name, COLUMNS[-1].name)"
    assert run_copy(package, code) == f"{COLUMNS[-1].name} tone\n"


def test_a_month_that_is_added_is_read_in_dates(package: Path):
    code = "from cleaner import Cleaner; print(Cleaner().clean('<p class=date>4 Zorgust 2021</p>').date)"
    assert run_copy(package, code) == "2021-08-04\n"


def test_an_element_that_is_added_is_walked_as_it_is_listed(package: Path):
    page = "<p>The ferry sails at <x-secret>midnight, so they say, or</x-secret> nine."
    code = "from cleaner.page.dom import parse; from cleaner.page.segment import segment; "
    assert run_copy(package, f"{code}print(segment(parse({page!r})).blocks[0].text)") == "The ferry sails at nine.\n"


@pytest.fixture(params=["<x-stanza>sails</x-stanza>", "<x-turn></x-turn>sails"])
def broken(request: pytest.FixtureRequest) -> str:
    """A line with an element in it that is a block or a break since it was added."""
    return f"The ferry{request.param}"


def test_an_element_that_is_added_breaks_lines_of_the_body(package: Path, broken: str):
    code = "from cleaner.page.dom import parse; from cleaner.page.segment import segment; "
    out = run_copy(package, f"{code}print(*(block.text for block in segment(parse('<p>{broken}')).blocks), sep='|')")
    assert out.replace("|", "\n") == "The ferry\nsails\n"


def test_an_element_that_is_added_sets_words_of_metadata_apart(package: Path, broken: str):
    code = "from cleaner.page.dom import parse; from cleaner.metadata.markup import text_in; "
    assert run_copy(package, f"{code}print(text_in(parse('<h1>{broken}').select('h1')[0]))") == "The ferry sails\n"


@pytest.mark.parametrize("place", ["parse(page).root.css_first('pre')", "places(parse(page))[2][0]"])
def test_an_element_that_is_added_breaks_lines_of_listings(package: Path, broken: str, place: str):
    code = "from cleaner.page.dom import parse; from cleaner.page.listing_parts import places, read_lines; "
    out = run_copy(package, f"{code}page = '<pre>{broken}</pre>'; print(read_lines({place}, frozenset()).strip())")
    assert out == "The ferry\nsails\n"


def test_a_box_of_lines_is_told_by_a_break_that_is_added(package: Path):
    code = "from cleaner.page.dom import parse; from cleaner.page.listings import listings; "
    page = "<div><code>a = 1<x-turn></x-turn>b = 2</code></div>"
    assert run_copy(package, f"{code}print([*listings(parse('{page}')).values()][0].text)") == "a = 1\nb = 2\n"


def test_a_format_that_is_added_is_read(tmp_path: Path):
    dump, output = tmp_path / "dump.loudly", tmp_path / "out.jsonl"
    dump.write_text("<h1>Ferry</h1>", "utf-8")
    code = """
from cleaner.dumps import file_formats
from cleaner.dumps.record import Record
def read(entry, options, meter):
    yield Record("one", None, "<p>The ferry sails at nine.", "html", entry.source, 1)
added = file_formats.FileFormat(frozenset({".loudly"}), read, lambda entry, options: None)
file_formats.FORMATS = (*file_formats.FORMATS, added)
from cleaner.__main__ import main; main()
"""
    run(code, "batch", dump, "-o", output, "-q")
    assert [json.loads(row)["id"] for row in output.read_text("utf-8").splitlines()] == ["one"]
