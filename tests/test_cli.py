from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from environment import with_path
from typer.testing import CliRunner

from cleaner.cli import app

DUMP = Path(__file__).parent / "fixtures" / "dump"
STORY = DUMP / "harbour-ferry.html"
FIRST = "The night ferry between Port Ellery and the outer islands will sail again"
PARAGRAPHS = [
    f"Sentence {word} stands in the body of the page, and it is long enough to be one. It has a second one after it."
    for word in ("one", "two", "three", "four", "five")
]
STORY_OF_FIVE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
SMALL = f"<html><title>Small page</title><body><article>{STORY_OF_FIVE}</article></body></html>"


def run(*arguments: str | Path, stdin: bytes | None = None):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


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


class TestBatch:
    def test_the_sample_dump_gives_a_row_for_each_page_and_a_summary(self, tmp_path):
        done = run("batch", DUMP, "--output", tmp_path / "out.jsonl")
        assert done.exit_code == 0
        assert [row["id"] for row in rows(tmp_path / "out.jsonl")] == sorted(path.name for path in DUMP.iterdir())
        assert done.stdout.startswith("pages            9   in ")
        assert "empty" in done.stdout

    def test_several_inputs_are_read_one_after_the_other(self, tmp_path):
        run("batch", STORY, DUMP / "seed-vault.txt", "--output", tmp_path / "out.jsonl", "-j", 1)
        assert [row["source"] for row in rows(tmp_path / "out.jsonl")] == [str(STORY), str(DUMP / "seed-vault.txt")]

    def test_failures_are_in_the_output_and_in_the_file_of_errors_and_status_1(self, tmp_path):
        lines = [json.dumps({"html": SMALL, "url": "https://a.example/1"}), "{broken", json.dumps({"title": "x"})]
        (tmp_path / "in.jsonl").write_text("\n".join(lines))
        done = run("batch", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--errors", tmp_path / "errors.jsonl")
        assert done.exit_code == 1
        assert [row["status"] for row in rows(tmp_path / "out.jsonl")] == ["ok", "failed", "failed"]
        assert [row["position"] for row in rows(tmp_path / "errors.jsonl")] == [2, 3]
        assert set(rows(tmp_path / "errors.jsonl")[0]) == {"id", "url", "source", "position", "status", "reason"}

    def test_further_renderings_are_columns(self, tmp_path):
        run("batch", STORY, "-o", tmp_path / "out.jsonl", "--add", "markdown", "--add", "html")
        (row,) = rows(tmp_path / "out.jsonl")
        assert "## What a berth will cost" in row["markdown"]
        assert "<h2>What a berth will cost</h2>" in row["html"]

    def test_columns_can_be_named(self, tmp_path):
        pq = pytest.importorskip("pyarrow.parquet")
        table = pytest.importorskip("pyarrow").table({"seite": [SMALL], "wo": ["https://a.example/"], "nr": [7]})
        pq.write_table(table, tmp_path / "in.parquet")
        options = ("--html-column", "seite", "--url-column", "wo", "--id-column", "nr")
        done = run("batch", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet", *options)
        (row,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
        assert done.exit_code == 0
        assert (row["id"], row["url"], row["text"]) == ("7", "https://a.example/", "\n".join(PARAGRAPHS))

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["missing", "-o", "out.jsonl"], "missing: there is no such file"),
            ([DUMP, "-o", "out.csv"], "out.csv: cannot tell the kind of output"),
            ([STORY, "-o", STORY], "is both input and output"),
            ([STORY, "-o", "a.jsonl", "--errors", "a.jsonl"], "cannot go to the same file"),
        ],
    )
    def test_wrong_usage_is_one_line_and_status_2(self, tmp_path, monkeypatch, arguments, message):
        monkeypatch.chdir(tmp_path)
        done = run("batch", *arguments)
        assert (done.exit_code, message in done.stderr) == (2, True)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    def test_a_run_that_is_stopped_leaves_no_output_and_no_worker(self, tmp_path, sent, status):
        # Reading stands still, as on a slow disk, so that the signal comes in the middle of the run.
        code = (
            "import signal, sys, time; from cleaner.dumps import Dump; real = Dump.pack\n"
            # Shells start background jobs, such as a test run, with Ctrl-C ignored.
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "def slow(*args):\n"
            "    yield from real(*args); print('running', flush=True); time.sleep(600)\n"
            "Dump.pack = slow\n"
            "from cleaner.cli import app; app(['batch', sys.argv[1], '-o', sys.argv[2]])"
        )
        command = [sys.executable, "-c", code, str(STORY), str(tmp_path / "out.jsonl")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout
                assert process.stdout.readline() == "running\n"
                process.send_signal(sent)
                _, errors = process.communicate(timeout=60)
            finally:
                process.kill()
        assert process.returncode == status
        assert "Traceback" not in errors
        assert list(tmp_path.iterdir()) == []

    def test_ctrl_c_says_what_is_safe_and_how_to_go_on(self, tmp_path):
        (tmp_path / "in.jsonl").write_text("".join(json.dumps({"html": SMALL}) + "\n" for _ in range(5)))
        code = (
            "import signal, sys, time, cleaner.batch.job as job; from batch_doubles import supervise_here\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "def slow(*args):\n"
            "    for number, outcome in enumerate(supervise_here(*args)):\n"
            "        if number == 4: print('running', flush=True); time.sleep(600)\n"
            "        yield outcome\n"
            "job.supervise = slow\n"
            "from cleaner.cli import app; app(sys.argv[1:])"
        )
        options = ["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), "--shard-size", "2"]
        here = with_path(Path(__file__).parent)
        with subprocess.Popen(
            [sys.executable, "-c", code, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=here
        ) as process:
            assert process.stdout
            process.stdout.readline()
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=60)
        assert process.returncode == 130
        assert f"stopped; 4 pages are safe, go on with: cleaner {' '.join(options)} --resume" in errors
        assert run(*options, "--resume").exit_code == 0
        assert len(rows(tmp_path / "out.jsonl")) == 5

    def test_a_finished_run_that_is_resumed_counts_nothing(self, tmp_path):
        (tmp_path / "a.html").write_text("<p>A page.</p>")
        options = ["batch", str(tmp_path / "a.html"), "-o", str(tmp_path / "out.jsonl")]
        assert run(*options).stdout.startswith("pages            1")
        assert run(*options, "--resume").stdout == ""

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (["--max-memory", "much"], "--max-memory much: not a size"),
            (["--only", "confidence"], "not a condition"),
            (["--format", "parquet"], "do not go together"),
            (["--from", "missing"], "--from missing: cannot be read"),
        ],
    )
    def test_wrong_options_are_one_line_and_status_2(self, tmp_path, options, message):
        done = run("batch", STORY, "-o", tmp_path / "out.jsonl", *options)
        assert (done.exit_code, message in done.stderr) == (2, True)

    def test_inputs_can_be_listed_in_a_file(self, tmp_path):
        (tmp_path / "list").write_text(f"{STORY}\n\n{DUMP / 'empty.html'}\n")
        run("batch", "--from", tmp_path / "list", "-o", tmp_path / "out.jsonl", "--select", "id", "-q")
        assert [row["id"] for row in rows(tmp_path / "out.jsonl")] == [STORY.name, "empty.html"]

    def test_names_in_a_list_may_hold_anything_but_line_feeds(self, tmp_path):
        names = ["a\u2028b.html", "c\x0cd.html", "\udcff.html"]
        for name in names:
            (tmp_path / name).write_text(SMALL)
        listed = "".join(f"{tmp_path / name}\r\n" for name in names)
        (tmp_path / "list").write_bytes(b"\xef\xbb\xbf" + os.fsencode(listed))
        done = run("batch", "--from", tmp_path / "list", "-o", tmp_path / "out.jsonl", "-q", "--select", "status")
        assert (done.exit_code, [row["status"] for row in rows(tmp_path / "out.jsonl")]) == (0, ["ok"] * 3)

    @pytest.mark.parametrize("raw", [b"\x1f\x8b\x08\0\0\xff\n", b'{"html": "' + b"x" * 9000 + b'"}\n'])
    def test_a_list_that_is_none_is_told_without_what_it_holds(self, tmp_path, raw):
        (tmp_path / "list").write_bytes(raw)
        done = run("batch", "--from", tmp_path / "list", "-o", tmp_path / "out.jsonl")
        assert done.exit_code == 2
        assert done.stderr == f"cleaner: --from {tmp_path / 'list'}: line 1 is no path; a list has one input a line\n"

    def test_standard_input_is_not_read_twice(self, tmp_path):
        done = run("batch", "--from", "-", "-", "-o", tmp_path / "out.jsonl", stdin=bytes(STORY))
        assert (done.exit_code, "standard input can be read only once" in done.stderr) == (2, True)

    def test_memory_that_no_worker_can_live_with_is_told(self, tmp_path):
        done = run("batch", STORY, "-o", tmp_path / "out.jsonl", "--max-memory", "10", "-q")
        assert done.exit_code == 2
        assert "1 MB of memory (--max-memory) are too few, one of them needs " in done.stderr
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("inputs", [[STORY, "missing"], ["missing"]])
    def test_what_is_told_to_machines_is_json(self, tmp_path, inputs):
        done = run("batch", *inputs, "-o", tmp_path / "out.jsonl", "--log-json")
        told = [json.loads(line) for line in done.stderr.splitlines()]
        assert told[0]["event"] == ("warning" if len(inputs) > 1 else "error")
        assert told[0]["message"] == "missing: there is no such file"

    @pytest.mark.parametrize(
        ("options", "told"),
        [(["--with-metadata"], True), (["--name-from", "id"], True), (["--name-from", "path"], False)],
    )
    def test_options_for_files_of_articles_are_told_where_there_are_none(self, tmp_path, options, told):
        done = run("batch", STORY, "-o", tmp_path / "out.jsonl", *options)
        assert ("change nothing without --format txt|md|html" in done.stderr) == told

    def test_a_report_that_cannot_be_written_is_told_before_the_run(self, tmp_path):
        (tmp_path / "file").touch()
        done = run("batch", STORY, "-o", tmp_path / "out.jsonl", "--report", tmp_path / "file" / "report.html", "-q")
        assert (done.exit_code, (tmp_path / "out.jsonl").exists()) == (2, False)

    def test_a_report_is_written_when_asked_for(self, tmp_path):
        run("batch", STORY, "-o", tmp_path / "out.jsonl", "--report", tmp_path / "report.html", "-q")
        assert "harbour-ferry.html" in (tmp_path / "report.html").read_text()


