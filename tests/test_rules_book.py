import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.errors import RuleError
from cleaner.page.dom import parse
from cleaner.rules import book as book_module
from cleaner.rules.book import RuleBook
from cleaner.rules.read import load_rule
from cleaner.rules.schema import asked_in

BUNDLED_FILES = sorted((Path(__file__).parents[1] / "rules" / "sites").glob("*.toml"))

SITE = '[[layout]]\ncontent = [".body"]\n'


@pytest.fixture
def folder(tmp_path):
    """A folder of rules: two sites, one of them under another name too, and two platforms."""
    files = {
        "sites/example.com.toml": SITE,
        "sites/blog.example.com.toml": SITE,
        "sites/other.org.toml": 'same_as = "example.com"\n',
        "sites/localhost.toml": SITE,
        "sites/xn--bcher-kva.example.toml": SITE,
        "platforms/late.toml": 'order = 90\n[detect]\nany = ["late/"]\n' + SITE,
        "platforms/early.toml": '[detect]\nall = ["early/"]\nwithin = 40\ncss = ["body"]\n' + SITE,
        "plain.net.toml": SITE,
        "secret.toml": SITE,
    }
    for name, text in files.items():
        path = tmp_path / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "rules"


def names(book, html="", url=None):
    return [rule.name for rule in book.lookup(parse(html, url))]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.com/a", "sites/example.com"),
        ("http://www.example.com:8080/a", "sites/example.com"),
        ("https://EXAMPLE.com./", "sites/example.com"),
        ("https://a.blog.example.com/", "sites/blog.example.com"),
        ("https://other.org/", "sites/example.com"),
        ("https://plain.net/", "sites/plain.net"),
        ("http://localhost/", "sites/localhost"),
        ("https://bücher.example/", "sites/xn--bcher-kva.example"),
    ],
)
def test_the_nearest_domain_with_a_file_speaks_for_a_host(folder, url, name):
    assert names(RuleBook.of(folder), url=url) == [name]


@pytest.mark.parametrize(
    "url",
    [
        "https://notexample.com/",
        "https://example.com.evil.net/",
        "https://com/",
        "https://../secret",
        "https://..%2fsecret/",
        "https://rules/../secret",
        "http://[::1",
        "http://[::1]/",
        "mailto:x@example.com",
        "https://" + "a" * 300 + ".example.com/",
        "https://exa mple.com/",
        "",
        None,
    ],
)
def test_a_host_that_only_resembles_finds_nothing(folder, url):
    assert names(RuleBook.of(folder), url=url) == []


def test_a_page_without_address_is_known_by_its_canonical_link(folder):
    html = '<link rel="canonical" href="https://www.example.com/story">'
    assert names(RuleBook.of(folder), html) == ["sites/example.com"]


def test_the_given_address_beats_the_canonical_link(folder):
    html = '<link rel="canonical" href="https://www.example.com/story">'
    assert names(RuleBook.of(folder), html, "https://mirror.test/") == []


def test_platforms_follow_the_site_in_their_order(folder):
    html = "<p>early/ late/</p>"
    expected = ["sites/example.com", "platforms/early", "platforms/late"]
    assert names(RuleBook.of(folder), html, "https://example.com/") == expected


def test_a_platform_looks_for_its_substrings_only_as_far_as_it_says(folder):
    assert names(RuleBook.of(folder), "<p>" + " " * 40 + "early/") == []


def test_a_users_folder_goes_before_the_bundled_rules(tmp_path):
    (tmp_path / "jpost.com.toml").write_text('[[layout]]\nname = "mine"\n')
    (rule,) = RuleBook.of(tmp_path).lookup(parse("", "https://www.jpost.com/x"))
    assert rule.layouts[0].name == "mine"


def test_a_users_platform_replaces_the_bundled_one_of_its_name(tmp_path):
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "wordpress.toml").write_text('[detect]\nany = ["never/"]\n[[layout]]\nname = "mine"\n')
    assert names(RuleBook.of(tmp_path), "<link rel=stylesheet href='/wp-content/x.css'>") == []
    assert names(RuleBook.bundled(), "<link rel=stylesheet href='/wp-content/x.css'>") == ["platforms/wordpress"]


def test_an_empty_book_has_nothing_to_say():
    assert names(RuleBook.empty(), "<link rel=stylesheet href='/wp-content/x.css'>", "https://jpost.com/") == []


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(RuleError, match="no such folder"):
        RuleBook.of(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["sites/broken.com.toml", "broken.com.toml", "platforms/broken.toml"])
def test_a_users_broken_file_is_an_error_at_once(folder, name):
    (folder / name).write_text("[[layout]]\ndorp = []\n")
    with pytest.raises(RuleError, match=r"broken\S*\.toml:\d"):
        RuleBook.of(folder)


def test_two_files_for_one_host_in_a_folder_are_an_error(folder):
    (folder / "example.com.toml").write_text(SITE)
    with pytest.raises(RuleError, match=r"example\.com\.toml is for the same host; keep one of them"):
        RuleBook.of(folder)


def test_of_two_folders_the_first_speaks_for_a_host(folder, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "example.com.toml").write_text('[[layout]]\ncontent = ["#other"]\n')
    rule = RuleBook.of(tmp_path / "other", folder).site("example.com")
    assert rule
    assert rule.file == str(tmp_path / "other" / "example.com.toml")


