from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batch_doubles import supervise_here
from typer.testing import CliRunner

from cleaner.batch import Job, Limits, run
from cleaner.cli import app
from cleaner.dumps import ReadOptions
from cleaner.errors import DumpError

PAGE = "<p>A page of one sentence.</p>"


@pytest.fixture(autouse=True)
def without_processes(monkeypatch):
    monkeypatch.setattr("cleaner.batch.job.supervise", supervise_here)


def table(path: Path, rows: list[dict]) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def kept(output: Path, inputs: list[Path], *keep: str, **options: object) -> list[dict]:
    run(Job(tuple(inputs), output, reading=ReadOptions(keep=keep, **options), limits=Limits(jobs=1)))
    if output.suffix == ".parquet":
        return pq.read_table(output).to_pylist()
    return [json.loads(line) for line in output.read_text().splitlines()]


def test_columns_that_are_named_stand_in_every_row_also_where_the_input_lacks_them(tmp_path):
    given = table(tmp_path / "in.jsonl", [{"html": PAGE, "shelf": "a"}, {"html": PAGE}, {"html": None, "shelf": "c"}])
    assert [row["shelf"] for row in kept(tmp_path / "out.jsonl", [given], "shelf")] == ["a", None, "c"]


def test_of_all_columns_nested_ones_are_kept_as_they_are(tmp_path):
    row = {"html": PAGE, "shelf": {"row": 3, "marks": ["x", None]}, "price": 1.5}
    (found,) = kept(tmp_path / "out.jsonl", [table(tmp_path / "in.jsonl", [row])], "all")
    assert (found["shelf"], found["price"]) == (row["shelf"], 1.5)


def test_of_all_columns_the_page_is_not_kept(tmp_path):
    (found,) = kept(tmp_path / "out.jsonl", [table(tmp_path / "in.jsonl", [{"html": PAGE, "price": 1.5}])], "all")
    assert "html" not in found


@pytest.mark.parametrize(
    ("names", "answer"),
    [(["all"], {"code": 200}), (["all", "answer"], {"code": 200, "body": PAGE})],
    ids=["not named", "named"],
)
def test_the_page_is_kept_within_its_nested_column_only_where_it_is_named(tmp_path, names, answer):
    given = table(tmp_path / "in.jsonl", [{"answer": {"body": PAGE, "code": 200}}])
    (found,) = kept(tmp_path / "out.jsonl", [given], *names, html_column="answer.body")
    assert found["answer"] == answer


def test_a_column_within_another_is_kept_by_its_path(tmp_path):
    rows = [{"html": PAGE, "answer": {"code": 200, "of": "x"}}]
    for suffix in ("jsonl", "parquet"):
        given = table(tmp_path / f"in.{suffix}", rows)
        (found,) = kept(tmp_path / f"out.{suffix}", [given], "answer.code")
        assert found["answer.code"] == 200
        assert "answer" not in found


def test_a_name_that_the_output_has_itself_is_prefixed(tmp_path):
    (found,) = kept(tmp_path / "out.jsonl", [table(tmp_path / "in.jsonl", [{"html": PAGE, "title": "mine"}])], "all")
    assert (found["title"], found["input_title"]) == ("A title", "mine")


def test_a_name_that_has_the_prefix_becomes_no_other_column(tmp_path):
    given = table(tmp_path / "in.jsonl", [{"html": PAGE, "title": "mine", "input_title": "other", "id": "a"}])
    (found,) = kept(tmp_path / "out.jsonl", [given], "all")
    assert (found["input_title"], found["input_input_title"], found["input_id"]) == ("mine", "other", "a")
    assert found["title"] == "A title"


def test_typed_columns_keep_their_types_in_parquet(tmp_path):
    rows = [{"html": PAGE, "seen": datetime(2024, 5, 1, 12), "marks": {"n": 1, "of": [1.5]}, "raw": b"\xff"}]
    given = table(tmp_path / "in.parquet", rows)
    (found,) = kept(tmp_path / "out.parquet", [given], "all")
    assert {name: found[name] for name in ("seen", "marks", "raw")} == {
        name: rows[0][name] for name in ("seen", "marks", "raw")
    }


