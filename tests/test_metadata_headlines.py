"""Titles where the head, the headings and the address tell different ones."""

import pytest

from cleaner.metadata import read_metadata
from cleaner.metadata.site_name import strip_site_name
from cleaner.page.dom import parse
from cleaner.page.segment import segment

STORY = "<p>The harbour wall will be raised before the storms of autumn, the council decided on Monday.</p>" * 4
KOREAN = "<p>시의회는 월요일 가을 폭풍이 오기 전에 항구의 방파제를 높이기로 결정했다고 밝혔다.</p>" * 4
CHINESE = "<p>港口的防波堤将在秋天的风暴到来之前加高，市议会星期一这样决定。</p>" * 4


def title_of(head, body, url="https://www.harbour.example/a1"):
    page = parse(f"<html><head>{head}</head><body>{body}</body></html>", url)
    return read_metadata(page, segment(page).blocks, {}).title


def social(title):
    cards = f'<meta property="og:title" content="{title}"><meta name="twitter:title" content="{title}">'
    return f"{cards}<title>{title}</title>"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://lamps.example/c/storm-lanterns", "Storm Lanterns"),
        ("https://lamps.example/c/storm_lanterns.html?page=2", "Storm lanterns"),
        ("https://lampen.example/sturmlaternen-f%C3%BCr-boote/", "Sturmlaternen für Boote"),
    ],
)
def test_the_h1_is_the_title_where_the_address_ends_with_its_words(url, shown):
    head = social("Lanterns of every size: buy them for boats and camps")
    assert title_of(head, f"<h1>{shown}</h1>{STORY}", url) == shown


def test_an_address_that_only_begins_with_the_words_tells_nothing():
    told = "Lanterns of every size for boats and camps"
    url = "https://lamps.example/c/storm-lanterns-of-every-size"
    assert title_of(social(told), f"<h1>Storm Lanterns</h1>{STORY}", url) == told


def test_a_headline_that_begins_as_a_site_is_called_stays_whole_where_it_is_shown():
    told = "Mooring Online: What Skippers Need"
    head = f'<meta property="og:title" content="{told}"><title>{told} | Harbour School of Seamanship</title>'
    head += '<meta property="og:site_name" content="Harbour School of Seamanship">'
    assert title_of(head, f"<h1><span>{told}</span></h1>{STORY}", "https://mooring.school.example/topics/a1") == told


@pytest.mark.parametrize(
    ("title", "host", "bare"),
    [
        ("Rise to new heights: Harbour Hoist for Crews", "harbour", "Rise to new heights: Harbour Hoist for Crews"),
        ("Rise to new heights: Harbour", "harbour", "Rise to new heights"),
        ("Mats for the deck and the galley - Windlass Mats", "mywindlassmats", "Mats for the deck and the galley"),
        ("Mats for the deck - Deck Mats", "thebestdeckmatsandmore", "Mats for the deck - Deck Mats"),
    ],
)
def test_which_end_of_a_title_is_the_site(title, host, bare):
    assert strip_site_name(title, [host]) == bare


def test_an_h1_that_begins_as_the_title_does_goes_before_one_of_a_widget():
    title = "<title>Knots and Splices for Small Boats: Marlow, Ines: 978000: Lamp Books</title>"
    body = f"<h1>Follow the author</h1>{STORY}<h1>Knots and Splices for Small Boats Hardcover – 3 May 2021</h1>"
    assert title_of(title, body) == "Knots and Splices for Small Boats Hardcover – 3 May 2021"


def test_a_front_page_is_called_as_its_site_and_not_as_a_list_on_it():
    head = social("Harbour Post") + '<meta property="og:site_name" content="Harbour Post">'
    assert title_of(head, f"<h1>Posts</h1>{STORY}", "https://harbourpost.example/") == "Harbour Post"


def test_of_two_spellings_the_shown_one_has_the_blanks():
    head = social("Plank, oak, 301/8x57")
    assert title_of(head, f"<h1>Plank, oak, 30 <sup>1/8</sup>x57</h1>{STORY}") == "Plank, oak, 30 1/8x57"


@pytest.mark.parametrize(
    ("title", "shown", "tag", "prose"),
    [
        ("北方港口的防波堤将加高,港口网", "北方港口的防波堤将加高", "h2", CHINESE),
        ("北方港口“防波堤”将加高 地方快讯 港口网", "北方港口“防波堤”将加高", "div", CHINESE),
        ("港口評論新聞：北方港口的防波堤將加高兩米", "北方港口的防波堤將加高兩米", "td", CHINESE),
        ("風大浪高 ｜即時新聞｜港口電子報", "風大浪高", "h3", CHINESE),
        ("莫让“风暴”再来-防波堤,港口,灯塔-港口网", "莫让“风暴”再来", "div", CHINESE),
        ("방파제 높인다： 항구 소식", "방파제 높인다", "h2", KOREAN),
        ("港の防波堤を高くする工事：港新聞デジタル", "港の防波堤を高くする工事", "h2", CHINESE),
    ],
)
def test_the_shown_part_of_a_title_whose_script_has_no_blanks(title, shown, tag, prose):
    table = f"<table><tr><td>{shown}</td></tr></table>" if tag == "td" else f"<{tag}>{shown}</{tag}>"
    assert title_of(f"<title>{title}</title>", f"{table}{prose}") == shown


def test_half_of_such_a_headline_is_no_headline_where_the_h1_has_all_of_it():
    body = f"<h1>【快讯】港口的防波堤将加高 市议会已决定</h1><div>港口的防波堤将加高</div>{CHINESE}"
    assert title_of("<title>港口的防波堤将加高 市议会已决定 地方_港口网</title>", body).endswith("市议会已决定")


def test_a_short_line_of_such_a_title_is_a_section():
    title = "港口新聞 北方港口的防波堤將在秋天加高兩米"
    assert title_of(f"<title>{title}</title>", f"<div>港口新聞</div>{CHINESE}") == title


@pytest.mark.parametrize("minute", ["【16:15】", "[9:05]", " (16：15)"])
def test_a_heading_with_the_minute_behind_it_is_the_headline(minute):
    body = f"<h2>防波堤加高 船家歡迎工程{minute}</h2>{CHINESE}"
    assert (
        title_of("<title>防波堤加高 船家歡迎工程 - 港口電子報 即時新聞</title>", body)
        == f"防波堤加高 船家歡迎工程{minute}"
    )


def test_a_section_in_the_head_is_no_headline_against_a_line_of_the_title():
    told = "The ferry to the outer islands runs all night"
    head = f'<meta property="og:title" content="Region"><title>{told} | news, region</title>'
    assert title_of(head, f"<h1>From 170 €</h1><div>{told}</div>{STORY}") == told


def test_a_headline_in_the_head_stays_against_a_longer_line_of_the_title():
    head = '<meta property="og:title" content="Broken promise"><title>The ferry to the outer islands | News</title>'
    body = f"<h1>Broken promise</h1><div>The ferry to the outer islands</div>{STORY}"
    assert title_of(head, body) == "Broken promise"
