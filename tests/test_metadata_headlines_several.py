"""Which headline is the page's where front pages, kickers, subtitles and data that disagree name several."""

import json

from cleaner.metadata import read_metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment

PROSE = "<p>The harbour wall will be raised before the storms of autumn, the council decided on Monday.</p>" * 4
STORY = "https://www.tidewater.example/news/a-4711"
FRONT = "https://www.tidewater.example/"


def title_of(body, title="", og="", url=STORY, headline=""):
    head = f"<title>{title}</title>"
    head += f'<meta property="og:title" content="{og}">' if og else ""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": headline}
    head += f'<script type="application/ld+json">{json.dumps(data)}</script>' if headline else ""
    page = parse(f"<html><head>{head}</head><body>{body}{PROSE}</body></html>", url)
    return read_metadata(page, segment(page).blocks, {}).title


def test_a_front_page_whose_title_is_its_name_and_a_slogan_that_it_shows_is_called_by_the_name():
    said = "Tidewater – Boats for everybody on the coast"
    assert title_of("<h1>Boats for everybody on the coast</h1>", said, said, FRONT) == "Tidewater"


def test_a_front_page_that_shows_its_whole_title_keeps_it():
    said = "Lena Tidewater - The Boat Builder"
    assert title_of(f"<h1>{said}</h1>", "Lena Tidewater | Wooden boats and repairs", said, FRONT) == said


def test_cards_that_are_links_are_no_headline_of_a_front_page():
    cards = "".join(
        f'<a href="/{n}"><article><h1>Why the boats of {n} leak</h1></article></a>' for n in range(1990, 1994)
    )
    assert title_of(cards, "The Tidewater Journal", url=FRONT) == "The Tidewater Journal"


def test_a_kicker_in_the_headline_that_opengraph_has_as_well_stays():
    whole = "Storm season Harbour wall raised by two metres"
    body = "<h1><span>Storm season</span> Harbour wall raised by two metres</h1>"
    marked = "Storm season / Harbour wall raised by two metres"
    assert title_of(body, f"{whole} - Tidewater", marked, headline="Harbour wall raised by two metres") == marked


def test_a_label_in_the_headline_that_its_class_tells_goes():
    body = '<h1><span class="label">Question</span> Which wood for a mast of nine metres?</h1>'
    assert title_of(
        body, "Question - Which wood for a mast of nine metres?", headline="Which wood for a mast of nine metres?"
    ) == ("Which wood for a mast of nine metres?")


def test_a_subtitle_within_the_heading_that_the_head_does_not_have_goes():
    body = "<h1>Coastal Lantern<span>Rechargeable light for small boats</span></h1>"
    said = "Coastal Lantern | Light for Decks and Cabins"
    assert title_of(body, f"{said} | Tidewater", said) == "Coastal Lantern"


def test_news_whose_data_contradict_each_other_are_called_as_they_show():
    body = "<h1>How trams and motorways are prepared for heat</h1>"
    said = title_of(
        body,
        "Chaos on the roads: old trams and brittle concrete | Tidewater",
        "When rails give up: the fight against summer",
        headline="Chaos on the roads: old trams and brittle concrete",
    )
    assert said == "How trams and motorways are prepared for heat"


def test_news_whose_data_only_vary_the_words_are_called_as_both_say():
    body = "<h1>Sixth visitor dies on the island as police question three</h1>"
    said = title_of(
        body,
        "Island poisonings: teenager becomes sixth visitor to die | Tidewater",
        "Teenager becomes sixth visitor to die in island poisonings",
        headline="Island poisonings: teenager becomes sixth visitor to die",
    )
    assert said == "Island poisonings: teenager becomes sixth visitor to die"


def test_the_beginning_of_a_title_that_the_address_ends_with_goes_before_a_strange_heading():
    body = "<h1>We change the world one boat after another</h1>"
    url = "https://www.tidewater.example/about/in-the-press/"
    said = "In The Press - Reading at Sea, Maths at Sea"
    assert title_of(body, said, said, url) == "In The Press"


def test_a_heading_below_a_class_that_names_a_colour_or_a_topic_is_no_logo():
    boxed = '<div class="bg-brand-grey-000 tag-boat-brands">{}</div>'
    body = boxed.format("<h1>Boats for the small purse compared</h1>")
    assert title_of(body, "The small purse and the sea", "Boats for the small purse compared by us") == (
        "Boats for the small purse compared"
    )


def test_an_h1_in_the_breadcrumbs_that_the_data_repeat_is_the_headline_where_the_page_shows_no_other():
    said, card = "Gates arrive early: all that skippers should know", "Gates arrive early: many new berths and a crane"
    path = f'<ol class="breadcrumb"><li><a href="/news/">News</a></li><li><h1>{said}</h1></li></ol>'
    assert title_of(path, said, card, headline=said) == said
    assert title_of(f"{path}<h2>{card}</h2>", said, card, headline=said) == card


def test_an_h1_that_is_a_section_goes_behind_the_headline_that_data_and_a_lower_heading_have():
    said = "Seven ways to moor a dinghy"
    assert title_of(f"<h1>Featured Blog</h1><h2>{said}</h2>", "Featured Blog", headline=said) == said
    assert title_of(f"<h1>Blog</h1><article><h2>{said}</h2></article>", "Blog | Harbour Tools", said) == said


def test_an_h1_of_a_word_or_two_stays_where_no_lower_heading_shows_another_headline():
    assert title_of("<h1>Moorings</h1>", "Moorings | Harbour Tools", "All about the ropes of boats") == "Moorings"


def test_a_title_in_capitals_is_spelled_as_the_page_shows_it():
    assert title_of("<h1>Olive harvest begins early</h1>", "OLIVE HARVEST BEGINS EARLY") == "Olive harvest begins early"
