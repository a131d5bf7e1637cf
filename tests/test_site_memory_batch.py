"""Memories of sites in `cleaner batch` and `cleaner memory`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import HOST, NOTICE, story, text, url, write_dump
from typer.testing import CliRunner

from cleaner import Cleaner, RuleBook, SiteMemory
from cleaner.cli import app
from cleaner.rules.read import load_rule

SHUFFLED = (4, 0, 6, 2, 7, 1, 5, 3)


def invoke(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert done.exit_code == 0, done.output
    return done.output


def refused(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert done.exit_code == 2, done.output
    return done.output


def texts(path: Path) -> dict[str, str]:
    return {row["url"]: row["text"] for row in map(json.loads, path.read_text("utf-8").splitlines())}


@pytest.mark.parametrize("is_text", [False, True], ids=["pages", "text dumps"])
def test_a_dump_is_cleaned_by_what_it_has_in_common(tmp_path: Path, is_text: bool):
    dump, output = write_dump(tmp_path / "in.jsonl", range(6), texts=is_text), tmp_path / "out.jsonl"
    invoke("batch", dump, "-o", output, "-q", "-j", 1)
    assert all(NOTICE in each for each in texts(output).values())
    invoke("batch", dump, "-o", output, "-q", "-j", 1, "--site-memory")
    assert texts(output) == {url(number): "\n".join(story(number)) for number in range(6)}


@pytest.mark.parametrize("is_text", [False, True], ids=["pages", "text dumps"])
def test_workers_and_the_order_of_a_dump_change_nothing(tmp_path: Path, is_text: bool):
    outputs = []
    for name, numbers, jobs in (("one", range(8), 1), ("two", range(8), 2), ("shuffled", SHUFFLED, 2)):
        dump = write_dump(tmp_path / "in.jsonl", numbers, texts=is_text)
        invoke("batch", dump, "-o", tmp_path / f"{name}.jsonl", "-q", "-j", jobs, "--site-memory")
        outputs.append((tmp_path / f"{name}.jsonl").read_bytes())
    assert outputs[0] == outputs[1]
    assert texts(tmp_path / "shuffled.jsonl") == texts(tmp_path / "one.jsonl")


def test_a_memory_is_the_same_file_in_whatever_order_it_was_learnt(tmp_path: Path):
    for name, numbers, jobs in (("one", range(8), 1), ("two", SHUFFLED, 2)):
        dump = write_dump(tmp_path / "in.jsonl", numbers)
        invoke("memory", "learn", dump, "-o", tmp_path / f"{name}.json", "-j", jobs)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_memory_that_goes_on_is_one_of_all_pages(tmp_path: Path):
    saved, whole = tmp_path / "parts.json", tmp_path / "whole.json"
    for numbers in (range(3), range(3, 8)):
        invoke("memory", "learn", write_dump(tmp_path / "in.jsonl", numbers), "-o", saved, "--update", "-j", 1)
    invoke("memory", "learn", write_dump(tmp_path / "in.jsonl", range(8)), "-o", whole, "-j", 1)
    assert saved.read_bytes() == whole.read_bytes()


def test_what_was_learnt_before_cleans_another_dump(tmp_path: Path):
    memory, output = tmp_path / "sites.json", tmp_path / "out.jsonl"
    invoke("memory", "learn", write_dump(tmp_path / "in.jsonl", range(4)), "-o", memory, "-j", 1)
    invoke("batch", write_dump(tmp_path / "new.jsonl", [9]), "-o", output, "-q", "-j", 1, "--memory", memory)
    assert texts(output) == {url(9): "\n".join(story(9))}


def test_clean_and_explain_take_a_memory(tmp_path: Path):
    memory, page = tmp_path / "sites.json", tmp_path / "page.txt"
    invoke("memory", "learn", write_dump(tmp_path / "in.jsonl", range(4), texts=True), "-o", memory, "-j", 1)
    page.write_text(text(9), "utf-8")
    assert NOTICE not in invoke("clean", page, "--url", url(9), "--memory", memory)
    assert "on 4 of 4 other stories" in invoke("explain", page, "--url", url(9), "--memory", memory, "--format", "json")


def test_a_resumed_run_needs_the_same_memory(tmp_path: Path):
    folder, memory = tmp_path / "out", tmp_path / "sites.json"
    invoke("memory", "learn", write_dump(tmp_path / "in.jsonl", range(4)), "-o", memory, "-j", 1)
    command = ("-o", folder, "--format", "jsonl", "-q", "-j", 1)
    invoke("batch", tmp_path / "in.jsonl", *command, "--memory", memory)
    more = write_dump(tmp_path / "more.jsonl", [9])
    assert "memory" in refused("batch", tmp_path / "in.jsonl", more, *command, "--resume")
    invoke("batch", tmp_path / "in.jsonl", more, *command, "--resume", "--memory", memory)


def test_standard_input_cannot_be_read_twice(tmp_path: Path):
    assert "only once" in refused("batch", "-", "-o", tmp_path / "out.jsonl", "--site-memory")


def test_parts_take_a_memory_that_was_learnt_before(tmp_path: Path):
    dump = write_dump(tmp_path / "in.jsonl", range(4))
    command = ("batch", dump, "-o", tmp_path / "out", "--format", "jsonl", "--part", "1/2", "-j", 1)
    assert "memory learn" in refused(*command, "--site-memory")


def test_one_memory_is_enough(tmp_path: Path):
    dump = write_dump(tmp_path / "in.jsonl", range(4))
    command = ("batch", dump, "-o", tmp_path / "out.jsonl", "--site-memory", "--memory", tmp_path / "sites.json")
    assert "use one of them" in refused(*command)


def test_a_memory_is_shown(tmp_path: Path):
    memory = tmp_path / "sites.json"
    invoke("memory", "learn", write_dump(tmp_path / "in.jsonl", range(5)), "-o", memory, "-j", 1)
    assert invoke("memory", "show", memory).startswith(f"{HOST}: 5 pages, ")
    lines = invoke("memory", "show", memory, HOST).splitlines()
    assert lines[0] == f"{HOST}: 5 pages held, 5 different stories"
    assert lines[1].split()[:4] == ["5", "of", "5", "content?"]


def test_what_was_read_and_what_is_held_of_it_are_told_apart(tmp_path: Path):
    told = invoke("memory", "learn", write_dump(tmp_path / "in.jsonl", [*range(3), 1]), "-o", tmp_path / "m.json")
    assert told.splitlines()[:2] == ["read      4 pages", "held      3 pages of 1 host"]


def test_a_run_tells_what_it_read_and_holds(tmp_path: Path):
    dump = write_dump(tmp_path / "in.jsonl", [*range(3), 1])
    told = invoke("batch", dump, "-o", tmp_path / "out.jsonl", "-j", 1, "--site-memory")
    assert "memory of sites: pages read 4, held 3; hosts with something in common 1" in told


def test_a_host_that_was_not_seen_is_an_error(tmp_path: Path):
    memory = tmp_path / "sites.json"
    SiteMemory().save(memory)
    assert "nothing was learnt" in refused("memory", "show", memory, HOST)
    assert "nothing was learnt" in refused("memory", "draft", memory, HOST)


def test_a_drafted_rule_does_what_the_memory_did(tmp_path: Path):
    memory = tmp_path / "sites.json"
    invoke("memory", "learn", write_dump(tmp_path / "in.jsonl", range(5)), "-o", memory, "-j", 1)
    invoke("memory", "draft", memory, HOST, "-o", tmp_path / "sites")
    rule = load_rule(tmp_path / "sites" / f"{HOST}.toml")
    assert [pattern.like for pattern in rule.layouts[0].drop_text] == [NOTICE]
    page = json.loads(write_dump(tmp_path / "new.jsonl", [9]).read_text("utf-8"))["html"]
    cleaner = Cleaner(RuleBook.of(tmp_path))
    assert cleaner.clean(page, url(9)).text.split("\n") == story(9)
