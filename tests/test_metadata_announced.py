"""Words before an author's name, each read from the page's data, and what only looks like one."""

import pytest
from announced_authors import ANNOUNCED

from cleaner.metadata.names.author_list import split_authors

LINES = [
    (f"{word}{'' if word[-1] in '：/' else ' '}{name}", name) for name, told in ANNOUNCED.values() for word in told
]


@pytest.mark.parametrize(("line", "name"), LINES)
def test_what_announces_an_author_is_no_part_of_the_name(line, name):
    assert split_authors(line) == (name,)


@pytest.mark.parametrize(
    "line",
    ["Photos by Odile Marchetti", "Fotos von Odile Marchetti", "Edited by Odile Marchetti", "Video by Odile Fenn"],
)
def test_who_took_the_pictures_is_not_announced_as_the_author(line):
    assert split_authors(line) == ()


@pytest.mark.parametrize("line", ["Text Hungary", "Story Musgrave", "Opinion Research Institute"])
def test_a_text_without_a_by_behind_it_announces_nobody(line):
    assert split_authors(line) == (line,)


@pytest.mark.parametrize(
    "line", ["Getty Images/Odile Marchetti", "Odile Marchetti/Getty", "Tobias Fenn via Shutterstock"]
)
def test_whoever_a_picture_agency_names_took_a_picture(line):
    assert split_authors(line) == ()


def test_a_surname_that_an_agency_has_too_stays():
    assert split_authors("Estelle Getty") == ("Estelle Getty",)


def test_a_handle_that_is_the_whole_byline_is_the_author():
    assert split_authors("@tidewatcher") == ("tidewatcher",)


def test_arabic_commas_part_names():
    assert split_authors("هدى القحطاني، زياد الخطيب") == ("هدى القحطاني", "زياد الخطيب")


def test_chinese_surnames_of_two_letters_begin_a_name_behind_a_blank():
    assert split_authors("欧阳雪梅 刘建国") == ("欧阳雪梅", "刘建国")


def test_whoever_did_the_pictures_in_brackets_leaves_the_author():
    assert split_authors("Gaëtan Lemoine (photos Ysé Dubreuil)") == ("Gaëtan Lemoine",)
    assert split_authors("Gaëtan Lemoine (texte), Ysé Dubreuil (photos)") == ("Gaëtan Lemoine",)
