"""Who of a byline's hands is an author: companies beside roles, translators' sentences, cities, desks and places."""

import pytest

from cleaner import Cleaner
from cleaner.metadata.names.author_list import split_authors

CLEANER = Cleaner(rules=None)
STORY = "<p>The harbour wall will be raised before the storms of autumn, the council decided on Monday.</p>" * 4


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Tessa Rowntree, Google Cloud, data engineer", ("Tessa Rowntree",)),
        ("Tessa Rowntree, data engineer, Google Cloud", ("Tessa Rowntree",)),
        ("Tessa Rowntree, editor, Pia Lund, reporter", ("Tessa Rowntree", "Pia Lund")),
        ("Tessa Rowntree, Bluefin Robotics", ("Tessa Rowntree",)),
        ("By Tessa Rowntree, Harbour Trust", ("Tessa Rowntree",)),
        ("Tessa Rowntree für den Hafenboten", ("Tessa Rowntree",)),
        ("Tessa Rowntree para o Jornal do Cais", ("Tessa Rowntree",)),
        ("Tessa Rowntree via Harbour Wire", ("Tessa Rowntree",)),
        ("Rudi Hartono, Editor Sari Dewi", ("Rudi Hartono",)),
        ("Bluefin Robotics", ("Bluefin Robotics",)),
    ],
)
def test_whom_an_author_works_for_is_no_author(line, names):
    assert split_authors(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Translated from Danish by Magnus Oddy. By Tessa Rowntree",
        "By Tessa Rowntree. Translated by Magnus Oddy",
        "Aus dem Englischen von Magnus Oddy. Von Tessa Rowntree",
        "Von Tessa Rowntree, aus dem Englischen von Magnus Oddy",
        "Traduit de l'anglais par Magnus Oddy. Par Tessa Rowntree",
        "Av Tessa Rowntree, översättning av Magnus Oddy",
    ],
)
def test_a_sentence_about_the_translator_names_no_author(line):
    assert split_authors(line) == ("Tessa Rowntree",)


@pytest.mark.parametrize(
    "line", ["Dakar - Tessa Rowntree", "Dakar – Tessa Rowntree", "TESSA ROWNTREE Madrid", "Tessa Rowntree — São Paulo"]
)
def test_a_place_beside_a_name_is_no_part_of_it(line):
    assert tuple(map(str.title, split_authors(line))) == ("Tessa Rowntree",)


def test_a_name_in_capitals_with_initials_stays_whole():
    assert split_authors("By J. R. R. WHITLOCK") == ("J. R. R. WHITLOCK",)


def test_two_likely_names_may_be_parted_by_a_dash():
    assert split_authors("Ana Gil - Pia Lund") == ("Ana Gil", "Pia Lund")


@pytest.mark.parametrize("role", ["Staff Writer", "Deputy Political Editor", "Graphite software engineer"])
def test_a_role_behind_a_name_goes_though_one_of_its_words_names_groups(role):
    assert split_authors(f"By Tessa Rowntree {role}") == ("Tessa Rowntree",)


@pytest.mark.parametrize("desk", ["Flatworld Solutions Editorial Team", "Great Day Editorial Team", "Courier Staff"])
def test_a_desk_stays_whole(desk):
    assert split_authors(desk) == (desk,)


def read_authors(language, line):
    html = f"<html lang='{language}'><body><h1>Harbour wall rises</h1><p>{line}</p>{STORY}</body></html>"
    return tuple(CLEANER.clean(html, "https://www.harbourtimes.example/2024/wall").authors)


@pytest.mark.parametrize("language", ["sv", "nb", "da-DK"])
def test_a_place_behind_a_name_is_told_in_scandinavia(language):
    assert read_authors(language, "Ebba Sjöström i Kiruna") == ("Ebba Sjöström",)


def test_the_same_word_parts_two_surnames_in_catalan():
    assert read_authors("ca", "Per Antoni Ferrer i Puig") == ("Antoni Ferrer i Puig",)


def test_the_same_word_parts_two_people_in_polish():
    assert read_authors("pl", "Autorzy: Jagoda Wilk i Bogdan Sroka") == ("Jagoda Wilk", "Bogdan Sroka")


@pytest.mark.parametrize(
    "line", ["Author: Tessa Rowntree Reading time: 5 minutes", "By Tessa Rowntree Last Updated March 4, 2023"]
)
def test_what_a_template_puts_behind_a_name_goes(line):
    assert split_authors(line) == ("Tessa Rowntree",)
