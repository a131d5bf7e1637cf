"""Cards of other stories and boxes about the author, which no class and no heading names."""

from __future__ import annotations

import json

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
HEADLINES = [
    "Swimmers find a bell in the canal",
    "Why the clock at Marl runs backwards",
    "Goats on the golf course again",
]
EXCERPTS = [
    "A group of morning swimmers has pulled a small bell from the canal, and nobody claims it.",
    "For a week the clock has run backwards, and its keeper says that he likes it so.",
    "Nine goats have taken the last hole and show no sign of leaving it before the summer.",
]


def text(html: str, at: int = 3) -> str:
    return CLEANER.clean(page([*PARAGRAPHS[:at], html, *PARAGRAPHS[at:]], "NewsArticle"), "https://bay.example/a").text


def cards(tag: str, address: str) -> str:
    both = enumerate(zip(HEADLINES, EXCERPTS, strict=True))
    inside = (
        f'<{tag} class="x1"><a href="{address.format(number)}"><h3>{head}</h3></a><p>{said}</p></{tag}>'
        for number, (head, said) in both
    )
    return f"<div>{''.join(inside)}</div>"


@pytest.mark.parametrize("at", [3, 6], ids=["between", "behind"])
@pytest.mark.parametrize("tag", ["div", "article", "section"])
def test_cards_that_lead_to_other_stories_go(tag: str, at: int):
    found = text(cards(tag, "/news/{}"), at)
    assert [said for said in (*HEADLINES, *EXCERPTS) if said in found] == []
    assert "mend his nets" in found


def test_things_that_lead_to_a_shop_stay():
    assert "Nine goats have taken" in text(cards("div", "https://shop.example/{}"))


def test_cards_that_say_more_than_the_story_stay():
    assert "Nine goats have taken" in text(cards("div", "/news/{}") + cards("div", "/more/{}"))


def with_author(html: str) -> str:
    whole = page([*PARAGRAPHS, html], None)
    about = json.dumps({"@type": "Article", "headline": "x", "author": {"@type": "Person", "name": "Marta Ellwood"}})
    return CLEANER.clean(whole.replace("</head>", f'<script type="application/ld+json">{about}</script></head>')).text


BIO = "Marta Ellwood writes about small trades and lives above a shop for bicycles."


def test_a_name_with_what_is_said_of_it_goes_from_behind_the_story():
    found = with_author(f'<div class="who"><div><a href="/m">Marta Ellwood</a><p>{BIO}</p></div></div>')
    assert "small trades" not in found


def test_a_paragraph_that_begins_with_the_author_s_name_stays():
    assert "small trades" in with_author(f"<p>{BIO}</p>")


MORE = "<h3>You may also like</h3><ul>{}</ul>"
ITEMS = [f"<li><a href='/n{n}'>{a}</a><br>{b}</li>" for n, (a, b) in enumerate(zip(HEADLINES, EXCERPTS, strict=True))]


def test_cards_below_a_line_that_names_them_go_without_a_box():
    assert not any(excerpt in text(MORE.format("".join(ITEMS)), len(PARAGRAPHS)) for excerpt in EXCERPTS)


def test_a_paragraph_behind_a_list_of_links_is_no_excerpt():
    links = "".join(f"<li><a href='/n{n}'>{headline}</a></li>" for n, headline in enumerate(HEADLINES))
    assert "The bell rang twice." in text(f"{MORE.format(links)}<p>The bell rang twice.</p>")
