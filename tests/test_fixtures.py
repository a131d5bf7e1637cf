from __future__ import annotations

import os
from pathlib import Path

import pytest
from fixture_project import PARAGRAPHS, PLATFORM, RULE, SETTINGS, expected, page
from typer.testing import CliRunner

from cleaner.cli import app
from cleaner.errors import SettingsError
from cleaner.tooling.fixtures.project import Fixture, find_fixtures, find_orphans, find_touched
from cleaner.tooling.settings import Settings, find_settings, read_settings


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Write a project's files, given as {path: text or bytes}, and go there."""

    def project(files: dict[str, str | bytes], settings: str = SETTINGS) -> Path:
        for name, content in ({".cleaner.toml": settings} | files).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return project


GOOD = {
    "pages/a.example/one.html": page(),
    "pages/a.example/one.md": expected(),
    "pages/b.example/two words é.html": page("Another story"),
    "pages/b.example/two words é.md": expected("Another story"),
}


def run(*arguments: str | Path):
    return CliRunner().invoke(app, ["fixtures", *(str(argument) for argument in arguments)])


def names(touched) -> list[str]:
    return [fixture.page.stem for fixture in touched.fixtures]


class TestCheck:
    def test_fixtures_as_expected_are_status_0(self, project):
        project(GOOD)
        done = run("check")
        assert (done.exit_code, done.stdout) == (0, "2 fixtures as expected\n")

    def test_a_changed_page_is_told_as_a_diff_of_what_differs(self, project):
        project(GOOD | {"pages/a.example/one.html": page(paragraphs=[*PARAGRAPHS[:3], PARAGRAPHS[4], PARAGRAPHS[5]])})
        done = run("check")
        assert done.exit_code == 1
        assert [line for line in done.stdout.splitlines() if line.startswith("- ")] == [f"- {PARAGRAPHS[3]}"]
        assert "pages/a.example/one.html: cleans to something else" in done.stdout

    def test_metadata_is_compared_too(self, project):
        project(GOOD | {"pages/a.example/one.md": expected("Another title")})
        assert "- title: Another title\n+ title: A story of the weir\n" in run("check").stdout

    def test_the_message_says_what_to_do_with_names_that_a_shell_takes(self, project):
        project(GOOD | {"pages/b.example/two words é.md": expected("Wrong")})
        assert "cleaner fixtures fix 'pages/b.example/two words é.html'" in run("check").stdout

    def test_the_page_is_explained_by_the_address_and_rules_of_the_check(self, project):
        wrong = expected("Wrong", url="https://a.example/x?a=1&b=2")
        files = GOOD | {"pages/a.example/one.md": wrong, "rules/b.org.toml": RULE}
        project(files, 'rules = ["rules"]\n' + SETTINGS)
        command = "cleaner explain pages/a.example/one.html --url 'https://a.example/x?a=1&b=2' --rules rules\n"
        assert command in run("check").stdout

    def test_a_page_without_expected_file_fails(self, project):
        root = project(GOOD)
        (root / "pages/a.example/one.md").unlink()
        done = run("check")
        assert (done.exit_code, "one.html: has no expected file one.md" in done.stdout) == (1, True)

    @pytest.mark.parametrize(
        ("content", "fault"),
        [(b"no fence", "begins with no line ---"), (b"---\nurl:\n", "has no second line ---"), (b"\xff", "not UTF-8")],
    )
    def test_an_expected_file_that_is_none_fails(self, project, content, fault):
        project(GOOD | {"pages/a.example/one.md": content})
        done = run("check")
        assert (done.exit_code, fault in done.stdout) == (1, True)

    def test_an_expected_file_without_its_page_fails(self, project):
        project(GOOD | {"pages/c.example/gone.md": expected()})
        done = run("check")
        assert (done.exit_code, "pages/c.example/gone.md: its page is gone" in done.stdout) == (1, True)

    @pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text + "\n\n"])
    def test_line_ends_marks_and_blank_lines_at_the_end_do_not_count(self, project, change):
        project(GOOD | {"pages/a.example/one.md": change(expected())})
        assert run("check").exit_code == 0

    def test_the_address_in_the_expected_file_finds_the_rule(self, project):
        files = GOOD | {
            "rules/sites/a.example.toml": RULE.replace('["h1"]', '["p"]'),
            "pages/a.example/one.md": expected("Wrong", url="https://www.a.example/x", rules="sites/a.example"),
        }
        project(files, 'rules = ["rules"]\n' + SETTINGS)
        assert "+ title: Paragraph one" in run("check").stdout

    def test_a_charset_from_the_header_is_an_input(self, project):
        text = page("Über das Wehr").replace('<meta charset="utf-8">', "")
        files = {
            "pages/a.example/one.html": text.encode("iso-8859-2", "xmlcharrefreplace"),
            "pages/a.example/one.md": expected("Über das Wehr").replace("url:\n", "url:\ncharset: iso-8859-2\n"),
        }
        project(files)
        assert run("check").stdout == "1 fixture as expected\n"

    def test_a_page_that_gives_nothing_is_expected_with_its_reason(self, project):
        project({"pages/a.example/one.html": "", "pages/a.example/one.md": ""})
        run("fix")
        assert run("check").exit_code == 0
        assert "\nreason: empty\n---\n" in Path("pages/a.example/one.md").read_text()

    def test_a_rule_that_cannot_be_used_is_status_2_with_its_line(self, project):
        project(GOOD | {"rules/sites/a.example.toml": "[[layout]]\ncontnt = []\n"}, 'rules = ["rules"]\n' + SETTINGS)
        done = run("check")
        assert done.exit_code == 2
        assert "a.example.toml:2: a layout has no key `contnt`; the nearest is `content`" in done.stderr

    def test_a_path_that_is_not_there_is_status_2(self, project):
        project(GOOD)
        done = run("check", "pages/none.html")
        assert (done.exit_code, done.stderr) == (2, "cleaner: pages/none.html: there is no such file\n")

    def test_escapes_in_a_page_do_not_reach_the_terminal(self, project):
        project(GOOD | {"pages/a.example/one.html": page("Red \x1b[31m&#27; story")})
        assert "\x1b" not in run("check").stdout

    @pytest.mark.parametrize("paths", [(), ("README.md",)])
    def test_settings_that_find_nothing_are_status_2_and_do_not_pass(self, project, paths):
        project({"README.md": "x"}, SETTINGS)
        done = run("check", *paths)
        assert (done.exit_code, "there are no fixtures: pages are pages/*/*.html" in done.stderr) == (2, True)

    def test_pages_may_lie_beside_the_settings(self, project):
        project({"one.html": page(), "one.md": expected(), "two.md": expected()}, '[fixtures]\npages = ["*.html"]\n')
        done = run("check")
        assert (done.exit_code, "two.md: its page is gone" in done.stdout) == (1, True), done.output

    def test_a_plain_text_page_is_a_fixture_too(self, project):
        text = "\n".join(["Home", "News", "A story of the weir", "", *PARAGRAPHS, "", "Follow us on Twitter"])
        root = project({"pages/a.txt": text}, '[fixtures]\npages = ["pages/*.txt"]\n')
        run("fix")
        assert PARAGRAPHS[3] in (root / "pages/a.md").read_text()
        assert run("check").exit_code == 0


