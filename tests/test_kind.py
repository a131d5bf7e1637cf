from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cleaner import Cleaner, clean
from cleaner.cli import app
from cleaner.cli.options import Kind
from cleaner.judge.classify import CAUTION
from cleaner.judge.feature_columns import PAGE_TYPES

CLEANER = Cleaner(rules=None)
TEASERS = "".join(
    f"<li><a href=/news/{at}>Ferry {at} to the outer islands sails again</a> <p>After {at} days it is back.</p></li>"
    for at in range(12)
)
STORY = "<p>The council met on Tuesday and agreed that the old crane on the quay should be repaired before winter.</p>"
PAGE = f"<title>The crane</title><main><h1>The crane</h1>{STORY}<ul>{TEASERS}</ul></main>"


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_a_page_is_of_the_kind_that_the_caller_says(kind: str):
    assert CLEANER.clean(PAGE, kind=kind).page_type == kind
    assert clean(PAGE, kind=kind).page_type == kind


@pytest.mark.parametrize("kind", CAUTION)
def test_a_kind_that_is_said_is_certain(kind: str):
    scores = CLEANER.trace(PAGE, kind=kind).scores
    assert scores is not None
    assert scores.caution == CAUTION[kind]


def test_auto_is_what_is_done_when_nobody_says_anything():
    assert CLEANER.clean(PAGE, kind="auto") == CLEANER.clean(PAGE)


def test_an_unknown_kind_is_an_error_that_names_the_one_that_was_meant():
    with pytest.raises(ValueError, match="not 'artcle'; did you mean article\\?"):
        CLEANER.clean(PAGE, kind="artcle")


def test_the_command_line_knows_all_kinds():
    assert [kind.value for kind in Kind] == ["auto", *PAGE_TYPES]


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_commands_for_one_page_take_the_kind(command: str, tmp_path):
    page = tmp_path / "a.html"
    page.write_text(PAGE, "utf-8")
    given = [command, str(page), "--format", "json", "--no-rules", "--kind"]
    story, listing = (CliRunner().invoke(app, [*given, kind]) for kind in ("article", "listing"))
    assert story.exit_code == listing.exit_code == 0
    assert story.stdout != listing.stdout


def test_a_column_of_a_dump_tells_the_kind_of_each_row(tmp_path):
    kinds = ["forum", None, "", "Listing", "artcle"]
    dump, output = tmp_path / "dump.jsonl", tmp_path / "out.jsonl"
    dump.write_text("".join(json.dumps({"html": PAGE, "sort": kind}) + "\n" for kind in kinds), "utf-8")
    options = ["--kind", "product", "--kind-column", "sort", "--jobs", "1", "--quiet", "--no-rules"]
    result = CliRunner().invoke(app, ["batch", str(dump), "-o", str(output), *options])
    rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert result.exit_code == 1
    assert [row.get("page_type") for row in rows] == ["forum", "product", "product", "listing", None]
    assert "did you mean article?" in rows[-1]["reason"]


def test_a_kind_column_that_is_missing_is_an_error(tmp_path):
    dump = tmp_path / "dump.jsonl"
    dump.write_text(json.dumps({"html": PAGE}) + "\n", "utf-8")
    result = CliRunner().invoke(app, ["batch", str(dump), "-o", str(tmp_path / "o.jsonl"), "--kind-column", "sort"])
    assert result.exit_code == 2
    assert "--kind-column: there is no column sort" in result.stderr
