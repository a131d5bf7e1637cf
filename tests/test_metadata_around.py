"""What stands around a headline and below a story: bylines, dates and other parts of a title."""

import pytest
from articles import HEADLINE, NEWS, URL, article, ld, read

AREA = "<header><a href='/'>Harbour Times</a><h1>{h1}</h1><p>{line}</p></header><p>{text}</p>"


def page_of(line, below="", head="", url=URL):
    """A page whose headline stands in its header, with a line beside it."""
    text = "The council decided on Monday that the wall will be raised before the storms of autumn. " * 3
    body = AREA.format(h1=HEADLINE, line=line, text=text) + below
    return read(f"<html lang='en'><head><title>{HEADLINE}</title>{head}</head><body>{body}</body></html>", url)


def test_byline_and_date_beside_a_headline_in_the_header_are_found():
    found = page_of("By Ines Calloway · March 14, 2024")
    assert (found.authors, found.date) == (("Ines Calloway",), "2024-03-14")


@pytest.mark.parametrize(
    "label",
    [
        "<h3>Author</h3><p>Ines Calloway</p>",
        "<p>Authors: Ines Calloway, harbour editor</p>",
        "<p>Autorin/Autor Ines Calloway</p>",
        "<p>By: <a href='/author/ines/'>Ines Calloway</a></p>",
        "<p><a href='/authors/ines'>Ines Calloway</a></p>",
        "<h4>Ines Calloway</h4><p>Ines is a writer who has lived by the harbour for twenty years.</p>",
    ],
)
def test_who_is_named_once_below_the_story_is_the_author(label):
    assert read(article(body="<p>Prose.</p>" * 20 + label)).authors == ("Ines Calloway",)


def test_two_linked_authors_below_a_story_are_other_stories():
    links = "<p><a href='/authors/ines'>Ines Calloway</a></p><p><a href='/authors/oda'>Oda Lindqvist</a></p>"
    assert read(article(body="<p>Prose.</p>" * 20 + links)).authors == ()


def test_a_portrait_without_a_person_is_a_chapter():
    chapter = "<h4>Static Walls</h4><p>Static walls is what engineers call walls of concrete and nothing else.</p>"
    assert read(article(body="<p>Prose.</p>" * 20 + chapter)).authors == ()


def test_what_a_picture_cuts_off_from_the_head_is_still_the_heads():
    cut = "<noscript><img src='/pixel.gif'></noscript>"
    told = "<meta name='author' content='Ines Calloway'><meta property='article:published_time' content='2024-03-14'>"
    found = read(f"<html><head>{cut}<title>{HEADLINE}</title>{told}</head><body><p>{'Prose. ' * 99}</p></body></html>")
    assert (found.title, found.authors, found.date) == (HEADLINE, ("Ines Calloway",), "2024-03-14")


def test_a_person_below_the_headline_comes_before_the_sites_name():
    head = "<meta property='og:site_name' content='Harbour Times'><meta name='author' content='Harbour Times'>"
    head += "<meta property='og:type' content='article'>"
    assert read(article(head, "<p><b>Ines Calloway</b></p>")).authors == ("Ines Calloway",)


def test_a_signed_line_below_the_headline_comes_before_who_put_the_page_in():
    head = "<meta name='author' content='Oda Lindqvist'><meta property='og:type' content='article'>"
    assert read(article(head, "<p>By Ines Calloway, RN</p>")).authors == ("Ines Calloway",)


def test_a_news_storys_data_come_before_a_signed_line():
    head = ld(f'{{{NEWS}, "headline": "{HEADLINE}", "author": {{"name": "Oda Lindqvist"}}}}')
    assert read(article(head, "<p>By Ines Calloway</p>")).authors == ("Oda Lindqvist",)