class TestFix:
    def test_what_it_writes_holds_and_a_second_run_writes_nothing(self, project):
        root = project(GOOD | {"pages/a.example/one.md": "", "pages/b.example/two words é.md": expected("Wrong")})
        assert run("fix").exit_code == 1
        assert (root / "pages/a.example/one.md").read_text() == expected(url="https://a.example/")
        again = run("fix")
        assert (again.exit_code, again.stdout) == (0, "2 fixtures as expected; nothing to write\n")

    def test_pages_and_files_as_expected_keep_their_bytes(self, project):
        crlf = page(charset="windows-1252").replace("\n", "\r\n").replace("weir", "café").encode("cp1252")
        files = GOOD | {"pages/a.example/one.html": crlf, "pages/b.example/two words é.md": expected("Another story")}
        root = project(files)
        run("fix")
        assert (root / "pages/a.example/one.html").read_bytes() == crlf
        assert (root / "pages/b.example/two words é.md").read_text() == expected("Another story")
        assert "title: A story of the café" in (root / "pages/a.example/one.md").read_text()

    def test_line_ends_marks_inputs_and_notes_of_the_file_stay(self, project):
        wrong = expected("Wrong", url="https://a.example/1").replace("byline:", "source: by hand\nbyline:")
        root = project(GOOD | {"pages/a.example/one.md": "\ufeff" + wrong.replace("\n", "\r\n")})
        run("fix", "pages/a.example/one.html")
        written = (root / "pages/a.example/one.md").read_bytes().decode()
        assert written.startswith("\ufeff---\r\nurl: https://a.example/1\r\ntitle: A story")
        assert "\r\nsource: by hand\r\n---\r\n" in written
        assert written.count("\n") == written.count("\r\n")

    def test_a_new_file_begins_with_the_address_that_the_page_gives_itself(self, project):
        canonical = page().replace("</head>", '<link rel="canonical" href="https://www.a.example/weir"></head>')
        root = project({"pages/a.example/one.html": canonical})
        run("fix")
        assert (root / "pages/a.example/one.md").read_text().startswith("---\nurl: https://www.a.example/weir\n")

    def test_a_link_to_an_expected_file_stays_a_link(self, project):
        root = project(GOOD | {"kept/one.md": expected("Wrong")})
        (root / "pages/a.example/one.md").unlink()
        (root / "pages/a.example/one.md").symlink_to(root / "kept" / "one.md")
        run("fix")
        assert (root / "pages/a.example/one.md").is_symlink()
        assert (root / "kept/one.md").read_text() == expected()


