from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import DUMP, FIRST, PARAGRAPHS, SMALL, STORY, run
from typer.testing import CliRunner

from cleaner.cli import app


class TestClean:
    def test_text_is_the_body_alone(self):
        done = run("clean", STORY)
        assert done.exit_code == 0
        assert done.stdout.startswith(FIRST)
        assert "Advertisement" not in done.stdout

    def test_standard_input_is_a_page(self):
        assert FIRST in run("clean", "-", stdin=STORY.read_bytes()).stdout

    def test_packed_pages_are_read(self):
        assert "eleven hertz" in run("clean", DUMP / "glacier-lake.html.gz").stdout

    def test_txt_is_taken_as_plain_text(self):
        assert "sixteen days" in run("clean", DUMP / "library-strike.txt").stdout

    def test_text_can_come_on_standard_input(self):
        done = run("clean", "-", "--text", stdin=(DUMP / "library-strike.txt").read_bytes())
        assert done.stdout == run("clean", DUMP / "library-strike.txt").stdout

    @pytest.mark.parametrize(
        ("style", "head"),
        [
            ("text", "Night ferry returns to Port Ellery after eleven years\nInes Calloway · 2024-03-14"),
            ("markdown", "# Night ferry returns to Port Ellery after eleven years\n\n*Ines Calloway · 2024-03-14"),
            ("html", "<h1>Night ferry returns to Port Ellery after eleven years</h1>\n<p>Ines Calloway · 2024-03-14"),
        ],
    )
    def test_title_byline_and_date_stand_above_the_body_when_asked(self, style, head):
        assert run("clean", STORY, "--format", style, "--with-metadata").stdout.startswith(head)

    def test_json_is_one_object_a_line_for_each_page(self):
        done = run("clean", STORY, DUMP / "team-notes.html", "--format", "json", "--no-rules")
        first, second = (json.loads(line) for line in done.stdout.splitlines())
        assert first["title"] == "Night ferry returns to Port Ellery after eleven years"
        assert second["text"]

    def test_several_pages_are_told_apart(self):
        done = run("clean", STORY, DUMP / "team-notes.html")
        assert [line for line in done.stdout.splitlines() if line.startswith("==>")] == [
            f"==> {STORY} <==",
            f"==> {DUMP / 'team-notes.html'} <==",
        ]

    def test_output_goes_to_a_file(self, tmp_path):
        done = run("clean", STORY, "-o", tmp_path / "story.txt")
        assert done.stdout == ""
        assert (tmp_path / "story.txt").read_text("utf-8") == run("clean", STORY).stdout

    def test_a_page_without_an_article_is_status_1_with_the_reason(self):
        done = run("clean", DUMP / "empty.html")
        assert (done.exit_code, done.stderr) == (1, f"cleaner: {DUMP / 'empty.html'}: empty\n")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["missing.html"], "missing.html: cannot be read"),
            ([DUMP], "is a folder; for many pages use cleaner batch"),
            (["pages.jsonl"], "pages.jsonl: holds many pages; name one, as pages.jsonl#1"),
            ([STORY, STORY, "--url", "https://a.example/"], "--url is for a single page"),
            ([STORY, "--rules", "missing"], "missing: no such folder of rules"),
            ([STORY, "--rules", ".", "--no-rules"], "--rules and --no-rules exclude each other"),
            (
                [STORY, "--output", DUMP / "empty.html" / "x"],
                "empty.html: the folder cannot be made: a file has its name",
            ),
        ],
    )
    def test_what_the_user_can_mend_is_one_line_and_status_2(self, arguments, message):
        done = run("clean", *arguments)
        assert done.exit_code == 2
        assert message in done.stderr
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1

    def test_a_page_that_cannot_be_read_does_not_keep_the_others(self):
        done = run("clean", "missing.html", STORY)
        assert done.exit_code == 2
        assert FIRST in done.stdout

    def test_escapes_of_a_page_or_a_path_do_not_reach_the_terminal(self, tmp_path):
        (tmp_path / "a\x1b[31m.html").write_text(SMALL.replace("Sentence", "Sen\x1b[2Jtence\N{RIGHT-TO-LEFT OVERRIDE}"))
        done = run("clean", tmp_path / "a\x1b[31m.html", tmp_path / "[/red]\x9b.html", "--with-metadata")
        assert not {"\x1b", "\x9b", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(done.stdout + done.stderr)
        assert "[/red]" in done.stderr


@pytest.mark.parametrize("command", ["clean {} -o {}", "explain {} --html {}", "diff {} x --html {}"])
def test_no_command_writes_over_what_it_reads(tmp_path, command):
    (tmp_path / "a.html").write_text(SMALL)
    (tmp_path / "link").symlink_to("a.html")
    done = run(*command.format(tmp_path / "a.html", tmp_path / "link").split())
    assert (done.exit_code, "is both input and output" in done.stderr) == (2, True)
    assert (tmp_path / "a.html").read_text() == SMALL


class TestExplain:
    def test_every_block_has_its_line_with_the_decision_and_its_cause(self):
        done = run("explain", STORY)
        assert done.exit_code == 0
        kept = [line for line in done.stdout.splitlines() if line.startswith("keep")]
        assert any("The night ferry between" in line for line in kept)
        assert any(line.startswith("drop") and "Skip to main" in line for line in done.stdout.splitlines())

    def test_json_holds_the_blocks(self):
        told = json.loads(run("explain", STORY, "--format", "json").stdout)
        assert {"kept", "by", "reason", "score", "tag", "mark", "text"} == set(told["blocks"][0])

    def test_json_holds_the_article(self):
        told = json.loads(run("explain", STORY, "--format", "json").stdout)
        assert told["article"]["byline"] == "Ines Calloway"

    def test_a_record_of_a_dump_is_named_by_its_number(self, tmp_path):
        (tmp_path / "in.jsonl").write_text(json.dumps({"html": "<p>x"}) + "\n" + json.dumps({"html": SMALL}) + "\n")
        assert PARAGRAPHS[0] in run("clean", tmp_path / "in.jsonl#2").stdout

    def test_a_record_that_a_dump_does_not_have_is_an_error(self, tmp_path):
        (tmp_path / "in.jsonl").write_text(json.dumps({"html": "<p>x"}) + "\n" + json.dumps({"html": SMALL}) + "\n")
        done = run("explain", f"{tmp_path / 'in.jsonl'}#3")
        assert (done.exit_code, "no record 3" in done.stderr) == (2, True)

    def test_a_page_that_cannot_be_read_is_status_2(self):
        done = run("explain", "missing.html")
        assert (done.exit_code, "missing.html: cannot be read" in done.stderr) == (2, True)


class TestStreams:
    """As a shell sets them up."""

    @staticmethod
    def shell(command: str) -> subprocess.CompletedProcess[str]:
        words = f'"{sys.executable}" -m cleaner {command}'
        return subprocess.run(["sh", "-c", words], capture_output=True, text=True, timeout=60)

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
    def test_a_closed_standard_input_is_an_empty_one(self):
        done = self.shell("clean - <&-")
        assert (done.returncode, done.stderr) == (1, "cleaner: standard input: empty\n")

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
    def test_a_closed_standard_output_is_not_mistaken_for_a_file(self, tmp_path):
        out = tmp_path / "out.html"
        done = self.shell(f'explain "{STORY}" --html "{out}" >&- 2>&-')
        assert done.returncode == 0
        assert out.read_text("utf-8").rstrip().endswith("</html>")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("command", ["clean", "explain"])
    def test_a_full_disk_is_one_line_and_status_2(self, command):
        done = self.shell(f'{command} "{STORY}" >/dev/full')
        assert done.returncode == 2
        assert done.stderr == "cleaner: standard output: cannot be written: No space left on device\n"


class TestRules:
    def test_lint_says_what_it_finds_and_where(self, tmp_path):
        (tmp_path / "Example.com.toml").write_text("colour = 1\n")
        done = run("rules", "lint", tmp_path, "--fixtures", tmp_path)
        assert done.exit_code == 1
        assert f"{tmp_path / 'Example.com.toml'}" in done.stdout

    def test_lint_tells_that_it_has_notes(self, tmp_path):
        (tmp_path / "a.example.toml").write_text('[[layout]]\ncontent = ["article"]\n')
        done = run("rules", "lint", tmp_path, "--fixtures", tmp_path / "none")
        assert (done.exit_code, done.stdout) == (0, "0 findings in 1 rule; 1 note, shown with --notes\n")
        assert (
            "what the rule does is not known" in run("rules", "lint", tmp_path, "--fixtures", "none", "--notes").stdout
        )

    def test_a_missing_folder_is_status_2(self):
        assert run("rules", "lint", "missing").exit_code == 2


@pytest.mark.parametrize(
    "command",
    ["", "clean", "batch", "explain", "diff", "rules", "rules lint", "fixtures", "fixtures check", "fixtures fix"],
)
def test_help_is_there_for_every_command(command):
    done = run(*command.split(), "--help")
    assert (done.exit_code, "Usage:" in done.stdout) == (0, True)


def test_version_is_printed():
    assert run("--version").stdout.startswith("cleaner 0.")


def test_the_version_says_that_the_loops_are_compiled(monkeypatch):
    monkeypatch.setattr("cleaner.page.compiled.missing", lambda parser: "")
    assert run("--version").stdout.endswith(" (compiled)\n")


def test_the_version_says_why_the_loops_are_not_compiled(monkeypatch):
    monkeypatch.setattr("cleaner.page.compiled.WRITTEN_FOR", "0.0.1")
    assert "Python's run instead: selectolax " in run("--version").stdout
    assert "they are written for 0.0.1)" in run("--version").stdout


@pytest.mark.parametrize(
    ("url", "told"), [("foo", True), ("example.com/a", True), ("https:///a", True), ("https://example.com/a", False)]
)
def test_a_url_without_scheme_and_host_is_told(url, told, tmp_path):
    (tmp_path / "p.html").write_text("<p>A page.</p>")
    result = CliRunner().invoke(app, ["clean", str(tmp_path / "p.html"), "--url", url])
    assert (f"--url {url}: is no absolute URL" in result.stderr) == told
