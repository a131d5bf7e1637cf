"""Several names and what stands beside one: scripts without capitals, other hands, roles, places, lists of links."""

import json

import pytest

from cleaner.metadata import read_metadata
from cleaner.metadata.names.announced import strip_by
from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.person import is_person
from cleaner.page.dom import parse
from cleaner.page.segment import segment

TEXT = (
    "<p>The mayor said on Tuesday that the lock would be dry until the new gates arrive in the first week of May.</p>"
    * 4
)
URL = "https://www.lockherald.example/2024/gates"


def authors(body="", head="", lang="en", url=URL):
    head = f"<title>Gates arrive</title><meta property='og:type' content='article'>{head}"
    page = parse(f"<html lang='{lang}'><head>{head}</head><body><h1>Gates arrive</h1>{body}{TEXT}</body></html>", url)
    return read_metadata(page, segment(page).blocks, {}).authors


def script(*things):
    return f"<script type='application/ld+json'>{json.dumps({'@graph': things})}</script>"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者 赵一鸣 钱多 孙小雨", ("赵一鸣", "钱多", "孙小雨")),
        ("記者：黃美玲 鄭志明", ("黃美玲", "鄭志明")),
        ("记者赵一鸣 通讯员 孙小雨", ("赵一鸣", "孙小雨")),
        ("（记者 赵一鸣）", ("赵一鸣",)),
        ("〔記者黃美玲／高雄報導〕", ("黃美玲",)),
        ("海港日报记者赵一鸣、孙小雨", ("赵一鸣", "孙小雨")),
        ("来源：海港网 作者：赵一鸣", ("赵一鸣",)),
        ("撰文｜赵一鸣", ("赵一鸣",)),
        ("文、图／黃美玲", ("黃美玲",)),
        ("記者 高田 康子", ("高田 康子",)),
        ("取材・文＝川口美咲 写真＝森大輔", ("川口美咲",)),
        ("박서연 최도윤 기자", ("박서연", "최도윤")),
        ("글 박서연 · 사진 최도윤", ("박서연",)),
    ],
)
def test_names_that_blanks_or_a_role_part_are_several(line, names):
    assert split_authors(line) == names


def test_whoever_took_the_pictures_is_nobody_though_a_word_announces_him():
    assert split_authors("海港晚报记者赵一鸣摄") == ()


@pytest.mark.parametrize("line", ["（记者 赵一鸣）", "海港日报记者赵一鸣", "〔記者黃美玲／高雄報導〕"])
def test_a_line_in_brackets_or_behind_a_house_announces_a_name(line):
    assert strip_by(line) != line


def test_a_korean_reporters_address_is_no_part_of_the_line():
    assert authors("<p>박서연 기자 syp@lockherald.example</p>", lang="ko") == ("박서연",)


@pytest.mark.parametrize(
    "line",
    [
        "Medically reviewed by Leo Brandt — Written by Nora Fields",
        "Reporting by Nora Fields; Editing by Leo Brandt",
        "Teksti: Nora Fields Kuvat: Leo Brandt",
        "Nora Fields (Traduction : Leo Brandt)",
        "By Nora Fields (nora@lockherald.example)",
        "By Nora Fields 7 5 2024",
        "Nora Fields, M.Sc., RDN",
        "By Nora Fields, Rotterdam",
        "By Nora Fields, 3sat — Mainz",
        "Canals · Nora Fields",
        "Interview: Nora Fields",
    ],
)
def test_one_author_is_named_beside_others(line):
    assert split_authors(line) == ("Nora Fields",)


def test_a_single_word_at_the_end_of_a_longer_list_is_somebody():
    assert split_authors("Nora Fields, Leo Brandt, Ilka") == ("Nora Fields", "Leo Brandt", "Ilka")


def test_a_company_that_is_called_a_translation_is_an_author():
    assert authors(head=script({"@type": "Article", "headline": "Gates arrive", "author": {"name": "Perevod Oy"}},
                               {"@type": "Person", "name": "x"})) == ("Perevod Oy",)  # fmt: skip


