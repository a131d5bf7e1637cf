"""`rules test`, `rules coverage`, `rules schema`, and what a person can do wrong with rule files."""

import gzip
import json
import re
import tomllib
from pathlib import Path

import pytest
from hosts import page, url
from test_dumps_warc import http, warc
from typer.testing import CliRunner

from cleaner import Cleaner
from cleaner.cli import app
from cleaner.errors import RuleError
from cleaner.rules.book import RuleBook
from cleaner.tooling.fixtures.expected import Expected, expect, write_expected
from cleaner.tooling.rules.json_schema import rule_schema

ROOT = Path(__file__).parents[1]
RULE = '[[layout]]\nname = "story"\ncontent = [".story-body"]\ndrop = [".story-promo", ".never"]\n'


@pytest.fixture
def project(tmp_path):
    """A folder with a rule and a fixture that is as expected."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "shoreline.example.toml").write_text(RULE)
    place = tmp_path / "fixtures" / "shoreline.example"
    place.mkdir(parents=True)
    (place / "ferry.html").write_text(page(1))
    trace = Cleaner(tmp_path / "rules").trace(page(1), url(1))
    (place / "ferry.md").write_bytes(write_expected(expect(trace, Expected({"url": url(1)}))))
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["rules", *map(str, arguments)])


def test_a_fixture_that_comes_out_as_expected_is_ok(project):
    done = run("test", project / "rules", "--fixtures", project / "fixtures")
    assert done.exit_code == 0, done.output
    assert "ok      shoreline.example/ferry  (sites/shoreline.example, alone 1.00)" in done.stdout


def test_a_difference_is_shown_line_by_line(project):
    golden = project / "fixtures" / "shoreline.example" / "ferry.md"
    golden.write_text(golden.read_text() + "\nA line that is not there.\n")
    done = run("test", project / "rules", "--fixtures", project / "fixtures")
    assert done.exit_code == 1
    assert "- A line that is not there." in done.stdout
    assert "1 of 1 fixture not as expected" in done.stdout


def test_fixtures_check_tells_the_same_of_the_rule_alone(project, monkeypatch):
    (project / ".cleaner.toml").write_text('rules = ["rules"]\n[fixtures]\npages = ["fixtures/*/*.html"]\n')
    monkeypatch.chdir(project)
    checked = CliRunner().invoke(app, ["fixtures", "check", "--rule-alone"])
    assert checked.stdout == run("test").stdout
    assert "alone 1.00" in checked.stdout


@pytest.fixture
def latin(project):
    """The project with a page that is not UTF-8, as its expected file says."""
    place = project / "fixtures" / "shoreline.example"
    story = page(1).replace("<p>", "<p>Le conseil privé: ").replace("</head>", '<meta charset="iso-8859-15"></head>')
    (place / "ferry.html").write_bytes(story.encode("iso-8859-15", "xmlcharrefreplace"))
    trace = Cleaner(project / "rules").trace((place / "ferry.html").read_bytes(), url(1))
    assert "privé" in trace.article.text
    (place / "ferry.md").write_bytes(write_expected(expect(trace, Expected({"url": url(1)}))))
    return project


def test_rules_test_reads_a_page_that_is_not_utf_8(latin):
    done = run("test", latin / "rules", "--fixtures", latin / "fixtures")
    assert (done.exit_code, "1 fixture as expected" in done.stdout) == (0, True), done.output


def test_rules_lint_reads_a_page_that_is_not_utf_8(latin):
    (latin / "rules" / "shoreline.example.toml").write_text(RULE.replace(', ".never"', ""))
    done = run("lint", latin / "rules", "--fixtures", latin / "fixtures")
    assert (done.exit_code, done.stdout) == (0, "0 findings in 1 rule\n"), done.output


def test_a_host_without_fixtures_is_wrong_usage(project):
    assert run("test", project / "rules", "--fixtures", project / "fixtures", "--host", "a.example").exit_code == 2


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "pages.jsonl"
    rows = [{"url": url(n), "html": page(n)} for n in range(3)] + [{"url": "https://b.example/1", "html": page(9)}]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_coverage_tells_what_struck(project, dump):
    done = run("coverage", dump, "--rules", project / "rules")
    assert done.exit_code == 0, done.output
    told = r"sites/shoreline\.example: 3 pages, took part in 3, changed \d+\.\d% of the words, stale on 0\n"
    assert re.search(told, done.stdout)
    assert "matched nowhere: .never" in done.stdout


def test_coverage_tells_which_hosts_have_no_rule(project, dump):
    told = run("coverage", dump, "--rules", project / "rules").stdout
    assert "hosts without a rule 1, where a rule would pay most first:" in told
    assert re.search(r"^ +1 +0\.\d\d +\d+%  b\.example$", told, re.MULTILINE)


def test_coverage_takes_saved_pages_for_those_of_the_site_that_they_name(project):
    saved = project / "saved"
    saved.mkdir()
    for number in range(3):
        canonical = f'<link rel="canonical" href="{url(number)}">' if number else ""
        (saved / f"{number}.html").write_text(page(number).replace("<head>", f"<head>{canonical}", 1))
    told = run("coverage", saved, "--rules", project / "rules").stdout
    assert told.startswith("pages 3, of sites with a rule 2, failed 0\npages that tell no address 1, ")
    assert "sites/shoreline.example: 2 pages, took part in 2, changed " in told


def test_coverage_counts_pages_as_batch_does(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    records = [
        warc(http(page(1).encode()), uri=url(1)),
        warc(http(b"gone", status="404 Not Found"), uri=url(2)),
        warc(b"GET / HTTP/1.1\r\n\r\n", uri=url(3), kind="request"),
        warc(
            http(b"User-agent: *", headers={"Content-Type": "text/plain"}),
            uri="https://www.shoreline.example/robots.txt",
        ),
    ]
    path.write_bytes(b"".join(map(gzip.compress, records)))
    runner = CliRunner()
    batch = runner.invoke(app, ["batch", str(path), "-o", str(tmp_path / "out.jsonl"), "--quiet", "--jobs", "1"]).stdout
    counted = run("coverage", path).stdout
    pages = re.search(r"pages +(\d+)", batch)[1]
    skipped = re.search(r"besides, (\d+) records are no pages", batch)[1]
    assert counted.startswith(f"pages {pages}, ")
    assert f"\nskipped {skipped}, which are no pages: " in counted


TEXTS = [{"url": url(n), "text": "The ferry has come in, and the mail is on the quay.\n\n" * 4} for n in range(2)]


def test_coverage_tells_that_no_selector_can_match_in_texts(project):
    (project / "texts.jsonl").write_text("\n".join(map(json.dumps, TEXTS)))
    told = run("coverage", project / "texts.jsonl", "--rules", project / "rules").stdout
    assert "pages that are text without markup 2: no selector can match, only a pattern of texts" in told
    assert "instead of the output of a batch give the pages that it was made from" in told
    assert "sites/shoreline.example: 2 pages, 2 of them text, took part in 0, " in told
    assert "matched nowhere" not in told


def test_coverage_tells_how_many_pages_are_text(project):
    (project / "mixed.jsonl").write_text("\n".join(map(json.dumps, [*TEXTS, {"url": url(3), "html": page(3)}])))
    told = run("coverage", project / "mixed.jsonl", "--rules", project / "rules").stdout
    assert "sites/shoreline.example: 3 pages, 2 of them text, took part in 1, " in told
    assert "matched nowhere: .never" in told


def test_coverage_says_nothing_of_text_where_there_is_none(project, dump):
    assert "without markup" not in run("coverage", dump, "--rules", project / "rules").stdout


def test_coverage_puts_the_host_first_where_the_heuristic_is_weak_or_the_pages_are_many(tmp_path):
    weak = (
        "<html><body>"
        + "".join(f"<div><a href=/{n}>Link {n}</a> and a word</div>" for n in range(60))
        + "</body></html>"
    )
    rows = [{"url": url(n), "html": page(n)} for n in range(3)] + [{"url": "https://weak.example/1", "html": weak}]
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, rows)))

    def order(by):
        told = run("coverage", tmp_path / "d.jsonl", "--by", by).stdout
        return re.findall(r"%  (\S+)$", told, re.MULTILINE)

    assert order("pages") == ["shoreline.example", "weak.example"]
    assert order("weakness") == ["weak.example", "shoreline.example"]


def test_coverage_names_a_host_as_its_rule_would_be_named(tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps({"url": "https://www.b\u00fccher.example/1", "html": page(1)}))
    assert re.search(r"%  (\S+)$", run("coverage", tmp_path / "d.jsonl").stdout, re.MULTILINE)[1] == (
        "xn--bcher-kva.example"
    )


def test_a_stale_rule_is_told(project, dump):
    (project / "rules" / "shoreline.example.toml").write_text('[[layout]]\ncontent = [".old-body"]\n')
    done = run("coverage", dump, "--rules", project / "rules")
    assert done.exit_code == 1
    assert "stale on 3  STALE" in done.stdout


def test_a_rule_for_another_host_is_not_asked(project):
    assert Cleaner(project / "rules").clean(page(1), "https://shoreline.example.org/a").rule is None


def test_plain_texts_of_a_site_lose_the_lines_its_rule_knows(tmp_path):
    (tmp_path / "shoreline.example.toml").write_text(
        "[[layout]]\ndrop_text = [{ like = 'The tide table is on page two, as it is every day of the year.' }]\n"
    )
    story = [f"The council met again on day {n}, and it agreed to keep the old ferry running." for n in range(6)]
    text = "\n".join([*story[:3], "The tide table is on page two, as it is every day of the year.", *story[3:]])
    free, ruled = (Cleaner(rules).clean_text(text, url(1)) for rules in (None, tmp_path))
    assert ("tide table" in free.text, "tide table" in ruled.text) == (True, False)
    assert ruled.rule == "sites/shoreline.example"


def test_the_schema_knows_every_key_that_bundled_rules_use():
    printed = json.loads(run("schema").stdout)
    assert printed == rule_schema()
    layout = printed["$defs"]["layout"]["properties"]
    for path in sorted((ROOT / "rules").rglob("*.toml"))[::10]:
        data = tomllib.loads(path.read_text("utf-8"))
        assert set(data) <= set(printed["properties"]), path
        assert all(set(table) <= set(layout) for table in data.get("layout", [])), path


def test_a_draft_is_tried_before_the_rules_that_are_there(project):
    book = RuleBook.of(project / "rules")
    draft = book.site("shoreline.example")
    other = RuleBook.empty().trying(draft)
    assert other.site("www.shoreline.example") is draft
    assert book.trying().site("shoreline.example").name == draft.name


def write_unusable(path: Path, make: str) -> None:
    """A rule file that is too large, a link, or not as rule files are."""
    if make == "big":
        path.write_text("# " + "x" * 1_000_000)
    elif make == "link":
        path.symlink_to("/etc/hostname")
    else:
        path.write_text("[[layout]]\ncontnet = ['.x']\n")


@pytest.mark.parametrize("make", ["big", "link", "typo"])
def test_a_rule_file_that_cannot_be_used_is_an_error_that_names_it(project, make):
    write_unusable(project / "rules" / "x.example.toml", make)
    with pytest.raises(RuleError, match=r"x\.example\.toml"):
        RuleBook.of(project / "rules")


@pytest.mark.parametrize("make", ["big", "link", "typo"])
def test_lint_names_a_rule_file_that_cannot_be_used(project, make):
    write_unusable(project / "rules" / "x.example.toml", make)
    done = run("lint", project / "rules", "--fixtures", project / "fixtures")
    assert (done.exit_code, "x.example.toml" in done.stdout) == (1, True)
