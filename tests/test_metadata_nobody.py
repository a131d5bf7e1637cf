"""What is spelled like a byline and names nobody, and who goes before whom."""

import json

import pytest

from cleaner.metadata import read_metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment

TEXT = "<p>The council decided on Monday that the pier will be mended before the storms of autumn.</p>" * 4
URL = "https://www.quaytimes.example/2024/pier-mended"
STORIES = (("The ferry is late", "Cora Bell"), ("A new crane", "Hugh Moss"), ("Market day", "Tess Lane"))


def authors(body="", head="", above=""):
    head = f"<title>Pier mended</title><meta property='og:type' content='article'>{head}"
    page = parse(f"<html><head>{head}</head><body>{above}<h1>Pier mended</h1>{body}</body></html>", URL)
    return read_metadata(page, segment(page).blocks, {}).authors


def data(name, kind):
    thing = {"@type": "Article", "headline": "Pier mended", "author": {"@type": kind, "name": name}}
    return f"<script type='application/ld+json'>{json.dumps(thing)}</script>"


FURNITURE = ["Print Friendly", "Artikel Teilen", "Seite Merken", "Neueste Beiträge", "Temps De Lecture", "Última Hora",
             "Tempo Di Lettura", "Mais Lidas", "Czas Czytania", "Последние Новости", "Τελευταία Νέα", "Okuma Süresi",
             "Berita Terkini", "Senaste Nytt", "وقت القراءة", "글자 크기", "執筆依頼について", "作者专栏", "记者节特刊",
             "기자 구독"]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_below_the_headline_is_nobody_in_many_languages(line):
    assert authors(f"<div>{line}</div><div>May 7, 2024</div>{TEXT}") == ()


@pytest.mark.parametrize("line", ["Rosa Marquez:", "حكايات السوق:", "Helen Morris："])
def test_what_announces_the_lines_below_it_is_nobody(line):
    list_ = "<ul><li>The lamp at nine</li><li>The pier at ten</li></ul>"
    assert authors(f"<p>The pier was mended.</p><p><strong>{line}</strong></p>{list_}{TEXT}") == ()


@pytest.mark.parametrize(
    "line", ["By Popular Demand", "By the numbers", "By default, cranes stop", "Von Montag bis Samstag", "Por ejemplo"]
)
def test_how_or_when_after_a_by_is_nobody(line):
    assert authors(f"<p>{line}</p>{TEXT}") == ()


def test_a_name_in_small_letters_after_a_by_is_somebody():
    assert authors(f"<p>By helen morris</p>{TEXT}") == ("helen morris",)


@pytest.mark.parametrize("house", ["Tidewater Media Group", "newsroom", "Lantern Publishing Ltd"])
@pytest.mark.parametrize("body", ["<p>Von Helen Morris</p>", "<a rel='author' href='/author/hm'>Helen Morris</a>"])
def test_a_house_in_the_data_gives_way_to_the_person_at_the_headline(house, body):
    assert authors(body + TEXT, f"<meta name='author' content='{house}'>") == ("Helen Morris",)
    assert authors(body + TEXT, data(house, "Person")) == ("Helen Morris",)


def test_a_house_in_the_data_is_told_where_nobody_else_is():
    assert authors(TEXT, data("Tidewater Media Group", "Organization")) == ("Tidewater Media Group",)


def test_authors_of_linked_stories_below_are_not_this_ones():
    cards = "".join(f"<h3><a href='/{at}'>{title}</a></h3><p>By {name}</p>" for at, (title, name) in enumerate(STORIES))
    assert authors(TEXT + cards) == ()


def test_authors_of_linked_stories_above_are_not_this_ones():
    cards = "".join(f"<h3><a href='/{at}'>{title}</a></h3><p>By {name}</p>" for at, (title, name) in enumerate(STORIES))
    assert authors(TEXT, above=cards) == ()


def test_a_linked_author_after_paragraphs_is_another_storys():
    assert (
        authors(TEXT + "<div><a href='/author/cb'>Cora Bell</a></div><div><a href='/author/hm'>Hugh Moss</a></div>")
        == ()
    )


def test_a_line_that_signs_after_paragraphs_is_the_byline():
    assert authors(TEXT + "<p>By Helen Morris, Lantern Institute</p>") == ("Helen Morris",)


def test_a_login_is_told_where_nothing_else_is():
    assert authors(TEXT, "<meta name='author' content='hmorris77'>") == ("hmorris77",)


def test_a_number_that_a_system_gave_is_no_login():
    assert authors(TEXT, "<meta name='author' content='hmor6qk2va9c'>") == ()
