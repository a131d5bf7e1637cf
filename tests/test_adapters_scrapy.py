from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings

from cleaner import MissingExtra, clean
from cleaner.adapters.scrapy import Addon, clean_response
from cleaner.adapters.zyte import zyte_values

SCRIPT = Path(__file__).with_name("crawl_site.py")
PAGE = "<article>" + "<p>The old mill turns again, and all the bakers of the valley are glad of its flour.</p>"
PAGE += "<p>It had stood still since the spring, when the water took the wheel away, said its miller.</p>"
PAGE += "<p>Whoever wants to see it may come on any day but Monday, from nine until the bell is rung.</p></article>"
FIELDS = ["title", "text", "url", "date", "reason", "encoding", "encoding_source"]


def crawl(**settings):
    done = subprocess.run([sys.executable, SCRIPT, json.dumps(settings)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def crawled():
    return crawl(CLEANER_FIELDS=FIELDS)


@pytest.fixture(scope="module")
def stories(crawled):
    """Number of the story → its item."""
    return {
        int(item["url"].rpartition("/")[2]): item for item in crawled["items"] if "/story/" in (item.get("url") or "")
    }


def test_every_story_is_filled_whatever_its_item_is(stories):
    assert [stories[number]["title"] for number in range(50)] == [f"Mühle {number} mahlt" for number in range(50)]
    assert {stories[number]["type"] for number in range(50)} == {
        "dict", "DataclassItem", "AttrsItem", "PydanticItem", "ScrapyItem",
    }  # fmt: skip


def test_the_charset_of_the_header_goes_before_what_the_page_says(stories):
    assert "größer" in stories[5]["text"]
    assert (stories[5]["encoding"], stories[5]["encoding_source"]) == ("windows-1252", "header")


def test_the_address_is_the_one_after_a_redirect(stories):
    assert stories[9]["url"].endswith("/story/9")


def test_an_item_gets_no_field_that_it_lacks(stories):
    assert set(stories[1]) == {"type", "kind", "title", "text", "url"}


@pytest.fixture(scope="module")
def standard():
    return crawl(STANDARD_ITEMS=True)["items"]


def test_a_standard_article_of_zyte_common_items_is_filled(standard):
    first, _ = standard
    assert first["headline"] == "Mühle 102 mahlt"
    assert [author["name"] for author in first["authors"]] == ["Uwe Größ"]
    assert first["datePublished"] == "2024-03-19T00:00:00Z"
    assert first["inLanguage"] == "de"
    assert first["articleBody"].startswith("Die Mühle Nummer 102 mahlt")
    assert first["articleBodyHtml"].startswith("<p>Die Mühle Nummer 102 mahlt")


def test_a_standard_article_keeps_what_the_spider_said(standard):
    _, second = standard
    assert second["headline"] == "The spider's own title"
    assert second["articleBody"]


def test_a_moment_keeps_its_zone():
    head = "<title>Ferry</title><meta property='article:published_time' content='2024-03-14T08:30:00+02:00'>"
    assert zyte_values(clean(head + PAGE))["datePublished"] == "2024-03-14T08:30:00+02:00"


def test_the_day_of_the_last_change_stands_for_that_of_the_first():
    head = "<title>Ferry</title><meta property='article:modified_time' content='2024-03-15T08:00:00+00:00'>"
    told = zyte_values(clean(head + PAGE))
    assert (told["datePublished"], told["dateModified"]) == ("2024-03-15T08:00:00Z", "2024-03-15T08:00:00Z")


def test_pictures_of_the_story_are_told_by_their_addresses():
    told = zyte_values(
        clean(PAGE.replace("</p>", "</p><img src='/wheel.jpg' width=600>", 1), "https://courier.example/a")
    )
    assert [image.url for image in told["images"]] == ["https://courier.example/wheel.jpg"]


def test_what_the_spider_said_itself_stays(crawled):
    (own,) = (item for item in crawled["items"] if item["kind"] == "own")
    assert own["title"] == "The spider's own title"
    assert own["text"].startswith("Die Mühle Nummer 101")


def test_a_request_may_ask_to_be_passed_by(crawled):
    assert {"type": "dict", "kind": "dict"} in crawled["items"]


def test_what_is_no_page_says_so(crawled):
    (picture,) = (item for item in crawled["items"] if (item.get("url") or "").endswith("/picture/0"))
    assert picture["reason"].startswith("not html")


def test_errors_of_the_site_stay_the_spiders(crawled):
    # Scrapy 2.13 hands on Twisted's error, later ones have their own.
    timeouts = {crawled["stats"].get(f"noted/{name}") for name in ("TimeoutError", "DownloadTimeoutError")}
    assert timeouts == {1, None}
    assert crawled["stats"]["httperror/response_ignored_status_count/404"] == 1


def test_the_statistics_count_pages(crawled):
    stats = crawled["stats"]
    assert (stats["cleaner/pages"], stats["cleaner/ok"], stats["cleaner/empty"]) == (52, 51, 1)
    assert stats["cleaner/told/not html"] == 1
    assert stats["cleaner/seconds"] > 0


def test_no_page_is_cleaned_in_the_thread_of_the_reactor(crawled):
    assert crawled["in_main_thread"] == [False]


def test_items_without_an_article_can_be_dropped_and_fields_renamed():
    found = crawl(CLEANER_DROP_EMPTY=True, CLEANER_FIELDS={"title": "headline", "url": "url"})
    assert found["stats"]["cleaner/items_dropped"] == 1
    assert not any((item.get("url") or "").endswith("/picture/0") for item in found["items"])
    assert sum("headline" in item for item in found["items"]) == 11  # ten dicts and the spider's own


PAGE = "<title>Łódź</title><p>Zażółć gęślą jaźń, tak mówi stara szkolna fraza.</p>"


def test_a_response_is_cleaned_with_the_charset_of_its_header():
    page = PAGE.replace("<title>", "<meta charset=utf-8><title>").encode("iso-8859-2")
    response = Response("https://a.example/", headers={"Content-Type": "text/html; charset=iso-8859-2"}, body=page)
    assert clean_response(response).title == "Łódź"


def dated(day: str, **options):
    page = f"<title>A day</title><meta property='article:published_time' content='{day}'><p>Text of the day.</p>"
    return clean_response(HtmlResponse("https://a.example/", body=page.encode(), **options)).date


def test_no_date_is_later_than_the_day_of_the_crawl():
    tomorrow = datetime.now(UTC).date() + timedelta(days=3)
    assert dated(tomorrow.isoformat()) is None
    assert dated("2024-05-06") == "2024-05-06"


def test_a_response_out_of_the_cache_was_fetched_when_the_server_says():
    headers = {"Date": "Sun, 05 May 2024 10:00:00 GMT"}
    assert dated("2024-05-07", headers=headers, flags=["cached"]) is None
    assert dated("2024-05-07", headers=headers) == "2024-05-07"


def test_a_date_header_that_is_none_is_passed_over():
    assert dated("2024-05-07", headers={"Date": "yesterday"}, flags=["cached"]) == "2024-05-07"


def test_a_setting_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no setting CLEANER_RULE; there are CLEANER_ENABLED, CLEANER_RULES"):
        Addon().update_settings(Settings({"CLEANER_RULE": "mine"}))


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no field 'titel'; did you mean title"):
        Addon().update_settings(Settings({"CLEANER_FIELDS": "titel, text"}))


def test_the_addon_can_be_switched_off():
    from scrapy.exceptions import NotConfigured

    with pytest.raises(NotConfigured):
        Addon().update_settings(Settings({"CLEANER_ENABLED": False}))


def test_without_scrapy_the_error_names_the_command_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "scrapy", None)
    with pytest.raises(MissingExtra, match=r"pip install 'webpage-cleaner\[scrapy\]'"):
        Addon().update_settings(Settings())
