from __future__ import annotations

import json
import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from batch_doubles import supervise_here
from typer.testing import CliRunner

from cleaner.batch import Job, Limits, run
from cleaner.batch.likeness import likeness, plain_address
from cleaner.cli import app
from cleaner.errors import DumpError

pytest.importorskip("datasketch")


def story(seed: int, words: int = 200) -> str:
    made = random.Random(seed)
    return " ".join(f"{made.choice('bdfgklmnprst')}{made.choice('aeiou')}{made.randrange(1000)}" for _ in range(words))


@pytest.fixture(autouse=True)
def without_processes(monkeypatch):
    def supervise(records, *_):
        for outcome in supervise_here(records):
            yield outcome._replace(likeness=likeness(outcome.article["text"], outcome.url))

    monkeypatch.setattr("cleaner.batch.job.supervise", supervise)


def dump(path: Path, pages: list[tuple[str | None, str]]) -> Path:
    path.write_text("".join(json.dumps({"text": text, "url": url}) + "\n" for url, text in pages))
    return path


def repeats(output: Path, inputs: list[Path], **options: object) -> dict[str, tuple]:
    report = run(Job(tuple(inputs), output, duplicates="mark", limits=Limits(jobs=1), **options))
    files = sorted(output.glob("articles-*")) if output.is_dir() else [output]
    rows = []
    for file in files:
        if file.suffix == ".parquet":
            rows += pq.read_table(file).to_pylist()
        else:
            rows += [json.loads(line) for line in file.read_text().splitlines()]
    found = {f"{Path(row['source']).stem}{row['position']}": _told(row) for row in rows}
    assert report.duplicates.total() == sum(map(bool, found.values()))
    return found


def _told(row: dict) -> tuple | None:
    of = row.get("duplicate_of")
    return of and (Path(of.split("#")[0]).stem + of.split("#")[1], row["duplicate_by"])


def test_an_address_is_compared_without_what_tells_no_pages_apart():
    one = "https://A.example/story?b=2&utm_source=x&a=1&fbclid=9#part"
    assert plain_address(one) == plain_address("http://a.example:80/story?a=1&b=2") == "a.example/story?a=1&b=2"
    assert plain_address("https://a.example/story?a=2") != plain_address("https://a.example/story?a=1")


def test_rows_say_which_one_they_repeat_and_by_what_that_was_told(tmp_path):
    near = story(1).replace(story(1).split()[90], "other")
    pages = [
        ("https://a.example/1", story(1)),
        ("https://a.example/1?utm_medium=feed", story(2)),
        ("https://b.example/9", story(1)),
        (None, near),
        (None, story(3)),
    ]
    found = repeats(tmp_path / "out.jsonl", [dump(tmp_path / "in.jsonl", pages)])
    assert found == {
        "in1": None, "in2": ("in1", "url"), "in3": ("in1", "text"), "in4": ("in1", "near text"), "in5": None,
    }  # fmt: skip


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "parquet"])
def test_rows_that_repeat_another_one_are_dropped_from_every_kind_of_output(tmp_path, suffix):
    given = dump(tmp_path / "in.jsonl", [(None, story(n % 3)) for n in range(7)])
    run(Job((given,), tmp_path / f"out.{suffix}", duplicates="drop", limits=Limits(jobs=1), shard_pages=2))
    from cleaner.dumps import open_dump

    assert [record.position for record in open_dump(tmp_path / f"out.{suffix}")] == [1, 2, 3]


@pytest.fixture
def two_dumps(tmp_path):
    """Two dumps with stories that are nearly those of the other one, or have the address of another."""
    near = [story(seed).replace(story(seed).split()[5], "other") for seed in range(4)]
    one = dump(tmp_path / "a.jsonl", [(None, text) for text in near])
    return one, dump(tmp_path / "b.jsonl", [(f"https://a.example/{seed % 5}", story(seed)) for seed in range(8)])


def test_marks_are_the_same_whatever_the_order_of_the_inputs(two_dumps, tmp_path):
    one, two = two_dumps
    first = repeats(tmp_path / "out1.jsonl", [one, two])
    assert sum(map(bool, first.values())) == 7
    assert repeats(tmp_path / "out2.parquet", [two, one], shard_pages=3) == first


def test_marks_are_the_same_whatever_the_size_of_shards(two_dumps, tmp_path):
    one, two = two_dumps
    first = repeats(tmp_path / "out1.jsonl", [one, two])
    assert repeats(tmp_path / "out3", [two, one], shard_pages=5, format="jsonl") == first


def test_rows_that_are_left_out_are_repeated_by_none(tmp_path):
    from cleaner.batch import read_condition

    given = dump(tmp_path / "in.jsonl", [("https://a.example/1", story(1)), ("https://a.example/2", story(1))])
    only = (read_condition("url!=https://a.example/1"),)
    assert repeats(tmp_path / "out.jsonl", [given], only=only) == {"in2": None}


def test_short_texts_are_only_compared_as_they_are():
    assert likeness("A line of a few words.", None).sketch == b""


def test_texts_without_spaces_are_compared_by_their_characters():
    text = "".join(chr(0x4E00 + n * 7 % 900) for n in range(400))
    sketches = [likeness(each, None).sketch for each in (text, text[:-4] + "一二三四")]
    assert len(sketches[0]) == 512
    assert sum(a == b for a, b in zip(sketches[0][::4], sketches[1][::4], strict=True)) > 100


def test_a_file_for_each_article_and_duplicates_do_not_go_together(tmp_path):
    given = dump(tmp_path / "in.jsonl", [(None, story(1))])
    with pytest.raises(DumpError, match="--duplicates needs rows"):
        run(Job((given,), tmp_path / "out", format="md", duplicates="mark"))


def test_two_workers_mark_the_same_rows_as_one(tmp_path, monkeypatch):
    monkeypatch.undo()
    given = dump(tmp_path / "in.jsonl", [(f"https://a.example/{n}", story(n % 4, 80)) for n in range(40)])
    outputs = []
    for jobs in ("1", "2"):
        command = ["batch", str(given), "-o", str(tmp_path / "out.jsonl"), "-q", "--duplicates", "mark", "-j", jobs]
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
        assert "duplicates      36   text 36" in done.output
        outputs.append((tmp_path / "out.jsonl").read_bytes())
    assert outputs[0] == outputs[1]
