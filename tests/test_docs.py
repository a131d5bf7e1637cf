"""What README and the manual show is so: each example runs, each table is the code's."""

from __future__ import annotations

import doctest
import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from bench.docs import written
from cleaner.cli import app
from cleaner.model import NO_ARTICLE
from cleaner.rules.read import load_rule
from cleaner.tooling.settings import read_settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
API = (ROOT / "docs" / "api.md").read_text("utf-8")
FLEXIBLE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def examples(language: str) -> list[pytest.param]:
    return [
        pytest.param(page, block, id=f"{page.stem}: {block[:40].strip()}")
        for page in PAGES
        for block in blocks(page, language)
    ]


@pytest.fixture(autouse=True)
def checkout(tmp_path, monkeypatch):
    """A folder where the examples' paths exist and may write."""
    for name in ("tests", "rules", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "pycon")], ids=lambda page: page.name)
def test_python_examples_say_what_they_print(page):
    session = "\n".join(blocks(page, "pycon"))
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, None, 0)
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)
    assert result.attempted > 3
    assert result.failed == 0, "".join(report)


@pytest.mark.parametrize("block", blocks(ROOT / "docs" / "adapters.md", "pycon")[1:])
def test_examples_of_adapters_can_be_copied_one_at_a_time(block):
    page = (ROOT / "tests" / "fixtures" / "dump" / "harbour-ferry.html").read_bytes()
    test = doctest.DocTestParser().get_doctest(block, {"page": page}, "adapters.md", None, 0)
    report: list[str] = []
    assert doctest.DocTestRunner().run(test, out=report.append).failed == 0, "".join(report)


@pytest.mark.parametrize(("page", "block"), examples("console"))
def test_commands_print_what_is_shown(page, block):
    command, shown = block.split("\n", 1)
    done = CliRunner().invoke(app, shlex.split(command)[2:])
    assert done.exit_code == 0, done.output
    assert doctest.OutputChecker().check_output(shown, done.stdout, FLEXIBLE), done.stdout


def commands(page: Path) -> list[list[str]]:
    """Our commands in a page's shell examples, as words."""
    lines = "".join(blocks(page, "sh")).replace("\\\n", " ").splitlines()
    found = (shlex.split(line.removeprefix("$ "), comments=True) for line in lines if "cleaner " in line)
    return [words[1:] for words in found if words[:1] == ["cleaner"]]


@pytest.mark.parametrize("words", [words for page in PAGES for words in commands(page)], ids=" ".join)
def test_shell_examples_name_commands_and_options_that_exist(words):
    command = typer.main.get_command(app)
    while hasattr(command, "commands"):
        command, *words = command.commands[words[0]], *words[1:]
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert [word for word in words if re.match("-[-a-z]", word) and word.partition("=")[0] not in options] == []


@pytest.mark.parametrize(("page", "block"), examples("python"))
def test_other_examples_are_python(page, block):
    assert compile(block, page.name, "exec").co_code


def test_the_rule_shown_is_a_rule(tmp_path):
    (shown,) = (block for block in blocks(ROOT / "docs" / "rules.md", "toml") if "[[layout]]" in block)
    (tmp_path / "harbourpost.example.toml").write_text(shown, "utf-8")
    assert load_rule(tmp_path / "harbourpost.example.toml").layouts[0].content == ("div.article-body",)


def test_the_settings_shown_are_settings(tmp_path):
    (shown,) = (block for block in blocks(ROOT / "docs" / "hook.md", "toml") if "[fixtures]" in block)
    (tmp_path / ".cleaner.toml").write_text(shown, "utf-8")
    assert read_settings(tmp_path / ".cleaner.toml").rules == ("my-rules",)


@pytest.mark.parametrize(("page", "block"), examples("yaml"))
def test_the_hooks_shown_exist(page, block):
    hooks = set(re.findall(r"^- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"id: (cleaner-[\w-]+)", block))
    assert named
    assert named <= hooks


def test_the_manual_tells_of_each_hook():
    hooks = re.findall(r"^- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), re.MULTILINE)
    told = (ROOT / "docs" / "hook.md").read_text("utf-8")
    assert [hook for hook in hooks if hook not in told] == []


@pytest.mark.parametrize("page", ["adapters.md", "reference.md"])
def test_the_tables_of_fields_and_columns_are_those_of_the_code(page):
    assert (ROOT / "docs" / page).read_text("utf-8") == written(page), "python -m bench.docs"


def test_every_command_has_its_line_in_the_reference():
    public = (ROOT / "tests" / "public_api.txt").read_text("utf-8")
    commands = set(re.findall(r"^(cleaner \w+(?: \w+)*):", public, re.MULTILINE))
    told = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert [
        command for command in sorted(commands) if f"| `{command} " not in told and f"| `{command}`" not in told
    ] == []


def test_every_command_that_tells_its_exit_statuses_has_them_in_the_reference():
    told = (ROOT / "docs" / "reference.md").read_text("utf-8")
    table = "".join(re.findall(r"^\| `.*\|$", told.partition("## Exit statuses")[2].partition("##")[0], re.MULTILINE))
    public = (ROOT / "tests" / "public_api.txt").read_text("utf-8")
    for command in sorted(set(re.findall(r"^cleaner (\w+(?: \w+)*):", public, re.MULTILINE))):
        help_text = CliRunner().invoke(app, [*command.split(), "--help"]).stdout
        assert ("Exit status" in " ".join(help_text.split())) == (f"`{command}`" in table), command


@pytest.mark.parametrize("page", ["article.md", "reference.md"])
def test_every_reason_of_a_page_without_an_article_is_told(page):
    told = (ROOT / "docs" / page).read_text("utf-8")
    assert [reason for reason in NO_ARTICLE if f"`{reason}`" not in told] == []


def test_the_pages_to_try_on_the_front_page_are_there():
    named = re.findall(r"`(tests/[^`]+)`", (ROOT / "docs" / "index.md").read_text("utf-8"))
    assert len(named) > 1
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("module", re.findall(r"^::: (\S+)$", API, re.MULTILINE))
def test_the_api_lists_all_that_a_module_exports(module):
    told = re.search(rf"^::: {re.escape(module)}\n.*\n\s+members: \[(.*)\]$", API, re.MULTILINE)
    assert told is not None
    assert sorted(told[1].split(", ")) == sorted(import_module(module).__all__)


def test_the_manual_tells_how_many_rules_are_bundled():
    rules = (ROOT / "docs" / "rules.md").read_text("utf-8")
    told = re.search(r"rules for (\d+) platforms .* for (\d+) sites", rules, re.DOTALL)
    assert told is not None
    assert int(told[1]) == len(list((ROOT / "rules" / "platforms").glob("*.toml")))
    assert int(told[2]) == len(list((ROOT / "rules" / "sites").glob("*.toml")))
