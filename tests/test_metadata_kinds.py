"""Kinds of bylines that real pages have: who is named, by what, and who is not."""

import pytest

from cleaner.metadata import read_metadata
from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.likeness import name_likeness
from cleaner.page.dom import parse
from cleaner.page.segment import segment

TEXT = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 4
URL = "https://www.harbourtimes.example/2024/harbour-wall"


def authors(head="", above="", body="", url=URL):
    head = f"<title>Harbour wall rises</title><meta property='og:type' content='article'>{head}"
    body = f"{above}<h1>Harbour wall rises</h1>{body}{TEXT}"
    page = parse(f"<html lang='en'><head>{head}</head><body>{body}</body></html>", url)
    return read_metadata(page, segment(page).blocks, {}).authors


LINK = "<div><a href='/authors/mona-birch'>Mona Birch</a></div>"


def test_whose_rights_are_reserved_is_not_the_author_whom_the_page_links():
    head = "<meta name='author' content='Holt Fairway'>"
    assert authors(head, body=LINK + TEXT + "<footer>© 2024 Holt Fairway. All rights reserved.</footer>") == (
        "Mona Birch",
    )


def test_whom_another_line_of_the_page_names_stays_the_author():
    head = "<meta name='author' content='Holt Fairway'>"
    assert authors(head, body=LINK + TEXT + "<p>Holt Fairway keeps the light.</p>") == ("Holt Fairway",)


@pytest.mark.parametrize("company", ["Lantern Inc.", "Molenwerk GmbH", "Quayside LLC"])
def test_a_company_beside_a_person_is_no_author(company):
    assert split_authors(f"{company}, Mona Birch") == ("Mona Birch",)


def test_the_longer_list_of_the_head_is_the_whole_one():
    names = ("Mona Birch", "Tom Sandberg", "Ada Quist")
    head = "<meta name='author' content='Mona Birch'>"
    head += "".join(f"<meta name='citation_author' content='{name}'>" for name in names)
    assert authors(head) == names


def test_a_login_that_the_address_of_an_authors_page_repeats_is_an_author():
    assert authors(body="<div>Posted on May 3, 2024 by <a href='/author/mbirch'>mbirch</a></div>") == ("mbirch",)


def test_a_link_of_other_small_words_to_an_authors_page_is_none():
    assert authors(body="<div>May 3, 2024 <a href='/author/mbirch'>more</a></div>") == ()


def test_an_address_after_a_name_goes():
    assert split_authors("Mona Birch - https://www.harbourtimes.example/mona") == ("Mona Birch",)


@pytest.mark.parametrize("placeholder", ["Guest Author", "Post Author", "About the Author", "author"])
def test_the_word_author_alone_names_nobody(placeholder):
    assert split_authors(placeholder) == ()


def test_a_by_that_is_there_twice_goes():
    assert split_authors("Byby Mona Birch and Tom Sandberg") == ("Mona Birch", "Tom Sandberg")


@pytest.mark.parametrize("line", ["Mona BirchStaff Writer", "Mona BirchSenior Editor"])
def test_a_role_that_only_style_sets_apart_is_no_part_of_the_name(line):
    assert split_authors(line) == ("Mona Birch",)


@pytest.mark.parametrize("name", ["Mona McAllister", "Tom DeWriter"])
def test_a_capital_inside_a_surname_stays(name):
    assert split_authors(name) == (name,)


def test_a_date_that_only_style_sets_apart_from_the_name_goes():
    assert authors(above="<div>May 3, 2024<span>Mona Birch</span></div>") == ("Mona Birch",)


def test_a_line_that_only_signs_is_the_byline_wherever_it_stands():
    assert authors(body=TEXT * 3 + "<p>By Mona Birch</p>") == ("Mona Birch",)


def test_two_lines_that_sign_are_other_stories():
    assert authors(body=TEXT * 3 + "<p>By Mona Birch</p>" + TEXT + "<p>By Tom Sandberg</p>") == ()


def test_who_started_a_thread_is_linked_by_a_number_or_name():
    body = "<div>12 points by <a href='user?id=mbirch'>mbirch</a> 3 hours ago</div>"
    assert authors(body=body, url="https://news.example/item?id=123") == ("mbirch",)


def test_a_list_of_the_head_that_holds_no_names_gives_way_to_the_linked_author():
    head = "<meta name='author' content='Mona Birch, Tom Sandberg, Ada Quist wearing Lantern Shoes'>"
    assert authors(head, body=LINK) == ("Mona Birch",)


BELOW = "<p>{line}</p>"


@pytest.mark.parametrize("furniture", ["Reading Time", "Staff Directory", "Business Tips", "Memorial Park"])
def test_a_line_below_the_headline_that_is_only_spelled_like_a_name_is_none(furniture):
    assert authors(body=BELOW.format(line=furniture)) == ()