class TestTouched:
    RULED = GOOD | {"rules/sites/a.example.toml": RULE, "rules/platforms/weir.toml": PLATFORM, "README.md": "x"}

    @pytest.fixture
    def touched(self, project):
        project(self.RULED | {"pages/c.example/three.html": page("made-with-weir")}, 'rules = ["rules"]\n' + SETTINGS)
        return lambda *paths: names(find_touched([Path(path) for path in paths], find_settings()))

    @pytest.mark.parametrize(
        ("path", "stems"),
        [
            ("pages/a.example/one.html", ["one"]),
            ("pages/b.example/two words é.md", ["two words é"]),
            ("pages/b.example", ["two words é"]),
            ("README.md", []),
            ("rules/platforms/weir.toml", ["three"]),
            (".cleaner.toml", ["one", "two words é", "three"]),
        ],
    )
    def test_a_file_touches_the_fixtures_that_depend_on_it(self, touched, path, stems):
        # A page without expected file may be any rule's, so it is left out of what the platform is tried on.
        Path("pages/c.example/three.md").write_text(expected("made-with-weir"))
        assert touched(path) == stems

    def test_a_site_rule_touches_fixtures_whose_address_or_metadata_name_it(self, touched):
        Path("pages/c.example/three.md").write_text(expected())
        Path("pages/b.example/two words é.md").write_text(expected(url="https://news.a.example/2"))
        Path("pages/a.example/one.md").write_text(expected(rules="sites/a.example"))
        assert touched("rules/sites/a.example.toml") == ["one", "two words é"]

    def test_paths_are_seen_from_the_folder_where_the_command_runs(self, touched, monkeypatch):
        monkeypatch.chdir("pages/a.example")
        assert touched("one.md") == ["one"]

    def test_a_page_in_a_linked_folder_touches_its_fixture(self, project, tmp_path_factory):
        other = tmp_path_factory.mktemp("elsewhere")
        (other / "one.html").write_text(page())
        root = project({"pages/x": ""})
        (root / "pages/l.example").symlink_to(other)
        assert names(find_touched([Path("pages/l.example/one.html")], find_settings())) == ["one"]

    def test_when_nothing_is_touched_the_check_says_where_it_looked(self, touched):
        done = run("check", "README.md")
        assert done.exit_code == 0
        assert "pages are pages/*/*.html (.cleaner.toml)" in done.stdout


