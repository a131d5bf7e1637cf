"""A page's own words about itself → title, authors, dates, and where each came from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.metadata import read_metadata
from cleaner.metadata.jsonld import Graph, parse_script
from cleaner.metadata.title import strip_site_name
from cleaner.page.dom import parse
from cleaner.page.segment import segment

URL = "https://www.harbourtimes.example/2024/harbour-wall"
HEADLINE = "Harbour wall to be raised by two metres"


def read(html, url=URL, **fields):
    page = parse(html, url)
    return read_metadata(page, segment(page).blocks, fields)


def article(head="", body="", h1=HEADLINE):
    text = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 3
    return f"<!doctype html><html lang='en-GB'><head>{head}</head><body><h1>{h1}</h1>{body}{text}</body></html>"


def ld(json):
    return f'<script type="application/ld+json">{json}</script>'


NEWS = '"@context": "https://schema.org", "@type": "NewsArticle"'


@pytest.mark.parametrize("separator", [" - ", " | ", " – ", " — ", " :: ", " • ", " » ", "|"])
@pytest.mark.parametrize("name", ["Harbour Times", "The Harbour Times", "harbourtimes.example"])
def test_the_sites_name_goes_from_a_title(separator, name):
    assert strip_site_name(f"{HEADLINE}{separator}{name}", ["Harbour Times", "harbourtimes.example"]) == HEADLINE


def test_the_sites_name_goes_from_a_titles_front():
    assert strip_site_name(f"Harbour Times: {HEADLINE}", ["Harbour Times"]) == HEADLINE


def test_a_title_that_is_only_the_sites_name_stays():
    assert strip_site_name("Harbour Times", ["Harbour Times"]) == "Harbour Times"


def test_the_headline_is_the_h1_when_titles_only_add_to_it():
    head = f"<title>{HEADLINE} - National | Harbour Times</title>"
    head += f"<meta property='og:title' content='{HEADLINE} - National'>"
    assert read(article(head)).title == HEADLINE


def test_an_h1_that_holds_the_logo_is_no_headline():
    head = f"<title>{HEADLINE}</title><meta property='og:site_name' content='Harbour Times'>"
    assert read(article(head, h1="Harbour Times")).title == HEADLINE


def test_a_kicker_in_the_h1_stands_apart():
    assert read(article(h1="<span>Coast</span><span>Harbour wall rises</span>")).title == "Coast Harbour wall rises"


OTHER = "Wall to rise: what the council decided"


@pytest.mark.parametrize(
    "heading",
    [f"<nav><h1>{HEADLINE}</h1></nav>", f"<ol class=breadcrumb><li><h1>{HEADLINE}</h1></ol>",
     f"<div class='seotitle'><h1>{HEADLINE}</h1></div>", f"<h1 class='breadcrumb_last'>{HEADLINE}</h1>"],
)  # fmt: skip
def test_an_h1_in_the_breadcrumbs_is_no_headline_nor_what_repeats_it(heading):
    head = f"<title>{HEADLINE}</title><meta property='og:title' content='{HEADLINE}'>"
    head += ld(f'{{{NEWS}, "headline": "{OTHER}"}}')
    assert read(f"<html><head>{head}</head><body>{heading}<h2>{OTHER}</h2></body></html>").title == OTHER


def test_in_a_blog_the_h1_outweighs_what_search_engines_are_told():
    other = "Why the harbour wall is to be raised by metres"
    head = ld(f'{{"@type": "BlogPosting", "headline": "{other}"}}')
    head += f"<title>{other}</title><meta property='og:title' content='{other}'>"
    assert read(article(head)).title == HEADLINE


@pytest.mark.parametrize("kicker", ["<span class=kicker>Coast</span>", "<small class='label label--red'>Coast</small>"])
def test_a_kicker_in_an_element_of_its_own_is_not_the_headlines(kicker):
    assert read(article(h1=f"{kicker} <span>{HEADLINE}</span>")).title == HEADLINE


def test_a_prefix_in_the_h1_goes_when_other_sources_lack_it():
    head = ld(f'{{"@type": "DiscussionForumPosting", "headline": "{HEADLINE}"}}')
    assert read(article(head, h1=f"<span>Question</span> {HEADLINE}")).title == HEADLINE


def test_an_h1_of_numbers_is_no_headline():
    assert read(article(f"<title>{HEADLINE}</title>", h1="94")).title == HEADLINE


@pytest.mark.parametrize(
    "line",
    ["By Alma Torvald, MD, FACP", "By Alma Torvald ● April 5, 2024 ● 6 min read", "Written By Alma Torvald, RN*",
     "By Alma Torvald 2–3 minutes", "By Alma Torvald on behalf of the harbour group"],
)  # fmt: skip
def test_degrees_dates_and_roles_go_from_a_visible_byline(line):
    assert read(article(body=f"<div>{line}</div>")).authors == ("Alma Torvald",)


@pytest.mark.parametrize("line", ["By Harbour Works", "by torvald77", "Posted by Almatorv"])
def test_an_unmistakable_by_names_companies_and_logins_too(line):
    assert len(read(article('<meta property="og:type" content="article">', f"<div>{line}</div>")).authors) == 1


def test_a_name_alone_below_the_headline_is_the_byline_when_it_comes_again_with_a_life():
    head = '<meta property="og:type" content="article">'
    life = "<h4>Alma Torvald</h4><p>Alma Torvald writes about the coast.</p>"
    assert read(article(head, f"<p>Alma Torvald</p><p>Text.</p>{life}")).authors == ("Alma Torvald",)


@pytest.mark.parametrize(
    ("summary", "line", "author"),
    [
        ("ALMA TORVALD\xa0", "<p>ALMA TORVALD</p>", "ALMA TORVALD"),  # the system's own, of the first paragraph
        ("Alma Torvald says that the wall is too low.", "<p>ALMA TORVALD</p>", "Times D"),  # a caption, perhaps
        ("ALMA TORVALD", "", "Times D"),
        ("Harbour Wall", "<p>Harbour Wall</p>", "Times D"),  # of the headline
        ("Read more below", "<p>Read more below</p>", "Times D"),
    ],
)
def test_a_name_that_is_first_paragraph_and_summary_too_comes_before_the_account_that_published(summary, line, author):
    account = ld('{"@context": "https://schema.org", "@type": "Article", "author": {"name": "Times D"}}')
    head = f'<meta property="og:type" content="article"><meta name="description" content="{summary}">{account}'
    assert read(article(head, f"<p>by Times D | 5 November 2024</p>{line}")).authors == (author,)


@pytest.mark.parametrize("line", ["Table Contents", "Register Now", "Data Security", "Learn More", "AI Experts"])
def test_what_is_spelled_like_a_name_is_none(line):
    assert read(article('<meta property="og:type" content="article">', f"<p>{line}</p><p>{line}</p>")).authors == ()


@pytest.mark.parametrize("href", ["/users/77/torvald", "/u/torvald", "member.php?u=77", "/~torvald", "/user-77.html"])
def test_the_first_member_of_a_thread_is_its_author(href):
    body = f"<div><a href='{href}'>torvald</a></div><p>How high?</p><div><a href='/u/venning'>venning</a></div>"
    assert read(article(body=body), "https://www.example.org/forum/thread-12").authors == ("torvald",)


def test_elsewhere_a_members_link_says_nothing():
    assert read(article(body="<div><a href='/u/torvald'>torvald</a></div>")).authors == ()


def test_json_ld_names_authors_and_dates():
    found = read(article(ld(
        f'{{{NEWS}, "headline": "{HEADLINE}", "author": [{{"@type": "Person", "name": "Alma Torvald"}}, '
        '{"@type": "Person", "name": "Piet Venning"}], "datePublished": "2024-04-05T10:00:00+02:00", '
        '"dateModified": "2024-04-06"}'
    )))  # fmt: skip
    assert found.authors == ("Alma Torvald", "Piet Venning")
    assert (found.date, found.date_modified) == ("2024-04-05T10:00:00+02:00", "2024-04-06")
    assert {found.provenance[field].source for field in ("authors", "date", "date_modified")} == {"json-ld"}


@pytest.mark.parametrize(
    "author",
    ['"Alma Torvald"', '["Alma Torvald"]', '{"@type": "Person", "name": ["Alma Torvald"]}', '{"@id": "#alma"}',
     '{"@type": "Person", "givenName": "Alma", "familyName": "Torvald"}', '"By Alma Torvald"', '"Alma&#32;Torvald"'],
)  # fmt: skip
def test_json_ld_authors_come_in_many_shapes(author):
    graph = (
        f'{{"@graph": [{{{NEWS}, "author": {author}}}, {{"@type": "Person", "@id": "#alma", "name": "Alma Torvald"}}]}}'
    )
    assert read(article(ld(graph))).authors == ("Alma Torvald",)


@pytest.mark.parametrize(
    "fault",
    ['{"a": 1,}', '{"a": 1} {"b": 2}', '<!-- {"a": 1} -->', '//<![CDATA[\n{"a": 1}\n//]]>', '{"a": "x\ny"}',
     '{"a": 1};',     "{&quot;a&quot;: 1}", '{"a": "\\d"}', '{"a": [1, 2,]}', '\ufeff{"a": 1}', '{"a": {"b": 1}'],
)  # fmt: skip
def test_faulty_json_is_still_read(fault):
    assert "a" in parse_script(fault)[0]


@pytest.mark.parametrize("hopeless", ["", "not json", "[" * 100_000, "{" * 50])
def test_hopeless_json_is_nothing(hopeless):
    assert parse_script(hopeless) == []


def test_of_several_articles_the_pages_own_is_chosen():
    other = f'{{{NEWS}, "url": "https://www.harbourtimes.example/other", "author": "Other Writer"}}'
    own = f'{{{NEWS}, "url": "{URL}", "author": "Alma Torvald"}}'
    articles = Graph([f"[{other}, {own}]"]).articles(URL)
    assert articles[0]["author"] == "Alma Torvald"


def test_a_line_by_the_headline_is_the_byline():
    found = read(article(body="<div>By Alma Torvald and Piet Venning</div><div>April 5, 2024</div>"))
    assert found.authors == ("Alma Torvald", "Piet Venning")
    assert found.byline == "Alma Torvald and Piet Venning"
    assert found.date == "2024-04-05"


def test_a_link_to_an_authors_page_is_a_byline():
    assert read(article(body='<p><a href="/author/alma-torvald">Alma Torvald</a></p>')).authors == ("Alma Torvald",)


def test_a_site_that_json_ld_lists_beside_people_is_an_author_too():
    authors = '[{"@type": "Person", "name": "Alma Torvald"}, {"@type": "Organization", "name": "Harbour Times Coast"}]'
    head = '<meta property="og:site_name" content="Harbour Times Coast">' + ld(f'{{{NEWS}, "author": {authors}}}')
    assert read(article(head)).authors == ("Alma Torvald", "Harbour Times Coast")


def test_a_site_s_desk_on_the_byline_is_none_beside_people():
    head = '<meta property="og:site_name" content="Harbour">'
    assert read(article(head, "<p>By Alma Torvald, Harbour North</p>")).authors == ("Alma Torvald",)


def test_an_agency_is_a_byline_when_nobody_is_named():
    assert read(article(body="<p>By REUTERS</p>")).byline == "REUTERS"


def test_a_person_comes_before_the_sites_own_name():
    json = ld(f'{{{NEWS}, "author": {{"@type": "Organization", "name": "Harbour Times"}}, "publisher": '
              '{"@type": "Organization", "name": "Harbour Times"}}')  # fmt: skip
    assert read(article(json, body='<p class="byline">By Alma Torvald</p>')).authors == ("Alma Torvald",)


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<div class="comments"><span class="author">Some Reader</span><time datetime="2020-01-01">x</time></div>',
        '<aside><a rel="author" href="/a">Some Reader</a></aside>',
        '<div class="related"><p class="byline">By Some Reader</p></div>',
        "<figure><figcaption class='author'>Some Reader</figcaption></figure>",
        "<footer><p>By subscribing I accept the terms</p><p>© 2020</p></footer>",
        '<p class="author">admin</p>',
    ],
)
def test_other_peoples_names_and_dates_are_no_byline(elsewhere):
    text = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 12
    found = read(article(body=text + elsewhere), url="https://www.harbourtimes.example/harbour-wall")
    assert found.authors == ()
    assert found.byline is None
    assert found.date is None


def test_the_sites_clock_is_not_the_date():
    html = article().replace(
        "<h1>", "<div class='clock'>Wednesday, April 24, 2024 | 15 Shawwal 1445</div>" + "<p>x</p>" * 9 + "<h1>"
    )
    assert read(html).date is None


def test_an_updated_line_is_modified_not_published_where_both_stand():
    body = "<p>Published 3 April 2024</p><p>Updated 9 April 2024</p>"
    assert read(article(body=body)).date == "2024-04-03"


def test_the_urls_date_is_a_last_resort():
    found = read(article(), url="https://www.harbourtimes.example/2024/04/05/harbour-wall")
    assert (found.date, found.provenance["date"].source) == ("2024-04-05", "url")


def test_a_rules_values_win():
    json = ld(f'{{{NEWS}, "headline": "Other", "author": "Other Writer", "datePublished": "2020-01-01"}}')
    found = read(article(json), title=("Ruled headline",), author=("By Alma Torvald",), date=("APRIL 5, 2024 14:16",))
    assert (found.title, found.authors, found.date) == ("Ruled headline", ("Alma Torvald",), "2024-04-05T14:16:00")
    assert {found.provenance[field].source for field in ("title", "authors", "date")} == {"rule"}


def test_an_implausible_rule_value_loses():
    json = ld(f'{{{NEWS}, "author": "Alma Torvald", "datePublished": "2024-04-05"}}')
    found = read(article(json), author=("Share",), date=("5 min read",))
    assert (found.authors, found.date) == (("Alma Torvald",), "2024-04-05")


def test_the_rest_of_the_head_is_read():
    head = (
        "<meta property='og:site_name' content='Harbour Times'>"
        "<meta name='description' content='A wall &amp;amp; more'>"
        "<meta property='og:image' content='https://i.example/w.jpg'>"
        "<link rel=canonical href='https://h.example/w'>"
    )
    found = read(article(head))
    assert (found.site_name, found.language, found.description) == ("Harbour Times", "en-GB", "A wall & more")
    assert (found.image, found.canonical_url) == ("https://i.example/w.jpg", "https://h.example/w")


def test_losing_candidates_are_kept_for_explain():
    head = ld(f'{{{NEWS}, "author": "Alma Torvald"}}') + "<title>Something else entirely</title>"
    found = read(article(head))
    assert {candidate.field for candidate in found.candidates} >= {"title", "authors"}
    assert any(candidate.value == "Something else entirely" for candidate in found.candidates)


def test_an_empty_page_has_no_metadata():
    found = read("", url=None)
    assert (found.title, found.authors, found.byline, found.date, found.language) == (None, (), None, None, None)


@settings(max_examples=150)
@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=120))
def test_no_field_holds_a_break_markup_or_too_much(title, author, date):
    html = (
        f"<title>{title}</title><meta name=author content='{author}'><meta name=description content='{title}<b>x</b>'>"
        f"<h1>{title}</h1><p class=byline>By {author}</p><time>{date}</time>"
    )
    found = read(html)
    values = (found.title, found.byline, found.description, found.site_name, found.language, *found.authors)
    for value in values:
        assert value is None or (0 < len(value) <= 300 and value == " ".join(value.split()) and "<b>" not in value)


@settings(max_examples=100)
@given(st.binary(max_size=600))
def test_noise_has_no_byline_and_no_date(noise):
    found = read(noise.decode("latin-1"), url=None)
    assert found.date is None


@pytest.mark.parametrize("text", [" - " * 20_000, "by " * 20_000, "A B, " * 20_000, "1 May " * 20_000, "<" * 50_000])
def test_endless_fields_are_no_metadata(text):
    found = read(f"<title>{text}</title><meta name=author content='{text}'><h1>{text}</h1><p class=author>{text}</p>")
    assert found.byline is None or len(found.byline) <= 300
    assert found.title is None or len(found.title) <= 300


@pytest.mark.parametrize(
    ("line", "authors", "byline"),
    [
        ("By Lena Ortiz · 12 March 2025", ("Lena Ortiz",), "Lena Ortiz"),
        ("By Lena Ortiz | 5 min read", ("Lena Ortiz",), "Lena Ortiz"),
        ("By Lena Ortiz and Ben Smith", ("Lena Ortiz", "Ben Smith"), "Lena Ortiz and Ben Smith"),
        ("By LENA ORTIZ AND BEN MÜLLER", ("LENA ORTIZ", "BEN MÜLLER"), "LENA ORTIZ AND BEN MÜLLER"),
    ],
)
def test_a_visible_byline_is_people_without_the_date_beside_them(line, authors, byline):
    found = read(article(body=f"<p>{line}</p>"))
    assert (found.authors, found.byline) == (authors, byline)


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
