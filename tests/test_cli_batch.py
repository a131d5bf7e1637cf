"""`cleaner batch` as a user calls it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import DUMP, PARAGRAPHS, SMALL, STORY, rows, run
from environment import with_path


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

    def test_pictures_stand_in_their_places_on_request(self, tmp_path):
        page = SMALL.replace("</article>", "<p><img src='/pier.jpg' alt='A pier'></p><p>After the pier.</p></article>")
        (tmp_path / "in.jsonl").write_text(json.dumps({"html": page, "url": "https://a.example/1"}))
        for options, has_picture in (((), False), (("--images",), True)):
            run("batch", tmp_path / "in.jsonl", "-o", tmp_path / f"{has_picture}.jsonl", "--add", "markdown", *options)
            (row,) = rows(tmp_path / f"{has_picture}.jsonl")
            assert ("![A pier](https://a.example/pier.jpg)" in row["markdown"]) == has_picture

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
