"""Some 910 bylines and 210 dates in the shapes of the real web, each on a whole small page beside other stories."""

import json
from functools import cache
from html import escape

import pytest
from credited_bylines import CREDITED
from further_bylines import FURTHER
from printed_dates import PRINTED
from signed_bylines import SIGNED
from worldwide_bylines import WORLDWIDE
from worldwide_dates import OTHER_DAYS, WORLDWIDE_DATES

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
HEADLINE = "The mill by the weir grinds again after forty years"
STORY = "".join(
    f"<p>{text * 3}</p>"
    for text in (
        "The mill by the weir ground its first corn in forty years while the whole village stood and watched it. ",
        "Children from both schools had painted the sluice gates, and the bakery promised a loaf for every household. ",
        "Repairs took eleven winters, for the oak had to dry and nobody living had ever cut a pit wheel of that size. ",
    )
    * 2
)
BESIDE = "<h2>More stories</h2><ul><li><a href='/a'>Bridge closed until May</a> <span>12 December 2024</span></li></ul>"
MOST_FAULTS = {"class": 0, "line": 6, "json-ld": 0, "meta": 0}
MOST_WRONG = 0  # names that are nobody's, in all places together


def read(way, lang, line, host="weirgazette.example"):
    """The article where a line stands with a class, bare, as a `<time>`, beside a name, in JSON-LD or in a tag."""
    shown = {
        "class": f"<p class='byline'>{escape(line)}</p>",
        "line": f"<p>{escape(line)}</p>",
        "time": f"<time>{escape(line)}</time>",
        "byline": f"<p>By Tessa Rowntree | {escape(line)}</p>",
    }.get(way, "")
    told = {"@type": "NewsArticle", "headline": HEADLINE, "author": {"@type": "Person", "name": line}}
    head = {
        "json-ld": f"<script type='application/ld+json'>{json.dumps(told)}</script>",
        "meta": f'<meta name="author" content="{escape(line)}">',
    }.get(way, "")
    kind = "article" if way in MOST_FAULTS else "website"
    html = (
        f"<html lang='{lang}'><head><title>{HEADLINE} - Weir Gazette</title>{head}"
        f"<meta property='og:title' content='{HEADLINE}'><meta property='og:type' content='{kind}'></head><body>"
        "<header><a href='/'>Weir Gazette</a><div class='today-date'>Monday, 5 January 2026</div></header>"
        f"<main><article><h1>{HEADLINE}</h1>{shown}{STORY}</article><aside>{BESIDE}</aside></main>"
        "<footer>© 2019-2026 Weir Gazette</footer></body></html>"
    )
    return CLEANER.clean(html, f"https://www.{host}/news/mill")


@cache
def authors(way):
    """Of each byline in one place: the line, its names, and those that are read."""
    return [
        (line, names, tuple(read(way, lang, line).authors))
        for lang, line, names in FURTHER + CREDITED + WORLDWIDE + SIGNED
    ]


@pytest.mark.parametrize("way", MOST_FAULTS)
def test_bylines_as_pages_print_them_are_read(way):
    faults = [(line, given) for line, names, given in authors(way) if given != names]
    assert len(faults) <= MOST_FAULTS[way], faults


def test_few_lines_that_are_not_understood_name_somebody():
    told = [row for way in MOST_FAULTS for row in authors(way)]
    wrong = [(line, given) for line, names, given in told if not set(given) <= set(names)]
    assert len(wrong) <= MOST_WRONG, wrong


@pytest.mark.parametrize("way", ["line", "time", "byline"])
def test_dates_as_pages_print_them_are_read(way):
    told = [
        (line, day, str(read(way, lang, line, host).date)[:10]) for lang, host, line, day in PRINTED + WORLDWIDE_DATES
    ]
    assert [(line, given) for line, day, given in told if given != day] == []


@pytest.mark.parametrize("line", OTHER_DAYS, ids=[line for _, _, line in OTHER_DAYS])
def test_days_of_other_matters_are_no_day_of_publication(line):
    lang, host, text = line
    assert read("line", lang, text, host).date is None


@pytest.mark.parametrize(("lang", "line"), [("en", "2023-063"), ("en", "2023-W09-6"), ("fr", "4 mars 23")])
def test_days_by_their_number_and_short_years_are_read_where_nothing_else_stands(lang, line):
    assert str(read("time", lang, line).date)[:10] == "2023-03-04"
