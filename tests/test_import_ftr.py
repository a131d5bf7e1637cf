import pytest
from typer.testing import CliRunner

from cleaner.cli import app
from cleaner.errors import DumpError
from cleaner.rules.read import load_rule
from cleaner.tooling.rules.importers.ftr import import_ftr

FILE = """# a comment
body: //div[@class='story']
strip: //p[contains(., 'Subscribe now')]
strip: //aside
strip_id_or_class: promo
author: substring-after(//p[@id='by'], 'By ')
prune: no
test_url: http://example.com/x
"""


@pytest.fixture
def imported(tmp_path):
    def imported(files):
        checkout = tmp_path / "checkout"
        checkout.mkdir()
        for name, text in files.items():
            (checkout / name).write_text(text, "utf-8")
        return list(import_ftr(checkout, tmp_path / "out")), tmp_path / "out"

    return imported


@pytest.fixture
def layout_of_file(imported):
    """The layout that a file of many directives becomes."""
    (found,), out = imported({"example.com.txt": FILE})
    assert found.problems == []
    return load_rule(out / "example.com.toml").layouts[0]


def test_the_body_of_a_file_becomes_the_content_of_a_rule(layout_of_file):
    assert layout_of_file.content == ('div[class="story"]',)


def test_what_a_file_strips_is_dropped_by_the_rule(layout_of_file):
    assert layout_of_file.drop == ("aside", ".promo", "#promo")
    assert [pattern.like for pattern in layout_of_file.drop_text] == ["*Subscribe now*"]


def test_a_fields_words_in_a_file_are_cut_off_by_the_rule(layout_of_file):
    assert layout_of_file.author[0].after == "By "


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("find_string: <x>", "source"),
        ("http_header(user-agent): x", "fetching"),
        ("strip: (//p)[3]", "position"),
        ("nonsense: x", "not known"),
        ("what is this", "no directive"),
        ("strip_id_or_class: css-1x2y3z", "build tool"),
        ("strip: //p[contains(., 'a')]", "by accident"),
    ],
)
def test_what_is_not_carried_over_is_told_with_its_line(imported, line, words):
    (found,), _ = imported({"example.com.txt": f"body: //main\n{line}\n"})
    (problem,) = found.problems
    assert (problem.file, problem.line) == ("example.com.txt", 2)
    assert words in problem.reason


def test_the_hosts_own_file_wins_over_the_one_for_its_subdomains(imported):
    found, out = imported({"example.com.txt": "body: //main", ".example.com.txt": "body: //article"})
    assert load_rule(out / "example.com.toml").layouts[0].content == ("main",)
    assert "already" in found[1].problems[0].reason


def test_a_name_that_is_no_host_is_told(imported):
    (found,), out = imported({"global.txt": "strip: //nav"})
    assert "no host" in found.problems[0].reason
    assert list(out.iterdir()) == []


def test_a_folder_without_configurations_is_an_error(imported):
    with pytest.raises(DumpError, match=r"no <host>\.txt"):
        imported({})


@pytest.fixture
def import_of_two(tmp_path):
    """What the command says of two files, of which one cannot be carried over as a whole."""
    (tmp_path / "a.com.txt").write_text("body: //main\ntidy: no\n")
    (tmp_path / "b.com.txt").write_text("body: //main\nfind_string: x\n")
    return CliRunner().invoke(app, ["rules", "import", "ftr", str(tmp_path), "-o", str(tmp_path / "out")])


def test_the_command_tells_what_it_could_not_carry_over(import_of_two):
    assert (import_of_two.exit_code, "b.com.txt:2: find_string" in import_of_two.stdout) == (1, True)


def test_the_command_counts_what_it_made(import_of_two):
    assert "2 files: 2 rules made, 1 of them whole" in import_of_two.stdout
