"""Bylines that hold more than one name: lists, other hands, roles, places and dates beside them."""

import json

import pytest

from cleaner.metadata import read_metadata
from cleaner.metadata.names.author_list import split_authors
from cleaner.page.dom import parse
from cleaner.page.segment import segment

TEXT = "<p>The council decided on Monday that the pier will be mended before the storms of autumn.</p>" * 4
URL = "https://www.quaytimes.example/2024/pier-mended"


def authors(body="", head="", lang="en"):
    head = f"<title>Pier mended</title><meta property='og:type' content='article'>{head}"
    page = parse(f"<html lang='{lang}'><head>{head}</head><body><h1>Pier mended</h1>{body}{TEXT}</body></html>", URL)
    return read_metadata(page, segment(page).blocks, {}).authors


def data(name):
    thing = {"@type": "NewsArticle", "headline": "Pier mended", "author": {"@type": "Person", "name": name}}
    return f"<script type='application/ld+json'>{json.dumps(thing)}</script>"


@pytest.mark.parametrize(
    "line",
    [
        "Geschrieben von Gerda Tamms am 7. Mai 2024",
        "Gepostet von Gerda Tamms um 17:20",
        "Veröffentlicht am 7. Mai 2024 von Gerda Tamms",
        "Autor: Gerda Tamms Kategorie: Hafen",
        "Escrito por Gerda Tamms em 7 de maio de 2024",
        "Publicado por: Gerda Tamms el 7 mayo, 2024",
        "Scritto da Gerda Tamms il 7 maggio 2024",
        "Rédigé par Gerda Tamms le 7 mai 2024",
        "May 7, 2024 By Gerda Tamms Leave a Comment",
        "By Gerda TammsMay 7, 2024",
    ],
)
def test_a_day_and_what_leads_to_it_are_no_part_of_the_name(line):
    assert authors(f"<p>{line}</p>") == authors(head=data(line)) == ("Gerda Tamms",)


def test_a_name_before_a_date_without_a_mark_is_the_byline():
    assert authors("<p>Gerda Tamms 7. Mai 2024</p>", lang="de") == ("Gerda Tamms",)


def test_a_single_name_after_words_of_another_language_is_the_byline():
    assert authors("<p>Eingestellt von Gerda</p>", lang="de") == ("Gerda",)


@pytest.mark.parametrize(
    "line",
    [
        "Gerda Tamms senior platform engineer",
        "Gerda Tamms Principal Program Manager",
        "Gerda Tamms Data Scientist at Lanternworks",
        "Gerda Tamms BBC News",
        "Eine Kolumne von Gerda Tamms",
        "Von unserer Mitarbeiterin Gerda Tamms",
        "Text und Fotos: Gerda Tamms",
    ],
)
def test_roles_houses_and_forms_are_no_part_of_the_name(line):
    assert split_authors(line) == ("Gerda Tamms",)


@pytest.mark.parametrize(
    "line",
    [
        "By Gerda Tamms. Edited by Odo Kell",
        "By Gerda Tamms (translated from Danish by Odo Kell)",
        "Written by Gerda Tamms Medically reviewed by Odo Kell, MD",
        "Gerda Tamms • Fact checked by Odo Kell",
        "Words: Gerda Tamms. Photography: Odo Kell",
        "Por Gerda Tamms. Traducción de Odo Kell",
        "Tekst Gerda Tamms Foto Odo Kell",
        "Traduit par Odo Kell | Par Gerda Tamms",
    ],
)
def test_whoever_edited_checked_pictured_or_translated_is_no_author(line):
    assert split_authors(line) == ("Gerda Tamms",)


def test_a_company_before_a_role_in_small_letters_is_no_surname():
    assert split_authors("Helen Morris Lanternworks platform engineer") == ("Helen Morris",)


def test_a_second_surname_before_a_role_in_small_letters_stays():
    assert split_authors("Maria Garcia Soto platform engineer") == ("Maria Garcia Soto",)


