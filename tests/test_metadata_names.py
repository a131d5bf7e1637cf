"""Printed bylines → names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.person import is_person
from cleaner.metadata.names.printed import tidy_byline
from cleaner.metadata.plain import tidy


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Alma Torvald and Piet Venning", ("Alma Torvald", "Piet Venning")),
        ("BY ALMA TORVALD", ("ALMA TORVALD",)),
        ("By Lena Ortiz and Ben Smith", ("Lena Ortiz", "Ben Smith")),
        ("LENA ORTIZ AND BEN MÜLLER", ("LENA ORTIZ", "BEN MÜLLER")),
        ("POR ANA GIL Y LEO PAZ", ("ANA GIL", "LEO PAZ")),
        ("MARY ANN E DE LUCA", ("MARY ANN E DE LUCA",)),
        ("Von Anke Möller", ("Anke Möller",)),
        ("Par Jeanne de La Tour et Marc Vidal", ("Jeanne de La Tour", "Marc Vidal")),
        ("Por Ana Gil Soto y Leo Paz Ruiz", ("Ana Gil Soto", "Leo Paz Ruiz")),
        ("Di Carla Neri", ("Carla Neri",)),
        ("Door Joris van den Berg", ("Joris van den Berg",)),
        ("Автор: Мария Лебедева", ("Мария Лебедева",)),
        ("記者 山田太郎", ("山田太郎",)),
        ("文／林小明", ("林小明",)),
        ("Alma Torvald & Piet Venning", ("Alma Torvald", "Piet Venning")),
        ("Alma Torvald, Senior Editor at Harbour Times", ("Alma Torvald",)),
        ("Alma Torvald Senior Writer", ("Alma Torvald",)),
        ("Alma Torvald, MD, PhD", ("Alma Torvald",)),
        ("Alma Torvald in Berlin", ("Alma Torvald",)),
        ("Alma Torvald (Reuters)", ("Alma Torvald",)),
        ("Alma Torvald @almatorvald", ("Alma Torvald",)),
        ("Alma Torvald alma@harbour.example", ("Alma Torvald",)),
        ("Alma Torvald, Associated Press", ("Alma Torvald",)),
        ("By Alma Torvald | Updated Jan 3, 2024", ("Alma Torvald",)),
        ("Text: Eva Klein, Foto: Max Huber", ("Eva Klein",)),
        ("Alma Torvald, Updated by Piet Venning", ("Alma Torvald",)),
        ("Alma Torvald, Alma Torvald", ("Alma Torvald",)),
    ],
)
def test_names_are_split_from_what_surrounds_them(printed, names):
    assert split_authors(printed) == names


@pytest.mark.parametrize("desk", ["Reuters", "AFP", "Staff Writer", "Harbour Editorial Team"])
def test_agencies_and_desks_stay_when_nobody_is_named(desk):
    assert split_authors(desk) == (desk,)


@pytest.mark.parametrize(
    "whole", ["Center for Harbour Evaluation and Research", "Le Phare et AFP", "Will Ortega y Gasset"]
)
def test_an_and_inside_a_name_does_not_split_it(whole):
    assert split_authors(whole) == (whole,)


@pytest.mark.parametrize(
    "junk",
    [
        "Posted by admin",
        "https://harbour.example/alma",
        "View all posts",
        "Share",
        "",
        "12345",
        "page.extra.author",
        "|",
    ],
)
def test_what_is_no_name_gives_none(junk):
    assert split_authors(junk) == ()


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        ("By Alma Torvald and Piet Venning", "Alma Torvald and Piet Venning"),
        ("REUTERS", "REUTERS"),
        ("Written by: Alma Torvald", "Alma Torvald"),
        ("<b>By</b> Alma&nbsp;Torvald\n", "Alma Torvald"),
        ("By Alma Torvald • May 3, 2024", "Alma Torvald"),
        ("By Alma Torvald · 12 March 2025", "Alma Torvald"),
        ("By Alma Torvald on 12 March 2025", "Alma Torvald"),
        ("ALMA TORVALD ON 12 MARCH 2025", "ALMA TORVALD"),
        ("12 March 2025 — Alma Torvald | 5 min read", "Alma Torvald"),
        ("By Alma Torvald · Harbour Times · 10:30 am", "Alma Torvald · Harbour Times"),
        ("12 March 2025 · By Alma Torvald", "Alma Torvald"),
        ("Radio | 4", "Radio | 4"),
        ("www.harbour.example/alma", None),
        ("by", None),
    ],
)
def test_the_byline_reads_as_printed_without_its_by(printed, byline):
    assert tidy_byline(printed) == byline


@pytest.mark.parametrize("name", ["Ben Smith", "Al Gore", "Van Jones", "E. Smith", "BEN MÜLLER", "Anna von Berg"])
def test_a_given_name_may_be_spelled_like_a_particle(name):
    assert is_person(name)


@pytest.mark.parametrize("other", ["ben Smith", "von Berg", "Ben van", "Le Phare", "San Marino", "In London", "I Love"])
def test_a_particle_that_opens_no_persons_name_does_not_count(other):
    assert not is_person(other)


def test_text_encoded_twice_is_mended():
    assert tidy("Dariusz JaroÅ\x84") == "Dariusz Jaroń"


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("A &amp;amp; B", "A & B"),
        ("a<script>b</script> c", "a b c"),
        ("x\n\t y\u00a0z", "x y z"),
        ("5 < 6 > 4", "5 < 6 > 4"),
    ],
)
def test_tidy_leaves_one_plain_line(raw, plain):
    assert tidy(raw) == plain


@given(st.text(max_size=400))
def test_names_are_short_plain_lines(text):
    for name in split_authors(text):
        assert 2 <= len(name) <= 80
        assert "\n" not in name
        assert "<" not in name
    byline = tidy_byline(text)
    assert byline is None or (0 < len(byline) <= 300 and byline == " ".join(byline.split()))


@pytest.mark.parametrize("name", ["I Smith", "E Jones", "Le Thi Hoa", "La Toya Jackson", "San Suu Kyi"])
def test_an_initial_or_given_name_spelled_like_a_particle_opens_a_name(name):
    assert is_person(name)


@pytest.mark.parametrize("line", ["Le Monde", "San Marino", "I Agree", "La Stampa"])
def test_a_particle_before_one_word_is_a_paper_or_a_place(line):
    assert not is_person(line)


@pytest.mark.parametrize("joined", [", and ", ", und ", ", et ", ", y ", "; ", " / ", " · ", ", "])
def test_a_list_of_names_may_be_joined_in_many_ways(joined):
    names = ("Alma Torvald", "Piet Venning", "Ida Sund")
    assert split_authors(f"By {names[0]}, {names[1]}{joined}{names[2]}") == names


@pytest.mark.parametrize("name", ["Di Torvald", "Par Venning", "Ni Sund", "Af Torval", "Words Without Walls"])
def test_a_name_that_begins_like_an_announcement_stays_whole(name):
    assert split_authors(name) == (name,)


@pytest.mark.parametrize("name", ["Di Torvald", "Par Venning", "Von Torvald"])
def test_after_a_real_by_nothing_more_is_cut_off(name):
    assert split_authors(f"By {name}") == (name,)


def test_a_label_needs_a_colon_or_a_persons_name_after_it():
    assert split_authors("Contributors to harbour projects") == ("Contributors to harbour projects",)
    assert split_authors("Autor: Torvald") == ("Torvald",)


@pytest.mark.parametrize("name", ["मीरा जोशी", "কবির দত্ত", "அருள் மணி", "Jose\u0301 Paz", "วีระ สุขใจ"])
def test_marks_that_combine_are_part_of_a_name(name):
    assert is_person(name)


@pytest.mark.parametrize(
    "line",
    ["Alma Torvald For Harbour Post", "Alma Torvald Politics Editor", "Alma Torvald data engineer",
     "Alma Torvald, XYZCP",
     "Alma Torvald Photographs by Piet Venning", "Alma Torvald (Text), Piet Venning (Fotos)",
     "Alma Torvald | Editor: Piet Venning", "Alma Torvald; Übersetzung: Piet Venning"],
)  # fmt: skip
def test_papers_roles_degrees_and_other_hands_go_from_a_name(line):
    assert split_authors(line) == ("Alma Torvald",)


def test_who_told_and_who_wrote_it_down_are_both_named():
    assert split_authors("Alma Torvald, as told to Piet Venning") == ("Alma Torvald", "Piet Venning")


@pytest.mark.parametrize("line", ["文字サイズ", "作者簡介"])
def test_a_word_that_only_begins_like_an_announcement_is_whole(line):
    assert split_authors(line) in ((), (line,))
