"""What pre-commit runs: the entries of .pre-commit-hooks.yaml with file names behind them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from fixture_project import SETTINGS, expected, page
from typer.testing import CliRunner

from cleaner.cli import app

ROOT = Path(__file__).parents[1]
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")


def command(hook: str) -> list[str]:
    """The hook's entry and arguments; this project needs no YAML reader for two lines."""
    (body,) = re.findall(rf"^- id: {hook}\n(.*?)(?=^- id|\Z)", HOOKS, re.MULTILINE | re.DOTALL)
    (entry,) = re.findall(r"^  entry: (.*)$", body, re.MULTILINE)
    arguments = re.findall(r'^  args: \["(.*?)"\]', body, re.MULTILINE)
    return [*shlex.split(entry), *arguments]


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    pages = tmp_path / "pages" / "a.example"
    pages.mkdir(parents=True)
    (tmp_path / ".cleaner.toml").write_text(SETTINGS)
    for name in ("-dash", "two words", "plain"):
        (pages / f"{name}.html").write_text(page())
        (pages / f"{name}.md").write_text(expected())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hook(name: str, *files: str):
    """Run a hook as pre-commit does, from the repository's folder."""
    entry, *arguments = command(name)
    assert entry == "cleaner"
    return CliRunner().invoke(app, [*arguments, *files])


def test_a_commit_without_fixtures_passes_without_loading_the_cleaner(scratch):
    code = (
        "import sys; from cleaner.cli import app\n"
        "try: app(['fixtures', 'check', '--', '.cleaner.toml.bak'])\n"
        "except SystemExit as end: print(end.code, sorted({'numpy', 'selectolax', 'rich'} & set(sys.modules)))"
    )
    (scratch / ".cleaner.toml.bak").write_text("")
    done = subprocess.run([sys.executable, "-c", code], cwd=scratch, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_the_check_passes_names_with_blanks_and_dashes(scratch):
    (scratch / "-top.html").write_text("x")
    done = hook("cleaner-fixtures", "-top.html", "pages/a.example/two words.md", "pages/a.example/-dash.html")
    assert (done.exit_code, done.stdout) == (0, "2 fixtures as expected\n")


def test_the_check_fails_for_what_is_touched_alone(scratch):
    for name in ("plain", "two words"):
        (scratch / f"pages/a.example/{name}.md").write_text(expected("Wrong"))
    done = hook("cleaner-fixtures", "pages/a.example/plain.md")
    assert done.exit_code == 1
    assert "1 of 1 fixture not as expected" in done.stdout


def test_the_fix_mends_and_then_passes(scratch):
    (scratch / "pages/a.example/plain.md").unlink()
    assert hook("cleaner-fixtures-fix", "pages/a.example/plain.html").exit_code == 1
    assert hook("cleaner-fixtures-fix", "pages/a.example/plain.html").exit_code == 0


def test_the_rules_hook_lints_the_folder_of_rules(scratch):
    (scratch / "rules" / "sites").mkdir(parents=True)
    (scratch / "rules" / "sites" / "a.example.toml").write_text("[[layout]]\ncontnt = []\n")
    done = hook("cleaner-rules")
    assert (done.exit_code, "a.example.toml:2: a layout has no key `contnt`" in done.stdout) == (1, True)


def test_a_project_without_rules_passes_the_rules_hook(scratch):
    done = hook("cleaner-rules", "pages/a.example/plain.html")
    assert (done.exit_code, done.stdout) == (
        0,
        "no rule is touched by these files; the project has none of its own\n",
    )


def test_checking_a_page_loads_no_reader_of_dumps(scratch):
    code = (
        "import sys; from cleaner.cli import app\n"
        "try: app(['fixtures', 'check', '--', 'pages/a.example/plain.html'])\n"
        "except SystemExit as end: print(end.code, 'cleaner.dumps.file_formats' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=scratch, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 False"


def test_this_repository_runs_its_own_hooks():
    own = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    made = (ROOT / "Makefile").read_text("utf-8")
    for entry in ("cleaner fixtures check", "cleaner rules lint"):
        assert f"entry: {entry}\n" in own
        assert f"$(BIN)/{entry}\n" in made
