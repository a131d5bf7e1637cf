import re
from dataclasses import replace

import pytest
from hosts import page, url
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cleaner import Cleaner
from cleaner.cli import app
from cleaner.errors import DumpError
from cleaner.tooling.fixtures.add import fixture_host, make_fixture, read_one
from cleaner.tooling.fixtures.invent import Inventor

CLEANERS = [Cleaner(), Cleaner(rules=None)]
SECRET = "The minister's yacht sank quietly beneath the astonished spectators of Grimwater yesterday afternoon."
READING = "Every tale of the quay is read aloud in our rea<b>ding ro</b>om at seven, and everyone is welcome."
MORE = "".join(f'<li><a href="/news/{n}">Another headline of the day {n}</a></li>' for n in range(8, 16))
REAL = (
    page(3)
    .replace("</ul>", f"{MORE}</ul>")
    .replace("<p>Follow us", f'<p title="Grimwater yacht" data-note="sunken yacht">{SECRET}</p><p>Follow us')
    .replace("</head>", "<script>var yacht = 'Grimwater'</script><style>.yacht{}</style></head>")
    .replace(
        '<nav class="top-menu">', '<nav class="top-menu"><img alt="yacht" src="/yacht.jpg"><a href="/yacht-sinks">x</a>'
    )
)


@pytest.fixture(scope="module")
def made():
    return make_fixture(REAL, url(3), CLEANERS)


def test_it_is_decided_as_the_page_is(made):
    assert made.differences == ()


def test_no_word_of_the_page_is_left(made):
    for word in ("yacht", "Grimwater", "spectators", "minister", "council-keeps", "Calloway", "sunken"):
        assert word.lower() not in (made.html + made.expected).lower()


def test_scripts_styles_and_pictures_are_out(made):
    assert not re.search(r"<(style|img|script(?! type=\"application/ld))", made.html)


def test_markup_that_rules_point_at_is_in(made):
    for name in ('class="story-body', 'class="story-promo"', 'class="related-list"', 'property="og:title"'):
        assert name in made.html


def test_stock_phrases_stay(made):
    assert "All rights reserved" in made.html


def test_what_repeats_is_cut(made):
    assert made.html.count("<li>") < REAL.count("<li>") / 2


def test_what_the_sites_rule_asks_for_is_in(tmp_path):
    rule = """[[layout]]
content = ["[data-zone='story']"]
drop = ["#odd"]
drop_text = [{ like = "More in the harbour log*" }]
"""
    (tmp_path / "harbourpost.example.toml").write_text(rule, "utf-8")
    log = "<p>More in the harbour logbook: Grimwater yacht sinks</p>"
    boxes = "".join(f"<div class=box><i id={'odd' if n == 20 else 'even'}>Advertisement</i></div>" for n in range(300))
    real = REAL.replace("<article", '<article data-zone="story"').replace("<p>Follow us", f"{boxes}{log}<p>Follow us")
    made = make_fixture(real, "https://harbourpost.example/2024/yacht-sinks", [Cleaner(tmp_path)])
    assert made.differences == ()
    assert 'data-zone="story"' in made.html
    assert 'id="odd"' in made.html
    assert made.html.count("<i") < 300
    assert "More in the harbour logbook" in made.html
    assert "Grimwater" not in made.html


def test_without_anonymise_the_words_stay():
    kept = make_fixture(REAL, url(3), CLEANERS, anonymise=False)
    assert SECRET in kept.expected
    assert kept.url == url(3)


def test_the_same_page_gives_the_same_fixture(made):
    assert make_fixture(REAL, url(3), CLEANERS).html == made.html


def test_a_page_without_an_article_is_an_error():
    with pytest.raises(DumpError, match="nothing to expect"):
        make_fixture("<p></p>", url(1), CLEANERS)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Bücher.example/x", "xn--bcher-kva.example"),
        ("https://WWW.Pier.example.:8080/x", "pier.example"),
        ("https://rss.spiegel.de/x", "spiegel.de"),
    ],
)
def test_fixtures_stand_in_the_folder_of_the_host_that_rules_know(address, host):
    assert fixture_host(address) == host


