"""Site, language, summary, picture, tags, paywall; and what holds of every field of every page."""

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.metadata import read_metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment

URL = "https://www.harbourtimes.example/2024/harbour-wall"
STORY = (
    "<p>The council decided on Monday that the wall will be raised before the storms of autumn "
    "set in again this year.</p>"
)


def read(head="", body="", crawled=None, url=URL):
    html = f"<!doctype html><html lang='en-GB'><head>{head}</head><body><h1>Harbour wall rises</h1>{body}</body></html>"
    page = parse(html, url)
    return read_metadata(page, segment(page).blocks, {}, crawled)


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def ld(json):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {json}}}</script>'


@pytest.mark.parametrize(
    ("field", "head", "value", "source"),
    [
        ("site_name", meta("og:site_name", "Harbour &amp; Times"), "Harbour & Times", "og"),
        ("site_name", ld('"publisher": {"name": "Harbour Times"}'), "Harbour Times", "json-ld"),
        ("description", meta("og:description", "The wall\nrises."), "The wall rises.", "og"),
        ("description", ld('"description": "The <b>wall</b> rises."'), "The wall rises.", "json-ld"),
        ("image", meta("og:image", "https://img.example/a.jpg?w=1&amp;h=2"), "https://img.example/a.jpg?w=1&h=2", "og"),
        ("image", ld('"image": [{"url": "https://img.example/b.jpg"}]'), "https://img.example/b.jpg", "json-ld"),
        ("canonical_url", f"<link rel=canonical href='{URL}'>", URL, "link"),
        ("section", meta("article:section", "Local"), "Local", "meta"),
        ("section", ld('"articleSection": ["Coast", "Local"]'), "Coast", "json-ld"),
        ("language", ld('"inLanguage": "fr"'), "en-GB", "html"),
    ],
)
def test_a_plain_field_says_where_it_came_from(field, head, value, source):
    found = read(head)
    assert getattr(found, field) == value
    assert found.provenance[field].source == source


def test_a_candidate_that_lost_is_listed():
    found = read(meta("og:description", "The wall rises.") + '<meta name="description" content="A wall.">')
    assert [c.value for c in found.candidates if c.field == "description"] == ["The wall rises.", "A wall."]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:image/png;base64,AAAA", "a picture.jpg", "<b>"])
def test_what_is_no_address_is_no_picture(address):
    assert read(meta("og:image", address)).image is None


def test_tags_of_the_article_go_before_those_for_search_engines():
    head = meta("article:tag", "Coast") + meta("article:tag", "Floods, Storms") + meta("keywords", "buy, cheap")
    assert read(head).tags == ("Coast", "Floods", "Storms")


def test_each_tag_comes_once():
    assert read(ld('"keywords": "coast, Coast; storms"')).tags == ("Coast", "storms")


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        (ld('"isAccessibleForFree": false'), True),
        (ld('"isAccessibleForFree": "True"'), False),
        (ld('"isAccessibleForFree": "http://schema.org/False"'), True),
        (meta("article:content_tier", "metered"), True),
        (meta("article:content_tier", "free"), False),
        ("", None),
    ],
)
def test_a_page_says_whether_readers_must_pay(head, answer):
    assert read(head, STORY).paywalled is answer


APPEAL = "<div>Already a subscriber? Log in</div>"


def test_a_short_page_that_ends_in_an_appeal_to_subscribe_is_paywalled():
    assert read(body=STORY * 3 + APPEAL).paywalled is True


def test_the_same_appeal_below_a_whole_story_says_nothing():
    assert read(body=STORY * 30 + APPEAL).paywalled is None


def test_no_date_is_later_than_the_day_the_page_was_fetched():
    head = ld('"datePublished": "2031-01-01"') + meta("article:published_time", "2024-04-05T10:00:00Z")
    assert read(head, crawled=date(2024, 4, 6)).date == "2024-04-05T10:00:00+00:00"


def test_a_page_that_only_repeats_a_later_day_was_not():
    same = ld('"datePublished": "2031-01-01T08:00:00Z", "dateModified": "2031-01-01T08:00:00Z"')
    assert read(same, crawled=date(2024, 4, 6)).date is None


def test_east_of_the_crawler_it_may_be_the_next_day():
    assert read(ld('"datePublished": "2024-04-07"'), crawled=date(2024, 4, 6)).date == "2024-04-07"


def test_an_earlier_date_below_the_headline_is_the_one_that_readers_see():
    assert read(ld('"datePublished": "2024-05-01"'), "<p>April 5, 2024</p>").date == "2024-04-05"


@pytest.mark.parametrize("line", ["Updated April 5, 2024", "05/04/2024", "May 9, 2024"])
def test_no_other_line_outweighs_the_declared_date(line):
    assert read(ld('"datePublished": "2024-05-01"'), f"<p>{line}</p>").date == "2024-05-01"


def test_the_one_date_in_a_script_s_data_is_better_than_none():
    script = r'<script>self.push("{\"publishedAt\":\"2024-04-05T10:00:00Z\"}")</script>'
    assert read(body=STORY + script).date == "2024-04-05T10:00:00+00:00"


def test_two_dates_in_a_scripts_data_are_a_guess():
    script = '<script>a={"publishedAt":"2024-04-05"},b={"publishedAt":"2024-04-06"}</script>'
    assert read(body=STORY + script).date is None


TEXTS = st.text(max_size=40) | st.sampled_from(
    [
        "&amp;amp;lt;b&gt;",
        "a\n\tb",
        "<b>x</b>",
        "&#60;i&#62;",
        "x" * 400,
        "word " * 90,
        "By &quot;Ann Lee&quot;",
        "<",
        "&lt",
    ]
)
MARKUP = re.compile(r"<[A-Za-z/!]|&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot);", re.IGNORECASE)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["title", "description", "site_name", "image", "author", "tag"]), TEXTS)))
def test_no_field_holds_a_line_break_markup_an_entity_or_more_than_300_characters(pairs):
    escaped = [(name, text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")) for name, text in pairs]
    head = "".join(
        meta(f"og:{name}", text) + meta(name, text) + meta(f"article:{name}", text) for name, text in escaped
    )
    body = "".join(f"<p class=author>{text}</p><time>{text}</time>" for _, text in escaped)
    found = read(head, body)
    texts = [found.title, found.byline, found.date, found.site_name, found.description, found.image, found.section]
    for text in [*filter(None, texts), *found.authors, *found.tags]:
        assert len(text) <= 300
        assert not re.search(r"[\n\r\t]", text)
        assert not MARKUP.search(text)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abc <>/=&;'\"!-é\x00", max_size=200))
@example("/;aa")
def test_a_page_of_noise_has_no_author_and_no_date(noise):
    page = parse(noise)
    found = read_metadata(page, segment(page).blocks, {})
    assert (found.authors, found.date, found.paywalled) == ((), None, None)
