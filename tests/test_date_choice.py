"""Which of a page's dates is the day of publication, and in which order its numbers stand."""

from datetime import date

import pytest

from cleaner import Cleaner
from cleaner.metadata.date_text import read_date

CLEANER = Cleaner(rules=None)
STORY = (
    "The mill by the weir ground its first corn in forty years while the whole village stood and watched the wheel. "
)


def page(below: str, *, head: str = "", above: str = "", lang: str = "en", after: str = "") -> str:
    story = f"<p>{STORY * 2}</p>" * 4
    return (
        f'<html lang="{lang}"><head><meta charset="utf-8"><title>The mill grinds again</title>{head}</head>'
        f"<body>{above}<main><article><h1>The mill grinds again</h1>{below}{story}</article></main>{after}</body>"
    )


def day(html: str, url: str | None = None, crawled: date | None = None) -> str | None:
    found = CLEANER.clean(html, url, crawled=crawled).date
    return found[:10] if found else None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Tue, 12 Mar 2019 23:45:00 -0500", "2019-03-12T23:45:00-05:00"),
        ("12 Mar 2019 23:45 +0530", "2019-03-12T23:45:00+05:30"),
        ("Tue Mar 12 08:15:30 CET 2019", "2019-03-12T08:15:30+01:00"),
        ("Tue Mar 12 08:15:30 2019", "2019-03-12T08:15:30"),
        ("March 12, 2019 8:15 am PDT", "2019-03-12T08:15:00-07:00"),
        ("March 12, 2019 at 8:15 p.m. PDT", "2019-03-12T20:15:00-07:00"),
        ("Tuesday, 12-Mar-19 08:15:30 GMT", "2019-03-12T08:15:30+00:00"),
        ("Tue, 12 Mar 19 08:15:30 -0500", "2019-03-12T08:15:30-05:00"),
        ("12. März 2019, 08:15 Uhr MEZ", "2019-03-12T08:15:00+01:00"),
        ("March 12, 2019 8:15 am (JST)", "2019-03-12T08:15:00+09:00"),
        ("March 12, 2019 8:15 am ART EXHIBITION", "2019-03-12T08:15:00"),
        ("2019-03-12 08:15:30 EST", "2019-03-12T08:15:30-05:00"),
        ("1552378530", "2019-03-12T08:15:30+00:00"),
        ("1552378530.25", "2019-03-12T08:15:30+00:00"),
        ("/Date(1552378530000)/", "2019-03-12T08:15:30+00:00"),
        ("/Date(1552378530000-0600)/", "2019-03-12T02:15:30-06:00"),
    ],
)
def test_machine_dates_keep_their_zone(text, iso):
    assert read_date(text) == iso


def test_dots_put_the_day_first_whatever_the_language_says():
    assert read_date("05.04.2025", day_first=False) == "2025-04-05"


@pytest.mark.parametrize(
    ("lang", "url", "iso"),
    [
        ("en", None, "2021-03-04"),
        ("en-US", "https://mill.example/x", "2021-03-04"),
        ("en-US", "https://www.mill.co.uk/x", "2021-04-03"),
        ("en", "https://mill.example.de/x", "2021-04-03"),
        ("en", "https://mill.io/x", "2021-03-04"),
        ("en-GB", None, "2021-04-03"),
        ("fr", None, "2021-04-03"),
    ],
)
def test_language_and_domain_settle_the_order(lang, url, iso):
    assert day(page("<p>03/04/2021</p>", lang=lang), url) == iso


def test_another_date_on_the_page_settles_the_order():
    other = "<p>Flour for sale since 25/03/2021</p>"
    assert day(page("<p>03/04/2021</p>", lang="en-US", after=other)) == "2021-04-03"


def test_the_same_day_in_machine_spelling_settles_the_order():
    other = '<ul><li><a href="/2">Weir mended</a> <time datetime="2021-04-03">3 April</time></li></ul>'
    assert day(page("<p>03/04/2021</p>", after=other)) == "2021-04-03"


