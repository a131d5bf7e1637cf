from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cleaner.batch import Job, run
from cleaner.batch.row_conditions import read_condition
from cleaner.dumps import ReadOptions
from cleaner.errors import DumpError

STORY = "".join(f"<p>Sentence {n} stands in the body of the page, and it is long enough.</p>" for n in range(5))
ROWS = [
    {"id": f"r{n}", "html": STORY, "score": n / 10, "meta": {"lang": "de" if n % 2 else "en"}, "tags": ["a"] * (n % 2)}
    for n in range(4)
]


@pytest.mark.parametrize(
    ("sign", "below", "same", "above"),
    [("<=", True, True, False), (">=", False, True, True), ("<", True, False, False), (">", False, False, True)],
)
def test_signs_of_order(sign: str, below: bool, same: bool, above: bool):
    condition = read_condition(f"confidence{sign}0.5")
    assert [condition.holds({"confidence": value}) for value in (0.4, 0.5, 0.6)] == [below, same, above]


@pytest.mark.parametrize("text", ["position=1234567", "position>=1234567", "position=1234567.0", "position=1.234567e6"])
def test_of_large_numbers_every_digit_counts(text: str):
    condition = read_condition(text)
    assert [condition.holds({"position": number}) for number in (1_234_566, 1_234_567)] == [False, True]


def test_a_condition_is_told_as_it_was_given():
    given = ["confidence>=0.7", "characters<1000000", "language=en,de"]
    assert [str(read_condition(text)) for text in given] == given


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("score>=2", 2, True), ("score>=2", "10", True), ("score>=2", "1.5", False), ("score<2", "many", False),
        ("score<2", None, False), ("score>0", True, False), ("score=2", 2.0, True), ("score=2", "2", True),
        ("score=de,EN", "en", True), ("score!=de", None, True), ("score=a", ["b", "a"], True),
        ("score>=2024-03", date(2024, 3, 1), True), ("score<2024-03", "2024-02-29", True), ("score>=b", 3, False),
    ],
)  # fmt: skip
def test_a_condition_on_a_kept_column(text: str, value: object, holds: bool):
    assert read_condition(text, ("score",)).holds({"kept_columns": {"score": value}}) is holds


def test_a_condition_on_what_lies_within_a_kept_column():
    condition = read_condition("meta.source.name = feed", ("meta",))
    assert [condition.holds({"kept_columns": {"meta": meta}}) for meta in ({"source": {"name": "Feed"}}, {}, None)] == [
        True, False, False,
    ]  # fmt: skip


def test_a_kept_column_is_named_as_in_the_output():
    row = {"title": "ours", "kept_columns": {"input_title": "theirs"}}
    assert read_condition("title=ours", ("title",)).holds(row)
    assert read_condition("input_title=theirs", ("title",)).holds(row)


@pytest.mark.parametrize("keep", [(), ("meta",), ("scores",)])
def test_a_column_that_is_not_kept_is_no_column(keep: tuple[str, ...]):
    with pytest.raises(DumpError, match=r"no column score; .*one of the input must be kept \(--keep\)"):
        read_condition("score>=1", keep)


def test_a_sign_without_a_column_is_no_condition():
    with pytest.raises(DumpError, match="not a condition"):
        read_condition("=3", ("all",))


def selected(folder: Path, keep: tuple[str, ...], *conditions: str, suffix: str = ".jsonl") -> list[str]:
    given = folder / f"in{suffix}"
    if suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(ROWS), given)
    else:
        given.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    only = tuple(read_condition(text, keep) for text in conditions)
    run(Job((given,), folder / "out.jsonl", only=only, reading=ReadOptions(keep=keep)))
    return [json.loads(line)["id"] for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
@pytest.mark.parametrize("keep", [("all",), ("meta", "score", "tags")])
def test_rows_are_chosen_by_kept_columns(tmp_path: Path, keep: tuple[str, ...], suffix: str):
    assert selected(tmp_path, keep, "score>=0.1", "meta.lang=de", "input_tags=a", suffix=suffix) == ["r1", "r3"]


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_a_condition_on_what_no_input_has_is_an_error(tmp_path: Path, suffix: str):
    with pytest.raises(DumpError, match=r"--only meta\.lnag: no input has such a column; .*did you mean meta\.lang\?"):
        selected(tmp_path, ("all",), "meta.lnag=de", suffix=suffix)
