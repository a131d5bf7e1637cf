"""The settings' rules hold for every command alike, and each says what it went by when something is off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixture_project import expected, page
from typer.testing import CliRunner

from cleaner.cli import app

URL = "https://www.weir.example/one"
RULE = '[[layout]]\ncontent = ["article"]\nauthor = [{ css = ".who" }]\n'
STORY = page().replace("</h1>", '</h1><b class="who">Ada Weirkeeper</b>')
OWN = ("rules = ['mine']\n[fixtures]\npages = ['pages/*/*.html']\n", ".cleaner.toml")
SHARED = (
    OWN[0].replace("rules", "[tool.cleaner]\nrules").replace("[fixtures]", "[tool.cleaner.fixtures]"),
    "pyproject.toml",
)


@pytest.fixture(params=[OWN, SHARED], ids=["own file", "pyproject"])
def project(request, tmp_path, monkeypatch):
    settings, name = request.param
    (tmp_path / name).write_text(settings)
    for path, text in {"mine/weir.example.toml": RULE, "pages/weir.example/one.html": STORY}.items():
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text)
    said = expected(url=URL, rules="sites/weir.example").replace("byline:", "byline: Ada Weirkeeper")
    (tmp_path / "pages/weir.example/one.md").write_text(said.replace("authors:", "authors: Ada Weirkeeper"))
    (tmp_path / "dump.jsonl").write_text(json.dumps({"id": "1", "url": URL, "html": STORY}))
    monkeypatch.chdir(tmp_path)
    return name


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def by_clean(*options: str) -> str | None:
    return json.loads(run("clean", "pages/weir.example/one.html", "--url", URL, "--format", "json", *options).stdout)[
        "rule"
    ]


def by_explain() -> str | None:
    told = run("explain", "pages/weir.example/one.html", "--url", URL, "--format", "json").stdout
    return json.loads(told)["article"]["rule"]


def by_batch() -> str | None:
    assert run("batch", "dump.jsonl", "-o", "out.jsonl", "--quiet", "--jobs", "1").exit_code == 0
    return json.loads(Path("out.jsonl").read_text())["rule"]


@pytest.mark.parametrize("rule_of", [by_clean, by_explain, by_batch])
def test_the_rule_of_the_settings_takes_part(project, rule_of):
    assert rule_of() == "sites/weir.example"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("fixtures check", "1 fixture as expected"),
        ("rules test", "(sites/weir.example, alone 0.98)"),
        ("rules lint", "0 findings in 1 rule"),
        ("rules coverage dump.jsonl", "sites/weir.example: 1 page, took part in 1"),
    ],
)
def test_the_tools_go_by_the_settings(project, command, told):
    done = run(*command.split())
    assert (done.exit_code, told in done.stdout) == (0, True), done.output


def test_a_new_fixture_goes_where_the_settings_look_for_fixtures(project):
    Path("pages/weir.example/one.html").rename("saved.html")
    Path("pages/weir.example/one.md").unlink()
    done = run("fixtures", "add", "saved.html", "--url", URL, "--slug", "two")
    assert done.stdout.splitlines() == ["pages/weir.example/two.html", "pages/weir.example/two.md"]
    assert run("fixtures", "check").stdout == "1 fixture as expected\n"


def test_diff_compares_with_the_rules_of_the_settings(project):
    done = run("diff", "dump.jsonl", "--old-rules", "none", "--jobs", "1", "--quiet")
    assert (done.exit_code, "1 changed" in done.stdout) == (1, True), done.output


def test_a_folder_of_rules_that_is_not_there_is_told_before_a_memory_learns(project):
    Path(project).write_text(Path(project).read_text().replace("mine", "gone"))
    done = run("memory", "learn", "dump.jsonl", "-o", "sites.json", "--jobs", "1")
    assert (done.exit_code, "gone: no such folder of rules" in done.output) == (2, True)
    assert "worker" not in done.output


@pytest.mark.parametrize("command", ["fixtures check", "batch dump.jsonl -o out.jsonl", "clean dump.jsonl"])
def test_a_folder_of_rules_that_is_not_there_is_told_with_the_settings_that_name_it(project, command):
    Path(project).write_text(Path(project).read_text().replace("mine", "gone"))
    done = run(*command.split())
    assert (done.exit_code, f"{project}: `rules` names gone: no such folder" in done.output) == (2, True), done.output


@pytest.mark.parametrize("command", ["rules test", "rules lint"])
def test_without_settings_a_folder_of_the_name_rules_is_the_projects_own(tmp_path, monkeypatch, command):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "weir.example.toml").write_text(RULE.replace("css", "cs"))
    pages = tmp_path / "tests" / "fixtures" / "weir.example"
    pages.mkdir(parents=True)
    (pages / "one.html").write_text(STORY)
    (pages / "one.md").write_text(expected(url=URL))
    monkeypatch.chdir(tmp_path)
    assert "weir.example.toml:3" in run(*command.split()).output


def test_settings_without_rules_hold_for_rules_test(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "weir.example.toml").write_text(RULE)
    (tmp_path / "one.html").write_text(STORY)
    (tmp_path / "one.md").write_text(expected(url=URL))
    (tmp_path / ".cleaner.toml").write_text("no_rules = true\n[fixtures]\npages = ['*.html']\n")
    monkeypatch.chdir(tmp_path)
    assert "/one  (no rule)" in run("rules", "test").output


def test_settings_hold_below_their_folder_too(project, monkeypatch):
    monkeypatch.chdir("pages/weir.example")
    told = run("clean", "one.html", "--url", URL, "--format", "json").stdout
    assert json.loads(told)["rule"] == "sites/weir.example"


def test_options_go_before_the_settings(project):
    assert by_clean("--no-rules") is None


def test_settings_that_cannot_be_used_stop_every_command(project):
    Path(project).write_text(Path(project).read_text().replace("mine", "../mine"))
    for command in (
        "clean dump.jsonl#1",
        "batch dump.jsonl -o o.jsonl",
        "explain dump.jsonl#1",
        "rules lint",
        "rules test",
    ):
        done = run(*command.split())
        assert (done.exit_code, "`rules` holds paths below the file's own folder" in done.output) == (2, True), command


@pytest.mark.parametrize(
    "command",
    [
        f"clean pages/weir.example/one.html --url {URL}",
        f"explain pages/weir.example/one.html --url {URL}",
        "batch dump.jsonl -o out.jsonl --quiet --jobs 1",
        "fixtures check",
        "rules test",
        "rules coverage dump.jsonl",
    ],
)
def test_a_rule_that_went_stale_is_told_with_the_rules_that_were_used(project, command):
    Path("mine/weir.example.toml").write_text(RULE.replace("article", ".gone"))
    assert f"rules: mine, then the bundled rules ({project})" in run(*command.split()).stderr


def test_explain_tells_why_the_rule_is_stale(project):
    Path("mine/weir.example.toml").write_text(RULE.replace("article", ".gone"))
    done = run("explain", "pages/weir.example/one.html", "--url", URL)
    assert "mine/weir.example.toml:2: content '.gone': matches nothing" in done.stderr