def test_same_as_must_name_a_rule_with_layouts(folder):
    (folder / "sites" / "loop.org.toml").write_text('same_as = "other.org"\n')
    with pytest.raises(RuleError, match="same_as"):
        RuleBook.of(folder)


def test_a_link_out_of_the_folder_is_refused(folder, tmp_path):
    (tmp_path / "outside.toml").write_text(SITE)
    (folder / "sites" / "linked.com.toml").symlink_to(tmp_path / "outside.toml")
    with pytest.raises(RuleError, match="symbolic link"):
        RuleBook.of(folder)


def test_a_book_pickles_as_its_folders_and_finds_the_same(folder):
    book = RuleBook.of(folder)
    names(book, "late/", "https://example.com/")
    copy = pickle.loads(pickle.dumps(book))
    assert names(copy, "late/", "https://example.com/") == ["sites/example.com", "platforms/late"]


def test_threads_share_one_book(folder):
    book = RuleBook.of(folder)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: names(book, "late/", f"https://w{n % 5}.example.com/"), range(200)))
    assert set(map(tuple, found)) == {("sites/example.com", "platforms/late")}


def test_a_faulty_bundled_rule_is_the_error_of_its_own_pages(tmp_path, monkeypatch):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "jpost.com.toml").write_text("[[layout]]\ncontents = ['p']\n", "utf-8")
    monkeypatch.setattr("cleaner.rules.book._CHECKOUT", tmp_path)
    monkeypatch.setattr("cleaner.rules.book._PACKAGED", tmp_path)
    book = RuleBook.bundled()
    assert book.lookup(parse("", "https://other.example/x")) == ()
    with pytest.raises(RuleError, match="contents"):
        book.lookup(parse("", "https://www.jpost.com/x"))


SENTENCES = [f"Sentence number {number}, which is long enough to be a part of a story." for number in range(5)]
STORY = "".join(f"<p data-x='y'>{sentence}</p>" for sentence in SENTENCES)
ASKING = """
[[layout]]
content = ["section[data-part=story]"]
drop = ["[v-on\\\\:click]", "p:not([data-x~='y'])"]
title = ["h1@data-title"]
"""


def test_a_rule_tells_the_attributes_that_it_asks_for(tmp_path):
    path = tmp_path / "example.com.toml"
    path.write_text(ASKING)
    assert load_rule(path).attributes() == {"data-part", "v-on:click", "data-x", "data-title"}


@pytest.mark.parametrize("path", BUNDLED_FILES, ids=lambda path: path.stem)
def test_the_text_of_a_rule_names_the_attributes_that_it_asks_for(path):
    assert load_rule(path).attributes() <= asked_in(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('content = ["section[data-part=story]"]', "data-part"),
        ("drop = ['[ *|data-x ]']", "data-x"),
        ('title = ["h1@data-title"]', "data-title"),
        ('title = [{ css = "h1", attr = "data-title" }]', "data-title"),
        ("title = [{ css = 'h1', 'attr' = '''data-title''' }]", "data-title"),
    ],
)
def test_an_attribute_is_found_however_a_rule_asks_for_it(line, name):
    assert name in asked_in(f"[[layout]]\n{line}\n")


def test_lists_of_a_rule_are_no_attributes():
    assert asked_in('content = [\n  ".a",\n]\ndrop = [ # none\n]\ntitle = [{ css = "h1" }]') == set()


def test_the_text_of_a_rule_with_escapes_does_not_tell():
    assert asked_in('drop = ["[v-on\\\\:click]"]') is None


def test_a_sites_rule_is_read_when_a_page_of_the_site_comes(monkeypatch):
    read = []
    monkeypatch.setattr(book_module, "load_rule", lambda path: read.append(path) or load_rule(path))
    book = RuleBook.bundled()
    Cleaner(book).clean(f"<div>{STORY}</div>", "https://nobody.example/")
    assert {path.parent.name for path in read} == {"platforms"}
    book.site(BUNDLED_FILES[0].stem)
    assert [path.name for path in read if path.parent.name == "sites"] == [BUNDLED_FILES[0].name]


@pytest.mark.parametrize("copy", [lambda book: book, lambda book: pickle.loads(pickle.dumps(book))])
def test_attributes_that_a_users_rule_asks_for_are_in_the_tree(tmp_path, copy):
    (tmp_path / "example.com.toml").write_text(ASKING)
    cleaner = Cleaner(copy(RuleBook.of(tmp_path)))
    page = f"<h1 data-title='Told'>T</h1><section data-part='story'>{STORY}<p>And not this one.</p></section>"
    article = cleaner.clean(page.encode(), "https://example.com/")
    assert (article.title, article.text) == ("Told", "\n".join(SENTENCES))


def test_a_drafts_attributes_are_in_the_tree(tmp_path):
    (tmp_path / "example.com.toml").write_text('[[layout]]\ncontent = ["div"]\ntitle = ["h1@data-title"]\n')
    book = RuleBook.empty().trying(replace(load_rule(tmp_path / "example.com.toml"), name="sites/example.com"))
    page = f"<h1 data-title='Told'>T</h1><div>{STORY}</div>"
    assert Cleaner(book).clean(page, "https://example.com/").title == "Told"
