"""Rule files, settings and input folders that somebody made to break the cleaner."""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner import Cleaner, SiteMemory
from cleaner.batch import Job, Limits, run
from cleaner.dumps import ReadOptions, open_dump
from cleaner.errors import CleanerError, DumpError, RuleError, SettingsError
from cleaner.rules.toml import MAX_KEYS, TomlError, read_toml
from cleaner.tooling.settings import read_settings

FAULTY = {
    "brackets": "x = " + "[" * 50_000,
    "tables": "x = " + "{a=" * 50_000,
    "closed brackets": "x = " + "[" * 100 + "]" * 100,
    "a long key": ".".join("a" * 50_000) + " = 1",
    "a table of a long name": "[" + ".".join("a" * 50_000) + "]",
    "a long number": "order = " + "1" * 6_000,
    "a long number in hexadecimal": "order = 0x" + "f" * 6_000,
    "a long fraction": "order = 1." + "1" * 6_000,
    "keys": "\n".join(f"a{n} = 1" for n in range(MAX_KEYS + 1)),
    "a string without end": 'description = "' + "a" * 1000,
    "a long string without end": 'description = """' + '"' * 2 + "a" * 1000,
    "no key": "= 1",
    "a date": "x = 2021-99-99",
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_rule_that_breaks_a_parser_is_an_error_that_names_the_file(tmp_path: Path, case: str) -> None:
    (tmp_path / "r.example.toml").write_text(FAULTY[case])
    with pytest.raises(RuleError, match=r"r\.example\.toml"):
        Cleaner(rules=tmp_path)


@pytest.mark.parametrize("case", FAULTY)
def test_such_settings_are_an_error_that_names_the_file(tmp_path: Path, case: str) -> None:
    (tmp_path / ".cleaner.toml").write_text(FAULTY[case])
    with pytest.raises(SettingsError, match=r"\.cleaner\.toml"):
        read_settings(tmp_path / ".cleaner.toml")


def test_settings_of_a_megabyte_are_not_read(tmp_path: Path) -> None:
    (tmp_path / ".cleaner.toml").write_text("#" * 1_100_000)
    with pytest.raises(SettingsError, match="larger than"):
        read_settings(tmp_path / ".cleaner.toml")


@pytest.mark.parametrize("read", [lambda path: Cleaner(rules=path.parent), read_settings, SiteMemory.load])
def test_a_pipe_in_place_of_a_file_is_an_error_and_not_waited_for(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    os.mkfifo(tmp_path / "r.example.toml")
    with pytest.raises(CleanerError, match="not a regular file"):
        read(tmp_path / "r.example.toml")


@pytest.mark.parametrize(
    "source",
    [
        'a = "' + "[" * 100 + '"',
        "a = '" + "{" * 100 + "'",
        'a = """\n' + "[" * 100 + '\n""" # [[[',
        "# " + "[" * 100,
        "a = '''\n" + "1" * 1000 + "\n'''",
        'a = "\\"' + "[" * 40 + '"',
        'a = """"quoted" [[["""',
        "a.b.c.d = 1\n[e.f]\n",
    ],
)  # fmt: skip
def test_what_stands_in_texts_and_comments_counts_for_nothing(source: str) -> None:
    assert isinstance(read_toml(source), dict)


def test_the_line_of_a_fault_behind_texts_of_many_lines_is_told() -> None:
    with pytest.raises(TomlError) as found:
        read_toml('a = """\n\n\n"""\nb = ' + "[" * 40)
    assert found.value.line == 5


@pytest.mark.parametrize(
    "name", ["Example.com", "example.com:8080", "example.com.", ".example.com", "exa mple.com", "a..b"]
)
def test_a_rule_whose_name_is_no_host_as_addresses_have_it_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.toml").write_text('[[layout]]\ncontent = ["article"]\n')
    with pytest.raises(RuleError, match="never speaks for a page"):
        Cleaner(rules=tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text("<p>A page.</p>")
    (tmp_path / "in" / "inside.html").symlink_to("a.html")
    (tmp_path / "secret.html").write_text("<p>Another page.</p>")
    (tmp_path / "in" / "outside.html").symlink_to(tmp_path / "secret.html")
    return tmp_path / "in"


def test_a_link_that_leads_out_of_the_folder_is_passed_over(folder: Path) -> None:
    assert [entry.name for entry in open_dump(folder).entries()] == ["a.html", "inside.html"]


def test_a_link_that_leads_out_of_the_folder_is_counted(folder: Path) -> None:
    overlooked: Counter[str] = Counter()
    list(open_dump(folder).entries(overlooked))
    assert overlooked == {"link out of the folder": 1}


def test_such_a_link_is_followed_where_that_is_asked_for(folder: Path) -> None:
    entries = open_dump(folder, ReadOptions(follow_links=True)).entries()
    assert [entry.name for entry in entries] == ["a.html", "inside.html", "outside.html"]


def test_a_link_to_itself_is_a_row(folder: Path, tmp_path: Path) -> None:
    (folder / "loop.html").symlink_to("loop.html")
    report = run(Job((folder,), tmp_path / "out.jsonl", limits=Limits(jobs=1)))
    assert report.failed == 1
    assert "loop.html" in (tmp_path / "out.jsonl").read_text()


def test_a_second_run_on_the_same_output_is_refused_and_touches_nothing(folder: Path, tmp_path: Path) -> None:
    job = Job((folder,), tmp_path / "out.jsonl", limits=Limits(jobs=1))
    work = job.target().work
    work.mkdir()
    for unfinished in job.target().unfinished:
        (unfinished.parent / f".{unfinished.name}.x.partial").write_text("the other run's")
    with (work / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = sorted(work.iterdir())
        with pytest.raises(DumpError, match="another run"):
            run(job)
        assert sorted(work.iterdir()) == before
