"""Titles of pages whose script has no blanks, and of pages without a title."""

import pytest
from articles import HEADLINE, read

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


STORY = "<p>The harbour wall will be raised before the storms of autumn, the council decided on Monday.</p>" * 4


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u061c", "\u0007", "\x7f", "\ufff9", "\u180e"])
def test_a_title_has_no_characters_that_turn_or_control_it(mark):
    head = f'<meta property="og:title" content="Harbour {mark}wall raised"><title>Harbour {mark}wall raised</title>'
    assert title_of(f"<h1>Harbour {mark}wall raised</h1>{STORY}", head) == "Harbour wall raised"


def test_joiners_that_a_script_needs_stay_in_a_title():
    title = "می\u200cخواهیم دیوار بندر را بلندتر کنیم"
    assert title_of(f"<h1>{title}</h1>{STORY}") == title


def test_windows_quotes_that_were_read_as_controls_are_quotes():
    assert title_of(f"<h1>The harbour\x92s new wall</h1>{STORY}", "<title>x</title>") == "The harbour’s new wall"


def test_a_tag_that_readers_see_in_the_headline_stays():
    head = '<meta property="og:title" content="Ten years of &lt;marquee&gt; - Harbour">'
    body = f"<h1>Ten years of <code>&lt;marquee&gt;</code></h1>{STORY}"
    assert title_of(body, head) == "Ten years of <marquee>"


def test_a_tag_that_only_the_head_has_goes():
    head = '<meta property="og:title" content="Harbour &lt;i&gt;wall&lt;/i&gt; raised">'
    assert title_of(f"<h1>Harbour <i>wall</i> raised</h1>{STORY}", head) == "Harbour wall raised"


def test_a_teaser_in_an_h1_is_not_the_headline():
    teaser = '<h1><a href="/office">A guide to the harbour office</a></h1>'
    assert title_of(f"{teaser}<h1>Ferry returns after eleven years</h1>{STORY}") == "Ferry returns after eleven years"


def test_a_heading_that_links_itself_is_the_headline_when_the_title_says_so():
    body = f'<h1>Other news</h1><h1><a href="/a1">Ferry returns after eleven years</a></h1>{STORY}'
    assert title_of(body, "<title>Ferry returns after eleven years | Harbour</title>").startswith("Ferry returns")


def test_a_label_in_the_heading_that_the_title_lacks_goes():
    body = f"<h1><span>Presented by</span> Ferry returns after eleven years</h1>{STORY}"
    head = "<title>Ferry returns after eleven years - Local - Elm Gazette</title>"
    assert title_of(body, head) == "Ferry returns after eleven years"


def test_a_headline_that_the_title_begins_with_goes_before_a_section():
    body = f"<h1>Latest news</h1><h1>Ferry returns after eleven years</h1>{STORY}"
    assert (
        title_of(body, "<title>Ferry returns after eleven years, HBR Live</title>")
        == "Ferry returns after eleven years"
    )


@pytest.mark.parametrize("tag", ["p", "h3"])
def test_a_site_or_slogan_that_the_page_shows_is_not_the_part_of_the_title(tag):
    body = f"{STORY}<{tag}>Start right now</{tag}>"
    head = "<title>Seven things to know about the new ferry | Start right now</title>"
    assert title_of(body, head) == "Seven things to know about the new ferry"


def test_a_title_written_for_this_page_alone_goes_before_a_heading_of_something_else():
    body = f"<h1>1. Overview</h1>{STORY}"
    assert title_of(body, "<title>Timetables of the night ferry</title>") == "Timetables of the night ferry"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Ferry returns. Harbour pages", "Ferry returns"),
        ("Ferry returns [Harbour pages]", "Ferry returns"),
        ("Harbour pages Ferry returns", "Ferry returns"),
        ("Home", "Ferry returns after eleven years"),
    ],
)
def test_such_a_title_does_not_when_it_only_adds_a_name_or_says_nothing(title, heading):
    assert title_of(f"<h1>{heading}</h1>{STORY}", f"<title>{title}</title>") == heading


def titled(url, body, title):
    page = parse(f"<html><head><title>{title}</title></head><body>{body}</body></html>", url)
    return read_metadata(page, segment(page).blocks, {}).title