def test_a_site_called_after_somebody_is_theirs():
    body = "<p>I raised my wall myself, and my wife held the ladder; I would do it again.</p>"
    body += "<footer>© 2024 Ines Calloway</footer>"
    assert read(article(body=body), "https://inescalloway.example/blog/my-harbour-wall").authors == ("Ines Calloway",)


def test_a_company_called_like_somebody_is_no_author():
    body = "<p>We raise walls for our customers, and our prices are low.</p><footer>© 2024 Ines Calloway</footer>"
    assert read(article(body=body), "https://inescalloway.example/blog/our-harbour-walls").authors == ()


def test_a_given_name_is_completed_from_another_source():
    head = '{"@type": "WebPage", "author": {"name": "Ines Calloway"}}'
    body = "<p>By <a href='/author/ines'>Ines</a></p>"
    assert read(article(ld(head), body)).authors == ("Ines Calloway",)


@pytest.mark.parametrize("name", ["user3080392", "iron.wall_7"])
def test_in_a_thread_a_login_is_an_author(name):
    author = f"<div itemprop='author' itemscope><b itemprop='name'>{name}</b></div>"
    body = f"<div itemscope itemtype='https://schema.org/Question'>{author}</div>"
    assert read(article(body=body), "https://forum.example/questions/12/harbour-wall").authors == (name,)


def test_the_date_of_an_answer_is_not_the_questions():
    body = "<p itemprop='dateCreated' content='2023-03-14'>Asked</p>"
    body += "<div itemscope itemtype='https://schema.org/Answer'><p itemprop='datePublished'>2024-05-01</p></div>"
    assert read(article(body=body)).date == "2023-03-14"


def test_a_labelled_date_below_the_story_is_its_date():
    assert read(article(body="<p>Prose.</p>" * 20 + "<h3>Published</h3><p>March 14, 2024</p>")).date == "2024-03-14"


def test_a_captions_day_is_not_the_date_where_a_label_has_one():
    caption = "<p>The wall as it stood before the flood, 24 April 2023</p>"
    assert read(article(body=caption + "<p>Prose.</p>" * 20 + "<p>Date: 28.04.2023</p>")).date == "2023-04-28"


def test_a_date_before_the_word_updated_is_that_of_publication():
    assert read(article(body="<p>March 14, 2024 Updated: April 2, 2024</p>")).date == "2024-03-14"


def test_numeric_dates_are_in_the_order_of_the_others():
    html = article(body="<p>03/04/2024</p>" + "<p>Prose.</p>" * 20 + "<p>21/03/2024</p>").replace("en-GB", "en")
    assert read(html, "https://a.example/harbour").date == "2024-04-03"


def test_numeric_dates_are_in_the_order_of_the_address():
    html = article(body="<p>03/10/2023</p>").replace("en-GB", "en")
    assert read(html, "https://a.example/blog/2023/october/03/wall").date == "2023-10-03"


def test_the_day_in_the_address_is_the_sites_own():
    head = "<meta property='article:published_time' content='2024-03-15T02:41:41+00:00'>"
    assert read(article(head), "https://a.example/2024/03/14/harbour-wall").date == "2024-03-14"


def test_an_articles_own_footer_dates_it():
    html = (
        article()
        .replace("<h1>", "<article><h1>")
        .replace("</body>", "<footer><time datetime='2024-03-14'>x</time></footer></article></body>")
    )
    assert read(html).date == "2024-03-14"


def test_a_members_joining_is_no_date():
    post = "<p>by Ines » 4 May 2023, 21:15</p>"
    html = article(body="<dl><dd>Joined: 3 Mar 2019, 10:01</dd></dl>" + post)
    assert read(html, "https://forum.example/viewtopic.php?t=8").date == "2023-05-04T21:15:00"


def test_a_chapters_number_is_no_date():
    assert read(article(body="<ol><li>1.11.10 Subgroups of walls</li></ol>")).date is None


