"""Titles of pages whose script has no blanks, and of pages without a title."""

import pytest

from cleaner.metadata import read_metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment

CHINESE = "北方港口的防波堤将加高两米"
PROSE = "<p>港口的防波堤将在秋天的风暴到来之前加高，市议会星期一这样决定。</p>" * 4


def title_of(body, head=""):
    page = parse(f"<html><head>{head}</head><body>{body}</body></html>", "https://www.harbour.example/a1")
    return read_metadata(page, segment(page).blocks, {}).title


@pytest.mark.parametrize("rest", ["_新闻中心_港口网", "-新闻-港口网", "-港口新闻网", "_图片频道__新闻中心_港口网"])
def test_sections_go_from_a_title_whose_script_has_no_blanks(rest):
    assert title_of(PROSE, f"<title>{CHINESE}{rest}</title>") == CHINESE


def test_a_dash_between_two_places_stays_in_such_a_title():
    title = "中国-东盟博览会今天在南方的港口城市开幕"
    assert title_of(PROSE, f"<title>{title}</title>") == title


def test_a_score_or_span_in_such_a_title_stays():
    title = "北方港口队在风暴中以大比分3-1战胜南方灯塔队"
    assert title_of(PROSE, f"<title>{title}</title>") == title


def test_the_heading_is_the_title_of_a_page_that_has_none():
    assert title_of(f"<h2>{CHINESE}</h2>{PROSE}") == CHINESE
