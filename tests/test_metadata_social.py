"""Who wrote: posts of social networks, salutations, degrees, places and comments."""

import json

import pytest

from cleaner.metadata import read_metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment

STORY = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 4
ARTICLE = "<meta property='og:type' content='article'>"


def read(body, head=ARTICLE, url="https://www.harbourtimes.example/2024/harbour-wall", lang="en"):
    html = f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>"
    page = parse(html, url)
    return read_metadata(page, segment(page).blocks, {})


def headed(shown, after="", **options):
    return read(f"<h1>Harbour wall rises</h1>{shown}{STORY}{after}", **options)


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        ("Tess (@tess@lamps.example)", "https://lamps.example/@tess/1122334455", "Tess"),
        ("Tess Okafor (@tessokafor): “Gates arrive”", "https://notes.example/@tess/note/c-112233445", "Tess Okafor"),
        ("(3) Tess Okafor on X: “Gates arrive” / X", None, "Tess Okafor"),
        ("Tess の投稿", "https://x.com/tess_okafor/status/1122334455667788", "tess_okafor"),
        ("Tess Okafor on Twitter: “Gates”", "https://twitter.com/gatekeeper/status/112233445566?s=2", "gatekeeper"),
        ("A photo", "https://lamps.example/@lampkeeper/1122334455", "lampkeeper"),
    ],
)  # fmt: skip
def test_a_post_is_by_whom_the_head_or_the_address_names(title, url, name):
    head = f"{ARTICLE}<meta property='og:title' content='{title}'><title>{title}</title>"
    assert read("<div>The gates have arrived at last, all four of them.</div>", head, url).authors == (name,)


@pytest.mark.parametrize("url", ["https://lamps.example/@tess", "https://lamps.example/status/112233445566"])
def test_a_profile_and_a_page_of_the_service_are_by_nobody(url):
    assert read(f"<h1>Gates</h1>{STORY}", f"{ARTICLE}<title>Gates (new)</title>", url).authors == ()


def test_a_byline_goes_before_the_address_of_a_post():
    url = "https://lamps.example/@editors/1122334455"
    assert headed("<p>By Ruben Hale</p>", url=url).authors == ("Ruben Hale",)


@pytest.mark.parametrize("line", ["Hi Ruben,", "Dear Tess,", "Hello Ilse!", "Hallo Greta,", "Bonjour Lucie,"])
def test_whom_a_letter_greets_did_not_write_it(line):
    assert headed(f"<p>{line}</p>").authors == ()


def test_a_surname_that_is_a_salutation_stays_a_name():
    assert headed("<p>By William Dear</p>").authors == ("William Dear",)


@pytest.mark.parametrize("day", ["Thứ Hai", "Thứ Sáu", "Chủ Nhật"])
def test_a_weekday_of_two_words_is_nobody(day):
    assert headed(f"<p>{day}, 13/05/2024 | Lê Thị Hồng</p>", lang="vi").authors == ("Lê Thị Hồng",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Emma Ellis, DVM, PhD; Ben Harrow, BA, LVT", ("Emma Ellis", "Ben Harrow")),
        ("Emma Ellis, M.D.; Ben Harrow; Cy Marsh, VTS (Behavior)", ("Emma Ellis", "Ben Harrow", "Cy Marsh")),
        ("Emma Ellis, Marlow; Ben Harrow, Port Ellery", ()),
        ("Summer Sale; Free Delivery", ()),
    ],
)
def test_degrees_make_a_byline_of_a_list_that_nothing_announces(line, names):
    assert headed(f"<div>{line}</div>").authors == names


@pytest.mark.parametrize(
    ("lang", "line", "name"),
    [
        ("pt", "Rita Lemos, em Lisboa", "Rita Lemos"),
        ("pt", "Por Rita Lemos em Lisboa", "Rita Lemos"),
        ("nl", "Door onze correspondent Joris Smit in Jakarta", "Joris Smit"),
        ("nl", "Door Joris Smit vanuit Jakarta", "Joris Smit"),
        ("sv", "Av Åsa Lindgren från Malmö", "Åsa Lindgren"),
        ("vi", "Phóng viên Nguyễn Thu Hà", "Nguyễn Thu Hà"),
    ],
)
def test_the_place_behind_a_name_is_no_part_of_it(lang, line, name):
    assert headed(f"<div class='byline'>{line}</div>", lang=lang).authors == (name,)


@pytest.mark.parametrize("name", ["autor", "article-auteur", "Autor_name"])
def test_classes_of_other_languages_name_the_author(name):
    assert headed(f"<div>Lokales</div><div>3. Mai</div><span class='{name}'>Rui Teles</span>", lang="pt").authors == (
        "Rui Teles",
    )


def test_who_signs_goes_before_the_organisation_of_a_news_storys_data():
    told = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Marlow Media"}}
    head = f"<title>Harbour wall rises</title><script type='application/ld+json'>{json.dumps(told)}</script>"
    assert headed("<p>By Emma Ellis</p>", head=head).authors == ("Emma Ellis",)
    assert headed("<p>Harbour</p>", head=head).authors == ("Marlow Media",)


def test_a_comments_day_is_not_the_storys():
    comment = "<div><p>Ruben Hale</p><p>5 May 2024 at 10:15</p><p>I like the new wall.</p></div>"
    assert headed("<p>By Emma Ellis</p>", comment).date is None
    assert headed("<p>Ruben Hale</p><p>5 May 2024 at 10:15</p>").date[:10] == "2024-05-05"


def test_a_day_in_burmese_is_read():
    assert headed("<p>၂၀၂၄ ခုနှစ် မေလ ၁၃ ရက်</p>", lang="my").date == "2024-05-13"