def test_a_name_before_an_editor_in_brackets_of_another_kind_stays():
    assert split_authors("Gerda Tamms (text), Odo Kell (photos)") == ("Gerda Tamms",)


@pytest.mark.parametrize("tail", ["The Quay Times", "Hafen", "Travel"])
def test_behind_a_bar_stands_no_further_author(tail):
    assert split_authors(f"Gerda Tamms | {tail}") == ("Gerda Tamms",)


def test_behind_a_bar_a_person_is_one():
    assert split_authors("Gerda Tamms | Odo Kell") == ("Gerda Tamms", "Odo Kell")


def test_two_names_of_which_one_has_a_paper_are_two():
    assert split_authors("By Gerda Tamms for Quay Weekly and Odo Kell") == ("Gerda Tamms", "Odo Kell")


def test_letters_of_a_degree_that_no_list_has_are_no_name_before_an_and():
    assert split_authors("Gerda Tamms, QXR and Odo Kell, ZYQ") == ("Gerda Tamms", "Odo Kell")


@pytest.mark.parametrize("line", ["Odo Kell Jr.", "Odo Kell, Jr."])
def test_junior_is_part_of_a_name(line):
    assert split_authors(line) == ("Odo Kell Jr.",)


def test_senior_before_a_role_is_none():
    assert split_authors("Odo Kell, Sr. Director of Ferries") == ("Odo Kell",)


def test_a_surname_in_capitals_is_no_house():
    assert split_authors("Gerda Tamms KELL") == ("Gerda Tamms KELL",)


def test_a_hebrew_and_clings_to_the_second_name():
    assert split_authors("מאת ליאת גל ויונתן ברק") == ("ליאת גל", "יונתן ברק")


def test_a_name_that_begins_like_an_and_is_whole():
    assert split_authors("سعاد الحمد وليد ناصر") == ("سعاد الحمد وليد ناصر",)


@pytest.mark.parametrize("line", ["di Di Marno Carla", "By Di Marno Carla"])
def test_a_surname_that_is_a_byline_word_stays_behind_one(line):
    assert authors(f"<p>{line}</p>") == ("Di Marno Carla",)


def test_lines_below_a_signed_one_name_the_others():
    assert authors("<p>By Gerda Tamms<br>Helen Morris<br>James Walker</p>") == (
        "Gerda Tamms",
        "Helen Morris",
        "James Walker",
    )


def test_a_place_below_a_signed_line_is_no_author():
    assert authors("<p>By Gerda Tamms<br>New Haven</p>") == ("Gerda Tamms",)


def test_elements_set_names_apart():
    body = "<p>By <a href='/m/1'>Helen Morris</a> <a href='/m/2'>James Walker</a></p>"
    assert authors(body) == ("Helen Morris", "James Walker")


def test_marks_part_names_that_nothing_announces():
    assert authors("<p>Helen Morris · James Walker</p>") == ("Helen Morris", "James Walker")


@pytest.mark.parametrize("line", ["김하늘 기자", "[부산=새뉴스] 김하늘 기자", "김하늘 기자 | 입력 2024.05.07"])
def test_a_role_behind_a_korean_name_announces_it(line):
    assert authors(f"<p>{line}</p>", lang="ko") == ("김하늘",)


def test_a_paper_by_many_names_them_all():
    names = [f"Ada {letter}. Quist" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]
    head = "".join(f"<meta name='citation_author' content='{name}'>" for name in names)
    assert authors(head=head) == tuple(names)


@pytest.mark.parametrize("line", ["Gerda Tamms, Lübeck", "Gerda Tamms, à Marseille", "Gerda Tamms, BBC News"])
def test_a_place_in_a_byline_of_its_class_is_no_second_author(line):
    assert authors(f"<div class='byline'>{line}</div>") == ("Gerda Tamms",)


@pytest.mark.parametrize("line", ["Prof. Dr. Gerda Tamms", "Dr. med. Gerda Tamms"])
def test_titles_before_a_name_leave_it_a_persons(line):
    assert authors(f"<div class='author'>{line}</div>") == (line,)
