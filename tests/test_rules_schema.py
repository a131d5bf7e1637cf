import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RuleError
from cleaner.rules.read import load_rule
from cleaner.rules.schema import HEAD_BLOCKS, TAIL_BLOCKS, Field, TextPattern

SITE = '[[layout]]\ncontent = [".body"]\n'
PLATFORM = '[detect]\nany = ["made-with/"]\n\n' + SITE


@pytest.fixture
def write(tmp_path):
    """Write a rule file and give its path."""

    def write(text, name="sites/example.com.toml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def fault(path):
    with pytest.raises(RuleError) as caught:
        load_rule(path)
    assert caught.value.file == str(path)
    return caught.value


def test_a_site_file_becomes_a_rule_with_its_layouts_in_order(write):
    rule = load_rule(write('description = "x"\n' + SITE + '[[layout]]\nname = "old"\nvalid_until = 2020-12-31\n'))
    assert (rule.name, rule.scope, rule.detect) == ("sites/example.com", "site", None)
    assert [layout.name for layout in rule.layouts] == [None, "old"]
    assert rule.layouts[1].valid_until == datetime.date(2020, 12, 31)


def test_a_platform_file_carries_how_it_is_detected(write):
    rule = load_rule(write("order = 7\n" + PLATFORM, "platforms/made.toml"))
    assert (rule.name, rule.scope, rule.order) == ("platforms/made", "platform", 7)
    assert rule.detect.any == ("made-with/",)


def test_a_field_may_be_written_as_css_at_attribute(write):
    layout = load_rule(write('[[layout]]\ndate = ["time@datetime", "a[href=\'x@y\']", {css = "b", after = ":"}]\n'))
    assert layout.layouts[0].date == (Field("time", "datetime"), Field("a[href='x@y']"), Field("b", after=":"))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (SITE + 'dropp = [".x"]\n', 3, "`drop`"),
        ("conten = 1\n", 1, "nearest"),
        ("[[layout]]\ncontent = '.body'\n", 2, "a list of texts"),
        ("[[layout]]\ncontent = ['']\n", 2, "a list of texts"),
        ("[[layout]]\ndrop = [\n  '.a',\n  3,\n]\n", 2, "a list of texts"),
        ("[[layout]]\ndrop = [\n  '.a',\n  '.b >',\n]\n", 4, "cannot parse"),
        (SITE + "[[layout]]\ncontent = ['p:contains(x)']\n", 4, "drop_text"),
        (SITE + "title = ['h1::text']\n", 3, "css@attribute"),
        (SITE + "drop = ['> p']\n", 3, "no scope"),
        (SITE + "drop = ['a || b']\n", 3, "finds nothing"),
        (SITE + "drop = ['\ufeffp']\n", 3, "byte order mark"),
        (SITE + "drop = ['a:has(b:has(c))']\n", 3, ":has()"),
        (SITE + "drop = ['input:enabled']\n", 3, "pseudo-class"),
        (SITE + "drop = ['p:nth-child(1 of p.a)']\n", 3, "counts wrongly"),
        (SITE + "drop = ['" + "a" * 1025 + "']\n", 3, "1024"),
        (SITE + "valid_until = '2020-01-01'\n", 3, "without quotes"),
        (SITE + "valid_until = 2020-01-01T00:00:00\n", 3, "without quotes"),
        (SITE + "drop_text = [{like = 'x', where = 'tail'}]\n", 3, "no key `where`"),
        (SITE + "drop_text = [{like = '**'}]\n", 3, "letter or digit"),
        (SITE + "drop_text = [{like = 'x', zone = 'end'}]\n", 3, "head, tail or any"),
        (SITE + "author = [{attr = 'x'}]\n", 3, "needs `css`"),
        (SITE + "author = [{css = 'b', after = 1}]\n", 3, "text in quotes"),
        ("[layout]\ncontent = ['.x']\n", 1, "two brackets"),
        ("same_as = 'other.org'\n" + SITE, 1, "either"),
        (PLATFORM, 1, "only a platform"),
        ("[[layout]]\ncontent = ['.a' '.b']\n", 2, "not TOML"),
    ],
)
def test_what_a_rule_may_not_say_is_an_error_with_its_line(write, text, line, words):
    error = fault(write(text))
    assert words in str(error)
    assert error.line == line


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (SITE, 1, "needs [detect]"),
        ("[detect]\nwithin = 9\n" + SITE, 1, "without one"),
        ("[detect]\nany = ['x']\nwithn = 3\n" + SITE, 3, "`within`"),
        ("[detect]\nany = ['x']\nwithin = -1\n" + SITE, 3, "number of characters"),
        ("order = 'first'\n" + PLATFORM, 1, "whole number"),
    ],
)
def test_what_a_platform_may_not_say_is_an_error_with_its_line(write, text, line, words):
    error = fault(write(text, "platforms/made.toml"))
    assert words in str(error)
    assert error.line == line


