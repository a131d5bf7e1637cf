"""What a kept block says, once characters that show nothing and heights that a text lacks are dealt with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.article.edit_block import as_read, edited
from cleaner.article.super_and_subscripts import in_plain_text
from cleaner.model import CODE, Block
from cleaner.page.dom import parse
from cleaner.page.segment import segment
from cleaner.render import html, markdown, text


def read(source: str) -> list:
    return [found for block in segment(parse(source)).blocks if (found := as_read(block)) is not None]


def said(source: str) -> str:
    return text(read(source))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>light&shy;house</p>", "lighthouse"),
        ("<p>light&#8203;house</p>", "lighthouse"),
        ("<p>light&zwnj;house</p>", "lighthouse"),
        ("<p>light<b>&#x2060;house</b></p>", "lighthouse"),
        ("<p>&#xfeff;light<i>&shy;</i>house</p>", "lighthouse"),
        ("<pre>let x&#8203; = 1\n  y</pre>", "let x = 1\n  y"),
    ],
)
def test_characters_that_only_tell_where_a_word_may_break_go(source, expected):
    assert said(source) == expected


@pytest.mark.parametrize(
    "kept",
    [
        "می\u200cخواهم",  # Persian: the non-joiner parts two letters of one word
        "क्\u200dष",  # Devanagari: the joiner keeps a half form
        "ක්\u200dර",  # Sinhala
        "สวัสดี\u200bชาวโลก",  # Thai: the end of a word
        "👩\u200d🚀",
        "🏳\ufe0f\u200d🌈",
        "👩🏽\u200d⚕\ufe0f",
    ],
)
def test_joiners_stay_where_the_script_needs_them(kept):
    assert said(f"<p>a {kept} b</p>") == f"a {kept} b"


def test_a_paragraph_of_unseen_characters_alone_is_none():
    assert read("<p>&#8203;&#8203;</p><p>a</p>")[0].text == "a"


@pytest.mark.parametrize(
    ("inside", "before", "expected"),
    [
        ("3", "0", "³"),
        ("2", "m", "²"),
        ("-4", "0", "⁻⁴"),
        ("−4", "0", "⁻⁴"),
        ("n", "x", "ⁿ"),
        ("n+1", "x", "ⁿ⁺¹"),
        ("1", "e", "¹"),
        ("1,2", "e", "¹,²"),
        ("[1]", "e", "[1]"),
        ("*", "e", "*"),
        ("TM", "e", "™"),
        ("q", "x", "^q"),
        ("1/2", "x", "^(1/2)"),
        ("st", "1", "st"),
        ("th", "4", "th"),
        ("me", "M", "me"),
        ("e", "X", "e"),
        ("o", "1", "º"),
        ("a note of many words", "e", " a note of many words"),
        ("a q", " ", "a q"),
        (" ", "e", " "),
    ],
)
def test_what_stands_above_the_line(inside, before, expected):
    assert in_plain_text(inside, before, raised=True) == expected


@pytest.mark.parametrize(
    ("inside", "before", "expected"), [("2", "H", "₂"), ("max", "x", "ₘₐₓ"), ("GS", "V", "_GS"), ("i,j", "x", "_(i,j)")]
)
def test_what_stands_below_the_line(inside, before, expected):
    assert in_plain_text(inside, before, raised=False) == expected


HEIGHTS = "<p>10<sup>3</sup> m<sup>2</sup> of H<sub>2</sub>O, x<sup><i>ab/c</i></sup></p>"


def test_heights_are_characters_in_text():
    assert text(read(HEIGHTS)) == "10³ m² of H₂O, x^(ab/c)"


@pytest.mark.parametrize(
    ("rendered", "expected"),
    [
        (html, "<p>10<sup>3</sup> m<sup>2</sup> of H<sub>2</sub>O, x<em><sup>ab/c</sup></em></p>"),
        (markdown, "10<sup>3</sup> m<sup>2</sup> of H<sub>2</sub>O, x<sup>ab/c</sup>"),
    ],
    ids=["html", "markdown"],
)
def test_heights_are_markup_elsewhere(rendered, expected):
    assert rendered(read(HEIGHTS)) == expected


def test_heights_are_characters_within_code():
    assert markdown(read("<p>run <code>2<sup>10</sup></code></p>")) == "run `2¹⁰`"


def test_heights_are_read_in_cells_and_headings():
    assert said("<h2>CO<sub>2</sub></h2><table><tr><td>m<sup>3</sup><td>1<tr><td>2<td>3</table>") == "CO₂\nm³\t1\n2\t3"


@pytest.mark.parametrize(
    "mark",
    [
        "<sup><a href=#n1>1</a></sup>",
        "<a href=#n1><sup>1</sup></a>",
        "<sup id=r1><a href='/page#n1'>1</a></sup>",
        "<a class=footnote-ref href=#n1>1</a>",
    ],
)
@pytest.mark.parametrize("word", ["essay", "2019", "Aufsätze"])
def test_the_number_of_a_note_does_not_melt_into_the_word(mark, word):
    blocks = read(f"<p>The {word}{mark} says</p>")
    assert text(blocks) == f"The {word}¹ says"
    assert "<sup>1</sup>" in markdown(blocks)
    assert "<sup>1</sup>" in html(blocks, "https://a.example/page")


@pytest.mark.parametrize("arrow", ["↩", "↩︎", "↩\ufe0f", "^", "↑", "[↩]", "⏎", "&#x21a9;&#xfe0e;"])
@pytest.mark.parametrize("markup", ["{note} <a href=#r1>{arrow}</a>", "<a href='/x#r1'>{arrow}</a> {note}",
    "{note}&nbsp;<sup><a href=#r1 class=back>{arrow}</a></sup>", "<b><a href=#r1>{arrow}</a></b> {note}"])  # fmt: skip
def test_the_arrow_back_to_the_text_goes(arrow, markup):
    assert (
        said(f"<ol><li><p>{markup.format(note='As the keeper said.', arrow=arrow)}</p></ol>") == "As the keeper said."
    )


def test_several_arrows_back_go():
    note = "<li>As said. <a href=#r1>↩</a> <a href=#r2>↩<sup>2</sup></a></li>"
    assert said(f"<ol>{note.replace('<sup>2</sup>', '')}</ol>") == "As said."
    assert said("<ol><li>^ <a href=#r1>a</a> <a href=#r2><sup><b>b</b></sup></a> As said.</ol>") == "As said."


def test_an_arrow_back_on_a_line_of_its_own_goes():
    assert said("<ol><li><p>As said.</p><p><a href=#r1>↩</a></p></ol>") == "As said."


def test_an_arrow_that_leads_nowhere_back_stays():
    assert said("<p>Press ↩ and <a href=/next>↑</a></p>") == "Press ↩ and ↑"


@pytest.mark.parametrize(
    "way", ["[back]", "Jump back", "↩", "←", "Return to text", "zurück zum Text", "↩</a> <a href=#r1>↩<sup>2</sup>"]
)
def test_the_way_back_from_a_note_goes_whatever_it_says(way):
    assert said(f"<p>The log tells it. <a href=#r1>{way}</a></p>") == "The log tells it."


@pytest.mark.parametrize(
    "way", ["She came <a href=#r1>back</a>", "The chapter, <a href=#r1>back</a>", "He is <a href=/x>back</a>"]
)
def test_a_link_that_only_says_back_stays(way):
    assert said(f"<p>{way}</p>").endswith("back")


def test_the_picture_of_a_first_letter_is_the_letter():
    assert said("<p><img class=dropcap src=o.gif alt=O>nce there was a pier.</p>") == "Once there was a pier."


def test_a_number_sign_with_a_raised_o():
    assert said("<p>Le n<sup>o</sup> 5</p>") == "Le nº 5"


ODD = "ab$\\[/#\u00ad\u200b\u200d\u2060\ufeffé文\U0001f600"


@given(text=st.text(ODD, max_size=12), href=st.text("a#/é文", max_size=4), style=st.integers(0, 64))
def test_no_block_that_is_read_otherwise_than_it_stands_is_passed_over(text, href, style):
    block = Block(text, "p", ((text, href, style),))
    assert edited([block], [True])[0] or as_read(block) is block
    assert not edited([block], [False])[0]


marks = st.sampled_from([" ", "↩", "^", "a", ", b", "1", "12", "word", "back", "¶", "#", "Returned. ", "[1]", "x y"])

links = st.sampled_from(["", "", "#a", "/x#b", "/y"])


@given(
    runs=st.lists(st.tuples(marks, links, st.sampled_from([0, 0, CODE])), min_size=1),
    tag=st.sampled_from(["p", "h2", "li"]),
)
def test_no_line_with_a_mark_among_its_links_is_passed_over(runs, tag):
    block = Block(" ".join("".join(run[0] for run in runs).split()), tag, tuple(runs))
    assert edited([block], [True])[0] or as_read(block) is block