def test_a_translator_alone_is_no_author():
    thing = {"@type": "Article", "headline": "Gates arrive", "author": {"name": "Traducción de Leo Brandt"}}
    assert authors(head=script(thing)) == ()


@pytest.mark.parametrize("name", ["Nora Price", "Leo Brand", "Per Lund", "Hilda Read"])
def test_a_plain_word_may_be_a_name(name):
    assert is_person(name)


@pytest.mark.parametrize("line", ["Lowest Price", "Must Read", "Second Best"])
def test_a_plain_word_behind_another_is_none(line):
    assert not is_person(line)


def test_two_names_that_nothing_announces_are_two():
    assert authors("<p>Helen Morris and James Walker</p>") == ("Helen Morris", "James Walker")


@pytest.mark.parametrize("role", ["dpa", "Volontärin", "toimittaja", "корреспондент"])
def test_a_role_or_an_agency_makes_a_name_alone_a_byline(role):
    assert authors(f"<p>Helen Morris, {role}</p>") == ("Helen Morris",)


def test_links_one_below_the_other_name_all_authors():
    body = "<ul><li><a href='/author/hm'>Helen Morris</a></li><li><a href='/author/jw'>James Walker</a></li></ul>"
    assert authors(body) == ("Helen Morris", "James Walker")


def test_a_link_below_in_a_line_that_says_more_is_no_further_author():
    body = "<p><a href='/author/hm'>Helen Morris</a></p><p>Edited by <a href='/author/jw'>James Walker</a></p>"
    assert authors(body) == ("Helen Morris",)


def test_elements_of_one_list_are_no_crowd():
    names = ("Helen Morris", "James Walker", "Nora Fields")
    body = "".join(f"<span class='author'>{name}</span>" for name in names)
    assert authors(f"<div class='authors'>{body}</div>") == names


def test_initials_in_place_of_a_picture_are_no_name():
    body = "<div class='author'><div>HM</div><div>Helen Morris</div><div>Staff Engineer</div></div>"
    assert authors(body) == ("Helen Morris",)


def test_initials_below_a_label_are_no_name():
    assert authors(f"{TEXT}<div>Written by</div><div>CP</div><div>Cora Pryce</div>") == ("Cora Pryce",)


@pytest.mark.parametrize("label", ["Reading Tips", "WATCH LIVE", "Writer, Hardware"])
def test_a_label_in_an_element_of_authors_is_nobody(label):
    assert authors(f"<div class='author-line'>{label}</div>") == ()


def test_one_word_below_a_label_is_somebody():
    assert authors("<div>Written by</div><div>Ilka - Product marketer</div>") == ("Ilka",)


def test_a_login_below_a_label_is_somebody():
    assert authors("<div>Posted by</div><div>u/driftwood</div>") == ("driftwood",)


def test_whoever_keeps_the_site_gives_way_to_the_person_at_the_headline():
    head = "<meta name='author' content='lockherald.example developer'>"
    assert authors("<p>By Helen Morris</p>", head) == ("Helen Morris",)


def test_an_id_in_the_place_of_an_author_is_looked_up():
    person = {"@type": "Person", "@id": "#hm", "name": "Helen Morris"}
    assert authors(head=script(person, {"@type": "Article", "headline": "Gates arrive", "author": "#hm"})) == (
        "Helen Morris",
    )