def test_the_address_decides_between_such_a_title_and_the_heading():
    url, body = "https://www.harbour.example/ferry-returns-again", f"<h1>Ferry returns once again</h1>{STORY}"
    assert titled(url, body, "Our pages about all ships") == "Ferry returns once again"


def test_the_name_in_front_stays_in_the_title_of_a_front_page():
    title = "Elmgate: Timetables for all ferries"
    assert titled("https://www.elmgate.example/", STORY, title) == title
    assert titled("https://www.elmgate.example/a/timetables-for-all", STORY, title) == "Timetables for all ferries"


def test_a_name_in_front_that_the_heading_shows_stays():
    title = "Elmgate: Timetables for all ferries"
    assert titled("https://www.elmgate.example/a/b", f"<h1>{title}</h1>{STORY}", title) == title


def test_three_letters_of_the_host_are_the_site_before_another_word():
    assert (
        titled("https://www.elm.example/c/kayaks", f"<h1>Kayaks</h1>{STORY}", "Kayaks for all | ELM Co-op").find("ELM")
        < 0
    )


def test_a_heading_that_says_all_that_the_title_says_and_more_is_the_headline():
    told = ("property='og:title'", "name='twitter:title'")
    head = "".join(f"<meta {name} content='Ferries'>" for name in told) + "<title>Ferries</title>"
    assert title_of(f"<h1>Ferries for all our islands</h1>{STORY}", head) == "Ferries for all our islands"


def test_a_site_behind_a_colon_goes_where_words_have_no_blanks():
    assert titled("https://harbourlog.example/b/7", PROSE, f"{CHINESE}：harbourlog日誌") == CHINESE


def test_the_sites_heading_does_not_get_the_votes_of_the_title_that_it_opens():
    site, body = "高木の日記", f"<h1>高木の日記</h1><h3>■ {CHINESE}</h3>{PROSE}"
    assert titled("https://harbour.example/b/7", body, f"{site} - {CHINESE}") == CHINESE


def test_a_word_of_the_address_is_a_title_though_it_is_one():
    body = f"<h1>1. Overview</h1>{STORY}"
    assert titled("https://harbour.example/lang_select.html", body, "SELECT") == "SELECT"


BOOK = "The Lock Keeper's Manual"


def test_the_sites_host_before_a_title_needs_no_mark():
    head = "<title>harbour.example Gates arrive at last</title>"
    assert title_of(f"<h1>harbour.example</h1><h2>Gates arrive at last</h2>{STORY}", head) == "Gates arrive at last"


@pytest.mark.parametrize("title", [f"Filling a chamber - {BOOK}", f"{BOOK} | Filling a chamber"])
def test_a_logo_is_no_headline_though_the_title_holds_it(title):
    body = f"<h1><a href='/'>{BOOK}</a></h1><h2>Filling a chamber</h2>{STORY}"
    assert title_of(body, f"<title>{title}</title>") == "Filling a chamber"


def test_a_title_whose_other_part_is_a_heading_keeps_the_h1():
    body = f"<h1>Gates arrive at last</h1><h2>A town rejoices</h2>{STORY}"
    assert title_of(body, "<title>Gates arrive at last: A town rejoices</title>") == "Gates arrive at last"


def test_a_sites_front_page_is_not_called_after_a_story_it_leads_to():
    teasers = "<h1><a href='/a'>Gates arrive at last</a></h1><h1><a href='/b'>A town rejoices</a></h1>"
    page = parse(f"<html><head><title>Harbour News and Tides</title></head><body>{teasers}{STORY}</body></html>",
                 "https://www.harbour.example/")  # fmt: skip
    assert read_metadata(page, segment(page).blocks, {}).title == "Harbour News and Tides"


def test_a_front_page_that_calls_itself_home_is_called_as_its_site():
    html = "<head><title>Home - Harbour Post</title></head><body><p>Prose.</p></body>"
    assert read(html, "https://www.harbourpost.example/").title == "Harbour Post"


def test_a_title_that_was_cut_off_supports_the_one_that_goes_on():
    head = f"<meta property='og:title' content='{HEADLINE}'><meta name='twitter:title' content='{HEADLINE[:30]}…'>"
    assert read(f"<head><title>{HEADLINE[:30]}...</title>{head}</head><h1>Bibliographic Tools</h1>").title == HEADLINE
