"""Wrong values of options: status 2, and a message that names the option and what is allowed, or was meant."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cleaner.cli import app


@pytest.mark.parametrize(
    ("arguments", "option", "message"),
    [
        (
            "clean x --format mardown",
            "--format",
            "'mardown' is none of text, markdown, html, json; did you mean markdown?",
        ),
        ("clean x --judge trafi", "--judge", "'trafi' is none of cleaner, trafilatura"),
        ("explain x --format tabel", "--format", "'tabel' is none of table, json; did you mean table?"),
        ("explain x --judge me", "--judge", "'me' is none of cleaner, trafilatura"),
        ("diff a b --key idd", "--key", "'idd' is none of id, url; did you mean id?"),
        ("diff a b --limit -1", "--limit", "greater than or equal to 0"),
        ("diff a b --jobs 0", "--jobs", "greater than or equal to 1"),
        ("batch x --format jsonx", "--format", "'jsonx' is none of jsonl, jsonl.gz, "),
        ("batch x --name-from urll", "--name-from", "'urll' is none of path, url, id, hash; did you mean url?"),
        ("batch x --add mrkdown", "--add", "'mrkdown' is none of markdown, html, loose; did you mean markdown?"),
        ("batch x --judge cleanr", "--judge", "'cleanr' is none of cleaner, trafilatura; did you mean cleaner?"),
        ("batch x --jobs 0", "--jobs", "greater than or equal to 1"),
        ("batch x --jobs two", "--jobs", "a valid integer"),
        ("batch x --shard-size 0", "--shard-size", "greater than or equal to 1"),
        ("batch x --timeout 0", "--timeout", "'0' is not a number from 0.1 on"),
        ("batch x --timeout nan", "--timeout", "'nan' is not a number from 0.1 on"),
        ("batch x --timeout inf", "--timeout", "'inf' is not a number from 0.1 on"),
        ("batch x --http-status 20", "--http-status", "greater than or equal to 100"),
        ("rules learn x --least 1", "--least", "greater than or equal to 2"),
        ("rules import ftrr x -o y", "FORMAT", "'ftrr' is none of ftr; did you mean ftr?"),
        ("batch x -o o.jsonl --select titel", "--select titel", "no such column; the columns are: id, "),
        ("batch x -o o.jsonl --select titel", "--select titel", "; did you mean title?"),
        ("batch x -o o.jsonl --max-size 2Q", "--max-size 2Q", "not a size"),
        ("diff a b --column confidnce", "--column confidnce", "; did you mean confidence?"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_allowed(tmp_path, monkeypatch, arguments, option, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text("<html><p>A page.</p></html>")
    done = CliRunner().invoke(app, arguments.split())
    assert done.exit_code == 2
    assert option in done.stderr
    assert message in done.stderr
    assert "Value error" not in done.stderr


@pytest.mark.parametrize("option", [["--format", "MARKDOWN"], ["--format", "text"]])
def test_a_name_may_be_written_in_capitals(tmp_path, option):
    (tmp_path / "x.html").write_text("<html><p>A page.</p></html>")
    assert CliRunner().invoke(app, ["clean", str(tmp_path / "x.html"), *option]).exit_code in {0, 1}
