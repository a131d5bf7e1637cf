from pathlib import Path

import pytest

from cleaner.tooling.rules.lint import lint
from cleaner.tooling.settings import Settings, find_settings

ROOT = Path(__file__).parents[1]
STORY = "<div class=body>" + "The weir was opened at dawn, and nobody was there to see it. " * 5 + "</div>"
SITE = '[[layout]]\ncontent = [".body"]\n'
PLATFORM = '[detect]\nany = ["made/"]\n\n' + SITE


@pytest.fixture
def findings(tmp_path):
    """Lint a project made of the files given as {path: text}."""

    def findings(files, paths=()):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        (tmp_path / "rules").mkdir(exist_ok=True)
        (tmp_path / "fixtures").mkdir(exist_ok=True)
        touching = [tmp_path / path for path in paths]
        found = lint(
            Settings(tmp_path).with_fixtures(tmp_path / "fixtures").with_rules(tmp_path / "rules"), touching
        ).findings
        return [
            (str(finding.file.relative_to(tmp_path / "rules")), finding.line, finding.message)
            for finding in found
            if not finding.is_note
        ]

    return findings


GOOD = {
    "rules/sites/example.com.toml": SITE,
    "rules/platforms/made.toml": PLATFORM,
    "fixtures/example.com/a.html": STORY,
    "fixtures/example.com/a.md": "---\nurl: x\n---\n\nbody\n",
    "fixtures/made.test/a.html": STORY,
    "fixtures/made.test/a.md": "---\nurl: x\nrules: sites/x platforms/made\n---\n\nbody\n",
}


def test_the_bundled_rules_are_clean():
    assert [finding for finding in lint(find_settings(ROOT)).findings if not finding.is_note] == []


def test_rules_with_fixtures_are_clean(findings):
    assert findings(GOOD) == []


def test_what_the_schema_refuses_is_found_with_its_line(findings):
    ((file, line, message),) = findings(GOOD | {"rules/sites/example.com.toml": SITE + "dorp = []\n"})
    assert (file, line) == ("sites/example.com.toml", 3)
    assert message == "a layout has no key `dorp`; the nearest is `drop`"


def test_one_fault_does_not_hide_another(findings):
    found = findings(GOOD | {"rules/sites/a.com.toml": "x = 1\n", "rules/sites/b.com.toml": "y = 1\n"})
    assert {file for file, *_ in found} == {"sites/a.com.toml", "sites/b.com.toml"}


def test_one_run_tells_all_faults_of_a_file(findings):
    rule = """order = "first"
[[layout]]
contnt = [".body"]
drop = [".a >", ".gone", ".b:is("]
valid_until = "2020-01-01"
drop_text = [{ like = "**" }, { like = "x", zone = "end" }]
[[layout]]
content = [".body"]
author = [{ attr = "x" }]
"""
    found = findings(GOOD | {"rules/sites/example.com.toml": rule})
    assert [line for _, line, _ in found] == [1, 3, 4, 4, 4, 5, 6, 6, 9]
    assert "matches nothing" in next(message for _, _, message in found if message.startswith(".gone"))


MENU = {"fixtures/example.com/a.html": "<div class=menu>Home of the weir</div>" + STORY}


def test_what_matches_only_outside_the_content_is_told_from_what_matches_nothing(findings):
    rule = SITE + 'drop = [".menu"]\n'
    ((_, line, message),) = findings(GOOD | MENU | {"rules/sites/example.com.toml": rule})
    assert (line, "matches only outside the layout's content" in message) == (3, True)


def test_a_text_pattern_that_matches_only_outside_the_content_is_no_fault(findings):
    """It still takes lines out of the site's plain-text dumps."""
    rule = SITE + 'drop_text = [{ like = "Home of the weir" }]\n'
    assert findings(GOOD | MENU | {"rules/sites/example.com.toml": rule}) == []