def test_names_in_two_lines_of_a_list_of_stories_are_none_of_the_page():
    story = "<h3><a href='/s1'>A quiet week on the canal</a></h3><p>Helen Morris and James Walker</p>"
    assert authors(story) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报讯（记者赵一鸣）", ("赵一鸣",)),
        ("作者 | 赵一鸣 编辑 | 孙小雨", ("赵一鸣",)),
        ("文丨赵一鸣", ("赵一鸣",)),
        ("赵一鸣/文", ("赵一鸣",)),
        ("【記者黃美玲台南報導】", ("黃美玲",)),
        ("文／黃美玲 攝影／鄭志明", ("黃美玲",)),
        ("撰文者：黃美玲", ("黃美玲",)),
        ("作者：赵一鸣（海港大学）", ("赵一鸣",)),
        ("聞き手・川口美咲", ("川口美咲",)),
        ("입력 2024.05.03 박서연 기자", ("박서연",)),
        ("박서연 기자 =", ("박서연",)),
    ],
)
def test_what_clings_to_a_name_in_scripts_without_blanks_goes(line, names):
    assert split_authors(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Fields Associated Press",
        "By Nora Fields | ABC Weekend",
        "By Nora Fields and the Herald staff",
        "By Nora Fields with photographs by Leo Brandt",
        "Author: Nora Fields Date: May 3, 2024",
        "Autor: Nora Fields Fecha: 3 de mayo",
        "Interviewed by Nora Fields",
        "Gespräch: Nora Fields",
        "De notre correspondante Nora Fields",
        "Nora Fields, do Recife",
        "de Nora Fields",
    ],
)
def test_houses_labels_and_places_beside_a_name_go(line):
    assert split_authors(line) == ("Nora Fields",)


def test_a_place_behind_each_of_several_goes():
    assert split_authors("Von Nora Fields, Leipzig, und Leo Brandt, Bonn") == ("Nora Fields", "Leo Brandt")


def test_a_surname_that_begins_with_a_small_word_stays():
    assert split_authors("By de Vries") == ("de Vries",)


def test_korean_names_with_a_dot_between_them_are_announced_by_a_role_behind():
    assert authors("<p>박서연·최도윤 기자</p>", lang="ko") == ("박서연", "최도윤")


def test_a_sentence_behind_a_reporters_house_is_nobody():
    assert authors("<p>海港日报记者昨日从市政府获悉，新船闸将于五月开放。</p>", lang="zh") == ()


def test_what_a_sites_rule_points_to_may_end_in_one_word():
    assert split_authors("Nora Fields, Ilka", bare=True) == ("Nora Fields", "Ilka")


def plain(body):
    """Authors of a page that does not say that it is an article."""
    page = parse(f"<html><head><title>Gates arrive</title></head><body><h1>Gates arrive</h1>{body}{TEXT}</body></html>")
    return read_metadata(page, segment(page).blocks, {}).authors


@pytest.mark.parametrize(
    "body",
    [
        "<p>Helen Morris · May 3, 2024 · 4 min read</p>",
        "<div><span>Helen Morris</span> <time datetime='2024-05-03'>3 May 2024</time></div>",
        "<p>3 May 2024</p><p>Helen Morris</p>",
    ],
)
def test_a_likely_name_beside_a_date_needs_nothing_else(body):
    assert plain(body) == ("Helen Morris",)


def test_an_agency_beside_a_date_is_no_name():
    assert plain("<p>Anadolu Agency · May 3, 2024</p>") == ()


def test_a_posts_footer_is_the_storys():
    assert authors(f"{TEXT}<div class='post-footer'><a rel='author' href='/a/1'>Helen Morris</a></div>") == (
        "Helen Morris",
    )


def test_a_person_marked_as_h_card_is_in_no_card():
    assert authors("<div><a class='p-author h-card' href='/hm'>Helen Morris</a></div>") == ("Helen Morris",)


@pytest.mark.parametrize("name", ["Park Seo-jun", "Choi Eun-kyung", "Tsai Mei-ling", "Sun Li-ren"])
def test_a_given_name_of_two_syllables_needs_one_capital(name):
    assert is_person(name)
    assert authors(f"<div class='byline'>{name}</div>") == (name,)


@pytest.mark.parametrize("line", ["Annual Follow-up", "Newsletter Sign-up", "Video Add-ons"])
def test_other_words_with_a_hyphen_are_no_name(line):
    assert not is_person(line)