def test_an_order_that_makes_the_date_later_than_the_crawl_is_out():
    assert day(page("<p>03/11/2021</p>", lang="en-GB"), crawled=date(2021, 5, 1)) == "2021-03-11"


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://mill.example/2017/7/12/grinds-again/", "2017-07-12"),
        ("https://mill.example/2017/07/12/grinds-again/", "2017-07-12"),
        ("https://mill.example/news/grinds-again-20170712", "2017-07-12"),
        ("https://mill.example/news/2017-07/12/content_3.htm", "2017-07-12"),
        ("https://mill.example/articles/201707-13-ways-to-grind", "2019-02-03"),
        ("https://mill.example/t/2017-4-4-release-is-stuck/12", "2019-02-03"),
        ("https://mill.example/magazine/2019/03/01/grinds-again", "2019-02-03"),
    ],
)
def test_an_earlier_whole_day_in_the_address_goes_before_the_edit_day(url, iso):
    edited = (
        '<script type="application/ld+json">{"@type":"Article","headline":"x","datePublished":"2019-02-03"}</script>'
    )
    assert day(page("", head=edited), url) == iso


def test_a_story_number_that_begins_with_a_minute_is_a_last_resort():
    assert day(page(""), "https://mill.example/view/AKR20230415093100051") == "2023-04-15"
    assert day(page("<p>April 14, 2023</p>"), "https://mill.example/view/AKR20230415093100051") == "2023-04-14"
    assert day(page(""), "https://mill.example/view/20239915093100051") is None


@pytest.mark.parametrize(
    "clock",
    [
        "<header><span>Tuesday, 9 August 2022</span></header>",
        '<div class="today">Tuesday, 9 August 2022</div>',
        '<div id="top"><p class="current-date">9 August 2022</p></div>',
    ],
)
def test_the_clock_of_the_site_is_no_date(clock):
    assert day(page("", above=clock)) is None


def test_a_date_above_the_headline_in_the_story_is_one():
    html = page("").replace("<h1>", "<p>9 August 2022</p><h1>")
    assert day(html) == "2022-08-09"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Founded: 3 May 2011</p>",
        "<p>Gegründet am 3. Mai 2011</p>",
        "<p>Opens 3 May 2031</p>",
        "<p>Starts: 3 May 2021</p>",
        "<p>Copyright 3 May 2021</p>",
        "<p>Member since 3 May 2011</p>",
        "<dl><dt>Founded</dt><dd>3 May 2011</dd></dl>",
        '<p>When: <time datetime="2021-05-03">3 May 2021</time></p>',
    ],
)
def test_the_day_of_another_matter_is_no_day_of_publication(line):
    assert day(page(line)) is None


@pytest.mark.parametrize(("prop", "iso"), [("startDate", None), ("foundingDate", None), ("other", "2021-05-03")])
def test_a_time_with_another_property_is_no_day_of_publication(prop, iso):
    foot = f'<p>In the mill <time itemprop="{prop}" datetime="2021-05-03">Monday</time></p></article>'
    assert day(page("").replace("</article>", foot)) == iso


@pytest.mark.parametrize("line", ["Submitted by Ada on Mon, 3 May 2021 - 09:30", "Start date 3 May 2021"])
def test_what_systems_print_above_a_post_is_its_day(line):
    assert day(page(f"<p>{line}</p>")) == "2021-05-03"


def test_the_day_of_acceptance_goes_not_before_the_declared_day():
    assert day(page("<p>Accepted: 2 May 2021</p>", head='<meta name="dc.date" content="2021-06-07">')) == "2021-06-07"


def test_a_quoted_post_does_not_date_the_story():
    quote = "<blockquote><p>Nobody will ever grind again.</p><p>— A. Miller, May 2, 2021</p></blockquote>"
    head = '<meta property="article:published_time" content="2021-05-03T10:00:00Z">'
    assert day(page(quote, head=head)) == "2021-05-03"


def test_the_local_day_that_is_shown_goes_before_that_of_greenwich():
    head = '<meta property="article:published_time" content="2021-05-04T02:30:00Z">'
    assert day(page("<p>May 3, 2021</p>", head=head)) == "2021-05-03"


def test_a_shown_eve_of_midnight_in_greenwich_is_the_declared_day():
    head = '<meta property="article:published_time" content="2021-05-04T00:00:00.000Z">'
    assert day(page("<p>May 3, 2021</p>", head=head)) == "2021-05-04"