def test_the_time_of_the_day_is_kept_when_the_shown_line_lacks_it():
    body = "<time class='updated' datetime='2024-03-14T06:30:00+00:00'>x</time><p>Posted on March 14, 2024 by admin</p>"
    assert read(article(body=body)).date == "2024-03-14T06:30:00+00:00"


@pytest.mark.parametrize(
    ("names", "authors"),
    [(["Alma Torvald"], ("Alma Torvald",)), (["Alma Torvald", "Ned Ferrow", "Ida Quist"], ())],
    ids=["one", "three"],
)
def test_people_in_three_places_are_a_team_and_no_byline(names, authors):
    team = "".join(f'<div><p>Somebody of ours.</p><span class="entry-author">{name}</span></div>' for name in names)
    assert (
        read(f"<title>The yard</title><body><div>{'<p>Boats are built here.</p>' * 8}</div>{team}").authors == authors
    )


@pytest.mark.parametrize("life", ["Ida Quist is", "Dr. Ida Quist is", "Dr Ida Quist is"])
def test_a_name_above_its_own_life_is_the_author_also_with_a_title(life):
    bio = f"<p>Ida Quist</p><p>{life} a writer of maps who has lived on the northern islands for thirty years.</p>"
    story = "<p>Charts of the sound were drawn by hand until the war, and some of them still are.</p>" * 12
    assert read(f"<title>Charts of the sound</title><h1>Charts of the sound</h1>{story}{bio}").authors == ("Ida Quist",)


def shown(body, title=HEADLINE):
    return read(f"<html><head><title>{title}</title></head><body>{body}</body></html>").title


PROSE = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 3


def test_an_h1_below_the_story_does_not_outvote_the_heading_that_is_the_pages_title():
    assert shown(f"<h2>{HEADLINE}</h2>{PROSE}<h1>Related stories</h1>") == HEADLINE


def test_the_sites_name_in_the_first_h1_is_not_the_headline_where_another_part_of_the_title_heads_the_story():
    assert shown(f"<h1>Nell at home</h1><h2>{HEADLINE}</h2>{PROSE}", f"{HEADLINE} - Nell at home") == HEADLINE


def test_the_part_of_the_title_that_is_a_line_of_the_page_is_the_headline():
    assert shown(f"<b>{HEADLINE}</b>{PROSE}", f"Coast--{HEADLINE}--Far Away Wire") == HEADLINE


def test_an_h1_that_opens_the_title_stays_the_headline_when_the_section_is_a_heading_too():
    title = f"{HEADLINE} - Coast and Country"
    assert shown(f"<h1>{HEADLINE}</h1>{PROSE}<h2>Coast and Country</h2>", title) == HEADLINE


def test_who_is_linked_beside_the_headline_comes_before_a_publishing_house_in_the_head():
    head = '<meta property="og:type" content="article"><meta name="author" content="Venning Sund">'
    assert read(article(head, '<p><a href="/author/torvald">Alma Torvald</a></p>')).authors == ("Alma Torvald",)


def test_other_stories_authors_are_not_added_to_the_one_beside_the_headline():
    links = '<p><a rel="author" href="/author/torvald">Alma Torvald</a></p>'
    other = '<div><a rel="author" href="/author/sund">Ida Sund</a></div>'
    assert read(article(body=links + "<p>Text.</p>" * 6 + other)).authors == ("Alma Torvald",)


def test_a_short_heading_of_a_section_is_not_where_the_headline_is():
    post = f"<div><a href='/x'>{HEADLINE}</a></div><p>By Ines Calloway</p>"
    rules = "<li>Directly link to what you read.</li>" * 20
    head = f"<title>{HEADLINE}</title><meta property='og:title' content='{HEADLINE}'>"
    found = read(f"<html><head>{head}</head><body><h1>harbours</h1>{rules}{post}<p>{'Prose. ' * 60}</p></body></html>")
    assert (found.title, found.authors) == (HEADLINE, ("Ines Calloway",))
