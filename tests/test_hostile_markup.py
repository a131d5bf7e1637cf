from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.page.hostile_markup import unparsable

STORY = "<p>The ferry to Kellan Sound stopped running on Monday, and nobody has said when it will sail again.</p>" * 8
HOSTILE = {
    "nested": "<div>" * 200_000,
    "nested and closed": "<div>" * 40_000 + "x" + "</div>" * 40_000,
    "lists": "<ul><li>i" * 40_000,
    "divs in paragraphs": "<p><div>" * 40_000,
    "formatting before paragraphs": "<p>" + "".join(f"<font size={n}>" for n in range(3000)) + "<p>x" * 3000,
    "much formatting, many closed paragraphs": "<p>"
    + "".join(f"<font class=c{n}>" for n in range(290))
    + "</p>"
    + "<p>x</p>" * 10_000,
    "bare formatting, very many paragraphs": "<p>"
    + "".join(
        f"<{tag}>" * 3 for tag in ["b", "i", "u", "s", "tt", "em", "big", "code", "font", "small", "strike", "strong"]
    )
    + "<p>x" * 40_000,
    "end tags of nothing": "<div></x>" * 30_000,
    "end tags of nothing in templates": "<template></q>" * 80_000,
    "end tags in comments": "<div><!--</div>-->" * 30_000,
    "end tags in attributes": "<div><p title='</div>'>" * 30_000,
    "end tags in scripts": "<div><script></div></script>" * 30_000,
    "end tags in a script's comment": "<div><script><!--<script></script></div>--></script>" * 30_000,
    "end tags in titles": "<div><title></div></title>" * 30_000,
    "end tags in a drawing's data": "<div><svg><desc><![CDATA[</div>]]></desc></svg>" * 30_000,
    "end tags that a cell holds back": "<div><table><tr><td></div>" * 30_000,
    "rows of no table": "<svg>" + "<tr>" * 30_000,
    "templates' rows": "<template>" + "<div><tr>" * 30_000,
    "deep, and much in it": "<div>" * 14_000 + "<p>x</p>" * 20_000,
    "names of elements": "".join(f"<t{n}></t{n}>" for n in range(60_000)),
    "names of attributes": "<math>" + "".join(f"<p a{n}=1>" for n in range(60_000)),
    "tags without end": "<p>" * 1_100_000,
    "formatting around paragraphs": "".join(f"<font size={n}><p>" for n in range(3000)) + "</font>" * 3000,
    "formatting closed across": "".join(f"<b {n}>" for n in range(1500))
    + "".join(f"<i {n}>" for n in range(1500))
    + "x</b>" * 1500,
    "formatting around items, in a short page": "".join(f"<b class=c{n}><li>" for n in range(800)),
    "formatting left open in a short page": "<p>" + "".join(f"<font a={n}>" for n in range(80)) + "<p>x" * 4_500,
    "the same in a template": "<template><p>" + "".join(f"<font a={n}>" for n in range(80)) + "<p>x" * 4_500,
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
    "formatting of a few kinds left open in a short page": "".join(f"<font a={n}>x<p>" for n in range(9))
    + "x<p>" * 4_000,
    "the same formatting left open": "<b>x<p>" * 5_000,
    "long text": "word " * 100_000,
    "rows that end each other": "<table>" + "<tr><td>a<td>b" * 50_000,
    "items that end each other": "<ul>" + "<li>x" * 50_000,
    "terms that end each other": "<dl>" + "<dt>x<dd>y" * 25_000,
    "formatting left open, and no end of a block": "".join(f"<font class=c{n}>" for n in range(290))
    + "<p>x</p>" * 10_000,
    "links that differ": "".join(f"<a href=/{n} title={n} class='c{n} d{n}'>x</a>" for n in range(60_000)),
    "closed tags of ever new names": "".join(f"<t{n}></t{n}>" for n in range(20_000)),
    "drawings": "<svg><g><path d='M0 0'/></g><title>x</title></svg>" * 10_000,
    "forms in forms": "<form>" * 30_000,
    "headings that end each other": "<h2>x" * 30_000,
    "menus in menus": ("<ul>" + "<li>x" * 5) * 2_000 + "</ul>" * 2_000,
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