@pytest.mark.parametrize("name", ["Mona Birch", "Naufal Zuhdi", "Anke Möller", "Jelena Đokić", "Мария Лебедева"])
def test_a_persons_name_below_the_headline_is_the_byline(name):
    assert authors(body=BELOW.format(line=name)) == (name,)


@pytest.mark.parametrize("name", ["松村太郎", "谢若含", "林小明"])
def test_a_name_without_blanks_before_a_date_is_the_byline(name):
    assert authors(body=f"<div>{name}2024年04月13日 09時00分</div>") == (name,)


@pytest.mark.parametrize("other", ["経済観察", "新聞", "科技频道"])
def test_a_section_without_blanks_before_a_date_is_none(other):
    assert authors(body=f"<div>{other}2024年04月13日 09時00分</div>") == ()


def test_names_are_more_like_names_than_lines_that_have_their_shape():
    names = [name_likeness(name) for name in ("Emma Ellis", "Budi Santoso", "Ștefan Țurcanu", "Νίκος Παππάς")]
    others = [name_likeness(line) for line in ("Going Further", "Privacy Policy", "Latest Videos", "Winter Sale")]
    assert min(names) > max(others)


LONG = "<p>" + "The council decided on Monday that the wall will be raised before the storms of autumn. " * 3 + "</p>"
OF_SITE = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour wall rises", '
    '"author": {"@type": "Organization", "name": "Harbour Times"}}</script>'
)


def signed(before="", after=""):
    page = parse(
        f"<html><head>{OF_SITE}</head><body><h1>Harbour wall rises</h1><p>Stones from the north</p>{before}{LONG * 3}"
        f"{after}<p>Read more</p><p>Tides</p></body></html>",
        URL,
    )
    return read_metadata(page, segment(page).blocks, {}).authors


def test_who_signs_below_the_last_paragraph_goes_before_a_company_that_repeats_the_site():
    assert signed(after="<p style='text-align: right'><strong>Mona Birch</strong></p>") == ("Mona Birch",)


def test_who_signs_above_the_first_paragraph_does_so_too():
    assert signed(before="<p><b>Mona Birch/Holt Fairway</b></p>") == ("Mona Birch", "Holt Fairway")


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/topics/b'>Mona Birch</a></p>",
        "<p>Mona Birch reports</p>",
        "<p>Front Camera</p>",
        "<h3>Mona Birch</h3>",
    ],
)
def test_a_link_a_sentence_and_a_heading_sign_nothing(line):
    assert signed(after=line) == ("Harbour Times",)


def test_whom_a_quotation_names_signs_nothing():
    quoted = LONG.replace("The council", "“The council")
    assert signed(after=f"{quoted}<p>Mona Birch</p>") == ("Harbour Times",)


def test_a_company_that_repeats_the_site_is_the_byline_where_a_tag_names_nobody_else():
    page = parse(f"<html><head><meta name='author' content='Harbourtimes'></head><body>{TEXT}</body></html>", URL)
    assert read_metadata(page, segment(page).blocks, {}).authors == ("Harbourtimes",)


def group(kind):
    data = f'{{"@type": "{kind}", "author": {{"@type": "Organization", "name": "Harbour Times"}}}}'
    page = parse(
        f"<html><head><script type='application/ld+json'>{data}</script></head><body>{TEXT}</body></html>", URL
    )
    return read_metadata(page, segment(page).blocks, {}).authors


def test_a_blogs_post_by_its_company_is_the_companys():
    assert group("BlogPosting") == ("Harbour Times",)


def test_a_manuals_page_by_a_company_is_nobodys():
    assert group("TechArticle") == ()


def test_a_year_that_clings_to_a_name_without_blanks_goes():
    assert authors(body="<div class='author'><span>谢若含</span><span>2017-03-01 14:27:02</span></div>") == ("谢若含",)


def test_the_byline_below_a_smaller_heading_that_is_the_title_is_found():
    line = "<div>Dec. 19, 2025 · Mona Birch on behalf of the Wall Group</div>"
    body = f"<h2>Harbour wall rises</h2>{line}{LONG * 6}<h1>What the stones cost</h1>{LONG}"
    head = "<title>Harbour wall rises</title><meta property='og:type' content='article'>"
    page = parse(f"<html><head>{head}</head><body>{body}</body></html>", URL)
    assert read_metadata(page, segment(page).blocks, {}).authors == ("Mona Birch",)


def test_whom_a_dash_names_below_what_somebody_said_is_not_the_author():
    praise = "<p>The best wall that we ever had in front of our house, and so well built by all of you!</p>"
    assert authors(body=f"{praise}<p>– Mona Birch, Class of 2018</p>") == ()
    assert authors(body="<p>– Mona Birch</p>") == ("Mona Birch",)


def test_a_by_word_before_a_hyphen_and_a_small_letter_announces_nobody():
    assert authors(body="<div>Text-center</div>") == ()