@pytest.mark.parametrize("name", ["Rosa Ma", "Linh Do", "Henry Louis Gates III", "Story Musgrave", "김하늘", "赵一鸣"])
def test_names_that_look_like_something_else_stay_in_an_element_of_authors(name):
    assert authors(f"<div class='byline'>{name}</div>") == (name,)


@pytest.mark.parametrize("label", ["字体大小", "時間", "글자 크기", "記事を印刷"])
def test_furniture_of_scripts_without_blanks_is_nobody(label):
    assert authors(f"<div class='author-line'>{label}</div>") == ()


def test_whoever_checked_the_facts_in_a_line_of_links_is_no_author():
    body = "<p>By <a href='/author/1'>Helen Morris</a> | Fact-checked by <a href='/author/2'>James Walker</a></p>"
    assert authors(body) == ("Helen Morris",)


def test_the_line_that_links_several_goes_before_the_first_of_them_in_the_head():
    body = "<p><a href='/author/1'>Helen Morris</a>, <a href='/author/2'>James Walker</a></p>"
    assert authors(body, "<meta name='author' content='Helen Morris'>") == ("Helen Morris", "James Walker")


def meta(name, content):
    return f"<meta name='{name}' content='{content}'>"


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (meta("DC.creator", "Morris, Helen; Walker, James"), ("Helen Morris", "James Walker")),
        (meta("citation_authors", "Morris, Helen; Walker, James"), ("Helen Morris", "James Walker")),
        (meta("author", "hm@lockherald.example (Helen Morris)"), ("Helen Morris",)),
        (meta("author", "Helen Morris\nJames Walker"), ("Helen Morris", "James Walker")),
        (meta("twitter:label2", "Written by") + meta("twitter:data2", "Helen Morris"), ("Helen Morris",)),
        (meta("twitter:label1", "Автор") + meta("twitter:data1", "Вера Котова"), ("Вера Котова",)),
        (meta("twitter:label1", "執筆者") + meta("twitter:data1", "川口美咲"), ("川口美咲",)),
    ],
)
def test_the_heads_tags_hold_lists_addresses_and_labels(head, names):
    assert authors(head=head) == names


def test_numbers_of_notes_are_no_part_of_the_names():
    body = "<p class='authors'>Helen Morris<sup>1</sup>, James Walker<sup>2,3</sup></p>"
    assert authors(body) == ("Helen Morris", "James Walker")


def test_a_section_before_a_name_that_nothing_announces_is_passed_over():
    assert authors("<p>Opinion | Helen Morris</p>") == ("Helen Morris",)


def test_a_login_with_its_page_and_a_date_below_the_headline_is_the_author():
    assert plain("<div><a href='/u/Driftwood'>Driftwood</a></div><div>May 3rd, 2024</div>") == ("Driftwood",)


def test_a_link_to_a_members_page_of_another_name_is_no_author():
    assert plain("<div><a href='/u/tides'>Driftwood</a></div><div>May 3rd, 2024</div>") == ()


@pytest.mark.parametrize(
    "line",
    [
        "<p><span class='author'>Mona Birch</span>, <span class='author'>Holt Fairway</span></p>",
        "<div><div class='author'>Mona Birch</div><div class='author'>Holt Fairway</div></div>",
        "<ul><li class='author'>Mona Birch</li><li class='author'>Holt Fairway</li></ul>",
        "<p class='byline'><b>Mona Birch</b><i>Editor</i></p><p class='byline'><b>Holt Fairway</b><i>Reporter</i></p>",
    ],
)
def test_elements_of_one_class_side_by_side_are_one_byline(line):
    assert authors(line) == ("Mona Birch", "Holt Fairway")


def test_elements_of_one_class_that_announce_each_anew_are_several_stories():
    line = "<div class='byline'>By Mona Birch</div><div class='byline'>By Holt Fairway</div>"
    assert authors(line) == ("Mona Birch",)