TWO = GOOD | {
    "rules/sites/other.org.toml": SITE + 'drop = [".gone"]\n',
    "rules/sites/example.com.toml": SITE + 'drop = [".gone"]\n',
    "fixtures/other.org/b.html": STORY,
    "fixtures/other.org/b.md": "---\nurl: x\nrules: sites/other.org\n---\n\nbody\n",
}


@pytest.mark.parametrize(
    ("path", "found_in"),
    [
        ("rules/sites/other.org.toml", ["sites/other.org.toml"]),
        ("fixtures/other.org/b.html", ["sites/other.org.toml"]),
        ("fixtures/other.org/b.md", ["sites/other.org.toml"]),
        ("fixtures/other.org", ["sites/other.org.toml"]),
        ("rules/sites", ["sites/example.com.toml", "sites/other.org.toml"]),
        ("rules/platforms/made.toml", []),
        ("pyproject.toml", []),
    ],
)
def test_only_rules_that_a_path_touches_are_checked(findings, path, found_in):
    found = findings(TWO | {"pyproject.toml": ""}, [path])
    assert [file for file, *_ in found] == found_in


def test_a_page_without_its_expected_result_is_found(findings):
    files = GOOD | {"fixtures/example.com/b.html": STORY}
    ((file, _, message),) = findings(files)
    assert (file, "half a fixture" in message) == ("sites/example.com.toml", True)


def test_an_expected_result_without_its_page_shows_no_platform(findings):
    files = {name: text for name, text in GOOD.items() if name != "fixtures/made.test/a.html"}
    ((file, _, message),) = findings(files)
    assert (file, "no fixture" in message) == ("platforms/made.toml", True)


def test_a_site_without_a_page_is_found(findings):
    ((file, _, message),) = findings(GOOD | {"rules/sites/other.org.toml": SITE})
    assert (file, "no fixture" in message) == ("sites/other.org.toml", True)


def test_a_platform_that_no_golden_names_is_found(findings):
    ((file, _, message),) = findings(GOOD | {"rules/platforms/bare.toml": PLATFORM})
    assert (file, "rules: platforms/bare" in message) == ("platforms/bare.toml", True)


def test_a_layout_that_matches_no_page_is_found(findings):
    rule = SITE + '[[layout]]\nname = "old"\ncontent = [".old"]\n'
    ((_, _, message),) = findings(GOOD | {"rules/sites/example.com.toml": rule})
    assert message == "layout old matches none of the host's fixtures; add a page that it fits, or drop it"


@pytest.mark.parametrize("name", ["rules/sites/www.example.com.toml", "rules/example.com.toml"])
def test_two_files_for_one_host_are_found(findings, name):
    found = findings(
        GOOD | {name: SITE, "fixtures/www.example.com/a.html": STORY, "fixtures/www.example.com/a.md": "url: x"}
    )
    assert len(found) == 1
    assert "claims example.com already" in found[0][2]


@pytest.mark.parametrize("name", ["sites/Example.org.toml", "sites/bücher.example.toml", "sites/example.toml"])
def test_a_file_name_that_is_no_host_is_found(findings, name):
    messages = [message for _, _, message in findings(GOOD | {f"rules/{name}": SITE})]
    assert any("the file name is the host" in message for message in messages)


def test_detect_is_for_platforms_only(findings):
    found = findings(
        GOOD | {"rules/sites/example.com.toml": PLATFORM, "rules/platforms/made.toml": SITE},
    )
    assert [line for _, line, _ in found] == [1, 1]
    assert all("[detect]" in message for _, _, message in found)


def test_same_as_without_a_target_is_found(findings):
    found = findings(GOOD | {"rules/sites/a.org.toml": 'same_as = "gone.org"\n'})
    assert [message for _, _, message in found] == ["same_as = 'gone.org' names no rule with layouts of its own"]


def test_same_as_needs_no_page_of_its_own(findings):
    assert findings(GOOD | {"rules/sites/a.org.toml": 'same_as = "example.com"\n'}) == []


def test_an_empty_folder_is_a_finding(findings):
    ((_, _, message),) = findings({})
    assert "no rule files" in message
