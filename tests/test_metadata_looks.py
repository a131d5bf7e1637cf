"""Cheap looks before expressions: where one says no, the expression behind it finds nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.byline import name_line
from cleaner.metadata.date_text import read_date
from cleaner.metadata.names import author_list, person, printed

PIECES = [
    "Ana Gil",
    "and",
    "AND",
    "y",
    "E",
    "as told to",
    "&",
    " ",
    "  ",
    ",",
    "|",
    "»",
    " - ",
    "/",
    "\uff0f",
    "a/b/",
    "+",
    "\u2013",
]
PIECES += [
    "www.",
    ".html",
    "https:",
    "on",
    "am",
    "March",
    "3",
    "2019",
    "\u0663",
    "\u8c22\u82e5\u542b",
    "\u00e9t\u00e9",
    ":",
    "\uff0c",
    "\u2c78",
]
LINES = st.lists(st.sampled_from(PIECES), max_size=7).map("".join) | st.lists(st.sampled_from(PIECES)).map(" ".join)


@given(line=LINES)
def test_a_line_without_marks_is_one_piece(line):
    assert name_line.pieces(line) == name_line._PIECES.split(line)
    if not author_list._MARK.search(line):
        assert author_list._SPLIT.split(line) == [line]


@given(line=LINES)
def test_a_line_without_a_word_for_and_has_one_side(line):
    if line.isascii() and "&" not in line and author_list._AND_STARTS.isdisjoint(line.lower().split()):
        assert author_list._LONG_AND.split(line) == author_list._SHORT_AND_CAPS.split(line) == [line]


@given(line=LINES)
def test_an_address_has_one_of_three_signs(line):
    assert printed.is_urlish(line) == bool(printed._URLISH.search(line))


def test_a_line_without_digits_is_no_date():
    assert read_date("Reading time: a while") is None
    assert read_date("at 10:02, 2019-10-02") == "2019-10-02"


@given(
    line=st.lists(
        st.sampled_from(["admin", "Web", "master", "wordpress", " ", "posts", "author", "Ana", "istrator", "w"])
    ).map("".join)
)
def test_a_template_has_one_of_a_few_words(line):
    lower = line.lower()
    if "admin" not in lower and lower[:1] != "w":
        assert not person._ADMIN.search(lower)
    assert person._names_template(lower) == bool(person._TEMPLATE_WORD.search(lower))