def test_what_json_has_no_word_for_is_written_as_text(tmp_path):
    rows = [{"html": PAGE, "seen": datetime(2024, 5, 1, 12), "raw": b"\xff", "name": b"plain", "share": float("nan")}]
    (found,) = kept(tmp_path / "out.jsonl", [table(tmp_path / "in.parquet", rows)], "all")
    assert (found["seen"], found["raw"], found["name"], found["share"]) == (
        "2024-05-01T12:00:00",
        "/w==",
        "plain",
        None,
    )


def test_inputs_with_different_columns_go_into_one_table_that_has_all(tmp_path):
    one = table(tmp_path / "a.parquet", [{"html": PAGE, "number": 1}])
    other = table(tmp_path / "b.jsonl", [{"html": PAGE, "number": 2.5, "shelf": "x"}, {"html": PAGE, "number": None}])
    found = kept(tmp_path / "out.parquet", [one, other], "all")
    assert [(row["number"], row["shelf"]) for row in found] == [(1.0, None), (2.5, "x"), (None, None)]


def test_nested_values_of_json_become_json_text_in_parquet(tmp_path):
    given = table(tmp_path / "in.jsonl", [{"html": PAGE, "of": {"a": 1}}, {"html": PAGE, "of": {"b": [2]}}])
    assert [row["of"] for row in kept(tmp_path / "out.parquet", [given], "of")] == ['{"a": 1}', '{"b": [2]}']


def test_a_value_that_fits_no_type_is_not_lost(tmp_path):
    rows = [{"html": PAGE, "number": number} for number in range(300)]
    rows += [{"html": PAGE, "number": "many", "late": True}]
    found = kept(tmp_path / "out.parquet", [table(tmp_path / "in.jsonl", rows)], "all")
    assert (found[299]["number"], found[299]["input_misfits"]) == (299, None)
    assert (found[300]["number"], json.loads(found[300]["input_misfits"])) == (None, {"number": "many", "late": True})


def test_a_column_that_no_input_has_is_an_error_that_names_a_near_one(tmp_path):
    given = table(tmp_path / "in.jsonl", [{"html": PAGE, "shelf": 1}])
    with pytest.raises(DumpError, match=r"--keep shelv: no input has such a column.*shelf"):
        kept(tmp_path / "out.jsonl", [given], "shelv")


@pytest.mark.parametrize("asked", ["input_id", "idd"])
def test_columns_that_could_be_kept_are_named_as_the_input_names_them(tmp_path, asked):
    given = table(tmp_path / "in.jsonl", [{"html": PAGE, "id": "a", "input_url": 2, "shelf": 1}])
    with pytest.raises(
        DumpError, match=r"the columns are: id, input_url, shelf(?:; did you mean (?:id|input_url)\?)?$"
    ):
        kept(tmp_path / "out.jsonl", [given], asked)


def test_columns_of_csv_are_kept_as_text(tmp_path):
    (tmp_path / "in.csv").write_text(f"shelf,html\n07,{PAGE}\n")
    assert kept(tmp_path / "out.jsonl", [tmp_path / "in.csv"], "all")[0]["shelf"] == "07"


def test_an_output_with_kept_columns_may_be_replaced_in_the_folder_that_is_read(tmp_path):
    table(tmp_path / "in.jsonl", [{"html": PAGE, "shelf": 1}])
    for _ in range(2):
        assert len(kept(tmp_path / "out.jsonl", [tmp_path], "all")) == 1


@pytest.mark.parametrize(
    ("condition", "left"),
    [("words>=40", ["german", "long"]), ("language=en", ["long", "short"])],
    ids=["words", "the detected language"],
)
def test_what_was_found_of_a_page_decides_over_its_row(tmp_path, monkeypatch, condition, left):
    pytest.importorskip("py3langid")
    monkeypatch.undo()
    english = "The ferry leaves the old harbour every morning and comes back with the last of the evening light. " * 4
    german = "Die Fähre verlässt den alten Hafen jeden Morgen und kommt mit dem letzten Licht des Abends zurück. " * 4
    bodies = {"long": english, "short": english[:98], "german": german}
    given = table(tmp_path / "in.jsonl", [{"html": f"<p>{body}</p>", "id": name} for name, body in bodies.items()])
    command = ["batch", str(given), "-o", str(tmp_path / "out.jsonl"), "-j1", "-q", "--detect-language"]
    done = CliRunner().invoke(app, [*command, "--only", condition, "--keep", "id"])
    assert done.exit_code == 0, done.output
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert sorted(row["id"] for row in found) == left
    assert all((row["input_id"], row["words"]) == (row["id"], len(row["text"].split())) for row in found)
