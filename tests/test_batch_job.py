from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from cleaner.batch import CleanerPlan, Job, Limits, run
from cleaner.dumps import ReadOptions
from cleaner.errors import CleanerError

PARAGRAPHS = [
    f"Sentence {word} stands in the body of the page, and it is long enough to be one. It has a second one after it."
    for word in ("one", "two", "three", "four", "five")
]
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
PAGE = f"<html><title>Small page</title><body><article>{STORY}</article></body></html>"
ONE = Limits(jobs=1)


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_record_has_its_row_in_order_whatever_becomes_of_it(tmp_path):
    lines = [{"html": PAGE, "id": "a"}, {"html": "", "id": "b"}, {"html": 1, "id": "c"}, {"text": "", "id": "d"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = run(Job((tmp_path / "in.jsonl",), tmp_path / "out.jsonl", tmp_path / "errors.jsonl", limits=ONE))
    told = [(row["id"], row["status"], row["reason"]) for row in rows(tmp_path / "out.jsonl")]
    assert told == [
        ("a", "ok", None),
        ("b", "empty", "empty"),
        ("c", "failed", "no page: column 'html' holds int, not text or bytes"),
        ("d", "empty", "empty"),
    ]
    assert [row["id"] for row in rows(tmp_path / "errors.jsonl")] == ["c"]
    assert (report.pages, report.failed, dict(report.statuses)) == (4, 1, {"ok": 1, "empty": 2, "failed": 1})


def test_the_output_may_lie_in_the_folder_that_is_read(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    job = Job((tmp_path,), tmp_path / "out.jsonl", limits=ONE)
    assert [run(job).pages, run(job).pages] == [1, 1]


def test_a_page_that_fills_the_memory_is_a_failure_that_says_so(tmp_path):
    # Each paragraph opens all the tags again: 200 MB of tree. The look before parsing allows that in long pages alone.
    opened = "".join(f"<font size={size}>" for size in range(160))
    bomb = f"<p>{opened}</p>{'<p>x</p>' * 2800}<p>{'word ' * 32_000}</p>"
    (tmp_path / "a.html").write_text(bomb)
    (tmp_path / "b.html").write_text(PAGE)
    run(Job((tmp_path,), tmp_path / "out.jsonl", limits=Limits(jobs=1, memory_bytes=300_000_000)))
    bombed, fine = rows(tmp_path / "out.jsonl")
    assert (bombed["status"], bombed["reason"]) == ("failed", "out of memory")
    assert fine["status"] == "ok"


def test_plain_text_that_comes_as_bytes_is_decoded(tmp_path):
    text = "\n\n".join(
        ["Größenwahn in Köln", *(["Für zwei Straßen in Köln hat die Stadt über Nacht ein Schild bestellt."] * 3)]
    )
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    run(Job((tmp_path / "a.txt",), tmp_path / "out.jsonl", limits=ONE))
    (row,) = rows(tmp_path / "out.jsonl")
    assert "Für zwei Straßen" in row["text"]
    assert row["encoding_source"] == "detector"


def test_a_wrong_rule_folder_is_an_error_before_anything_is_written(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    with pytest.raises(CleanerError, match="no such folder of rules"):
        run(Job((tmp_path / "page.html",), tmp_path / "out.jsonl", plan=CleanerPlan(rules=("missing",))))
    assert os.listdir(tmp_path) == ["page.html"]  # noqa: PTH208 - names


def test_own_rules_reach_the_workers(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.example.toml").write_text('[[layout]]\ncontent = ["#story"]\n')
    other = "<p>Other people wrote this longer paragraph about something else, and they were proud of it.</p>"
    body = f"<div id='story'>{STORY}</div><div>{other}</div>"
    (tmp_path / "in.jsonl").write_text(json.dumps({"html": f"<html><body>{body}", "url": "https://a.example/1"}))
    plan = CleanerPlan(rules=(str(tmp_path / "rules"),))
    report = run(Job((tmp_path / "in.jsonl",), tmp_path / "out.jsonl", plan=plan, limits=ONE))
    assert dict(report.rules) == {"sites/a.example": 1}
    assert "Other" not in rows(tmp_path / "out.jsonl")[0]["text"]


def test_pages_over_the_limit_of_size_are_not_sent_to_a_worker(tmp_path):
    (tmp_path / "big.html").write_text(PAGE)
    job = Job((tmp_path / "big.html",), tmp_path / "out.jsonl", reading=ReadOptions(max_bytes=100), limits=ONE)
    assert run(job).reasons["failed"] == {"too large": 1}


def test_markup_that_is_refused_before_parsing_is_a_failure_and_not_a_page_without_article(tmp_path):
    (tmp_path / "a.html").write_text("<div>" * 100_000)
    assert run(Job((tmp_path / "a.html",), tmp_path / "out.jsonl", limits=ONE)).failed == 1
    (row,) = rows(tmp_path / "out.jsonl")
    assert row["reason"] == "hostile markup: more than 15,000 elements in one another"


def test_an_archive_inside_an_archive_is_no_page_and_all_others_keep_their_places(tmp_path):
    from test_dumps_warc import http, warc

    members = [gzip.compress(warc(http(PAGE.encode()), name=str(number))) for number in range(9)]
    inner = http(b"".join(members), headers="Content-Type: application/gzip\r\n")
    stored = gzip.compress(warc(inner, name="inner"), 0)
    (tmp_path / "a.warc.gz").write_bytes(b"".join([*members * 3, stored, *members * 12]))
    report = run(Job((tmp_path / "a.warc.gz",), tmp_path / "out.jsonl", limits=Limits(jobs=2)))
    found = [(row["id"], row["position"], row["status"]) for row in rows(tmp_path / "out.jsonl")]
    assert found == [(f"urn:uuid:{n % 9}", n + 1 + (n >= 27), "ok") for n in range(135)]
    assert report.reasons["skipped"] == {"type application/gzip": 1}


def test_a_first_output_replaces_nothing(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"html": "<p>A page.</p>"}\n')
    told: list[str] = []
    run(Job((tmp_path / "d.jsonl",), tmp_path / "o.jsonl", limits=Limits(jobs=1)), warn=told.append)
    assert told == []


def test_an_output_that_is_replaced_is_named(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"html": "<p>A page.</p>"}\n')
    told: list[str] = []
    job = Job((tmp_path / "d.jsonl",), tmp_path / "o.jsonl", limits=Limits(jobs=1))
    run(job)
    run(job, warn=told.append)
    assert [line.split(": ")[1] for line in told] == ["replaces an earlier output when the run is finished"]


def test_an_input_that_is_named_twice_is_read_once(tmp_path):
    """Also by another path to it: two rows of the same source and position could not be told apart."""
    given = tmp_path / "in.jsonl"
    given.write_text(json.dumps({"html": PAGE, "id": "a"}) + "\n")
    (tmp_path / "link.jsonl").symlink_to(given)
    (tmp_path / "other.jsonl").write_text(given.read_text())
    told: list[str] = []
    inputs = (given, str(given), tmp_path / "link.jsonl", tmp_path / "other.jsonl")
    run(Job(inputs, tmp_path / "out.jsonl", limits=ONE), warn=told.append)
    assert [Path(row["source"]).name for row in rows(tmp_path / "out.jsonl")] == ["in.jsonl", "other.jsonl"]
    assert [line.partition(": ")[2] for line in told] == ["is named more than once; it is read once"] * 2
