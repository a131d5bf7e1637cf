"""Which of a page's days is its own: clocks, events, comments, other stories, last changes, places before a dash."""

import pytest

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
HEADLINE = "The mill by the weir grinds again after forty years"
LONG = "The mill by the weir ground its first corn in forty years while the whole village stood and watched it. "
STORY = f"<p>{LONG * 3}</p>" * 5
OTHERS = "<div><h3><a href='/a'>Bridge closed until May</a></h3><p>12 December 2024</p></div>" * 2


def day(shown="", below="", above="", head=""):
    """The date of a page with something right below its headline, below its story, above all, and in its head."""
    html = (
        f"<html lang='en'><head><title>{HEADLINE}</title>{head}</head><body>{above}<main><article><h1>{HEADLINE}</h1>"
        f"{shown}{STORY}</article>{below}</main></body></html>"
    )
    return str(CLEANER.clean(html, "https://www.weir.example/news/mill").date or "")[:10]


def data(text):
    return f'<script type=\'application/ld+json\'>{{"@type":"BlogPosting","headline":"x",{text}}}</script>'


@pytest.mark.parametrize(
    "shown",
    [
        "<p>Event date: 14 May 2023</p><p>Posted 4 March 2023</p>",
        "<p>Received: 1 January 2023 / Accepted: 14 February 2023 / Published: 4 March 2023</p>",
        "<p>Updated <time datetime='2023-03-06'>6 March 2023</time></p><p>Published <time>4 March 2023</time></p>",
        "<time class='updated' datetime='2023-03-06'>x</time><time class='published' datetime='2023-03-04'>y</time>",
        "<span class='date' title='2023-03-04 10:15'>2 years ago</span>",
        "<div>weirfan77</div><div>Joined: 4 July 2012</div><div>Posted 4 March 2023</div>",
        "<p>Aktualisiert: 06.03.2023, 11:00 | Erstellt: 04.03.2023, 10:15</p>",
    ],
)
def test_of_several_days_the_one_of_publication_is_taken(shown):
    assert day(shown) == "2023-03-04"


@pytest.mark.parametrize(
    "shown",
    [
        "<p>When: 14 May 2023, 7 pm</p>",
        "<p>Founded: 14 May 1998</p>",
        "<p>Deadline: 14 May 2023</p>",
        "<p>Offer valid until 14 May 2023</p>",
        "<p>14 May 2023 – 20 August 2023</p>",
        "<p>Born: 4 March 1973</p>",
    ],
)
def test_days_of_other_matters_are_no_date(shown):
    assert day(shown) == ""


@pytest.mark.parametrize(
    "below",
    [
        OTHERS,
        "<ul><li><a href='/a'>Bridge closed until May</a> <span>12 December 2024</span></li></ul>",
        "<h2>Comments</h2><div>Magnus Oddy</div><div>5 April 2023 at 10:15</div><p>Well ground.</p>",
        "<footer>© 4 March 2023 Weir Gazette</footer>",
    ],
)
def test_days_of_what_stands_below_the_story_are_no_date(below):
    assert day(below=below) == ""


def test_a_vague_day_of_the_page_goes_before_a_sure_one_of_another_story():
    assert day("<p>Stand: 04.03.23</p>", OTHERS) == "2023-03-04"


def test_a_line_below_the_story_that_links_its_day_and_its_section_dates_it():
    line = "Posted in <a href='/c'>Mills and weirs of the county</a> on <a href='/p'>March 4, 2023</a>"
    assert day(below=f"<p>{line}</p>") == "2023-03-04"


@pytest.mark.parametrize(
    "opening",
    [
        "PORT ELLERY, March 4, 2023 — ",
        "PORT ELLERY, Mass., March 4, 2023 (GRINDWIRE) -- ",
        "Port Ellery (4 March 2023) – ",
        "PORT ELLERY, March 4, 2023 /GRINDWIRE/ -- ",
    ],
)
def test_place_and_day_before_a_dash_open_a_release(opening):
    assert day(f"<p>{opening}{LONG}</p>") == "2023-03-04"


