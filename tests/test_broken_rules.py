"""A rule broken in each of many ways: the hooks of a commit that does it fail, and say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixture_project import expected, page
from test_hooks import hook
from typer.testing import CliRunner

from cleaner.cli import app
from cleaner.errors import RuleError
from cleaner.rules.read import MAX_FAULTS, load_rule, read_rule

SETTINGS = """rules = ["rules"]
[fixtures]
pages = ["pages/*/*.html"]
"""
GOOD = """[[layout]]
content = ["article"]
drop = [".share"]
drop_text = [{ like = "Follow us on the weir *", zone = "tail" }]
title = ["h1"]
"""
RULE = Path("rules/sites/a.example.toml")
PAGE = Path("pages/a.example/one.html")
EXTRAS = '<div class="share">Share this</div><p>Follow us on the weir and beyond it.</p></article>'
STORY = page().replace("</article>", EXTRAS).replace("<nav>", '<nav class="top"><div class="teaser">The weir</div>')


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A project whose only rule and fixture have no faults."""
    monkeypatch.chdir(tmp_path)
    for path in (RULE, PAGE):
        path.parent.mkdir(parents=True)
    Path(".cleaner.toml").write_text(SETTINGS)
    RULE.write_text(GOOD)
    PAGE.write_text(STORY)
    PAGE.with_suffix(".md").write_text(expected(url="https://a.example/one", rules="sites/a.example"))


def commit(*paths: Path) -> tuple[bool, str]:
    """Whether the hooks let a commit of these files pass, and what they say."""
    runs = [hook(name, *map(str, paths)) for name in ("cleaner-fixtures", "cleaner-rules")]
    return all(run.exit_code == 0 for run in runs), "".join(run.output for run in runs)


def test_a_rule_without_faults_passes(repository):
    is_passed, told = commit(RULE)
    assert is_passed, told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("drop =", "dropp =", "a.example.toml:3: a layout has no key `dropp`; the nearest is `drop`"),
        ('["article"]', '["article"', "a.example.toml:3: is not TOML"),
        ('".share"', '".share >"', "a.example.toml:3: "),
        ('"article"', '".story-2019"', "a.example.toml:2: content '.story-2019': matches nothing"),
        ('"article"', '".teaser"', "a.example.toml:2: content '.teaser': matches 1 element with 8 characters"),
        ('"article"', '"article p:nth-of-type(-n+2)"', "words that the heuristic keeps, and is trusted from half"),
        ('".share"', '".sharing"', "a.example.toml:3: .sharing: matches nothing on the fixtures; mend it"),
        ('".share"', '".top"', "a.example.toml:3: .top: matches only outside the layout's content"),
        ('".share"', '"article > p"', "one.html: cleans to something else"),
        ("the weir *", "the dam *", "a.example.toml:4: Follow us on the dam *: matches nothing on the fixtures"),
        ('"h1"', '"h2"', "a.example.toml:5: h2: matches nothing on the fixtures"),
        ('"article"', '"body"', "a.example.toml:2: body: holds the whole page; name what holds the story"),
        ('".share"', '".css-1x2y3z"', "'css-1x2y3z' is made by a build tool"),
        ("[[layout]]", "[[layout]]\n[[layout]]", "layout 2 is never reached"),
        (GOOD, 'same_as = "b.example"\n', "same_as = 'b.example' names no rule"),
        (GOOD, GOOD.replace("content", "valid_until = 2020-01-31\ncontent"), "valid_until 2020-01-31: ended before"),
    ],
)
def test_a_broken_rule_is_stopped_with_what_to_do(repository, old, new, told):
    assert old in GOOD
    RULE.write_text(GOOD.replace(old, new))
    if "valid_until" in new:
        file = PAGE.with_suffix(".md")
        file.write_text(file.read_text().replace("url:", "crawled: 2024-05-01\nurl:", 1))
    is_passed, found = commit(RULE)
    assert not is_passed
    assert told in found, found


def test_a_rule_that_is_moved_to_another_host_is_missed_by_its_fixture(repository):
    moved = RULE.with_name("b.example.toml")
    RULE.rename(moved)
    is_passed, told = commit(moved)
    assert not is_passed
    assert "b.example.toml: no fixture: expected a page in a folder b.example/" in told
    assert "pages are " in told


def test_a_fixture_whose_address_finds_no_rule_is_stopped(repository):
    file = PAGE.with_suffix(".md")
    file.write_text(expected(url="https://a.example.org/one"))
    is_passed, told = commit(file)
    assert not is_passed
    assert "(no rule): `url: https://a.example.org/one` is on no site with a rule; give one.md the page's" in told


def test_a_page_of_a_new_layout_makes_the_rule_stale(repository):
    PAGE.write_text(STORY.replace("article>", "section>"))
    is_passed, told = commit(PAGE)
    assert not is_passed
    assert "rule_stale: the rule of its host takes no part in it" in told
    assert "rules/sites/a.example.toml:2: content 'article': matches nothing" in told
    assert "cleaner explain pages/a.example/one.html --url https://a.example/one --rules rules" in told


def test_a_stale_rule_is_not_mended_by_writing_expected_files(repository):
    PAGE.write_text(STORY.replace("article>", "section>"))
    for _ in range(2):
        done = CliRunner().invoke(app, ["fixtures", "fix"])
        assert (done.exit_code, "rule_stale" in done.stdout) == (1, True)