def test_a_signed_line_may_be_long():
    line = "<p>Written by Ada Miller in Rivers and Mills on 3 May 2021 at 08:34 PM EDT. 51 Comments</p>"
    assert CLEANER.clean(page(line)).date == "2021-05-03T20:34:00-04:00"


def test_a_threads_age_stands_in_a_title_attribute():
    thread = '<p><span class="age" title="2021-05-03T08:00:00">2 days ago</span></p>'
    reply = '<p><span class="age" title="2021-05-03T09:00:00">1 day ago</span></p>'
    assert CLEANER.clean(page("", after=thread + reply)).date == "2021-05-03T08:00:00"
    assert CLEANER.clean(page("", after=reply + thread)).date is None


def test_a_meta_element_may_hold_its_value_under_that_name():
    head = '<span></span><meta itemprop="datePublished" value="2021-05-03T08:00:00Z">'
    assert CLEANER.clean(page("", above=head)).date == "2021-05-03T08:00:00+00:00"


def test_a_date_later_than_the_crawl_is_told_in_the_warnings():
    html = page("", head='<meta property="article:published_time" content="2031-05-04">')
    article = CLEANER.clean(html, crawled=date(2021, 6, 1))
    assert article.date is None
    assert article.warnings == ("date_after_crawl: 2031-05-04 by meta, crawled 2021-06-01",)
    assert CLEANER.clean(html, crawled=date(2031, 6, 1)).warnings == ()


@pytest.mark.parametrize(
    "line",
    [
        "Received: 3 January 2024; Accepted: 20 March 2024; Published: 7 May 2024",
        "Updated 9 May 2024 | Published 7 May 2024",
        "Posted 7 May 2024, updated 9 May 2024",
    ],
)
def test_of_several_days_in_a_line_the_published_one_is_the_date(line):
    assert day(page(f"<p>{line}</p>")) == "2024-05-07"


@pytest.mark.parametrize("mark", ["©", "(c)", "Copyright"])
def test_a_copyright_is_no_day_of_publication(mark):
    assert day(page("", after=f"<p>{mark} 7 May 2021 Lock Herald</p>")) is None


@pytest.mark.parametrize("name", ["comments", "related-stories"])
def test_a_time_among_others_below_the_story_is_not_its_day(name):
    after = f"<div id='{name}'><p><time datetime='2024-05-07'>7 May 2024</time></p><p>What a week.</p></div>"
    assert day(page("", after=after)) is None


def test_a_time_in_an_aside_at_the_headline_is_its_day():
    assert day(page("<aside><time>7 May 2024</time></aside>")) == "2024-05-07"


@pytest.mark.parametrize("attribute", ["title", "datetime"])
def test_an_age_has_its_day_in_an_attribute(attribute):
    assert day(page(f"<span class='post-date' {attribute}='7 May 2024'>2 years ago</span>")) == "2024-05-07"


def test_the_day_somebody_joined_is_not_the_storys():
    assert day(page("<span class='join-date' title='7 May 2014'>Joined long ago</span>")) is None


def test_json_ld_is_read_in_the_pages_order_where_it_is_no_iso_date():
    thing = '{"@type": "NewsArticle", "headline": "Lock opens", "datePublished": "07/05/2024"}'
    head = f"<script type='application/ld+json'>{thing}</script>"
    assert day(page("", head=head, lang="en-GB")) == "2024-05-07"


@pytest.mark.parametrize(
    "line",
    [
        "Offer valid until 7 May 2024",
        "Doors open: 7 May 2024, 19:00",
        "Paintings of mills, 7 May 2024 – 9 June 2024",
        "Ausstellung bis 7. Mai 2024",
        "Version 7.5.2024",
    ],
)
def test_an_offers_an_exhibitions_and_a_versions_day_is_not_the_storys(line):
    assert day(page(f"<p>{line}</p>")) is None


def test_a_month_in_the_address_may_have_its_name():
    assert day(page(""), "https://mill.example/news/2024/may/07/the-mill-grinds") == "2024-05-07"
