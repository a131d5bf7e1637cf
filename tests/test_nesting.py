from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.page.nesting import unparsable

STORY = "<p>The ferry to Kellan Sound stopped running on Monday, and nobody has said when it will sail again.</p>" * 8
HOSTILE = {
    "nested": "<div>" * 200_000,
    "nested and closed": "<div>" * 40_000 + "x" + "</div>" * 40_000,
    "lists": "<ul><li>i" * 40_000,
    "divs in paragraphs": "<p><div>" * 40_000,
    "formatting before paragraphs": "".join(f"<font size={n}>" for n in range(3000)) + "<p>x" * 3000,
    "formatting around paragraphs": "".join(f"<font size={n}><p>" for n in range(3000)) + "</font>" * 3000,
    "formatting closed across": "".join(f"<b {n}>" for n in range(1500))
    + "".join(f"<i {n}>" for n in range(1500))
    + "x</b>" * 1500,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">x",
    "bodies": "".join(f"<body a{n}>" for n in range(20_000)),
}
HARMLESS = {
    "paragraphs that end each other": "<p>x" * 30_000,
    "options": "<select>" + "<option>x" * 30_000,
    "empty elements": "x<br>" * 30_000,
    "deep but not too deep": "<div>" * 10_000 + "</div>" * 10_000,
    "a picture in an address": f'<img src="data:image/png;base64,{"A" * 300_000}">',
    "a long script": f"<script>{'var a = 1; ' * 30_000}</script>",
    "a script of comparisons": f"<script>{'if (i<n) a = 1; ' * 30_000}</script>",
    "much formatting": "<p><b>x</b> <i>y</i></p>" * 5_000,
    "the same formatting left open": "<b>x<p>" * 5_000,
    "long text": "word " * 100_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_markup_that_would_take_a_parser_minutes_or_gigabytes_is_an_article_without_blocks(case: str):
    article = clean(f"<html><body>{STORY}{HOSTILE[case]}")
    assert article.blocks == ()
    assert (article.reason or "").startswith("hostile markup: ")
    assert article.confidence == 0


@pytest.mark.parametrize("case", HARMLESS)
def test_large_markup_that_a_parser_reads_well_is_let_through(case: str):
    assert unparsable(f"<html><body>{STORY}{HARMLESS[case]}".encode()) is None