def test_rules_test_says_so_too(repository):
    RULE.write_text(GOOD.replace('"article"', '".story-2019"'))
    done = CliRunner().invoke(app, ["rules", "test"])
    assert (done.exit_code, "content '.story-2019': matches nothing" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    "written",
    [
        "".join(f"a{number} = 1\n" for number in range(15_000)),
        "[[layout]]\nx = 1\n" * 12_000,
        "[[layout]]\ndrop = [" + ",".join(f'".a{number}["' for number in range(15_000)) + "]\n",
    ],
    ids=["keys", "layouts", "selectors"],
)
def test_of_a_rule_with_very_many_faults_some_are_told(tmp_path, written):
    (tmp_path / "a.example.toml").write_text(written)
    rule, faults = read_rule(tmp_path / "a.example.toml")
    assert (rule, len(faults)) == (None, MAX_FAULTS)


def test_a_rule_with_very_many_faults_is_an_error_at_the_first(tmp_path):
    (tmp_path / "a.example.toml").write_text("".join(f"a{number} = 1\n" for number in range(300)))
    with pytest.raises(RuleError, match=r"a\.example\.toml:1: a rule has no key `a0`"):
        load_rule(tmp_path / "a.example.toml")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('".share"', "\"//div[@class='share']\"", "a.example.toml:3: lexbor cannot parse the selector"),
        ('".share"', "\"//div[@class='share']\"", "that is XPath; a selector is CSS"),
        ('".share"', '".share:foo(2)"', "it may not know the pseudo-class; use tags, classes, ids and attributes"),
        ('".share"', '".share, "', "a part of it is empty; name an element there, or take it out"),
        ('".share"', '""', "`drop` is a list of texts, and one says nothing; fill it in, or take it out"),
        ('".share"', '".share", ".share"', "a.example.toml:3: .share: stands in `drop` more than once; take one out"),
        ('[".share"]', "[]", "a.example.toml:3: `drop` is empty; say what it finds, or take the line out"),
        ('["article"]', "[]", "a.example.toml:2: `content` is empty; say what it finds, or take the line out"),
        (
            '"h1"]\n',
            '"h1"]\n[[layout]]\ncontent = ["main > article"]\n',
            "a.example.toml:6: layout 2 is never used: one before it takes the fixtures that it fits",
        ),
    ],
)
def test_what_is_idle_or_of_another_dialect_is_stopped_with_what_to_do(repository, old, new, told):
    assert old in GOOD
    PAGE.write_text(STORY.replace("<article>", "<main><article>").replace("</article>", "</article></main>"))
    RULE.write_text(GOOD.replace(old, new))
    is_passed, found = commit(RULE)
    assert not is_passed
    assert told in found, found


def test_a_rule_in_latin_1_is_stopped_with_its_line(repository):
    RULE.write_bytes(GOOD.replace("weir", "wéir").encode("latin-1"))
    is_passed, told = commit(RULE)
    assert not is_passed
    assert "a.example.toml:4: is not UTF-8: byte 0xE9 stands here; save the file as UTF-8" in told


@pytest.mark.parametrize("written", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n")], ids=["mark", "line ends"])
def test_a_rule_as_other_editors_write_it_passes(repository, written):
    RULE.write_bytes(written.encode())
    is_passed, told = commit(RULE)
    assert is_passed, told


def test_the_lines_of_a_rule_with_a_byte_order_mark_are_told(repository):
    RULE.write_text("\ufeff" + GOOD.replace("[[layout]]", "[[layout]]\n[[layout]]"))
    is_passed, told = commit(RULE)
    assert not is_passed
    assert "a.example.toml:2: layout 2 is never reached" in told


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("a.example:8080", "a.example"),
        ("A.Example", "a.example"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_file_name_that_is_no_host_is_told_the_right_one(repository, name, host):
    moved = RULE.with_name(f"{name}.toml")
    RULE.rename(moved)
    is_passed, told = commit(moved)
    assert not is_passed
    assert f"without a port; rename it to {host}.toml\n" in told
    assert "no fixture: expected" not in told


def test_a_rule_in_a_folder_that_is_not_read_is_stopped(repository):
    moved = RULE.parent / "news" / RULE.name
    moved.parent.mkdir()
    RULE.rename(moved)
    is_passed, told = commit(moved)
    assert not is_passed
    assert "news/a.example.toml: is never read: rules lie in sites/ itself, not in a folder within it" in told


def test_an_empty_page_of_a_rules_host_is_not_mended_by_writing_expected_files(repository):
    PAGE.write_text("")
    for _ in range(2):
        done = CliRunner().invoke(app, ["fixtures", "fix"])
        assert done.exit_code == 1
        assert "the page is empty, and shows nothing of the rule; bring it back, or remove one.md, too" in done.stdout


def test_an_encoding_that_does_not_exist_is_stopped(repository):
    file = PAGE.with_suffix(".md")
    file.write_text(file.read_text().replace("url:", "charset: utf-9\nurl:", 1))
    is_passed, told = commit(file)
    assert not is_passed
    assert "one.md: `charset` is an encoding such as windows-1251, not 'utf-9'" in told
