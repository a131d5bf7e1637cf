"""A page's own words about itself → title, authors, dates, and where each came from."""

import pytest
from articles import HEADLINE, NEWS, URL, article, ld, read
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.metadata.jsonld import Graph, parse_script
from cleaner.metadata.site_name import strip_site_name


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


JSON_LD = ld(
    f'{{{NEWS}, "headline": "{HEADLINE}", "author": [{{"@type": "Person", "name": "Alma Torvald"}}, '
    '{"@type": "Person", "name": "Piet Venning"}], "datePublished": "2024-04-05T10:00:00+02:00", '
    '"dateModified": "2024-04-06"}'
)


def test_json_ld_names_authors():
    found = read(article(JSON_LD))
    assert (found.authors, found.provenance["authors"].source) == (("Alma Torvald", "Piet Venning"), "json-ld")


def test_json_ld_names_dates():
    found = read(article(JSON_LD))
    assert (found.date, found.date_modified) == ("2024-04-05T10:00:00+02:00", "2024-04-06")
    assert {found.provenance[field].source for field in ("date", "date_modified")} == {"json-ld"}


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


ELSEWHERE = [
    '<div class="comments"><span class="author">Some Reader</span><time datetime="2020-01-01">x</time></div>',
    '<aside><a rel="author" href="/a">Some Reader</a></aside>',
    '<div class="related"><p class="byline">By Some Reader</p></div>',
    "<figure><figcaption class='author'>Some Reader</figcaption></figure>",
    "<footer><p>By subscribing I accept the terms</p><p>© 2020</p></footer>",
    '<p class="author">admin</p>',
]


def read_beside(elsewhere: str):
    """What is read of a story with neither name nor date, and something beside it."""
    text = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 12
    return read(article(body=text + elsewhere), url="https://www.harbourtimes.example/harbour-wall")


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_other_peoples_names_are_no_byline(elsewhere):
    found = read_beside(elsewhere)
    assert (found.authors, found.byline) == ((), None)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_other_peoples_dates_are_not_the_storys(elsewhere):
    assert read_beside(elsewhere).date is None


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