@pytest.mark.parametrize("address", ["/story", "http://[::1"])
def test_an_address_without_a_host_is_an_error(address):
    with pytest.raises(DumpError, match="absolute URL"):
        make_fixture("<p></p>", address, CLEANERS)


def test_files_are_never_written_over(made, tmp_path):
    made.write(tmp_path, "shoreline.example")
    with pytest.raises(DumpError, match="--slug"):
        made.write(tmp_path, "shoreline.example")


def test_pages_whose_titles_make_one_name_stand_beside_each_other(made, tmp_path):
    other = replace(made, html=made.html.replace("<body", "<body id=other"))
    for fixture in (made, other, replace(other, html=other.html + "<p>")):
        fixture.beside_others(tmp_path, "shoreline.example").write(tmp_path, "shoreline.example")
    names = sorted(path.stem for path in tmp_path.glob("shoreline.example/*.html"))
    assert names == [made.slug, f"{made.slug}-2", f"{made.slug}-3"]
    again = other.beside_others(tmp_path, "shoreline.example")
    assert (again.slug, again.is_in(tmp_path, "shoreline.example")) == (f"{made.slug}-2", True)


def test_the_command_numbers_names_that_it_chose_itself(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def add(number, *options):
        (tmp_path / "page.html").write_text(page(number).replace("<title>", "<title>Один день ", 1))
        command = ["fixtures", "add", "page.html", "--url", url(number), "--fixtures", "f", *options]
        return CliRunner().invoke(app, command)

    first, second = add(1, "--slug", "story"), add(2, "--slug", "story")
    assert (first.exit_code, second.exit_code) == (0, 2)
    assert "another fixture already; choose another name with --slug" in " ".join(second.stderr.split())
    slug = add(3).stdout.split()[0].removesuffix(".html")
    (tmp_path / f"{slug}.html").write_text("another page")
    assert add(3).stdout.split() == [f"{slug}-2.html", f"{slug}-2.md"]
    told = add(3)
    assert (told.exit_code, "this very page is a fixture already" in " ".join(told.stderr.split())) == (2, True)


def test_a_difference_names_the_text_pattern_that_other_words_escape(tmp_path):
    rule = f"[[layout]]\ndrop_text = [{{ like = '{re.sub('<.*?>', '', READING)}' }}]\n"
    (tmp_path / "harbourpost.example.toml").write_text(rule, "utf-8")
    real = REAL.replace("<p>Follow us", f"<p>{READING}</p><p>Follow us")
    made = make_fixture(real, "https://harbourpost.example/2024/yacht-sinks", [Cleaner(tmp_path)])
    (line,) = [line for line in made.differences if line.startswith("block kept now")]
    assert '; drop_text "Every tale of the quay is read aloud ' in line
    assert "strikes it on the real page, but not these words: leave out --anonymise" in line


def test_a_record_of_a_dump_is_asked_for_by_its_id(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "x", "url": "https://a.example/1", "html": "<p>one"}\n')
    assert read_one(path, "x", None) == (b"<p>one", "https://a.example/1")
    with pytest.raises(DumpError, match="--id"):
        read_one(path, None, None)


@given(st.text(max_size=200))
def test_an_invented_text_has_its_blanks_where_the_real_one_has(text):
    made = Inventor("seed", "a.example", text).text(text)
    assert [sign.isspace() for sign in made] == [sign.isspace() for sign in text]


@given(st.text(max_size=200))
def test_an_invented_text_has_the_marks_of_the_real_one(text):
    made = Inventor("seed", "a.example", text).text(text)
    assert len(made) == len(text)
    plain = "".join(sign if not sign.isalnum() else "a" for sign in text if sign.isascii())
    assert plain == "".join(m if not m.isalnum() else "a" for m, sign in zip(made, text, strict=True) if sign.isascii())


def test_one_word_becomes_one_word():
    text = Inventor("seed", "a.example").text
    assert text("Kettlewright") == text("Kettlewright")


def test_many_words_become_the_same():
    text = Inventor("seed", "a.example").text
    words = [f"zq{a}{b}{c}xv" for a in "bcdfg" for b in "aeiou" for c in "klmnp"]
    assert len({text(word) for word in words}) < len(words)
