"""Times that a page tells by how long ago they were."""

from datetime import date

import pytest

from cleaner import Cleaner
from cleaner.metadata.age_text import day_of_age, find_age

CLEANER = Cleaner(rules=None)
READ_ON = date(2023, 11, 10)
STORY = "<p>The council decided on Monday that the pier will be mended before the storms of autumn.</p>" * 6


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2 days ago", 8),
        ("Posted 5 hours ago", 10),
        ("a day ago", 9),
        ("30 mins ago", 10),
        ("Yesterday", 9),
        ("Gestern, 16:12 Uhr", 9),
        ("vor 2 Tagen", 8),
        ("Publié il y a 2 jours", 8),
        ("hace 2 días", 8),
        ("há 2 dias", 8),
        ("2 giorni fa", 8),
        ("2 dagen geleden", 8),
        ("för 2 dagar sedan", 8),
        ("2 dni temu", 8),
        ("Вчера в 16:12", 9),
        ("2 дня назад", 8),
        ("2 дні тому", 8),
        ("πριν από 2 ημέρες", 8),
        ("2 gün önce", 8),
        ("قبل 3 أيام", 7),
        ("לפני 3 ימים", 7),
        ("2 दिन पहले", 8),
        ("2 ngày trước", 8),
        ("2 hari yang lalu", 8),
        ("2日前", 8),
        ("2天前", 8),
        ("2일 전", 8),
    ],
)
def test_days_are_counted_back_from_the_day_of_reading(line, day):
    assert day_of_age(line, READ_ON) == date(2023, 11, day)


@pytest.mark.parametrize("line", ["2 weeks ago", "vor 3 Monaten", "il y a 2 ans"])
def test_weeks_and_longer_ones_tell_no_day(line):
    assert find_age(line) is not None
    assert day_of_age(line, READ_ON) is None


@pytest.mark.parametrize("line", ["12月3日前", "за 2 дня до", "2 days of rain", "The mayor left 2 days ago for Riga"])
def test_other_numbers_and_sentences_tell_no_day(line):
    assert day_of_age(line, READ_ON) is None


def dated(line, crawled=READ_ON):
    html = (
        f"<html lang='en'><head><title>Pier mended</title></head><body><h1>Pier mended</h1>{line}{STORY}</body></html>"
    )
    return CLEANER.clean(html, "https://www.quaytimes.example/pier", crawled=crawled).date


def test_a_page_that_only_tells_how_old_it_is_has_the_day_that_the_crawl_tells():
    assert dated("<p>2 days ago</p>") == "2023-11-08"


def test_a_byline_may_stand_before_how_old_it_is():
    assert dated("<p>By Odile Marchetti · 2 days ago</p>") == "2023-11-08"


def test_without_the_day_of_the_crawl_there_is_no_day():
    assert dated("<p>2 days ago</p>", None) is None


def test_a_date_goes_before_how_old_the_page_is():
    assert dated("<p>2 days ago</p><p>4 November 2023</p>") == "2023-11-04"


def test_how_long_ago_something_was_updated_tells_no_day_of_publication():
    assert dated("<p>Updated 2 days ago</p>") is None