class TestExplain:
    def test_every_block_has_its_line_with_the_decision_and_its_cause(self):
        done = run("explain", STORY)
        assert done.exit_code == 0
        kept = [line for line in done.stdout.splitlines() if line.startswith("keep")]
        assert any("The night ferry between" in line for line in kept)
        assert any(line.startswith("drop") and "Skip to main" in line for line in done.stdout.splitlines())

    def test_json_holds_blocks_and_article(self):
        told = json.loads(run("explain", STORY, "--format", "json").stdout)
        assert {"kept", "by", "reason", "score", "tag", "mark", "text"} == set(told["blocks"][0])
        assert told["article"]["byline"] == "Ines Calloway"

    def test_a_record_of_a_dump_is_named_by_its_number(self, tmp_path):
        (tmp_path / "in.jsonl").write_text(json.dumps({"html": "<p>x"}) + "\n" + json.dumps({"html": SMALL}) + "\n")
        assert PARAGRAPHS[0] in run("clean", tmp_path / "in.jsonl#2").stdout
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


def test_the_version_says_that_the_loops_are_compiled_or_why_not(monkeypatch):
    monkeypatch.setattr("cleaner.page.compiled.WRITTEN_FOR", "0.0.1")
    assert "Python's run instead: selectolax " in run("--version").stdout
    assert "they are written for 0.0.1)" in run("--version").stdout
    monkeypatch.setattr("cleaner.page.compiled.missing", lambda parser: "")
    assert run("--version").stdout.endswith(" (compiled)\n")


@pytest.mark.parametrize(
    ("url", "told"), [("foo", True), ("example.com/a", True), ("https:///a", True), ("https://example.com/a", False)]
)
def test_a_url_without_scheme_and_host_is_told(url, told, tmp_path):
    (tmp_path / "p.html").write_text("<p>A page.</p>")
    result = CliRunner().invoke(app, ["clean", str(tmp_path / "p.html"), "--url", url])
    assert (f"--url {url}: is no absolute URL" in result.stderr) == told