def test_a_day_in_the_first_sentence_is_no_dateline():
    assert day(f"<p>The mill, which burned on March 4, 2023, grinds again - slowly. {LONG}</p>") == ""


@pytest.mark.parametrize("line", ["Mar 4, '23", "March 4th ’23", "4 Mar '23"])
def test_a_year_of_two_digits_may_have_an_apostrophe(line):
    assert day(f"<p>{line}</p>") == "2023-03-04"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="Sat Mar 04 10:15:00 CET 2023">',
        '<meta name="pubdate" content="Sat, 04 Mar 2023 10:15:00 EST">',
        '<meta property="article:published_time" content="1677924900000">',
        '<meta property="article:published_time" content="/Date(1677924900000)/">',
        data('"datePublished":"March 4, 2023"'),
    ],
)
def test_days_for_machines_in_odd_spellings_are_read(head):
    assert day(head=head) == "2023-03-04"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="0001-01-01T00:00:00Z">',
        '<meta property="article:published_time" content="1970-01-01T00:00:00Z">',
        data('"datePublished":"2023"'),
        data('"dateModified":"2023-03-06"'),
    ],
)
def test_no_day_for_machines_leaves_the_shown_one(head):
    assert day("<p>Published 4 March 2023</p>", head=head) == "2023-03-04"


def test_the_sites_clock_is_no_date():
    assert day(above="<header><div class='date'>Tuesday, 6 January 2026</div></header>") == ""


MENU = "".join(f"<a href='/{name}'>{name}</a> " for name in ("Home", "World", "Sport", "Letters"))


@pytest.mark.parametrize(
    "above",
    [f"<div>Saturday, 4 March 2023</div><div>{MENU}</div>", f"<p class='date'>4 March 2023</p><nav>{MENU}</nav>"],
    ids=["bare", "class"],
)
def test_a_day_above_the_menu_is_the_sites_clock(above):
    assert not day(above=above)
    assert not day(above=above, head=data('"author":"Ada Quill"'))


def test_a_day_between_the_menu_and_the_headline_is_the_storys():
    assert day(above=f"<nav>{MENU}</nav><div>4 March 2023</div>") == "2023-03-04"


@pytest.mark.parametrize(
    "below",
    [
        "<div><h3>Events</h3><p>Fair: 7 June 2031</p></div>",
        "<div><h3>Days</h3><ul><li>7 June 2031 Day of the bees</li></ul></div>",
        "<p>These terms, takes effect on 7 March 2023</p>",
    ],
)
def test_an_events_day_behind_the_story_is_not_its_own(below):
    assert not day(below=below)


def test_a_sentence_below_the_headline_tells_of_another_day():
    assert not day("<p>The fair will open on June 7, 2031 and close a week later.</p>")


def test_a_date_with_its_weekday_above_the_headline_goes_behind_one_below_it():
    assert day("<p>4 March 2023</p>", above="<div class='date'>Friday, 12 May 2023</div>") == "2023-03-04"


def test_a_date_with_its_weekday_above_the_headline_is_better_than_none():
    assert day(above="<div class='date'>Friday, 12 May 2023</div>") == "2023-05-12"


def test_a_clock_by_its_class_is_no_date_where_the_page_is_an_article():
    clock, article = "<div class='today'>Friday, 12 May 2023</div>", "<meta property='og:type' content='article'>"
    assert day(above=clock, head=article) == ""


def test_a_time_beside_a_link_in_a_list_above_the_headline_is_another_storys():
    above = "<ul><li><a href='/a'>Bridge closed until May</a><time datetime='2023-05-12'>12 May</time></li></ul>"
    assert day("<time datetime='2023-03-04'>4 March</time>", above=above) == "2023-03-04"


def test_a_day_in_a_times_attribute_is_read_in_the_pages_order():
    assert day("<time datetime='23/03/2023 07:05'>x</time>") == "2023-03-23"


def test_cameras_colons_part_a_day_as_well():
    assert day(head="<meta property='article:published_time' content='2023:03:04 16:12:00'>") == "2023-03-04"