@pytest.mark.parametrize("css", ["li:nth-child(2n+1 of .a)", "a[title='||']", "p:has(> b)", ".md\\:w-1\\/2", ".标题"])
def test_selectors_that_only_look_like_traps_are_taken(write, css):
    assert load_rule(write(SITE + f"drop = ['''{css}''']\n")).layouts[0].drop == (css,)


def test_a_huge_file_is_refused(write):
    assert "256 KB" in str(fault(write("#" * 262_145)))


def test_nesting_without_end_is_refused(write):
    assert "too deeply" in str(fault(write("x = " + "[" * 100_000)))


def test_a_symbolic_link_is_refused(write, tmp_path):
    link = tmp_path / "sites" / "link.com.toml"
    link.parent.mkdir()
    link.symlink_to(write(SITE, "elsewhere.toml"))
    assert "symbolic link" in str(fault(link))


def test_a_folder_of_sites_that_is_a_symbolic_link_is_refused(write, tmp_path):
    link = tmp_path / "rules" / "sites"
    link.parent.mkdir()
    link.symlink_to(write(SITE, "elsewhere.com.toml").parent)
    assert "`sites` is a symbolic link" in str(fault(link / "elsewhere.com.toml"))


def test_bytes_that_are_not_utf8_are_refused(write):
    path = write(SITE)
    path.write_bytes(b'[[layout]]\nname = "\xff"\n')
    assert "UTF-8" in str(fault(path))


def test_a_missing_file_is_a_rule_error(tmp_path):
    assert "cannot be read" in str(fault(tmp_path / "nowhere.toml"))


@pytest.mark.parametrize(
    ("like", "text", "hit"),
    [
        ("thumbnail", "  Thumbnail ", True),
        ("thumbnail", "Thumbnails", False),
        ("follow us on *", "Follow  us\non Twitter @x", True),
        ("follow us on *", "Please follow us on Twitter", False),
        ("*all rights reserved", "© 2020. All Rights Reserved", True),
        ("copyright * reserved*", "Copyright 2020, all rights reserved by us", True),
        ("a*b*a", "aba", True),
        ("a*a", "a", False),
        ("ab*ba", "aba", False),
    ],
)
def test_a_text_pattern_is_held_against_the_whole_block(like, text, hit):
    assert TextPattern(like).matches(text, 0, 1) is hit


def test_zones_are_the_ends_of_the_content():
    count = 40
    head = [place for place in range(count) if TextPattern("x", "head").matches("x", place, count)]
    tail = [place for place in range(count) if TextPattern("x", "tail").matches("x", place, count)]
    assert (head, tail) == (list(range(HEAD_BLOCKS)), list(range(count - TAIL_BLOCKS, count)))


WORDS = st.text(st.characters(categories=["Ll", "Nd"], max_codepoint=0x7F), max_size=5)


@given(WORDS, st.lists(st.tuples(st.text("ab \n", max_size=4), WORDS), min_size=1, max_size=5))
def test_whatever_the_stars_stand_for_the_pattern_matches(first, rest):
    like = first + "".join("*" + part for _, part in rest)
    assert TextPattern(like).matches(first + "".join(fill + part for fill, part in rest), 0, 1)


@given(WORDS, WORDS)
def test_a_pattern_without_stars_matches_itself_only(one, other):
    assert TextPattern(one).matches(other, 0, 1) is (one == other)


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        (Field("x", prefix="by"), " BY  Ada\nByron ", "Ada Byron"),
        (Field("x", after="|", before="("), "Posted | Ada (staff)", "Ada"),
        (Field("x", after="|"), "Ada", ""),
        (Field("x", before="|"), "Ada", ""),
        (Field("x", suffix=" - The Site"), "Rain - the site", "Rain"),
    ],
)
def test_a_field_cuts_its_raw_value(field, raw, value):
    assert field.cut(raw) == value