class TestLayouts:
    def test_expected_files_may_lie_elsewhere_and_hold_the_text_alone(self, project):
        settings = (
            '[fixtures]\npages = ["in/*.htm"]\nexpected = "../out/{name}.txt"\nformat = "text"\nfront_matter = false\n'
        )
        root = project({"in/one.htm": page()}, settings)
        (root / "out").mkdir()
        run("fix")
        assert (root / "out/one.htm.txt").read_text() == "\n".join(PARAGRAPHS) + "\n"
        assert run("check").exit_code == 0

    def test_expected_files_that_the_glob_finds_are_no_pages(self, project):
        root = project({"a/one.html": page(), "a/one.expected.html": "<p>x</p>"}, "")
        settings = Settings(root, pages=("a/*.html",), expected="{stem}.expected.html")
        assert find_fixtures(settings) == [Fixture(root / "a/one.html", root / "a/one.expected.html")]

    def test_packed_pages_lose_both_suffixes(self, project):
        root = project({"a/one.html.gz": b""}, "")
        (fixture,) = find_fixtures(Settings(root, pages=("a/*.gz",)))
        assert fixture.expected.name == "one.md"

    def test_excluded_pages_are_none(self, project):
        root = project(GOOD, SETTINGS + 'exclude = ["pages/a.example/*"]\n')
        assert [fixture.host for fixture in find_fixtures(find_settings(root))] == ["b.example"]

    @pytest.mark.parametrize("template", ["{stem}.html", "../../../{stem}.md"])
    def test_no_page_is_ever_an_expected_file_and_none_lies_outside(self, project, template):
        root = project(GOOD)
        with pytest.raises(SettingsError):
            find_fixtures(Settings(root, pages=("pages/*/*.html",), expected=template))

    def test_two_pages_do_not_share_an_expected_file(self, project):
        root = project(GOOD | {"pages/a.example/one.htm": page()}, "")
        with pytest.raises(SettingsError, match=r"share one\.md"):
            find_fixtures(Settings(root, pages=("pages/*/*.htm*",)))

    def test_a_readme_beside_the_pages_is_no_orphan(self, project):
        root = project(GOOD | {"pages/a.example/README.md": "# Where these came from\n"})
        settings = find_settings(root)
        assert find_orphans(settings, find_fixtures(settings)) == []


class TestSettings:
    def test_pyproject_holds_them_in_a_table(self, tmp_path):
        (tmp_path / "pyproject.toml").write_text('[tool.cleaner.fixtures]\nexpected = "{stem}.txt"\n')
        assert find_settings(tmp_path).expected == "{stem}.txt"

    def test_the_nearest_file_above_counts(self, tmp_path):
        (tmp_path / ".cleaner.toml").write_text("no_rules = true\n")
        (tmp_path / "a" / "b").mkdir(parents=True)
        assert find_settings(tmp_path / "a").no_rules

    def test_a_repository_ends_the_search(self, tmp_path):
        (tmp_path / ".cleaner.toml").write_text("no_rules = true\n")
        (tmp_path / "a" / "b" / ".git").mkdir(parents=True)
        assert find_settings(tmp_path / "a" / "b") == Settings(tmp_path / "a" / "b")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("rules = 'rules'", "`rules` is a list of paths"),
            ("rules = ['../x']", "below the file's own folder"),
            ("rules = ['a']\nno_rules = true", "exclude each other"),
            ("colour = 1", "may have the keys rules, no_rules, fixtures, not `colour`"),
            ("fixtures = 1", "`fixtures` is a table"),
            ("[fixtures]\nexpected = 'x.md'", "`expected` is a path with {stem} or {name}"),
            ("[fixtures]\nexpected = '{stem}{host}'", "the fields are {stem}, {name}, {folder}"),
            ("[fixtures]\nformat = 'pdf'", "`format` is one of text, markdown, html"),
            ("[fixtures]\nfront_matter = 1", "`front_matter` is true or false"),
            ("[", "is not TOML"),
        ],
    )
    def test_what_they_may_not_say_is_an_error_that_names_the_file(self, tmp_path, text, message):
        (tmp_path / ".cleaner.toml").write_text(text)
        with pytest.raises(SettingsError) as caught:
            read_settings(tmp_path / ".cleaner.toml")
        assert str(caught.value).startswith(f"{tmp_path / '.cleaner.toml'}: ")
        assert message in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="names of files are bytes on POSIX alone")
def test_names_that_are_not_utf8_are_checked(project):
    root = project(GOOD)
    for suffix in (".md", ".html"):
        odd = os.fsdecode(b"\xff" + suffix.encode())
        (root / f"pages/a.example/one{suffix}").rename(root / "pages/a.example" / odd)
    assert run("check").stdout == "2 fixtures as expected\n"


def test_a_fixture_that_was_added_is_as_expected_by_the_settings_rules(project):
    folder = project({"mine/c.example.toml": RULE, "story.html": page()}, 'rules = ["mine"]\n')
    done = run("add", "story.html", "--url", "https://c.example/story", "--slug", "story")
    assert done.exit_code == 0, done.output
    assert "rules: sites/c.example\n" in (folder / "tests/fixtures/c.example/story.md").read_text()
    assert run("check").exit_code == 0
