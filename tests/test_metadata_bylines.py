"""Bylines in the languages of the web, in each of the places where pages put them."""

import json

import pytest
from bylines import BYLINES

from cleaner.metadata import read_metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment

WAYS = ("class", "line", "json-ld")
MOST_FAULTS = len(BYLINES) - 80  # in one place
MOST_WRONG = 3  # names that are nobody's, in all places together


def read_authors(way, lang, line, body=""):
    """The authors that are read where the line stands as an element with a class, as a bare one, or in JSON-LD."""
    head = "<meta property='og:type' content='article'>"
    if way == "json-ld":
        told = {"@context": "https://schema.org", "@type": "Article", "author": {"@type": "Person", "name": line}}
        head += f"<script type='application/ld+json'>{json.dumps(told)}</script>"
    shown = {"class": f"<div class='byline'>{line}</div>", "line": f"<p>{line}</p>"}.get(way, "")
    text = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 4
    html = f"<html lang='{lang}'><head>{head}</head><body><h1>Harbour wall rises</h1>{shown}{body}{text}</body></html>"
    page = parse(html, "https://www.harbourtimes.example/2024/harbour-wall")
    return read_metadata(page, segment(page).blocks, {}).authors


def test_the_battery_is_of_88_bylines_in_49_languages():
    assert (len(set(BYLINES)), len({lang for lang, _, _ in BYLINES})) == (88, 49)


@pytest.mark.parametrize("way", WAYS)
def test_bylines_of_49_languages_are_read(way):
    faults = {line: read_authors(way, lang, line) for lang, line, names in BYLINES}
    faults = {line: faults[line] for _, line, names in BYLINES if faults[line] != names}
    assert len(faults) <= MOST_FAULTS, faults


def test_what_is_not_understood_gives_no_names():
    told = [(line, names, read_authors(way, lang, line)) for lang, line, names in BYLINES for way in WAYS]
    wrong = [(line, given) for line, names, given in told if given not in ((), names)]
    assert len(wrong) <= MOST_WRONG, wrong
